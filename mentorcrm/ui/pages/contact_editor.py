"""One contact with every field, edited where it stands. Each field saves itself."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorcrm.models.kinds import CONTACT_CHANNELS, Direction, InteractionChannel, Privacy
from mentorcrm.services.commands.interactions import EditInteraction
from mentorcrm.services.commands.outreach import DeleteInteraction
from mentorcrm.services.interactions_rows import ContactRow
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.contact_fields import PeopleChips, WhenFields, read_minutes, read_topics
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

_NO_NEED = 0


class ContactForm(QWidget):
    """The fields of a contact, filled from its record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: ContactRow | None = None
        self.summary = Field(_("In a few words"))
        self.body = TextArea(_("What was said"), low=2, high=12)
        self.channel = Select([(c, c.label) for c in InteractionChannel])
        self.direction = Select([(d, d.label) for d in Direction])
        self.when = WhenFields(desk)
        self.minutes = Field()
        self.people = PeopleChips(desk)
        self.need = Select()
        self.topics = Field(_("#pricing #career"))
        self.privacy = Select([(p, p.label) for p in Privacy])
        self.counts = CheckBox(_("Counts as contact"))
        self.remove = Button(_("Delete"), "ghost", icon="trash-2", size="small")
        self.done = Button(_("Done"), "secondary", size="small")
        self._saving = Autosave(self)
        self._parts: dict[str, Labelled] = {}
        self._build()

    def show_contact(self, row: ContactRow) -> None:
        """Show a contact as it is now; what is being typed stays."""
        other = self._row is None or self._row.id != row.id
        if other:
            self.flush()
        self._row = row
        contact = row.contact
        for field, text in (
            (self.summary, contact.summary),
            (self.minutes, str(contact.minutes) if contact.minutes is not None else ""),
            (self.topics, " ".join(f"#{topic}" for topic in row.topics)),
        ):
            if other or not field.hasFocus():
                field.set_value(text)
        if other or not self.body.editor.hasFocus():
            self.body.set_value(contact.body)
        channels = CONTACT_CHANNELS if row.meeting_id is not None else InteractionChannel
        self.channel.set_choices([(c, c.label) for c in channels])
        self.channel.set_value(contact.channel)
        self.direction.set_value(contact.direction)
        self.privacy.set_value(contact.privacy)
        self.when.show_contact(contact)
        self.people.show_people(contact.people)
        self._show_need(row)
        self._show_counts(contact.channel, contact.counts_as_contact, planned=row.planned)
        for part in self._parts.values():
            part.set_error("")

    def start(self) -> None:
        """Put the cursor where one goes on."""
        self.summary.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.summary.selectAll()

    def flush(self) -> None:
        """Save what is being typed."""
        self._saving.flush()

    def _build(self) -> None:
        self.body.setAccessibleName(_("What was said"))
        self._note = Label("", "meta", "text3", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._labelled("summary", _("What it was about"), self.summary))
        layout.addWidget(self.body)
        layout.addWidget(self.when)
        layout.addLayout(
            _side_by_side(
                self._labelled("channel", _("How"), self.channel),
                self._labelled("direction", _("Who reached out"), self.direction),
                self._labelled("minutes", _("Minutes"), self.minutes),
                shares=(5, 5, 3),
            )
        )
        layout.addWidget(self.people)
        layout.addLayout(
            _side_by_side(
                self._labelled("need", _("About a need"), self.need),
                self._labelled("topics", _("Topics"), self.topics),
                shares=(1, 1),
            )
        )
        layout.addWidget(self._labelled("privacy", _("Who may know"), self.privacy))
        layout.addLayout(boxes.column(self.counts, boxes.row(self._note), spacing=0))
        layout.addLayout(boxes.row(self.remove, None, self.done))

    def _labelled(self, name: str, words: str, field: QWidget) -> Labelled:
        self._parts[name] = Labelled(words, field)
        return self._parts[name]

    def _show_need(self, row: ContactRow) -> None:
        needs = [(need.id, need.statement) for need in self._desk.services.needs.list()]
        if row.need is not None and row.need[0] not in dict(needs):
            needs.insert(0, row.need)
        self.need.set_choices([(_NO_NEED, _("No need")), *needs])
        self.need.set_value(row.need[0] if row.need else _NO_NEED)

    def _show_counts(self, channel: InteractionChannel, counts: bool, *, planned: bool) -> None:
        note = channel is InteractionChannel.NOTE
        self.counts.setChecked(counts)
        self.counts.setEnabled(not note)
        said = ""
        if planned:
            said = _("It lies ahead. Once it is over you are asked whether it happened.")
        self._note.setText(_("A note is kept, but it is no contact.") if note else said)
        self._note.setVisible(bool(self._note.text()))


class ContactEditor(ContactForm):
    """The form of a contact. Escape restores the field in hand; once more closes the form."""

    closed = Signal()
    deleted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._connect()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.summary.textEdited.connect(self._saving.touch)
        self.summary.restored.connect(self._saving.touch)
        self.summary.committed.connect(self._saving.flush)
        self.body.text_changed.connect(self._saving.touch)
        self.body.committed.connect(self._saving.flush)
        self._saving.due.connect(self._save_text)
        self.minutes.committed.connect(self._save_minutes)
        self.topics.committed.connect(self._save_topics)
        for name in ("channel", "direction", "privacy"):
            select: Select = getattr(self, name)
            select.chosen.connect(partial(self._save_choice, name))
        self.need.chosen.connect(self._save_need)
        self.when.changed.connect(self._save_when)
        self.people.changed.connect(self._save_people)
        self.counts.clicked.connect(self._save_counts)
        self.remove.clicked.connect(self.delete)
        self.done.clicked.connect(self.closed)

    def _save(
        self,
        name: str,
        failed: Callable[[str], None] | None = None,
        said: str = "",
        **what: Any,
    ) -> None:
        if self._row is None:
            return
        part = self._parts.get(name)
        told = failed or (part.set_error if part is not None else None)
        self._desk.run(EditInteraction(self._row.id, **what), failed=told, said=said)

    def _save_text(self) -> None:
        if self._row is None:
            return
        contact = self._row.contact
        if self.summary.text().strip() != contact.summary:
            self._save("summary", summary=self.summary.text())
        if self.body.text().strip() != contact.body:
            self._save("summary", body=self.body.text())

    def _save_minutes(self, text: str) -> None:
        minutes, problem = read_minutes(text)
        self._parts["minutes"].set_error(problem)
        if not problem:
            self._save("minutes", minutes=minutes, clear_minutes=minutes is None)

    def _save_topics(self, text: str) -> None:
        self._save("topics", topics=read_topics(text))

    def _save_choice(self, name: str, value: object) -> None:
        what: dict[str, Any] = {name: value}
        self._save(name, **what)

    def _save_need(self, need: object) -> None:
        if isinstance(need, int):
            self._save("need", need_id=need or None, clear_need=not need)

    def _save_when(self, at: object, zone: str) -> None:
        row, said = self._row, ""
        if row is not None and row.meeting_id is not None and row.planned and at != row.contact.at:
            said = _("Moved the meeting. A new invitation replaces the old one.")
        self._save("when", self.when.say, said, at=at, zone=zone)

    def _save_people(self, people: tuple[int, ...]) -> None:
        self._save("people", person_ids=people)

    def _save_counts(self) -> None:
        self._save("counts", counts_as_contact=self.counts.isChecked())

    def delete(self) -> None:
        """Move the contact to the bin, which can be undone."""
        if self._row is not None:
            self._saving.cancel()
            command = DeleteInteraction(self._row.id)
            self._desk.run(command, said=_("Deleted a contact"), then=self._gone)

    def _gone(self, _nothing: object) -> None:
        self.deleted.emit()


def _side_by_side(*parts: QWidget, shares: tuple[int, ...]) -> QHBoxLayout:
    row = boxes.row(spacing=8)
    for part, share in zip(parts, shares, strict=True):
        row.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
    return row
