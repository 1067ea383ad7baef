"""The ground behind those who belong together: the smallest convex shape around them.

A shape around people who stand far apart would hold more strangers than members. Then those who
stand near each other have a ground of their own, and who stands alone has none.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

if TYPE_CHECKING:
    from mentorcrm.ui.drawing.shape import Disc

REACH = 56.0
"""How far a ground reaches around the middle of its members."""

_ROOM = 50_000.0
"""Square pixels for each member that a ground may take, three times what somebody needs."""
_NEAR = 384.0
_Pair = tuple[float, float]


class Ground:
    """One ground: the name of the circle, who stands on it, its corners and all of its box."""

    __slots__ = ("box", "corners", "members", "name", "outline")

    def __init__(self, name: str, members: Sequence["Disc"]) -> None:
        self.name = name
        self.members = members
        self.corners = hull([(one.x, one.y) for one in members])
        self.outline = QPolygonF([QPointF(*corner) for corner in self.corners])
        self.box: QRectF = self.outline.boundingRect().adjusted(-REACH, -REACH, REACH, REACH)


def grounds(name: str, members: Sequence["Disc"]) -> list[Ground]:
    """The ground of a circle, or its parts where all of it would hold too many strangers."""
    whole = Ground(name, members)
    if _area(whole.corners) <= _ROOM * len(members):
        return [whole]
    return [Ground(name, part) for part in _neighbours(members) if len(part) > 1]


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
