"""Places for people in a drawing: forces by igraph, then nobody on top of anybody else.

Deterministic: the same people and doors give the same places. Me is person 0, in the middle.
"""

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

Point = tuple[float, float]

APART = 128.0
"""Pixels between the middles of two people, at least: a disc with its name below."""
_ME = 0
_ROUNDS = 60
_SPREAD = 0.55 * APART
"""How far out the first in a row may stand, times the root of their number: as people need room."""
_RINGS, _POINTS = 18, 12
_STEPS, _STEPS_OF_MANY, _MANY = 400, 150, 300


def placed(
    people: Sequence[int],
    edges: Iterable[tuple[int, int]],
    circles: Iterable[Sequence[int]] = (),
    kept: Mapping[int, Point] | None = None,
) -> dict[int, Point]:
    """A place for everybody; who is in `kept` stays where they were."""
    before = kept or {}
    old = {person: before[person] for person in people if person in before}
    new = [person for person in people if person not in old and person != _ME]
    if not new:
        return {_ME: (0.0, 0.0), **old}
    pairs = [(a, b) for a, b in edges if a != b]
    start = _start(people, pairs, old)
    found = start
    if len(people) > 2:
        found = _forces(people, pairs, list(circles), start, old)
    found = {_ME: (0.0, 0.0), **found, **old}
    if old:
        return _fitted_in(found, new)
    return apart(_evened(found), fixed={_ME})


def _start(
    people: Sequence[int], pairs: Sequence[tuple[int, int]], old: Mapping[int, Point]
) -> dict[int, Point]:
    """Where the forces begin: near the door somebody came through, in an order of their own."""
    door = {target: source for source, target in pairs}
    places: dict[int, Point] = {_ME: (0.0, 0.0), **old}
    for number, person in enumerate(sorted(p for p in people if p not in places)):
        x, y = places.get(door.get(person, _ME), (0.0, 0.0))
        angle = number * math.pi * (3 - math.sqrt(5))  # The golden angle never meets itself.
        places[person] = (x + APART * 1.2 * math.cos(angle), y + APART * 1.2 * math.sin(angle))
    return places


def _forces(
    people: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    circles: Sequence[Sequence[int]],
    start: Mapping[int, Point],
    old: Mapping[int, Point],
) -> dict[int, Point]:
    """Fruchterman and Reingold's forces; a circle pulls its members to a middle of its own."""
    import igraph  # Nobody waits for it who does not look at the network.

    number = {person: place for place, person in enumerate(people)}
    lines = [(number[a], number[b]) for a, b in pairs if a in number and b in number]
    weights = [1.0] * len(lines)
    seed = [tuple(c / APART for c in start[person]) for person in people]
    for members in circles:
        inside = [number[m] for m in members if m in number]
        middle = len(seed)
        lines += [(member, middle) for member in inside]
        weights += [0.6] * len(inside)
        seed.append(
            tuple(sum(seed[m][axis] for m in inside) / max(len(inside), 1) for axis in (0, 1))
        )
    graph = igraph.Graph(n=len(seed), edges=lines)
    fixed = {number[person] for person in (_ME, *old) if person in number}
    low = [list(point) if at in fixed else [-1e6, -1e6] for at, point in enumerate(seed)]
    high = [list(point) if at in fixed else [1e6, 1e6] for at, point in enumerate(seed)]
    steps = _STEPS if len(people) < _MANY else _STEPS_OF_MANY
    igraph.set_random_number_generator(random.Random(7))
    try:
        layout = graph.layout_fruchterman_reingold(
            weights=weights or None, niter=steps, seed=seed, grid=True,
            minx=[p[0] for p in low], miny=[p[1] for p in low],
            maxx=[p[0] for p in high], maxy=[p[1] for p in high],
        )  # fmt: skip
    finally:
        igraph.set_random_number_generator(None)
    return {
        person: (layout[at][0] * APART, layout[at][1] * APART)
        for person, at in number.items()
        if person not in old
    }


def _evened(places: Mapping[int, Point]) -> dict[int, Point]:
    """The places with nobody nearer to the middle than those within leave room for.

    Forces crowd the middle of a large network; pushing people off each other from there outwards
    would take hundreds of rounds.
    """
    ranked = sorted(places, key=lambda person: math.hypot(*places[person]))
    found: dict[int, Point] = {}
    for number, person in enumerate(ranked):
        x, y = places[person]
        factor = max(1.0, _SPREAD * math.sqrt(number) / (math.hypot(x, y) or 1.0))
        found[person] = (x * factor, y * factor)
    return found


def _fitted_in(places: Mapping[int, Point], new: Iterable[int]) -> dict[int, Point]:
    """The places with those who are new on the nearest free ground; nobody else moves.

    Where all is taken far around, they stand where there is most room.
    """
    late = set(new)
    grid: dict[tuple[int, int], list[Point]] = defaultdict(list)

    def take(point: Point) -> None:
        grid[math.floor(point[0] / APART), math.floor(point[1] / APART)].append(point)

    def room(point: Point) -> float:
        column, row = math.floor(point[0] / APART), math.floor(point[1] / APART)
        around = [(column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
        taken = (other for square in around for other in grid.get(square, ()))
        return min((math.dist(point, other) for other in taken), default=APART)

    found = dict(places)
    for person, place in places.items():
        if person not in late:
            take(place)
    for person in sorted(late):
        best, most = found[person], 0.0
        for point in _around(found[person]):
            free = min(room(point), APART)
            if free > most:
                best, most = point, free
            if free >= APART:
                break
        found[person] = best
        take(best)
    return found


def _around(place: Point) -> Iterator[Point]:
    """A place and points in rings around it, the nearest first."""
    yield place
    for ring in range(1, _RINGS + 1):
        far = ring * APART / 3
        for number in range(_POINTS):
            angle = (number + ring / 2) * 2 * math.pi / _POINTS
            yield place[0] + far * math.cos(angle), place[1] + far * math.sin(angle)


def apart(places: Mapping[int, Point], fixed: Iterable[int] = ()) -> dict[int, Point]:
    """The places with nobody nearer than `APART` to another, as far as the fixed ones let it."""
    found, held = dict(places), set(fixed)
    for _round in range(_ROUNDS):
        moved = False
        for one, other in _near(found):
            if one in held and other in held:
                continue
            moved = _push(found, one, other, held) or moved
        if not moved:
            break
    return found


def _near(places: Mapping[int, Point]) -> list[tuple[int, int]]:
    """Pairs in the same or in neighbouring squares of a grid: only these can be too near."""
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for person, (x, y) in places.items():
        grid[math.floor(x / APART), math.floor(y / APART)].append(person)
    pairs: list[tuple[int, int]] = []
    for (column, row), here in grid.items():
        pairs += [(one, other) for one in here for other in here if one < other]
        for right, down in ((1, 0), (0, 1), (1, 1), (1, -1)):
            there = grid.get((column + right, row + down), ())
            pairs += [(one, other) for one in here for other in there]
    return pairs


def _push(places: dict[int, Point], one: int, other: int, held: set[int]) -> bool:
    """Move two people away from each other; whether they were too near."""
    (ax, ay), (bx, by) = places[one], places[other]
    dx, dy = bx - ax, by - ay
    distance = math.hypot(dx, dy)
    if distance >= APART - 0.5:
        return False
    if distance < 1:
        angle = (one * 7 + other) % 360
        dx, dy, distance = math.cos(angle), math.sin(angle), 1.0
    gap = APART - distance
    free = [person for person in (one, other) if person not in held]
    for person in free:
        sign = -1 if person == one else 1
        x, y = places[person]
        share = gap / len(free) / distance * sign
        places[person] = (x + dx * share, y + dy * share)
    return True
