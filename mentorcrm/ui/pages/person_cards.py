"""The cards beside a person's history: facts for asks, messages, notes."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.services.commands.people import AddFact, EditFact, EditPerson, RemoveFact
from mentorcrm.services.rows import DraftRow, FactRow, PersonDetail
from mentorcrm.ui import links, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.draft_words import draft_tag, state_words
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs, tab_before
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, FoldingCard, IconLabel
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _


class _Fact(QWidget):
    """One public fact: words, source, when it was last checked."""

    def __init__(self, desk: Desk, fact: FactRow, today: date) -> None:
        super().__init__()
        self._desk = desk
        self._fact = fact
        self._today = today
        self.area = TextArea("", low=1, high=5, quiet=True, dense=True)
        self.area.set_value(fact.text)
        self.area.setAccessibleName(_("Fact"))
        self.source = Field(
            _("Where it can be read"), quiet=True, dense=True, lines=2, style="meta"
        )
        self.source.set_value(fact.source)
        self.source.setAccessibleName(_("Source of the fact"))
        stale = words.is_stale(fact.verified_on, today)
        self._checked = Label(
            words.checked_words(fact.verified_on, today), "meta", "warn" if stale else "text3"
        )
        self._again = IconButton("square-check", _("Still true: checked today"), size=28)
        self._remove = IconButton("x", _("Remove this fact"), size=28)
        self._open = IconButton(
            "external-link", _("Open {source}").format(source=fact.source), size=28
        )
        self._address = links.address_of("profile", fact.source)
        below = boxes.row(self._checked, margins=(6, 2, 0, 4))
        self.setLayout(boxes.column(self.area, self.source, below, spacing=0))
        OverActs(self, self._open, self._again, self._remove)
        # Only now has it a place: shown before, it would be a window of its own.
        self._open.setVisible(bool(self._address))
        self._connect()

    def _connect(self) -> None:
        self.area.committed.connect(self._save)
        self.source.committed.connect(self._save)
        self._again.clicked.connect(self._check)
        self._remove.clicked.connect(self._do_remove)
        self._open.clicked.connect(self._do_open)

    def _do_open(self) -> None:
        if not self._desk.opener.open(self._address):
            self._desk.clipboard.copy(self._fact.source)
            self._desk.tell(_("Nothing here opens this. It is on the clipboard instead."))

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
            said=_("Marked as checked today"),
        )

    def _do_remove(self) -> None:
        self._desk.run(RemoveFact(self._fact.id), said=_("Removed a fact"))


class FactsCard(FoldingCard):
    """What is true and public about someone: the only things an ask may quote."""

    link = _("A fact for asks")

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Facts for asks"), fields=True)
        self._desk = desk
        self._person = 0
        self._shown: tuple[FactRow, ...] | None = None
        self._hint = Label(
            _("Public things you can name to them: a talk, an article, a decision they made."),
            "meta",
            "text3",
            wrap=True,
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.add = Field(_("Add a fact"), icon="plus", quiet=True, dense=True)
        self.add.setAccessibleName(_("Add a fact for asks"))
        self.body.setSpacing(2)
        self.body.addLayout(boxes.row(self._hint, margins=(6, 0, 6, 0)))
        self.body.addLayout(boxes.column(self._rows, self.add, spacing=4))
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
            today = today_by(self._desk.clock)
            rows = [_Fact(self._desk, fact, today) for fact in person.facts]
            for row in rows:
                boxes.put(self._rows, row)
            tab_before(self.add, *rows)

    def is_empty(self) -> bool:
        return not self._shown

    def begin(self) -> None:
        self.add.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self, text: str) -> None:
        if text.strip():
            today = today_by(self._desk.clock)
            self._desk.run(AddFact(self._person, text, verified_on=today))
            self.add.set_value("")


class NotesCard(FoldingCard):
    """Private notes, saved while typing."""

    saved = Signal()

    link = _("A note")

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Notes"), fields=True)
        self._desk = desk
        self._person = 0
        lock = IconLabel("lock", 14, "text3")
        self.head.addWidget(lock, 0, Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(Label(_("Private"), "meta", "text3"))
        self.area = TextArea(
            _("Only for you. Notes never reach a draft."), low=3, high=14, quiet=True
        )
        self.area.setAccessibleName(_("Private notes"))
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

    def is_empty(self) -> bool:
        return not self.area.text().strip()

    def begin(self) -> None:
        self.area.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def _save(self) -> None:
        self._desk.run(EditPerson(self._person, {"notes": self.area.text()}))


class DraftsCard(Card):
    """Messages to this person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Asks and messages"))
        self._desk = desk
        self._shown: tuple[DraftRow, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.addLayout(self._rows)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's drafts; the card hides when there are none."""
        self.setVisible(bool(person.drafts))
        if person.drafts == self._shown:
            return
        self._shown = person.drafts
        boxes.empty(self._rows)
        today = today_by(self._desk.clock)
        for draft in person.drafts[:8]:
            button = Button(draft.kind.label, "ghost", size="small")
            button.setProperty("draft", draft.id)
            button.setAccessibleName(
                _("Open {what}, {state}").format(what=draft.kind.label, state=state_words(draft))
            )
            button.clicked.connect(self._open)
            text, tone = draft_tag(draft, today)
            self._rows.addLayout(boxes.row(button, None, Tag(text, tone)))

    def _open(self) -> None:
        self._desk.go("composer", int(self.sender().property("draft")))
