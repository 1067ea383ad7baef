"""How much room the sidebar gets: by page, by wish, and by what the window has for its text."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.places import Place
from mentorcrm.ui.sidebar import Sidebar
from mentorcrm.ui.window_state import SidebarState

ROOMY = 800  # At 100 % text. Below this the words of the sidebar take too much of a window.


class SidebarRoom(QObject):
    """Collapses and expands the sidebar of a window; `state` is what one wishes."""

    def __init__(self, window: QWidget, sidebar: Sidebar) -> None:
        super().__init__(window)
        self._window = window
        self._sidebar = sidebar
        self._page = ""
        self.state = SidebarState()
        window.installEventFilter(self)
        theme.current().changed.connect(self._fit)

    def show_page(self, place: object) -> None:
        """Another page is open."""
        if isinstance(place, Place):
            self._page = place.page
            self._fit()

    def toggle(self) -> None:
        """The other way round, on this page or all others."""
        self.state.toggle(self._page)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.state.fit(self._window.width() < theme.current().px(ROOMY))
        collapsed = self.state.of(self._page)
        if collapsed != self._sidebar.collapsed:
            self._sidebar.set_collapsed(collapsed)
