"""One entry beside the list: whom it is about, and the form of a note or of an introduction."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.giving_rows import GiveRow, IntroductionRow
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.giving_editor import GivingEditor
from mentorcrm.ui.pages.introduction_form import IntroductionForm
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.panes import Aside, ScrollColumn
from mentorcrm.words import _

WIDTH = 384
_PEOPLE = 3  # An introduction has three parts.


class GivingPane(Aside):
    """One entry with every field. Names lead to people; the cross and Escape close it."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(WIDTH)
        self._desk = desk
        self.editor: GivingEditor | None = None
        self.introduction: IntroductionForm | None = None
        self.names = [NameLink("", "titleS") for _part in range(_PEOPLE)]
        self.name = self.names[0]
        self._close = IconButton("x", _("Close this entry"), size=28)
        self._column = ScrollColumn((16, 4, 16, 20), 12)
        head = boxes.row(spacing=4)
        head.addLayout(boxes.column(*self.names, spacing=0), 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._column.body.addLayout(head)
        self._form = boxes.column()
        self._column.body.addLayout(self._form)
        self._column.body.addStretch(1)
        row = boxes.row(spacing=0)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self._column, 1)
        self.setLayout(row)
        self.hide()
        self._close.clicked.connect(self.close_pane)
        for name in self.names:
            name.clicked.connect(self._go)

    def is_open(self) -> bool:
        """Whether an entry is open."""
        return not self.isHidden()

    def show_key(self, key: int | None) -> None:
        """Show an entry of the list; the form goes when there is none."""
        rows = self._desk.services.giving.entry_rows([key]) if key is not None else []
        if not rows:
            self.close_pane()
            return
        if isinstance(rows[0], IntroductionRow):
            self._show_introduction(rows[0])
        else:
            self._show_note(rows[0])
        self.show()

    def start(self) -> None:
        """Put the cursor into the form."""
        form = self._shown()
        if form is not None:
            form.start()

    def first_field(self) -> QWidget | None:
        """What F6 comes to in the form; None while nothing is open."""
        form = self._shown()
        if isinstance(form, GivingEditor):
            return form.what.editor
        return form.line.first_field() if form is not None and form.line is not None else None

    def close_pane(self) -> None:
        """The list alone again."""
        if self.is_open():
            self.hide()
            self.closed.emit()

    def flush(self) -> None:
        """Save what is being typed."""
        for form in (self.editor, self.introduction):
            if form is not None:
                form.flush()

    def _shown(self) -> GivingEditor | IntroductionForm | None:
        forms = (self.editor, self.introduction)
        return next((form for form in forms if form is not None and not form.isHidden()), None)

    def _show_note(self, row: GiveRow) -> None:
        if self.editor is None:
            self.editor = GivingEditor(self._desk)
            self._add(self.editor)
        self._under([(row.person_id, row.person)])
        self.editor.show_note(row)
        self._turn_to(self.editor)

    def _show_introduction(self, row: IntroductionRow) -> None:
        if self.introduction is None:
            self.introduction = IntroductionForm(self._desk)
            self._add(self.introduction)
        parts = (
            (row.introducer_id, row.introducer),
            (row.first_id, row.first),
            (row.second_id, row.second),
        )
        self._under([(person, name) for person, name in parts if person is not None])
        self.introduction.show_row(row)
        self._turn_to(self.introduction)

    def _add(self, form: GivingEditor | IntroductionForm) -> None:
        form.closed.connect(self.close_pane)
        boxes.put(self._form, form)

    def _turn_to(self, form: QWidget) -> None:
        """Show one of the forms; the other saves what was being typed when it goes."""
        for one in (self.editor, self.introduction):
            if one is not None:
                one.setVisible(one is form)

    def _under(self, people: list[tuple[int, str]]) -> None:
        """Say whom it is about."""
        for place, link in enumerate(self.names):
            person, name = people[place] if place < len(people) else (0, "")
            link.setProperty("person", person)
            link.setText(name)
            link.setAccessibleName(_("Open {name}").format(name=name))
            link.setVisible(bool(name))
            link.updateGeometry()

    def _go(self) -> None:
        self._desk.go("people", int(self.sender().property("person")))
