"""Reading what happened, with one person or with everybody: keys in order, rows by key."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from heapq import merge
from itertools import islice
from operator import itemgetter

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.errors import NotFound
from mentorcrm.models.folding import sort_key
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.models.tables import Introduction
from mentorcrm.models.types import utc_text
from mentorcrm.services import timeline_rows
from mentorcrm.services.given_entries import introduction_day, introductions
from mentorcrm.services.giving_rows import GiveFilter
from mentorcrm.services.interactions_rows import (
    CONTACT_KINDS,
    SOURCES,
    SPOKEN,
    WRITTEN,
    ContactRow,
    EntryKind,
    EntryRow,
    HistoryFilter,
    Source,
    key_of,
    source_of,
)
from mentorcrm.services.introductions import introduction_rows
from mentorcrm.services.zones import zone_of
from mentorcrm.storage.search_history import all_frequent, at_contacts, in_index
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

Given = dict[str, object]
_OF_PERSON = (
    "EXISTS (SELECT 1 FROM interaction_person AS o JOIN interaction AS i ON i.id = "
    "o.interaction_id WHERE o.person_id = :person AND i.deleted_at IS NULL AND {})"
)
_KEPT = "EXISTS (SELECT 1 FROM {} WHERE person_id = :person AND deleted_at IS NULL)"
_INTRODUCED = (
    "EXISTS (SELECT 1 FROM introduction AS n JOIN person AS p ON p.id = n.second_id "
    "WHERE n.deleted_at IS NULL AND p.deleted_at IS NULL "
    "AND :person IN (n.introducer_id, n.first_id, n.second_id))"
)
# What was had with people who are all in the bin by now is hidden with them.
_HIDDEN = (
    "i.id NOT IN (SELECT o.interaction_id FROM person AS p JOIN interaction_person AS o "
    "ON o.person_id = p.id WHERE p.deleted_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
    "interaction_person AS q JOIN person AS r ON r.id = q.person_id "
    "WHERE q.interaction_id = o.interaction_id AND r.deleted_at IS NULL))"
)
_LIVE = "EXISTS (SELECT 1 FROM person AS p WHERE p.id = t.person_id AND p.deleted_at IS NULL)"
_AHEAD = (
    "i.at > :now AND NOT EXISTS (SELECT 1 FROM meeting AS c WHERE c.interaction_id = i.id "
    "AND c.cancelled_on IS NOT NULL)"
)
_NOT_SHOWN = (
    "(t.interaction_id IS NULL OR NOT EXISTS (SELECT 1 FROM interaction AS i "
    "WHERE i.id = t.interaction_id AND i.deleted_at IS NULL))"
)


class TimelineQueries:
    """What the timeline of a person and the page of the history ask."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def keys(
        self, wanted: HistoryFilter, limit: int | None = None, *, contacts: bool = False
    ) -> list[int]:
        """The keys of what is shown, newest first, or the first `limit` of them.

        A whole person's history has seasons, advice, promises and giving in it, unless `contacts`
        alone are wanted; that of everybody has no others unless another kind is asked for.
        """
        with self._store.read() as session:
            connection = session.connection()
            now, zone = self._clock.now(), self._clock.zone()
            alone = wanted.kind is None and (contacts or not wanted.person)
            if wanted.kind in CONTACT_KINDS or alone:
                return _contact_keys(connection, wanted, now, zone, limit)
            lists = [_dated(connection, source, wanted, zone) for source in _sources(wanted)]
            if wanted.kind in (None, EntryKind.GIVING):
                lists.append(_introductions(session, wanted, zone))
            if wanted.kind is None:
                lists.append(_timed(connection, wanted, now, zone))
            found = merge(*lists, key=itemgetter(0), reverse=True)
            return [key for _at, key in islice(found, limit)]

    def rows(
        self, keys: Sequence[int], looked_for: str = "", *, brief: bool = False
    ) -> dict[int, EntryRow]:
        """The entries of some keys; those that are gone are left out.

        `brief` ones lack topics, advice and promises, for a long list of nothing else.
        """
        with self._store.read() as session:
            connection, now, zone = session.connection(), self._clock.now(), self._clock.zone()
            found = timeline_rows.entries(connection, keys, now, zone, looked_for, brief=brief)
            sources = (source_of(key) for key in keys)
            ids = [row_id for source, row_id in sources if source is Source.INTRODUCTION]
            if ids:
                for row in introduction_rows(session, Introduction.id.in_(ids)):
                    key = key_of(Source.INTRODUCTION, row.id)
                    found[key] = EntryRow(key, introduction_day(row, zone_of(zone)), row)
            return found

    def listed(self, wanted: HistoryFilter, limit: int = 50) -> list[EntryRow]:
        """The newest entries of a history."""
        keys = self.keys(wanted, limit)
        rows = self.rows(keys, wanted.text)
        return [rows[key] for key in keys if key in rows]

    def contact(self, interaction_id: int) -> ContactRow:
        """One contact with all that hangs on it; NotFound when it has gone."""
        key = key_of(Source.CONTACT, interaction_id)
        row = self.rows([key]).get(key)
        if row is None or not isinstance(row.record, ContactRow):
            raise NotFound(_("That contact is no longer there."))
        return row.record

    def kinds(self, person_id: int) -> frozenset[EntryKind]:
        """What there is of with a person, to narrow their timeline to."""
        with self._store.read() as session:
            given = {"person": person_id, "now": utc_text(self._clock.now())}
            found = session.connection().execute(text(_KINDS), given).one()
            return frozenset(kind for kind, some in zip(EntryKind, found, strict=True) if some)

    def number(self) -> int:
        """How many contacts are on record."""
        with self._store.read() as session:
            query = text("SELECT count(*) FROM interaction WHERE deleted_at IS NULL")
            return int(session.connection().execute(query).scalar_one())

    def topics(self) -> list[tuple[str, int]]:
        """The topics of contacts with how many are about each, the most first."""
        with self._store.read() as session:
            query = text(
                "SELECT min(t.name), count(*) FROM interaction_topic AS t JOIN interaction AS i "
                "ON i.id = t.interaction_id WHERE i.deleted_at IS NULL "
                "GROUP BY t.key ORDER BY 2 DESC, 1 LIMIT 200"
            )
            return [(name, number) for name, number in session.connection().execute(query)]

    def needs(self) -> list[tuple[int, str]]:
        """The needs that contacts are about, the newest first."""
        with self._store.read() as session:
            query = text(
                "SELECT id, statement FROM need WHERE deleted_at IS NULL AND id IN "
                "(SELECT need_id FROM interaction WHERE deleted_at IS NULL) ORDER BY id DESC"
            )
            return [(need, words) for need, words in session.connection().execute(query)]


def _sources(wanted: HistoryFilter) -> tuple[Source, ...]:
    one = {
        EntryKind.SEASONS: Source.SEASON,
        EntryKind.ADVICE: Source.ADVICE,
        EntryKind.PROMISES: Source.PROMISE,
        EntryKind.GIVING: Source.GIVING,
    }
    if wanted.kind is not None:
        return (one[wanted.kind],)
    return tuple(one.values())


def _contact_keys(
    connection: Connection, wanted: HistoryFilter, now: datetime, zone: str, limit: int | None
) -> list[int]:
    """Made by the database and read as one value: several times as fast for a long list."""
    where, given = _contacts(wanted, now, zone)
    given["limit"] = -1 if limit is None else limit
    # The first of very many are found sooner by going through all from the newest.
    walk = limit is not None and bool(wanted.text) and all_frequent(connection, wanted.text)
    where = where.replace(" i.id IN", " +i.id IN") if walk else where
    query = (
        f"SELECT json_group_array(id * {SOURCES} + {Source.CONTACT:d}) FROM (SELECT i.id FROM "
        f"interaction AS i {'INDEXED BY ix_interaction_at' if walk else ''} WHERE {where} "
        "ORDER BY i.at DESC, i.id DESC LIMIT :limit)"
    )
    return list(json.loads(connection.execute(text(query), given).scalar_one()))


def _timed(
    connection: Connection, wanted: HistoryFilter, now: datetime, zone: str
) -> list[tuple[str, int]]:
    where, given = _contacts(wanted, now, zone)
    query = (
        f"SELECT json_group_array(at), json_group_array(id * {SOURCES} + {Source.CONTACT:d}) FROM "
        f"(SELECT i.at, i.id FROM interaction AS i WHERE {where} ORDER BY i.at DESC, i.id DESC)"
    )
    moments, keys = connection.execute(text(query), given).one()
    return list(zip(json.loads(moments), json.loads(keys), strict=True))


def _contacts(wanted: HistoryFilter, now: datetime, zone: str) -> tuple[str, Given]:
    """The condition for contacts, and its parameters."""
    given: Given = {}
    where = ["+i.deleted_at IS NULL" if _is_sought(wanted) else "i.deleted_at IS NULL"]
    if wanted.person:
        where.append(
            "i.id IN (SELECT interaction_id FROM interaction_person WHERE person_id = :person)"
        )
        given["person"] = wanted.person
    else:
        where.append(_HIDDEN)
    for words, values in _narrowing(wanted, now, zone):
        where.append(words)
        given |= values
    queries, typed = at_contacts(wanted.text)
    where += [f"i.id IN ({query})" for query in queries]
    return " AND ".join(where), given | dict(typed)


def _is_sought(wanted: HistoryFilter) -> bool:
    """Whether few contacts are likely to be left, so that SQLite need not go through all."""
    return bool(wanted.person or wanted.text or wanted.need or wanted.topic)


def _narrowing(wanted: HistoryFilter, now: datetime, zone: str) -> Iterator[tuple[str, Given]]:
    if wanted.need:
        yield "i.need_id = :need", {"need": wanted.need}
    if wanted.topic:
        yield (
            "i.id IN (SELECT interaction_id FROM interaction_topic WHERE key = :topic)",
            {"topic": timeline_rows.topic_key(wanted.topic)},
        )
    if wanted.since:
        yield "i.at >= :since", {"since": _begin(wanted.since, zone)}
    if wanted.until:
        yield "i.at <= :until", {"until": _end(wanted.until, zone)}
    kinds: Mapping[EntryKind, Callable[[], str]] = {
        EntryKind.MEETINGS: lambda: f"i.channel IN ({_listed(SPOKEN)})",
        EntryKind.MESSAGES: lambda: f"i.channel IN ({_listed(WRITTEN)})",
        EntryKind.SENT: lambda: "i.draft_id IS NOT NULL",
        EntryKind.PLANS: lambda: _AHEAD,
        EntryKind.NOTES: lambda: "i.channel = 'note'",
    }
    if wanted.kind is not None and wanted.kind in kinds:
        yield kinds[wanted.kind](), {"now": utc_text(now)} if wanted.kind is EntryKind.PLANS else {}


def _listed(channels: Sequence[InteractionChannel]) -> str:
    return ", ".join(f"'{channel.value}'" for channel in channels)


# Whether there is any of each kind, in the order of the kinds.
_KINDS = "SELECT " + ", ".join(
    (
        _OF_PERSON.format(f"i.channel IN ({_listed(SPOKEN)})"),
        _OF_PERSON.format(f"i.channel IN ({_listed(WRITTEN)})"),
        _OF_PERSON.format("i.draft_id IS NOT NULL"),
        _OF_PERSON.format(_AHEAD),
        _OF_PERSON.format("i.channel = 'note'"),
        "EXISTS (SELECT 1 FROM season_change AS t JOIN mentorship AS m "
        "ON m.id = t.mentorship_id WHERE m.person_id = :person)",
        *(_KEPT.format(table) for table in ("advice", "commitment")),
        f"{_KEPT.format('reciprocity_note')} OR {_INTRODUCED}",
    )
)

# Source -> table, day, the index of its texts, where it can be found without that.
_DATED: Mapping[Source, tuple[str, str, str]] = {
    Source.ADVICE: ("advice", "given_on", "advice_fts"),
    Source.PROMISE: ("commitment", "made_on", "promise_fts"),
    Source.GIVING: ("reciprocity_note", "happened_on", ""),
}


def _dated(
    connection: Connection, source: Source, wanted: HistoryFilter, zone: str
) -> list[tuple[str, int]]:
    """Moments and keys of what has a day alone, newest first.

    It stands where it was set on that day; what was noted on another day counts from its end.
    """
    if source is Source.SEASON:
        query, given = _seasons(wanted)
    else:
        query, given = _records(source, wanted)
    if not query:
        return []
    spans: dict[str, tuple[str, str]] = {}
    found = []
    for day, row_id, noted in connection.execute(text(query), given):
        begin, end = spans.get(day) or spans.setdefault(day, _span(day, zone))
        found.append((noted if begin <= noted <= end else end, key_of(source, row_id)))
    return sorted(found, key=itemgetter(0), reverse=True)


def _introductions(session: Session, wanted: HistoryFilter, zone: str) -> list[tuple[str, int]]:
    """Moments and keys of introductions, newest first, each at the end of its day."""
    if wanted.need or wanted.topic:
        return []
    found = []
    for row in introductions(session, GiveFilter(wanted.text, person_id=wanted.person or None)):
        day = introduction_day(row, zone_of(zone))
        if (wanted.since or date.min) <= day <= (wanted.until or date.max):
            begin, end = _span(day.isoformat(), zone)
            noted = utc_text(row.noted_at)
            at = noted if begin <= noted <= end else end
            found.append((at, key_of(Source.INTRODUCTION, row.id)))
    return sorted(found, key=itemgetter(0), reverse=True)


def _span(day: str, zone: str) -> tuple[str, str]:
    there = date.fromisoformat(day)
    return _begin(there, zone), _end(there, zone)


def _records(source: Source, wanted: HistoryFilter) -> tuple[str, Given]:
    table, day, index = _DATED[source]
    where, given = ["t.deleted_at IS NULL", _LIVE], _days(wanted)
    if wanted.person:
        where.append("t.person_id = :person")
        given["person"] = wanted.person
    if wanted.need and source is not Source.GIVING:
        where.append("t.need_id = :need")
        given["need"] = wanted.need
    if (wanted.need and source is Source.GIVING) or wanted.topic:
        return "", {}
    if wanted.kind is None and source is not Source.GIVING:
        where.append(_NOT_SHOWN)  # Else it stands under its contact.
    if wanted.text and index:
        where.append(f"t.id IN (SELECT rowid FROM {index} WHERE {index} MATCH :words)")
        given["words"] = in_index(wanted.text)
        if not given["words"]:
            return "", {}
    elif wanted.text:
        where.append("instr(folded(t.what), :words)")
        given["words"] = sort_key(wanted.text)
    where += _between(wanted, day)
    query = f"SELECT t.{day}, t.id, t.created_at FROM {table} AS t WHERE {' AND '.join(where)}"
    return f"{query} ORDER BY t.{day} DESC, t.id DESC", given


def _seasons(wanted: HistoryFilter) -> tuple[str, Given]:
    if wanted.need or wanted.topic:
        return "", {}
    where, given = [_LIVE.replace("t.", "m.")], _days(wanted)
    if wanted.person:
        where.append("m.person_id = :person")
        given["person"] = wanted.person
    if wanted.text:
        where.append("instr(folded(t.why), :words)")
        given["words"] = sort_key(wanted.text)
    where += _between(wanted, "changed_on")
    return (
        "SELECT t.changed_on, t.id, t.created_at FROM season_change AS t JOIN mentorship AS m "
        f"ON m.id = t.mentorship_id WHERE {' AND '.join(where)} "
        "ORDER BY t.changed_on DESC, t.id DESC"
    ), given


def _days(wanted: HistoryFilter) -> Given:
    found: Given = {}
    if wanted.since:
        found["since"] = wanted.since.isoformat()
    if wanted.until:
        found["until"] = wanted.until.isoformat()
    return found


def _between(wanted: HistoryFilter, day: str) -> list[str]:
    since = [f"t.{day} >= :since"] if wanted.since else []
    return [*since, f"t.{day} <= :until"] if wanted.until else since


def _begin(day: date, zone: str) -> str:
    return _moment(day, time(), zone)


def _end(day: date, zone: str) -> str:
    return _moment(day, time.max, zone)


def _moment(day: date, at: time, zone: str) -> str:
    """A time of day as it is kept; at the ends of the calendar the zone no longer matters."""
    try:
        return utc_text(datetime.combine(day, at, zone_of(zone)))
    except OverflowError:
        return utc_text(datetime.combine(day, at, UTC))
