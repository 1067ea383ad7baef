"""Data that cannot be opened: the window says what it is and offers what helps."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorcrm import app
from mentorcrm.clock import FixedClock
from mentorcrm.errors import DatabaseLocked
from mentorcrm.paths import Paths
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.facade import Services
from mentorcrm.services.safety import Safety
from mentorcrm.storage.lock import DataLock, Use
from mentorcrm.ui.dialogs.not_opened import NotOpenedSheet
from mentorcrm.ui.main_window import ON_THIS_COMPUTER
from mentorcrm.ui.start import App, Launch
from mentorcrm.ui.widgets.overlays import open_sheet
from mentorcrm.ui.widgets.text import Label

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def lock(paths: Paths) -> Iterator[DataLock]:
    with DataLock(paths.lock, Use.WINDOW) as lock:
        yield lock


@pytest.fixture
def opening(
    qtbot: QtBot, qapp: QApplication, paths: Paths, clock: FixedClock, lock: DataLock
) -> Iterator[Any]:
    opened: list[App] = []

    def launch(build: Any = None) -> App:
        build = build or (lambda: app.build(paths, clock, lock))
        launched = App(qapp, Launch(paths, clock, build, lambda: app._remedy(paths, clock, lock)))
        opened.append(launched)
        launched.open()
        return launched

    hook, interval = sys.excepthook, sys.getswitchinterval()
    yield launch
    for launched in opened:
        launched.window.close()
        launched.window.deleteLater()
        launched.deleteLater()
    sys.excepthook = hook
    sys.setswitchinterval(interval)
    gc.enable()


def sheet_of(launched: App, qtbot: QtBot) -> NotOpenedSheet:
    qtbot.waitUntil(lambda: open_sheet(launched.window) is not None, timeout=10_000)
    sheet = open_sheet(launched.window)
    assert isinstance(sheet, NotOpenedSheet)
    return sheet


def words(sheet: NotOpenedSheet) -> str:
    return " ".join(label.text() for label in sheet.findChildren(Label))


def spoil(database: Path) -> None:
    with database.open("r+b") as file:
        file.write(b"no longer a database")


def test_a_damaged_file_is_told_and_a_backup_brings_everything_back(
    services: Services, paths: Paths, clock: FixedClock, opening: Any, qtbot: QtBot
) -> None:
    services.dispatcher.run(AddPerson("Ruth Adeyemi"))
    services.store.close()
    Safety(paths, clock).back_up()
    spoil(paths.database)
    launched = opening()
    sheet = sheet_of(launched, qtbot)
    assert "not a readable database" in words(sheet)
    assert "with 1 person" in words(sheet)
    assert launched.window.sidebar.where() == "Not opened"
    qtbot.mouseClick(sheet.restore, LEFT)
    qtbot.waitUntil(lambda: launched.desk.live, timeout=10_000)
    assert launched.window.sidebar.where() == ON_THIS_COMPUTER
    assert launched.desk.services.people.counts().people == 1


def test_without_a_backup_one_can_only_try_again_or_leave(
    services: Services, paths: Paths, opening: Any, qtbot: QtBot
) -> None:
    services.store.close()
    spoil(paths.database)
    before = paths.database.read_bytes()
    launched = opening()
    sheet = sheet_of(launched, qtbot)
    assert [button.text() for button in sheet.footer_buttons()] == ["Close mentorcrm", "Try again"]
    qtbot.keyClick(sheet.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_sheet(launched.window) not in (None, sheet), timeout=10_000)
    qtbot.mouseClick(sheet_of(launched, qtbot).leave, LEFT)
    assert not launched.window.isVisible()
    assert paths.database.read_bytes() == before


def test_what_passes_is_tried_again(
    services: Services, paths: Paths, clock: FixedClock, opening: Any, qtbot: QtBot, lock: DataLock
) -> None:
    services.store.close()
    busy = [True]

    def build() -> Services:
        if busy.pop() if busy else False:
            raise DatabaseLocked("Another command is still using the data.")
        return app.build(paths, clock, lock)

    launched = opening(build)
    sheet = sheet_of(launched, qtbot)
    assert "still using" in words(sheet)
    qtbot.mouseClick(sheet.again, LEFT)
    qtbot.waitUntil(lambda: launched.desk.live, timeout=10_000)


def test_closing_on_a_full_disk_is_no_fault(
    services: Services, opening: Any, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    services.store.close()
    launched = opening()
    qtbot.waitUntil(lambda: launched.desk.live, timeout=10_000)
    raw = launched.desk.services.store._write_engine.raw_connection()
    raw.cursor().execute("PRAGMA query_only=ON")
    raw.close()
    launched.window.close()
    assert not caplog.records


def test_a_window_that_is_closed_at_once_begins_nothing_more(
    services: Services, opening: Any, qtbot: QtBot
) -> None:
    services.store.close()
    launched = opening()
    qtbot.waitUntil(lambda: launched._upkeep is not None, timeout=10_000)
    launched.window.close()
    assert not any(timer.isActive() for timer in launched._upkeep._timers)
