"""What went both ways with a person, what came since, and what could be given next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from mentorcrm.errors import StorageError, UserError
from mentorcrm.models.history_kinds import IdeaKind
from mentorcrm.services.giving_rows import (
    GiveFilter,
    GiveRow,
    IdeaRow,
    Suggestion,
    SuggestionSource,
)
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.giving_ideas import IdeaField, IdeaLine, SuggestionLine
from mentorcrm.ui.pages.giving_line import GivingLine, GivingNote
from mentorcrm.ui.pages.giving_words import since_words
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import FoldingCard
from mentorcrm.ui.widgets.kept_rows import kept_rows
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

NOTES_SHOWN = 3
IDEAS_SHOWN = 3
_HIDE, _HISTORY = "hide", "history"
_ORDER = (IdeaKind.WANTED, IdeaKind.IDEA, IdeaKind.INTEREST)
_TELL = (SuggestionSource.ADVICE, SuggestionSource.INTRODUCTION)


class GivingCard(FoldingCard):
    """The card. It can be hidden: from its menu, and in the settings, where it also comes back."""

    link = _("Giving both ways")

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Giving both ways"), fields=True)
        self._desk = desk
        self._person: PersonDetail | None = None
        self._all = False
        self._told: list[Suggestion] = []
        self.notes: dict[int, GivingNote] = {}
        self.ideas: dict[int, IdeaLine] = {}
        self.menu_button = IconButton("ellipsis", _("More about giving"), size=28)
        self.since = Label("", "meta", "text2", wrap=True)
        self.line = GivingLine(desk)
        self.idea = IdeaField(desk)
        self._earlier = Button(_("Show earlier"), "ghost", size="small")
        self._more = Button(_("Show all"), "ghost", size="small")
        self._problem = Label("", "meta", "risk", wrap=True)
        self._notes, self._suggestions, self._ideas = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._build()
        self._connect()

    def show_person(self, person: PersonDetail) -> None:
        """Show someone; what is being edited stays."""
        if self._person is None or person.id != self._person.id:
            self._all = False
            self._say("")
        self._person = person
        self.line.set_person(person.id, person.name)
        self.idea.set_person(person.id)
        self.follow_setting()

    def is_empty(self) -> bool:
        return not (self.notes or self.ideas or self._told or self.since.text())

    def begin(self) -> None:
        self.line.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def follow_setting(self) -> None:
        """Show or hide the card as the settings say, and read what it shows."""
        wanted = self._desk.settings.current.giving_card
        self.want(wanted)
        if wanted and self._person is not None:
            self._read(self._person.id)

    def flush(self) -> None:
        """Save what is being typed."""
        for note in self.notes.values():
            if note.editor is not None:
                note.editor.flush()

    def _build(self) -> None:
        self.head.addWidget(self.menu_button)
        self.head.setContentsMargins(6, 0, 0, 0)
        self._next = Label(_("What you could give next"), "metaM", "text2", wrap=True)
        for layout in (self._notes, self._suggestions, self._ideas):
            layout.setSpacing(0)
        left = Qt.AlignmentFlag.AlignLeft
        self.body.setSpacing(4)
        self.body.addLayout(boxes.row(self.since, margins=(6, 0, 6, 2)))
        self.body.addLayout(self._notes)
        self.body.addWidget(self._earlier, 0, left)
        self.body.addWidget(self.line)
        self.body.addLayout(boxes.row(self._next, margins=(6, 8, 6, 0)))
        self.body.addLayout(boxes.column(self._suggestions, self._ideas, spacing=0))
        self.body.addWidget(self._more, 0, left)
        self.body.addWidget(self.idea)
        self.body.addLayout(boxes.row(self._problem, margins=(6, 0, 6, 0)))
        self._problem.hide()

    def _connect(self) -> None:
        self.menu_button.clicked.connect(self._open_menu)
        self._earlier.clicked.connect(self._go_history)
        self._more.clicked.connect(self._show_all)
        self.idea.refused.connect(self._say)

    def _read(self, person: int) -> None:
        giving = self._desk.services.giving
        said = since_words(giving.since(person))
        self.since.setText(said)
        self.since.setVisible(bool(said))
        rows = giving.listed(GiveFilter(person_id=person), NOTES_SHOWN + 1)
        self._earlier.setVisible(len(rows) > NOTES_SHOWN)
        self._show_notes(rows[:NOTES_SHOWN])
        told = [one for one in giving.suggestions(person) if one.source in _TELL]
        ideas = [idea for idea in giving.ideas(person) if idea.done_as is None]
        ideas.sort(key=lambda idea: _ORDER.index(idea.kind))
        self._more.setVisible(not self._all and len(told) + len(ideas) > IDEAS_SHOWN)
        room = len(told) + len(ideas) if self._all else IDEAS_SHOWN
        self._show_told(told[:room])
        self._show_ideas(ideas[: room - len(told[:room])])

    def _show_notes(self, rows: Sequence[GiveRow]) -> None:
        def made(row: GiveRow) -> GivingNote:
            return GivingNote(self._desk, row)

        lost = self._lost_focus(rows)
        self.notes = kept_rows(self._notes, self.notes, rows, made, GivingNote.show_row)
        tab_before(self.line.field, *self.notes.values())
        if lost:
            after = next(iter(self.notes.values()), self.line.field)
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lost_focus(self, rows: Sequence[GiveRow]) -> bool:
        """Whether the focus is in a note that goes."""
        left = {row.id for row in rows}
        focused = self.focusWidget()
        return any(
            note.hasFocus() or (focused is not None and note.isAncestorOf(focused))
            for key, note in self.notes.items()
            if key not in left
        )

    def _show_told(self, told: list[Suggestion]) -> None:
        if told != self._told:
            self._told = told
            boxes.empty(self._suggestions)
            for one in told:
                boxes.put(self._suggestions, SuggestionLine(self._desk, one))

    def _show_ideas(self, rows: Sequence[IdeaRow]) -> None:
        def made(row: IdeaRow) -> IdeaLine:
            return IdeaLine(self._desk, row)

        self.ideas = kept_rows(self._ideas, self.ideas, rows, made, IdeaLine.show_idea)
        tab_before(self.idea, *self.findChildren(SuggestionLine), *self.ideas.values())

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.idea.set_error(bool(problem))

    def _show_all(self) -> None:
        self._all = True
        if self._person is not None:
            self._read(self._person.id)

    def _open_menu(self) -> None:
        choices = [
            (_HISTORY, _("Show all of it in the history"), "history"),
            (_HIDE, _("Hide this card"), "x"),
        ]
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(self._chosen)
        menu.open_under(self.menu_button)

    def _chosen(self, act: object) -> None:
        if act == _HISTORY:
            self._go_history()
        elif self._keep(giving_card=False):
            said = _("Giving both ways is hidden. Settings › Look shows it again.")
            self._desk.say(said, self._show_again, _("Show it again"))

    def _show_again(self) -> None:
        self._keep(giving_card=True)

    def _keep(self, **values: object) -> bool:
        try:
            self._desk.settings.change(**values)
        except (UserError, StorageError, OSError) as error:
            self._desk.tell(
                _("This could not be kept for the next time: {error}").format(error=error)
            )
            return False
        self.follow_setting()
        return True

    def _go_history(self) -> None:
        if self._person is not None:
            self._desk.go("history", view=f"giving?person={self._person.id}")
