"""The right side of People: one person's card, or a word about why there is none."""

from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import in_turn
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.ui.pages.person_view import PersonView
    from mentorcrm.ui.pages.side_cards import SideCards

CARD_MS = 120
LOAD_MS = 30
_CHOOSE = (_("Choose someone"), _("Their history and what you know appear here."))
_NOBODY = (_("Nobody to show"), _("The list is empty. Clear the filter to see people again."))


class PersonSide(QWidget):
    """Shows a person by id.

    After `open_gently` the first card comes in strokes, so that none holds up a window that has
    just been opened: what it needs is loaded in a thread, then it is built, then it is shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opening = False
        self._loading = False
        self._cards: SideCards | None = None
        self._view: PersonView | None = None
        self._person: int | None = None
        self._well = EmptyWell("user", *_CHOOSE)
        self._nobody = QWidget()
        self._nobody.setLayout(boxes.column(None, self._well, None, margins=(48, 0, 48, 0)))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nobody)
        # While one types the list follows each key, the card the last of them.
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(CARD_MS)
        self._due.timeout.connect(self._show)

    @property
    def view(self) -> "PersonView":
        """The card; built when someone is shown first, after the first paint."""
        if self._view is None:
            from mentorcrm.ui.pages.person_view import PersonView

            self._view = PersonView(self._desk, self._cards)
            self._stack.addWidget(self._view)
        return self._view

    def open_gently(self) -> None:
        """The window is being opened."""
        self._opening = self._view is None

    def show_person(self, person: int | None) -> None:
        """Show someone as they are now."""
        self._person = person
        self._show()

    def show_soon(self, person: int | None) -> None:
        """Show someone in a moment, unless somebody else is wanted by then."""
        self._person = person
        self._due.start()

    def shows(self, person: int | None) -> bool:
        """Whether the card on show is that person's."""
        shown = self._view.person if self._view is not None else None
        on_top = self._view is not None and self._stack.currentWidget() is self._view
        return on_top and shown is not None and shown.id == person

    def flush(self) -> None:
        """Save what is being typed."""
        if self._view is not None:
            self._view.flush()

    def _show(self) -> None:
        self._due.stop()
        if self._opening:
            self._load()
            return
        try:
            person = self._person and self._desk.services.people.detail(self._person)
        except NotFound:
            person = None
        if person:
            self.view.show_person(person)
            self._stack.setCurrentWidget(self.view)
            self.view.settle()
        else:
            self._well.set_words(*(_NOBODY if self._view is not None else _CHOOSE))
            self._stack.setCurrentWidget(self._nobody)

    def _load(self) -> None:
        if not self._loading:
            self._loading = True
            # Not while the list is still being painted: the two would take turns at Python.
            QTimer.singleShot(LOAD_MS, self, self._start_loading)

    def _start_loading(self) -> None:
        self._desk.tasks.run(self._load_card, self._loaded)

    def _load_card(self, _token: CancelToken) -> None:
        import_module("mentorcrm.ui.pages.person_view")
        for name in dir(QtWidgets):
            # Each class is made when it is first asked for, and the first text editor asks for
            # all of them, because its viewport could be a widget of any class: 30 ms.
            getattr(QtWidgets, name)
        if self._person is not None:
            with suppress(NotFound):
                self._desk.services.people.detail(self._person)
                self._desk.services.terms.of(self._person)
                self._desk.services.fit.of(self._person)
                self._desk.services.health.of(self._person)

    def _loaded(self, _nothing: object) -> None:
        in_turn(self, self._build_cards, partial(getattr, self, "view"), self._opened)

    def _build_cards(self) -> None:
        from mentorcrm.ui.pages.side_cards import SideCards

        if self._view is None:
            self._cards = SideCards(self._desk)

    def _opened(self) -> None:
        self._opening = False
        self._show()
