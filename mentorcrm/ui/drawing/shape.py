"""Where everything in the drawing of the network stands: discs, doors and circles as geometry.

Places are pixels at 100 %. Nothing here paints or knows what part is in view.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from mentorcrm.services.network_rows import ME, Edge, Network, Node
from mentorcrm.ui.drawing.ground import Ground, grounds
from mentorcrm.ui.widgets.avatar import initials
from mentorcrm.words import _

Points = Mapping[int, tuple[float, float]]

RING = 3.0
LABEL = 30.0
"""Room below a disc for its name."""

_SMALL, _MIDDLE, _LARGE = 48.0, 60.0, 72.0
_DEEP = (4, 12)
"""From how many episodes of contact a disc is of middle size, and large."""
_CELL = 128.0
_ARROW = 9.0
_TURN = 0.16
"""How far a line bends, of its length."""
_ROOM = 44.0
_POINTS = 16


class Disc:
    """Somebody: the middle of their disc, and the name below.

    `size` is that of the disc without the ring, `radius` reaches to the outer edge of the ring.
    """

    __slots__ = ("_letters", "called", "node", "radius", "size", "x", "y")

    def __init__(self, node: Node, x: float, y: float) -> None:
        self.node = node
        self.x, self.y = x, y
        self.size = _size(node)
        self.radius = self.size / 2 + RING
        self.called = _("You") if node.id == ME else node.called
        self._letters: str | None = None

    @property
    def letters(self) -> str:
        """The initials within; worked out when they are first seen."""
        if self._letters is None:
            self._letters = initials(self.node.name or _("You"))
        return self._letters


class Door:
    """A line from who opened a door to whom it led, bent, with the tip of an arrow."""

    __slots__ = ("begin", "bend", "box", "edge", "finish", "source", "target", "tip")

    def __init__(self, edge: Edge, source: Disc, target: Disc) -> None:
        self.edge = edge
        self.source, self.target = source, target
        self.follow()

    def follow(self) -> None:
        """Lead from where one is to where the other is."""
        start, end = self.source, self.target
        dx, dy = end.x - start.x, end.y - start.y
        span = math.hypot(dx, dy) or 1.0
        bend = (
            (start.x + end.x) / 2 - dy * _TURN,
            (start.y + end.y) / 2 + dx * _TURN,
        )
        ox, oy = bend[0] - start.x, bend[1] - start.y
        out = math.hypot(ox, oy) or 1.0
        far = start.radius + 4
        self.begin = (start.x + ox / out * far, start.y + oy / out * far)
        # Names stand below, so an arrow from below stops before them.
        below = LABEL if self.edge.introduction and dy / span < -0.4 else 0.0
        ix, iy = end.x - bend[0], end.y - bend[1]
        length = math.hypot(ix, iy) or 1.0
        ix, iy = ix / length, iy / length
        near = end.radius + 5 + below
        self.finish = (end.x - ix * near, end.y - iy * near)
        self.bend = bend
        back = (self.finish[0] - ix * _ARROW, self.finish[1] - iy * _ARROW)
        side = (-iy * _ARROW / 2, ix * _ARROW / 2)
        self.tip = (
            self.finish, (back[0] + side[0], back[1] + side[1]),
            (back[0] - side[0], back[1] - side[1]),
        )  # fmt: skip
        xs = (self.begin[0], bend[0], self.finish[0])
        ys = (self.begin[1], bend[1], self.finish[1])
        self.box = (min(xs) - 6, min(ys) - 6, max(xs) + 6, max(ys) + 6)

    def draw_line(self, path: QPainterPath) -> None:
        """Add the line to a path."""
        path.moveTo(*self.begin)
        path.quadTo(*self.bend, *self.finish)

    def points(self) -> Iterator[tuple[float, float]]:
        """Places along the line, close enough that nothing as large as a word lies between."""
        for step in range(_POINTS + 1):
            t = step / _POINTS
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
            yield (
                a * self.begin[0] + b * self.bend[0] + c * self.finish[0],
                a * self.begin[1] + b * self.bend[1] + c * self.finish[1],
            )

    def draw_tip(self, path: QPainterPath) -> None:
        """Add the tip of the arrow to a path."""
        path.moveTo(*self.tip[0])
        path.lineTo(*self.tip[1])
        path.lineTo(*self.tip[2])
        path.closeSubpath()


class Drawing:
    """Everybody who is shown, by id, with the doors and the circles between them."""

    def __init__(self, network: Network, places: Points, *, resting: bool) -> None:
        """Without `resting`, who rests is left out."""
        self.discs = {
            node.id: Disc(node, *places.get(node.id, (0.0, 0.0)))
            for node in network.nodes
            if resting or not node.resting
        }
        self.doors: list[Door] = []
        self.doors_of: dict[int, list[Door]] = defaultdict(list)
        for edge in network.edges:
            if edge.source in self.discs and edge.target in self.discs:
                door = Door(edge, self.discs[edge.source], self.discs[edge.target])
                self.doors.append(door)
                self.doors_of[edge.source].append(door)
                self.doors_of[edge.target].append(door)
        self.circles: list[tuple[str, list[Disc]]] = []
        for circle in network.circles:
            members = [self.discs[one] for one in circle.members if one in self.discs]
            if len(members) > 1:
                self.circles.append((circle.name, members))
        self.grounds: list[Ground] = []
        self.settle()
        self._grid: dict[tuple[int, int], list[Disc]] = defaultdict(list)
        for disc in self.discs.values():
            self._grid[_cell(disc.x, disc.y)].append(disc)

    def box(self) -> QRectF:
        """All of it, with some room around."""
        if not self.discs:
            return QRectF()
        xs = [disc.x for disc in self.discs.values()]
        ys = [disc.y for disc in self.discs.values()]
        people = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
        return people.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM + LABEL)

    def within(self, left: float, top: float, right: float, bottom: float) -> Iterator[Disc]:
        """The discs in the squares of the grid that a rectangle touches."""
        first, last = _cell(left, top), _cell(right, bottom)
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > len(self._grid):
            yield from self.discs.values()
            return
        for column in range(first[0], last[0] + 1):
            for row in range(first[1], last[1] + 1):
                yield from self._grid.get((column, row), ())

    def at(self, x: float, y: float, reach: float = 0.0) -> int | None:
        """Who is there; with `reach`, the middle may be so far away even of a smaller disc."""
        far = max(_LARGE / 2 + RING, reach)
        best, nearest = None, math.inf
        for disc in self.within(x - far, y - far, x + far, y + far):
            distance = math.hypot(disc.x - x, disc.y - y)
            if distance <= max(disc.radius, reach) and distance < nearest:
                best, nearest = disc.node.id, distance
        return best

    def move(self, person: int, x: float, y: float) -> None:
        """Put somebody elsewhere; the doors follow at once, circles when they `settle`."""
        disc = self.discs[person]
        self._grid[_cell(disc.x, disc.y)].remove(disc)
        disc.x, disc.y = x, y
        self._grid[_cell(x, y)].append(disc)
        for door in self.doors_of[person]:
            door.follow()

    def settle(self) -> None:
        """Let the circles lie behind where everybody stands now."""
        self.grounds = [one for name, discs in self.circles for one in grounds(name, discs)]

    def places(self) -> dict[int, tuple[float, float]]:
        """Where everybody stands now."""
        return {person: (disc.x, disc.y) for person, disc in self.discs.items()}

    def next_to(self, person: int, right: int, down: int) -> int | None:
        """The nearest person in a direction."""
        here = self.discs[person]

        def cost(disc: Disc) -> float:
            x, y = disc.x - here.x, disc.y - here.y
            ahead = x * right + y * down
            aside = abs(x * down) + abs(y * right)
            return ahead + 2 * aside if ahead > 1 else math.inf

        best = min(self.discs.values(), key=cost, default=None)
        return best.node.id if best is not None and cost(best) < math.inf else None


def _cell(x: float, y: float) -> tuple[int, int]:
    return math.floor(x / _CELL), math.floor(y / _CELL)


def _size(node: Node) -> float:
    if node.id == ME:
        return _LARGE
    return _LARGE if node.depth >= _DEEP[1] else _MIDDLE if node.depth >= _DEEP[0] else _SMALL
