"""One line to log a contact with someone."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.typed_days import read_day
from mentorcrm.services.zones import zone_of
from mentorcrm.ui import words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.typed import guess_channel
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class LogLine(QWidget):
    """Type what happened, Enter logs it. The way and the day are guessed and can be changed."""

    logged = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self._guessing = True
        self.field = Field(_("Log a call, a meeting or a message"), icon="plus")
        self.field.setAccessibleName(_("Log a contact"))
        self.channel = Select([(c, c.label) for c in InteractionChannel])
        self.channel.setAccessibleName(_("How you were in touch"))
        self.day = Field("today")
        self.day.setAccessibleName(_("When"))
        self.day.setMinimumWidth(72)
        self.day.setMaximumWidth(124)
        self._read = Label("", "meta", "text3")
        self._button = Button(_("Log"), "secondary")
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
                self._desk.tell(_("Write the day as “yesterday”, “3 days ago” or 2026-11-24."))
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
        self._desk.run(
            command, said=_("Logged {label}").format(label=channel.label.lower()), then=self._logged
        )

    def _logged(self, _contact: object) -> None:
        self._reset()
        self.logged.emit()
