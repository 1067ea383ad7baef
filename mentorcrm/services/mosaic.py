"""The mosaic from the record: rows, people, and who covers what."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock, today
from mentorcrm.health.continuity import continuity_of
from mentorcrm.health.mosaic import (
    GUIDE,
    Cells,
    Cover,
    Coverage,
    Member,
    Mosaic,
    Remark,
    Remedy,
    Wanted,
    mosaic,
)
from mentorcrm.models.health_kinds import FIRST_FACETS, Band, Facet
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import CoverageLevel, NeedKind, NeedStatus, Season
from mentorcrm.models.tables import Coverage as Link
from mentorcrm.models.tables import Mentorship, MosaicWeight, Need, Person, WorkingStyle
from mentorcrm.services.health import HealthQueries, Standing
from mentorcrm.services.owners import WATCHED
from mentorcrm.services.profile import profile_row
from mentorcrm.services.today_rules import called, shortened
from mentorcrm.storage.unit_of_work import Store

__all__ = [
    "GUIDE",
    "TABLES",
    "Column",
    "Cover",
    "Coverage",
    "MosaicPage",
    "MosaicQueries",
    "Remark",
    "Remedy",
    "RowHead",
    "chance_of",
    "my_work",
]

TABLES = (*("mosaic_weight", "working_style", "profile"), *sorted(WATCHED))
"""The tables whose changes can change the mosaic."""
POSSIBLE = (Season.CANDIDATE, Season.RESEARCHED, Season.ASKED)
"""Seasons in which someone may come to help and does not yet."""
_NOT_ASKED = (Season.CANDIDATE, Season.RESEARCHED, None)
_OVER = (Season.DECLINED, Season.LAPSED)


@dataclass(frozen=True)
class Column:
    """Someone in the mosaic. `possible` people have not agreed to anything yet and cover nothing.

    `resting` ones are paused, closed or alumni. `drift` is the silence in plans of theirs, 1 when
    the plan is just kept; None without a contact or while nothing is planned.
    """

    person_id: int
    name: str
    called: str
    tint: int
    band: Band | None
    possible: bool
    resting: bool
    season: Season | None = None
    drift: float | None = None


@dataclass(frozen=True)
class RowHead:
    """A row: its key, its words, its kind (None for a facet) and its weight."""

    key: str
    words: str
    kind: NeedKind | None
    weight: int

    @property
    def need_id(self) -> int | None:
        """The need it stands for, if it is one."""
        table, _slash, number = self.key.partition("/")
        return int(number) if table == "need" else None


@dataclass(frozen=True)
class MosaicPage:
    """All that the page shows: `found.rows` go with `rows`, in their order.

    `facets` are those left out, to be put in again.
    """

    rows: tuple[RowHead, ...]
    columns: tuple[Column, ...]
    cells: Cells
    found: Mosaic
    facets: tuple[Facet, ...]


class MosaicQueries:
    """Questions about the mosaic."""

    def __init__(self, store: Store, clock: Clock, health: HealthQueries) -> None:
        self._store = store
        self._clock = clock
        self._health = health

    def page(self) -> MosaicPage:
        """The whole mosaic as it stands today."""
        standings = {one.person_id: one for one in self._health.all()}
        with self._store.read() as session:
            rows, left_out = _rows(session)
            cells = _cells(session, {row.key for row in rows})
            styles = _styles(session)
            employer = profile_row(session).headline
        covering = {person for _key, person in cells}
        shown = [one for one in standings.values() if _belongs(one, one.person_id in covering)]
        on = today(self._clock)
        members = [_member(one, styles.get(one.person_id), on) for one in shown]
        wanted = [Wanted(row.key, row.words, row.weight) for row in rows]
        found = mosaic(wanted, members, cells, my_work(employer)[1])
        return MosaicPage(rows, tuple(_column(one) for one in shown), cells, found, left_out)


def _belongs(one: Standing, covering: bool) -> bool:
    """Who has a column: who is tended, and who else was said to cover something."""
    return one.tended or (covering and one.season not in _OVER)


def _column(one: Standing) -> Column:
    resting = one.band is Band.RESTING and not one.tended
    possible = one.season in POSSIBLE or one.season is None
    silence, planned = one.silence_days, one.tended and one.cadence_days > 0
    drift = silence / one.cadence_days if planned and silence is not None else None
    return Column(
        *(one.person_id, one.name, called(one.name), one.tint, one.band),
        *(possible, resting, one.season, drift),
    )


def _member(one: Standing, style: FeedbackStyle | None, on: date) -> Member:
    return Member(
        one.person_id,
        called(one.name),
        chance_of(one, on),
        style or FeedbackStyle.UNKNOWN,
        one.organisation,
        one.season in _NOT_ASKED,
    )


def chance_of(one: Standing, on: date) -> float:
    """How far someone can be counted on, 0 to 1: the chance of contact within a year.

    Nobody is counted on who has not agreed yet or who rests. Of somebody tended without a contact
    on record as much is known as of somebody met today.
    """
    if not one.tended:
        return 0.0
    tie = one.continuity or continuity_of([on.toordinal()], on, one.cadence_days)
    return tie.p_365 if tie is not None else 0.0


def my_work(headline: str) -> tuple[str, str]:
    """What I do and where, as a headline has it: `Product lead, Kestrel Health`."""
    what, _comma, where = headline.replace(" at ", ", ").rpartition(",")
    return (what.strip(), where.strip()) if what else (where.strip(), "")


def _rows(session: Session) -> tuple[tuple[RowHead, ...], tuple[Facet, ...]]:
    """The rows in their order, decisions first, facets last; and the facets left out."""
    weights = _weights(session)
    query = select(Need.id, Need.statement, Need.kind).where(
        Need.deleted_at.is_(None),
        Need.status == NeedStatus.OPEN,
        or_(Need.kind != NeedKind.DECISION, Need.decided == ""),  # What is decided wants no help.
    )
    order = (NeedKind.DECISION, NeedKind.SKILL, NeedKind.OUTCOME)
    needs = sorted(session.execute(query), key=lambda row: (order.index(row.kind), row.id))
    rows = [
        RowHead(key, shortened(row.statement), row.kind, weights.get(key, 1))
        for row in needs
        for key in (f"need/{row.id}",)
    ]
    usual = {facet: int(facet in FIRST_FACETS) for facet in Facet}
    weight = {facet: weights.get(f"facet/{facet}", usual[facet]) for facet in Facet}
    rows += [RowHead(f"facet/{f}", f.label, None, weight[f]) for f in Facet if weight[f]]
    return tuple(rows), tuple(f for f in Facet if not weight[f])


def _weights(session: Session) -> dict[str, int]:
    query = select(MosaicWeight.need_id, MosaicWeight.facet, MosaicWeight.weight)
    return {_key(need, facet): weight for need, facet, weight in session.execute(query)}


def _cells(session: Session, rows: set[str]) -> dict[tuple[str, int], CoverageLevel]:
    """Who covers what, each person by the strongest of their roles."""
    query = (
        select(Link.need_id, Link.facet, Mentorship.person_id, Link.level)
        .join(Mentorship, Mentorship.id == Link.mentorship_id)
        .join(Person, Person.id == Mentorship.person_id)
        .where(Person.deleted_at.is_(None), Person.archived.is_(False))
    )
    found: dict[tuple[str, int], CoverageLevel] = {}
    order = list(CoverageLevel)
    for need, facet, person, level in session.execute(query):
        cell = (_key(need, facet), person)
        if cell[0] in rows:
            found[cell] = max(found.get(cell, CoverageLevel.NONE), level, key=order.index)
    return found


def _styles(session: Session) -> dict[int, FeedbackStyle]:
    query = select(WorkingStyle.person_id, WorkingStyle.feedback)
    return dict(session.execute(query).all())


def _key(need: int | None, facet: str | None) -> str:
    return f"need/{need}" if need is not None else f"facet/{facet}"
