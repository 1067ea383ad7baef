"""Stalls: named signs that a relationship has stopped going anywhere; two of them open a choice.

The signs are those of features.md, D13 and feature 6. One alone is life; two say that it is worth
deciding on purpose: reset it, lighten it, pause it, or close it with thanks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentorcrm.health.practice import RHYTHM_RED, Evidence, Meeting, length
from mentorcrm.models.kinds import MessageKind, Season
from mentorcrm.words import _, n_, short_day

SIGNS_ENOUGH = 2
MOVED_ENOUGH = 2
UNDONE_ENOUGH = 2
CARRIED_ENOUGH = 3
FLAT_AFTER_DAYS = 90


class Sign(StrEnum):
    """One sign of a stall."""

    MOVED = "moved"
    UNDONE = "undone"
    SILENT = "silent"
    CIRCLING = "circling"
    FLAT = "flat"


@dataclass(frozen=True)
class Seen:
    """A sign that was seen, in words, with the records that show it."""

    sign: Sign
    sentence: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class StallFacts:
    """What the signs are read from. `undone` are promises past their day, both ways.

    `carried` are points that came back meeting after meeting, `aims` what we work on together
    since a day, `moved` what came of it of late.
    """

    last: Evidence | None = None
    cadence: int = 30
    meetings: tuple[Meeting, ...] = ()
    undone: tuple[Evidence, ...] = ()
    carried: tuple[Evidence, ...] = ()
    aims: tuple[Evidence, ...] = ()
    moved: tuple[Evidence, ...] = ()


class Exit(StrEnum):
    """A way out of a stall, each with a message drafted from the record and a season."""

    RESET = "reset"
    LIGHTEN = "lighten"
    PAUSE = "pause"
    CLOSE = "close"

    @property
    def message(self) -> MessageKind:
        """The kind of message that says so."""
        return MessageKind(self.value)

    @property
    def season(self) -> Season | None:
        """The season it leads to; a reset stays in the one it is in."""
        return {
            Exit.LIGHTEN: Season.LIGHT_TOUCH,
            Exit.PAUSE: Season.PAUSED,
            Exit.CLOSE: Season.CLOSED,
        }.get(self)


def signs(facts: StallFacts, today: date) -> tuple[Seen, ...]:
    """The signs that are there on a day, in the order of `Sign`."""
    found = (
        _moved(facts.meetings),
        _undone(facts.undone, today),
        _silent(facts.last, facts.cadence, today),
        _circling(facts.carried),
        _flat(facts, today),
    )
    return tuple(one for one in found if one is not None)


def stalled(seen: Sequence[Seen]) -> bool:
    """Whether there are enough signs to put the choice to the user."""
    return len(seen) >= SIGNS_ENOUGH


def _moved(meetings: Sequence[Meeting]) -> Seen | None:
    among = [m for m in meetings[:3] if m.unsteady]
    times = sum(m.moved + m.cancelled for m in among)
    if times < MOVED_ENOUGH:
        return None
    said = _("The last meetings were moved or cancelled {number} times.").format(number=times)
    return Seen(Sign.MOVED, said, tuple(m.about for m in among))


def _undone(promises: Sequence[Evidence], today: date) -> Seen | None:
    late = tuple(one for one in promises if one.day < today)
    if len(late) < UNDONE_ENOUGH:
        return None
    said = n_(
        "{number} promise between you is past its day.",
        "{number} promises between you are past their day.",
        len(late),
    ).format(number=len(late))
    return Seen(Sign.UNDONE, said, late)


def _silent(last: Evidence | None, cadence: int, today: date) -> Seen | None:
    if last is None or (today - last.day).days <= cadence * RHYTHM_RED:
        return None
    said = _("{length} since you last spoke; you planned every {plan}.").format(
        length=length((today - last.day).days).capitalize(), plan=length(cadence)
    )
    return Seen(Sign.SILENT, said, (last,))


def _circling(carried: Sequence[Evidence]) -> Seen | None:
    if not carried:
        return None
    first = carried[0]
    said = _("“{words}” has come back meeting after meeting.").format(words=first.words)
    return Seen(Sign.CIRCLING, said, tuple(carried))


def _flat(facts: StallFacts, today: date) -> Seen | None:
    old = [one for one in facts.aims if (today - one.day).days >= FLAT_AFTER_DAYS]
    if not old or any((today - one.day).days < FLAT_AFTER_DAYS for one in facts.moved):
        return None
    first = min(old, key=lambda one: (one.day, one.id))
    said = _("Nothing has moved on “{words}” since {day}.").format(
        words=first.words, day=short_day(first.day, today)
    )
    return Seen(Sign.FLAT, said, tuple(old))
