"""Lucide icons, tinted by colour role when they are painted, so that they follow the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mentorcrm import assets
from mentorcrm.models.kinds import NeedKind
from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return assets.text(f"icons/{name}.svg")


def stroke_width(size: int) -> float:
    """Stroke in units of the 24-unit grid: small icons need a heavier line to hold."""
    if size <= 14:
        return 2.0
    return 1.85 if size <= 16 else 1.75


@lru_cache(maxsize=512)
def _render(name: str, size: int, rgba: int, ratio: float) -> QPixmap:
    color = QColor.fromRgba(rgba)
    source = _source(name).replace("currentColor", color.name())
    source = source.replace('stroke-width="2"', f'stroke-width="{stroke_width(size)}"')
    edge = max(1, round(size * ratio))
    pixmap = QPixmap(edge, edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, size: int, role: ColorRole, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap in the colour that `role` has in the theme on screen."""
    return _render(name, size, theme.color(role).rgba(), ratio)


def draw(painter: QPainter, name: str, rect: QRect, role: ColorRole) -> None:
    """Paint an icon into a square."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect.topLeft(), pixmap(name, rect.width(), role, ratio))


class TintedIconEngine(QIconEngine):
    """Tints a Lucide icon when it is painted: per mode and state, in the theme of the moment."""

    def __init__(self, name: str, role: ColorRole, on_role: ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role: ColorRole = role
        self._on_role: ColorRole = on_role

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> ColorRole:
        if mode == QIcon.Mode.Disabled:
            return "text3"
        return self._on_role if state == QIcon.State.On else self._role

    def clone(self) -> QIconEngine:
        return TintedIconEngine(self._name, self._role, self._on_role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        edge = min(rect.width(), rect.height())
        corner = QPoint(
            rect.x() + (rect.width() - edge) // 2, rect.y() + (rect.height() - edge) // 2
        )
        draw(painter, self._name, QRect(corner, QSize(edge, edge)), self._color(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        edge = max(1, round(min(size.width(), size.height()) / scale))
        return pixmap(self._name, edge, self._color(mode, state), scale)


OF_NEED = {NeedKind.OUTCOME: "target", NeedKind.SKILL: "star", NeedKind.DECISION: "git-compare"}


def icon(name: str, role: ColorRole = "text2", on_role: ColorRole = "accent") -> QIcon:
    """An icon for actions and menus that follows theme and state by itself."""
    return QIcon(TintedIconEngine(name, role, on_role))
