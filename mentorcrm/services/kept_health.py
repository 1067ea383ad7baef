"""How every relationship stands, kept in memory and in step with what changes.

The first question reads the record once; a change renews only the people whom it touches, and a new
day everybody. What is kept equals what a fresh reading finds; a test holds the two against each
other after random walks.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from mentorcrm.clock import Clock, today
from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.services.bus import ChangeBus, Changes
from mentorcrm.services.kept_contacts import ContactDays
from mentorcrm.services.owners import WATCHED, Owners, people_of
from mentorcrm.services.practice_facts import Gathered, gather
from mentorcrm.services.standing import Standing, standings
from mentorcrm.storage.unit_of_work import Store

RENEWED_MOST = 500
"""With more people or rows of a kind touched at once, reading everything is quicker."""


class KeptHealth:
    """The standings of everybody in the list of people, by name. Safe to ask from any thread."""

    def __init__(self, store: Store, clock: Clock, bus: ChangeBus) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._told: list[Changes] = []
        self._day: tuple[date, str] | None = None
        self._contacts = ContactDays("UTC")
        self._owners = Owners()
        self._standings: dict[int, Standing] = {}
        self._order: tuple[Standing, ...] = ()
        bus.subscribe(self._told.append)

    @property
    def ready(self) -> bool:
        """Whether the next question is answered without reading everybody."""
        here = self._day == (today(self._clock), self._clock.zone())
        return here and not _for_everybody(self._told[:])

    def all(self) -> tuple[Standing, ...]:
        """Everybody, by name; the very same tuple for as long as nobody stands otherwise."""
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
        if day != self._day or _for_everybody(told):
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
        roles = set(changed.get("mentorship", ()))
        if roles:
            everybody = self._standings.values()
            found.update(one.person_id for one in everybody if not roles.isdisjoint(one.roles))
        for table, rows in changed.items():
            for row in rows:
                found |= self._owners.of(table, row)
        return found

    def _read(self, people: Sequence[int] | None, day: tuple[date, str]) -> None:
        """Read everybody, or some people, as they are on a day."""
        if people is not None and not people:
            return
        self._day = None  # Until it is whole: what fails half way is read again.
        on, zone = day
        with collection_paused():
            with self._store.read() as session:
                if people is None:
                    self._contacts, self._standings = ContactDays(zone), {}
                self._contacts.read(session, on, people)
                found = gather(session, self._clock.now(), ZoneInfo(zone), people)
                here = standings(session, people, self._contacts, found, on)
            if people is None:
                self._owners = found.owners
            else:
                self._owners.take_in(found.owners)
            before = {one: self._standings.pop(one, None) for one in people or ()}
            self._standings.update((one.person_id, one) for one in here)
            self._order = self._sorted(before if people is not None else None)
        self._day = day

    def _sorted(self, before: Mapping[int, Standing | None] | None) -> tuple[Standing, ...]:
        """Everybody by name; `before` says how those stood who were read anew, None for all."""
        now = self._standings
        if before is None:
            return tuple(now.values())
        if all(
            old is not None and person in now and now[person].place == old.place
            for person, old in before.items()
        ):
            return tuple([now[one.person_id] for one in self._order])
        return tuple(sorted(now.values(), key=lambda one: one.place))


def _for_everybody(told: Iterable[Changes]) -> bool:
    """Whether changes are so many that everybody is read anew."""
    return any(
        changes.everything
        or any(
            len(changes.tables[table]) > RENEWED_MOST for table in changes.tables.keys() & WATCHED
        )
        for changes in told
    )


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
    return standings(session, people, contacts, found, on)
