"""Beginning on Today: the ways to the first steps, and the sample network with its way out."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import IconLabel, Panel
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class Beginnings(QObject):
    """Leads to where a first step is taken."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    def take_step(self, name: str) -> None:
        """Go to one of the first steps, by its name."""
        works = {
            "profile": self._about_you,
            "person": self.add_person,
            "need": self._name_need,
            "written": self.new_ask,
            "sent": self._to_last_ask,
        }
        self._desk.when_live(works[name])

    def add_person(self) -> None:
        """To the line in which someone is added."""
        self._desk.go("people", view="new")

    def new_ask(self) -> None:
        """The sheet with which an ask begins; with one person only, it is for them."""
        self._desk.when_live(self._begin_ask)

    def set_aside(self) -> None:
        """Show the first steps no longer."""
        self._desk.when_live(self._set_aside)

    def _begin_ask(self) -> None:
        people = self._desk.services.people.ids(limit=2)
        self._desk.go("asks", people[0] if len(people) == 1 else None, "new")

    def _set_aside(self) -> None:
        from mentorcrm.services.commands.today import SetFirstStepsAside

        self._desk.run(SetFirstStepsAside(), said=_("Set the first steps aside"))

    def _about_you(self) -> None:
        from mentorcrm.ui.dialogs.about_you import AboutYouSheet

        sheet = AboutYouSheet(self._page.window(), self._desk)
        sheet.open(sheet.name)

    def _name_need(self) -> None:
        self._desk.go("needs", view="new")

    def _to_last_ask(self) -> None:
        """To the message that was worked on last; it says how to send it."""
        from mentorcrm.models.kinds import DraftState

        drafts = self._desk.services.outreach.list(DraftState.DRAFT, DraftState.READY)
        if drafts:
            self._desk.go("composer", drafts[0].id)
        else:
            self._desk.go("asks")


class SampleStrip(QWidget):
    """Says that the sample network is here, and removes it in one step that can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.remove = Button(_("Remove sample network"), size="small")
        words = Label(
            _("You are looking around in a sample network of invented people."), "body", wrap=True
        )
        row = boxes.row(IconLabel("eye", 16, "accent"), words, self.remove, spacing=10)
        row.setStretch(1, 1)
        row.setContentsMargins(14, 7, 8, 7)
        panel = Panel("accentSoft", None, 8)
        panel.setLayout(row)
        self.setLayout(boxes.column(panel, margins=(0, 0, 0, 18)))
        self.remove.clicked.connect(self._remove)

    def _remove(self) -> None:
        self._desk.when_live(self._remove_now)

    def _remove_now(self) -> None:
        from mentorcrm.services.commands.transfer import RemoveSample

        self._desk.run(RemoveSample(), said=_("Removed the sample network"))
