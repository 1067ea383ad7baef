"""Closing in sixty seconds: what it was worth, what I take, what was promised, when next."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.services.commands.meetings import CloseMeeting, EditMeeting, PlanMeeting
from mentorcrm.services.meeting_line import next_like, read_when
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.ui import theme, words
from mentorcrm.ui.days import local_day
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages import meeting_words
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, Hairline, IconLabel
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_TYPED = 176
_SPANS = {14: _("In two weeks"), 30: _("In a month"), 90: _("In three months")}


class WorthCard(Card):
    """What the meeting was worth, from 1 to 4."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("What was it worth?"))
        self._desk = desk
        self._meeting = 0
        self.rating = Segmented([(n, _(said)) for n, said in meeting_words.RATINGS.items()])
        self.rating.setAccessibleName(_("What it was worth, from 1 to 4"))
        self.body.addWidget(self.rating)
        self.rating.chosen.connect(self._rate)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show the rating."""
        self._meeting = detail.row.id
        self.rating.set_value(detail.row.rating)

    def _rate(self, value: object) -> None:
        if isinstance(value, int):
            self._desk.run(EditMeeting(self._meeting, rating=value))


class NextCard(Card):
    """When next: a span from this one, or a day and a time; None for later."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self._detail: MeetingDetail | None = None
        self._chips = {days: Chip(_(said), clears=True) for days, said in _SPANS.items()}
        self.typed = Field(_("or friday 16:00"), dense=True)
        self.typed.setAccessibleName(_("Another day and time"))
        self._read = Label("", "meta", "text2", wrap=True)
        head = boxes.row(
            IconLabel("calendar-plus", 18, "text2"), Label(_("Next meeting"), "strong"), None
        )
        self.typed.setFixedWidth(theme.current().px(_TYPED))
        self._ways = Flow(8)
        for way in (*self._chips.values(), self.typed):
            self._ways.add(way)
        self.open = Button(_("Open it"), "secondary", size="small")
        self.body.addLayout(head)
        self.body.addWidget(self._ways)
        self._foot = QWidget()
        self._foot.setLayout(boxes.row(self._read, None, self.open))
        self.body.addWidget(self._foot)
        for chip in self._chips.values():
            chip.toggled.connect(self._chosen)
        self.typed.textChanged.connect(self._show_reading)
        self.open.clicked.connect(self._open)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show what is planned, or the ways to plan."""
        other = self._detail is None or self._detail.row.id != detail.row.id
        self._detail = detail
        if other:
            self.typed.set_value("")
            for chip in self._chips.values():
                chip.setChecked(False)
        self._ways.setVisible(detail.next_id is None)
        self.open.setVisible(detail.next_id is not None)
        self._show_reading()

    def at(self) -> datetime | None:
        """When the next one is to be; None for none. Raises UserError when it cannot be read."""
        if self._detail is None or self._detail.next_id is not None:
            return None
        zone = self._desk.services.desk.my_zone()
        now = self._desk.clock.now()
        if self.typed.text().strip():
            today = local_day(now, zone)
            return read_when(self.typed.text(), today, zone)
        days = next((days for days, chip in self._chips.items() if chip.isChecked()), None)
        return next_like(max(self._detail.row.at, now), days, zone) if days else None

    def plan(self) -> None:
        """Plan it now, after the meeting is closed already."""
        at = self._at_or_say()
        if at is None or self._detail is None:
            return
        row = self._detail.row
        people = tuple(person.id for person in row.people)
        title = "" if row.title.startswith(_("Meeting with")) else row.title
        command = PlanMeeting(people, at, row.channel, row.slot, title, row.zone, self._detail.link)
        self._desk.run(command, said=_("Planned the next meeting"))

    def _at_or_say(self) -> datetime | None:
        try:
            return self.at()
        except UserError as error:
            self._say(str(error))
            return None

    def _chosen(self, on: bool) -> None:
        if on:
            self.typed.set_value("")
            for chip in self._chips.values():
                if chip is not self.sender():
                    chip.setChecked(False)
        self._show_reading()

    def _show_reading(self) -> None:
        self._say("", wrong=False)
        if self._detail is None:
            return
        zone = self._desk.services.desk.my_zone()
        if self._detail.next_id is not None:
            row = self._desk.services.meetings.detail(self._detail.next_id).row
            today = local_day(self._desk.clock.now(), zone)
            self._tell(meeting_words.when(row, zone, today))
            return
        try:
            at = self.at()
        except UserError:
            return  # Said when it is used.
        if at is not None:
            local = at.astimezone(ZoneInfo(zone))
            self._tell(f"{words.long_day(local.date())}, {local:%H:%M}")

    def say(self, problem: str) -> None:
        """Say what is wrong with the day."""
        self._say(problem)

    def _say(self, problem: str, *, wrong: bool = True) -> None:
        self._tell(problem)
        self._read.set_role("risk" if wrong and problem else "text2")
        self.typed.set_error(wrong and bool(problem))

    def _tell(self, said: str) -> None:
        """Say it below the ways; without anything to say no line is kept free for it."""
        self._read.setText(said)
        self._foot.setVisible(bool(said))

    def _open(self) -> None:
        if self._detail is not None and self._detail.next_id is not None:
            self._desk.go("meetings", self._detail.next_id)


class CloseBar(QWidget):
    """The one button that closes a meeting, always in view; what it does is said beside it."""

    closed = Signal()

    def __init__(self, desk: Desk, following: NextCard) -> None:
        super().__init__()
        self._desk = desk
        self._next = following
        self._detail: MeetingDetail | None = None
        self._note = Label("", "meta", "text2", wrap=True)
        self.button = Button(_("Close the meeting"), "primary", icon="check")
        line = boxes.row(self._note, self.button, spacing=12, margins=(32, 10, 32, 12))
        line.setStretch(0, 1)
        self.setLayout(boxes.column(Hairline(), line, spacing=0))
        self.button.clicked.connect(self._close)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Say what the button does now."""
        self._detail = detail
        closed = detail.closed_at is not None
        self.button.setText(_("Plan the next one") if closed else _("Close the meeting"))
        self.button.setVisible(not closed or detail.next_id is None)
        left = sum(point.open and not point.proposed for point in detail.points)
        self._note.set_role("text2")
        self._note.setText(
            _("Closed. The recap is the next step.")
            if closed
            else _("What was not talked about moves to the next meeting.")
            if left
            else ""
        )

    def _close(self) -> None:
        if self._detail is None:
            return
        if self._detail.closed_at is not None:
            self._next.plan()
            return
        try:
            at = self._next.at()
        except UserError as error:
            self._next.say(str(error))
            self._next.typed.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        command = CloseMeeting(self._detail.row.id, next_at=at)
        self._desk.run(command, said=_("Closed the meeting"), failed=self._say, then=self._done)

    def _done(self, _following: object) -> None:
        self.closed.emit()

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.set_role("risk")
