"""A review as plain values: a row for each relationship, and what changed since the last one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentorcrm.health.practice import RHYTHM_RED
from mentorcrm.models.health_kinds import Band, ReviewDecision, ReviewKind
from mentorcrm.models.kinds import Role, Season
from mentorcrm.services.standing import RESTING, TENDED

MONTHS_SHOWN = 12


class Trend(StrEnum):
    """Which way a band went since the last sitting."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


@dataclass(frozen=True)
class ReviewRow:
    """One relationship. `months` are the days of contact in each of twelve months, oldest first.

    `silence_days` against `cadence_days` is the drift from plan; None without a contact. `given`
    and `received` are what went each way in a year, for a bar and never as a sum. `kept` of `due`
    promises of mine were kept in a year. `was` is the band at the sitting before. `loop` tells of
    what I left open with them, and is empty when there is nothing. By when to be in touch is told
    of whom something was decided, as only the step after that asks for it.
    """

    person_id: int
    name: str
    tint: int
    role: Role | None
    season: Season | None
    months: tuple[int, ...]
    band: Band | None
    was: Band | None
    silence_days: int | None
    cadence_days: int
    given: int
    received: int
    kept: int
    due: int
    suggested: ReviewDecision
    resting_until: date | None = None
    decision: ReviewDecision | None = None
    note: str = ""
    next_on: date | None = None
    draft: int | None = None
    in_touch_by: date | None = None
    loop: str = ""

    @property
    def trend(self) -> Trend:
        """Which way the band went; level where one of the two is not known."""
        order = (Band.DORMANT, Band.AT_RISK, Band.COOLING, Band.STEADY, Band.THRIVING)
        if self.band not in order or self.was not in order:
            return Trend.LEVEL
        now, then = order.index(self.band), order.index(self.was)
        return Trend.UP if now > then else Trend.DOWN if now < then else Trend.LEVEL

    @property
    def over_plan_days(self) -> int:
        """By how much the silence is longer than planned; below zero while there is time."""
        return (self.silence_days or 0) - self.cadence_days

    @property
    def rests(self) -> bool:
        """Whether the season asks for no contact."""
        return self.season in RESTING

    @property
    def tended(self) -> bool:
        """Whether a rhythm is to be kept now."""
        return self.season in TENDED

    @property
    def over_plan(self) -> bool:
        """Whether a rhythm that was to be kept was not."""
        return self.tended and self.silence_days is not None and self.over_plan_days > 0

    @property
    def far_over_plan(self) -> bool:
        """The same, beyond what the signal of rhythm takes for red."""
        return self.over_plan and (self.silence_days or 0) > self.cadence_days * RHYTHM_RED


@dataclass(frozen=True)
class Covered:
    """How far something was covered, in thousandths; `was` is None where it was not there yet."""

    words: str
    was: int | None
    now: int


@dataclass(frozen=True)
class ReviewPage:
    """A sitting, or the table without one (`id` None). `since` is the day of the one before."""

    id: int | None
    kind: ReviewKind | None
    started_on: date | None
    finished_on: date | None
    step: str
    notes: dict[str, str]
    rows: tuple[ReviewRow, ...]
    since: date | None
    coverage: tuple[Covered, ...] = ()

    @property
    def decided(self) -> int:
        """How many relationships were decided on."""
        return sum(row.decision is not None for row in self.rows)


@dataclass(frozen=True)
class PastReview:
    """A sitting in the list of those there were."""

    id: int
    kind: ReviewKind
    started_on: date
    finished_on: date | None
    decided: int
