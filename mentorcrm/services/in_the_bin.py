"""What lies in the bin, until when, and taking it out again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.errors import UserError
from mentorcrm.models.base import Binned, Record
from mentorcrm.models.kinds import BIN_DAYS
from mentorcrm.models.tables import (
    Advice,
    Commitment,
    Draft,
    Interaction,
    InteractionPerson,
    Introduction,
    Need,
    Person,
    ReciprocityNote,
)
from mentorcrm.services.commands.bin import BinItem, BinKind, RestoreFromBin
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.zones import zone_of
from mentorcrm.storage.search import as_json
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _, joined, n_

TABLES: dict[BinKind, type[Record]] = {
    BinKind.PERSON: Person,
    BinKind.INTERACTION: Interaction,
    BinKind.DRAFT: Draft,
    BinKind.NEED: Need,
    BinKind.ADVICE: Advice,
    BinKind.COMMITMENT: Commitment,
    BinKind.GIVEN: ReciprocityNote,
    BinKind.INTRODUCTION: Introduction,
}
# How the rows of each kind are told apart, and the columns that say whom they are about.
_TITLES: dict[BinKind, Callable[[Any], str]] = {
    BinKind.PERSON: lambda row: row.display_name,
    BinKind.INTERACTION: lambda row: row.summary or row.body or row.channel.label,
    BinKind.DRAFT: lambda row: row.subject or row.kind.label,
    BinKind.NEED: lambda row: row.statement,
    BinKind.ADVICE: lambda row: row.words,
    BinKind.COMMITMENT: lambda row: row.what,
    BinKind.GIVEN: lambda row: row.what or row.kind.label,
    BinKind.INTRODUCTION: lambda row: row.why or BinKind.INTRODUCTION.label,
}
_LOWER = {
    BinKind.INTERACTION: _("a contact"),
    BinKind.DRAFT: _("a message"),
    BinKind.NEED: _("a need"),
    BinKind.ADVICE: _("a piece of advice"),
    BinKind.COMMITMENT: _("a promise"),
    BinKind.GIVEN: _("something given or received"),
    BinKind.INTRODUCTION: _("an introduction"),
}
_ABOUT = ("person_id", "introducer_id", "first_id", "second_id")
_TITLE_LENGTH = 120


@dataclass(frozen=True)
class BinRow:
    """One thing in the bin.

    `about` names the people; `goes` is the day, where I am, on which it is gone for good.
    """

    kind: BinKind
    id: int
    title: str
    about: str
    deleted_at: datetime
    goes: date


class BinQueries:
    """Reads the bin: what lies there as a list of any length, and its rows by key."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def items(self) -> list[BinItem]:
        """Everything that lies there, the newest first."""
        found: list[tuple[datetime, int, BinKind]] = []
        with self._store.read() as session:
            for kind, table in TABLES.items():
                gone = table.deleted_at  # type: ignore[attr-defined]
                query = select(gone, table.id).where(_deleted(table))
                found += [(at, row_id, kind) for at, row_id in session.execute(query)]
        found.sort(key=lambda one: one[:2], reverse=True)
        return [(kind, row_id) for _at, row_id, kind in found]

    def rows(self, items: Sequence[BinItem]) -> tuple[BinRow, ...]:
        """The rows of some things, in their order; what no longer lies there is left out."""
        zone = zone_of(self._clock.zone())
        found: dict[BinItem, BinRow] = {}
        with self._store.read() as session:
            for kind in dict.fromkeys(kind for kind, _id in items):
                for row in _rows(session, kind, items, zone):
                    found[kind, row.id] = row
        return tuple(found[item] for item in items if item in found)

    def number(self) -> int:
        """How much lies there."""
        with self._store.read() as session:
            return sum(
                session.scalar(select(func.count()).where(_deleted(table))) or 0
                for table in TABLES.values()
            )


def restore(work: Work, command: RestoreFromBin) -> int:
    if not command.items:
        raise UserError(_("Choose something to take out of the bin."))
    back: list[Any] = []
    for kind in BinKind:
        back += _chosen(work.session, kind, command.items)
    people = set[int]().union(*(_people_of(work.session, row) for row in back))
    number = len(back)
    named = {row.id for row in back if isinstance(row, Person)}
    chosen = select(func.json_each(as_json(people - named)).table_valued("value").c.value)
    back += work.session.scalars(select(Person).where(Person.id.in_(chosen), _deleted(Person)))
    for row in back:
        row.deleted_at = None
    work.label = _("Take {what} out of the bin").format(what=in_words(back[:1], number))
    return number


def in_words(rows: Sequence[Any], number: int) -> str:
    """A person by name, another thing by its kind, several by their number; never a note's words.

    It stands in the steps of undo, which hold no private text.
    """
    if number != 1 or not rows:
        return n_("{number:,} entry", "{number:,} entries", number).format(number=number)
    row = rows[0]
    return row.display_name if isinstance(row, Person) else _LOWER[BinKind(row.__tablename__)]


def _chosen(session: Session, kind: BinKind, items: Sequence[BinItem]) -> list[Any]:
    """Those of one kind that are still in the bin."""
    table = TABLES[kind]
    ids = as_json(row_id for of_kind, row_id in items if of_kind is kind)
    wanted = select(func.json_each(ids).table_valued("value").c.value)
    return list(session.scalars(select(table).where(table.id.in_(wanted), _deleted(table))))


def _people_of(session: Session, row: Any) -> set[int]:
    if isinstance(row, Interaction):
        took_part = select(InteractionPerson.person_id)
        people = set(session.scalars(took_part.where(InteractionPerson.interaction_id == row.id)))
        live = select(Person.id).where(Person.id.in_(people), Person.deleted_at.is_(None))
        return set() if session.scalar(live.limit(1)) is not None else people
    return {person for name in _ABOUT if (person := getattr(row, name, None)) is not None}


def _deleted(table: type[Record]) -> Any:
    assert issubclass(table, Binned)
    return table.deleted_at.is_not(None)


def _rows(
    session: Session, kind: BinKind, items: Sequence[BinItem], zone: tzinfo
) -> Iterator[BinRow]:
    rows = _chosen(session, kind, items)
    names = _names(session, kind, [row.id for row in rows])
    for row in rows:
        title = " ".join(_TITLES[kind](row).split())[:_TITLE_LENGTH]
        gone: datetime = row.deleted_at
        goes = (gone + timedelta(days=BIN_DAYS)).astimezone(zone).date()
        yield BinRow(kind, row.id, title, joined(names.get(row.id, [])), gone, goes)


def _names(session: Session, kind: BinKind, ids: Sequence[int]) -> dict[int, list[str]]:
    """Whom rows of a kind are about, by name."""
    table = TABLES[kind]
    found: dict[int, list[str]] = {}
    queries = [
        select(table.id, Person.display_name).join(Person, Person.id == getattr(table, column))
        for column in _ABOUT
        if hasattr(table, column)
    ]
    if table is Interaction:
        queries.append(
            select(Interaction.id, Person.display_name)
            .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
            .join(Person, Person.id == InteractionPerson.person_id)
        )
    wanted = select(func.json_each(as_json(ids)).table_valued("value").c.value)
    for query in queries:
        for row_id, name in session.execute(query.where(table.id.in_(wanted))):
            found.setdefault(row_id, []).append(name)
    return found


HANDLERS: dict[type, Handler] = {RestoreFromBin: restore}
