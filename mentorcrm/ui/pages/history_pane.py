"""One contact of the history beside the list: with whom, every field, and what hangs on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from mentorcrm.errors import NotFound
from mentorcrm.services.interactions_rows import ContactRow, source_of
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.contact_editor import ContactEditor
from mentorcrm.ui.pages.plan_acts import HappenedRow
from mentorcrm.ui.pages.timeline_parts import AdviceQuote, PromiseRow
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.panes import Aside, ScrollColumn
from mentorcrm.words import _

WIDTH = 384


class ContactPane(Aside):
    """The pane. Names lead to the person; the cross and Escape close it."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(WIDTH)
        self._desk = desk
        self._row: ContactRow | None = None
        self.editor = ContactEditor(desk)
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        self._question = QVBoxLayout()
        self._records = QVBoxLayout()
        self._records.setSpacing(2)
        self._close = IconButton("x", _("Close this contact"), size=28)
        self._column = ScrollColumn((16, 4, 16, 20), 12)
        head = boxes.row(spacing=4)
        head.addLayout(self._names, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._column.body.addLayout(head)
        self._column.body.addLayout(self._question)
        self._column.body.addWidget(self.editor)
        self._column.body.addLayout(self._records)
        self._column.body.addStretch(1)
        row = boxes.row(spacing=0)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self._column, 1)
        self.setLayout(row)
        self._close.clicked.connect(self.closed)
        self.editor.closed.connect(self.closed)

    def show_key(self, key: int) -> bool:
        """Show the contact of an entry; False when it has gone."""
        try:
            row = self._desk.services.timeline.contact(source_of(key)[1])
        except NotFound:
            return False
        before, self._row = self._row, row
        self.editor.show_contact(row)
        if before is None or before.contact.people != row.contact.people:
            self._show_names(row)
        if before is None or (before.id, before.asks) != (row.id, row.asks):
            self._ask(row)
        if before is None or (before.advice, before.promises) != (row.advice, row.promises):
            self._show_records(row)
        return True

    def _show_names(self, row: ContactRow) -> None:
        boxes.empty(self._names)
        for person, name in row.contact.people:
            link = NameLink(name, "titleS")
            link.setAccessibleName(_("Open {name}").format(name=name))
            link.setProperty("person", person)
            link.clicked.connect(self._go)
            boxes.put(self._names, link)

    def _ask(self, row: ContactRow) -> None:
        """Whether a plan that is over happened."""
        boxes.empty(self._question)
        if row.asks:
            boxes.put(self._question, HappenedRow(self._desk, row))

    def _show_records(self, row: ContactRow) -> None:
        boxes.empty(self._records)
        today = desk_today(self._desk)
        for advice in row.advice:
            boxes.put(self._records, AdviceQuote(self._desk, advice))
        for promise in row.promises:
            boxes.put(self._records, PromiseRow(self._desk, promise, today))

    def _go(self) -> None:
        self._desk.go("people", int(self.sender().property("person")))
