"""Where people stand on the map of the mosaic: rings by season, within a ring by rhythm. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from mentorcrm.models.kinds import Season
from mentorcrm.services.mosaic import Column
from mentorcrm.words import _

RINGS: tuple[tuple[str, tuple[Season | None, ...]], ...] = (
    (_("Active"), (Season.ACTIVE,)),
    (_("Trial"), (Season.TRIAL,)),
    (_("Light touch"), (Season.LIGHT_TOUCH,)),
    (_("Not agreed yet"), (Season.CANDIDATE, Season.RESEARCHED, Season.ASKED, None)),
    (_("At rest"), (Season.PAUSED, Season.CLOSED, Season.ALUMNI, Season.DECLINED, Season.LAPSED)),
)
"""From the middle out: the name of a ring, and the seasons in it."""
MIDDLE = 0.14
"""Of the radius of the whole: what is mine."""
EMPTY_SHARE, LEAST_SHARE = 1.4, 2.0
"""Of the width: of a ring without anybody, and of one with, beside the root of their number.

An empty ring has room for its name, any other for a face with a name below.
"""
_NEAR, _FAR = 0.42, 0.8
"""Within a ring, of its width: who was just met, and who has been silent for two plans."""
_GAP = 0.62
"""Radians at the top that stay free for the name of a ring."""


@dataclass(frozen=True)
class Spot:
    """Somebody on the map: x and y from the middle, in radii of the whole; the ring, from 0.

    `room` is how far the next one in the ring is, in radii, too.
    """

    column: Column
    ring: int
    x: float
    y: float
    room: float


def ring_of(column: Column) -> int:
    """The ring of somebody's season."""
    return next(n for n, (_words, seasons) in enumerate(RINGS) if column.season in seasons)


def edges(columns: Sequence[Column]) -> tuple[float, ...]:
    """The outer edges of the rings, in radii of the whole; the fuller a ring, the wider."""
    numbers = [sum(ring_of(c) == ring for c in columns) for ring in range(len(RINGS))]
    shares = [LEAST_SHARE + sqrt(number) if number else EMPTY_SHARE for number in numbers]
    found, reached = [], MIDDLE
    for share in shares:
        reached += (1 - MIDDLE) * share / sum(shares)
        found.append(reached)
    return tuple(found)


def spots(columns: Sequence[Column]) -> tuple[Spot, ...]:
    """Everybody, ring by ring and clockwise from the top, evenly apart."""
    found: list[Spot] = []
    inner = MIDDLE
    for ring, outer in enumerate(edges(columns)):
        here = [column for column in columns if ring_of(column) == ring]
        for place, column in enumerate(here):
            away = inner + (outer - inner) * _depth(column)
            # Half a place on in every other ring, so that few stand behind one another.
            share = (place + (0.5 if ring % 2 else 0.25)) / len(here)
            angle = -pi / 2 + _GAP / 2 + share * (2 * pi - _GAP)
            room = (inner + outer) / 2 * (2 * pi - _GAP) / len(here)
            found.append(Spot(column, ring, away * cos(angle), away * sin(angle), room))
        inner = outer
    return tuple(found)


def spot_words(spot: Spot) -> str:
    """Somebody read aloud: the name, the season, how it stands, and whether over plan."""
    column = spot.column
    parts = [column.name, column.season.label if column.season is not None else _("No season yet")]
    if column.band is not None:
        parts.append(column.band.label.lower())
    if column.drift is not None and column.drift > 1:
        parts.append(_("silent for longer than planned"))
    return ", ".join(parts)


def _depth(column: Column) -> float:
    drift = 1.0 if column.drift is None else min(column.drift, 2.0)
    return _NEAR + (_FAR - _NEAR) * drift / 2
