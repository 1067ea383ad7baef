"""One search over people, notes, needs, drafts, advice, promises, meeting notes and topics."""

from collections.abc import Iterable
from datetime import date, datetime
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from mentorcrm.models.tables import Draft, Interaction, InteractionPerson, Need, Person
from mentorcrm.services.interactions import lived_at
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.rows import SearchHit
from mentorcrm.services.text import day
from mentorcrm.storage import search, search_history
from mentorcrm.storage.search import Hit
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _, n_


class SearchQueries:
    """What the palette and `mentorcrm search` ask."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def everything(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """The best matches of each kind, people first; at most `limit` of each."""
        with self._store.read() as session:
            connection = session.connection()
            people = search.live_people(connection, text, limit)
            notes = search.notes(connection, text, limit)
            needs = search.needs(connection, text, limit)
            drafts = search.drafts(connection, text, limit)
            return (
                *(_people(connection, people) if people else ()),
                *(_notes(connection, notes) if notes else ()),
                *(_needs(session, needs) if needs else ()),
                *(_drafts(session, drafts) if drafts else ()),
                *_records(connection, text, limit),
            )

    def topics(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """The topics of contacts that begin so, the most frequent first."""
        with self._store.read() as session:
            return tuple(_topics(session.connection(), text, limit))


_TITLES = {
    "advice": _("Advice, {day}: {person}"),
    "promise": _("Promise, {day}: {person}"),
    "line": _("Meeting, {day}: {person}"),
}

# Built once: building a statement takes longer than it runs.
_PEOPLE = select(Person.id, Person.display_name, Person.title, Person.organisation).where(
    Person.id.in_(AMONG)
)
_NOTES = (
    select(
        Interaction.id,
        Interaction.channel,
        Interaction.at,
        Interaction.zone,
        Person.id.label("person_id"),
        Person.display_name,
        Person.deleted_at,
        InteractionPerson.id.label("part"),
    )
    .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
    .join(Person, Person.id == InteractionPerson.person_id)
    .where(Interaction.id.in_(AMONG))
)


def _people(connection: Connection, ids: list[int]) -> Iterable[SearchHit]:
    rows = connection.execute(_PEOPLE, {"ids": search.as_json(ids)})
    by_id = {row.id: row for row in rows}
    for person_id in ids:
        row = by_id[person_id]
        work = ", ".join(x for x in (row.title, row.organisation) if x)
        yield SearchHit("person", person_id, row.display_name, work, person_id)


def _notes(connection: Connection, hits: list[Hit]) -> Iterable[SearchHit]:
    rows = connection.execute(_NOTES, {"ids": search.as_json(hit.id for hit in hits)})
    # Sifted and sorted here: else SQLite may start from everybody who is not in the bin.
    present = (row for row in rows if row.deleted_at is None)
    latest_first = sorted(present, key=attrgetter("part"), reverse=True)
    by_id = {row.id: row for row in latest_first}  # The first of those who took part stays.
    for hit in hits:
        row = by_id[hit.id]
        on = day(lived_at(row.at, row.zone).date())
        title = f"{row.channel.label}, {on}: {row.display_name}"
        yield SearchHit("note", hit.id, title, hit.excerpt, row.person_id)


def _needs(session: Session, hits: list[Hit]) -> Iterable[SearchHit]:
    rows = session.execute(
        select(Need.id, Need.statement).where(Need.id.in_([hit.id for hit in hits]))
    )
    by_id = {row.id: row for row in rows}
    for hit in hits:
        yield SearchHit("need", hit.id, by_id[hit.id].statement, hit.excerpt)


def _drafts(session: Session, hits: list[Hit]) -> Iterable[SearchHit]:
    columns = (Draft.id, Draft.subject, Draft.kind, Draft.person_id)
    rows = session.execute(select(*columns).where(Draft.id.in_([hit.id for hit in hits])))
    by_id = {row.id: row for row in rows}
    for hit in hits:
        row = by_id[hit.id]
        yield SearchHit("draft", hit.id, row.subject or row.kind.label, hit.excerpt, row.person_id)


def _records(connection: Connection, text: str, limit: int) -> Iterable[SearchHit]:
    for row in search_history.records(connection, text, limit):
        title = _TITLES[row.kind].format(day=day(_day_of(row)), person=row.person)
        yield SearchHit(row.kind, row.id, title, row.excerpt, row.person_id)
    yield from _topics(connection, text, limit)


def _day_of(row: search_history.Record) -> date:
    """The day of a record: of an instant, that of the place where it was lived."""
    if row.zone is None:
        return date.fromisoformat(row.day)
    return lived_at(datetime.fromisoformat(row.day), row.zone).date()


def _topics(connection: Connection, text: str, limit: int) -> Iterable[SearchHit]:
    for name, number, newest in search_history.topics(connection, text, limit):
        about = n_("{number:,} contact", "{number:,} contacts", number).format(number=number)
        yield SearchHit("topic", newest, f"#{name}", about)
