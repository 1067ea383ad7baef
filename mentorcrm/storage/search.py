"""Full-text search: the words people type, made safe, against the FTS5 indexes.

Relevance is computed only for small result sets: scoring every match of one letter among a
million notes takes seconds, and newest first is what people want there anyway.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.engine import Connection

RANK_BELOW = 1000
_WORDS = re.compile(r"\w+", re.UNICODE)
_MAX_WORDS = 12


@dataclass(frozen=True)
class Hit:
    """One match: the row's id and the words around what was found."""

    id: int
    excerpt: str


def as_json(ids: Iterable[int]) -> str:
    """Ids as one JSON parameter, so that the number of parameters has no limit."""
    return json.dumps(list(ids))


def match_expression(text: str) -> str:
    """What is typed as an FTS5 expression: every word must occur, the last one may go on.

    Words are quoted one by one, so no operator of the query language can be typed by accident.
    """
    words = _WORDS.findall(text)[:_MAX_WORDS]
    return " ".join(f'"{word}"*' for word in words)


def people(connection: Connection, text: str, limit: int = 100_000) -> list[int]:
    """Ids of people whose name, work, place, notes or addresses match, best first."""
    expression = match_expression(text)
    found = _ranked(connection, "person_fts", expression, limit) if expression else []
    seen = set(found)
    for row in _by_address(connection, text, limit):
        if row not in seen:
            seen.add(row)
            found.append(row)
    for row in _by_tag(connection, text):
        if row not in seen:
            seen.add(row)
            found.append(row)
    return found


def notes(connection: Connection, text: str, limit: int = 20) -> list[Hit]:
    """The newest contacts whose summary or body match."""
    return _newest(connection, "note_fts", "interaction", text, limit)


def needs(connection: Connection, text: str, limit: int = 20) -> list[Hit]:
    """The newest needs that match."""
    return _newest(connection, "need_fts", "need", text, limit)


def drafts(connection: Connection, text: str, limit: int = 20) -> list[Hit]:
    """The newest drafts that match."""
    return _newest(connection, "draft_fts", "draft", text, limit)


def _ranked(connection: Connection, index: str, expression: str, limit: int) -> list[int]:
    ids = [
        int(row[0])
        for row in connection.exec_driver_sql(
            f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid LIMIT ?",
            (expression, limit),
        )
    ]
    if len(ids) >= RANK_BELOW:
        return ids
    return [
        int(row[0])
        for row in connection.exec_driver_sql(
            f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rank LIMIT ?",
            (expression, limit),
        )
    ]


def _newest(connection: Connection, index: str, table: str, text: str, limit: int) -> list[Hit]:
    expression = match_expression(text)
    if not expression:
        return []
    rows = connection.exec_driver_sql(
        f"SELECT f.rowid, snippet({index}, -1, '', '', '…', 12) FROM {index} AS f "
        f"JOIN {table} AS t ON t.id = f.rowid WHERE {index} MATCH ? AND t.deleted_at IS NULL "
        "ORDER BY f.rowid DESC LIMIT ?",
        (expression, limit),
    )
    return [Hit(int(row[0]), " ".join(str(row[1]).split())) for row in rows]


def _by_address(connection: Connection, text: str, limit: int) -> list[int]:
    typed = text.strip().lower()
    if len(typed) < 2 or " " in typed:
        return []
    after = typed[:-1] + chr(min(ord(typed[-1]) + 1, 0x10FFFF))
    return [
        int(row[0])
        for row in connection.exec_driver_sql(
            "SELECT DISTINCT person_id FROM contact_point WHERE normalised >= ? AND normalised < ? "
            "LIMIT ?",
            (typed, after, limit),
        )
    ]


def _by_tag(connection: Connection, text: str) -> list[int]:
    typed = text.strip().lstrip("#").casefold()
    if len(typed) < 2:
        return []
    return [
        int(row[0])
        for row in connection.exec_driver_sql(
            "SELECT person_id FROM person_tag JOIN tag ON tag.id = tag_id WHERE tag.key = ?",
            (typed,),
        )
    ]
