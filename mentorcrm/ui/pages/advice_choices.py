"""Which advice a message reports on: a box for each piece that may be quoted to its reader."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import MessageKind, PartId
from mentorcrm.services.advice_rows import AdviceRow
from mentorcrm.services.asking import ADVICE_ROOM, QUOTES_ADVICE
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_acts import open_advice
from mentorcrm.ui.pages.advice_words import did_words, told_tag
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

SHOWN = 3


def told_along(draft: DraftDetail) -> tuple[PartId, ...]:
    """The parts that the advice on which a message reports says by itself."""
    if not draft.advice or draft.kind not in QUOTES_ADVICE:
        return ()
    if draft.kind is MessageKind.IMPACT_NOTE:
        return (PartId.WHY_YOU, PartId.TRIED, PartId.DECISION)
    subject = () if draft.need_id is not None else (PartId.FOCUS,)
    return (PartId.WHY_YOU, PartId.TRIED, *subject)


def _place(first: tuple[int, ...], row: AdviceRow) -> int:
    return first.index(row.id) if row.id in first else len(first)


class _Choice(QWidget):
    """One piece of advice: choose it, or open it to say what came of it."""

    toggled = Signal()

    def __init__(self, desk: Desk, row: AdviceRow, *, chosen: bool) -> None:
        super().__init__()
        self._desk, self.key = desk, row.id
        words = " ".join(row.words.split())
        self.box = CheckBox()
        self.box.setChecked(chosen)
        self.box.setAccessibleName(_("Report on: {words}").format(words=words))
        self.open = IconButton("pen-line", _("Open: {what}").format(what=words), size=28)
        today = desk_today(desk)
        state = f"{did_words(row, today)} · {told_tag(row, today)[0]}"
        text = boxes.column(
            Label(words, "body", wrap=True, max_lines=2), Label(state, "meta", "text3"), spacing=0
        )
        text.setContentsMargins(0, 4, 0, 4)
        line = boxes.row(spacing=4)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(text, 1)
        self.setLayout(line)
        OverActs(self, self.open, fill="canvas")
        self.box.clicked.connect(self.toggled)
        self.open.clicked.connect(self._open)

    def _open(self) -> None:
        open_advice(self._desk, self.key)


class AdviceChoices(QWidget):
    """Shown for the kinds of message that report. `chosen` carries the ids, in their order."""

    chosen = Signal(tuple)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._draft: DraftDetail | None = None
        self._shown: tuple[object, ...] = ()
        self._all = False
        self._order: tuple[int, ...] = ()
        self.choices: list[_Choice] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = Button(_("Show all"), "ghost", size="small")
        self._note = Label("", "meta", "text3", wrap=True)
        self.setLayout(
            boxes.column(
                Label(_("The advice it reports on"), "metaM", "text2"),
                self._rows, self._more, self._note, spacing=2, margins=(0, 4, 0, 4),
            )
        )  # fmt: skip
        self._more.clicked.connect(self._show_all)
        self.hide()

    def show_draft(self, draft: DraftDetail) -> None:
        """Offer the advice of the reader, what they have not heard of first."""
        other = self._draft is None or self._draft.id != draft.id
        self._all = self._all and not other
        self._draft = draft
        rows: list[AdviceRow] = []
        if draft.kind in QUOTES_ADVICE:
            rows = self._desk.services.advice.quotable(draft.person_id)
            # Those that are chosen come first, and stay where they are while one ticks.
            first = draft.advice if other else self._order
            rows.sort(key=partial(_place, first))
            self._order = tuple(row.id for row in rows)
        self.setVisible(bool(rows))
        shown = (draft.id, draft.advice, self._all, tuple(rows))
        if shown != self._shown:
            self._shown = shown
            self._put(rows, draft)

    def stops(self) -> list[QWidget]:
        """The widgets that Tab visits, in order."""
        boxes_ = [choice.box for choice in self.choices]
        return [*boxes_, self._more] if not self._more.isHidden() else list(boxes_)

    def _put(self, rows: list[AdviceRow], draft: DraftDetail) -> None:
        boxes.empty(self._rows)
        least = max(SHOWN, len(draft.advice))
        shown = rows if self._all else rows[:least]
        self.choices = [_Choice(self._desk, r, chosen=r.id in draft.advice) for r in shown]
        for choice in self.choices:
            choice.toggled.connect(self._toggled)
            boxes.put(self._rows, choice)
        self._more.setVisible(len(shown) < len(rows))
        room, number = ADVICE_ROOM[draft.form], len(draft.advice)
        over = number > room
        words = n_("There is room for the first one.", "There is room for the first {room}.", room)
        self._note.setText(words.format(room=room) if over else "")
        self._note.setVisible(over)

    def _toggled(self) -> None:
        if self._draft is None:
            return
        on = [choice.key for choice in self.choices if choice.box.isChecked()]
        kept = [key for key in self._draft.advice if key in on]
        self.chosen.emit((*kept, *(key for key in on if key not in kept)))

    def _show_all(self) -> None:
        self._all = True
        if self._draft is not None:
            self.show_draft(self._draft)
