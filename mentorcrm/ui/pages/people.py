"""People: the list on the left, one person on the right; the first run when nobody is here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.services.people_filter import PeopleFilter, PeopleScope
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.pages.people_list import PeopleList
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.panes import Splitter

if TYPE_CHECKING:
    from mentorcrm.services.snapshot import StartPage
    from mentorcrm.ui.pages.first_run import FirstRun
    from mentorcrm.ui.pages.person_view import PersonView

LIST_WIDTH = 360
NARROW_LIST = 300
NARROW = 900


class PeoplePage(Page):
    """Places: `people` with the person's id as key; view `new` adds someone."""

    reads = (
        *("person", "contact_point", "fact", "tag", "person_tag", "mentorship"),
        *("interaction", "interaction_person", "draft"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = PeopleList(desk)
        self._view: PersonView | None = None
        self._first_run: FirstRun | None = None
        self._nobody = QWidget()
        self._person: int | None = None
        self._build()
        self._connect()

    @property
    def view(self) -> "PersonView":
        """The person on the right; built when someone is shown first, after the first paint."""
        if self._view is None:
            from mentorcrm.ui.pages.person_view import PersonView

            self._view = PersonView(self.desk)
            self._side.insertWidget(0, self._view)
        return self._view

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
        self._stack.setCurrentWidget(self.first_run if nobody else self._splitter)
        if nobody:
            self.first_run.add.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.list.reload()
        self._keep_or_choose()
        self._show_person()

    def first_focus(self) -> QWidget:
        if self.list.quick_add.isVisibleTo(self.list):
            return self.list.quick_add.field
        if self._stack.currentWidget() is self._first_run:
            return self.first_run.add
        return self.list.list

    def panes(self) -> tuple[QWidget, ...]:
        side = (self.view.header.name,) if self._person is not None else ()
        return (self.list.search, self.list.list, *side)

    def flush(self) -> None:
        if self._view is not None:
            self._view.flush()

    def focus_filter(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        if event.oldSize().width() <= 0 or narrow != (event.oldSize().width() < NARROW):
            left = NARROW_LIST if narrow else LIST_WIDTH
            self._splitter.setSizes([left, event.size().width() - left])

    def _build(self) -> None:
        splitter = Splitter()
        self.list.setMinimumWidth(280)
        splitter.addWidget(self.list)
        right = QWidget()
        self._side = QStackedLayout(right)
        well = EmptyWell("user", "Choose someone", "Their history and what you know appears here.")
        self._nobody.setLayout(boxes.column(None, well, None, margins=(48, 0, 48, 0)))
        self._side.addWidget(self._nobody)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH, 776])
        self._stack = QStackedLayout(self)
        self._stack.addWidget(splitter)
        self._splitter = splitter

    def _connect(self) -> None:
        self.list.person_picked.connect(self._picked)
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

    def _show_person(self) -> None:
        if self._person is None:
            self._side.setCurrentWidget(self._nobody)
            return
        try:
            person = self.desk.services.people.detail(self._person)
        except NotFound:
            self._side.setCurrentWidget(self._nobody)
            return
        self.view.show_person(person)
        self._side.setCurrentWidget(self.view)

    def _picked(self, person: int) -> None:
        if person != self._person:
            self.flush()
            self._person = person
            self.desk.when_live(self._show_person)

    def _added(self, person: int) -> None:
        self._person = person
        self.list.clear_filter()

    def _start_adding(self) -> None:
        self._stack.setCurrentIndex(0)
        self.list.quick_add.start()

    def _letter(self, letter: str) -> None:
        off = len(letter) == 1 and not self.desk.settings.current.letter_keys
        if self._person is None or off:
            return
        acts: dict[str, Callable[[], None]] = {
            "D": self.view.ask,
            "L": self.view.start_logging,
            "E": self.view.start_editing,
            "Return": self.view.start_editing,
            "Del": self.view.delete,
        }
        acts[letter]()


def _is_shown(desk: Desk, people: PeopleList, person: int) -> bool:
    """Whether someone may stay on show: still there, and not put away while people are listed."""
    if people.model.place_of(person) is not None:
        return True
    try:
        detail = desk.services.people.detail(person)
    except NotFound:
        return False
    return people.scope() is not PeopleScope.LIVE or not (detail.deleted or detail.archived)
