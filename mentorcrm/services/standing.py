"""How one relationship stands on a day.

There may be thousands of them, of which few are looked at: what is asked of all is told by numbers
alone, and words are made when they are first asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from mentorcrm.health.continuity import (
    EPISODE_DAYS,
    Continuity,
    History,
    apart_of,
    band_at,
    continuity_at,
    in_touch_by_of,
    tie_of,
)
from mentorcrm.health.practice import Practice, Signal, practice
from mentorcrm.health.practice_states import (
    NOTHING_TO_JUDGE,
    UNKNOWN,
    Evidence,
    Loop,
    LoopKind,
    PracticeFacts,
    States,
    rhythm_state,
    states,
)
from mentorcrm.health.stall import Seen, Sign, StallFacts, present, signs, too_silent
from mentorcrm.models.health_kinds import PRACTICE, PRESSING, Band, SignalKind, SignalState
from mentorcrm.models.kinds import CADENCE_DEFAULT_DAYS, Role, Season
from mentorcrm.services.kept_contacts import ContactDays, Contacts
from mentorcrm.services.once import Once
from mentorcrm.services.practice_facts import NOTHING, Doubt, Found, Gathered
from mentorcrm.services.pressing import Pressing, Urgency, pressing, urgency
from mentorcrm.services.someone import someones

RESTING = frozenset({Season.PAUSED, Season.CLOSED, Season.ALUMNI})
"""Seasons that never turn red (product.md)."""
TENDED = frozenset({Season.TRIAL, Season.ACTIVE, Season.LIGHT_TOUCH})
"""Seasons with a rhythm that was meant to be kept."""
_SILENCE = (Sign.SILENT,)
# How practice stands where contacts are all there is, by how the rhythm does.
_CONTACTS_ALONE = {
    state: states(PracticeFacts(), date.max, CADENCE_DEFAULT_DAYS)._replace(rhythm=state)
    for state in SignalState
}


class _Read(NamedTuple):
    """What is read of a relationship: the ten of `Someone`, contacts, and what was found.

    A tuple, as ten thousand of them are made in a third of the time that objects take.
    """

    person_id: int
    name: str
    sort_name: str
    tint: int
    organisation: str
    quiet_until: date | None
    role: Role | None
    season: Season | None
    cadence_days: int
    roles: tuple[int, ...]
    contacts: Contacts | None
    found: Found
    on: date


class Standing(_Read):
    """How one relationship stands on a day.

    `contacts` is None without one that counts, and so is the band unless they rest.
    """

    @property
    def place(self) -> tuple[str, int]:
        """Their place in the list of people."""
        return self.sort_name, self.person_id

    @property
    def quiet(self) -> bool:
        """Whether they are not to be approached yet."""
        return self.quiet_until is not None and self.quiet_until > self.on

    @property
    def tended(self) -> bool:
        """Whether a rhythm was meant to be kept with them now."""
        return self.season in TENDED

    @property
    def doubts(self) -> Mapping[SignalKind, Doubt]:
        """The judgements I disagree with, while that holds."""
        return self.found.doubts

    @property
    def waits(self) -> bool:
        """Whether they wrote last, and nothing came from me since."""
        return self.contacts is not None and self.contacts.waits

    @property
    def days(self) -> Sequence[int]:
        """The days of contact, as ordinals in order."""
        return self.contacts.days if self.contacts is not None else ()

    @Once
    def tie(self) -> History | None:
        """The episodes in numbers, as far apart as the cadence lets them be."""
        apart = apart_of(self.cadence_days)
        if self.contacts is None or apart == EPISODE_DAYS:
            return self.contacts
        return tie_of(self.days, apart)

    @property
    def episodes(self) -> int:
        """How many episodes there were."""
        tie = self.tie
        return tie.episodes if tie is not None else 0

    @property
    def silence_days(self) -> int | None:
        """The days since the newest contact."""
        return self.on.toordinal() - self.contacts.last if self.contacts is not None else None

    @Once
    def continuity(self) -> Continuity | None:
        """How the tie stands."""
        tie = self.tie
        return continuity_at(tie, self.on, self.cadence_days) if tie is not None else None

    @property
    def in_touch_by(self) -> date | None:
        """`Continuity.in_touch_by` alone, which a list of everybody asks for."""
        tie = self.tie
        return in_touch_by_of(tie, self.cadence_days) if tie is not None else None

    @Once
    def band(self) -> Band | None:
        """The band as it is shown: thriving where practice leaves nothing to wish for."""
        band = _in_season(self, self.tie, self.on)
        return Band.THRIVING if band is Band.STEADY and self.states.flawless else band

    def band_on(self, day: date) -> Band | None:
        """The band that contacts alone gave on an earlier day, in the season of today."""
        last = day.toordinal()
        had = [one for one in self.days if one <= last]
        apart = apart_of(self.cadence_days)
        return _in_season(self, tie_of(had, apart) if had else None, day)

    @property
    def pressing(self) -> Pressing | None:
        """What presses most about them today."""
        return pressing(self)

    @Once
    def urgency(self) -> Urgency | None:
        """By what `pressing` sorts."""
        return urgency(self)

    @Once
    def states(self) -> States:
        """How the five signals stand, the same as those of `practice`."""
        if self.season in RESTING:
            return NOTHING_TO_JUDGE
        if self.found is NOTHING and not self.waits:
            if not self.tended:
                return _CONTACTS_ALONE[UNKNOWN]
            state = rhythm_state(self.silence_days, self.episodes, self.cadence_days)
            return _CONTACTS_ALONE[state]
        found = states(_facts(self), self.on, self.cadence_days, tended=self.tended)
        if not self.doubts:
            return found
        return States(
            *(_doubted(state, kind, self) for state, kind in zip(found, PRACTICE, strict=True))
        )

    @Once
    def practice(self) -> Practice:
        """The five signals in words."""
        silent, cadence = self.season in RESTING, self.cadence_days
        judged = practice(_facts(self), self.on, cadence, silent=silent, tended=self.tended)
        return Practice(tuple(_as_i_see_it(signal, self) for signal in judged.signals))

    @Once
    def signs(self) -> tuple[Sign, ...]:
        """Signs of a stall, while a rhythm is meant to be kept."""
        if not self.tended:
            return ()
        if self.found is not NOTHING:
            return present(_stall_facts(self), self.on)
        silence = self.silence_days
        silent = silence is not None and too_silent(silence, self.cadence_days)
        return _SILENCE if silent else ()

    @Once
    def seen(self) -> tuple[Seen, ...]:
        """The signs in words, with the records that show them."""
        return signs(_stall_facts(self), self.on) if self.tended else ()

    @property
    def newest(self) -> Evidence | None:
        """The newest contact, which everything counts from."""
        if self.contacts is None:
            return None
        day = date.fromordinal(self.contacts.newest_day)
        return Evidence("interaction", self.contacts.newest, day)


def standings(
    session: Session,
    people: Sequence[int] | None,
    contacts: ContactDays,
    found: Gathered,
    on: date,
) -> list[Standing]:
    """How everybody stands, or some people, by name, with what was read of them."""
    had, known = contacts.of, found.get
    return [
        Standing(*one, had.get(one[0]), known(one[0], NOTHING), on)
        for one in someones(session, people)
    ]


def _in_season(one: Standing, tie: History | None, day: date) -> Band | None:
    """The band of a tie; at rest where the season says so.

    Light touch rests within its own cadence and is judged after it.
    """
    if one.season in RESTING:
        return Band.RESTING
    if tie is None:
        return None
    today, cadence = day.toordinal(), one.cadence_days
    if one.season is Season.LIGHT_TOUCH and today - tie.last <= cadence:
        return Band.RESTING
    return band_at(tie, today, cadence)


def _facts(one: Standing) -> PracticeFacts:
    found = one.found
    return PracticeFacts(
        last=one.newest,
        episodes=one.episodes,
        loops=(*_replies(one), *found.loops),
        asks=found.asks_since,
        gave=found.gave_last,
        moved=found.moved,
        aims=found.aims,
        meetings=found.meetings,
        fit=found.fit,
    )


def _replies(one: Standing) -> Iterable[Loop]:
    """Answers that wait for one of mine, or else a letter of theirs that was the last word."""
    if one.found.answers:
        yield Loop(LoopKind.REPLY, one.found.answers[0])
    elif one.waits and one.newest is not None:
        yield Loop(LoopKind.REPLY, one.newest)


def _stall_facts(one: Standing) -> StallFacts:
    found = one.found
    return StallFacts(
        last=one.newest,
        cadence=one.cadence_days,
        meetings=found.meetings,
        undone=found.undone,
        carried=found.carried,
        aims=found.aims,
        moved=found.moved,
    )


def _doubted(state: SignalState, kind: SignalKind, one: Standing) -> SignalState:
    """A judgement that I disagree with presses no longer."""
    return UNKNOWN if state in PRESSING and kind in one.doubts else state


def _as_i_see_it(signal: Signal, one: Standing) -> Signal:
    state = _doubted(signal.state, signal.kind, one)
    if state is signal.state:
        return signal
    return Signal(signal.kind, state, signal.sentence, signal.evidence, signal.button)
