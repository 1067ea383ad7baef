"""A fact that was understood: what it is, its value, and an arrow, because a menu changes it."""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.avatar import draw_avatar, initials
from mentorcrm.ui.widgets.focus import PressedByEnter
from mentorcrm.ui.widgets.text import set_tooltip

HEIGHT, RADIUS = 32, 8
SMALL = 26
_PAD, _ICON, _ARROW, _GAP, _FACE = 10, 16, 14, 6, 24
ChipTone = Literal["plain", "rest", "good", "warn", "accent"]
_COLORS: dict[ChipTone, tuple[ColorRole | None, ColorRole]] = {
    "plain": (None, "text"),
    "rest": ("restSoft", "text2"),
    "good": ("goodSoft", "good"),
    "warn": ("warnSoft", "warn"),
    "accent": ("accentSoft", "accent"),
}


class MenuChip(PressedByEnter, QAbstractButton):
    """`label` and `value` on a tint, or a person with their face."""

    focus_radius = RADIUS

    def __init__(
        self,
        value: str,
        tone: ChipTone = "rest",
        *,
        icon: str = "",
        label: str = "",
        face: int | None = None,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`face` is the tint of a person's avatar; the chip is drawn without a ground then.

        A `small` chip stands among others that say together what they are about.
        """
        super().__init__(parent)
        self._tone: ChipTone = tone
        self._icon = icon
        self._label = label
        self._face = face
        self._small = small
        self.setText(value)
        self.setAccessibleName(f"{label} {value}".strip())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.set_type(self, "metaM" if small else "strong")

    def sizeHint(self) -> QSize:
        width = self._before() + self._metrics().horizontalAdvance(self.text()) + 1
        return QSize(width + _GAP + self._px(_ARROW) + _PAD, self._px(self._high()))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._px(96)), self._px(self._high()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, ink = _COLORS[self._tone]
        if self.underMouse() or self.isDown():
            painting.rounded(
                painter,
                self.rect(),
                RADIUS,
                theme.color(fill or "hover"),
                theme.color("line2"),
            )
        elif fill is not None:
            painting.rounded(painter, self.rect(), RADIUS, theme.color(fill))
        self._paint_mark(painter, ink)
        end = self.width() - _PAD - self._px(_ARROW)
        painter.setFont(self.font())
        painter.setPen(theme.color("text"))
        room = QRect(self._before(), 0, end - _GAP - self._before() + 1, self.height())
        words = self._metrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width() + 1
        )
        set_tooltip(self, "" if words == self.text() else self.text())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        edge = self._px(_ARROW)
        corner = QPoint(end, (self.height() - edge) // 2)
        icons.draw(painter, "chevron-down", QRect(corner, QSize(edge, edge)), ink)

    def _paint_mark(self, painter: QPainter, ink: ColorRole) -> None:
        edge = self._px(self._mark())
        left = 0 if self._face is not None else _PAD
        box = QRect(left, (self.height() - edge) // 2, edge, edge)
        if self._face is not None:
            painter.save()
            draw_avatar(painter, box, initials(self.text()), self._face)
            painter.restore()
        elif self._icon:
            icons.draw(painter, self._icon, box, ink)
        if self._label:
            painter.setFont(self._label_font())
            painter.setPen(theme.color("text2"))
            left = _PAD + (edge + _GAP if self._icon else 0)
            room = QRect(left, 0, self.width(), self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._label)

    def _high(self) -> int:
        return SMALL if self._small else HEIGHT

    def _before(self) -> int:
        """Where the value begins."""
        if self._face is not None:
            return self._px(self._mark()) + _GAP + 2
        left = _PAD + (self._px(self._mark()) + _GAP if self._icon else 0)
        if self._label:
            left += QFontMetrics(self._label_font()).horizontalAdvance(self._label) + _GAP + 1
        return left

    def _mark(self) -> int:
        """The edge of the face or of the icon."""
        if self._face is None:
            return _ICON - 2 if self._small else _ICON
        return _FACE - 4 if self._small else _FACE

    def _label_font(self) -> QFont:
        return theme.current().font("meta" if self._small else "body")

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.font())

    @staticmethod
    def _px(number: int) -> int:
        return theme.current().px(number)
