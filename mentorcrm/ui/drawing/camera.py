"""What part of the drawing is in view, and how large."""

from PySide6.QtCore import QPointF, QRectF, QSizeF

LEAST, MOST = 0.1, 2.5
_EDGE = 16.0
"""Pixels that stay free around a drawing that is shown as a whole."""


class Camera:
    """Turns places in the drawing into places in the view and back; both in pixels."""

    def __init__(self) -> None:
        self.scale = 1.0
        self.size = QSizeF(1, 1)
        self.middle = QPointF()
        """The place of the drawing that is in the middle of the view."""

        self.box = QRectF()
        """All of the drawing; what is in the middle of the view never leaves it."""

    def to_view(self, x: float, y: float) -> QPointF:
        """Where a place of the drawing is in the view."""
        return QPointF(
            (x - self.middle.x()) * self.scale + self.size.width() / 2,
            (y - self.middle.y()) * self.scale + self.size.height() / 2,
        )

    def to_drawing(self, point: QPointF) -> QPointF:
        """Which place of the drawing is at a point of the view."""
        return QPointF(
            (point.x() - self.size.width() / 2) / self.scale + self.middle.x(),
            (point.y() - self.size.height() / 2) / self.scale + self.middle.y(),
        )

    def fit(self) -> None:
        """Show all, as large as fits, but not larger than it is."""
        room = self.size - QSizeF(2 * _EDGE, 2 * _EDGE)
        if self.box.isEmpty() or room.width() < 1 or room.height() < 1:
            return
        scale = min(room.width() / self.box.width(), room.height() / self.box.height(), 1.0)
        self.scale = max(scale, LEAST)
        self.middle = self.box.center()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Show it larger or smaller; what is at the point `about` of the view stays there."""
        fixed = about or QPointF(self.size.width() / 2, self.size.height() / 2)
        there = self.to_drawing(fixed)
        self.scale = min(max(self.scale * factor, LEAST), MOST)
        now = self.to_view(there.x(), there.y())
        self.pan(fixed.x() - now.x(), fixed.y() - now.y())

    def pan(self, right: float, down: float) -> None:
        """Move the drawing in the view."""
        self.middle = QPointF(
            self.middle.x() - right / self.scale, self.middle.y() - down / self.scale
        )
        self.hold()

    def hold(self) -> None:
        """Keep some of the drawing in view."""
        box, middle = self.box, self.middle
        if not box.isEmpty():
            self.middle = QPointF(
                min(max(middle.x(), box.left()), box.right()),
                min(max(middle.y(), box.top()), box.bottom()),
            )

    def bring(self, x: float, y: float, room: float) -> None:
        """Move as little as needed to have a place in view, with some room around it."""
        point = self.to_view(x, y)
        self.pan(
            _into(point.x(), self.size.width(), room), _into(point.y(), self.size.height(), room)
        )


def _into(at: float, length: float, room: float) -> float:
    """How far to move so that `at` lies between `room` and `length - room`."""
    room = min(room, length / 2)
    return max(room - at, 0.0) - max(at - (length - room), 0.0)
