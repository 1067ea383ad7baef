"""The few strokes that every painted widget shares."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

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
    """A soft shadow reaching `depth` pixels around a floating card: a stack of rounded rects.

    Each adds a little, so that together they fall off smoothly across the card's edge.
    """
    base = QColor(theme.color("shadow"))
    strength = 0.55 if theme.current().scheme == "dark" else 0.22
    steps = range(depth, -depth // 2, -1)
    drop = depth / 4
    for step in steps:
        base.setAlphaF(strength * 2 * (depth - step) / (len(steps) ** 2))
        box = QRectF(rect).adjusted(-step, -step + drop, step, step + drop)
        rounded(painter, box, max(radius + step, 2), base)


def ring(painter: QPainter, rect: QRect | QRectF, radius: float) -> None:
    """The 2 px focus ring, drawn just inside `rect`."""
    rounded(painter, rect, radius, None, theme.color("accent"), 2.0)


def clear_ground(area: QAbstractScrollArea) -> None:
    """Let what is behind a scrolling widget show through.

    It gets a viewport of its own for that: asking for the one Qt has made takes 30 ms the first
    time, because PySide6 then loads every class of widgets to find out which one it is. Text
    editors keep Qt's, which they hold on to.
    """
    ground = QWidget()
    ground.setAutoFillBackground(False)
    area.setViewport(ground)
