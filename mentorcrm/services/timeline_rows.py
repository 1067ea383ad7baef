"""The entries of a history, read by key a window at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from mentorcrm.models.folding import sort_key
from mentorcrm.models.tables import (
    Advice,
    Commitment,
    Interaction,
    InteractionPerson,
    InteractionTopic,
    Meeting,
    MeetingLine,
    Mentorship,
    Need,
    Person,
    ReciprocityNote,
    SeasonChange,
)
from mentorcrm.services import plans
from mentorcrm.services.interactions import lived_at
from mentorcrm.services.interactions_rows import (
    AdviceLine,
    ContactRow,
    EntryRow,
    GivenLine,
    PromiseLine,
    Record,
    Source,
    key_of,
    source_of,
)
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.rows import InteractionRow, SeasonRow
from mentorcrm.services.text import tag_name
from mentorcrm.storage.search import as_json
from mentorcrm.storage.search_history import excerpt, typed_words

# Built once: building a statement takes longer than it runs.
_CONTACTS = (
    select(
        Interaction.id,
        Interaction.at,
        Interaction.zone,
        Interaction.channel,
        Interaction.direction,
        Interaction.minutes,
        Interaction.summary,
        Interaction.body,
        Interaction.privacy,
        Interaction.counts_as_contact,
        Interaction.draft_id,
        Interaction.need_id,
        Need.statement,
        Meeting.id.label("meeting_id"),
        *plans.COLUMNS,
    )
    .outerjoin(Need, Need.id == Interaction.need_id)
    .outerjoin(Meeting, Meeting.interaction_id == Interaction.id)
    .where(Interaction.id.in_(AMONG), Interaction.deleted_at.is_(None))
)
_PEOPLE = (
    select(InteractionPerson.interaction_id, Person.id, Person.display_name, Person.avatar_tint)
    .join(Person, Person.id == InteractionPerson.person_id)
    .where(InteractionPerson.interaction_id.in_(AMONG))
    .order_by(InteractionPerson.id)
)
_TOPICS = (
    select(InteractionTopic.interaction_id, InteractionTopic.name)
    .where(InteractionTopic.interaction_id.in_(AMONG))
    .order_by(InteractionTopic.id)
)
_ADVICE = (
    select(
        Advice.id,
        Advice.person_id,
        Person.display_name,
        Advice.words,
        Advice.given_on,
        Advice.response,
        Advice.result,
        Advice.told_on,
        Advice.interaction_id.label("within"),
    )
    .join(Person, Person.id == Advice.person_id)
    .where(Advice.deleted_at.is_(None))
    .order_by(Advice.id)
)
_PROMISES = (
    select(
        Commitment.id,
        Commitment.person_id,
        Person.display_name,
        Commitment.owner,
        Commitment.what,
        Commitment.made_on,
        Commitment.due,
        Commitment.done_on,
        Commitment.dropped_on,
        Commitment.interaction_id.label("within"),
    )
    .join(Person, Person.id == Commitment.person_id)
    .where(Commitment.deleted_at.is_(None))
    .order_by(Commitment.id)
)
_GIVEN = (
    select(
        ReciprocityNote.id,
        ReciprocityNote.person_id,
        Person.display_name,
        ReciprocityNote.direction,
        ReciprocityNote.kind,
        ReciprocityNote.happened_on,
        ReciprocityNote.what,
    )
    .join(Person, Person.id == ReciprocityNote.person_id)
    .where(ReciprocityNote.deleted_at.is_(None), ReciprocityNote.id.in_(AMONG))
)
_SEASONS = (
    select(
        SeasonChange.id,
        Mentorship.role,
        SeasonChange.from_season,
        SeasonChange.to_season,
        SeasonChange.changed_on,
        SeasonChange.why,
    )
    .join(Mentorship, Mentorship.id == SeasonChange.mentorship_id)
    .where(SeasonChange.id.in_(AMONG))
)
_LINES = (
    select(Meeting.interaction_id, MeetingLine.text)
    .join(Meeting, Meeting.id == MeetingLine.meeting_id)
    .where(Meeting.interaction_id.in_(AMONG), MeetingLine.text != "")
    .order_by(MeetingLine.position)
)
_ADVICE_BY_ID, _ADVICE_WITHIN = (
    _ADVICE.where(column.in_(AMONG)) for column in (Advice.id, Advice.interaction_id)
)
_PROMISES_BY_ID, _PROMISES_WITHIN = (
    _PROMISES.where(column.in_(AMONG)) for column in (Commitment.id, Commitment.interaction_id)
)


Statement = Any  # A select; its type would name that of each of its columns.


Hanging = dict[int, tuple[Any, ...]]  # What hangs on each contact, by its id.


def topic_key(topic: str) -> str:
    """A topic folded as it is kept."""
    return sort_key(tag_name(topic))


def entries(
    connection: Connection,
    keys: Sequence[int],
    now: datetime,
    zone: str,
    looked_for: str,
    *,
    brief: bool,
) -> dict[int, EntryRow]:
    """The entries of some keys. `looked_for` is what was searched, for the excerpts.

    `brief` ones come without what hangs on a contact, unless that was searched.
    """
    wanted: dict[Source, list[int]] = {}
    for key in keys:
        source, row_id = source_of(key)
        wanted.setdefault(source, []).append(row_id)
    words = typed_words(looked_for)
    found: dict[int, EntryRow] = {}
    whole = bool(words) or not brief
    for row in _contacts(connection, wanted.get(Source.CONTACT, []), now, zone, whole=whole):
        contact = row.contact
        key = key_of(Source.CONTACT, row.id)
        day = lived_at(contact.at, contact.zone or zone).date()
        found[key] = EntryRow(key, day, row, contact.at, _excerpt(row, words) if words else "")
    for source, kind in _DATED.items():
        for row in _read(connection, kind.statement, wanted.get(source, [])):
            key = key_of(source, row.id)
            found[key] = EntryRow(key, getattr(row, kind.day), kind.record(row))
    return found


def _contacts(
    connection: Connection, ids: list[int], now: datetime, zone: str, *, whole: bool
) -> Iterable[ContactRow]:
    if not ids:
        return
    these = {"ids": as_json(ids)}
    people = _grouped(connection.execute(_PEOPLE, these), tuple)
    contacts = connection.execute(_CONTACTS, these).all()
    topics: Hanging = {}
    advice: Hanging = {}
    promises: Hanging = {}
    lines: Hanging = {}
    if whole:
        topics = _grouped(connection.execute(_TOPICS, these), lambda row: row.name)
        advice = _within(connection.execute(_ADVICE_WITHIN, these), AdviceLine)
        promises = _within(connection.execute(_PROMISES_WITHIN, these), PromiseLine)
    if whole and any(row.meeting_id is not None for row in contacts):
        lines = _grouped(connection.execute(_LINES, these), lambda row: row.text)
    for row in contacts:
        parts = people.get(row.id, ())
        who = tuple((part[1], part[2]) for part in parts)
        yield ContactRow(
            InteractionRow(*row[:10], people=who, draft_id=row.draft_id),
            row.at > now and row.cancelled_on is None,
            tuple(part[3] for part in parts),
            (row.need_id, row.statement) if row.need_id is not None else None,
            topics.get(row.id, ()),
            advice.get(row.id, ()),
            promises.get(row.id, ()),
            row.meeting_id,
            lines.get(row.id, ()),
            plans.asks(row, row if row.meeting_id is not None else None, now, zone),
            row.cancelled_on is not None,
        )


def _grouped(
    rows: Iterable[Row[Any]], value: Callable[[Row[Any]], Any]
) -> dict[int, tuple[Any, ...]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(value(row))
    return {key: tuple(values) for key, values in found.items()}


def _within(rows: Iterable[Row[Any]], kind: Callable[..., Any]) -> dict[int, tuple[Any, ...]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.within, []).append(kind(*row[:-1]))
    return {key: tuple(values) for key, values in found.items()}


def _excerpt(row: ContactRow, words: list[str]) -> str:
    """Where the words stand outside of the summary, which is on show anyway."""
    contact = row.contact
    texts = (
        contact.body,
        *(line.words for line in row.advice),
        *(line.result for line in row.advice),
        *(line.what for line in row.promises),
        *row.lines,
    )
    return next((found for text in texts if (found := excerpt(text, words))), "")


def _read(connection: Connection, statement: Statement, ids: list[int]) -> Sequence[Any]:
    return connection.execute(statement, {"ids": as_json(ids)}).all() if ids else ()


class _Dated(NamedTuple):
    """How records that have a day alone are read: the column of the day, and what a row becomes."""

    statement: Statement
    day: str
    record: Callable[[Any], Record]


_DATED: Mapping[Source, _Dated] = {
    Source.SEASON: _Dated(_SEASONS, "changed_on", lambda row: SeasonRow(*row[1:])),
    Source.ADVICE: _Dated(_ADVICE_BY_ID, "given_on", lambda row: AdviceLine(*row[:-1])),
    Source.PROMISE: _Dated(_PROMISES_BY_ID, "made_on", lambda row: PromiseLine(*row[:-1])),
    Source.GIVING: _Dated(_GIVEN, "happened_on", lambda row: GivenLine(*row)),
}
