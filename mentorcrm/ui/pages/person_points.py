"""Ways to reach someone: each is copied, opened, corrected or removed where it stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import ContactKind
from mentorcrm.services.commands.people import (
    AddContactPoint,
    EditContactPoint,
    RemoveContactPoint,
)
from mentorcrm.services.rows import ContactPointRow, PersonDetail
from mentorcrm.ui import links
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.typed import contact_kind
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs, tab_before
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import FoldingCard
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _

_POINT_ICONS = {
    ContactKind.MAIL: "mail",
    ContactKind.PHONE: "phone",
    ContactKind.PROFILE: "globe",
    ContactKind.CHAT: "message-circle",
    ContactKind.ADDRESS: "map-pin",
}


class _Point(QWidget):
    """One way to reach someone: its value, copy, open, remove."""

    def __init__(self, desk: Desk, point: ContactPointRow) -> None:
        super().__init__()
        self._desk = desk
        self._point = point
        self.field = Field("", quiet=True, dense=True, lines=3)
        self.field.set_value(point.value)
        self.field.setAccessibleName(point.kind.label)
        set_tooltip(self.field, point.value)
        self._address = links.address_of(point.kind, point.value)
        name = _("Open {value}").format(value=point.value) if self._address else point.kind.label
        self._open = IconButton(_POINT_ICONS[point.kind], name, size=28)
        self._open.setEnabled(bool(self._address))
        self._copy = IconButton("copy", _("Copy {value}").format(value=point.value), size=28)
        self._remove = IconButton("x", _("Remove {value}").format(value=point.value), size=28)
        self._note = Label("", "meta", "risk", wrap=True)
        row = boxes.row(spacing=0)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.field, 1)
        self.setLayout(boxes.column(row, boxes.row(34, self._note, spacing=0), spacing=0))
        self._note.hide()
        OverActs(self, self._copy, self._remove)
        self._connect()

    def _connect(self) -> None:
        self._copy.clicked.connect(self._do_copy)
        self._open.clicked.connect(self._do_open)
        self._remove.clicked.connect(self._do_remove)
        self.field.committed.connect(self._save)

    def _do_copy(self) -> None:
        self._desk.clipboard.copy(self._point.value)
        self._desk.say(_("Copied {value}").format(value=self._point.value))

    def _do_open(self) -> None:
        try:
            opened = self._desk.opener.open(self._address)
        except UserError as error:
            self._desk.tell(str(error))
            return
        if not opened:
            self._desk.clipboard.copy(self._point.value)
            self._desk.tell(_("Nothing here opens this. It is on the clipboard instead."))

    def _do_remove(self) -> None:
        self._desk.run(
            RemoveContactPoint(self._point.id),
            said=_("Removed {value}").format(value=self._point.value),
        )

    def _save(self, text: str) -> None:
        if not text.strip():
            self._do_remove()
            return
        point = self._point
        self._say("")
        command = EditContactPoint(point.id, text, point.label, point.preferred)
        self._desk.run(command, failed=self._say)

    def _say(self, sentence: str) -> None:
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))
        self.field.set_error(bool(sentence))


class PointsCard(FoldingCard):
    """Ways to reach someone."""

    link = _("A way to reach them")

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Reach them"), fields=True)
        self._desk = desk
        self._person = 0
        self._shown: tuple[ContactPointRow, ...] | None = None
        self.body.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add = Field(_("Add e-mail, phone or link"), icon="plus", quiet=True, dense=True)
        self.add.setAccessibleName(_("Add e-mail, phone or link"))
        self.body.addLayout(boxes.column(self._rows, self.add, spacing=0))
        self._note = Label("", "meta", "risk", wrap=True)
        self._note.hide()
        self.body.addWidget(self._note)
        self.add.committed.connect(self._add)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone; rows are rebuilt only when they are other ones."""
        if person.id != self._person:
            self.add.set_value("")
            self._say("")
        self._person = person.id
        if person.points != self._shown:
            self._shown = person.points
            boxes.empty(self._rows)
            rows = [_Point(self._desk, point) for point in person.points]
            for row in rows:
                boxes.put(self._rows, row)
            tab_before(self.add, *rows)

    def is_empty(self) -> bool:
        return not self._shown

    def begin(self) -> None:
        self.add.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self, text: str) -> None:
        if not text.strip():
            return
        self._say("")
        kind = contact_kind(text)
        command = AddContactPoint(self._person, kind, text)
        self._desk.run(command, failed=self._say, then=self._added)

    def _added(self, _point: int) -> None:
        self.add.set_value("")

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        self.add.set_error(bool(problem))
