"""Continuity: how likely two people are in contact again, and by when to be in touch.

The model is MBG/NBD, the BG/NBD of Fader, Hardie and Lee (2005, Marketing Science 24:275-284) with
a chance to end after the very first contact too (Batislam, Denizel and Filiztekin 2007; Wagner and
Hoppe 2008). The wished cadence is its prior: a tie is taken to make one contact a cadence, with the
weight of two contacts, until its own history says otherwise. Numbers and their calibration are
those of evidence.md, 6.3, 6.4 and 7. All times are days.

What comes out ranks and dates; it is no chance to be shown. Ranking carried over to populations
the numbers were not fitted on, the probabilities themselves did not.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import exp, inf, log
from typing import NamedTuple, Protocol

from mentorcrm.models.health_kinds import Band

EPISODE_DAYS = 7
"""Contacts at most this far apart are one episode (evidence.md, 33), see `apart_of`."""
HORIZON_DAYS = 365
WEIGHT_OF_PRIOR = 2.0
ENDING_A = 0.6
ENDING_B = 0.4
RECALIBRATION = (0.85, -0.20)
"""Slope and intercept on the scale of log odds, fitted on 2008 to 2016 (evidence.md, 6.4)."""
STEADY_FROM = 0.65
COOLING_FROM = 0.35
AT_RISK_FROM = 0.15
NEW_CADENCES = 2
SILENCE_MULTIPLES = (1, 2, 4, 8)
"""Silence in units of a tie's own mean gap: watch, at risk, critical, dormant."""
LONGEST_DAYS = 366 * 200


@dataclass(frozen=True)
class Model:
    """The four numbers of MBG/NBD; `alpha` in days, the others without a unit."""

    r: float
    alpha: float
    a: float
    b: float

    @classmethod
    def for_cadence(cls, cadence: float) -> "Model":
        """The prior of a wished cadence in days: one contact a cadence, worth r contacts."""
        return cls(WEIGHT_OF_PRIOR, WEIGHT_OF_PRIOR * cadence, ENDING_A, ENDING_B)

    def p_alive(self, again: int, last: float, now: float) -> float:
        """The chance that the tie has not ended.

        `again` is the number of episodes after the first, `last` and `now` the days from the
        first one to the newest and to today.
        """
        grown = (self.r + again) * log((self.alpha + now) / (self.alpha + last))
        return 1 / (1 + self.a / (self.b + again) * exp(min(grown, 700)))

    def p_contact(self, again: int, last: float, now: float, horizon: float) -> float:
        """The chance of one contact or more in the next `horizon` days, not recalibrated."""
        ratio = (self.alpha + now) / (self.alpha + now + horizon)
        none = exp((self.r + again) * log(ratio))
        return self.p_alive(again, last, now) * (1 - none)

    def silence_until(self, chance: float, again: int, last: float) -> float:
        """After how many days of silence `p_alive` is down to `chance`.

        Below zero when it is so already on the day of the contact.
        """
        odds = (self.b + again) / self.a * (1 - chance) / chance
        return (self.alpha + last) * (exp(log(odds) / (self.r + again)) - 1)

    def expected_gap(self, again: int, now: float) -> float:
        """The mean days between two contacts to be expected while the tie lives."""
        return (self.alpha + now) / (self.r + again)


class History(Protocol):
    """A history as the model sees it: how many episodes, and the ordinals of two of their days.

    Each episode stands under its last day; `first` is that of the first one, `last` of the newest.
    """

    @property
    def episodes(self) -> int: ...

    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...


class Tie(NamedTuple):
    """A history and nothing else."""

    episodes: int
    first: int
    last: int


@dataclass(frozen=True)
class Continuity:
    """How one tie stands on a day. Times in days; `p_365` is recalibrated.

    `silence_multiple` is the silence in units of the tie's own mean gap, None below three
    episodes. `in_touch_by` is the newest contact plus the cadence, or the day on which the tie is
    as likely over as not when that comes first, and never before the newest contact.
    """

    episodes: int
    first: date
    last: date
    silence_days: int
    cadence_days: float
    p_alive: float
    p_365: float
    band: Band
    in_touch_by: date
    expected_gap_days: float
    silence_multiple: float | None

    @property
    def second_is_due(self) -> bool:
        """Whether there was one contact only, and half a cadence has passed: book the second.

        The second contact is the bottleneck of a tie (evidence.md, 35).
        """
        return second_is_due(self.episodes, self.silence_days, self.cadence_days)


def second_is_due(episodes: int, silence_days: int, cadence: float) -> bool:
    """As `Continuity.second_is_due`, of numbers."""
    return episodes == 1 and silence_days >= cadence / 2


def apart_of(cadence: float) -> float:
    """How many days apart contacts still are one episode, for a wished cadence in days.

    Where less than four weeks are wished it is a quarter of the cadence (evidence.md, 8), or
    a talk each week would be one episode without end.
    """
    return min(float(EPISODE_DAYS), cadence / 4)


def episodes(days: Iterable[date], apart: float = EPISODE_DAYS) -> list[date]:
    """Contact days merged into episodes, each standing under its last day, in order.

    Two days in a row at most `apart` days from each other belong together.
    """
    merged: list[date] = []
    for day in sorted(days):
        if merged and (day - merged[-1]).days <= apart:
            merged[-1] = day
        else:
            merged.append(day)
    return merged


def recalibrated(chance: float) -> float:
    """A chance as the model gives it, moved to what came true in the years of training."""
    if chance <= 0 or chance >= 1:
        return min(max(chance, 0.0), 1.0)
    slope, intercept = RECALIBRATION
    return 1 / (1 + exp(-(slope * log(chance / (1 - chance)) + intercept)))


def band_of(p_365: float) -> Band:
    """The band of a recalibrated chance of contact within a year."""
    if p_365 >= STEADY_FROM:
        return Band.STEADY
    if p_365 >= COOLING_FROM:
        return Band.COOLING
    return Band.AT_RISK if p_365 >= AT_RISK_FROM else Band.DORMANT


def continuity(days: Iterable[date], as_of: date, cadence: float) -> Continuity | None:
    """How a tie stands on `as_of`, from its contact days and the wished cadence in days.

    Days after `as_of` are left out; None when none is left. ValueError when `cadence` is not
    above zero.
    """
    return continuity_of(sorted(day.toordinal() for day in days), as_of, cadence)


def continuity_of(ordered: Sequence[int], as_of: date, cadence: float) -> Continuity | None:
    """As `continuity`, of days as their ordinals (`date.toordinal`) in order."""
    _require(cadence)
    had = ordered[: bisect_right(ordered, as_of.toordinal())]
    return continuity_at(tie_of(had, apart_of(cadence)), as_of, cadence) if had else None


def tie_of(ordered: Sequence[int], apart: float = EPISODE_DAYS) -> Tie:
    """What the model needs of contact days, which are ordinals in order and one at least.

    Days at most `apart` from each other are one episode.
    """
    number, first, last = 0, 0, -LONGEST_DAYS
    for day in ordered:
        if day - last > apart:
            number += 1
        if number == 1:
            first = day
        last = day
    return Tie(number, first, last)


def continuity_at(tie: History, as_of: date, cadence: float) -> Continuity:
    """How a tie stands on a day that is not before its newest contact."""
    _require(cadence)
    today, model = as_of.toordinal(), _model(cadence)
    again, last, now = tie.episodes - 1, tie.last - tie.first, today - tie.first
    silence, newest = today - tie.last, date.fromordinal(tie.last)
    chance = chance_at(tie, today, cadence)
    return Continuity(
        episodes=tie.episodes,
        first=date.fromordinal(tie.first),
        last=newest,
        silence_days=silence,
        cadence_days=cadence,
        p_alive=model.p_alive(again, last, now),
        p_365=chance,
        band=Band.NEW if _is_new(tie, today, cadence) else band_of(chance),
        in_touch_by=in_touch_by(model, again, last, newest, cadence),
        expected_gap_days=model.expected_gap(again, now),
        # The gaps between episodes add up to the span from the first to the newest.
        silence_multiple=silence * again / last if again > 1 else None,
    )


def chance_at(tie: History, today: int, cadence: float) -> float:
    """`Continuity.p_365` alone: of thousands of people often no more is wanted."""
    again, last, now = tie.episodes - 1, tie.last - tie.first, today - tie.first
    return recalibrated(_model(cadence).p_contact(again, last, now, HORIZON_DAYS))


def band_at(tie: History, today: int, cadence: float) -> Band:
    """`Continuity.band` alone; `today` is an ordinal."""
    if _is_new(tie, today, cadence):
        return Band.NEW
    return band_of(chance_at(tie, today, cadence))


def in_touch_by_of(tie: History, cadence: float) -> date:
    """`Continuity.in_touch_by` alone."""
    newest = date.fromordinal(tie.last)
    return in_touch_by(_model(cadence), tie.episodes - 1, tie.last - tie.first, newest, cadence)


def _is_new(tie: History, today: int, cadence: float) -> bool:
    return tie.episodes == 1 and today - tie.last <= NEW_CADENCES * cadence


def _require(cadence: float) -> None:
    if not 0 < cadence < inf:
        raise ValueError("a cadence is a number of days above zero")


@lru_cache(maxsize=512)
def _model(cadence: float) -> Model:
    return Model.for_cadence(cadence)


def in_touch_by(model: Model, again: int, last: float, newest: date, cadence: float) -> date:
    """The day by which to be in touch again, whole days, never before the newest contact."""
    even = model.silence_until(0.5, again, last)
    wait = min(max(min(cadence, even), 0), LONGEST_DAYS)
    if newest.toordinal() + int(wait) > date.max.toordinal():
        return date.max
    return newest + timedelta(days=int(wait))
