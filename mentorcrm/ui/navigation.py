"""Pages by name, built on their first visit; where one is, and back and forward."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place, Trail
from mentorcrm.ui.scrolling import restore_scroll, scroll_of

if TYPE_CHECKING:
    from mentorcrm.services.snapshot import StartPage

# Page -> module and class, imported on the first visit.
PAGES: dict[str, tuple[str, str]] = {
    "today": ("mentorcrm.ui.pages.today", "TodayPage"),
    "people": ("mentorcrm.ui.pages.people", "PeoplePage"),
    "asks": ("mentorcrm.ui.pages.asks", "AsksPage"),
    "meetings": ("mentorcrm.ui.pages.meetings", "MeetingsPage"),
    "needs": ("mentorcrm.ui.pages.needs", "NeedsPage"),
    "history": ("mentorcrm.ui.pages.history", "HistoryPage"),
    "review": ("mentorcrm.ui.pages.review", "ReviewPage"),
    "mosaic": ("mentorcrm.ui.pages.mosaic", "MosaicPage"),
    "network": ("mentorcrm.ui.pages.network", "NetworkPage"),
    "sources": ("mentorcrm.ui.pages.sources", "SourcesPage"),
    "composer": ("mentorcrm.ui.pages.composer", "ComposerPage"),
    "settings": ("mentorcrm.ui.pages.settings", "SettingsPage"),
}
START = "today"
# What the start page that was kept can paint before the services are there.
AT_ONCE = (START, "people")


class Navigation(QObject):
    """Shows places in a stack of pages. `moved` follows every change of place."""

    moved = Signal(object)
    built = Signal(str, object)  # A page that was shown for the first time, with its name.

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

    def by_name(self) -> Iterator[tuple[str, Page]]:
        """The same, with their names."""
        return iter(self._pages.items())

    @Slot(object)
    def visit(self, place: object) -> None:
        """Open a new place; the one that is left can be gone back to."""
        if not isinstance(place, Place):
            return
        if (place.page, place.view) == ("asks", "new"):
            self._begin_ask(place.key)
        else:
            if self.stack.count():
                self.trail.leave(self._here())
            self.show_place(place)

    def back(self) -> None:
        """To the place before."""
        if place := self.trail.back(self._here()):
            self.show_place(place)

    def forward(self) -> None:
        """To the place that was left by going back."""
        if place := self.trail.forward(self._here()):
            self.show_place(place)

    def _here(self) -> Place:
        return replace(self.page.place(), scroll=scroll_of(self.page))

    def _begin_ask(self, person: int | None) -> None:
        """Over the page on show, so that leaving the sheet leads back to where one was."""
        from mentorcrm.ui.dialogs.new_ask import open_new_ask

        def begin() -> None:
            open_new_ask(self._window, self._desk, person)

        self.page.flush()
        self._desk.when_live(begin)

    def stand_in(self, page: Page) -> None:
        """Show a page for another one that is to come."""
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.moved.emit(page.place())

    def show_place(self, place: Place) -> None:
        """Show a place without a note of where one was."""
        if place.page not in PAGES:
            place = Place(START)
        if self.stack.count():
            self.page.flush()
        page = self._page(place.page)
        self.stack.setCurrentWidget(page)
        page.open_place(place)
        if place.scroll:
            restore_scroll(page, place.scroll)
        self.moved.emit(place)
        page.take_focus()

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            module, kind = PAGES[name]
            page: Page = getattr(import_module(module), kind)(self._desk)
            if name in AT_ONCE and self._start is not None and not self._desk.live:
                page.show_start(self._start)
            self._pages[name] = page
            self.built.emit(name, page)
            self.stack.addWidget(page)
        return self._pages[name]
