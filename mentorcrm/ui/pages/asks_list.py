"""The list of asks: pipeline with counts, filter as one types, chips, sorting, rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import DraftState, MessageKind
from mentorcrm.services.ask_standing import Days, Standing
from mentorcrm.services.asks_filter import PIPELINE, AskFilter, AskSort, counts, matching
from mentorcrm.services.rows import DraftRow
from mentorcrm.ui.delegates.draft_row import DraftLine, DraftRowDelegate, act_rect
from mentorcrm.ui.itemmodels.draft_lines import DraftListModel
from mentorcrm.ui.itemmodels.windowed import IdRole, RowRole
from mentorcrm.ui.pages.ask_words import HEADINGS, STAGES, ask_line, nothing_words
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import SearchField
from mentorcrm.ui.widgets.lists import Index, ListView
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_SORTS = {
    AskSort.NEXT: _("Sorted by what is next"),
    AskSort.RECENT: _("Newest first"),
    AskSort.PERSON: _("Sorted by person"),
}
_ALL = "all"  # The segment for every state; `Segmented` needs a value that is not None.


class AskRows(ListView):
    """Rows with a button at their end, and a menu under the right mouse button."""

    act_requested = Signal(int, QPoint)
    menu_requested = Signal(int, QPoint)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        box = self.act_box(index)
        if event.button() == Qt.MouseButton.LeftButton and box.contains(place):
            self.act_requested.emit(int(index.data(IdRole)), self._corner(box))
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if draft := index.data(IdRole):
            below = self._corner(self.visualRect(index).adjusted(68, 0, 0, -12))
            self.menu_requested.emit(int(draft), below if by_key else event.globalPos())

    def act_box(self, index: Index) -> QRect:
        """Where the button of a row is; empty without one."""
        line = index.data(RowRole) if index.isValid() else None
        return act_rect(self.visualRect(index), line) if isinstance(line, DraftLine) else QRect()

    def below_current(self) -> QPoint:
        """Where a menu for the current row opens, on the screen."""
        index = self.currentIndex()
        box = self.act_box(index)
        return self._corner(
            self.visualRect(index).adjusted(68, 0, 0, -12) if box.isEmpty() else box
        )

    def _corner(self, box: QRect) -> QPoint:
        return self.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 3))


class AskChips(QWidget):
    """Kind and need as chips with menus. A chosen chip shows its value; a click clears it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind: MessageKind | None = None
        self.need: int | None = None
        self._kinds: list[MessageKind] = []
        self._needs: dict[int, str] = {}
        self._of_kind = Chip(_("Kind"), menu_arrow=True)
        self._of_need = Chip(_("Need"), menu_arrow=True)
        for chip, name in ((self._of_kind, "kind"), (self._of_need, "need")):
            chip.setAccessibleName(_("Filter by {name}").format(name=name))
        self.setLayout(boxes.row(self._of_kind, self._of_need, spacing=6))
        self._of_kind.clicked.connect(self._kind_clicked)
        self._of_need.clicked.connect(self._need_clicked)

    def offer(self, drafts: Sequence[DraftRow]) -> None:
        """Offer the kinds and needs that there are asks of."""
        kinds = {draft.kind for draft in drafts}
        self._kinds = [kind for kind in MessageKind if kind in kinds]
        self._needs = {d.need_id: d.need for d in drafts if d.need_id is not None}
        self._show()

    def clear(self) -> None:
        """Take every filter away, without a signal."""
        self.kind = self.need = None
        self._show()

    def words(self) -> list[str]:
        """What is chosen, as words."""
        kind = [self.kind.label] if self.kind else []
        return kind + ([f"“{self._needs.get(self.need, '')}”"] if self.need is not None else [])

    def choose_kind(self, kind: object) -> None:
        """Show one kind alone, or all."""
        self.kind = kind if isinstance(kind, MessageKind) else None
        self._show()
        self.changed.emit()

    def choose_need(self, need: object) -> None:
        """Show the asks about one need alone, or all."""
        self.need = need if isinstance(need, int) else None
        self._show()
        self.changed.emit()

    def _kind_clicked(self) -> None:
        if self.kind is not None:
            self.choose_kind(None)
            return
        menu = ChoiceMenu(self, [(kind, kind.label) for kind in self._kinds])
        menu.chosen.connect(self.choose_kind)
        menu.open_under(self._of_kind)

    def _need_clicked(self) -> None:
        if self.need is not None:
            self.choose_need(None)
            return
        menu = ChoiceMenu(self, [(need, _short(text)) for need, text in self._needs.items()])
        menu.chosen.connect(self.choose_need)
        menu.open_under(self._of_need)

    def _show(self) -> None:
        self._of_kind.setText(self.kind.label if self.kind else _("Kind"))
        chosen = self._needs.get(self.need, "") if self.need is not None else ""
        self._of_need.setText(_short(chosen, 28) if chosen else _("Need"))
        self._of_kind.set_on(self.kind is not None)
        self._of_need.set_on(self.need is not None)
        self._of_need.setVisible(bool(self._needs) or self.need is not None)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


class AsksList(QWidget):
    """Tools over the rows. Shows what it is given; the page decides what a wish means."""

    filtered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drafts: Sequence[DraftRow] = ()
        self._standings: Mapping[int, Standing] = {}
        self._days: Days | None = None
        self._order = AskSort.NEXT
        self.stages = Segmented([(_ALL, _("All")), *((s, STAGES[s]) for s in PIPELINE)])
        self.stages.setAccessibleName(_("How far the ask is"))
        self.stages.set_value(_ALL)
        self.search = SearchField(
            _("Filter by person, subject or need"), key="/", short=_("Filter")
        )
        self.chips = AskChips()
        self.model = DraftListModel()
        self.rows = AskRows(_("Asks"), "A D E R Del")
        self.rows.setUniformItemSizes(False)
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(DraftRowDelegate(self.rows))
        self._sort = IconButton("arrow-up-down", _("Sort the asks"))
        self._clear = Button(_("Clear filter"))
        self._nothing = EmptyWell("pen-line", "", "", self._clear)
        self._shown = Label("", "meta", "text3")
        self._sorted = Label(_SORTS[self._order], "meta", "text3")
        self._build()
        self._connect()

    def show_asks(
        self, drafts: Sequence[DraftRow], found: Mapping[int, Standing], days: Days
    ) -> None:
        """Show these messages as far as the filter lets them through."""
        self._drafts, self._standings, self._days = drafts, found, days
        self.chips.offer(drafts)
        self._show()

    def current(self) -> int | None:
        """The chosen message."""
        draft = self.rows.currentIndex().data(IdRole)
        return int(draft) if draft else None

    def select(self, draft: int) -> bool:
        """Choose a message; False when the list does not show it."""
        place = self.model.place_of(draft)
        if place is not None:
            self._choose(place)
        return place is not None

    def clear_filter(self) -> None:
        """Show everything again."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.stages.set_value(_ALL)
        self.chips.clear()
        self._filter_changed()

    def wanted(self) -> AskFilter:
        """What is to be shown."""
        state = self.stages.value()
        return AskFilter(
            self.search.text(),
            state if isinstance(state, DraftState) else None,
            self.chips.kind,
            self.chips.need,
            self._order,
        )

    def _build(self) -> None:
        self.search.setMaximumWidth(300)
        tools = boxes.row(self.search, self.chips, None, self._sort, spacing=8)
        tools.setStretch(0, 1)
        top = boxes.column(boxes.row(self.stages, None), tools, spacing=10, margins=(18, 0, 20, 6))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(boxes.column(self._nothing, margins=(18, 8, 20, 0)))
        layout.addWidget(self.rows, 1)
        layout.addLayout(boxes.row(self._shown, None, self._sorted, margins=(18, 8, 20, 10)))
        self._nothing.hide()
        menu = ChoiceMenu(self, _SORTS.items(), kept=True)
        menu.chosen.connect(self.sort_by)
        self._sort.setMenu(menu)

    def _connect(self) -> None:
        self.search.query_changed.connect(self._filter_changed)
        self.search.down_pressed.connect(self._to_rows)
        self.search.entered.connect(self._to_rows)
        self.stages.chosen.connect(self._filter_changed)
        self.chips.changed.connect(self._filter_changed)
        self._clear.clicked.connect(self.clear_filter)
        self.rows.typed.connect(self._typed)
        self.rows.left_upwards.connect(self.search.setFocus)

    def sort_by(self, order: object) -> None:
        """Order the rows otherwise."""
        if isinstance(order, AskSort):
            self._order = order
            self._filter_changed()

    def _show(self) -> None:
        if self._days is None:
            return
        chosen, before = self.current(), self.rows.currentIndex().row()
        wanted = self.wanted()
        found = matching(self._drafts, self._standings, wanted)
        self.model.set_lines(self._lines(found, self._days))
        if chosen is None or not self.select(chosen):
            place = self.model.nearest(max(before, 0))
            if place is not None:
                self._choose(place)
        self._show_words(wanted, len(found))

    def _show_words(self, wanted: AskFilter, shown: int) -> None:
        numbers = counts(self._drafts, self._standings)
        total = sum(numbers.values())
        said: dict[object, str] = {state: f"{STAGES[state]} {numbers[state]}" for state in PIPELINE}
        self.stages.set_words({_ALL: _("All {total}").format(total=total), **said})
        filtered = wanted != replace(AskFilter(), sort=self._order)
        self._shown.setText(
            _("{shown:,} of {total:,} shown").format(shown=shown, total=total) if filtered else ""
        )
        self._sorted.setText(_SORTS[self._order])
        chosen = self.chips.words()
        if wanted.state is not None:
            chosen.append(f"“{STAGES[wanted.state]}”")
        self._nothing.setVisible(not shown and total > 0)
        self.rows.setVisible(shown > 0)
        self._nothing.set_words(nothing_words(self.search.text().strip(), chosen), "")

    def _lines(self, found: Sequence[DraftRow], days: Days) -> list[DraftLine]:
        lines: list[DraftLine] = []
        for state in dict.fromkeys(draft.state for draft in found):
            some = [draft for draft in found if draft.state is state]
            lines.append(DraftLine(0, HEADINGS[state], when=str(len(some))))
            lines += [ask_line(d, self._standings.get(d.id, Standing()), days) for d in some]
        return lines

    def _choose(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.rows.selectionModel().setCurrentIndex(self.model.index(place), flag)

    def _filter_changed(self) -> None:
        self._show()
        self.filtered.emit()

    def _to_rows(self) -> None:
        self.rows.setFocus(Qt.FocusReason.TabFocusReason)

    def _typed(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(text)
