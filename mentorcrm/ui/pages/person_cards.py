"""The cards beside a person's history: about, ways to reach them, facts for asks, notes."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import ContactKind
from mentorcrm.services.commands.people import (
    AddContactPoint,
    AddFact,
    EditContactPoint,
    EditFact,
    EditPerson,
    RemoveContactPoint,
    RemoveFact,
    SetTags,
)
from mentorcrm.services.rows import ContactPointRow, FactRow, PersonDetail
from mentorcrm.ui import links, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.typed import contact_kind
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import Card, IconLabel
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.ui.widgets.text_area import TextArea

_POINT_ICONS = {
    ContactKind.MAIL: "mail",
    ContactKind.PHONE: "phone",
    ContactKind.PROFILE: "globe",
    ContactKind.CHAT: "message-circle",
    ContactKind.ADDRESS: "map-pin",
}
_ABOUT = (
    ("title", "Title"),
    ("organisation", "Works at"),
    ("location", "Place"),
    ("zone", "Time zone"),
    ("pronouns", "Pronouns"),
    ("how_met", "How we met"),
)
_LABEL_WIDTH = 84


class ValueLine(QWidget):
    """A name and a value that looks like text until it is edited; saved while typing."""

    def __init__(self, desk: Desk, column: str, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._column = column
        self._person = 0
        self.field = Field("Add", quiet=True)
        self.field.setAccessibleName(name)
        self._note = Label("", "meta", "risk", wrap=True)
        self._note.hide()
        label = Label(name, "body", "text3")
        label.setFixedWidth(_LABEL_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(boxes.row(label, self.field, spacing=4))
        layout.addWidget(self._note)
        self.field.committed.connect(self._save)

    def show_value(self, person: PersonDetail) -> None:
        """Show the value of another person, unless this one is being typed."""
        if person.id != self._person or not self.field.hasFocus():
            self._person = person.id
            self.field.set_value(person.values[self._column])
            self._say("")

    def _save(self, text: str) -> None:
        self._say("")
        self._desk.run(EditPerson(self._person, {self._column: text}), failed=self._say)

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        self.field.set_error(bool(problem))


class AboutCard(Card):
    """What the record says about someone, and their tags."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("About")
        self._desk = desk
        self._person = 0
        self.body.setSpacing(0)
        self.lines = [ValueLine(desk, column, name) for column, name in _ABOUT]
        for line in self.lines:
            self.body.addWidget(line)
        self._tags = Field("Add tags, with commas", quiet=True)
        self._tags.setAccessibleName("Tags")
        label = Label("Tags", "body", "text3")
        label.setFixedWidth(_LABEL_WIDTH)
        self.body.addLayout(boxes.row(label, self._tags, spacing=4))
        self._tags.committed.connect(self._save_tags)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone."""
        for line in self.lines:
            line.show_value(person)
        if person.id != self._person or not self._tags.hasFocus():
            self._person = person.id
            self._tags.set_value(", ".join(person.tags))

    def _save_tags(self, text: str) -> None:
        tags = tuple(tag.strip().lstrip("#") for tag in text.split(",") if tag.strip(" #"))
        self._desk.run(SetTags(self._person, tags))


class _Point(QWidget):
    """One way to reach someone: its value, copy, open, remove."""

    def __init__(self, desk: Desk, point: ContactPointRow) -> None:
        super().__init__()
        self._desk = desk
        self._point = point
        self.field = Field("", quiet=True)
        self.field.set_value(point.value)
        self.field.setAccessibleName(point.kind.label)
        set_tooltip(self.field, point.value)
        self._address = links.address_of(point.kind, point.value)
        name = f"Open {point.value}" if self._address else point.kind.label
        self._open = IconButton(_POINT_ICONS[point.kind], name, size=28)
        self._open.setEnabled(bool(self._address))
        self._copy = IconButton("copy", f"Copy {point.value}", size=28)
        self._remove = IconButton("x", f"Remove {point.value}", size=28)
        self._copy.quiet_in(self)
        self._remove.quiet_in(self)
        self.setLayout(boxes.row(self._open, self.field, self._copy, self._remove, spacing=0))
        self._connect()

    def _connect(self) -> None:
        self._copy.clicked.connect(self._do_copy)
        self._open.clicked.connect(self._do_open)
        self._remove.clicked.connect(self._do_remove)
        self.field.committed.connect(self._save)

    def _do_copy(self) -> None:
        self._desk.clipboard.copy(self._point.value)
        self._desk.say(f"Copied {self._point.value}")

    def _do_open(self) -> None:
        try:
            opened = self._desk.opener.open(self._address)
        except UserError as error:
            self._desk.say(str(error))
            return
        if not opened:
            self._desk.clipboard.copy(self._point.value)
            self._desk.say("Nothing here opens this. It is on the clipboard instead.")

    def _do_remove(self) -> None:
        self._desk.run(RemoveContactPoint(self._point.id), said=f"Removed {self._point.value}")

    def _save(self, text: str) -> None:
        if not text.strip():
            self._do_remove()
            return
        point = self._point
        command = EditContactPoint(point.id, text, point.label, point.preferred)
        self._desk.run(command, failed=self._refuse)

    def _refuse(self, sentence: str) -> None:
        self.field.set_error(True)
        self._desk.say(sentence)


class PointsCard(Card):
    """Ways to reach someone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Reach them")
        self._desk = desk
        self._person = 0
        self._shown: tuple[ContactPointRow, ...] | None = None
        self.body.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.add = Field("Add mail, phone or link", icon="plus", quiet=True)
        self.add.setAccessibleName("Add mail, phone or link")
        self.body.addWidget(self.add)
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
            for point in person.points:
                self._rows.addWidget(_Point(self._desk, point))

    def _add(self, text: str) -> None:
        if not text.strip():
            return
        self._say("")
        kind = contact_kind(text)
        if self._desk.run(AddContactPoint(self._person, kind, text), failed=self._say) is not None:
            self.add.set_value("")

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        self.add.set_error(bool(problem))


class _Fact(QWidget):
    """One public fact: words, source, when it was last checked."""

    def __init__(self, desk: Desk, fact: FactRow, today: date) -> None:
        super().__init__()
        self._desk = desk
        self._fact = fact
        self._today = today
        self.area = TextArea("", low=1, high=5, quiet=True)
        self.area.set_value(fact.text)
        self.area.setAccessibleName("Fact")
        self.source = Field("Where it can be read", quiet=True, style="meta")
        self.source.set_value(fact.source)
        self.source.setAccessibleName("Source of the fact")
        stale = words.is_stale(fact.verified_on, today)
        checked = "Not checked yet"
        if fact.verified_on:
            checked = f"Checked {words.short_day(fact.verified_on, today)}"
        self._checked = Label(checked, "meta", "warn" if stale else "text3")
        self._again = IconButton("square-check", "Still true: checked today", size=28)
        self._remove = IconButton("x", "Remove this fact", size=28)
        self._again.quiet_in(self)
        self._remove.quiet_in(self)
        below = boxes.row(self._checked, None, self._again, self._remove, spacing=2)
        below.setContentsMargins(6, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(0)
        layout.addWidget(self.area)
        layout.addWidget(self.source)
        layout.addLayout(below)
        self._connect()

    def _connect(self) -> None:
        self.area.committed.connect(self._save)
        self.source.committed.connect(self._save)
        self._again.clicked.connect(self._check)
        self._remove.clicked.connect(self._do_remove)

    def _save(self) -> None:
        text = self.area.text().strip()
        if not text:
            self._do_remove()
            return
        self._desk.run(EditFact(self._fact.id, text, self.source.text(), self._fact.verified_on))

    def _check(self) -> None:
        fact = self._fact
        self._desk.run(
            EditFact(fact.id, self.area.text(), self.source.text(), self._today),
            said="Marked as checked today",
        )

    def _do_remove(self) -> None:
        self._desk.run(RemoveFact(self._fact.id), said="Removed a fact")


class FactsCard(Card):
    """What is true and public about someone: the only things an ask may quote."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Facts for asks")
        self._desk = desk
        self._person = 0
        self._shown: tuple[FactRow, ...] | None = None
        self._hint = Label(
            "Public things you can name to them: a talk, an article, a decision they made.",
            "meta",
            "text3",
            wrap=True,
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add = Field("Add a fact", icon="plus", quiet=True)
        self.add.setAccessibleName("Add a fact for asks")
        self.body.setSpacing(2)
        self.body.addWidget(self._hint)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.add)
        self.add.committed.connect(self._add)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone."""
        if person.id != self._person:
            self.add.set_value("")
        self._person = person.id
        self._hint.setVisible(not person.facts)
        if person.facts != self._shown:
            self._shown = person.facts
            boxes.empty(self._rows)
            today = self._desk.clock.now().date()
            for fact in person.facts:
                self._rows.addWidget(_Fact(self._desk, fact, today))

    def _add(self, text: str) -> None:
        if text.strip():
            today = self._desk.clock.now().date()
            self._desk.run(AddFact(self._person, text, verified_on=today))
            self.add.set_value("")


class NotesCard(Card):
    """Private notes, saved while typing."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Notes")
        self._desk = desk
        self._person = 0
        lock = IconLabel("lock", 14, "text3")
        self.head.addWidget(lock, 0, Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(Label("private", "meta", "text3"))
        self.area = TextArea("Only for you. Notes never reach a draft.", low=3, high=14, quiet=True)
        self.area.setAccessibleName("Private notes")
        self.body.addWidget(self.area)
        self._autosave = Autosave(self)
        self.area.text_changed.connect(self._autosave.touch)
        self.area.committed.connect(self._autosave.flush)
        self._autosave.due.connect(self._save)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone; what was typed about the one before is saved first."""
        if person.id != self._person:
            self._autosave.flush()
        elif self._autosave.pending() or self.area.editor.hasFocus():
            return
        self._person = person.id
        self.area.set_value(person.values["notes"])

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def _save(self) -> None:
        self._desk.run(EditPerson(self._person, {"notes": self.area.text()}))
