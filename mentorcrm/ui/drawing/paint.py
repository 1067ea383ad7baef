"""Paints the drawing of the network: grounds, doors, discs, names, from the back to the front.

On screen discs and names are pictures that were drawn once; in a file they are drawn as shapes.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from mentorcrm.ui import theme
from mentorcrm.ui.drawing.faces import Faces, draw_face
from mentorcrm.ui.drawing.names import GROUND, Name, Written
from mentorcrm.ui.drawing.shape import Disc, Door, Drawing
from mentorcrm.ui.theme import ColorRole

THIN_FROM = 150
"""Doors in view from which lines are one pixel wide, which is a hundred times less work."""

_LINE, _MARKED = 1.4, 2.0
_FAINT = 0.6
"""How strong each of many lines is, so that people stand out before them."""

_TIPS_FROM = 0.3
_HALO = 6.0
_MARGIN = 48.0


@dataclass(frozen=True)
class Shown:
    """What is to be seen of a drawing. Who is `lifted` is being dragged and left out."""

    doors: bool = True
    circles: bool = True
    chosen: int | None = None
    lifted: int | None = None


@dataclass(frozen=True)
class Frame:
    """How a drawing lies on a picture: pixels of the picture for one of the drawing, and which
    pixel of the enlarged drawing is at the left and at the top. `ratio` is that of the screen.
    """

    scale: float
    left: float
    top: float
    ratio: float = 1.0
    thin: bool = False

    def at(self, x: float, y: float) -> QPointF:
        """Where a place of the drawing is on the picture."""
        return QPointF(x * self.scale - self.left, y * self.scale - self.top)

    def transform(self) -> QTransform:
        """The same as a painter takes it."""
        return QTransform(self.scale, 0, 0, self.scale, -self.left, -self.top)

    def seen(self, box: QRectF) -> QRectF:
        """The part of the drawing that is under a box of the picture."""
        return QRectF(
            (box.left() + self.left) / self.scale, (box.top() + self.top) / self.scale,
            box.width() / self.scale, box.height() / self.scale,
        )  # fmt: skip


class Brush(Protocol):
    """Puts discs and names on a picture."""

    def face(self, painter: QPainter, disc: Disc, frame: Frame) -> None: ...

    def name(self, painter: QPainter, name: Name, frame: Frame) -> None: ...


class Pictures:
    """Puts them there as pictures, at whole pixels."""

    def __init__(self) -> None:
        self.faces = Faces()
        self.written = Written()

    def clear(self) -> None:
        """Forget all pictures."""
        self.faces.clear()
        self.written.clear()

    def face(self, painter: QPainter, disc: Disc, frame: Frame) -> None:
        """Somebody's disc."""
        size = max(1, round(disc.size * frame.scale))
        picture = self.faces.picture(disc, size, frame.scale / frame.ratio)
        half = picture.width() / 2
        left, top = disc.x * frame.scale - half, disc.y * frame.scale - half
        painter.drawPixmap(_whole(left - frame.left), _whole(top - frame.top), picture)

    def name(self, painter: QPainter, name: Name, frame: Frame) -> None:
        """A name."""
        unit = max(frame.scale, frame.ratio)
        picture = self.written.picture(name, unit)
        left, top = name.x * frame.ratio - picture.width() / 2, name.y * frame.ratio
        painter.drawPixmap(_whole(left - frame.left), _whole(top - frame.top), picture)


def _whole(at: float) -> int:
    """The nearest whole number, halves upwards: as far from its neighbours wherever it is."""
    return math.floor(at + 0.5)


class Shapes:
    """Puts them there as shapes and letters, at the size of the design."""

    def __init__(self, written: Written) -> None:
        self._written = written

    def face(self, painter: QPainter, disc: Disc, frame: Frame) -> None:
        """Somebody's disc."""
        painter.save()
        painter.setTransform(frame.transform(), combine=True)
        painter.translate(disc.x, disc.y)
        draw_face(painter, disc, disc.size)
        painter.restore()

    def name(self, painter: QPainter, name: Name, frame: Frame) -> None:
        """A name."""
        painter.save()
        painter.translate(-frame.left, -frame.top)
        self._written.draw(painter, name)
        painter.restore()


def paint(
    painter: QPainter, drawing: Drawing, frame: Frame, box: QRectF,
    shown: Shown, names: Iterable[Name], brush: Brush,
) -> None:  # fmt: skip
    """Paint the part of a drawing that lies in a box of the picture."""
    painter.fillRect(box, theme.color("canvas"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    seen = frame.seen(box)
    if shown.circles:
        _paint_grounds(painter, drawing, frame, seen)
    if shown.doors:
        _paint_doors(painter, doors_in(drawing, seen, shown.lifted), frame, shown.chosen)
    for disc in _discs_in(drawing, seen):
        if disc.node.id == shown.lifted:
            continue
        if disc.node.id == shown.chosen:
            paint_halo(painter, disc, frame)
        brush.face(painter, disc, frame)
    wide = box.adjusted(-_MARGIN * 4, -_MARGIN * 2, _MARGIN * 4, _MARGIN * 2)
    for name in names:
        if name.person is not None and name.person == shown.lifted:
            continue
        if wide.contains(name.x * frame.ratio - frame.left, name.y * frame.ratio - frame.top):
            brush.name(painter, name, frame)


def _paint_grounds(painter: QPainter, drawing: Drawing, frame: Frame, seen: QRectF) -> None:
    colour = theme.color(GROUND)
    painter.save()
    painter.setTransform(frame.transform(), combine=True)
    for ground in drawing.grounds:  # One by one: in one path all crossings would be worked out.
        if ground.box.intersects(seen):
            painter.fillPath(ground.path, colour)
    painter.restore()


def doors_in(drawing: Drawing, seen: QRectF, lifted: int | None = None) -> list[Door]:
    """The doors that may touch a part of the drawing, without those of who is lifted."""
    left, top, right, bottom = seen.getCoords()
    found = [
        door
        for door in drawing.doors
        if (box := door.box)[0] < right and box[2] > left and box[1] < bottom and box[3] > top
    ]
    if lifted is None:
        return found
    return [door for door in found if lifted not in (door.edge.source, door.edge.target)]


def _discs_in(drawing: Drawing, seen: QRectF) -> Iterable[Disc]:
    left, top, right, bottom = seen.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN).getCoords()
    return drawing.within(left, top, right, bottom)


def _paint_doors(
    painter: QPainter, doors: Sequence[Door], frame: Frame, chosen: int | None
) -> None:
    painter.save()
    painter.setTransform(frame.transform(), combine=True)
    plain = [one for one in doors if chosen not in (one.edge.source, one.edge.target)]
    marked = [one for one in doors if chosen in (one.edge.source, one.edge.target)]
    for made in (True, False):
        those = [door for door in plain if door.edge.made is made]
        paint_lines(painter, those, frame, "text3", _LINE)
    for made in (True, False):
        those = [door for door in marked if door.edge.made is made]
        paint_lines(painter, those, replace(frame, thin=False), "accent", _MARKED)
    painter.restore()


def paint_lines(
    painter: QPainter, doors: Sequence[Door], frame: Frame, role: ColorRole, width: float
) -> None:
    """Paint doors of one kind, the painter being set to the drawing's own pixels."""
    if not doors:
        return
    colour = theme.color(role)
    if frame.thin:
        colour.setAlphaF(_FAINT)
    # Up to one pixel of the screen a line costs next to nothing; a wider one has an outline.
    pen = QPen(colour, min(width, 0.999 / frame.scale) if frame.thin else width)
    if not doors[0].edge.made:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if frame.thin:
        painter.drawPath(_lines(doors))
    else:  # Crossing each other in one path they would all be worked out at once.
        for door in doors:
            painter.drawPath(_lines((door,)))
    if frame.scale / frame.ratio >= _TIPS_FROM:
        tips = QPainterPath()
        for door in doors:
            if door.edge.introduction:
                door.draw_tip(tips)
        painter.fillPath(tips, QColor(colour))


def _lines(doors: Iterable[Door]) -> QPainterPath:
    path = QPainterPath()
    for door in doors:
        door.draw_line(path)
    return path


def paint_halo(painter: QPainter, disc: Disc, frame: Frame) -> None:
    """A soft ring around who is chosen."""
    far = disc.radius * frame.scale + _HALO * max(frame.scale, frame.ratio / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accentSoft"))
    painter.drawEllipse(frame.at(disc.x, disc.y), far, far)
