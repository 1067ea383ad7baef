"""The binding must not eat references: PySide6 6.12.0 aborts Python 3.11 after some 500 emits.

Its `Signal.emit()` drops a reference to `True` each time. From Python 3.12 on `True` and `None`
are immortal and their counts say nothing.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

TIMES = 200
SLACK = 20
"""What pytest and the garbage collector may move meanwhile."""

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="True and None are immortal from Python 3.12 on"
)


class Source(QObject):
    """A signal of each shape that the app sends."""

    nothing = Signal()
    something = Signal(object)
    flag = Signal(bool)


def counts_after(work: Callable[[], object]) -> tuple[int, int]:
    """How the reference counts of True and None moved while `work` ran `TIMES` times."""
    work()
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(TIMES):
        work()
    return sys.getrefcount(True) - before[0], sys.getrefcount(None) - before[1]


def assert_kept(work: Callable[[], object]) -> None:
    moved = counts_after(work)
    assert max(abs(count) for count in moved) <= SLACK, moved


@pytest.mark.parametrize("connected", [True, False])
def test_emitting_keeps_the_counts(connected: bool) -> None:
    source = Source()
    heard: list[object] = []
    if connected:
        source.nothing.connect(lambda: heard.append(1))
        source.something.connect(heard.append)
        source.flag.connect(lambda value: heard.append(1 if value else 0))
    assert_kept(source.nothing.emit)
    assert_kept(lambda: source.something.emit(source))
    assert_kept(lambda: source.flag.emit(True))
    assert len(heard) == (3 * (TIMES + 1) if connected else 0)


def test_setting_text_keeps_the_counts(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    texts = iter(range(10 * TIMES))
    assert_kept(lambda: field.setText(str(next(texts))))
    assert field.text() == str(TIMES)
