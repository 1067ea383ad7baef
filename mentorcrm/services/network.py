"""The network from the record: who is in it, who opened which door, circles, who hangs on whom.

Person 0 is me. An edge says that somebody introduced somebody; whom I met by myself hangs on me.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.models.tables import (
    AppState,
    Coverage,
    Introduction,
    Mentorship,
    Person,
    PersonTag,
    Tag,
)
from mentorcrm.services.health import HealthQueries, Standing
from mentorcrm.services.network_layout import Point, placed
from mentorcrm.services.network_rows import ME, Circle, Edge, Network, Node
from mentorcrm.services.owners import WATCHED
from mentorcrm.services.profile import profile_row
from mentorcrm.services.today_rules import called
from mentorcrm.storage.unit_of_work import Store

SHOWN_MOST = 1000
"""The people a drawing shows; beyond it those with a role and the most contact stay."""
CIRCLE_LEAST = 2
KEY = "network_places"
TABLES = (*("introduction", "person_tag", "profile", "tag"), *sorted(WATCHED))


class NetworkQueries:
    """Questions about the network, and the places of people in its drawing."""

    def __init__(self, store: Store, clock: Clock, health: HealthQueries) -> None:
        self._store = store
        self._clock = clock
        self._health = health
        self._placing = Lock()
        self._put: list[tuple[int, Point]] = []

    def network(self, need_id: int | None = None) -> Network:
        """Everybody with a role or a part in an introduction; or those who cover one need."""
        standings = {one.person_id: one for one in self._health.all()}
        with self._store.read() as session:
            links = _links(session)
            covering = _covering(session, need_id) if need_id is not None else None
            tags = _tags(session)
            me = profile_row(session).name
        among = _among(standings, links, covering)
        shown = among[:SHOWN_MOST]
        edges = _edges(shown, links)
        reached = dependents(edges)
        nodes = (
            Node(ME, me, "", 0, None, None, None, 0),
            *(_node(one, reached.get(one.person_id, ())) for one in shown),
        )
        return Network(nodes, edges, _circles(shown, tags), len(among) - len(shown))

    def places(self, network: Network, *, anew: bool = False) -> Mapping[int, Point]:
        """Where everybody stands, in pixels at 100 %, me in the middle.

        Who had a place keeps it, unless all is laid out `anew`. Takes up to a second for a
        thousand people: call it in a thread. What was found is remembered; who was `put` elsewhere
        meanwhile stays there.
        """
        with self._placing:
            before = len(self._put)
        kept = {} if anew else self._kept()
        circles = [circle.members for circle in network.circles]
        found = placed(
            [node.id for node in network.nodes],
            [(edge.source, edge.target) for edge in network.edges],
            circles,
            {person: place for person, place in kept.items() if person != ME},
        )
        with self._placing:
            found |= {one: place for one, place in self._put[before:] if one in found}
            if found != {one: kept.get(one) for one in found}:
                self._remember({**self._kept(), **found})
        return found

    def put(self, person: int, place: Point) -> None:
        """Somebody was given another place by hand."""
        with self._placing:
            self._put.append((person, place))
            self._remember({**self._kept(), person: place})

    def _remember(self, places: Mapping[int, Point]) -> None:
        plain = {str(person): [round(x), round(y)] for person, (x, y) in places.items()}
        self._store.remember(KEY, json.dumps(plain))

    def _kept(self) -> dict[int, Point]:
        query = select(AppState.value).where(AppState.key == KEY)
        with self._store.read() as session:
            value = session.scalar(query)
        try:
            return {int(p): (float(x), float(y)) for p, (x, y) in json.loads(value or "{}").items()}
        except (ValueError, TypeError):
            return {}


def _node(one: Standing, reached: Sequence[int]) -> Node:
    return Node(
        one.person_id, one.name, called(one.name), one.tint, one.role, one.season, one.band,
        one.episodes, tuple(reached),
    )  # fmt: skip


@dataclass(frozen=True)
class _Link:
    source: int
    target: int
    made: bool


def _links(session: Session) -> list[_Link]:
    """Who introduced whom: noted on the person, and introductions made or asked for."""
    noted = select(Person.introduced_by, Person.id).where(
        Person.introduced_by.is_not(None), Person.deleted_at.is_(None)
    )
    links = [_Link(by or ME, person, True) for by, person in session.execute(noted)]
    query = select(
        Introduction.introducer_id, Introduction.first_id, Introduction.second_id,
        Introduction.made_on,
    ).where(Introduction.deleted_at.is_(None), Introduction.introducer_id.is_not(None))  # fmt: skip
    known = {(link.source, link.target) for link in links}
    for introducer, first, second, made in session.execute(query):
        # Somebody who brought two others together opened no door to me.
        if first is None and introducer is not None and (introducer, second) not in known:
            links.append(_Link(introducer, second, made is not None))
    return links


def _covering(session: Session, need_id: int) -> set[int]:
    query = (
        select(Mentorship.person_id)
        .join(Coverage, Coverage.mentorship_id == Mentorship.id)
        .where(Coverage.need_id == need_id, Coverage.level != CoverageLevel.NONE)
    )
    return set(session.scalars(query))


def _tags(session: Session) -> dict[int, list[str]]:
    query = select(PersonTag.person_id, Tag.name).join(Tag, Tag.id == PersonTag.tag_id)
    found: dict[int, list[str]] = defaultdict(list)
    for person, name in session.execute(query.order_by(Tag.key)):
        found[person].append(name)
    return found


def _among(
    standings: Mapping[int, Standing], links: Sequence[_Link], covering: set[int] | None
) -> list[Standing]:
    """Who is in the drawing, those who matter most first."""
    linked = {person for link in links for person in (link.source, link.target)}
    wanted = [
        one
        for one in standings.values()
        if one.season is not None or one.person_id in linked
        if covering is None or one.person_id in covering
    ]
    if covering is not None:  # With the doors that led to them.
        doors = {link.target: link.source for link in links}
        there = {one.person_id for one in wanted}
        for person in list(there):
            up = doors.get(person, ME)
            while up in standings and up not in there:
                there.add(up)
                wanted.append(standings[up])
                up = doors.get(up, ME)
    return sorted(wanted, key=_matters)


def _matters(one: Standing) -> tuple[bool, int, int]:
    return one.season is None, -one.episodes, one.person_id


def _edges(people: Sequence[Standing], links: Iterable[_Link]) -> tuple[Edge, ...]:
    shown = {one.person_id for one in people}
    edges = [
        Edge(link.source, link.target, introduction=True, made=link.made)
        for link in links
        if link.source in shown and link.target in shown and link.source != link.target
    ]
    led_to = {edge.target for edge in edges if edge.made}
    asked_for = {edge.target for edge in edges} - {one.person_id for one in people if one.episodes}
    mine = [Edge(ME, person, introduction=False) for person in sorted(shown - led_to - asked_for)]
    return (*edges, *mine)


def dependents(edges: Iterable[Edge]) -> dict[int, tuple[int, ...]]:
    """Whom I would not reach without each person: those all of whose doors they stand in.

    A person hangs on another when every way from me to them passes that one. Circles of
    introductions that start nowhere hang on nobody.
    """
    doors: dict[int, set[int]] = defaultdict(set)
    for edge in edges:
        if edge.made:
            doors[edge.target].add(edge.source)
    above: dict[int, frozenset[int]] = {ME: frozenset({ME})}
    waiting = True
    while waiting:
        waiting = False
        for person, sources in doors.items():
            ready = [above[source] for source in sources if source in above]
            if not ready:
                continue
            found = frozenset.intersection(*ready) | {person}
            if above.get(person) != found:
                above[person] = found
                waiting = True
    reached: dict[int, list[int]] = defaultdict(list)
    for person, passed in above.items():
        for door in passed - {ME, person}:
            reached[door].append(person)
    return {door: tuple(sorted(people)) for door, people in reached.items()}


def _circles(shown: Sequence[Standing], tags: Mapping[int, list[str]]) -> tuple[Circle, ...]:
    """Each person in one circle at most: the first tag that others share, else the house."""
    tag_counts = Counter(tag for one in shown for tag in tags.get(one.person_id, ()))
    houses = Counter(one.organisation for one in shown if one.organisation)
    members: dict[str, list[int]] = defaultdict(list)
    for one in shown:
        shared = [t for t in tags.get(one.person_id, ()) if tag_counts[t] >= CIRCLE_LEAST]
        if houses.get(one.organisation, 0) >= CIRCLE_LEAST:
            shared.append(one.organisation)
        if shared:
            members[shared[0]].append(one.person_id)
    return tuple(
        Circle(name, tuple(people))
        for name, people in members.items()
        if len(people) >= CIRCLE_LEAST
    )
