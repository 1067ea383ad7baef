"""Everybody's contact days, held in memory: read in one pass, renewed for whom a change touches.

A hundred thousand contacts take most of the time that health takes, so they are gathered by person
in SQL and taken apart once. Days are days of the computer's zone: days of UTC would move late
calls to the next one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Select, Text, bindparam, cast, func, select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.models.tables import Interaction, InteractionPerson
from mentorcrm.services.person_rows import AMONG
from mentorcrm.storage import search

WRITTEN = (InteractionChannel.MAIL, InteractionChannel.MESSAGE, InteractionChannel.LETTER)

_AT = cast(Interaction.at, Text)
# Beside one `max`, SQLite gives the other columns of the row that has it: the newest contact.
_CONTACTS = (
    select(
        InteractionPerson.person_id,
        func.group_concat(_AT, " "),
        func.group_concat(InteractionPerson.id, " "),
        func.max(_AT),
        Interaction.id,
        cast(Interaction.direction, Text),
        cast(Interaction.channel, Text),
    )
    .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
    .where(
        Interaction.counts_as_contact.is_(True),
        Interaction.deleted_at.is_(None),
        Interaction.at < bindparam("end", type_=Interaction.at.type),
    )
    .group_by(InteractionPerson.person_id)
)
_CONTACTS_AMONG = _CONTACTS.where(InteractionPerson.person_id.in_(AMONG))


class Contact(NamedTuple):
    """One contact that counts, as one person had it; `day` is its ordinal."""

    day: int
    id: int
    direction: str
    channel: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """One person's contacts: the ordinals of their days in order, and the newest contact.

    `taking_part` are the ids of the rows that say so, as one text: they are seldom asked for.
    """

    days: tuple[int, ...]
    newest: Contact
    taking_part: str

    @property
    def waits(self) -> bool:
        """Whether they wrote last, and nothing came from me since."""
        return self.newest.direction == Direction.THEM.value and self.newest.channel in WRITTEN


class ContactDays:
    """The contacts of everybody up to the end of a day. Not for several threads at once."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._days = _Days(self._zone)
        self._of: dict[int, Contacts] = {}

    @property
    def of(self) -> Mapping[int, Contacts]:
        """By person; nobody without a contact is in it."""
        return self._of

    def owners(self, taking_part: Iterable[int]) -> set[int]:
        """The people of some rows of who took part, as they were when last read."""
        wanted = {str(row) for row in taking_part}
        if not wanted:
            return set()
        return {
            person
            for person, known in self._of.items()
            if not wanted.isdisjoint(known.taking_part.split(" "))
        }

    def read(self, session: Session, today: date, people: Sequence[int] | None = None) -> None:
        """Read everybody's contacts anew, or those of some people."""
        end = datetime.combine(today + timedelta(days=1), time(), self._zone).astimezone(UTC)
        query: Select[*tuple[Any, ...]] = _CONTACTS
        given: dict[str, object] = {"end": end}
        if people is None:
            self._of = {}
        else:
            query = _CONTACTS_AMONG
            given["ids"] = search.as_json(people)
            for person in people:
                self._of.pop(person, None)
        days = self._days
        for person, instants, rows, newest, *contact in session.connection().execute(query, given):
            found = {days[at[:10]](at) for at in instants.split(" ")}
            last = Contact(days[newest[:10]](newest), *contact)
            self._of[person] = Contacts(tuple(sorted(found)), last, str(rows))


class _Days(dict[str, Callable[[str], int]]):
    """From an instant as it is kept to the ordinal of its day in a zone, by its day in UTC.

    To take each instant through the zone costs half of a reading. Within a day of UTC there is
    one midnight of the zone, but where a zone has skipped a day.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, day: str) -> Callable[[str], int]:
        start = datetime.fromisoformat(f"{day}T00:00:00+00:00")
        first = start.astimezone(self._zone).date()
        second = (start + timedelta(days=1)).astimezone(self._zone).date()
        before, after = first.toordinal(), second.toordinal()
        midnight = datetime.combine(second, time(), self._zone).astimezone(UTC)
        turn = midnight.strftime("%Y-%m-%dT%H:%M:%S")
        if after == before + 1:
            self[day] = lambda at: after if at >= turn else before
        else:
            self[day] = self._exactly
        return self[day]

    def _exactly(self, at: str) -> int:
        return datetime.fromisoformat(at).astimezone(self._zone).date().toordinal()
