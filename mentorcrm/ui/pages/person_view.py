"""One person: header, season, why them, history, and the cards."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mentorcrm.models.kinds import Role, Season
from mentorcrm.services.commands.people import (
    DeletePeople,
    EditPerson,
    RestorePeople,
    SetMentorship,
    SetPersonFlags,
)
from mentorcrm.services.rows import DraftRow, MentorshipRow, PersonDetail
from mentorcrm.ui import words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.draft_words import draft_tag
from mentorcrm.ui.pages.person_cards import AboutCard, FactsCard, NotesCard, PointsCard
from mentorcrm.ui.pages.person_history import History
from mentorcrm.ui.pages.person_needs import PersonNeedsCard
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, Hairline, IconLabel
from mentorcrm.ui.widgets.chips import Chip, Tag
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.stepper import Stepper
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea

# Below this width the cards go under the history.
TWO_COLUMNS = 660
CARDS_WIDTH = 292


class SeasonLine(QWidget):
    """Which role, and where it stands; every step is a button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: PersonDetail | None = None
        self._role = Role.MENTOR
        self.role = Chip("Mentor", menu_arrow=True)
        self.role.setAccessibleName("Role")
        self.stepper = Stepper((*(season.label for season in words.STEPS), "Later"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.role)
        layout.addWidget(self.stepper, 1)
        self.role.clicked.connect(self._open_roles)
        self.stepper.chosen.connect(self._step)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's roles; the first is shown unless the one on show is held too."""
        other = self._person is None or self._person.id != person.id
        self._person = person
        held = {m.role: m for m in person.mentorships}
        if other or (held and self._role not in held):
            self._role = next(iter(held), Role.MENTOR)
        self._show(held.get(self._role))

    def _show(self, mentorship: MentorshipRow | None) -> None:
        self.role.setText(self._role.label if mentorship else "No role yet")
        self.role.updateGeometry()
        season = mentorship.season if mentorship else None
        place, last = -1, "Later"
        if season in words.STEPS:
            place = words.STEPS.index(season)
        elif season is not None:
            place, last = len(words.STEPS), season.label
        self.stepper.set_reached(place, last)

    def _open_roles(self) -> None:
        held = {m.role for m in self._person.mentorships} if self._person else set()
        choices = [(r, r.label if r in held else f"Add: {r.label}") for r in Role]
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(self._choose_role)
        menu.open_under(self.role)

    def _choose_role(self, role: object) -> None:
        if self._person is None or not isinstance(role, Role):
            return
        self._role = role
        held = {m.role: m for m in self._person.mentorships}
        if role in held:
            self._show(held[role])
        else:
            self._set(Season.CANDIDATE)

    def _step(self, place: int) -> None:
        if place < len(words.STEPS):
            self._set(words.STEPS[place])
            return
        menu = ChoiceMenu(self, [(season, season.label) for season in words.AFTERWARDS])
        menu.chosen.connect(self._set)
        menu.open_under(self.stepper.steps[-1])

    def _set(self, season: object) -> None:
        if self._person is not None and isinstance(season, Season):
            self._desk.run(
                SetMentorship(self._person.id, self._role, season),
                said=f"{self._person.name}: {self._role.label.lower()}, {season.label.lower()}",
            )


class PersonHeader(QWidget):
    """Who it is, where they are, and what one does most."""

    ask_requested = Signal()
    log_requested = Signal()
    more_requested = Signal(QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self._avatar = Avatar(size=64)
        self.name = Field("Name", quiet=True, style="display")
        self.name.setAccessibleName("Name")
        self._work = Label("", "body", "text2")
        self._pin = IconLabel("map-pin", 14, "text3")
        self._where = Label("", "meta", "text3")
        # As many tags as there is room for; the rest is cut off rather than widening the page.
        self._tag_box = QWidget()
        self._tag_box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._tags = QHBoxLayout(self._tag_box)
        self._tags.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._tags.setContentsMargins(0, 0, 0, 0)
        self._tags.setSpacing(6)
        self._ask = Button("New ask", "primary", icon="pen-line")
        self._log = Button("Log", icon="check")
        self._more = IconButton("ellipsis", "More about this person")
        self._build()
        self._connect()

    def show_person(self, person: PersonDetail) -> None:
        """Show someone."""
        if person.id != self._person or not self.name.hasFocus():
            self._person = person.id
            self.name.set_value(person.name)
        values = person.values
        self._avatar.set_person(person.name, person.tint)
        work = ", ".join(x for x in (values["title"], values["organisation"]) if x)
        self._work.setText(work)
        self._work.setVisible(bool(work))
        now = self._desk.clock.now()
        where = words.place_and_time(values["location"], values["zone"], now)
        self._where.setText(where)
        self._where.setVisible(bool(where))
        self._pin.setVisible(bool(where))
        self._show_tags(person)

    def _show_tags(self, person: PersonDetail) -> None:
        boxes.empty(self._tags)
        if person.deleted or person.archived:
            self._tags.addWidget(Tag("In the bin" if person.deleted else "Archived", "warn"))
        if person.favourite:
            self._tags.addWidget(Tag("Favourite", "accent"))
        for tag in person.tags[:4]:
            self._tags.addWidget(Tag(tag))
        if len(person.tags) > 4:
            self._tags.addWidget(Tag(f"+{len(person.tags) - 4}"))
        self._tags.addStretch(1)

    def _build(self) -> None:
        third = boxes.row(self._pin, self._where, spacing=4)
        third.addSpacing(6)
        third.addWidget(self._tag_box, 1)
        work = boxes.row(self._work, margins=(6, 0, 0, 0))
        self._where.setMinimumWidth(60)
        text = boxes.column(self.name, work, third, spacing=1)
        third.setContentsMargins(6, 2, 0, 0)
        layout = boxes.row(self._avatar, spacing=10)
        layout.addLayout(text, 1)
        buttons = boxes.row(self._ask, self._log, self._more)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(8)
        self._outer.addLayout(layout, 1)
        self._outer.addLayout(buttons)
        self._outer.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)

    def set_narrow(self, narrow: bool) -> None:
        """Put the buttons under the name where there is no room beside it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._outer.setDirection(down if narrow else across)

    def _connect(self) -> None:
        self.name.committed.connect(self._rename)
        self._ask.clicked.connect(self.ask_requested)
        self._log.clicked.connect(self.log_requested)
        self._more.clicked.connect(self._open_more)

    def _open_more(self) -> None:
        self.more_requested.emit(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _rename(self, text: str) -> None:
        command = EditPerson(self._person, {"display_name": text})
        self._desk.run(command, failed=self._refuse)

    def _refuse(self, sentence: str) -> None:
        self._desk.say(sentence)
        self._desk.when_live(self._restore_name)

    def _restore_name(self) -> None:
        self.name.set_value(self._desk.services.people.detail(self._person).name)


class DraftsCard(Card):
    """Messages to this person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Asks and messages")
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
        now = self._desk.clock.now()
        for draft in person.drafts[:8]:
            button = Button(draft.kind.label, "ghost", size="small")
            button.setProperty("draft", draft.id)
            button.setAccessibleName(f"Open {draft.kind.label}, {draft.state.label}")
            button.clicked.connect(self._open)
            text, tone = draft_tag(draft, now)
            self._rows.addLayout(boxes.row(button, None, Tag(text, tone)))

    def _open(self) -> None:
        self._desk.go("composer", int(self.sender().property("draft")))


class SideCards(QWidget):
    """The cards beside a person's history."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.cards = (
            PointsCard(desk),
            FactsCard(desk),
            AboutCard(desk),
            DraftsCard(desk),
            PersonNeedsCard(desk),
            NotesCard(desk),
        )
        side = QVBoxLayout(self)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(14)
        for card in self.cards:
            side.addWidget(card)
        side.addStretch(1)


class PersonView(ScrollColumn):
    """The whole of a person. `show_person` may be called as often as anything changes."""

    def __init__(self, desk: Desk, side: "SideCards | None" = None) -> None:
        """`side` may have been built before; it is the half of the work."""
        super().__init__((28, 20, 24, 24), 14)
        self._desk = desk
        self.person: PersonDetail | None = None
        self.header = PersonHeader(desk)
        self.season = SeasonLine(desk)
        self.why = TextArea(
            "Why them? One line you could say to them.", low=1, high=4, style="letterI", quiet=True
        )
        self.why.setAccessibleName("Why them")
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
        for part in (self.header, self.season, self.history, *self.cards):
            part.show_person(person)
        if other:
            self.verticalScrollBar().setValue(0)

    def flush(self) -> None:
        """Save what is being typed."""
        for card in self.cards:
            if isinstance(card, NotesCard):
                card.flush()

    def start_logging(self) -> None:
        """Put the cursor into the log line."""
        self.history.log.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_editing(self) -> None:
        """Put the cursor into the name."""
        self.header.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def delete(self) -> None:
        """Move the person to the bin, which can be undone."""
        if self.person is not None:
            command = DeletePeople((self.person.id,))
            self._desk.run(command, said=f"Moved {self.person.name} to the bin")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= TWO_COLUMNS
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
        self.header.set_narrow(not wide)
        if wide:
            self._side.setFixedWidth(CARDS_WIDTH)
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
        self.body.addLayout(quote)
        self.body.addWidget(Hairline())
        self.body.addLayout(self._columns, 1)

    def _connect(self) -> None:
        self.header.ask_requested.connect(self.ask)
        self.header.log_requested.connect(self.start_logging)
        self.header.more_requested.connect(self._open_menu)
        self.why.committed.connect(self._save_why)

    def ask(self) -> None:
        """Begin a message to the person."""
        if self.person is not None:
            self._desk.go("asks", self.person.id, "new")

    def _save_why(self, text: str) -> None:
        if self.person is not None:
            self._desk.run(EditPerson(self.person.id, {"why_them": text}))

    def _open_menu(self, place: QPoint) -> None:
        person = self.person
        if person is None:
            return
        favourite = "No longer a favourite" if person.favourite else "Mark as favourite"
        archive = "Bring back from the archive" if person.archived else "Archive"
        menu = ChoiceMenu(
            self,
            [
                ("favourite", favourite, "star"),
                ("archive", archive, "archive"),
                ("restore", "Take out of the bin", "archive-restore")
                if person.deleted
                else ("delete", "Move to the bin", "trash-2"),
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
        elif name == "restore":
            self._desk.run(RestorePeople(one), said=f"Took {person.name} out of the bin")
        elif name == "archive":
            said = "Brought back" if person.archived else "Archived"
            command = SetPersonFlags(one, archived=not person.archived)
            self._desk.run(command, said=f"{said} {person.name}")
        else:
            self._desk.run(SetPersonFlags(one, favourite=not person.favourite))
