"""Another time for a plan that did not happen when it was meant to."""

from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.services.commands.plans import MovePlan
from mentorcrm.services.meeting_line import read_when
from mentorcrm.services.when_words import when_words
from mentorcrm.ui.days import local_day
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.words import _


class MovePlanSheet(Sheet):
    """A day and a time on my clock; Enter keeps it."""

    def __init__(self, window: QWidget, desk: Desk, contact: int) -> None:
        super().__init__(window, _("Move it to another time"), 420)
        self._desk, self._contact = desk, contact
        self._zone = desk.services.desk.my_zone()
        at = desk.services.timeline.contact(contact).contact.at
        was = when_words(at, self._zone, desk.clock.now())
        self.when = Field(_("friday 16:00"))
        hint = _("It was planned for {when}. The new time is on your clock.").format(when=was)
        self._row = Labelled(_("Day and time"), self.when, hint)
        self.body.addWidget(self._row)
        leave, self.keep = Button(_("Leave it")), Button(_("Move it"), "primary")
        for button in (leave, self.keep):
            self.buttons.addWidget(button)
        leave.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        self.when.returnPressed.connect(self._keep)

    def _keep(self) -> None:
        now = self._desk.clock.now()
        try:
            at = read_when(self.when.text(), local_day(now, self._zone), self._zone)
        except UserError as error:
            self._row.set_error(str(error))
            return
        said = _("Moved it to {when}").format(when=when_words(at, self._zone, now))
        command = MovePlan(self._contact, at, self._zone)
        self._desk.run(command, said=said, failed=self._row.set_error, then=self._done)

    def _done(self, _nothing: object) -> None:
        self.accept()
