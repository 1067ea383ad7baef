"""What happened with a person: one line to log something, then the newest first."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.services.commands.outreach import DeleteInteraction, LogInteraction
from mentorcrm.services.rows import InteractionRow, PersonDetail
from mentorcrm.services.typed_days import read_day
from mentorcrm.services.zones import zone_of
from mentorcrm.ui import icons, theme, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.typed import guess_channel
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label

FIRST_ROWS = 12
MORE_ROWS = 50
_DISC = 26


class LogLine(QWidget):
    """Type what happened, Enter logs it. The way and the day are guessed and can be changed."""

    logged = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self._guessing = True
        self.field = Field("Log a call, a meeting or a message", icon="plus")
        self.field.setAccessibleName("Log a contact")
        self.channel = Select([(c, c.label) for c in InteractionChannel])
        self.channel.setAccessibleName("How you were in touch")
        self.day = Field("today")
        self.day.setAccessibleName("When")
        self.day.setMinimumWidth(72)
        self.day.setMaximumWidth(124)
        self._read = Label("", "meta", "text3")
        self._button = Button("Log", "secondary")
        self._details = QWidget()
        self._details.setLayout(
            boxes.row(self.channel, self.day, self._read, None, self._button, spacing=6)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self._details)
        self._details.hide()
        self._connect()

    def _connect(self) -> None:
        self.field.textEdited.connect(self._edited)
        self.field.returnPressed.connect(self._log)
        self.field.restored.connect(self._details.hide)
        self.day.textChanged.connect(self._show_day)
        self.day.returnPressed.connect(self._log)
        self.channel.chosen.connect(self._stop_guessing)
        self._button.clicked.connect(self._log)

    def set_person(self, person: int) -> None:
        """Whom the next contact is with."""
        if person != self._person:
            self._person = person
            self._reset()

    def _reset(self) -> None:
        self.field.set_value("")
        self.day.set_value("")
        self.day.set_error(False)
        self.channel.set_value(InteractionChannel.CALL)
        self._guessing = True
        self._details.hide()

    def _edited(self, text: str) -> None:
        self._details.setVisible(bool(text.strip()))
        guess = guess_channel(text)
        if self._guessing and guess is not None:
            self.channel.set_value(guess)

    def _stop_guessing(self) -> None:
        self._guessing = False

    def _show_day(self) -> None:
        text = self.day.text()
        day = read_day(text, self._today()) if text.strip() else None
        self._read.setText(words.long_day(day) if day else "")

    def _now(self) -> datetime:
        return self._desk.clock.now().astimezone(zone_of(self._desk.clock.zone()))

    def _today(self) -> date:
        return self._now().date()

    def _log(self) -> None:
        if self.field.text().strip():
            self._desk.when_live(self._log_now)

    def _log_now(self) -> None:
        now = self._now()
        at = now
        if text := self.day.text().strip():
            day = read_day(text, now.date())
            if day is None:
                self.day.set_error(True)
                self._desk.say("Write the day as “yesterday”, “3 days ago” or 2026-11-24.")
                return
            if day != now.date():
                at = datetime.combine(day, time(12), now.tzinfo)
        channel = self.channel.value()
        assert isinstance(channel, InteractionChannel)
        written = channel in (InteractionChannel.MAIL, InteractionChannel.LETTER)
        command = LogInteraction(
            (self._person,),
            at,
            channel,
            Direction.ME if written else Direction.BOTH,
            self.field.text(),
            counts_as_contact=at <= now + timedelta(minutes=1),
        )
        self._desk.run(command, said=f"Logged {channel.label.lower()}", then=self._logged)

    def _logged(self, _contact: object) -> None:
        self._reset()
        self.logged.emit()


class _Disc(QWidget):
    """The dot of an entry, on the line that joins them."""

    def __init__(self, icon: str, *, last: bool) -> None:
        super().__init__()
        self._icon = icon
        self._last = last
        self.setFixedWidth(_DISC)
        self.setMinimumHeight(_DISC)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._last:
            middle = _DISC // 2
            painter.fillRect(middle, _DISC + 3, 2, self.height(), theme.color("line"))
        disc = QRect(0, 0, _DISC, _DISC)
        painting.rounded(painter, disc, _DISC / 2, theme.color("restSoft"))
        icons.draw(painter, self._icon, disc.adjusted(6, 6, -6, -6), "text2")


class _Entry(QWidget):
    """One contact: what, when, what was said."""

    def __init__(self, desk: Desk, row: InteractionRow, now: datetime, *, last: bool) -> None:
        super().__init__()
        self._desk = desk
        self._row = row
        local = row.at.astimezone(zone_of(row.zone or desk.clock.zone()))
        title = row.summary or row.channel.label
        when = words.short_day(local.date(), now.date())
        if row.minutes:
            when += f", {row.minutes} min"
        if row.at > now:
            when = f"planned {when}"
        head = boxes.row(Label(title, "strong"), spacing=4)
        head.setStretch(0, 1)
        head.addWidget(Label(when, "num", "text3"))
        self._remove = IconButton("x", f"Remove “{title}” of {when}", size=28, role="text3")
        self._remove.quiet_in(self)
        head.addWidget(self._remove)
        text = boxes.column(head, spacing=0)
        who = ", ".join(name for _id, name in row.people[1:])
        note = words.DOT.join(p for p in (row.channel.label, row.direction.label) if p)
        text.addWidget(Label(f"{note}, with {who}" if who else note, "meta", "text3"))
        if row.body:
            text.addWidget(Label(row.body, "body", "text2", wrap=True, max_lines=6))
        text.setContentsMargins(0, 0, 0, 12)
        layout = boxes.row(spacing=12)
        layout.addWidget(_Disc(words.CHANNEL_ICONS[row.channel], last=last))
        layout.addLayout(text, 1)
        self.setLayout(layout)
        self._remove.clicked.connect(self._delete)

    def _delete(self) -> None:
        self._desk.run(DeleteInteraction(self._row.id), said="Removed a contact")


class History(QWidget):
    """The log line and the entries."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self._shown: tuple[InteractionRow, ...] = ()
        self._limit = FIRST_ROWS
        self.log = LogLine(desk)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = Button("Show earlier", "ghost")
        self._empty = EmptyWell(
            "message-circle",
            "Nothing logged yet",
            "Write what happened in the line above; Enter keeps it.",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Label("History", "strong"))
        layout.addWidget(self.log)
        layout.addLayout(self._rows)
        layout.addWidget(self._empty)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._more.clicked.connect(self._show_more)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's history; entries are rebuilt only when they are other ones."""
        self.log.set_person(person.id)
        if person.id != self._person:
            self._limit = FIRST_ROWS
        if (person.id, person.interactions) != (self._person, self._shown):
            self._person, self._shown = person.id, person.interactions
            self._build()

    def _show_more(self) -> None:
        self._limit += MORE_ROWS
        self._build()

    def _build(self) -> None:
        boxes.empty(self._rows)
        rows = self._shown[: self._limit]
        now = self._desk.clock.now()
        for row in rows:
            self._rows.addWidget(_Entry(self._desk, row, now, last=row is rows[-1]))
        self._empty.setVisible(not rows)
        self._more.setVisible(len(self._shown) > len(rows))
