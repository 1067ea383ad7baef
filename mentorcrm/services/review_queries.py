"""Reading reviews: the table of all relationships, sittings, and how they compare."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock, today
from mentorcrm.errors import NotFound
from mentorcrm.health.decisions import suggested
from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.models.health_kinds import (
    PRESSING,
    Band,
    Facet,
    ReviewDecision,
    ReviewKind,
    SignalKind,
)
from mentorcrm.models.history_kinds import GiveDirection, Owner
from mentorcrm.models.tables import (
    Commitment,
    Mentorship,
    Need,
    ReciprocityNote,
    Review,
    ReviewCoverage,
    ReviewEntry,
)
from mentorcrm.services.health import HealthQueries, Standing
from mentorcrm.services.mosaic import MosaicQueries
from mentorcrm.services.owners import WATCHED
from mentorcrm.services.review_rows import (
    MONTHS_SHOWN,
    Covered,
    PastReview,
    ReviewPage,
    ReviewRow,
)
from mentorcrm.services.today_rules import shortened
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

TABLES = (
    *("review", "review_entry", "review_coverage"),
    *sorted(WATCHED),
)
YEAR = timedelta(days=365)
_NONE = (0, 0)
_NO_MONTH = (0,) * MONTHS_SHOWN
_Rest = tuple[Any, ...]


class _Entry(NamedTuple):
    """What a sitting decided about someone."""

    decision: ReviewDecision | None
    note: str
    next_on: date | None
    draft: int | None


_UNDECIDED = _Entry(None, "", None, None)


class ReviewQueries:
    """Questions about reviews."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        health: Callable[[], HealthQueries],
        mosaic: Callable[[], MosaicQueries],
    ) -> None:
        self._store = store
        self._clock = clock
        self._health = health
        self._mosaic = mosaic
        self._rows: dict[int, tuple[Standing, _Rest, ReviewRow]] = {}

    def open(self, kind: ReviewKind | None = None) -> int | None:
        """The sitting that was left open, the newest of them."""
        query = select(Review.id).where(Review.finished_on.is_(None)).order_by(Review.id.desc())
        if kind is not None:
            query = query.where(Review.kind == kind)
        with self._store.read() as session:
            return session.scalar(query.limit(1))

    def past(self) -> tuple[PastReview, ...]:
        """The sittings there were, the newest first."""
        decided = func.count(ReviewEntry.decision)
        query = (
            select(Review.id, Review.kind, Review.started_on, Review.finished_on, decided)
            .outerjoin(ReviewEntry, ReviewEntry.review_id == Review.id)
            .group_by(Review.id)
            .order_by(Review.id.desc())
        )
        with self._store.read() as session:
            return tuple(PastReview(*row) for row in session.execute(query))

    def page(self, review_id: int | None = None) -> ReviewPage:
        """All relationships, with what a sitting decided about them; NotFound when it is gone."""
        standings = [one for one in self._health().everybody() if one.season is not None]
        on = today(self._clock)
        with collection_paused(), self._store.read() as session:
            review = session.get(Review, review_id) if review_id is not None else None
            if review_id is not None and review is None:
                raise NotFound(_("That review is no longer there."))
            before = _before(session, review)
            entries = _entries(session, review.id if review is not None else None)
            were = _bands(session, before.id if before is not None else None)
            give, kept, ends = _giving(session, on), _promises(session, on), _ends(session)
            was_covered = _coverage(session, before.id if before is not None else None)
            names = _names(session)
            rows = tuple(
                self._kept_row(
                    one, on, entries.get(one.person_id), were.get(one.person_id),
                    give.get(one.person_id, _NONE), kept.get(one.person_id, _NONE),
                    ends.get(one.person_id),
                )
                for one in standings
            )  # fmt: skip
            covered: dict[str, int] = {}
            if review is not None and review.kind is ReviewKind.QUARTERLY:
                covered = _coverage(session, review.id)
        return ReviewPage(
            review.id if review is not None else None,
            review.kind if review is not None else None,
            review.started_on if review is not None else None,
            review.finished_on if review is not None else None,
            review.step if review is not None else "",
            dict(review.notes) if review is not None else {},
            rows,
            before.started_on if before is not None else None,
            tuple(
                Covered(names[key], was_covered.get(key), now)
                for key, now in covered.items()
                if key in names
            ),
        )

    def _kept_row(self, one: Standing, *rest: Any) -> ReviewRow:
        """A row as it was made the last time, unless something about it has changed since."""
        kept = self._rows.get(one.person_id)
        if kept is not None and kept[0] is one and kept[1] == rest:
            return kept[2]
        row = _row(one, *rest)
        self._rows[one.person_id] = (one, rest, row)
        return row


def _before(session: Session, review: Review | None) -> Review | None:
    """The finished sitting of the same kind before this one; without one, the newest of all."""
    query = select(Review).where(Review.finished_on.is_not(None)).order_by(Review.id.desc())
    if review is not None:
        query = query.where(Review.id < review.id, Review.kind == review.kind)
    return session.scalar(query.limit(1))


def _entries(session: Session, review_id: int | None) -> dict[int, _Entry]:
    if review_id is None:
        return {}
    query = select(
        *(ReviewEntry.person_id, ReviewEntry.decision, ReviewEntry.note),
        *(ReviewEntry.next_on, ReviewEntry.draft_id),
    ).where(ReviewEntry.review_id == review_id)
    return {
        person: _Entry(decision, note, next_on, draft)
        for person, decision, note, next_on, draft in session.execute(query)
    }


def _bands(session: Session, review_id: int | None) -> dict[int, Band | None]:
    if review_id is None:
        return {}
    query = select(ReviewEntry.person_id, ReviewEntry.band)
    return dict(session.execute(query.where(ReviewEntry.review_id == review_id)).all())


def _coverage(session: Session, review_id: int | None) -> dict[str, int]:
    if review_id is None:
        return {}
    query = select(ReviewCoverage.need_id, ReviewCoverage.facet, ReviewCoverage.covered).where(
        ReviewCoverage.review_id == review_id
    )
    return {
        f"need/{need}" if need is not None else f"facet/{facet}": covered
        for need, facet, covered in session.execute(query)
    }


def _names(session: Session) -> dict[str, str]:
    """What the rows of the mosaic are called, needs of every state among them."""
    needs = session.execute(select(Need.id, Need.statement).where(Need.deleted_at.is_(None)))
    return {
        **{f"need/{number}": shortened(statement) for number, statement in needs},
        **{f"facet/{facet}": facet.label for facet in Facet},
    }


def _giving(session: Session, on: date) -> dict[int, tuple[int, int]]:
    """What I gave and what I received in a year, by person."""
    query = (
        select(ReciprocityNote.person_id, ReciprocityNote.direction, func.count())
        .where(ReciprocityNote.deleted_at.is_(None), ReciprocityNote.happened_on > on - YEAR)
        .group_by(ReciprocityNote.person_id, ReciprocityNote.direction)
    )
    found: dict[int, tuple[int, int]] = {}
    for person, direction, number in session.execute(query):
        given, received = found.get(person, (0, 0))
        mine = direction is GiveDirection.GIVEN
        found[person] = (given + number, received) if mine else (given, received + number)
    return found


def _promises(session: Session, on: date) -> dict[int, tuple[int, int]]:
    """How many of my promises of a year were kept, and how many were due or kept, by person."""
    due = (Commitment.done_on.is_not(None)) | (Commitment.due < on)
    query = (
        select(Commitment.person_id, func.count(Commitment.done_on), func.count())
        .where(
            Commitment.deleted_at.is_(None),
            Commitment.dropped_on.is_(None),
            Commitment.owner == Owner.ME,
            Commitment.made_on > on - YEAR,
            due,
        )
        .group_by(Commitment.person_id)
    )
    return {person: (kept, number) for person, kept, number in session.execute(query)}


def _ends(session: Session) -> dict[int, date | None]:
    """Until when the season of someone's foremost role is meant to last."""
    some = select(Mentorship.person_id).where(Mentorship.planned_end.is_not(None))
    query = (
        select(Mentorship.person_id, Mentorship.planned_end)
        .where(Mentorship.person_id.in_(some))
        .order_by(Mentorship.id.desc())
    )
    return dict(session.execute(query).all())


def _row(
    one: Standing,
    on: date,
    entry: _Entry | None,
    was: Band | None,
    give: tuple[int, int],
    promises: tuple[int, int],
    end: date | None,
) -> ReviewRow:
    decided = entry or _UNDECIDED
    return ReviewRow(
        one.person_id,
        one.name,
        one.tint,
        one.role,
        one.season,
        months(one.days[bisect_left(one.days, on.toordinal() - YEAR.days) :], on),
        one.band,
        was,
        one.silence_days,
        one.cadence_days,
        *give,
        *promises,
        suggested(one.band, one.season, one.states, one.signs),
        end if one.band is Band.RESTING else None,
        decided.decision,
        decided.note,
        decided.next_on,
        decided.draft,
        one.in_touch_by if decided.decision is not None else None,
        _loop(one),
    )


def _loop(one: Standing) -> str:
    """What I left open with someone, in a sentence."""
    signal = one.practice.of(SignalKind.LOOPS) if one.states.loops in PRESSING else None
    return signal.sentence if signal is not None else ""


def months(ordinals: Iterable[int], on: date) -> tuple[int, ...]:
    """Days of contact in each of the last twelve calendar months, the oldest first."""
    first = on.toordinal() - YEAR.days
    recent = {one for one in ordinals if one >= first}
    if not recent:
        return _NO_MONTH
    counts = [0] * MONTHS_SHOWN
    here = on.year * 12 + on.month
    for ordinal in recent:
        day = date.fromordinal(ordinal)
        back = here - (day.year * 12 + day.month)
        if 0 <= back < MONTHS_SHOWN and day <= on:
            counts[MONTHS_SHOWN - 1 - back] += 1
    return tuple(counts)


def needing(rows: Sequence[ReviewRow]) -> tuple[ReviewRow, ...]:
    """Rows in the order in which they need a decision: what is undecided and furthest off first."""
    order = [Band.AT_RISK, Band.COOLING, Band.DORMANT, Band.NEW, Band.STEADY, Band.THRIVING]

    def place(row: ReviewRow) -> tuple[bool, int, int, str]:
        band = order.index(row.band) if row.band in order else len(order)
        return row.decision is not None, band, -row.over_plan_days, row.name

    return tuple(sorted(rows, key=place))
