"""The focus ring outlives neither its control nor its window, and never speaks to either gone."""

import gc

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.focus import FocusRing
from tests.ui.conftest import flush


class Ground(QWidget):
    """A window with a page that can be built anew."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self.other = Button("Other")
        self.page = QWidget()
        self.button = Button("Go")
        QVBoxLayout(self.page).addWidget(self.button)
        self._column.addWidget(self.other)
        self._column.addWidget(self.page)

    def rings(self) -> list[FocusRing]:
        return [ring for ring in self.findChildren(FocusRing) if ring.isVisible()]


@pytest.fixture
def ground(qtbot: QtBot) -> Ground:
    ground = Ground()
    qtbot.addWidget(ground)
    with qtbot.waitActive(ground):
        ground.show()
        ground.activateWindow()
    ground.button.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(ground.rings()) == 1
    return ground


def test_a_ring_goes_with_its_control(ground: Ground) -> None:
    ground.button.deleteLater()
    flush()
    assert not ground.rings()
    ground.resize(ground.size() + QSize(40, 40))


def test_a_ring_goes_with_the_page_of_its_control(ground: Ground) -> None:
    ground.page.deleteLater()
    flush()
    assert not ground.rings()


def test_a_ring_stands_still_once_its_control_is_gone(ground: Ground) -> None:
    (ring,) = ground.rings()
    shiboken6.delete(ground.button)
    ring.place()
    ground.page.resize(ground.page.size() + QSize(10, 10))
    flush()
    assert not ground.rings()


def test_a_control_forgets_a_ring_that_is_gone(ground: Ground) -> None:
    button = ground.button
    (ring,) = ground.rings()
    ring.setParent(None)
    shiboken6.delete(ring)
    button.drop_ring()
    ground.other.setFocus(Qt.FocusReason.TabFocusReason)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(ground.rings()) == 1


def test_a_whole_window_goes_while_the_ring_is_shown(qtbot: QtBot) -> None:
    ground = Ground()
    with qtbot.waitActive(ground):
        ground.show()
        ground.activateWindow()
    button = ground.button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    shiboken6.delete(ground)
    gc.collect()
    assert not shiboken6.isValid(button)
    button.drop_ring()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_in_focus_as_space_does(
    qtbot: QtBot, ground: Ground, key: Qt.Key
) -> None:
    with qtbot.waitSignal(ground.button.clicked, timeout=100):
        qtbot.keyClick(ground.button, key)


def test_enter_with_ctrl_or_held_down_presses_no_button(qtbot: QtBot, ground: Ground) -> None:
    held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return,
                     Qt.KeyboardModifier.NoModifier, "\r", True)  # fmt: skip
    with qtbot.assertNotEmitted(ground.button.clicked):
        QApplication.sendEvent(ground.button, held)
        qtbot.keyClick(ground.button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
