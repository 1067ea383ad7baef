"""The list of needs: naming one in a line, filter as one types, chips, sorting."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.needs_filter import NeedFilter, NeedSort, matching
from mentorcrm.services.rows import NeedRow
from mentorcrm.ui.delegates.need_row import NeedLine, NeedRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.pages.list_pane import ListPane
from mentorcrm.ui.pages.need_words import empty_words, need_line
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field, SearchField
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_SORTS = {
    NeedSort.DAY: _("Sorted by date"),
    NeedSort.RECENT: _("Newest first"),
    NeedSort.NAME: _("Sorted by name"),
}
_CHIPS = {"Kind": _("Kind"), "Status": _("Status")}
_KIND, _STATUS = _CHIPS
_HINT = _("A few words and Enter. Esc closes.")


class NewNeed(QWidget):
    """A need in one line; what kind it is can be said beside it."""

    added = Signal(int)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.field = Field(_("What do you need?"), icon="target")
        self.field.setAccessibleName(_("Name a need"))
        self.kind = Segmented([(kind, kind.label) for kind in NeedKind])
        self.kind.set_value(NeedKind.OUTCOME)
        self._note = Label(_HINT, "meta", "text3", wrap=True)
        self.add = Button(_("Add"), "soft", size="small")
        self.add.setAccessibleName(_("Add this need"))
        foot = boxes.row(self._note, self.add, spacing=8)
        foot.setStretch(0, 1)
        self.setLayout(boxes.column(self.field, self.kind, foot, spacing=6))
        self.field.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.field.restored.connect(self._close)
        self.hide()

    def start(self) -> None:
        """Show the line and put the cursor in it."""
        self._say("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _add(self) -> None:
        if self.field.text().strip():
            self._desk.when_live(self._add_now)

    def _add_now(self) -> None:
        kind = self.kind.value()
        assert isinstance(kind, NeedKind)
        command = AddNeed(kind, self.field.text())
        self._desk.run(command, said=_("Added a need"), failed=self._say, then=self._done)

    def _done(self, need: int) -> None:
        self.field.set_value("")
        self.hide()
        self.added.emit(need)

    def _say(self, problem: str) -> None:
        self._note.setText(problem or _HINT)
        self._note.set_role("risk" if problem else "text3")
        self.field.set_error(bool(problem))


class NeedChips(QWidget):
    """Kind and status as chips with menus. A chosen chip shows its value; a click clears it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind: NeedKind | None = None
        self.status: NeedStatus | None = None
        self._chips = {name: Chip(words, menu_arrow=True) for name, words in _CHIPS.items()}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for name, chip in self._chips.items():
            chip.setObjectName(name)
            chip.setAccessibleName(_("Filter by {name}").format(name=_CHIPS[name].lower()))
            chip.clicked.connect(self._clicked)
            layout.addWidget(chip)
        layout.addStretch(1)

    def show_filter(self, kind: NeedKind | None, status: NeedStatus | None) -> None:
        """Choose so, without a signal."""
        self.kind, self.status = kind, status
        self._show()

    def words(self) -> list[str]:
        """What is chosen, as words."""
        return [value.label for value in (self.kind, self.status) if value is not None]

    def _clicked(self) -> None:
        name = self.sender().objectName()
        if (self.kind if name == _KIND else self.status) is not None:
            self._choose(name, None)
            return
        offered = NeedKind if name == _KIND else NeedStatus
        menu = ChoiceMenu(self, [(value, value.label) for value in offered])
        menu.chosen.connect(self._chosen)
        menu.open_under(self._chips[name])

    def _chosen(self, value: object) -> None:
        self._choose(_KIND if isinstance(value, NeedKind) else _STATUS, value)

    def _choose(self, name: str, value: object) -> None:
        if name == _KIND:
            self.kind = value if isinstance(value, NeedKind) else None
        else:
            self.status = value if isinstance(value, NeedStatus) else None
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for name, value in ((_KIND, self.kind), (_STATUS, self.status)):
            self._chips[name].setText(value.label if value is not None else _CHIPS[name])
            self._chips[name].set_on(value is not None)


class NeedsList(ListPane):
    """Header, filter, rows, foot. Emits ids; the page decides what they mean."""

    need_picked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        view = ListView(_("Needs"), "E Del")
        super().__init__(
            _("Needs"), view, SearchField(_("Filter by word or person"), key="/", short=_("Filter"))
        )
        self._desk = desk
        self._needs: tuple[NeedRow, ...] = ()
        self._lines: dict[int, NeedLine] = {}
        self._order = NeedSort.DAY
        self.model: WindowedModel[NeedLine] = WindowedModel(self._fetch, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(NeedRowDelegate(self.list))
        self.chips = NeedChips()
        self.new = NewNeed(desk)
        self._sort = IconButton("arrow-up-down", _("Sort the needs"))
        self._add = IconButton("plus", _("Name a need"))
        self._clear = Button(_("Clear filter"))
        self._nothing = EmptyWell("target", "", "", self._clear)
        self._ordered.setText(_SORTS[self._order])
        self._build()
        self._connect()

    def reload(self) -> None:
        """Read the needs again; the selection stays on the same one."""
        self._needs = self._desk.services.needs.list()
        self._show()

    def select(self, need: int) -> bool:
        """Choose a need without a signal; False when the list does not show it."""
        place = self.model.place_of(need)
        if place is None:
            return False
        self._choose(place)
        return True

    def wanted(self) -> NeedFilter:
        """What the list is filtered by, and its order."""
        return NeedFilter(self.search.text(), self.chips.kind, self.chips.status, self._order)

    def set_filter(self, wanted: NeedFilter) -> None:
        """Filter and sort so, without a signal."""
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        self.chips.show_filter(wanted.kind, wanted.status)
        self._order = wanted.sort
        self._show()

    def clear_filter(self) -> None:
        """Show every need again."""
        self.set_filter(NeedFilter(sort=self._order))
        self.filtered.emit()

    def _build(self) -> None:
        self._frame((self._sort, self._add), (self.new, self.chips), self._nothing)
        menu = ChoiceMenu(self, _SORTS.items(), kept=True)
        menu.chosen.connect(self._sort_by)
        self._sort.setMenu(menu)

    def _connect(self) -> None:
        self.search.query_changed.connect(self._filter_changed)
        self.chips.changed.connect(self._filter_changed)
        self._clear.clicked.connect(self.clear_filter)
        self._add.clicked.connect(self.new.start)
        self.new.closed.connect(self._to_list)
        self.list.picked.connect(self._picked)
        self.list.clicked.connect(self._picked)
        self.list.opened.connect(self._opened)
        self.list.letter_pressed.connect(self.letter_pressed)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, NeedLine]:
        return {key: self._lines[key] for key in ids if key in self._lines}

    def _show(self) -> None:
        chosen = self.current()
        today = today_by(self._desk.clock)
        wanted = self.wanted()
        found = matching(self._needs, wanted)
        self._lines = {need.id: need_line(need, today) for need in found}
        self.list.blockSignals(True)
        self.model.set_ids(list(self._lines))
        self.list.blockSignals(False)
        if chosen is not None:
            self.select(chosen)
        filtered = wanted != replace(NeedFilter(), sort=self._order)
        still_open = sum(need.status is NeedStatus.OPEN for need in self._needs)
        self._count.setText(f"{still_open:,}")
        self._shown.setText(
            _("{shown:,} of {total:,} shown").format(shown=len(found), total=len(self._needs))
            if filtered
            else ""
        )
        self._ordered.setText(_SORTS[self._order])
        self._clear.setVisible(filtered)
        # With nothing named at all the other half of the page says what belongs here.
        self._nothing.setVisible(not found and bool(self._needs))
        self._nothing.set_words(empty_words(self.search.text().strip(), self.chips.words()), "")

    def _filter_changed(self) -> None:
        self._show()
        self.filtered.emit()

    def _sort_by(self, order: object) -> None:
        if isinstance(order, NeedSort):
            self._order = order
            self._filter_changed()

    def _picked(self, _index: object) -> None:
        need = self.current()
        if need is not None:
            self.need_picked.emit(need)

    def _opened(self, _index: object) -> None:
        if self.current() is not None:
            self.letter_pressed.emit("E")
