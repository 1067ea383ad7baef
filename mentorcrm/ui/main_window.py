"""The shell: sidebar, pages, messages, undo. What it needs comes in through the desk."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from mentorcrm.ui import actions as keys
from mentorcrm.ui.bridge import Bridge
from mentorcrm.ui.desk import Desk, Message
from mentorcrm.ui.nav import NAV, NAV_OF
from mentorcrm.ui.navigation import PAGES, Navigation
from mentorcrm.ui.numbers import Numbers
from mentorcrm.ui.pages.page import in_turn
from mentorcrm.ui.places import Place
from mentorcrm.ui.reopening import Reopening
from mentorcrm.ui.sidebar import Sidebar
from mentorcrm.ui.sidebar_room import SidebarRoom
from mentorcrm.ui.storage_line import StorageTeller
from mentorcrm.ui.trouble_teller import TroubleTeller
from mentorcrm.ui.widgets.cards import ErrorStrip
from mentorcrm.ui.widgets.toast import Toast
from mentorcrm.ui.window_input import WindowInput
from mentorcrm.ui.window_moves import WindowMoves
from mentorcrm.ui.window_state import Recent, WindowState
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services
    from mentorcrm.services.snapshot import StartPage
    from mentorcrm.ui.views import Views

ON_THIS_COMPUTER = _("On this computer only")
OPENING = _("Opening your records…")
_TOAST_KEYS = {"Undo": "Ctrl Z", "Redo": "Ctrl Shift Z"}


class MainWindow(QMainWindow):
    """Paints at once from what was kept of the last time; `go_live` makes it work."""

    closed = Signal()
    painted = Signal()

    def __init__(
        self, desk: Desk, state_file: Path | None = None, start: "StartPage | None" = None
    ) -> None:
        super().__init__()
        self.desk = desk
        self._painted = False
        self._views: Views | None = None
        self.setWindowTitle("mentorcrm")
        self._bridge = Bridge(self)
        self._actions = keys.build(self)
        self.navigation = Navigation(desk, start, self)
        self.sidebar = Sidebar(NAV, self._build_menu(), self._actions)
        self._strip = ErrorStrip()
        self._numbers = Numbers(self.sidebar, desk)
        self._trouble = TroubleTeller(self, self._strip, desk)
        self._room = SidebarRoom(self, self.sidebar)
        self._state = WindowState(state_file)
        self._moves = WindowMoves(
            self, self._actions, self.navigation, self.sidebar, Recent(self._state)
        )
        self._reopening = Reopening(self.navigation, desk, self._state)
        self._build()
        self.toast = Toast(self)
        self._connect()
        self._state.restore(self, self._room.state)
        self.sidebar.set_where(OPENING, "hourglass")
        if start is not None:
            self._numbers.show_start(start)
        self._reopening.begin()

    def action(self, name: str) -> QAction:
        """One of the window's actions, by its name in `actions.WINDOW_KEYS`."""
        return self._actions[name]

    def go_live(self, services: "Services") -> None:
        """The services are there: everything works from now on."""
        self._bridge.listen_to(services.bus)
        self.sidebar.set_where(ON_THIS_COMPUTER)
        self.desk.go_live(services)
        self._reopening.go_live()
        WindowInput(self, self._actions)
        StorageTeller(self.sidebar.storage, self.desk).look()
        in_turn(self, self._add_views)
        self._numbers.read()
        self._show_steps()
        if services.recovery.texts():
            self._offer_texts()

    def _add_views(self) -> None:
        """In a stroke of its own, so that it does not hold up a window that has just opened."""
        from mentorcrm.ui.views import Views

        if self.isVisible():  # Else it has been closed in the meantime.
            self._views = Views(self, self.desk, self.navigation, self.sidebar)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._trouble.close()
        for page in self.navigation.pages():
            page.flush()
        self._reopening.keep()
        self._state.keep(self, self._room.state)
        self._bridge.stop()
        self.desk.tasks.shut_down()
        self.desk.turns.finish()
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # What is inside the window is painted right after it, before the next event.
            QTimer.singleShot(0, self.painted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A slash or a question mark reach the window only when no field wanted them.
        if event.text() == "/":
            self.navigation.page.focus_filter()
        elif event.text() == "?":
            self._moves.show_keys()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        main = QVBoxLayout()
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        main.addWidget(self._strip)
        main.addWidget(self.navigation.stack, 1)
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(main, 1)
        self.setCentralWidget(body)

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        for name in ("undo", "redo", "", "back", "forward", "", "keys", "quit"):
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        return menu

    def _connect(self) -> None:
        self._moves.sidebar_toggled.connect(self._room.toggle)
        self.sidebar.page_requested.connect(self._go_page)
        self.navigation.moved.connect(self._moved)
        self.navigation.moved.connect(self._room.show_page)
        self.desk.message.connect(self._say)
        self.desk.waiting.connect(self._show_waiting)
        self.desk.steps_changed.connect(self._show_steps)
        self.desk.steps.begun.connect(self._moves.show_large_step)
        self.desk.steps.ended.connect(self._moves.end_large_step)
        self._bridge.changed.connect(self._take_changes)

    def _take_changes(self, changes: object) -> None:
        for page in self.navigation.pages():
            page.take_changes(changes)  # type: ignore[arg-type]
        self._numbers.read(changes)  # type: ignore[arg-type]
        self._show_steps()
        if self._views is not None:
            self._views.take_changes(changes)  # type: ignore[arg-type]

    def _show_steps(self) -> None:
        undo = redo = None
        if self.desk.live:
            undo, redo = self.desk.services.history.labels()
        for name, label in (("undo", undo), ("redo", redo)):
            word = name.capitalize()
            self._actions[name].setText(f"{word}: {label}" if label else word)
        self._actions["back"].setEnabled(self.navigation.trail.can_go_back)
        self._actions["forward"].setEnabled(self.navigation.trail.can_go_forward)

    def _show_waiting(self, waiting: bool) -> None:
        reason = _("writing a larger change") if self.desk.live else _("opening your records")
        words = _("One moment, {reason}…").format(reason=reason) if waiting else ON_THIS_COMPUTER
        self.sidebar.set_where(words, "hourglass" if waiting else "hard-drive")

    def _offer_texts(self) -> None:
        from mentorcrm.ui.recovered import RecoveredTexts

        RecoveredTexts(self.desk, self).offer()

    def _say(self, message: object) -> None:
        if isinstance(message, Message):
            key = _TOAST_KEYS.get(message.label, "")
            self.toast.show_message(
                message.text, message.action, label=message.label, key=key, done=message.done
            )

    def _moved(self, place: object) -> None:
        if isinstance(place, Place):
            self.sidebar.show_page(NAV_OF.get(place.page, place.page))
            self._show_steps()

    def _go_page(self, page: str) -> None:
        here = self.navigation.page.place().page
        if page in PAGES and page != NAV_OF.get(here, here):
            self.navigation.visit(Place(page))
