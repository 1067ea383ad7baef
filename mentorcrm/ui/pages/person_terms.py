"""What the cards of fit, agreement and trial share: reading apart, lines with presets, drafts."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Signal

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import MessageKind
from mentorcrm.services.fit_rows import FitView
from mentorcrm.services.rows import PersonDetail
from mentorcrm.services.terms_rows import PersonTerms, RoleTerms
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_about import FieldLine, Line
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import FoldingCard, IconLabel
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

LABEL_WIDTH = 84


class TermsRead:
    """What the cards of terms show of someone, read once for all of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._terms: dict[int, PersonTerms] = {}
        self._fit: dict[int, FitView] = {}

    def forget(self) -> None:
        """Read anew when next asked."""
        self._terms.clear()
        self._fit.clear()

    def terms(self, person_id: int) -> PersonTerms:
        """What was agreed, and the trial."""
        if person_id not in self._terms:
            self._terms[person_id] = self._desk.services.terms.of(person_id)
        return self._terms[person_id]

    def fit(self, person_id: int) -> FitView:
        """How they fit and work."""
        if person_id not in self._fit:
            self._fit[person_id] = self._desk.services.fit.of(person_id)
        return self._fit[person_id]


class TermsCard(FoldingCard):
    """A private card. What it shows is read before it is seen, so that nothing moves after."""

    def __init__(self, desk: Desk, read: TermsRead, title: str) -> None:
        super().__init__(title, fields=True)
        self._desk, self._source = desk, read
        self.person: PersonDetail | None = None
        self._wished: int | None = None
        self._aligned: list[Line] = []
        theme.current().changed.connect(self._align)
        self.body.setSpacing(2)
        self.head.addWidget(IconLabel("lock", 14, "text3"))
        self.head.addWidget(Label(_("Private"), "meta", "text3"))
        self.hide()

    def show_person(self, person: PersonDetail) -> None:
        """Show someone."""
        self.person = person
        try:
            self.fill(person, self.read(person.id))
        except NotFound:
            self.want(False)

    def show_role(self, mentorship_id: object) -> None:
        """Show the terms of another of their roles."""
        if mentorship_id != self._wished:
            self._wished = mentorship_id if isinstance(mentorship_id, int) else None
            if self.person is not None:
                self.show_person(self.person)

    def role_of(self, terms: PersonTerms) -> RoleTerms | None:
        """The role to show: the one that was chosen, else the first."""
        wished = terms.role(self._wished) if self._wished is not None else None
        return wished or next(iter(terms.roles), None)

    def read(self, person_id: int) -> object:
        """What the card shows."""
        raise NotImplementedError

    def fill(self, person: PersonDetail, found: Any) -> None:
        """Put what was read where it is seen."""
        raise NotImplementedError

    def align(self, lines: Iterable[Line]) -> None:
        """Give the names of some lines one width, now and at every size of the text."""
        self._aligned = list(lines)
        self._align()

    def _align(self) -> None:
        widest = max((line.label.sizeHint().width() for line in self._aligned), default=0)
        for line in self._aligned:
            line.label.setFixedHeight(theme.current().px(28))
            line.set_name_width(max(theme.current().px(LABEL_WIDTH), widest))


class PresetLine(FieldLine):
    """A value that may be typed, or chosen with one tap from what is usual."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        read: Callable[[PersonDetail], str],
        save: Callable[[FieldLine, int, str], None],
        presets: Iterable[str],
        *,
        hint: str = _("Add"),
        wanted: bool = False,
    ) -> None:
        super().__init__(desk, name, read, save, hint=hint, wanted=wanted)
        self._presets = tuple(presets)
        said = _("{name}: what is usual").format(name=name)
        self.usual = IconButton("chevron-down", said, size=24)
        self.row.addWidget(self.usual)
        self.usual.setHidden(not self._presets)
        self.usual.clicked.connect(self._offer)

    def _offer(self) -> None:
        menu = ChoiceMenu(self, [(words, words) for words in self._presets])
        menu.chosen.connect(self._choose)
        menu.open_under(self.usual)

    def _choose(self, words: object) -> None:
        self.field.set_value(str(words))
        self.field.committed.emit(str(words))


class ChoiceLine(Line):
    """A value out of a few: a button that says it and opens the choices."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, name: str, *, wanted: bool = True) -> None:
        self.button = Button("", "ghost", size="small")
        row = boxes.row(self.button, None, spacing=0)
        super().__init__(desk, name, row, wanted=wanted)
        self._choices: list[tuple[object, str] | None] = []
        self.button.clicked.connect(self._offer)

    def show_choice(self, words: str, choices: Iterable[tuple[object, str] | None]) -> None:
        """Show what is chosen, and offer the choices."""
        self._choices = list(choices)
        self.button.setText(words)
        self.button.setAccessibleName(f"{self.name}: {words}")
        self.button.updateGeometry()

    def _offer(self) -> None:
        menu = ChoiceMenu(self, self._choices)
        menu.chosen.connect(self.chosen)
        menu.open_under(self.button)


def begin(desk: Desk, person_id: int, kind: MessageKind) -> None:
    """Begin a message to someone and open it."""
    try:
        command = desk.services.desk.beginning(person_id, kind)
    except (NotFound, UserError) as error:
        desk.tell(str(error))
        return
    desk.run(command, then=lambda draft: desk.go("composer", draft))
