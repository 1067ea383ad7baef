"""Garbage is collected between two gestures, and what was kept long is found all the same."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QWindow

from mentorcrm.ui.collecting import DEEP_SECONDS, PATIENCE_SECONDS, REST_SECONDS, Collector


class Watch:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Node:
    """Something that holds on to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def watch() -> Iterator[Watch]:
    was_on = gc.isenabled()
    yield Watch()
    gc.unfreeze()
    if was_on:
        gc.enable()


def collector(watch: Watch, window: QWindow) -> Collector:
    made = Collector(QObject(window), watch)
    made.start()
    made.watch(window)
    return made


def test_the_interpreter_does_not_collect_and_a_tick_does(qapp: object, watch: Watch) -> None:
    window = QWindow()
    made = collector(watch, window)
    assert not gc.isenabled()
    node = weakref.ref(Node())
    watch.seconds += 2
    made.tick()
    assert node() is None


def test_while_somebody_scrolls_it_waits_but_not_for_ever(qapp: object, watch: Watch) -> None:
    window = QWindow()
    made = collector(watch, window)
    node = weakref.ref(Node())
    for _turn in range(int(PATIENCE_SECONDS) - 1):
        watch.seconds += 1
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.Wheel))
        made.tick()
        assert node() is not None
    watch.seconds += 1
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.Wheel))
    made.tick()
    assert node() is None


def test_what_was_kept_long_is_found_when_the_window_has_rested(qapp: object, watch: Watch) -> None:
    window = QWindow()
    made = collector(watch, window)
    kept = Node()
    node = weakref.ref(kept)
    watch.seconds += 2
    made.tick()
    del kept
    watch.seconds += 2
    made.tick()
    assert node() is not None  # It is not looked at each time.
    watch.seconds += max(DEEP_SECONDS, REST_SECONDS)
    made.tick()
    assert node() is None
