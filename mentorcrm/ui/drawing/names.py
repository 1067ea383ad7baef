"""The names in the drawing: how large they are, which of them fit, and what paints them.

From afar a name keeps its size, so that it can be read, and only those are shown that stand on
no other; near by it grows with the drawing.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from mentorcrm.services.network_rows import ME
from mentorcrm.ui import theme
from mentorcrm.ui.drawing.shape import Disc, Door, Drawing
from mentorcrm.ui.theme import ColorRole, TypeStyle

_WIDEST = 150
_PAD = 6
_BELOW, _CLOSEST = 4.0, 2.0
_SQUARE = 64.0
_AIR, _BESIDE = 8.0, 1.0
"""Above and below the name of a circle, so that it is not taken for that of somebody, and beside.
"""

_ALWAYS = 0.7
"""From this scale on a circle has its name even where it stands on somebody."""

_MOST = 4000

Box = tuple[float, float, float, float]


class Style(NamedTuple):
    """How a kind of name looks."""

    font: TypeStyle
    ink: ColorRole
    ground: ColorRole
    veil: float


PERSON = Style("metaM", "text", "canvas", 0.82)
GROUND: ColorRole = "hover"
"""What circles lie on: darker than the canvas in the light, lighter in the dark."""

CIRCLE = Style("capS", "text2", GROUND, 0.82)


class Name(NamedTuple):
    """A text with the middle of its upper edge, in pixels of the drawing at one scale."""

    text: str
    style: Style
    x: float
    y: float
    person: int | None = None


class Written:
    """Names as pictures, and how wide they are. `unit` is device pixels for one of the design."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, Style], tuple[str, float]] = {}
        self._pictures: dict[tuple[str, Style, float], QPixmap] = {}
        self._metrics: dict[Style, QFontMetricsF] = {}
        self._heights: dict[Style, float] = {}

    def clear(self) -> None:
        """Forget them, when fonts or colours have changed."""
        self._said.clear()
        self._pictures.clear()
        self._metrics.clear()
        self._heights.clear()

    def height(self, style: Style) -> float:
        """How high a name is, with the ground it stands on."""
        if style not in self._heights:
            self._heights[style] = self._measure(style).height() + 2
        return self._heights[style]

    def width(self, text: str, style: Style) -> float:
        """How wide a name is, with the ground it stands on."""
        return self.said(text, style)[1]

    def said(self, text: str, style: Style) -> tuple[str, float]:
        """A name, shortened where it is very long, and how wide it then is."""
        known = self._said.get((text, style))
        if known is None:
            metrics, most = self._measure(style), theme.current().px(_WIDEST)
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
            known = short, metrics.horizontalAdvance(short) + 2 * _PAD
            self._said[text, style] = known
        return known

    def draw(self, painter: QPainter, name: Name) -> None:
        """Paint a name where it stands."""
        said, width = self.said(name.text, name.style)
        box = QRectF(name.x - width / 2, name.y, width, self.height(name.style))
        _draw(painter, box, said, name.style, theme.current().font(name.style.font))

    def picture(self, name: Name, unit: float) -> QPixmap:
        """A name as a picture, drawn when it is first seen in a size."""
        key = (name.text, name.style, unit)
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) >= _MOST:
                self._pictures.clear()
            found = self._pictures[key] = self._picture(name, unit)
        return found

    def _picture(self, name: Name, unit: float) -> QPixmap:
        said, width = self.said(name.text, name.style)
        height = self.height(name.style)
        picture = QPixmap(math.ceil(width * unit), math.ceil(height * unit))
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        painter.scale(unit, unit)
        font = theme.current().font(name.style.font)
        _draw(painter, QRectF(0, 0, width, height), said, name.style, font)
        painter.end()
        return picture

    def _measure(self, style: Style) -> QFontMetricsF:
        if style not in self._metrics:
            self._metrics[style] = QFontMetricsF(theme.current().font(style.font))
        return self._metrics[style]


def _draw(painter: QPainter, box: QRectF, said: str, style: Style, font: QFont) -> None:
    ground = theme.color(style.ground)
    ground.setAlphaF(style.veil)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(font)
    painter.setPen(theme.color(style.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)


def below(disc: Disc, scale: float) -> Name:
    """Somebody's name below their disc."""
    y = disc.y * scale + disc.radius * scale + _BELOW * scale + _CLOSEST * max(scale, 1.0)
    return Name(disc.called, PERSON, disc.x * scale, y, disc.node.id)


class Squares:
    """Boxes that are taken, found again by the squares of a grid that they touch."""

    def __init__(self) -> None:
        self._grid: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def take(self, box: Box) -> None:
        """Note that a box is taken."""
        left, top, right, bottom = box
        for column in range(int(left // _SQUARE), int(right // _SQUARE) + 1):
            for row in range(int(top // _SQUARE), int(bottom // _SQUARE) + 1):
                self._grid[column, row].append(box)

    def free(self, box: Box) -> bool:
        """Whether a box touches none that is taken."""
        left, top, right, bottom = box
        for column in range(int(left // _SQUARE), int(right // _SQUARE) + 1):
            for row in range(int(top // _SQUARE), int(bottom // _SQUARE) + 1):
                for other in self._grid.get((column, row), ()):
                    if (
                        left < other[2] and other[0] < right
                        and top < other[3] and other[1] < bottom
                    ):  # fmt: skip
                        return False
        return True


def fitting(drawing: Drawing, scale: float, written: Written, circles: bool) -> list[Name]:
    """The names that are shown at a scale: mine, of who opened doors, of whom one meets most.

    At full size and beyond everybody has their name.
    """
    unit = max(scale, 1.0)
    taken = Squares()
    for disc in drawing.discs.values():
        x, y, far = disc.x * scale, disc.y * scale, disc.radius * scale
        taken.take((x - far, y - far, x + far, y + far))
    names: list[Name] = []
    for name in (below(disc, scale) for disc in _by_weight(drawing.discs.values())):
        box = _box(name, written, unit)
        if scale >= 1 or name.person == ME or taken.free(box):
            taken.take(box)
            names.append(name)
    if circles:
        names += _of_circles(drawing, scale, written, taken)
    return names


def _by_weight(discs: Iterable[Disc]) -> list[Disc]:
    return sorted(
        discs,
        key=lambda one: (one.node.id != ME, -len(one.node.dependents), -one.node.depth),
    )


def _box(name: Name, written: Written, unit: float) -> Box:
    half = written.width(name.text, name.style) / 2 * unit
    high = written.height(name.style) * unit
    return name.x - half, name.y, name.x + half, name.y + high


def _of_circles(drawing: Drawing, scale: float, written: Written, taken: Squares) -> list[Name]:
    """The names of circles, each where it stands on nobody, at the edge if nowhere else.

    A place that no door of its members leads through comes before one that is crossed.
    """
    unit = max(scale, 1.0)
    names = []
    for ground in sorted(drawing.grounds, key=lambda one: -len(one.members)):
        if written.width(ground.name, CIRCLE) * unit > ground.box.width() * scale:
            continue
        high = written.height(CIRCLE) * unit
        spots = [
            Name(ground.name, CIRCLE, x * scale, y * scale - high / 2) for x, y in ground.spots()
        ]
        boxes = [_box(spot, written, unit) for spot in spots]
        aired = [(at, _aired(box, air)) for air in (_AIR, 0.0) for at, box in enumerate(boxes)]
        free = [at for at, box in aired if taken.free(box)]
        doors = {door for one in ground.members for door in drawing.doors_of.get(one.node.id, ())}
        clear = (at for at in free if not _crossed(boxes[at], doors, scale))
        at = next(clear, free[0] if free else -1)
        if at >= 0 or scale >= _ALWAYS:
            taken.take(boxes[at])
            names.append(spots[at])
    return names


def _aired(box: Box, air: float) -> Box:
    return box[0] - _BESIDE, box[1] - air, box[2] + _BESIDE, box[3] + air


def _crossed(box: Box, doors: Iterable[Door], scale: float) -> bool:
    """Whether one of these doors leads through a box."""
    left, top, right, bottom = box
    for door in doors:
        near, above, far, below = (side * scale for side in door.box)
        if far < left or near > right or below < top or above > bottom:
            continue
        if any(left < x * scale < right and top < y * scale < bottom for x, y in door.points()):
            return True
    return False
