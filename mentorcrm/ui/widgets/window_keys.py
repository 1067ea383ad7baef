"""Keys that belong to the window even while one types."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

# For Qt, a class may have just one C++ base: at run time the mix-in is a plain object.
if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class TypingField(_Base):
    """Mix-in of fields that leave the window's keys to the window."""

    def event(self, event: QEvent) -> bool:
        if _is_for_window(event):
            event.ignore()
            return True
        return super().event(event)


def _is_for_window(event: QEvent) -> bool:
    """Whether a field would take a key that is not its own.

    Under X11 Qt gives Ctrl+E to every field, as another name of the End key, and Ctrl+K, which
    would delete to the end of the line.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    wanted = event.key() in (Qt.Key.Key_E, Qt.Key.Key_K)
    return wanted and event.modifiers() == Qt.KeyboardModifier.ControlModifier
