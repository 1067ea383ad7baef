"""What the window's actions do: go somewhere, step back in history, move between panes."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.navigation import Navigation
from mentorcrm.ui.places import Place
from mentorcrm.ui.sidebar import Sidebar
from mentorcrm.ui.widgets.focus import note_input
from mentorcrm.ui.widgets.overlays import Sheet, open_sheet
from mentorcrm.ui.window_state import Recent
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.ui.capture.door import CaptureDoor
    from mentorcrm.ui.palette.door import PaletteDoor


class WindowMoves(QObject):
    """Answers the actions of `actions.WINDOW_KEYS`."""

    sidebar_toggled = Signal()

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],
        navigation: Navigation,
        sidebar: Sidebar,
        recent: Recent,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._navigation = navigation
        self._sidebar = sidebar
        self._recent = recent
        self._palette: PaletteDoor | None = None
        self._capture: CaptureDoor | None = None
        self._busy: Sheet | None = None
        self._slots: dict[str, Callable[[], object]] = {
            "back": navigation.back,
            "forward": navigation.forward,
            "filter": self._focus_filter,
            "next_pane": self._next_pane,
            "previous_pane": self._previous_pane,
            "undo": self._undo,
            "redo": self._redo,
            "sidebar": self.sidebar_toggled.emit,
            "keys": self.show_keys,
            "palette": self._open_palette,
            "capture": self._open_capture,
            "quit": window.close,
        }
        for name, action in actions.items():
            action.setObjectName(name)
            action.triggered.connect(self._act)

    def show_keys(self) -> None:
        """Open the sheet of keys."""
        from mentorcrm.ui.dialogs.keys import KeysSheet

        KeysSheet(self._window).open()

    def _open_palette(self) -> None:
        from mentorcrm.ui.palette.door import PaletteDoor

        if self._palette is None:
            desk = self._navigation.page.desk
            self._palette = PaletteDoor(self._window, desk, self._actions, self._recent)
        self._palette.open()

    def _open_capture(self) -> None:
        from mentorcrm.ui.capture.door import CaptureDoor

        page = self._navigation.page
        page.flush()
        if self._capture is None:
            self._capture = CaptureDoor(self._window, page.desk)
        here = page.place()
        self._capture.open(here.key if here.page == "people" else None)

    def show_large_step(self, way: str, label: str) -> None:
        """Keep everything else waiting, and say for what."""
        from mentorcrm.ui.dialogs.busy import BusySheet

        titles = {"undo": _("Undoing…"), "redo": _("Doing it again…")}
        self._busy = BusySheet(self._window, titles.get(way, _("One moment…")), label)
        self._busy.open()

    def end_large_step(self) -> None:
        """The window is free again."""
        if self._busy is not None:
            self._busy.accept()
            self._busy = None

    def _act(self) -> None:
        """A sheet in front is answered first; only quitting is always possible."""
        name = self.sender().objectName()
        in_front = open_sheet(self._window)
        further_step = in_front is self._busy is not None and name in ("undo", "redo")
        own = name in ("palette", "capture")
        if own and in_front is not None and in_front.objectName() == name:
            in_front.reject()  # The same key takes it away.
            return
        if name == "quit" or in_front is None or further_step:
            self._slots.get(name, partial(self._go, name))()

    def _go(self, name: str) -> None:
        here = self._navigation.page.place()
        person = here.key if here.page == "people" else None
        places = {
            "new_person": Place("people", view="new"),
            "new_ask": Place("asks", person, "new"),
        }
        self._navigation.visit(places.get(name, Place(name)))

    def _focus_filter(self) -> None:
        self._navigation.page.focus_filter()

    def _next_pane(self) -> None:
        self._move_pane(1)

    def _previous_pane(self) -> None:
        self._move_pane(-1)

    def _move_pane(self, step: int) -> None:
        note_input(by_key=True)  # A shortcut does not pass by what watches the window's keys.
        panes = [self._sidebar.list, *self._navigation.page.panes()]
        focused = self._window.focusWidget()
        inside = [p is focused or (focused is not None and p.isAncestorOf(focused)) for p in panes]
        index = inside.index(True) if True in inside else -1
        panes[(index + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def _undo(self) -> None:
        self._navigation.page.flush()
        desk = self._navigation.page.desk
        desk.when_live(desk.undo)

    def _redo(self) -> None:
        self._navigation.page.flush()
        desk = self._navigation.page.desk
        desk.when_live(desk.redo)
