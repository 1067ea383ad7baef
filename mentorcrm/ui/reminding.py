"""The reminder of the day on the desktop: only if it was switched on, and without any name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from mentorcrm.services.settings import SettingsFile
from mentorcrm.ui import icons
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services

LOOK_MS = 30_000
SHOWN_MS = 12_000
PATIENCE = 3
"""So many looks a reminder waits for what it counts."""


class Reminding(QObject):
    """Looks each half minute whether the reminder is due; `wanted` asks for the page Today.

    `untold` has the words of a reminder that the desktop has no place for.
    """

    wanted = Signal()
    untold = Signal(str)

    def __init__(self, services: "Services", settings: SettingsFile, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._settings = settings
        self._window = window
        self.tray: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._patience = PATIENCE
        self.say: Callable[[str, str], None] = self._show
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(0, self, self.look)  # Whoever made it may listen first.

    def stop(self) -> None:
        """The window is gone."""
        self._timer.stop()
        self._put_away()

    def look(self) -> None:
        """Give the reminder if it is due; a missed one says that it comes late."""
        chosen = self._settings.current
        if not chosen.remind:
            self._put_away()
            return
        self._put_up()
        late = self._services.reminders.due(chosen.remind_at)
        if late is None or self._is_early():
            return
        self._patience = PATIENCE
        self._services.reminders.given()
        waiting = self._services.today.number()
        if waiting:
            said = n_("{number} thing waits.", "{number} things wait.", waiting)
            title = _("Today, while you were away") if late else _("Today")
            self.say(title, said.format(number=waiting))

    def _is_early(self) -> bool:
        """Whether how everybody stands is not read yet, as at the start: a look later it is."""
        if self._services.today.ready or not self._patience:
            return False
        self._patience -= 1
        return True

    def _show(self, title: str, text: str) -> None:
        if self.tray is None:
            self.untold.emit(f"{title}: {text}")
        else:
            icon = QSystemTrayIcon.MessageIcon.NoIcon
            self.tray.showMessage(title, text, icon, SHOWN_MS)

    def _put_up(self) -> None:
        if self.tray is not None or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self._menu = QMenu(self._window)
        self._menu.addAction(_("Open Today"), self.wanted.emit)
        self._menu.addAction(_("Quit"), self._window.close)
        self.tray = QSystemTrayIcon(icons.icon("sun"), self)
        self.tray.setToolTip("mentorcrm")
        self.tray.setContextMenu(self._menu)
        self.tray.activated.connect(lambda _reason: self.wanted.emit())
        self.tray.messageClicked.connect(self.wanted)
        self.tray.show()

    def _put_away(self) -> None:
        if self.tray is not None:
            self.tray.hide()
            self.tray.deleteLater()
            self.tray = None
