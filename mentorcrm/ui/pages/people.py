"""People: the list on the left, one person on the right; the first run when nobody is here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.services.people_filter import PeopleFilter, PeopleScope
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.first_run import FirstRun
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.pages.people_list import PeopleList
from mentorcrm.ui.pages.person_view import PersonView
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.panes import Splitter

if TYPE_CHECKING:
    from mentorcrm.services.snapshot import StartPage

LIST_WIDTH = 360


class PeoplePage(Page):
    """Places: `people` with the person's id as key; view `new` adds someone."""

    reads = (
        *("person", "contact_point", "fact", "tag", "person_tag", "mentorship"),
        *("interaction", "interaction_person", "draft"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = PeopleList(desk)
        self.view = PersonView(desk)
        self.first_run = FirstRun(desk)
        self._nobody = QWidget()
        self._person: int | None = None
        self._build()
        self._connect()

    def show_start(self, start: "StartPage") -> None:
        self.list.show_start(start)

    def open_place(self, place: Place) -> None:
        if place.view == "new":
            self._stack.setCurrentIndex(0)
            self.list.quick_add.start()
        if place.key is not None:
            self._person = place.key
            self.list.select(place.key)
            self.desk.when_live(self._show_person)

    def place(self) -> Place:
        return Place("people", self._person)

    def reload(self) -> None:
        adding = self.list.quick_add.isVisibleTo(self.list)
        counts = self.desk.services.people.counts()
        nobody = not counts.people and not counts.in_bin and not adding
        nobody = nobody and self.list.scope() is PeopleScope.LIVE
        nobody = nobody and not self.desk.services.people.ids(
            PeopleFilter(scope=PeopleScope.ARCHIVED)
        )
        self._stack.setCurrentIndex(1 if nobody else 0)
        if nobody:
            self.first_run.add.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.list.reload()
        self._keep_or_choose()
        self._show_person()

    def first_focus(self) -> QWidget:
        if self.list.quick_add.isVisibleTo(self.list):
            return self.list.quick_add.field
        if self._stack.currentIndex() == 1:
            return self.first_run.add
        return self.list.list

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list.search, self.list.list, self.view.header.name)

    def flush(self) -> None:
        self.view.flush()

    def focus_filter(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def _build(self) -> None:
        splitter = Splitter()
        self.list.setMinimumWidth(280)
        splitter.addWidget(self.list)
        right = QWidget()
        self._side = QStackedLayout(right)
        self._side.addWidget(self.view)
        well = EmptyWell("user", "Choose someone", "Their history and what you know appears here.")
        self._nobody.setLayout(boxes.column(None, well, None, margins=(48, 0, 48, 0)))
        self._side.addWidget(self._nobody)
        self._side.setCurrentIndex(1)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH, 776])
        self._stack = QStackedLayout(self)
        self._stack.addWidget(splitter)
        self._stack.addWidget(self.first_run)

    def _connect(self) -> None:
        self.list.person_picked.connect(self._picked)
        self.list.person_opened.connect(self._opened)
        self.list.letter_pressed.connect(self._letter)
        self.list.quick_add.added.connect(self._added)
        self.view.ask_requested.connect(self._ask)
        self.first_run.add_requested.connect(self._start_adding)

    def _keep_or_choose(self) -> None:
        """After rows came or went: the same person, else the one now in their place."""
        ids = self.list.model.ids()
        if self._person is not None and self._exists():
            self.list.select(self._person)
        elif ids:
            index = self.list.list.currentIndex()
            place = min(max(index.row(), 0), len(ids) - 1)
            self._person = ids[place]
            self.list.select(self._person)
        else:
            self._person = None

    def _exists(self) -> bool:
        if self._person is None or self.list.model.place_of(self._person) is not None:
            return self._person is not None
        try:
            person = self.desk.services.people.detail(self._person)
        except NotFound:
            return False
        live = self.list.scope() is PeopleScope.LIVE
        return not (live and (person.deleted or person.archived))

    def _show_person(self) -> None:
        if self._person is None:
            self._side.setCurrentIndex(1)
            return
        try:
            person = self.desk.services.people.detail(self._person)
        except NotFound:
            self._side.setCurrentIndex(1)
            return
        self.view.show_person(person)
        self._side.setCurrentIndex(0)

    def _picked(self, person: int) -> None:
        if person != self._person:
            self.view.flush()
            self._person = person
            self.desk.when_live(self._show_person)

    def _opened(self, person: int) -> None:
        self._picked(person)
        self.view.header.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _added(self, person: int) -> None:
        self._person = person
        self.list.clear_filter()

    def _ask(self, person: int) -> None:
        self.desk.go("asks", person, "new")

    def _start_adding(self) -> None:
        self._stack.setCurrentIndex(0)
        self.list.quick_add.start()

    def _letter(self, letter: str) -> None:
        if self._person is None or not self.desk.settings.current.letter_keys:
            return
        acts = {
            "L": self.view.start_logging,
            "E": self.view.start_editing,
            "Del": self.view.delete,
        }
        if letter == "D":
            self._ask(self._person)
        else:
            acts[letter]()
