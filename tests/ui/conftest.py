"""Every test of the window runs without a screen and must leave nothing behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from mentorcrm.ui import theme

# The offscreen platform cannot do these; they say nothing about the app.
_EXPECTED = ("This plugin does not support", "propagateSizeHints")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["mentorcrm-test"]


@pytest.fixture(scope="session", autouse=True)
def themed(qapp: QApplication) -> None:
    theme.current().install(qapp, "light")


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
    yield
    flush()
    qInstallMessageHandler(previous)
    stray = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
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
