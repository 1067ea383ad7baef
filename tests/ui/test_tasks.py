"""Work in threads: results, errors and progress on the UI thread, latest only, nothing late."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mentorcrm.ui.tasks import CancelToken, TaskRunner
from tests.ui.conftest import flush


@pytest.fixture
def errors() -> list[Exception]:
    return []


@pytest.fixture
def tasks(qtbot: QtBot, errors: list[Exception]) -> Iterator[TaskRunner]:
    runner = TaskRunner(errors.append)
    yield runner
    runner.shut_down()


def test_the_result_comes_on_the_ui_thread(qtbot: QtBot, tasks: TaskRunner) -> None:
    got: list[tuple[Any, bool]] = []
    here = threading.get_ident()
    with qtbot.waitSignal(tasks.idle):
        tasks.run(
            lambda _token: 2**40,
            lambda value: got.append((value, threading.get_ident() == here)),
        )
    assert got == [(2**40, True)]


def test_an_error_reaches_who_asked_else_the_runner(
    qtbot: QtBot, tasks: TaskRunner, errors: list[Exception]
) -> None:
    own: list[Exception] = []

    def fail(_token: CancelToken) -> None:
        raise ValueError("no")

    with qtbot.waitSignal(tasks.idle):
        tasks.run(fail, None, own.append)
    with qtbot.waitSignal(tasks.idle):
        tasks.run(fail)
    assert [type(error) for error in own] == [ValueError]
    assert [type(error) for error in errors] == [ValueError]


def test_only_the_latest_of_a_key_answers(qtbot: QtBot, tasks: TaskRunner) -> None:
    gate = threading.Event()
    got: list[str] = []

    def slow(token: CancelToken) -> str:
        gate.wait(5)
        return "old, cancelled" if token.cancelled else "old"

    with qtbot.waitSignal(tasks.idle):
        tasks.run(slow, got.append, key="search")
        tasks.run(lambda _token: "new", got.append, key="search")
        gate.set()
    assert got == ["new"]


def test_what_is_dropped_does_not_come_after_something_newer(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    gate, got = threading.Event(), ["read at once"]
    with qtbot.waitSignal(tasks.idle):
        tasks.run(lambda _token: gate.wait(5) and "older", got.append, key="today")
        tasks.drop("today")
        tasks.drop("nothing of that name")
        gate.set()
    assert got == ["read at once"]


def test_a_cancelled_task_is_silent(qtbot: QtBot, tasks: TaskRunner) -> None:
    gate = threading.Event()
    got: list[object] = []
    with qtbot.waitSignal(tasks.idle):
        task = tasks.run(lambda _token: gate.wait(5), got.append)
        task.cancel()
        gate.set()
    assert got == []


def test_progress_comes_in_order_before_the_result(qtbot: QtBot, tasks: TaskRunner) -> None:
    got: list[object] = []

    def work(_token: CancelToken, report: Any) -> str:
        for number in range(3):
            report(number)
        return "done"

    with qtbot.waitSignal(tasks.idle):
        tasks.run_reporting(work, got.append, got.append, got.append)
    assert got == [0, 1, 2, "done"]


class Receiver(QObject):
    got: list[object] = []

    def take(self, value: object) -> None:
        self.got.append(value)


def test_a_widget_that_is_gone_is_not_called(qtbot: QtBot, tasks: TaskRunner) -> None:
    receiver = Receiver()
    gate = threading.Event()
    with qtbot.waitSignal(tasks.idle):
        tasks.run(lambda _token: gate.wait(5), receiver.take)
        receiver.deleteLater()
        flush()
        gate.set()
    assert Receiver.got == []
