"""Small round things: filter chips, tags and key caps."""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import PressedByEnter
from mentorcrm.ui.widgets.text import Label

Tone = Literal["accent", "neutral", "good", "warn", "risk"]
TAG_COLORS: dict[Tone, tuple[ColorRole, ColorRole]] = {
    "accent": ("accentSoft", "accent"),
    "neutral": ("restSoft", "text2"),
    "good": ("goodSoft", "good"),
    "warn": ("warnSoft", "warn"),
    "risk": ("riskSoft", "risk"),
}
CHIP_HEIGHT = 28
TAG_HEIGHT = 20
KEY_HEIGHT = 18
_MARK = 14


class Chip(PressedByEnter, QAbstractButton):
    """A filter that is on or off. With `menu_arrow` it looks as if it opens a menu."""

    focus_radius = CHIP_HEIGHT / 2

    def __init__(
        self,
        text: str,
        *,
        menu_arrow: bool = False,
        clears: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`clears` says that a click on a chosen chip takes the choice away."""
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(not menu_arrow)
        self._menu_arrow = menu_arrow
        self._clears = clears
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.set_type(self, "metaM")

    def set_on(self, on: bool) -> None:
        """Show the chip as chosen."""
        self.setCheckable(True)
        self.setChecked(on)
        self.setCheckable(not self._menu_arrow or on)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        mark = _MARK + 6 if self._mark() else 0
        return QSize(width + mark + 24, theme.current().px(CHIP_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on, over = self.isChecked(), self.underMouse()
        fill: ColorRole = "accentSoft" if on else "hover" if over else "surface"
        line: ColorRole = "accentLine" if on else "line2"
        ink: ColorRole = "accent" if on else "text"
        radius = self.height() / 2
        painting.rounded(painter, self.rect(), radius, theme.color(fill), theme.color(line))
        painter.setPen(theme.color(ink))
        mark = self._mark()
        room = self.rect().adjusted(12, 0, -12 - (_MARK + 6 if mark else 0), 0)
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if mark:
            corner = QPoint(self.width() - 12 - _MARK, (self.height() - _MARK) // 2)
            icons.draw(painter, mark, QRect(corner, QSize(_MARK, _MARK)), ink)

    def _mark(self) -> str:
        if self.isChecked():
            return "x" if self._clears else ""
        return "chevron-down" if self._menu_arrow else ""


class Tag(Label):
    """A word on a tinted pill. State is never colour alone: the word says it."""

    def __init__(self, text: str, tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        self._tone: Tone = tone
        super().__init__(text, "capS", TAG_COLORS[tone][1], parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: Tone) -> None:
        """Change the tint."""
        self._tone = tone
        self.set_role(TAG_COLORS[tone][1])
        self.update()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 16, theme.current().px(TAG_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 72), theme.current().px(TAG_HEIGHT))

    def is_elided(self) -> bool:
        return self._advance() > self.width() - 15.5

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, ink = TAG_COLORS[self._tone]
        painting.rounded(painter, self.rect(), self.height() / 2, theme.color(fill))
        painter.setPen(theme.color(ink))
        room = self.width() - 15
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


def key_cap_size(keys: str) -> QSize:
    """How large the cap of a key is at the present text size."""
    height = theme.current().px(KEY_HEIGHT)
    width = QFontMetrics(theme.current().font("cap")).horizontalAdvance(keys)
    return QSize(max(height, width + 10), height)


def paint_key_cap(painter: QPainter, rect: QRect, keys: str) -> None:
    """Paint a key as printed on a keyboard."""
    painting.rounded(painter, rect, 4, theme.color("surface"), theme.color("line2"))
    painter.setFont(theme.current().font("cap"))
    painter.setPen(theme.color("text2"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, keys)


class KeyCap(Label):
    """A key as printed on a keyboard."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, "cap", "text2", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return key_cap_size(self.text())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_key_cap(QPainter(self), self.rect(), self.text())
