"""One window per data folder: a second start is heard by the first and told that it was."""

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from mentorcrm.ui.single_instance import _TRIES, Doorbell, ring


def rung_from_elsewhere(folder: Path) -> tuple[threading.Thread, list[bool]]:
    answers: list[bool] = []
    caller = threading.Thread(target=lambda: answers.append(ring(folder)))
    caller.start()
    return caller, answers


def test_a_window_hears_every_second_start(tmp_path: Path, qtbot: QtBot) -> None:
    bell = Doorbell(tmp_path / "bell")
    assert bell.listen()
    for _ in range(3):
        with qtbot.waitSignal(bell.rung):
            caller, answers = rung_from_elsewhere(tmp_path / "bell")
        caller.join()
        assert answers == [True]


def test_who_rang_while_the_window_opened_is_heard(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "bell"  # Not there yet: it is the first start of all.
    caller, answers = rung_from_elsewhere(folder)
    qtbot.waitUntil(lambda: folder.is_dir() and any(folder.iterdir()))
    bell = Doorbell(folder)
    with qtbot.waitSignal(bell.rung):
        bell.listen()
    caller.join()
    assert answers == [True]


def test_without_a_window_nobody_answers_and_nothing_is_left(tmp_path: Path) -> None:
    assert not ring(tmp_path / "bell", seconds=0.2)
    assert list((tmp_path / "bell").iterdir()) == []
    (tmp_path / "file").touch()
    assert not ring(tmp_path / "file")


def test_a_long_path_is_no_obstacle(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / ("long" * 40) / "bell"  # Longer than the name of a local socket may be.
    folder.parent.mkdir()
    bell = Doorbell(folder)
    assert bell.listen()
    with qtbot.waitSignal(bell.rung):
        caller, answers = rung_from_elsewhere(folder)
    caller.join()
    assert answers == [True]


def test_a_bell_that_cannot_be_taken_away_is_not_pulled_at_for_ever(
    tmp_path: Path, qtbot: QtBot
) -> None:
    blocked = tmp_path / "bell" / "ring"
    blocked.mkdir(parents=True)
    bell = Doorbell(blocked.parent)
    bell.listen()
    qtbot.waitUntil(lambda: bell._tries == _TRIES)
    with qtbot.waitSignal(bell.rung):
        blocked.rmdir()
        blocked.touch()
