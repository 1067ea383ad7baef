"""Every test of the window runs without a screen and must leave nothing behind."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mentorcrm.clock import FixedClock
from mentorcrm.services.facade import Services
from mentorcrm.services.settings import SettingsFile
from mentorcrm.services.snapshot import StartPage
from mentorcrm.storage.unit_of_work import change_counter
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk, Outside
from mentorcrm.ui.main_window import MainWindow
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place
from mentorcrm.ui.tasks import TaskRunner
from mentorcrm.ui.widgets.focus import forget_input
from mentorcrm.ui.widgets.reel import Reel
from tests.ui.fakes import FakeAsker, FakeClipboard, FakeOpener

_SHOW = QEvent.Type.Show
# The offscreen platform cannot do these; they say nothing about the app.
_EXPECTED = ("This plugin does not support", "propagateSizeHints")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["mentorcrm-test"]


@pytest.fixture(scope="session", autouse=True)
def themed(qapp: QApplication) -> None:
    theme.current().install(qapp, "light")
    # What is loaded stays: collecting after each test then looks at the test's own things only.
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails a test on a Qt warning or a window that stays open."""
    messages: list[str] = []

    def collect(kind: QtMsgType, _context: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(part in text for part in _EXPECTED):
            messages.append(text)

    previous = qInstallMessageHandler(collect)
    theme.current().set_mode("light")
    theme.current().set_scale(100)
    forget_input()
    yield
    flush()
    qInstallMessageHandler(previous)
    stray = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in stray:
        widget.close()
        widget.deleteLater()
    flush()
    assert not messages, f"Qt said: {messages}"
    assert not stray, f"left open: {stray}"


def flush() -> None:
    """Run what was put off with deleteLater."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    # What is left are modules and the application; the next test need not look through them again.
    gc.freeze()


@dataclass
class Stage:
    """A window with everything a test wants to look at."""

    qtbot: QtBot
    services: Services
    desk: Desk
    window: MainWindow
    asker: FakeAsker
    opener: FakeOpener
    clipboard: FakeClipboard
    errors: list[Exception]

    def go(self, page: str, key: int | None = None, view: str = "") -> Page:
        """Open a place and wait until everything on it is there."""
        self.window.navigation.visit(Place(page, key, view))
        self.settle()
        return self.window.navigation.page

    def settle(self) -> None:
        """Wait until no work is under way and every change has been told."""
        for _round in range(3):
            QCoreApplication.sendPostedEvents()
            self.window._bridge.deliver()
            self.qtbot.waitUntil(lambda: not self.desk.tasks.busy(), timeout=10_000)
            reels = self.window.findChildren(Reel)
            self.qtbot.waitUntil(lambda reels=reels: all(r.is_whole() for r in reels))  # type: ignore[misc]
        QCoreApplication.sendPostedEvents()

    def focused(self) -> QWidget | None:
        """What has the focus in the window."""
        return self.window.focusWidget()


class Lookout(QObject):
    """Sees windows of their own, such as a label that was shown before it had a place."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Thousands of events pass through here in each test; what is cheap to ask comes first.
        if isinstance(watched, QWidget) and watched.isWindow() and event.type() == _SHOW:
            module = type(watched).__module__
            ours = module.startswith("mentorcrm.ui.") and not module.endswith("menus")
            if ours and not isinstance(watched, MainWindow):
                self.seen.append(type(watched).__name__)
        return False


_first_pages: dict[tuple[datetime, str], StartPage] = {}


def start_of(services: Services) -> StartPage:
    """What the window paints first: of data nobody has written to it is the same in each test."""
    with services.store.read() as session:
        written = change_counter(session.connection())
    if written:
        return services.start_page()
    at = services.clock.now(), services.clock.zone()
    if at not in _first_pages:
        _first_pages[at] = services.start_page()
    return _first_pages[at]


@pytest.fixture
def asleep(
    qtbot: QtBot, qapp: QApplication, services: Services, clock: FixedClock, tmp_path: Path
) -> Iterator[Stage]:
    """A window that has painted, whose services are not there yet."""
    errors: list[Exception] = []
    tasks = TaskRunner(errors.append)
    asker, opener, clipboard = FakeAsker(), FakeOpener(), FakeClipboard()
    settings = SettingsFile(tmp_path / "settings.toml")
    desk = Desk(tasks, Outside(asker, opener, clipboard), clock, settings)
    lookout = Lookout()
    qapp.installEventFilter(lookout)
    window = MainWindow(desk, tmp_path / "window.ini", start_of(services))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Stage(qtbot, services, desk, window, asker, opener, clipboard, errors)
    window.close()
    window.deleteLater()
    qapp.removeEventFilter(lookout)
    assert not lookout.seen, f"shown as windows of their own: {lookout.seen}"
    assert not errors, f"came back from tasks: {errors}"
    assert not tasks.busy(), "work was left unfinished"


@pytest.fixture
def stage(asleep: Stage) -> Stage:
    """A window that is live."""
    asleep.window.go_live(asleep.services)
    asleep.settle()
    return asleep
