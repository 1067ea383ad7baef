"""The needs that a person helps with, or could: links both ways."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.services.commands.needs import LinkNeed, UnlinkNeed
from mentorcrm.services.helping import NeedForPerson
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.need_ask import ask_about
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

SHOWN = 4


class _NeedLine(QWidget):
    """One need: open it, ask about it, link or unlink it."""

    def __init__(self, desk: Desk, person: int, row: NeedForPerson) -> None:
        super().__init__()
        self._desk, self._person, self._row = desk, person, row
        self.name = NameLink(row.statement, "medium")
        self.name.setAccessibleName(_("Open the need {statement}").format(statement=row.statement))
        self.ask = Button(_("Ask about it"), "soft", size="small")
        self.ask.setAccessibleName(_("Ask about {statement}").format(statement=row.statement))
        line = boxes.row(self.ask, spacing=6)
        if row.level is None:
            self.link = Button(_("Link"), "ghost", size="small")
            self.link.setAccessibleName(
                _("Link the need {statement}").format(statement=row.statement)
            )
            self.link.clicked.connect(self._link)
            line.addWidget(self.link)
        else:
            line.addWidget(Tag(row.level.label, "accent"))
            unlink = IconButton(
                "x", _("Unlink the need {statement}").format(statement=row.statement), size=28
            )
            unlink.quiet_in(self)
            unlink.clicked.connect(self._unlink)
            line.addWidget(unlink)
        line.addStretch(1)
        text = boxes.column(self.name, spacing=2, margins=(0, 2, 0, 6))
        if row.reason:
            text.addWidget(Label(row.reason, "meta", "text2", wrap=True))
        text.addSpacing(2)
        text.addLayout(line)
        self.setLayout(text)
        self.name.clicked.connect(self._open)
        self.ask.clicked.connect(self._ask)

    def _open(self) -> None:
        self._desk.go("needs", self._row.need_id)

    def _ask(self) -> None:
        need = self._desk.services.needs.detail(self._row.need_id)
        ask_about(self._desk, need, self._person)

    def _link(self) -> None:
        command = LinkNeed(self._row.need_id, self._person, CoverageLevel.SOME)
        self._desk.run(command, said=_("Linked to the need"))

    def _unlink(self) -> None:
        self._desk.run(
            UnlinkNeed(self._row.need_id, self._person), said=_("Unlinked from the need")
        )


class PersonNeedsCard(Card):
    """Found in a thread; hidden while there is nothing to show. `found` says that rows came."""

    found = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Needs they could help with"))
        self._desk = desk
        self._person = 0
        self._all = False
        self._shown: tuple[NeedForPerson, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._more = Button(_("Show all"), "ghost", size="small")
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.clicked.connect(self._show_all)
        self.hide()

    def show_person(self, person: PersonDetail) -> None:
        """Show the needs of someone as soon as they are found."""
        if person.id != self._person:
            self._person, self._all = person.id, False
            self._put(())
        work = partial(_find, self._desk, person.id)
        self._desk.tasks.run(work, self._show, self._desk.report, key="person-needs")

    def _show(self, found: object) -> None:
        if isinstance(found, tuple) and found[0] == self._person and found[1] != self._shown:
            self._put(found[1])
            self.found.emit()

    def _show_all(self) -> None:
        self._all = True
        self._put(self._shown)

    def _put(self, rows: tuple[NeedForPerson, ...]) -> None:
        self._shown = rows
        boxes.empty(self._rows)
        for row in rows if self._all else rows[:SHOWN]:
            boxes.put(self._rows, _NeedLine(self._desk, self._person, row))
        self._more.setVisible(not self._all and len(rows) > SHOWN)
        self.setVisible(bool(rows))


def _find(desk: Desk, person_id: int, _token: CancelToken) -> tuple[int, tuple[NeedForPerson, ...]]:
    return person_id, desk.services.helping.for_person(person_id)
