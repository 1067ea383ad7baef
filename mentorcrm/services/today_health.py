"""What Today says of relationships: letters to answer, who drifts, stalls, second times, old ties.

There may be thousands of people, so who has a row is told by numbers first; only the few rows that
are shown are put into words. Each rests on a record.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from mentorcrm.health.practice import length
from mentorcrm.health.stall import Sign
from mentorcrm.models.health_kinds import Band
from mentorcrm.models.kinds import Season
from mentorcrm.services.pressing import Pressing, Urgency
from mentorcrm.services.standing import Standing
from mentorcrm.services.today_budget import asks_alone
from mentorcrm.services.today_rows import Pulse, PulseBar, Reason, Waiting
from mentorcrm.services.today_rules import called
from mentorcrm.words import _, joined, short_day

CALL_AFTER_CADENCES = 2
"""After so long a silence a call repairs more than a line (evidence.md, 37)."""
REVIVE_EPISODES = 4
REVIVE_SILENCE_DAYS = 365
MONTH = timedelta(days=30)
STRIP_MOST = 40
"""Blocks that a strip shows well; beyond it is a stacked bar."""
COMPARED_MOST = 500
_LOST = (Season.LAPSED, None)


@dataclass(frozen=True)
class Found:
    """The most pressing rows, and how many there are in all."""

    rows: tuple[Waiting, ...]
    total: int


class Everybody:
    """What all relationships ask for on a day: worked out once for as long as nobody changes."""

    def __init__(self, standings: Sequence[Standing], today: date) -> None:
        self.standings = standings
        self._today = today

    def waiting(
        self, put_off: Collection[str], most: int, spoken_of: Collection[int] = ()
    ) -> Found:
        """The first rows of what relationships ask for, without what was put off.

        Who is `spoken_of` has a row of another kind already; to act on that one is to be in touch.
        """
        people = [person for _rank, _since, person in self._asked if person not in spoken_of]
        if off := [what for what in put_off if what.partition("/")[0] in _ROWS]:
            people = [person for person in people if self._what(person) not in off]
        found = [(self._of[person], self._of[person].pressing) for person in people[:most]]
        if (old := self._old_tie) is not None and old[1].what not in put_off:
            people.append(old[0].person_id)  # The last of all reasons.
            found.append(old)
        rows = (_ROWS[asked.reason](one, self._today) for one, asked in found if asked is not None)
        return Found(tuple(rows)[:most], len(people))

    def _what(self, person: int) -> str:
        asked = self._of[person].pressing
        return asked.what if asked is not None else ""

    @cached_property
    def pulse(self) -> Pulse | None:
        """How many relationships stand how, for the strip; None where there are none."""
        return _pulse(self.standings, self._today)

    @cached_property
    def tended(self) -> list[Standing]:
        """With whom a rhythm is kept."""
        return [one for one in self.standings if one.tended]

    @cached_property
    def asking(self) -> list[Standing]:
        """Of whom I asked often, and gave nothing in between."""
        return [one for one in self.standings if asks_alone(one)]

    @cached_property
    def _asked(self) -> list[Urgency]:
        """Whom something presses about, the most pressing first."""
        return sorted(asked for one in self.standings if (asked := one.urgency) is not None)

    @cached_property
    def _of(self) -> dict[int, Standing]:
        return {one.person_id: one for one in self.standings}

    @cached_property
    def _old_tie(self) -> tuple[Standing, Pressing] | None:
        """The one old tie that was strongest; more would be a list of regrets (evidence.md, 40)."""
        best = max(filter(_is_old_tie, self.standings), key=_strength, default=None)
        if best is None or best.contacts is None:
            return None
        return best, Pressing(Reason.REVIVE, best.contacts.last, "person", best.person_id)


def _is_old_tie(one: Standing) -> bool:
    if one.season not in _LOST or one.episodes < REVIVE_EPISODES or one.quiet:
        return False
    return (one.silence_days or 0) >= REVIVE_SILENCE_DAYS


def _strength(one: Standing) -> tuple[int, int]:
    return one.episodes, -one.person_id


def _answer(one: Standing, today: date) -> Waiting:
    since = one.newest.day if one.newest is not None else today
    why = _("Their word of {day} was the last").format(day=short_day(since, today))
    title, button = _("Answer {called}"), _("Draft an answer")
    return _row(one, Reason.ANSWER, title, why, button, since=since)


def _rhythm(one: Standing, today: date) -> Waiting:
    tie = one.continuity
    silence = tie.silence_days if tie is not None else 0
    due = (tie.last if tie is not None else today) + timedelta(days=one.cadence_days)
    why = _("{length} since last contact; you planned {plan}").format(
        length=length(silence), plan=length(one.cadence_days)
    )
    if silence > CALL_AFTER_CADENCES * one.cadence_days:
        why = _("{why}. A call says more now than a line").format(why=why)
    title = _("Pick things up with {called}")
    return _row(one, Reason.RHYTHM, title, why, _("Draft note"), due=due)


def _second(one: Standing, today: date) -> Waiting:
    tie = one.continuity
    last = tie.last if tie is not None else today
    why = _("Met once, on {day}; a second time makes it a relationship").format(
        day=short_day(last, today)
    )
    due = last + timedelta(days=one.cadence_days)
    title = _("Plan a second time with {called}")
    return _row(one, Reason.SECOND, title, why, _("Plan it"), due=due)


# Without the words of any note: rows are kept for the next first paint.
_SIGNS = {
    Sign.MOVED: _("meetings moved or cancelled"),
    Sign.UNDONE: _("promises past their day"),
    Sign.SILENT: _("a long silence"),
    Sign.CIRCLING: _("a point that keeps coming back"),
    Sign.FLAT: _("nothing moved in 90 days"),
}


def _stall(one: Standing, today: date) -> Waiting:
    said = joined([_SIGNS[sign] for sign in one.signs])
    why = said[:1].upper() + said[1:]
    title = _("Decide how it goes on with {called}")
    return _row(one, Reason.STALL, title, why, _("See the choices"), since=today)


def _revive(one: Standing, today: date) -> Waiting:
    tie = one.continuity
    why = _("In touch {times} times until {day}; old ties often know most").format(
        times=tie.episodes if tie is not None else 0,
        day=short_day(tie.last if tie is not None else today, today),
    )
    return _row(one, Reason.REVIVE, _("Write to {called} again"), why, _("Draft note"))


def _row(
    one: Standing,
    reason: Reason,
    title: str,
    why: str,
    button: str,
    due: date | None = None,
    since: date | None = None,
) -> Waiting:
    asked = one.pressing
    about = ("person", one.person_id)
    if asked is not None and asked.reason is reason:
        about = (asked.table, asked.record)
    name = title.format(called=called(one.name))
    return Waiting(reason, *about, name, why, button, one.person_id, one.name, one.tint, due, since)


_ROWS = {
    Reason.ANSWER: _answer,
    Reason.STALL: _stall,
    Reason.SECOND: _second,
    Reason.RHYTHM: _rhythm,
    Reason.REVIVE: _revive,
}
_ORDER = (
    *(Band.THRIVING, Band.STEADY, Band.NEW, Band.COOLING, Band.AT_RISK, Band.DORMANT),
    Band.RESTING,
)


def _pulse(standings: Sequence[Standing], today: date) -> Pulse | None:
    shown = [(one, one.band) for one in standings if one.season is not None and one.band]
    if not shown:
        return None
    counts = dict.fromkeys(_ORDER, 0)
    for _one, band in shown:
        if band is not None:
            counts[band] += 1
    bars: tuple[PulseBar, ...] = ()
    if len(shown) <= STRIP_MOST:
        placed = sorted(shown, key=lambda pair: _ORDER.index(pair[1] or Band.RESTING))
        bars = tuple(
            PulseBar(one.person_id, one.name, band) for one, band in placed if band is not None
        )
    return Pulse(bars, tuple((b, n) for b, n in counts.items() if n), _change(shown, today))


_COOL = (Band.COOLING, Band.AT_RISK, Band.DORMANT)


def _change(shown: Sequence[tuple[Standing, Band | None]], today: date) -> int | None:
    """How many more or fewer are cooling or worse than a month ago; None with too many to say."""
    tended = [(one, band) for one, band in shown if one.tended]
    if len(tended) > COMPARED_MOST:
        return None
    then = sum(one.band_on(today - MONTH) in _COOL for one, _band in tended)
    return sum(band in _COOL for _one, band in tended) - then
