"""Initials on a tint. The tint means nothing but who it is."""

import unicodedata

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentorcrm.models.naming import name_parts
from mentorcrm.ui import theme


def initials(name: str) -> str:
    """First letters of the first and last word; the first character for one word or script.

    Titles before a name and degrees after it do not count.
    """
    named = name_parts(name).words
    words = [word for word in named if any(character.isalnum() for character in word)]
    if not words:
        return "?"
    chosen = words if len(words) == 1 else [words[0], words[-1]]
    letters = [_first_grapheme(word) for word in chosen]
    return "".join(letters).upper()


def _first_grapheme(word: str) -> str:
    start = next((i for i, c in enumerate(word) if c.isalnum()), 0)
    end = start + 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[start:end]


def draw_avatar(painter: QPainter, rect: QRect, letters: str, tint: int) -> None:
    """Paint an avatar into a square."""
    background, ink = theme.current().tint(tint)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(background)
    painter.drawEllipse(rect)
    painter.setFont(theme.current().sized("title", max(9, round(rect.width() * 0.42))))
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)


class Avatar(QWidget):
    """An avatar of 24 to 64 px, more with larger text."""

    def __init__(
        self, name: str = "", tint: int = 0, size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._edge = size
        self._tint = tint
        self._letters = initials(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def set_person(self, name: str, tint: int) -> None:
        """Show another person."""
        self._letters, self._tint = initials(name), tint
        self.update()

    def sizeHint(self) -> QSize:
        edge = theme.current().px(self._edge)
        return QSize(edge, edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_avatar(QPainter(self), self.rect(), self._letters, self._tint)
