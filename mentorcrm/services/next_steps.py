"""What comes next with somebody: a plan, a follow-up, the end of a season, a day. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from mentorcrm.models.health_kinds import SignalKind

if TYPE_CHECKING:
    from mentorcrm.services.standing import Standing

LATE_AFTER_DAYS = 7
"""A rhythm is over by a week before a list says so: nobody counts single days."""


class StepKind(StrEnum):
    """What it is that comes next."""

    PLANNED = "planned"
    FOLLOW_UP = "follow up"
    UNTIL = "until"
    LATE = "late"
    IN_TOUCH = "in touch"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next and on which day, in the zone of this computer; a day that passed waits."""

    kind: StepKind
    day: date


@dataclass(frozen=True, slots=True)
class Ahead:
    """The days that are on record for somebody."""

    planned: date | None = None
    follow_up: date | None = None
    until: date | None = None


def next_step(known: Ahead | None, standing: "Standing | None", today: date) -> NextStep | None:
    """What comes next with somebody; None where nothing is known, or nothing is asked of them.

    What is planned says more than that an answer is due, and either more than a rhythm.
    """
    known = known or Ahead()
    if known.planned is not None:
        return NextStep(StepKind.PLANNED, known.planned)
    if known.follow_up is not None:
        return NextStep(StepKind.FOLLOW_UP, known.follow_up)
    if known.until is not None:
        return NextStep(StepKind.UNTIL, known.until)
    return _rhythm(standing, today) if standing is not None else None


def in_order(ids: Iterable[int], steps: Mapping[int, NextStep]) -> list[int]:
    """People by the day of what comes next; those without any stay at the end as they were."""
    return sorted(ids, key=lambda one: steps[one].day if one in steps else date.max)


def _rhythm(standing: "Standing", today: date) -> NextStep | None:
    silence, by = standing.silence_days, standing.in_touch_by
    if silence is None or by is None or not standing.tended or standing.quiet:
        return None
    if SignalKind.RHYTHM in standing.doubts:
        return None
    newest = today - timedelta(days=silence)
    if silence - standing.cadence_days >= LATE_AFTER_DAYS:
        return NextStep(StepKind.LATE, newest + timedelta(days=standing.cadence_days))
    # Of somebody met once a second time is asked, without a day.
    return NextStep(StepKind.IN_TOUCH, by) if by > newest else None
