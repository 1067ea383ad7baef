"""Full-text search: the words people type, made safe, against the FTS5 indexes.

Relevance is computed only for small result sets: scoring every match of one letter among a
million notes takes seconds, and newest first is what people want there anyway.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.engine import Connection

from mentorcrm.models.folding import sort_key, without_surrogates

RANK_BELOW = 1000
_WORDS = re.compile(r"\w+", re.UNICODE)
_MAX_WORDS = 12
_PHONE = re.compile(r"\+?[\d\s()/.-]{5,}")
_PHONE_GAPS = re.compile(r"[\s()/.-]+")
_LAST = "\U0010ffff"  # Sorts after whatever a text may go on with.
# The plus keeps the query planner from starting at the list of everybody.
_SCOPES = {"all": "1", "live": "+p.deleted_at IS NULL"}
# Two searches of the list's index, so that nobody's name has to be looked through.
_NAMED_SO = {
    "live": "p.deleted_at IS NULL AND p.archived IN (0, 1) AND p.sort_name BETWEEN ? AND ?",
    "bin": "p.deleted_at IS NOT NULL AND p.sort_name BETWEEN ? AND ?",
}
# Both end at their limit without having read all that match.
_BEGINNING = (
    "SELECT id FROM person WHERE deleted_at IS NULL AND archived = 0 "
    "AND sort_name BETWEEN ? AND ? ORDER BY sort_name LIMIT ?"
)
_LATEST = (
    "SELECT f.rowid FROM person_fts AS f JOIN person AS p ON p.id = f.rowid WHERE person_fts "
    "MATCH ? AND +p.deleted_at IS NULL AND +p.archived = 0 ORDER BY f.rowid DESC LIMIT ?"
)
# A name counts for more than work and place, and these for more than what was noted.
_WEIGHTS = "1000, 1000, 100, 100, 50, 1, 1, 1"

# What was had with people who are all in the bin by now is hidden with them.
_WITH_SOMEBODY = (
    "EXISTS (SELECT 1 FROM interaction_person AS i JOIN person AS p ON p.id = i.person_id "
    "WHERE i.interaction_id = t.id AND p.deleted_at IS NULL)"
)
_TO_SOMEBODY = (
    "EXISTS (SELECT 1 FROM person AS p WHERE p.id = t.person_id AND p.deleted_at IS NULL)"
)


# Who a word leads to by their talks, tags and facts.
_MEETING = (
    "SELECT p.id FROM note_fts AS f JOIN interaction AS t ON t.id = f.rowid "
    "JOIN interaction_person AS i ON i.interaction_id = t.id "
    "JOIN person AS p ON p.id = i.person_id WHERE note_fts MATCH ? AND t.deleted_at IS NULL "
    "AND +p.deleted_at IS NULL ORDER BY f.rowid DESC LIMIT ?",
    "SELECT p.id FROM tag JOIN person_tag ON tag_id = tag.id JOIN person AS p ON p.id = person_id "
    "WHERE instr(tag.key, ?) AND +p.deleted_at IS NULL ORDER BY p.id DESC LIMIT ?",
    "SELECT p.id FROM public_fact AS f JOIN person AS p ON p.id = f.person_id "
    "WHERE instr(lower(f.text), ?) AND +p.deleted_at IS NULL ORDER BY p.id DESC LIMIT ?",
)


@dataclass(frozen=True)
class Hit:
    """One match: the row's id and the words around what was found."""

    id: int
    excerpt: str


def as_json(ids: Iterable[int]) -> str:
    """Ids as one JSON parameter, so that the number of parameters has no limit."""
    return json.dumps(list(ids))


def match_expression(text: str, *, whole: bool = False, shortest: int = 1) -> str:
    """What is typed as an FTS5 expression: every word must occur, as a beginning unless `whole`.

    Words are quoted one by one, so no operator of the query language can be typed by accident.
    Words of fewer than `shortest` plain letters are passed over.
    """
    found = _WORDS.findall(unicodedata.normalize("NFC", text))
    words = [word for word in found if len(word) >= shortest or not word.isascii()][:_MAX_WORDS]
    return " ".join(f'"{word}"' if whole else f'"{word}"*' for word in words)


def people(connection: Connection, text: str, limit: int = 100_000) -> list[int]:
    """Ids of people whose name, work, place, notes, tags or addresses match, best first.

    People in the bin are among them; the caller knows which list it fills.
    """
    return _people(connection, text, limit, "all")


def foremost(connection: Connection, text: str, limit: int) -> list[int]:
    """Ids of people in the plain list who match, in no order: all of them, or `limit`.

    When more match, names that begin with the text come first, then the newest people.
    """
    expression, typed = match_expression(text), sort_key(text)
    found = _ids(connection, _BEGINNING, (typed, typed + _LAST, limit)) if typed else []
    found += _ids(connection, _LATEST, (expression, limit)) if expression else []
    found += _by_address(connection, text, limit, "live")
    found += _by_tag(connection, text, limit, "live")
    return list(dict.fromkeys(found))[:limit]


def live_people(connection: Connection, text: str, limit: int) -> list[int]:
    """As `people`, without those in the bin."""
    return _people(connection, text, limit, "live")[:limit]


def named(connection: Connection, text: str, limit: int, *, whole: bool) -> list[int]:
    """Ids of people who are not in the bin and whose name has all these words."""
    expression = match_expression(text, whole=whole)
    if not expression:
        return []
    columns = f"{{display_name nickname}} : ({expression})"
    return _ranked(connection, columns, limit, "live")


def bearing(connection: Connection, words: Sequence[str], limit: int) -> list[int]:
    """Ids of people who are not in the bin and whose name has any of these words whole.

    Who has two words that stand side by side comes first: of those with one there may be more
    than `limit`.
    """
    plain = _plain(words)
    pairs = [f'("{one}" "{two}")' for one, two in pairwise(plain)]
    found = _any_named(connection, pairs, limit)
    found += _any_named(connection, [f'"{word}"' for word in plain], limit)
    return list(dict.fromkeys(found))


def beginning(connection: Connection, words: Sequence[str], limit: int) -> list[int]:
    """Ids of people whose name has a word that begins with one of these, or as they begin.

    For looking closer at a word that nobody's name is: it may be short for one, or misspelt.
    """
    plain = _plain(words)
    found = _any_named(connection, [f'"{word}"*' for word in plain], limit)
    for word in words[:_MAX_WORDS]:
        found += _by_name(connection, word, limit, "live")
    found += _any_named(connection, [f'"{word[:2]}"*' for word in plain if len(word) > 3], limit)
    return list(dict.fromkeys(found))


def _plain(words: Sequence[str]) -> list[str]:
    """The words without signs, each as the index has it."""
    return [word for text in words for word in _WORDS.findall(unicodedata.normalize("NFC", text))]


def _any_named(connection: Connection, words: Sequence[str], limit: int) -> list[int]:
    if not words:
        return []
    return _ids(
        connection,
        "SELECT f.rowid FROM person_fts AS f JOIN person AS p ON p.id = f.rowid "
        "WHERE person_fts MATCH ? AND +p.deleted_at IS NULL ORDER BY f.rowid DESC LIMIT ?",
        (f"{{display_name nickname}} : ({' OR '.join(words)})", limit),
    )


def _people(connection: Connection, text: str, limit: int, scope: str) -> list[int]:
    expression = match_expression(text)
    found = _ranked(connection, expression, limit, scope) if expression else []
    found += _by_name(connection, text, limit, scope)
    found += _by_address(connection, text, limit, scope)
    found += _by_tag(connection, text, limit, scope)
    return list(dict.fromkeys(found))


def notes(connection: Connection, text: str, limit: int = 20) -> list[Hit]:
    """The newest contacts whose summary or body match."""
    return _newest(connection, "note_fts", "interaction", text, limit, _WITH_SOMEBODY)


def needs(connection: Connection, text: str, limit: int = 20) -> list[Hit]:
    """The newest needs that match."""
    return _newest(connection, "need_fts", "need", text, limit)


def drafts(connection: Connection, text: str, limit: int = 20) -> list[Hit]:
    """The newest drafts that match."""
    return _newest(connection, "draft_fts", "draft", text, limit, _TO_SOMEBODY)


def advice(connection: Connection, text: str) -> list[int]:
    """Ids of the advice in which every word occurs, or whose giver's name has them all."""
    return _of_people(connection, text, "advice_fts", "advice")


def promises(connection: Connection, text: str) -> list[int]:
    """Ids of the promises in which every word occurs, or to or of whom the words name."""
    return _of_people(connection, text, "promise_fts", "commitment")


def _of_people(connection: Connection, text: str, index: str, table: str) -> list[int]:
    """A record's own words or the name of the person it belongs to; the caller filters."""
    expression = match_expression(text)
    if not expression:
        return []
    query = (
        f"SELECT rowid FROM {index} WHERE {index} MATCH ? UNION SELECT t.id FROM {table} AS t "
        "WHERE t.person_id IN (SELECT rowid FROM person_fts WHERE person_fts MATCH ?)"
    )
    return _ids(connection, query, (expression, f"{{display_name nickname}} : ({expression})"))


def meeting(connection: Connection, beginnings: Iterable[str], limit: int) -> list[int]:
    """Ids of people whose record, tags, facts or talks hold a word with one of these beginnings.

    At most `limit` from each of these, nobody from the bin; the caller looks at the words again.
    """
    words = [word for text in beginnings for word in _WORDS.findall(text)][:_MAX_WORDS]
    if not words:
        return []
    expression = " OR ".join(f'"{word}"*' for word in words)
    found = _ranked(connection, expression, limit, "live")
    for query in _MEETING:
        if "MATCH" in query:
            found += _ids(connection, query, (expression, limit))
        else:
            for word in words:
                found += _ids(connection, query, (word, limit))
    return list(dict.fromkeys(found))


def _ranked(connection: Connection, expression: str, limit: int, scope: str) -> list[int]:
    query = (
        "SELECT f.rowid FROM person_fts AS f JOIN person AS p ON p.id = f.rowid "
        f"WHERE person_fts MATCH ? AND {_SCOPES[scope]} ORDER BY "
    )
    few = connection.exec_driver_sql(
        "SELECT count(*) FROM (SELECT 1 FROM person_fts WHERE person_fts MATCH ? LIMIT ?)",
        (expression, RANK_BELOW),
    ).scalar_one()
    order = "f.rowid DESC" if few >= RANK_BELOW else f"bm25(person_fts, {_WEIGHTS}), f.rowid"
    return _ids(connection, f"{query} {order} LIMIT ?", (expression, limit))


def _newest(
    connection: Connection, index: str, table: str, text: str, limit: int, visible: str = "1"
) -> list[Hit]:
    # A single letter is in nearly every note, and no index helps to find it.
    expression = match_expression(text, shortest=2)
    if not expression:
        return []
    rows = connection.exec_driver_sql(
        f"SELECT f.rowid, snippet({index}, -1, '', '', '…', 12) FROM {index} AS f "
        f"JOIN {table} AS t ON t.id = f.rowid WHERE {index} MATCH ? AND t.deleted_at IS NULL "
        f"AND {visible} ORDER BY f.rowid DESC LIMIT ?",
        (expression, limit),
    )
    return [Hit(int(row[0]), " ".join(str(row[1]).split())) for row in rows]


def _by_name(connection: Connection, text: str, limit: int, scope: str) -> list[int]:
    """Names that begin so when letters such as ł are typed plainly, which the index cannot know."""
    typed = sort_key(text)
    if len(typed) < 2:
        return []
    found: list[int] = []
    for place in ("live",) if scope == "live" else ("live", "bin"):
        query = (
            f"SELECT p.id FROM person AS p WHERE {_NAMED_SO[place]} ORDER BY p.sort_name LIMIT ?"
        )
        found += _ids(connection, query, (typed, typed + _LAST, limit))
    return found


def _by_address(connection: Connection, text: str, limit: int, scope: str) -> list[int]:
    typed = without_surrogates(text).strip().lower()
    if _PHONE.fullmatch(typed):
        typed = _PHONE_GAPS.sub("", typed)
    if len(typed) < 2 or " " in typed:
        return []
    return _ids(
        connection,
        "SELECT DISTINCT person_id FROM contact_point JOIN person AS p ON p.id = person_id "
        f"WHERE normalised >= ? AND normalised < ? AND {_SCOPES[scope]} LIMIT ?",
        (typed, typed + _LAST, limit),
    )


def _by_tag(connection: Connection, text: str, limit: int, scope: str) -> list[int]:
    typed = sort_key(text.strip().lstrip("#"))
    if len(typed) < 2:
        return []
    return _ids(
        connection,
        "SELECT person_id FROM person_tag JOIN tag ON tag.id = tag_id "
        f"JOIN person AS p ON p.id = person_id WHERE tag.key = ? AND {_SCOPES[scope]} LIMIT ?",
        (typed, limit),
    )


def _ids(connection: Connection, query: str, parameters: tuple[str | int, ...]) -> list[int]:
    # All rows at once: one by one they take longer to hand over than to find.
    return [key for (key,) in connection.exec_driver_sql(query, parameters).fetchall()]
