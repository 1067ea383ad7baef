"""The open promises between me and a person, both ways, and a line to keep one more."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.history_kinds import Owner
from mentorcrm.services.advice_rows import CommitmentRow
from mentorcrm.services.commands.commitments import AddCommitment, KeepCommitment
from mentorcrm.services.due_words import split_due
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_words import promise_state
from mentorcrm.ui.pages.person_about import desk_today
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import FoldingCard
from mentorcrm.ui.widgets.choices import CheckBox, Segmented
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

SHOWN = 5


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


class PromisesCard(FoldingCard):
    """Open promises by their day. Theirs stand beside mine and are never tinted."""

    link = _("A promise")

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Promises"))
        self._desk = desk
        self._person = 0
        self._called = ""
        self._shown: tuple[CommitmentRow, ...] | None = None
        self._all = False
        self.lines: list[PromiseLine] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = Button(_("Show all"), "ghost", size="small")
        self.line = Field(_("Send the deck by Friday"), icon="plus")
        self.line.setAccessibleName(_("A new promise"))
        self.owner = Segmented([(Owner.ME, _("By you")), (Owner.THEM, _("By them"))])
        self.owner.setAccessibleName(_("Who promises it"))
        self.owner.set_value(Owner.ME)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.line)
        self.body.addWidget(self.owner)
        self.owner.hide()
        self._more.clicked.connect(self._show_all)
        self.line.returnPressed.connect(self._add)
        self.line.textChanged.connect(self._typed)

    def show_person(self, person: PersonDetail) -> None:
        """Show what is open with someone; what is being typed stays."""
        if person.id != self._person:
            self._person, self._all, self._shown = person.id, False, None
            self.line.set_value("")
            self.owner.set_value(Owner.ME)
        self._called = person.first_name or person.name
        self.owner.set_words({Owner.THEM: _("By {name}").format(name=self._called)})
        rows = tuple(self._desk.services.commitments.open_with(person.id))
        if rows != self._shown:
            self._shown = rows
            self._put()

    def is_empty(self) -> bool:
        return not self._shown and not self.line.text()

    def begin(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _put(self) -> None:
        boxes.empty(self._rows)
        rows, today = self._shown or (), desk_today(self._desk)
        shown = rows if self._all else rows[:SHOWN]
        self.lines = [PromiseLine(self._desk, row, self._called, today) for row in shown]
        for line in self.lines:
            boxes.put(self._rows, line)
        self._more.setVisible(not self._all and len(rows) > SHOWN)

    def _show_all(self) -> None:
        self._all = True
        self._put()

    def _typed(self, text: str) -> None:
        self.owner.setVisible(bool(text.strip()))

    def _add(self) -> None:
        what, due = split_due(self.line.text(), desk_today(self._desk))
        owner = self.owner.value()
        if what and isinstance(owner, Owner):
            self.line.set_value("")
            self.owner.set_value(Owner.ME)
            command = AddCommitment(self._person, what, owner, due)
            self._desk.run(command, said=_("Added a promise"))
