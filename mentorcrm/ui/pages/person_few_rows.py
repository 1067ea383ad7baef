"""A card of a person with the first few of its rows, the rest on demand, and a line for more."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import FoldingCard
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.words import _

Row = TypeVar("Row")
Line = TypeVar("Line", bound=QWidget)


class FewRowsCard(FoldingCard, Generic[Row, Line]):
    """Shows a `few` rows until all are asked for; what is being typed stays while they change."""

    few = 4

    def __init__(self, desk: Desk, title: str, line: Field) -> None:
        super().__init__(title)
        self._desk = desk
        self._person = 0
        self._shown: tuple[Row, ...] | None = None
        self._all = False
        self.lines: list[Line] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = Button(_("Show all"), "ghost", size="small")
        self.line = line
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.line)
        self._more.clicked.connect(self._show_all)
        self.line.returnPressed.connect(self.add)

    def make_line(self, row: Row) -> Line:
        """The widget of a row."""
        raise NotImplementedError

    def add(self) -> None:
        """Keep what was typed into the line."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        return not self._shown and not self.line.text()

    def begin(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn_to(self, person: PersonDetail) -> bool:
        """Whether somebody else is shown from now on; their card begins anew."""
        if person.id == self._person:
            return False
        self._person, self._all, self._shown = person.id, False, None
        self.line.set_value("")
        return True

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; lines are made again only when something changed."""
        if tuple(rows) != self._shown:
            self._shown = tuple(rows)
            self._put()

    def _put(self) -> None:
        boxes.empty(self._rows)
        rows = self._shown or ()
        shown = rows if self._all else rows[: self.few]
        self.lines = [self.make_line(row) for row in shown]
        for line in self.lines:
            boxes.put(self._rows, line)
        self._more.setVisible(not self._all and len(rows) > self.few)

    def _show_all(self) -> None:
        self._all = True
        self._put()
