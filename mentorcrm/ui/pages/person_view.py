"""One person: header, season, why them, history, and the cards."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QWidget,
)

from mentorcrm.services.commands.people import (
    DeletePeople,
    EditPerson,
    RestorePeople,
    SetPersonFlags,
)
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_cards import NotesCard
from mentorcrm.ui.pages.person_giving import GivingCard
from mentorcrm.ui.pages.person_header import PersonHeader
from mentorcrm.ui.pages.person_health import StandingLine
from mentorcrm.ui.pages.person_history import History
from mentorcrm.ui.pages.person_introductions import IntroductionsCard
from mentorcrm.ui.pages.person_season import SeasonLine
from mentorcrm.ui.pages.side_cards import SideCards
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import FoldingCard, Hairline, IconLabel
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

# Below this width the cards go under the history.
TWO_COLUMNS = 660
CARDS_WIDTH = 292


class PersonView(ScrollColumn):
    """The whole of a person. `show_person` may be called as often as anything changes."""

    def __init__(self, desk: Desk, side: SideCards | None = None) -> None:
        """`side` may have been built before; it is the half of the work."""
        super().__init__((28, 20, 24, 24), 14)
        self._desk = desk
        self.person: PersonDetail | None = None
        self.header = PersonHeader(desk)
        self.season = SeasonLine(desk)
        self.why = TextArea(
            _("Why them? One line you could say to them."),
            low=1,
            high=4,
            style="letterI",
            quiet=True,
        )
        self.why.setAccessibleName(_("Why them"))
        self.standing = StandingLine()
        self.history = History(desk)
        self._side = side or SideCards(desk)
        self.cards = self._side.cards
        self._build()
        self._connect()

    def show_person(self, person: PersonDetail) -> None:
        """Show someone, keeping what is being typed and the place where one reads."""
        other = self.person is None or self.person.id != person.id
        self.person = person
        if other or not self.why.editor.hasFocus():
            self.why.set_value(person.values["why_them"])
        for part in (self.header, self.season, self.history, self._side):
            part.show_person(person)
        if other:
            self.verticalScrollBar().setValue(0)

    def flush(self) -> None:
        """Save what is being typed."""
        self.history.flush()
        for card in self.cards:
            if isinstance(card, NotesCard | GivingCard | IntroductionsCard):
                card.flush()

    def start_logging(self) -> None:
        """Put the cursor into the log line."""
        self.history.log.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_editing(self) -> None:
        """Put the cursor into the name."""
        self.header.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reveal(self, name: str) -> None:
        """Bring the card of that name into view, with the cursor in it."""
        card: QWidget | None = self._side.named(name)
        if name == "health":
            card = self._side.health
            self._side.health.focus_first()
        elif isinstance(card, FoldingCard) and card.wanted:
            self._side.open_card(card)
        else:
            return
        self._scroll_to(card)

    def _show_opened(self, card: QWidget) -> None:
        """Scroll to a card that was opened where it cannot be seen."""
        self.settle()
        top = card.mapTo(self.viewport(), QPoint(0, 0)).y()
        if top < 0 or top + card.height() > self.viewport().height():
            self._scroll_to(card)

    def _scroll_to(self, card: QWidget) -> None:
        self.settle()
        bar = self.verticalScrollBar()
        above = card.mapTo(self.viewport(), QPoint(0, 0)).y() - theme.current().px(12)
        bar.setValue(bar.value() + above)

    def delete(self) -> None:
        """Move the person to the bin, which can be undone."""
        if self.person is not None:
            command = DeletePeople((self.person.id,))
            self._desk.run(command, said=_("Moved {name} to the bin").format(name=self.person.name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the cards below the history where there is no room beside it."""
        wide = self.viewport().width() >= theme.current().px(TWO_COLUMNS)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
        self.header.set_narrow(not wide)
        self.standing.want(not wide)
        self.history.set_short(not wide)
        if wide:
            self._side.setFixedWidth(theme.current().px(CARDS_WIDTH))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)

    def _build(self) -> None:
        quote = boxes.row(spacing=2)
        mark = boxes.column(9, IconLabel("quote", 16, "accent"), None, spacing=0)
        quote.addLayout(mark)
        quote.addWidget(self.why, 1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(24)
        self._columns.addWidget(self.history, 1)
        self._columns.addWidget(self._side)
        self.body.addWidget(self.header)
        self.body.addWidget(self.season)
        self.body.addWidget(self.standing)
        self.body.addLayout(quote)
        self.body.addWidget(Hairline())
        self.body.addLayout(self._columns, 1)

    def _connect(self) -> None:
        theme.current().changed.connect(self._fit)
        self.history.entry_focused.connect(self.ensureWidgetVisible)
        self.header.ask_requested.connect(self.ask)
        self.header.log_requested.connect(self.start_logging)
        self.header.more_requested.connect(self._open_menu)
        self.why.committed.connect(self._save_why)
        self.season.next.wished.connect(self._follow)
        for card in (self._side.trial, self._side.agreement):
            self.season.role_shown.connect(card.show_role)
        self._side.needs.found.connect(self.settle)
        self._side.health.found.connect(self.settle)
        self._side.health.told.connect(self.standing.show_standing)
        self._side.opened.connect(self._show_opened)

    def ask(self) -> None:
        """Begin a message to the person."""
        if self.person is not None:
            self._desk.go("asks", self.person.id, "new")

    def _follow(self, wish: str) -> None:
        """Do what the season suggests."""
        if wish == "fact":
            self._side.open_card(self._side.facts)
        elif wish == "log":
            self.start_logging()
        else:
            self.ask()

    def _save_why(self, text: str) -> None:
        if self.person is not None:
            self._desk.run(EditPerson(self.person.id, {"why_them": text}))

    def _open_menu(self, place: QPoint) -> None:
        person = self.person
        if person is None:
            return
        favourite = _("No longer a favourite") if person.favourite else _("Mark as favourite")
        archive = _("Bring back from the archive") if person.archived else _("Archive")
        menu = ChoiceMenu(
            self,
            [
                ("favourite", favourite, "star"),
                ("archive", archive, "archive"),
                *(() if person.deleted else (("merge", _("Merge with…"), "users"),)),
                ("restore", _("Take out of the bin"), "archive-restore")
                if person.deleted
                else ("delete", _("Move to the bin"), "trash-2"),
            ],
        )
        menu.chosen.connect(self._act)
        menu.popup(place)

    def _act(self, name: object) -> None:
        person = self.person
        if person is None:
            return
        one = (person.id,)
        if name == "delete":
            self.delete()
        elif name == "merge":
            from mentorcrm.ui.dialogs.merge import pick_other

            pick_other(self.window(), self._desk, person.id, person.name)
        elif name == "restore":
            self._desk.run(
                RestorePeople(one), said=_("Took {name} out of the bin").format(name=person.name)
            )
        elif name == "archive":
            said = _("Brought back") if person.archived else _("Archived")
            command = SetPersonFlags(one, archived=not person.archived)
            self._desk.run(command, said=f"{said} {person.name}")
        else:
            self._desk.run(SetPersonFlags(one, favourite=not person.favourite))
