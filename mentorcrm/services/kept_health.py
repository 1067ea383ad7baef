"""How every relationship stands, kept in memory and in step with what changes.

The first question reads the record once; a change renews only the people whom it touches, and a new
day everybody. What is kept equals what a fresh reading finds; a test holds the two against each
other after random walks.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock, today
from mentorcrm.health.continuity import Continuity, continuity_of
from mentorcrm.health.practice import (
    Evidence,
    Loop,
    LoopKind,
    Practice,
    PracticeFacts,
    Signal,
    practice,
)
from mentorcrm.health.stall import Seen, StallFacts, signs
from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.models.health_kinds import Band, SignalKind, SignalState
from mentorcrm.models.kinds import CADENCE_DEFAULT_DAYS, Role, Season
from mentorcrm.models.tables import Mentorship, Person
from mentorcrm.services.bus import ChangeBus, Changes
from mentorcrm.services.kept_contacts import ContactDays, Contacts
from mentorcrm.services.owners import WATCHED, people_of
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.practice_facts import Doubt, Found, Gathered, gather
from mentorcrm.services.pressing import Pressing, pressing
from mentorcrm.storage import search
from mentorcrm.storage.unit_of_work import Store

RESTING = frozenset({Season.PAUSED, Season.CLOSED, Season.ALUMNI})
"""Seasons that never turn red (product.md)."""
TENDED = frozenset({Season.TRIAL, Season.ACTIVE, Season.LIGHT_TOUCH})
"""Seasons with a rhythm that was meant to be kept."""
RENEWED_MOST = 500
"""With more people touched at once, reading everything is quicker."""


@dataclass(frozen=True)
class Standing:
    """How one relationship stands on a day.

    `continuity` is None without a contact that counts, and so is `band` unless they rest.
    `cadence_days` is the wished one of the foremost role, or the usual one. Nothing is asked of
    them before `quiet_until`.
    """

    person_id: int
    name: str
    tint: int
    organisation: str
    role: Role | None
    season: Season | None
    cadence_days: int
    quiet_until: date | None
    continuity: Continuity | None
    on: date
    found: Found
    contacts: Contacts | None = None

    @property
    def tended(self) -> bool:
        """Whether a rhythm was meant to be kept with them now."""
        return self.season in TENDED

    @property
    def doubts(self) -> Mapping[SignalKind, Doubt]:
        """The judgements I disagree with, while that holds."""
        return self.found.doubts

    @property
    def days(self) -> Sequence[int]:
        """The days of contact, as ordinals in order."""
        return self.contacts.days if self.contacts is not None else ()

    @property
    def quiet(self) -> bool:
        """Whether they are not to be approached yet."""
        return self.quiet_until is not None and self.quiet_until > self.on

    @cached_property
    def pressing(self) -> Pressing | None:
        """What presses most about them today."""
        return pressing(self)

    @cached_property
    def practice(self) -> Practice:
        """The five signals; worked out when they are first asked for."""
        facts = _facts(self.found, self.contacts, self.continuity)
        silent, cadence = self.season in RESTING, self.cadence_days
        judged = practice(facts, self.on, cadence, silent=silent, tended=self.tended)
        return Practice(tuple(_doubted(signal, self.doubts) for signal in judged.signals))

    @cached_property
    def band(self) -> Band | None:
        """The band as it is shown: thriving where practice leaves nothing to wish for."""
        band = band_in_season(self.continuity, self.season)
        return Band.THRIVING if band is Band.STEADY and self.practice.flawless else band

    def band_on(self, day: date) -> Band | None:
        """The band that contacts alone gave on an earlier day, in the season of today."""
        tie = continuity_of(self.days, day, self.cadence_days)
        return band_in_season(tie, self.season)

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """Signs of a stall, while a rhythm is meant to be kept."""
        if not self.tended:
            return ()
        return signs(_stall_facts(self.found, self.contacts, self.cadence_days), self.on)


@dataclass(frozen=True)
class _Someone:
    id: int
    name: str
    tint: int
    organisation: str
    quiet_until: date | None
    role: Role | None = None
    season: Season | None = None
    cadence: int | None = None
    roles: tuple[int, ...] = ()


class KeptHealth:
    """The standings of everybody in the list of people, by name. Safe to ask from any thread."""

    def __init__(self, store: Store, clock: Clock, bus: ChangeBus) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._told: list[Changes] = []
        self._day: tuple[date, str] | None = None
        self._contacts = ContactDays("UTC")
        self._owners: dict[tuple[str, int], set[int]] = {}
        self._standings: dict[int, Standing] = {}
        self._order: tuple[Standing, ...] = ()
        bus.subscribe(self._told.append)

    @property
    def ready(self) -> bool:
        """Whether the next question is answered without reading everybody."""
        return self._day == (today(self._clock), self._clock.zone())

    def all(self) -> tuple[Standing, ...]:
        """Everybody, by name."""
        with self._lock:
            self._renew()
            return self._order

    def of(self, person_id: int) -> Standing | None:
        """One person; None when they are archived, in the bin or not there."""
        with self._lock:
            self._renew()
            return self._standings.get(person_id)

    def _renew(self) -> None:
        told = self._told[:]
        self._take_in(told)
        del self._told[: len(told)]  # Not before: what failed half way is taken in again.

    def _take_in(self, told: Sequence[Changes]) -> None:
        day = today(self._clock), self._clock.zone()
        if day != self._day or any(changes.everything for changes in told):
            self._read(None, day)
            return
        changed: dict[str, set[int]] = {}
        for changes in told:
            for table in changes.tables.keys() & WATCHED:
                changed.setdefault(table, set()).update(changes.tables[table])
        if not any(changed.values()):
            return
        with self._store.read() as session:
            touched = people_of(session, changed) | self._had(changed)
        self._read(None if len(touched) > RENEWED_MOST else sorted(touched), day)

    def _had(self, changed: Mapping[str, Iterable[int]]) -> set[int]:
        """Whom the changed rows belonged to when they were read; who is gone is one of them."""
        found = self._contacts.owners(changed.get("interaction_person", ()))
        found.update(changed.get("person", ()))
        for table, rows in changed.items():
            for row in rows:
                found |= self._owners.get((table, row), set())
        return found

    def _read(self, people: Sequence[int] | None, day: tuple[date, str]) -> None:
        """Read everybody, or some people, as they are on a day."""
        if people is not None and not people:
            return
        self._day = None  # Until it is whole: what fails half way is read again.
        on, zone = day
        with collection_paused(), self._store.read() as session:
            if people is None:
                self._contacts, self._owners, self._standings = ContactDays(zone), {}, {}
            self._contacts.read(session, on, people)
            found = gather(session, self._clock.now(), ZoneInfo(zone), people)
            someones = _people(session, people)
        for owner, whose in found.owners.items():
            self._owners.setdefault(owner, set()).update(whose)
        for person in people or ():
            self._standings.pop(person, None)
        for one in someones:
            for role in one.roles:
                self._owners.setdefault(("mentorship", role), set()).add(one.id)
            contacts = self._contacts.of.get(one.id)
            self._standings[one.id] = _judged(one, contacts, found.get(one.id) or Found(), on)
        self._order = self._sorted(someones if people is None else None)
        self._day = day

    def _sorted(self, someones: Sequence[_Someone] | None) -> tuple[Standing, ...]:
        if someones is not None:
            return tuple(self._standings[one.id] for one in someones)
        query = _LIVE.with_only_columns(Person.id).order_by(Person.sort_name, Person.id)
        with self._store.read() as session:
            ids = session.scalars(query)
            return tuple(self._standings[one] for one in ids if one in self._standings)


_LIVE = select(Person.id).where(Person.deleted_at.is_(None), Person.archived.is_(False))


def fresh(session: Session, clock: Clock, on: date, people: Sequence[int] | None) -> list[Standing]:
    """Standings read anew, from the contacts up to a day.

    The record says how things are, not how they were, so practice is judged for today alone.
    """
    zone = clock.zone()
    contacts = ContactDays(zone)
    contacts.read(session, on, people)
    found = Gathered()
    if on == today(clock):
        found = gather(session, clock.now(), ZoneInfo(zone), people)
    return [
        _judged(one, contacts.of.get(one.id), found.get(one.id) or Found(), on)
        for one in _people(session, people)
    ]


def _people(session: Session, people: Sequence[int] | None) -> list[_Someone]:
    """Who is in the list of people, by name, with their foremost role."""
    names = _LIVE.with_only_columns(
        Person.id,
        Person.display_name,
        Person.avatar_tint,
        Person.organisation,
        Person.do_not_contact_until,
    ).order_by(Person.sort_name, Person.id)
    roles = select(
        Mentorship.person_id, Mentorship.id, Mentorship.role, Mentorship.season,
        Mentorship.cadence_days,
    ).order_by(Mentorship.id)  # fmt: skip
    given: dict[str, str] = {}
    if people is not None:
        names = names.where(Person.id.in_(AMONG))
        roles = roles.where(Mentorship.person_id.in_(AMONG))
        given = {"ids": search.as_json(people)}
    held: dict[int, tuple[Role, Season, int | None, tuple[int, ...]]] = {}
    for person, number, role, season, cadence in session.execute(roles, given):
        *foremost, others = held.get(person, (role, season, cadence, ()))
        held[person] = (*foremost, (*others, number))  # type: ignore[assignment]
    return [
        _Someone(*row, *held.get(row[0], (None, None, None, ())))
        for row in session.execute(names, given)
    ]


def _judged(one: _Someone, contacts: Contacts | None, found: Found, on: date) -> Standing:
    cadence = one.cadence or CADENCE_DEFAULT_DAYS
    tie = continuity_of(contacts.days, on, cadence) if contacts is not None else None
    return Standing(
        one.id, one.name, one.tint, one.organisation, one.role, one.season, cadence,
        one.quiet_until, tie, on, found, contacts,
    )  # fmt: skip


def _facts(found: Found, contacts: Contacts | None, tie: Continuity | None) -> PracticeFacts:
    return PracticeFacts(
        last=_last(contacts),
        episodes=tie.episodes if tie is not None else 0,
        loops=(*_replies(found, contacts), *found.loops),
        asks=found.asks_since,
        gave=found.gave_last,
        moved=tuple(found.moved),
        aims=tuple(found.aims),
        meetings=tuple(found.meetings),
        fit=found.fit,
    )


def _stall_facts(found: Found, contacts: Contacts | None, cadence: int) -> StallFacts:
    return StallFacts(
        last=_last(contacts),
        cadence=cadence,
        meetings=tuple(found.meetings),
        undone=tuple(found.undone),
        carried=tuple(found.carried),
        aims=tuple(found.aims),
        moved=tuple(found.moved),
    )


def _last(contacts: Contacts | None) -> Evidence | None:
    if contacts is None:
        return None
    newest = contacts.newest
    return Evidence("interaction", newest.id, date.fromordinal(newest.day))


def _replies(found: Found, contacts: Contacts | None) -> Iterable[Loop]:
    """Answers that wait for one of mine, or else a letter of theirs that was the last word."""
    if found.answers:
        yield Loop(LoopKind.REPLY, found.answers[0])
    elif contacts is not None and contacts.waits:
        newest = contacts.newest
        yield Loop(LoopKind.REPLY, Evidence("interaction", newest.id, date.fromordinal(newest.day)))


def _doubted(signal: Signal, doubts: Mapping[SignalKind, Doubt]) -> Signal:
    """A judgement that I disagree with says so, and presses no longer."""
    doubt = doubts.get(signal.kind)
    if doubt is None or signal.state not in (SignalState.AMBER, SignalState.RED):
        return signal
    return Signal(signal.kind, SignalState.UNKNOWN, signal.sentence, signal.evidence, signal.button)


def band_in_season(tie: Continuity | None, season: Season | None) -> Band | None:
    """The band as it is shown: at rest where the season says so, else that of the tie.

    Light touch rests within its own cadence and is judged after it.
    """
    if season in RESTING:
        return Band.RESTING
    if tie is None:
        return None
    if season is Season.LIGHT_TOUCH and tie.silence_days <= tie.cadence_days:
        return Band.RESTING
    return tie.band
