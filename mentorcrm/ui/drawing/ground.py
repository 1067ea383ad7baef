"""The ground behind those who belong together: the smallest convex shape around them.

A shape around people who stand far apart would hold more strangers than members. Then those who
stand near each other have a ground of their own, and who stands alone has none.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from mentorcrm.ui.drawing.shape import Disc

REACH = 56.0
"""How far a ground reaches around the middle of its members."""

_ROOM = 50_000.0
"""Square pixels for each member that a ground may take, three times what somebody needs."""
_NEAR = 384.0
_OUT, _TOP = 28.0, 44.0
"""How far outside the line between its outermost members, and above them, a name may stand."""

_Pair = tuple[float, float]


class Ground:
    """One ground: the name of the circle, who stands on it, its corners and all of its box."""

    __slots__ = ("_spots", "box", "corners", "members", "name", "path")

    def __init__(self, name: str, members: Sequence["Disc"]) -> None:
        self.name = name
        self.members = members
        self.corners = hull([(one.x, one.y) for one in members])
        self.path = _rounded(self.corners)
        self.box: QRectF = self.path.controlPointRect()
        self._spots: list[_Pair] | None = None

    def spots(self) -> list[_Pair]:
        """Where its name may stand: between its members, along its edge, at its top."""
        if self._spots is None:
            self._spots = list(_spots(self.corners))
        return self._spots


def grounds(name: str, members: Sequence["Disc"]) -> list[Ground]:
    """The ground of a circle, or its parts where all of it would hold too many strangers."""
    whole = Ground(name, members)
    if _area(whole.corners) <= _ROOM * len(members):
        return [whole]
    return [Ground(name, part) for part in _neighbours(members) if len(part) > 1]


def _rounded(corners: list[_Pair]) -> QPainterPath:
    """The outline `REACH` pixels around a shape, with round corners."""
    path = QPainterPath()
    if len(corners) < 2:
        path.addEllipse(QPointF(*corners[0]), REACH, REACH)
        return path
    ways = [
        math.atan2(by - ay, bx - ax) - math.pi / 2  # Outwards, as the corners go round.
        for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True)
    ]
    for at, (x, y) in enumerate(corners):
        before, after = ways[at - 1], ways[at]
        turn = (after - before) % (2 * math.pi)
        box = QRectF(x - REACH, y - REACH, 2 * REACH, 2 * REACH)
        if at == 0:
            path.arcMoveTo(box, -math.degrees(before))
        path.arcTo(box, -math.degrees(before), -math.degrees(turn))
    path.closeSubpath()
    return path


def _spots(corners: list[_Pair]) -> Iterator[_Pair]:
    edges = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    edges.sort(key=lambda edge: edge[0][1] + edge[1][1])
    for out in (0.0, _OUT / 2, _OUT):
        for (ax, ay), (bx, by) in edges:
            span = math.hypot(bx - ax, by - ay) or 1.0
            away = (by - ay) / span * out, (bx - ax) / span * out
            yield (ax + bx) / 2 + away[0], (ay + by) / 2 - away[1]
    yield sum(x for x, _y in corners) / len(corners), sum(y for _x, y in corners) / len(corners)
    top = min(corners, key=lambda corner: corner[1])
    yield top[0], top[1] - _TOP


def _area(corners: list[_Pair]) -> float:
    """Of a shape with what it reaches around it."""
    area = length = 0.0
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        area += (ax * by - bx * ay) / 2
        length += math.hypot(bx - ax, by - ay)
    return abs(area) + length * REACH


def _neighbours(members: Sequence["Disc"]) -> list[list["Disc"]]:
    """Members in groups within which one comes from each to each by short steps."""
    group = list(range(len(members)))

    def head(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    for at, one in enumerate(members):
        for before in range(at):
            other = members[before]
            if math.hypot(one.x - other.x, one.y - other.y) <= _NEAR:
                group[head(at)] = head(before)
    found: dict[int, list[Disc]] = defaultdict(list)
    for at, one in enumerate(members):
        found[head(at)].append(one)
    return list(found.values())


def hull(points: Iterable[_Pair]) -> list[_Pair]:
    """Its corners, in order (Andrew's monotone chain); fewer than three points are as they are."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return [*_half(ordered), *_half(reversed(ordered))]


def _half(run: Iterable[_Pair]) -> list[_Pair]:
    found: list[_Pair] = []
    for point in run:
        while len(found) > 1 and _turn(found[-2], found[-1], point) <= 0:
            found.pop()
        found.append(point)
    return found[:-1]


def _turn(a: _Pair, b: _Pair, c: _Pair) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
