"""The well of a page on which only those with a role stand, while nobody has one."""

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.words import _


class NobodyYet(EmptyWell):
    """Says who belongs here. Leads to a new person, or to those on record without a role."""

    def __init__(self, desk: Desk, icon: str, title: str, sentence: str) -> None:
        self.begin = Button("", "primary", icon="user-plus")
        super().__init__(icon, title, sentence, self.begin)
        self._desk = desk
        self._words = title, sentence
        self.begin.clicked.connect(self._go)

    def say(self) -> None:
        """Say what is true of the people who are on record now."""
        title, said = self._words
        some = self._somebody()
        if some:
            said = f"{said} " + _("You choose a role on someone’s page, below the name.")
        self.set_words(title, said)
        self.begin.setText(_("Go to people") if some else _("New person"))
        self.begin.set_icon_name("users" if some else "user-plus")

    def _somebody(self) -> bool:
        return self._desk.services.people.counts().people > 0

    def _go(self) -> None:
        self._desk.go("people", view="" if self._somebody() else "new")
