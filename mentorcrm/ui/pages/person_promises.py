"""The open promises between me and a person, both ways, and a line to keep one more."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.history_kinds import Owner
from mentorcrm.services.advice_rows import CommitmentRow
from mentorcrm.services.commands.commitments import AddCommitment, KeepCommitment
from mentorcrm.services.due_words import split_due
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_words import promise_state
from mentorcrm.ui.pages.person_few_rows import FewRowsCard
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.choices import CheckBox, Segmented
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class PromiseLine(QWidget):
    """One open promise: tick it to keep it, or open it."""

    def __init__(self, desk: Desk, row: CommitmentRow, called: str, today: date) -> None:
        super().__init__()
        self._desk, self._row = desk, row
        self.box = CheckBox()
        self.box.setAccessibleName(_("Kept: {what}").format(what=row.what))
        self.open = IconButton("pen-line", _("Open: {what}").format(what=row.what), size=28)
        what = Label(row.what, "body", wrap=True, max_lines=3)
        owner = Label(_("You") if row.mine else called, "metaM", "accent" if row.mine else "text2")
        state, role = promise_state(row, today)
        below = boxes.row(owner, Label(state, "meta", role), None, spacing=6)
        line = boxes.row(spacing=4)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(boxes.column(what, below, spacing=0, margins=(0, 4, 0, 4)), 1)
        self.setLayout(line)
        OverActs(self, self.open)
        self.box.clicked.connect(self._keep)
        self.open.clicked.connect(self._open)

    def _keep(self) -> None:
        self._desk.run(KeepCommitment(self._row.id), said=_("Noted as kept"))

    def _open(self) -> None:
        self._desk.go("history", self._row.id, "promises")


class PromisesCard(FewRowsCard[CommitmentRow, PromiseLine]):
    """Open promises by their day. Theirs stand beside mine and are never tinted."""

    link = _("A promise")
    few = 5

    def __init__(self, desk: Desk) -> None:
        line = Field(_("Send the deck by Friday"), icon="plus")
        line.setAccessibleName(_("A new promise"))
        super().__init__(desk, _("Promises"), line)
        self._called = ""
        self.owner = Segmented([(Owner.ME, _("By you")), (Owner.THEM, _("By them"))])
        self.owner.setAccessibleName(_("Who promises it"))
        self.owner.set_value(Owner.ME)
        self.body.addWidget(self.owner)
        self.owner.hide()
        self.line.textChanged.connect(self._typed)

    def show_person(self, person: PersonDetail) -> None:
        """Show what is open with someone; what is being typed stays."""
        if self.turn_to(person):
            self.owner.set_value(Owner.ME)
        self._called = person.first_name or person.name
        self.owner.set_words({Owner.THEM: _("By {name}").format(name=self._called)})
        self.show_rows(self._desk.services.commitments.open_with(person.id))

    def make_line(self, row: CommitmentRow) -> PromiseLine:
        return PromiseLine(self._desk, row, self._called, desk_today(self._desk))

    def _typed(self, text: str) -> None:
        self.owner.setVisible(bool(text.strip()))

    def add(self) -> None:
        what, due = split_due(self.line.text(), desk_today(self._desk))
        owner = self.owner.value()
        if what and isinstance(owner, Owner):
            self.line.set_value("")
            self.owner.set_value(Owner.ME)
            command = AddCommitment(self._person, what, owner, due)
            self._desk.run(command, said=_("Added a promise"))
