"""Opens the window: paints first, then builds the services in a thread and hands them in."""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from mentorcrm.clock import Clock
from mentorcrm.errors import StorageError
from mentorcrm.paths import Paths
from mentorcrm.services.settings import SettingsFile
from mentorcrm.ui import theme
from mentorcrm.ui.ask_user import WindowAsker
from mentorcrm.ui.clipboard import SystemClipboard
from mentorcrm.ui.collecting import Collector
from mentorcrm.ui.desk import Desk, Outside
from mentorcrm.ui.faults import FaultHook
from mentorcrm.ui.links import DesktopOpener
from mentorcrm.ui.main_window import MainWindow
from mentorcrm.ui.tasks import CancelToken, TaskRunner
from mentorcrm.ui.window_state import Folders, WindowState
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services
    from mentorcrm.services.snapshot import StartPage
    from mentorcrm.ui.reminding import Reminding
    from mentorcrm.ui.rescue import Remedy, Rescue
    from mentorcrm.ui.upkeep import Upkeep

UNSEEN_MS = 1_000
SWITCH_SECONDS = 0.0005


class Launch(NamedTuple):
    """What the window is opened with. `build` runs in a thread; its result goes live.

    `remedy` is for data that cannot be opened.
    """

    paths: Paths
    clock: Clock
    build: Callable[[], "Services"]
    remedy: "Callable[[], Remedy]"
    start: "StartPage | None" = None


class App(QObject):
    """The window with all that keeps it going; `application` must outlive it."""

    def __init__(self, application: QApplication, launch: Launch) -> None:
        super().__init__(application)
        self.settings = SettingsFile(launch.paths.settings)
        install_theme(application, self.settings)
        self.tasks = TaskRunner(self._failed, self)
        asker = WindowAsker(Folders(WindowState(launch.paths.window_state)))
        outside = Outside(asker, DesktopOpener(), SystemClipboard())
        self.desk = Desk(self.tasks, outside, launch.clock, self.settings, self)
        self.window = MainWindow(self.desk, launch.paths.window_state, launch.start)
        asker.window = self.window
        self._launch = launch
        self._begun = False
        self._services: Services | None = None
        self._upkeep: Upkeep | None = None
        self._reminding: Reminding | None = None
        self._rescue: Rescue | None = None
        self._hook = FaultHook(self._tell_fault)
        self._collector = Collector(self)

    def open(self) -> None:
        """Show the window and begin to build the services behind it."""
        self._hook.install()
        self._collector.start()
        self.window.painted.connect(self._begin)
        self.window.show()
        self._collector.watch(self.window.windowHandle())
        # A window that nobody sees, such as a minimised one, is not painted.
        QTimer.singleShot(UNSEEN_MS, self, self._begin)

    def _begin(self) -> None:
        """Build the services once the first paint is out of the way."""
        if not self._begun:
            self._begun = True
            self._open_data()

    def _open_data(self) -> None:
        self.tasks.run(self._build, self._go_live, self._not_opened)

    def _not_opened(self, error: Exception) -> None:
        from mentorcrm.ui.rescue import Rescue

        if self._rescue is None:
            self._rescue = Rescue(self.window, self._launch.paths, self._launch.remedy())
            self._rescue.solved.connect(self._open_data)
        self._rescue.offer(error)

    def _go_live(self, services: "Services") -> None:
        # PySide6 gives the interpreter away in most calls, and each time a busy worker may keep it
        # for this long before the window has it back.
        sys.setswitchinterval(SWITCH_SECONDS)
        self.window.go_live(services)
        self._services = services
        self.window.closed.connect(self._close)
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """What goes on beside the work. None of it was needed before the first paint."""
        from mentorcrm.ui.reminding import Reminding
        from mentorcrm.ui.single_instance import Doorbell
        from mentorcrm.ui.upkeep import Upkeep

        if self._services is None or not self.window.isVisible():
            return
        self._doorbell = Doorbell(self._launch.paths.bell, self)
        self._doorbell.rung.connect(self._come_forward)
        self._upkeep = Upkeep(self._services, self.tasks, self)
        self._doorbell.listen()
        self._reminding = Reminding(self._services, self.settings, self.window)
        self._reminding.wanted.connect(self._to_today)
        self._reminding.untold.connect(self._tell_reminder)
        self._collector.settle()

    def _tell_reminder(self, words: str) -> None:
        self.desk.say(words, partial(self.desk.go, "today"), _("Open Today"))

    def _to_today(self) -> None:
        self._come_forward()
        self.desk.go("today")

    def _close(self) -> None:
        if self._reminding is not None:
            self._reminding.stop()
        if self._upkeep is not None:
            self._upkeep.stop()
        if self._services is not None:
            # On a full disk the next start paints an older page, and backs up then.
            with suppress(StorageError):
                self._services.close()

    def _build(self, _token: CancelToken) -> "Services":
        services = self._launch.build()
        services.rehearse()
        return services

    def _failed(self, error: Exception) -> None:
        self.desk.report(error)

    def _come_forward(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def _tell_fault(self, report: str) -> None:
        from mentorcrm.ui.dialogs.fault import FaultSheet

        FaultSheet(self.window, report, self.desk.clipboard).open()


def open_window(launch: Launch, opened: Callable[[App], None] | None = None) -> int:
    """Run the application with its window until it is closed; the exit code."""
    application = QApplication(list(theme.ARGUMENTS))
    app = App(application, launch)
    app.open()
    if opened is not None:
        opened(app)
    code: int = application.exec()
    gc.enable()
    return code


def raise_other(paths: Paths) -> bool:
    """Ask the window that is open already to come forward; whether it answered."""
    from mentorcrm.ui.single_instance import ring

    return ring(paths.bell)


def install_theme(application: QApplication, settings: SettingsFile) -> None:
    """Give the application its looks, as the settings of this computer say."""
    application.setApplicationName("mentorcrm")
    chosen = settings.current
    theme.current().install(application, _mode(chosen.theme), chosen.text_size, styled=True)
    theme.current().set_contrast(chosen.more_contrast)


def _mode(name: str) -> theme.Mode:
    return next((mode for mode in theme.MODES if mode == name), "system")
