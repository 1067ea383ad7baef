"""The window opens where it was closed: the last place, and how its panes were divided."""

import json

from PySide6.QtCore import QObject

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.navigation import AT_ONCE, PAGES, START, Navigation
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets.panes import Splitter
from mentorcrm.ui.window_state import WindowState


class _Awaited(Page):
    """An empty page, until the page that was left can be built."""

    def __init__(self, desk: Desk, awaited: Place) -> None:
        super().__init__(desk)
        self._awaited = awaited

    def place(self) -> Place:
        return self._awaited


class Reopening(QObject):
    """Opens the last place, and keeps it on closing.

    Today and People are painted at once; any other page would hold up the first paint, so that it
    comes when the services are there.
    """

    def __init__(self, navigation: Navigation, desk: Desk, state: WindowState) -> None:
        super().__init__(navigation)
        self._navigation = navigation
        self._desk = desk
        self._state = state
        self._awaited: _Awaited | None = None
        navigation.built.connect(self._divide)

    def begin(self) -> None:
        """Show a page that was kept as it was left, or leave room for another one."""
        last = _read(self._state.text("place"))
        if last.page in AT_ONCE:
            self._navigation.visit(last)
        else:
            self._awaited = _Awaited(self._desk, last)
            self._navigation.stand_in(self._awaited)

    def go_live(self) -> None:
        """Open the page that was left, unless the person went elsewhere meanwhile."""
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            if self._navigation.page is awaited:
                self._navigation.show_place(awaited.place())
            self._navigation.stack.removeWidget(awaited)
            awaited.deleteLater()

    def keep(self) -> None:
        """Remember where one is, and how the panes are divided."""
        place = self._navigation.page.place()
        words = {"page": place.page, "key": place.key, "view": place.view}
        self._state.keep_text("place", json.dumps(words))
        for name, page in self._navigation.by_name():
            for splitter in page.findChildren(Splitter)[:1]:
                self._state.keep_text(f"panes/{name}", ",".join(map(str, splitter.wished)))

    def _divide(self, name: str, page: object) -> None:
        if isinstance(page, Page):
            sizes = self._state.text(f"panes/{name}").split(",")
            for splitter in page.findChildren(Splitter)[:1]:
                if len(sizes) == splitter.count() and all(size.isdecimal() for size in sizes):
                    splitter.wished = tuple(map(int, sizes))


def _read(text: str) -> Place:
    """A place that was kept; the start page for what is not understood."""
    try:
        words = json.loads(text)
        page, key, view = words["page"], words["key"], words["view"]
    except (ValueError, KeyError, TypeError):
        return Place(START)
    sound = isinstance(page, str) and isinstance(key, int | None) and isinstance(view, str)
    return Place(page, key, view) if sound and page in PAGES else Place(START)
