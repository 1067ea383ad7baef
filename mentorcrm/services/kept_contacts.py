"""Everybody's contact days, held in memory: read in one pass, renewed for whom a change touches.

A hundred thousand contacts take most of the time that health takes. SQL hands them over as a few
long texts in the order of time, and one pass gives each to its person; to sort them by person in
SQL takes twice as long. Days are days of the computer's zone: days of UTC would move late calls to
the next one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Select, Text, and_, bindparam, cast, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from mentorcrm.health.continuity import tie_of
from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.models.tables import Interaction, InteractionPerson
from mentorcrm.services.local_days import LocalDays
from mentorcrm.services.person_rows import AMONG
from mentorcrm.storage import search

WRITTEN = (InteractionChannel.MAIL, InteractionChannel.MESSAGE, InteractionChannel.LETTER)

_IN_TIME = (
    select(
        InteractionPerson.person_id.label("person"),
        cast(Interaction.at, Text).label("at"),
        Interaction.id,
        and_(
            Interaction.direction == Direction.THEM, Interaction.channel.in_(WRITTEN)
        ).label("theirs"),
    )
    .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
    .where(
        Interaction.counts_as_contact.is_(True),
        Interaction.deleted_at.is_(None),
        Interaction.at < bindparam("end", type_=Interaction.at.type),
    )
    .order_by(Interaction.at, Interaction.id)
)  # fmt: skip
_TAKING_PART = select(
    func.group_concat(InteractionPerson.id, " "),
    func.group_concat(InteractionPerson.person_id, " "),
)
_HIGHEST = select(func.max(InteractionPerson.id))
_TAKING_PART_AMONG = select(InteractionPerson.id, InteractionPerson.person_id).where(
    InteractionPerson.person_id.in_(AMONG)
)


def _as_texts(rows: Select[int, str, int, bool]) -> Select[str, str, str, str]:
    found = rows.subquery()
    columns = (found.c.person, found.c.at, found.c.id)
    return select(
        *(func.group_concat(column, " ") for column in columns),
        func.group_concat(found.c.theirs, ""),
    )


_CONTACTS = _as_texts(_IN_TIME)
_CONTACTS_AMONG = _as_texts(_IN_TIME.where(InteractionPerson.person_id.in_(AMONG)))


class Contacts(NamedTuple):
    """One person's contacts that count, at least one: ordinals of their days, in order.

    `episodes`, `first` and `last` make it a `History` with a week between episodes; `newest` and
    `newest_day` are the newest contact's id and day. `waits` is whether they wrote last, and
    nothing came from me since. All in one, for there are thousands.
    """

    days: tuple[int, ...]
    episodes: int
    first: int
    last: int
    newest: int
    newest_day: int
    waits: bool


class ContactDays:
    """The contacts of everybody up to the end of a day. Not for several threads at once."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._days = LocalDays(self._zone)
        self._of: dict[int, Contacts] = {}
        self._taking_part = _TakingPart()

    @property
    def of(self) -> Mapping[int, Contacts]:
        """By person; nobody without a contact is in it."""
        return self._of

    def owners(self, taking_part: Iterable[int]) -> set[int]:
        """The people of some rows of who took part, as they were when last read."""
        return self._taking_part.people(taking_part)

    def read(self, session: Session, today: date, people: Sequence[int] | None = None) -> None:
        """Read everybody's contacts anew, or those of some people."""
        after = today + timedelta(days=1) if today < date.max else today
        end = datetime.combine(after, time(), self._zone).astimezone(UTC)
        connection = session.connection()
        if people is None:
            texts = connection.execute(_CONTACTS, {"end": end}).one()
            self._of = dict(self._by_person(*texts))
            self._taking_part.read(connection)
            return
        these = {"ids": search.as_json(people)}
        texts = connection.execute(_CONTACTS_AMONG, {"end": end, **these}).one()
        for person in people:
            self._of.pop(person, None)
        self._of.update(self._by_person(*texts))
        self._taking_part.read(connection, these)

    def _by_person(
        self, people: str | None, instants: str | None, ids: str | None, theirs: str | None
    ) -> Iterator[tuple[int, Contacts]]:
        """Contacts from the oldest to the newest, whose they are, as contacts of each person."""
        if people is None or instants is None or ids is None or theirs is None:
            return
        days, numbers = self._days.all(instants.split(" ")), str(ids).split(" ")
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, person in enumerate(people.split(" ")):
            places[person].append(place)
        for person, had in places.items():
            last = had[-1]
            # In order but where a zone's clocks were put back over midnight.
            ordered = tuple(sorted({days[place] for place in had}))
            yield (
                int(person),
                Contacts(
                    ordered, *tie_of(ordered), int(numbers[last]), days[last], theirs[last] == "1"
                ),
            )


class _TakingPart:
    """Rows of who took part and their people, as they were when last read.

    Of most of them nobody ever asks, so everybody's stay in one text.
    """

    def __init__(self) -> None:
        self._rows, self._people, self._highest = "", "", 0
        self._later: dict[int, int] = {}

    def read(self, connection: Connection, these: Mapping[str, str] | None = None) -> None:
        """Read all of them, or those of some people."""
        if these is None:
            rows, people = connection.execute(_TAKING_PART).one()
            self._rows, self._people, self._later = rows or "", people or "", {}
            self._highest = connection.execute(_HIGHEST).scalar_one_or_none() or 0
            return
        for row, person in connection.execute(_TAKING_PART_AMONG, these):
            self._later[row] = person

    def people(self, rows: Iterable[int]) -> set[int]:
        """Whose some rows were; of new ones there is nobody."""
        later, wanted = self._later, set(rows)
        found = {later[row] for row in wanted if row in later}
        earlier = {str(row) for row in wanted if row not in later and row <= self._highest}
        if earlier:
            pairs = zip(self._rows.split(" "), self._people.split(" "), strict=True)
            found.update(int(person) for row, person in pairs if row in earlier)
        return found
