"""Pages by name, built on their first visit; where one is, and back and forward."""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place, Trail

if TYPE_CHECKING:
    from mentorcrm.services.snapshot import StartPage

# Page -> module and class, imported on the first visit.
PAGES: dict[str, tuple[str, str]] = {
    "people": ("mentorcrm.ui.pages.people", "PeoplePage"),
    "asks": ("mentorcrm.ui.pages.asks", "AsksPage"),
    "needs": ("mentorcrm.ui.pages.needs", "NeedsPage"),
    "composer": ("mentorcrm.ui.pages.composer", "ComposerPage"),
    "settings": ("mentorcrm.ui.pages.settings", "SettingsPage"),
}
START = "people"


class Navigation(QObject):
    """Shows places in a stack of pages. `moved` follows every change of place."""

    moved = Signal(object)

    def __init__(self, desk: Desk, start: "StartPage | None", window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.stack = QStackedWidget()
        self._desk = desk
        self._start = start
        self._pages: dict[str, Page] = {}
        self.trail = Trail()
        desk.place_requested.connect(self.visit)

    @property
    def page(self) -> Page:
        """The page on show."""
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def pages(self) -> Iterator[Page]:
        """The pages that were built so far."""
        return iter(self._pages.values())

    @Slot(object)
    def visit(self, place: object) -> None:
        """Open a new place; the one that is left can be gone back to."""
        if not isinstance(place, Place):
            return
        if (place.page, place.view) == ("asks", "new"):
            self._begin_ask(place.key)
        else:
            if self.stack.count():
                self.trail.leave(self.page.place())
            self._show(place)

    def back(self) -> None:
        """To the place before."""
        if place := self.trail.back(self.page.place()):
            self._show(place)

    def forward(self) -> None:
        """To the place that was left by going back."""
        if place := self.trail.forward(self.page.place()):
            self._show(place)

    def _begin_ask(self, person: int | None) -> None:
        """Over the page on show, so that leaving the sheet leads back to where one was."""
        from mentorcrm.ui.dialogs.new_ask import open_new_ask

        def begin() -> None:
            open_new_ask(self._window, self._desk, person)

        self.page.flush()
        self._desk.when_live(begin)

    def _show(self, place: Place) -> None:
        if place.page not in PAGES:
            place = Place(START)
        if self.stack.count():
            self.page.flush()
        page = self._page(place.page)
        self.stack.setCurrentWidget(page)
        page.open_place(place)
        self.moved.emit(place)
        page.take_focus()

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            module, kind = PAGES[name]
            page: Page = getattr(import_module(module), kind)(self._desk)
            if name == START and self._start is not None:
                page.show_start(self._start)
            self._pages[name] = page
            self.stack.addWidget(page)
        return self._pages[name]
