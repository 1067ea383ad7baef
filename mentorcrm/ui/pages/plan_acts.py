"""What is done when one answers whether a plan happened; from a timeline, the history and Today."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.plans import DropPlan, HoldPlan
from mentorcrm.services.interactions_rows import ContactRow
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


def hold(desk: Desk, contact: int) -> None:
    """It took place. A meeting that was prepared goes on to its close."""
    meeting = desk.services.meetings.of_interaction(contact)

    def close(_nothing: object) -> None:
        if meeting is not None:
            desk.go("meetings", meeting, "takeaways")

    desk.run(HoldPlan(contact), said=_("Noted that it took place"), then=close)


def move(desk: Desk, window: QWidget, contact: int) -> None:
    """Ask for another time."""
    from mentorcrm.ui.dialogs.move_plan import MovePlanSheet

    sheet = MovePlanSheet(window, desk, contact)
    sheet.open(sheet.when)


def drop(desk: Desk, contact: int) -> None:
    """It did not happen."""
    desk.run(DropPlan(contact), said=_("Noted that it did not happen"))


class HappenedRow(Flow):
    """Asks of a plan whose time has passed whether it happened, with the three answers."""

    def __init__(self, desk: Desk, row: ContactRow) -> None:
        super().__init__(gap=4)
        self._desk, self._contact = desk, row.id
        what = row.contact.summary or row.contact.channel.label
        question = Label(_("Did it happen?"), "medium", "accent")
        question.setFixedHeight(Button("", size="small").sizeHint().height())
        question.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.yes = Button(_("Yes, log it"), "soft", size="small")
        if row.meeting_id is not None:
            self.yes.setText(_("Yes, close it"))
        self.move_it = Button(_("Move it"), "ghost", size="small")
        self.no = Button(_("No"), "ghost", size="small")
        self.add(question)
        for button in self.buttons():
            button.setAccessibleName(f"{button.text()}: {what}")
            self.add(button)
        self.yes.clicked.connect(self._hold)
        self.move_it.clicked.connect(self._move)
        self.no.clicked.connect(self._drop)

    def buttons(self) -> tuple[Button, ...]:
        """The answers."""
        return (self.yes, self.move_it, self.no)

    def _hold(self) -> None:
        hold(self._desk, self._contact)

    def _move(self) -> None:
        move(self._desk, self.window(), self._contact)

    def _drop(self) -> None:
        drop(self._desk, self._contact)
