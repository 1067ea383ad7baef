"""The last picture of the drawing. When it is moved, only what comes into view is painted."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from mentorcrm.ui.drawing.paint import Frame

Paint = Callable[[QPainter, Frame, QRectF], None]


@dataclass(frozen=True)
class _Taken:
    frame: Frame
    size: QSize
    what: object


class Film:
    """Keeps one picture. `whole` and `parts` count how often all or only a part was painted."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._taken: _Taken | None = None
        self.whole = 0
        self.parts = 0

    def spoil(self) -> None:
        """What is in the drawing has changed: paint all of it next time."""
        self._taken = None

    def picture(self, frame: Frame, size: QSize, what: object, paint: Paint) -> QPixmap:
        """The picture of a frame, so many device pixels large.

        `what` is all that decides how it looks; with the same, the last picture is moved.
        """
        taken, wanted = self._taken, _Taken(frame, size, what)
        if taken != wanted:
            right, down = 0, 0
            if taken is not None:
                right = round(taken.frame.left - frame.left)
                down = round(taken.frame.top - frame.top)
            if taken is not None and _alike(taken, wanted) and _overlap(right, down, size):
                self._move(right, down, frame, paint)
            else:
                self._start(size, frame, paint)
            self._taken = wanted
        return self._picture

    def _start(self, size: QSize, frame: Frame, paint: Paint) -> None:
        if self._picture.size() != size:
            self._picture = QPixmap(size)
            self._picture.fill(QColor("white"))  # Without an alpha channel it is copied quickly.
        self._picture.setDevicePixelRatio(1)
        self.whole += 1
        self._paint(QRect(0, 0, size.width(), size.height()), frame, paint)

    def _move(self, right: int, down: int, frame: Frame, paint: Paint) -> None:
        self._picture.setDevicePixelRatio(1)
        bounds = self._picture.rect()
        self._picture.scroll(right, down, bounds)
        self.parts += 1
        for part in _uncovered(bounds, right, down):
            self._paint(part, frame, paint)

    def _paint(self, part: QRect, frame: Frame, paint: Paint) -> None:
        painter = QPainter(self._picture)
        painter.setClipRect(part)
        paint(painter, frame, QRectF(part))
        painter.end()


def _uncovered(bounds: QRect, right: int, down: int) -> list[QRect]:
    """What a picture does not cover of its old place once it was moved: a column and a row."""
    covered = bounds.intersected(bounds.translated(right, down))
    column, row = QRect(bounds), QRect(covered)
    if right > 0:
        column.setRight(covered.left() - 1)
    else:
        column.setLeft(covered.right() + 1)
    row.setTop(bounds.top() if down > 0 else covered.bottom() + 1)
    row.setBottom(covered.top() - 1 if down > 0 else bounds.bottom())
    return [part for part in (column, row) if not part.isEmpty()]


def _alike(taken: _Taken, wanted: _Taken) -> bool:
    a, b = taken.frame, wanted.frame
    return (a.scale, a.ratio, a.thin, taken.size, taken.what) == (
        b.scale, b.ratio, b.thin, wanted.size, wanted.what,
    )  # fmt: skip


def _overlap(right: int, down: int, size: QSize) -> bool:
    return abs(right) < size.width() and abs(down) < size.height()
