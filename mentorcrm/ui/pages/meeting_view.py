"""One meeting: its head, and the four steps prepare, notes, takeaways and recap."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.services.commands.meetings import StartNotes
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.meeting_acts import MeetingActs
from mentorcrm.ui.pages.meeting_agenda import AgendaCard
from mentorcrm.ui.pages.meeting_close import CloseBar, NextCard, WorthCard
from mentorcrm.ui.pages.meeting_decision import DecisionCard
from mentorcrm.ui.pages.meeting_fit import MeetingFitCard
from mentorcrm.ui.pages.meeting_head import MeetingHead
from mentorcrm.ui.pages.meeting_ledger import LedgerCard
from mentorcrm.ui.pages.meeting_notes import NotesAlone, NotesCard
from mentorcrm.ui.pages.meeting_promises import ExperimentsCard, PromisesCard
from mentorcrm.ui.pages.meeting_questions import QuestionsCard
from mentorcrm.ui.pages.meeting_recap import RecapPane
from mentorcrm.ui.pages.meeting_side import (
    OpenCard,
    ReadyCard,
    RememberCard,
    SinceCard,
    WhenCard,
)
from mentorcrm.ui.pages.meeting_taken import TakeawaysCard
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.panes import Plane, ScrollColumn

SIDE_WIDTH = 320
TWO_COLUMNS = 700
_NOTES_LOW, _NOTES_HIGH = 240, 420
_AROUND_LETTER = 290  # The head of a recap, its subject and its buttons.


class MeetingView(Plane):
    """`show_meeting` may be called as often as anything changes."""

    list_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("canvas")
        self._desk = desk
        self.step = "prepare"
        self.detail: MeetingDetail | None = None
        self.head = MeetingHead(desk)
        self.acts = MeetingActs(desk, self)
        self.decision = DecisionCard(desk)
        self.agenda = AgendaCard(desk)
        self.questions = QuestionsCard(desk)
        self.notes = NotesCard(desk)
        self.when = WhenCard(desk)
        self.ready = ReadyCard()
        self.since = SinceCard(desk)
        self.remember = RememberCard()
        self.between = OpenCard()
        self.worth = WorthCard(desk)
        self.fit = MeetingFitCard(desk)
        self.taken = TakeawaysCard(desk)
        self.promises = PromisesCard(desk)
        self.experiments = ExperimentsCard(desk)
        self.ledger = LedgerCard(desk)
        self.following = NextCard(desk)
        self.close_bar = CloseBar(desk, self.following)
        self.recap = RecapPane(desk)
        self._alone: NotesAlone | None = None
        self._build()
        self._connect()

    def show_meeting(self, detail: MeetingDetail, step: str = "") -> None:
        """Show a meeting in a step, or in the one that comes next for it."""
        other = self.detail is None or self.detail.row.id != detail.row.id
        before = self.step
        self.detail = detail
        if step or other:
            self._show_step(step or _next_step(detail))
        services = self._desk.services
        zone = services.desk.my_zone()
        today = today_by(self._desk.clock)
        self.head.show_meeting(detail, zone, self.step)
        for part in (
            *(self.decision, self.agenda, self.notes, self.ready, self.worth, self.taken),
            *(self.promises, self.experiments, self.following, self.close_bar, self.recap),
            *(self.questions, self.fit, self.ledger),
        ):
            part.show_meeting(detail)
        self.when.show_meeting(detail, zone)
        self.acts.detail = detail
        briefs = services.briefs.of_meeting(detail.row.id)
        self.since.show_meeting(detail, briefs)
        self.remember.show_briefs(detail, briefs, zone, today)
        self.between.show_briefs(briefs, today)
        self._show_parts()
        if other or before != self.step:
            self._scroll.verticalScrollBar().setValue(0)
        self._scroll.settle()

    def flush(self) -> None:
        """Save what is being typed."""
        for part in (self.head, self.decision, self.notes, self.since, self.taken, self.recap):
            part.flush()

    def first_focus(self) -> QWidget:
        """Where work begins in the step on show."""
        firsts = {
            "prepare": self.head.steps,
            "notes": self.notes.edit,
            "takeaways": self.worth.rating,
            "recap": self.head.steps,
        }
        return firsts[self.step]

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return (self.head.steps, self.first_focus(), self.when.copy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self._left = boxes.column(spacing=14)
        self._beside = boxes.column(spacing=14)
        left, self._side = QWidget(), QWidget()
        left.setLayout(self._left)
        self._side.setLayout(self._beside)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(20)
        self._columns.addWidget(left, 1)
        self._columns.addWidget(self._side)
        self._scroll = ScrollColumn((32, 4, 32, 28), 0)
        self._scroll.body.addLayout(self._columns)
        self._scroll.body.addStretch(1)
        for part in (
            *(self.decision, self.agenda, self.notes, self.questions, self.worth, self.taken),
            *(self.promises, self.experiments, self.ledger, self.following, self.fit),
        ):
            self._left.addWidget(part)
        self._left.addStretch(1)
        for card in (
            *(self.recap, self.when, self.ready, self.since, self.remember, self.between),
        ):
            self._beside.addWidget(card)
        self._beside.addStretch(1)
        layout = boxes.column(self.head, spacing=0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.close_bar)
        self.setLayout(layout)
        self._show_step("prepare")

    def _connect(self) -> None:
        self.head.list_requested.connect(self.list_requested)
        self.head.step_chosen.connect(self._choose_step)
        self.head.start_requested.connect(self._start)
        self.head.finish_requested.connect(self._finish)
        self.head.more_requested.connect(self.acts.open_menu)
        self.when.edit_requested.connect(self.acts.open_menu)
        self.ready.send_requested.connect(self.acts.send_agenda)
        self.notes.alone_requested.connect(self.show_alone)
        self.close_bar.closed.connect(self._closed)
        self.recap.close_requested.connect(self._to_takeaways)
        for part in (self.decision, self.notes, self.since, self.taken, self.recap):
            part.saved.connect(self.head.say_saved)
        for moved in (self.recap.letter.text.cursorPositionChanged, self.recap.letter.grew):
            moved.connect(self._follow, Qt.ConnectionType.QueuedConnection)  # Once it is laid out.
        theme.current().changed.connect(self._fit)

    def _follow(self) -> None:
        """The letter grows with its words and does not scroll; the page brings the cursor along."""
        text, inner = self.recap.letter.text, self._scroll.widget()
        if inner is None or not text.hasFocus():
            return
        self._scroll.settle()
        place = text.viewport().mapTo(inner, text.cursorRect().center())
        self._scroll.ensureVisible(place.x(), place.y(), 0, text.cursorRect().height() * 2)

    def _show_step(self, step: str) -> None:
        """Let the parts of a step be seen, in their places."""
        self.step = step
        self._show_parts()
        self.notes.edit.setMinimumHeight(
            theme.current().px(_NOTES_HIGH if step == "notes" else _NOTES_LOW)
        )
        # While it is held the notes come first, and the agenda below them is for ticking off.
        self._left.removeWidget(self.notes)
        place = self._left.indexOf(self.agenda)
        self._left.insertWidget(place if step == "notes" else place + 1, self.notes)
        self._fit()

    def _fit(self) -> None:
        """The side stands beside where there is room, else below; a recap takes half."""
        room = self.width() - 64
        wide = room >= theme.current().px(TWO_COLUMNS)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        side = room // 2 if self.step == "recap" else theme.current().px(SIDE_WIDTH)
        self._side.setMinimumWidth(side if wide else 0)
        self._side.setMaximumWidth(side if wide else 16777215)
        self.recap.letter.give_room(self._scroll.height() - theme.current().px(_AROUND_LETTER))

    def _show_parts(self) -> None:
        """Show what belongs to the step and has something in it."""
        wanted = self._parts_of(self.step)
        for part in _cards(self):
            part.setVisible(part in wanted and getattr(part, "filled", True))

    def _parts_of(self, step: str) -> tuple[QWidget, ...]:
        closing = (self.taken, self.promises, self.experiments, self.following)
        return {
            "prepare": (
                *(self.decision, self.agenda, self.notes, self.questions, self.when, self.ready),
                *(self.since, self.remember, self.between),
            ),
            "notes": (self.notes, self.agenda, self.when, self.remember, self.between),
            "takeaways": (
                *(self.worth, *closing, self.fit, self.close_bar, self.remember, self.between),
            ),
            "recap": (*closing, self.ledger, self.recap),
        }[step]

    def _choose_step(self, step: str) -> None:
        self.flush()
        if self.detail is not None:
            self._desk.go("meetings", self.detail.row.id, step)

    def _start(self) -> None:
        if self.detail is not None:
            self.flush()
            if self.detail.held_at is None:
                self._desk.run(StartNotes(self.detail.row.id))
            self._desk.go("meetings", self.detail.row.id, "notes")

    def _finish(self) -> None:
        self.flush()
        self.list_requested.emit()

    def _to_takeaways(self) -> None:
        self._choose_step("takeaways")

    def _closed(self) -> None:
        """The recap is next: its draft is begun at once, from what was just said."""
        self._choose_step("recap")
        if self.detail is not None and self.detail.recap_draft_id is None:
            self._desk.turns.take(self.recap.write)

    def show_alone(self) -> None:
        """Give the notes the whole window, or take it back."""
        if self._alone is not None or self.detail is None:
            return
        self._place = self._left.indexOf(self.notes)
        self._alone = NotesAlone(self.window(), self.notes, self.detail.row.title)
        self._alone.finished.connect(self._back)
        self._alone.open(self.notes.edit)

    def _back(self, _accepted: bool) -> None:
        self._alone = None
        self._left.insertWidget(self._place, self.notes)
        self.notes.alone.show()
        self.notes.setVisible(self.step in ("prepare", "notes"))
        self.notes.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _cards(view: MeetingView) -> tuple[QWidget, ...]:
    return (
        *(view.decision, view.agenda, view.questions, view.notes, view.worth, view.taken),
        *(view.promises, view.experiments, view.following, view.close_bar, view.recap),
        *(view.when, view.ready, view.since, view.remember, view.between, view.fit),
        view.ledger,
    )


def _next_step(detail: MeetingDetail) -> str:
    """The step that comes next for a meeting."""
    if detail.closed_at is not None:
        return "recap"
    if detail.held_at is not None:
        return "notes"
    return "takeaways" if detail.row.stage == "to-close" else "prepare"
