"""The few strokes that every painted widget shares."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mentorcrm.ui import theme


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose line lies inside `rect` and stays crisp."""
    inset = width / 2 if line is not None else 0.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, radius - inset, radius - inset)


def shadow(painter: QPainter, rect: QRect | QRectF, radius: float, depth: int) -> None:
    """A soft shadow of `depth` pixels around a floating card, as a stack of rounded rects."""
    base = QColor(theme.color("shadow"))
    strength = 63 if theme.current().scheme == "dark" else 24
    for step in range(depth, 0, -2):
        falloff = (1 - step / depth) ** 2
        base.setAlphaF(strength / 100 * falloff * 2 / depth * 2)
        box = QRectF(rect).adjusted(-step, -step + 8, step, step + 8)
        rounded(painter, box, radius + step, base)


def ring(painter: QPainter, rect: QRect | QRectF, radius: float) -> None:
    """The 2 px focus ring, drawn just inside `rect`."""
    rounded(painter, rect, radius, None, theme.color("accent"), 2.0)
