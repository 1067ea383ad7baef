"""Stalls: named signs that a relationship has stopped going anywhere; two of them open a choice.

The signs are those of features.md, D13 and feature 6. One alone is life; two say that it is worth
deciding on purpose: reset it, lighten it, pause it, or close it with thanks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

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


class StallFacts(NamedTuple):
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


def present(facts: StallFacts, today: date) -> tuple[Sign, ...]:
    """The signs that are there on a day, in the order of `Sign`; told of thousands at once."""
    return tuple(sign for sign, look in _LOOKS.items() if look(facts, today))


def signs(facts: StallFacts, today: date) -> tuple[Seen, ...]:
    """The signs that are there on a day, in words."""
    return tuple(
        Seen(sign, _WORDS[sign](facts, evidence, today), evidence)
        for sign, look in _LOOKS.items()
        if (evidence := look(facts, today))
    )


def stalled(seen: Sequence[object]) -> bool:
    """Whether there are enough signs to put the choice to the user."""
    return len(seen) >= SIGNS_ENOUGH


_Evidence = tuple[Evidence, ...]


def _moved(facts: StallFacts, _today: date) -> _Evidence:
    among = _unsteady(facts)
    return tuple(m.about for m in among) if _times(among) >= MOVED_ENOUGH else ()


def _unsteady(facts: StallFacts) -> list[Meeting]:
    return [m for m in facts.meetings[:3] if m.unsteady]


def _times(meetings: Sequence[Meeting]) -> int:
    return sum(m.moved + m.cancelled for m in meetings)


def _moved_words(facts: StallFacts, _evidence: _Evidence, _today: date) -> str:
    return _("The last meetings were moved or cancelled {number} times.").format(
        number=_times(_unsteady(facts))
    )


def _undone(facts: StallFacts, today: date) -> _Evidence:
    late = tuple(one for one in facts.undone if one.day < today)
    return late if len(late) >= UNDONE_ENOUGH else ()


def _undone_words(_facts: StallFacts, late: _Evidence, _today: date) -> str:
    return n_(
        "{number} promise between you is past its day.",
        "{number} promises between you are past their day.",
        len(late),
    ).format(number=len(late))


def _silent(facts: StallFacts, today: date) -> _Evidence:
    last = facts.last
    if last is None or not too_silent((today - last.day).days, facts.cadence):
        return ()
    return (last,)


def too_silent(silence: int, cadence: int) -> bool:
    """Whether days of silence are a sign, with a wished cadence in days."""
    return silence > cadence * RHYTHM_RED


def _silent_words(facts: StallFacts, evidence: _Evidence, today: date) -> str:
    return _("{length} since you last spoke; you planned every {plan}.").format(
        length=length((today - evidence[0].day).days).capitalize(), plan=length(facts.cadence)
    )


def _circling(facts: StallFacts, _today: date) -> _Evidence:
    return facts.carried


def _circling_words(_facts: StallFacts, evidence: _Evidence, _today: date) -> str:
    return _("“{words}” has come back meeting after meeting.").format(words=evidence[0].words)


def _flat(facts: StallFacts, today: date) -> _Evidence:
    old = tuple(one for one in facts.aims if (today - one.day).days >= FLAT_AFTER_DAYS)
    moved = any((today - one.day).days < FLAT_AFTER_DAYS for one in facts.moved)
    return () if moved else old


def _flat_words(_facts: StallFacts, old: _Evidence, today: date) -> str:
    """By the oldest that has words; what never leaves comes without any."""
    first = min(old, key=lambda one: (not one.words, one.day, one.id))
    day = short_day(first.day, today)
    if not first.words:
        return _("Nothing has moved between you since {day}.").format(day=day)
    return _("Nothing has moved on “{words}” since {day}.").format(words=first.words, day=day)


_LOOKS: Mapping[Sign, Callable[[StallFacts, date], _Evidence]] = {
    Sign.MOVED: _moved,
    Sign.UNDONE: _undone,
    Sign.SILENT: _silent,
    Sign.CIRCLING: _circling,
    Sign.FLAT: _flat,
}
"""The records that show a sign, none where it is not there."""
_WORDS: Mapping[Sign, Callable[[StallFacts, _Evidence, date], str]] = {
    Sign.MOVED: _moved_words,
    Sign.UNDONE: _undone_words,
    Sign.SILENT: _silent_words,
    Sign.CIRCLING: _circling_words,
    Sign.FLAT: _flat_words,
}
