"""How the five signals of practice stand, by numbers alone, and what they are judged by.

There may be thousands of people, of whom few are looked at: how a signal stands is told here, and
`practice` puts into words what is shown. The days and numbers are those of features.md D12 and
product.md.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from mentorcrm.health.continuity import NEW_CADENCES
from mentorcrm.models.health_kinds import PRACTICE, SignalKind, SignalState
from mentorcrm.models.history_kinds import ADVICE_AMBER_DAYS, ADVICE_RED_DAYS, FitVerdict

RHYTHM_AMBER = 1.0
RHYTHM_RED = 1.5
"""Silence in units of the wished cadence (product.md, rhythm signal)."""
REPLY_AMBER_DAYS = 2
REPLY_RED_DAYS = 5
RECAP_AMBER_DAYS = 2
"""48 hours after the meeting (product.md, recap)."""
PROMISE_RED_DAYS = 7
BALANCE_AMBER = 2
BALANCE_RED = 3
MOMENTUM_DAYS = 90
MOMENTUM_GREEN = 2
RATING_AMBER = 2
RATING_RED = 1
UNSTEADY_MEETINGS = 3
"""Of how many of the last meetings the moved and the cancelled are counted."""

GREEN, AMBER, RED = SignalState.GREEN, SignalState.AMBER, SignalState.RED
UNKNOWN = SignalState.UNKNOWN
WORSE = {UNKNOWN: 0, GREEN: 1, AMBER: 2, RED: 3}


class Evidence(NamedTuple):
    """A record a judgement rests on: where it is kept, its id, its day, and its words."""

    table: str
    id: int
    day: date
    words: str = ""


class LoopKind(StrEnum):
    """What can be left open between two people, the most pressing first."""

    REPLY = "reply"
    RECAP = "recap"
    PROMISE = "promise"
    ADVICE = "advice"


class Loop(NamedTuple):
    """Something I left open. `about.day` is when it began, for a promise when it is due."""

    kind: LoopKind
    about: Evidence


class Meeting(NamedTuple):
    """One of the last meetings. `rating` is 1 to 4; `moved` counts how often it was put off."""

    about: Evidence
    rating: int | None = None
    moved: int = 0
    cancelled: bool = False

    @property
    def unsteady(self) -> bool:
        """Whether it did not take place as planned."""
        return self.moved > 0 or self.cancelled


class PracticeFacts(NamedTuple):
    """All that the five signals of one relationship look at.

    `asks` are what I asked for since I last gave anything, `gave` that gift. `moved` is what was
    decided, kept or reached of late, `aims` whether there is anything between us that could move,
    with `since` the day from which it could. `meetings` are past ones, the newest first.
    """

    last: Evidence | None = None
    episodes: int = 0
    loops: tuple[Loop, ...] = ()
    asks: tuple[Evidence, ...] = ()
    gave: Evidence | None = None
    moved: tuple[Evidence, ...] = ()
    aims: tuple[Evidence, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    fit: tuple[FitVerdict, Evidence] | None = None


class States(NamedTuple):
    """How the five signals stand, in the order of `PRACTICE`."""

    rhythm: SignalState
    loops: SignalState
    balance: SignalState
    momentum: SignalState
    experience: SignalState

    @property
    def flawless(self) -> bool:
        """Whether every signal that is known is green, and one of them is known."""
        return flawless(self)

    def state(self, kind: SignalKind) -> SignalState:
        """How the signal of a kind stands."""
        return self[PRACTICE.index(kind)]


NOTHING_TO_JUDGE = States(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)


def states(facts: PracticeFacts, today: date, cadence: int, *, tended: bool = True) -> States:
    """The states of the signals that `practice` gives; at rest they are `NOTHING_TO_JUDGE`."""
    silence = (today - facts.last.day).days if facts.last is not None else None
    return States(
        rhythm_state(silence, facts.episodes, cadence) if tended else UNKNOWN,
        loops_state(facts.loops, today),
        balance_state(len(facts.asks), facts.gave is not None),
        momentum_state(facts.moved, facts.aims, today) if tended else UNKNOWN,
        experience_state(facts.meetings, facts.fit),
    )


def flawless(found: Iterable[SignalState]) -> bool:
    """Whether every state that is known is green, and one of them is known."""
    known = set(found) - {UNKNOWN}
    return known == {GREEN}


def worst(found: Iterable[SignalState]) -> SignalState:
    """The most pressing of some states."""
    return max(found, key=WORSE.__getitem__, default=UNKNOWN)


def rhythm_state(silence: int | None, episodes: int, cadence: int) -> SignalState:
    """The silence in days against my own plan; who was met once is too new for a while."""
    if silence is None or (episodes == 1 and silence <= NEW_CADENCES * cadence):
        return UNKNOWN
    if silence <= cadence * RHYTHM_AMBER:
        return GREEN
    return RED if silence > cadence * RHYTHM_RED else AMBER


_LOOP_DAYS: dict[LoopKind, tuple[int, int | None]] = {
    LoopKind.REPLY: (REPLY_AMBER_DAYS, REPLY_RED_DAYS),
    LoopKind.RECAP: (RECAP_AMBER_DAYS, None),
    LoopKind.PROMISE: (1, PROMISE_RED_DAYS),
    LoopKind.ADVICE: (ADVICE_AMBER_DAYS, ADVICE_RED_DAYS),
}


def loop_state(loop: Loop, today: date) -> SignalState:
    """How pressing one open thing is (D12, with product.md's days for replies)."""
    days = (today - loop.about.day).days
    amber, red = _LOOP_DAYS[loop.kind]
    if red is not None and days >= red:
        return RED
    return AMBER if days >= amber else GREEN


def loops_state(loops: Iterable[Loop], today: date) -> SignalState:
    """How pressing the most pressing is; green where nothing is open."""
    return worst((GREEN, *(loop_state(one, today) for one in loops)))


def balance_state(asks: int, gave: bool) -> SignalState:
    """How much I asked for since I last gave something, if I ever `gave`."""
    if not asks:
        return GREEN if gave else UNKNOWN
    return RED if asks >= BALANCE_RED else AMBER if asks >= BALANCE_AMBER else GREEN


def moved_of_late(moved: Iterable[Evidence], today: date) -> tuple[Evidence, ...]:
    """What was decided, kept or reached in the last ninety days."""
    start = today - timedelta(days=MOMENTUM_DAYS)
    return tuple(one for one in moved if start < one.day <= today)


def momentum_state(moved: Iterable[Evidence], aims: Iterable[Evidence], today: date) -> SignalState:
    """Whether anything moved of late, where something was open long enough to."""
    steps = len(moved_of_late(moved, today))
    if steps:
        return GREEN if steps >= MOMENTUM_GREEN else AMBER
    start = today - timedelta(days=MOMENTUM_DAYS)
    return RED if any(one.day <= start for one in aims) else UNKNOWN


def experience_state(
    meetings: Sequence[Meeting], fit: tuple[FitVerdict, Evidence] | None
) -> SignalState:
    """The worst of what the last rated one was worth, how fit felt, and what was moved."""
    rating = next((one.rating for one in meetings if one.rating is not None), None)
    judged = [unsteady_state(sum(one.unsteady for one in meetings[:UNSTEADY_MEETINGS]))]
    if rating is not None:
        judged.append(rating_state(rating))
    if fit is not None:
        judged.append(FIT_STATES[fit[0]])
    return worst(judged)


def rating_state(rating: int) -> SignalState:
    """What a meeting was worth, 1 to 4."""
    return RED if rating <= RATING_RED else AMBER if rating <= RATING_AMBER else GREEN


FIT_STATES = {FitVerdict.GOOD: GREEN, FitVerdict.DECIDING: AMBER, FitVerdict.NOT: RED}


def unsteady_state(number: int) -> SignalState:
    """So many of the last meetings were moved or cancelled; none says nothing."""
    return UNKNOWN if not number else AMBER if number == 1 else RED
