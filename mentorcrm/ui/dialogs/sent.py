"""Noting that a message was sent, and what came of it."""

from datetime import datetime, time

from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import CONTACT_CHANNELS, InteractionChannel, MessageForm, Outcome
from mentorcrm.services.commands.outreach import MarkSent, RecordOutcome
from mentorcrm.services.rows import DraftDetail
from mentorcrm.services.typed_days import read_day
from mentorcrm.services.zones import zone_of
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

_CHANNELS = {
    MessageForm.MAIL: InteractionChannel.MAIL,
    MessageForm.LINKEDIN: InteractionChannel.MESSAGE,
    MessageForm.CHAT: InteractionChannel.MESSAGE,
}


class SentSheet(Sheet):
    """How and when it was sent. Logs the contact and sets the day to come back to it."""

    def __init__(self, window: QWidget, desk: Desk, draft: DraftDetail, name: str) -> None:
        super().__init__(window, _("Mark as sent"), 440)
        self._desk = desk
        self._draft = draft
        self._name = name
        self.channel = Select([(c, c.label) for c in CONTACT_CHANNELS])
        self.channel.set_value(_CHANNELS[draft.form])
        self.day = Field("today")
        self.day_row = Labelled(
            _("When"), self.day, _("Such as yesterday, 3 days ago or 2026-11-24")
        )
        self.body.addWidget(
            Label(
                _(
                    "This logs the message in the history and reminds you when it is time "
                    "to follow "
                    "up. It can be undone."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        self.body.addWidget(Labelled(_("How"), self.channel))
        self.body.addWidget(self.day_row)
        self.done = Button(_("Mark as sent"), "primary")
        cancel = Button(_("Not yet"))
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.done)
        cancel.clicked.connect(self.reject)
        self.done.clicked.connect(self._mark)

    def _mark(self) -> None:
        now = self._desk.clock.now().astimezone(zone_of(self._desk.clock.zone()))
        at, today = now, desk_today(self._desk)
        if text := self.day.text().strip():
            day = read_day(text, today)
            if day is None:
                self.day_row.set_error(_("Write the day as “yesterday” or 2026-11-24."))
                return
            if day != today:
                at = datetime.combine(day, time(12), now.tzinfo)
        channel = self.channel.value()
        assert isinstance(channel, InteractionChannel)
        command = MarkSent(self._draft.id, channel, at)
        self._desk.run(command, failed=self.day_row.set_error, then=self._marked)

    def _marked(self, _contact: object) -> None:
        self._desk.say(self._said(), self._desk.way_back())
        self.accept()

    def _said(self) -> str:
        due = self._desk.services.outreach.detail(self._draft.id).follow_up_due
        if due is None:
            return _("Logged with {name}").format(name=self._name)
        return _("Logged with {name}. Time to follow up: {day}").format(
            name=self._name, day=words.long_day(due)
        )


class OutcomeSheet(Sheet):
    """What came of a message."""

    def __init__(
        self, window: QWidget, desk: Desk, draft_id: int, outcome: Outcome = Outcome.YES
    ) -> None:
        super().__init__(window, _("What came of it?"), 440)
        self._desk = desk
        self._draft = draft_id
        self.outcome = Select([(outcome, outcome.label) for outcome in Outcome])
        self.outcome.set_value(outcome)
        self.note = TextArea(_("In their words, or yours"), low=2)
        self.body.addWidget(Labelled(_("Answer"), self.outcome))
        self.body.addWidget(Labelled(_("Note"), self.note))
        done = Button(_("Keep"), "primary")
        cancel = Button(_("Cancel"))
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(done)
        cancel.clicked.connect(self.reject)
        done.clicked.connect(self._keep)

    def _keep(self) -> None:
        outcome = self.outcome.value()
        assert isinstance(outcome, Outcome)
        command = RecordOutcome(self._draft, outcome, self.note.text())
        self._desk.run(
            command, said=_("Noted: {label}").format(label=outcome.label.lower()), then=self._kept
        )

    def _kept(self, _nothing: object) -> None:
        self.accept()
