"""What could be given to someone next: what they wait to hear of, and ideas, kept in place."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.models.history_kinds import IdeaKind
from mentorcrm.services.commands.giving import AddGiveIdea, EditGiveIdea, RemoveGiveIdea
from mentorcrm.services.giving_rows import IdeaRow, Suggestion, SuggestionSource
from mentorcrm.services.typed_giving import read_idea
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_acts import report_back
from mentorcrm.ui.pages.giving_acts import (
    note_as_given,
    offer_help,
    tell_introducer,
)
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_CAPTIONS = {
    IdeaKind.WANTED: _("They mentioned needing"),
    IdeaKind.IDEA: _("Idea"),
    IdeaKind.INTEREST: _("Send something on"),
}
_REMOVE = "remove"


class SuggestionLine(QWidget):
    """Something they wait to hear of, with a button that begins the message."""

    def __init__(self, desk: Desk, suggestion: Suggestion) -> None:
        super().__init__()
        self._desk, self._suggestion = desk, suggestion
        self.button = Button(_("Draft it"), "soft", size="small")
        self.button.setAccessibleName(_("Draft: {what}").format(what=suggestion.text))
        words = Label(suggestion.text, "body", "text", wrap=True, max_lines=4)
        act = boxes.row(self.button, None)
        self.setLayout(boxes.column(words, act, spacing=4, margins=(6, 2, 6, 6)))
        self.button.clicked.connect(self._draft)

    def _draft(self) -> None:
        found = self._suggestion
        if found.source is SuggestionSource.ADVICE:
            report_back(self._desk, found.record_id)
        elif (row := self._desk.services.introductions.detail(found.record_id)) is not None:
            tell_introducer(self._desk, row)


class IdeaLine(QWidget):
    """An idea, an interest or something they need: edited in place, done, or offered."""

    def __init__(self, desk: Desk, idea: IdeaRow) -> None:
        super().__init__()
        self._desk, self.idea = desk, idea
        self._caption = Label("", "meta", "text3")
        self.field = Field(quiet=True, dense=True, lines=3)
        self._note = Label("", "meta", "risk", wrap=True)
        self.done = Button(_("Done"), "soft", size="small")
        self.offer = Button(_("Draft an offer"), "ghost", size="small")
        self.more = IconButton("ellipsis", "", size=28)
        acts = boxes.row(self.done, self.offer, None, spacing=6, margins=(6, 2, 0, 0))
        self.setLayout(
            boxes.column(
                boxes.row(self._caption, margins=(6, 4, 32, 0)),
                self.field,
                boxes.row(self._note, margins=(6, 0, 6, 0)),
                acts,
                spacing=0,
                margins=(0, 0, 0, 6),
            )
        )
        self._note.hide()
        OverActs(self, self.more)
        self.show_idea(idea)
        self.field.committed.connect(self._save)
        self.done.clicked.connect(self._done)
        self.offer.clicked.connect(self._offer)
        self.more.clicked.connect(self._open_menu)

    def show_idea(self, idea: IdeaRow) -> None:
        """Show the idea as it is now; what is being typed stays."""
        self.idea = idea
        self._caption.setText(_CAPTIONS[idea.kind])
        if not self.field.hasFocus():
            self.field.set_value(idea.text)
            self._say("")
        self.field.setAccessibleName(_CAPTIONS[idea.kind])
        self.done.setAccessibleName(_("Done: {what}").format(what=idea.text))
        self.offer.setAccessibleName(_("Draft an offer of help: {what}").format(what=idea.text))
        self.more.set_name(_("More about {what}").format(what=idea.text))

    def _save(self, text: str) -> None:
        if not text.strip():
            self._remove()
            return
        self._say("")
        self._desk.run(EditGiveIdea(self.idea.id, text), failed=self._say)

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        self.field.set_error(bool(problem))

    def _done(self) -> None:
        note_as_given(self._desk, self.idea)

    def _offer(self) -> None:
        offer_help(self._desk, self.idea.person_id)

    def _remove(self) -> None:
        self._desk.run(RemoveGiveIdea(self.idea.id), said=_("Removed an idea"))

    def _open_menu(self) -> None:
        kinds = [(kind, kind.label) for kind in IdeaKind if kind is not self.idea.kind]
        menu = ChoiceMenu(self, [*kinds, None, (_REMOVE, _("Remove"), "trash-2")])
        menu.chosen.connect(self._chosen)
        menu.open_under(self.more)

    def _chosen(self, act: object) -> None:
        if isinstance(act, IdeaKind):
            self._desk.run(EditGiveIdea(self.idea.id, self.idea.text, act), failed=self._say)
        else:
            self._remove()


class IdeaField(Field):
    """Adds what may help them. What it is follows from the words, and can be changed later."""

    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("What may help them"), icon="plus", quiet=True, dense=True)
        self._desk = desk
        self._person = 0
        self.setAccessibleName(_("Add what may help them"))
        self.committed.connect(self._add)

    def set_person(self, person: int) -> None:
        """Whom the next idea is for."""
        if person != self._person:
            self._person = person
            self.set_value("")

    def _add(self, text: str) -> None:
        if not text.strip():
            return
        kind, said = read_idea(text)
        self.refused.emit("")
        command = AddGiveIdea(self._person, kind, said)
        self._desk.run(command, failed=self.refused.emit, then=partial(self._added, text))

    def _added(self, text: str, _idea: int) -> None:
        if self.text() == text:
            self.set_value("")
