"""Undo and redo of a large import: off the UI thread, one after another, nothing in between."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.dispatcher import Dispatcher
from mentorcrm.ui.dialogs.busy import BusySheet
from mentorcrm.ui.steps import LARGE_STEP
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.ui.conftest import Stage

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MANY = LARGE_STEP + 20


@pytest.fixture
def imported(stage: Stage, tmp_path: Path) -> Stage:
    """A window after a small change and then a large import."""
    stage.services.dispatcher.run(AddPerson("Ana Ferreira"))
    rows = "".join(f"Person {n:04},p{n}@one.example\n" for n in range(MANY))
    file = tmp_path / "many.csv"
    file.write_text(f"Name,E-mail\n{rows}", encoding="utf-8")
    read = stage.services.transfer.read(file)
    stage.services.import_contacts(stage.services.transfer.propose(read))
    stage.settle()
    assert stage.services.people.counts().people == MANY + 1
    return stage


def press(stage: Stage, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    stage.qtbot.keyClick(stage.focused() or stage.window, key, modifiers)


def test_a_large_step_is_undone_off_the_ui_thread_while_the_window_waits(
    imported: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    go_on = threading.Event()
    undo = Dispatcher.undo

    def watched(self: Dispatcher, initiator: object = None) -> str | None:
        threads.append(threading.current_thread().name)
        assert go_on.wait(10)
        return undo(self, initiator)

    monkeypatch.setattr(Dispatcher, "undo", watched)
    press(imported, KEY.Key_Z)
    busy = open_sheet(imported.window)
    assert isinstance(busy, BusySheet)
    assert busy.title.text() == "Undoing…"
    press(imported, KEY.Key_Escape, Qt.KeyboardModifier.NoModifier)
    press(imported, KEY.Key_N)
    assert open_sheet(imported.window) is busy
    go_on.set()
    imported.settle()
    assert open_sheet(imported.window) is None
    assert threads[0].startswith("mentorcrm")
    assert imported.services.people.counts().people == 1
    assert imported.window.toast.text().startswith("Undone: ")


def test_two_steps_asked_for_at_once_are_taken_one_after_the_other(imported: Stage) -> None:
    press(imported, KEY.Key_Z)
    press(imported, KEY.Key_Z)
    imported.settle()
    assert imported.services.people.counts().people == 0
    press(imported, KEY.Key_Z, CONTROL | SHIFT)
    imported.settle()
    press(imported, KEY.Key_Z, CONTROL | SHIFT)
    press(imported, KEY.Key_Z)
    press(imported, KEY.Key_Z, CONTROL | SHIFT)
    imported.settle()
    assert imported.services.people.counts().people == MANY + 1
    results, code = imported.services.safety.check()
    assert code == 0, results


def test_a_large_step_that_no_longer_fits_is_refused_and_the_window_is_free(
    imported: Stage, meddle: Callable[[], None]
) -> None:
    meddle()
    press(imported, KEY.Key_Z)
    imported.settle()
    assert open_sheet(imported.window) is None
    assert "changed since then" in imported.window.toast.text()
    assert imported.services.people.counts().people == MANY + 1


@pytest.fixture
def meddle(imported: Stage) -> Callable[[], None]:
    """Changes a record behind the history's back, as another program may."""

    def change() -> None:
        from contextlib import closing

        from mentorcrm.storage import schema

        with closing(schema.connect(imported.services.paths.database)) as connection:
            connection.execute("UPDATE person SET title = 'CTO' WHERE id = 40")
            connection.commit()

    return change


def test_a_small_step_is_taken_at_once(stage: Stage) -> None:
    stage.services.dispatcher.run(AddPerson("Ana"))
    stage.settle()
    press(stage, KEY.Key_Z)
    assert stage.services.people.counts().people == 0
    stage.settle()
