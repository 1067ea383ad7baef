"""The two buttons at the side of a mouse: back and forward, wherever the pointer is."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QWidget

_MOVES = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}


class MouseKeys(QObject):
    """Looks at what reaches the window of the system, before a widget takes it for its own."""

    def __init__(self, window: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._actions = actions
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        if name := _MOVES.get(event.button()):
            self._actions[name].trigger()
            return True
        return False
