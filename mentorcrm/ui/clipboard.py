"""The clipboard, as something that can be handed in."""

from typing import Protocol

from PySide6.QtGui import QGuiApplication


class Clipboard(Protocol):
    """Takes plain text."""

    def copy(self, text: str) -> None:
        """Put text on the clipboard."""


class SystemClipboard:
    """The clipboard of this computer."""

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
