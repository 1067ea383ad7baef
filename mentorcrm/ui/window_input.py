"""What is pressed anywhere in the window, looked at before a widget takes it for its own."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.widgets.focus import note_input

_MOVES = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}


class WindowInput(QObject):
    """Notes whether keys or mouse were used last, for the focus ring.

    The two buttons at the side of a mouse lead back and forward, wherever the pointer is.
    """

    def __init__(self, window: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._actions = actions
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            note_input(by_key=True)
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            note_input(by_key=False)
            if name := _MOVES.get(event.button()):
                self._actions[name].trigger()
                return True
        return False
