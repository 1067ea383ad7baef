"""People: the list on the left, one person on the right; the first run when nobody is here."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.services.people_filter import PeopleFilter, PeopleScope
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.pages.people_list import PeopleList
from mentorcrm.ui.pages.person_side import PersonSide
from mentorcrm.ui.places import Place, filter_in, filtered_people
from mentorcrm.ui.widgets.panes import Halves

if TYPE_CHECKING:
    from mentorcrm.services.snapshot import StartPage
    from mentorcrm.ui.pages.first_run import FirstRun
    from mentorcrm.ui.pages.person_view import PersonView

LIST_WIDTH = 360
NARROW_LIST = 300


class PeoplePage(Page):
    """Places: `people` with the person's id as key; view `new` adds someone."""

    reads = (
        *("person", "contact_point", "public_fact", "tag", "person_tag", "mentorship"),
        *("agreement", "fit_check", "fit_rating", "trial", "working_style"),
        *("interaction", "interaction_person", "draft", "need", "coverage", "season_change"),
        *("interaction_topic", "advice", "commitment", "reciprocity_note", "meeting"),
        "meeting_line",
        *("give_idea", "introduction", "health_note", "need_task", "agenda_point", "experiment"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = PeopleList(desk)
        self.side = PersonSide(desk)
        self._first_run: FirstRun | None = None
        self._card = ""  # The name of the card that is to be brought into view.
        self._first_act = ""  # The letter of what is to be done first with whom was opened.
        self._person: int | None = None
        # Whom the person chose, to come back to when a filter is taken away.
        self._chosen: int | None = None
        self._build()

    @property
    def view(self) -> "PersonView":
        """The card on the right."""
        return self.side.view

    @property
    def first_run(self) -> "FirstRun":
        """The doors of the first time; built only where nobody is."""
        if self._first_run is None:
            from mentorcrm.ui.pages.first_run import FirstRun

            self._first_run = FirstRun(self.desk)
            self._first_run.add_requested.connect(self._start_adding)
            self._stack.addWidget(self._first_run)
        return self._first_run

    def show_start(self, start: "StartPage") -> None:
        if start.people:
            self.side.open_gently()
        self.list.show_start(start)

    def open_place(self, place: Place) -> None:
        view, _colon, rest = place.view.partition(":")
        if view == "new":
            self._start_adding(rest)
        if place.key is not None:
            self._person = self._chosen = place.key
        wanted = filter_in(place.view)
        if wanted is not None and wanted != self.list.wanted():
            self.list.set_filter(wanted)
        if place.key is not None:
            self.list.select(place.key)
            if self.desk.live:  # Else the first reading shows them.
                self._show_opened()
        self._first_act = view[0].upper() if view in ("log", "edit") else ""
        self._card = rest if view == "card" else ""

    def place(self) -> Place:
        return filtered_people(self.list.wanted(), self._person)

    def reload(self) -> None:
        adding = self.list.quick_add.isVisibleTo(self.list)
        counts = self.desk.services.people.counts()
        nobody = not counts.people and not counts.in_bin and not adding
        nobody = nobody and self.list.scope() is PeopleScope.LIVE
        nobody = nobody and not self.desk.services.people.ids(
            PeopleFilter(scope=PeopleScope.ARCHIVED)
        )
        self._stack.setCurrentWidget(self.first_run if nobody else self._splitter)
        if nobody:
            self.first_run.add.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.list.reload()
        self._keep_or_choose()
        self.side.show_person(self._person)

    def first_focus(self) -> QWidget:
        if self.list.quick_add.isVisibleTo(self.list):
            return self.list.quick_add.field
        if self._stack.currentWidget() is self._first_run:
            return self.first_run.add
        return self.list.list

    def take_focus(self) -> None:
        if self._first_act:
            self.desk.when_live(partial(_act, self.view, self._first_act))
        elif self._card:
            self.desk.when_live(partial(_reveal, self.side, self._person, self._card))
        else:
            super().take_focus()

    def panes(self) -> tuple[QWidget, ...]:
        side = (self.view.header.name,) if self._person is not None else ()
        return (self.list.search, self.list.list, *side)

    def flush(self) -> None:
        self.side.flush()

    def focus_filter(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def _build(self) -> None:
        splitter = Halves(LIST_WIDTH, NARROW_LIST)
        self.list.setMinimumWidth(280)
        splitter.addWidget(self.list)
        splitter.addWidget(self.side)
        splitter.start()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(splitter)
        self._splitter = splitter
        self.list.person_picked.connect(self._picked)
        self.list.filtered.connect(self._follow_filter)
        self.list.filtered.connect(self.place_changed)
        self.list.letter_pressed.connect(self._letter)
        self.list.quick_add.added.connect(self._added)

    def _keep_or_choose(self) -> None:
        """After rows came or went: the same person, else the one now in their place."""
        ids = self.list.model.ids()
        if self._person is not None and _is_shown(self.desk, self.list, self._person):
            self.list.select(self._person)
        elif ids:
            index = self.list.list.currentIndex()
            place = min(max(index.row(), 0), len(ids) - 1)
            self._person = ids[place]
            self.list.select(self._person)
        else:
            self._person = None

    def _follow_filter(self) -> None:
        """The card shows someone of the list: the chosen one, else the row now in their place."""
        ids = self.list.model.ids()
        before = self._person
        wanted = (self._chosen, before, self.list.current(), *ids[:1])
        self._person = next((p for p in wanted if p is not None and self.list.select(p)), None)
        if self._person != before:
            self.flush()
            self.side.show_soon(self._person)

    def _show_opened(self) -> None:
        person = self._person
        if person is not None and not self.list.select(person):
            self.list.clear_filter()
        self._person = person  # Also someone whom the list never shows, such as in the archive.
        self.side.show_person(self._person)

    def _picked(self, person: int) -> None:
        self._chosen = person
        if person != self._person or not self.side.shows(person):
            self.flush()
            self._person = person
            self.desk.when_live(self._show_opened)

    def _added(self, person: int) -> None:
        self._person = self._chosen = person
        self.list.clear_filter()

    def _start_adding(self, typed: str = "") -> None:
        self._stack.setCurrentIndex(0)
        self.list.quick_add.start_with(typed)

    def _letter(self, letter: str) -> None:
        off = len(letter) == 1 and not self.desk.settings.current.letter_keys
        if self._person is None or off:
            return
        if not self.side.shows(self._person):  # The card follows the row a moment later.
            self.side.show_person(self._person)
        if self.side.shows(self._person):
            _act(self.view, letter)


def _is_shown(desk: Desk, people: PeopleList, person: int) -> bool:
    """Whether someone may stay on show: still there, and not put away while people are listed."""
    if people.model.place_of(person) is not None:
        return True
    try:
        detail = desk.services.people.detail(person)
    except NotFound:
        return False
    return people.scope() is not PeopleScope.LIVE or not (detail.deleted or detail.archived)


def _reveal(side: PersonSide, person: int | None, card: str) -> None:
    """Bring a card of someone into view."""
    if not side.shows(person):
        side.show_person(person)
    side.view.reveal(card)


def _act(view: "PersonView", letter: str) -> None:
    """Do with the person on the card what a letter means."""
    acts: dict[str, Callable[[], None]] = {
        "D": view.ask,
        "L": view.start_logging,
        "E": view.start_editing,
        "Return": view.start_editing,
        "Del": view.delete,
    }
    acts[letter]()
