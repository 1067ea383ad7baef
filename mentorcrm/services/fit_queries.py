"""Reading how well someone fits, and when one of three answers is due."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.models.history_kinds import (
    FIT_CHECK_FOR_DAYS,
    FIT_CHECK_MEETINGS,
    FIT_WEIGHTS,
    FeedbackStyle,
    FitCriterion,
    FitPhase,
    FitVerdict,
)
from mentorcrm.models.tables import FitCheck, FitRating, Interaction, Meeting, WorkingStyle
from mentorcrm.services.fit_rows import CheckRow, FitAt, FitLine, FitView, Rating
from mentorcrm.services.meetings_held import Held, held_with
from mentorcrm.storage.unit_of_work import Store


class FitQueries:
    """Questions about fit. Each answer is one short read."""

    TABLES = ("fit_rating", "fit_check", "working_style", "interaction", "interaction_person",
              "meeting")  # fmt: skip

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of(self, person_id: int) -> FitView:
        """All that is known of how someone fits."""
        now, zone = self._clock.now(), self._clock.zone()
        with self._store.read() as session:
            checks = _checks(session, person_id)
            held = held_with(session, person_id, now)
            day = now.astimezone(ZoneInfo(zone)).date()
            wanted = due([(c.number, c.verdict) for c in checks], days_of(held, zone), day)
            style = session.scalar(select(WorkingStyle).where(WorkingStyle.person_id == person_id))
            return FitView(
                person_id,
                _lines(session, person_id),
                checks,
                len(held),
                wanted,
                held[-1].meeting if wanted and held else None,
                *(
                    (style.feedback, style.prefers, style.their_limits, style.my_limits)
                    if style is not None
                    else (FeedbackStyle.UNKNOWN,)
                ),
            )

    def at(self, meeting_id: int, people: Sequence[int]) -> FitAt | None:
        """Whom the close of a meeting asks about: the first for whom an answer is due there."""
        now, zone = self._clock.now(), ZoneInfo(self._clock.zone())
        with self._store.read() as session:
            meeting = session.get_one(Meeting, meeting_id)
            at = session.get_one(Interaction, meeting.interaction_id).at
            if meeting.cancelled_on is not None or (at > now and meeting.held_at is None):
                return None
            for person in people:
                held = [
                    one.at.astimezone(zone).date()
                    for one in held_with(session, person, now)
                    if one.at <= at and one.meeting != meeting_id
                ]
                held.append((at if meeting.closed_at else now).astimezone(zone).date())
                asked = _at(session, person, meeting_id, held, now.astimezone(zone).date())
                if asked is not None:
                    return asked
        return None


def _at(
    session: Session, person: int, meeting: int, held: Sequence[date], today: date
) -> FitAt | None:
    """What a meeting asks about someone; it is the last of those held."""
    checks = _checks(session, person)
    given = next((one for one in checks if one.meeting_id == meeting), None)
    if given is not None:
        return FitAt(person, given.number, given.verdict)
    number = due([(one.number, one.verdict) for one in checks], held, today)
    return FitAt(person, number) if number is not None else None


class Answer(NamedTuple):
    """One of the three answers, after which meeting."""

    number: int
    verdict: FitVerdict


def due(checks: Sequence[tuple[int, FitVerdict]], held: Sequence[date], today: date) -> int | None:
    """After which meeting an answer is asked for now; None when there is no need to ask.

    After the first and the third, and after the next one while it is still being decided. A
    question that nobody answered goes away after a month.
    """
    number = len(held)
    if not number or today - held[-1] > timedelta(days=FIT_CHECK_FOR_DAYS):
        return None
    last = Answer(*max(checks, key=lambda one: one[0])) if checks else None
    if last is not None and last.number >= number:
        return None
    first, third = FIT_CHECK_MEETINGS
    never_asked = last is None and first <= number <= third
    undecided = last is not None and last.verdict is FitVerdict.DECIDING
    return number if never_asked or undecided or number == third else None


def days_of(held: Sequence[Held], zone: str) -> list[date]:
    """The days of meetings in a zone."""
    return [one.at.astimezone(ZoneInfo(zone)).date() for one in held]


def _lines(session: Session, person_id: int) -> tuple[FitLine, ...]:
    weights: dict[FitCriterion, int] = {}
    ratings: dict[FitCriterion, dict[FitPhase, Rating]] = {}
    for row in session.scalars(select(FitRating).where(FitRating.person_id == person_id)):
        weights[row.criterion] = max(row.weight, weights.get(row.criterion, 0))
        rating = Rating(row.score, row.how_i_know, row.rated_on)
        ratings.setdefault(row.criterion, {})[row.phase] = rating
    return tuple(
        FitLine(one, weights.get(one, FIT_WEIGHTS[0]), ratings.get(one, {})) for one in FitCriterion
    )


def _checks(session: Session, person_id: int) -> tuple[CheckRow, ...]:
    query = (
        select(FitCheck)
        .where(FitCheck.person_id == person_id)
        .order_by(FitCheck.number, FitCheck.id)
    )
    return tuple(
        CheckRow(row.id, row.number, row.verdict, row.note, row.checked_on, row.meeting_id)
        for row in session.scalars(query)
    )


def last_answers(
    session: Session, people: Sequence[int]
) -> dict[int, list[tuple[int, FitVerdict]]]:
    """The answers given so far for each of some people."""
    found: dict[int, list[tuple[int, FitVerdict]]] = {}
    query = select(FitCheck.person_id, FitCheck.number, FitCheck.verdict).where(
        FitCheck.person_id.in_(people)
    )
    for person, number, verdict in session.execute(query):
        found.setdefault(person, []).append((number, verdict))
    return found
