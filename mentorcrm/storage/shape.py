"""What the inside of a mentorcrm database should look like, to tell ours from a stranger's.

A file can carry triggers and views that act when it is used, so a file from elsewhere is compared
with the exact set of tables, indexes, triggers and views of its schema number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mentorcrm.words import _

_SHOWN = 3


@dataclass(frozen=True, order=True)
class SchemaObject:
    """One table, index, trigger or view: its SQL with the white space evened out.

    Tables that a search index keeps for itself have no SQL here, as it varies with SQLite.
    """

    kind: str
    name: str
    table: str
    sql: str


@dataclass(frozen=True)
class SchemaFacts:
    """How a file is recognised: header mark, newest schema, and the objects of each schema.

    `expected` gives None for a schema number that this version does not know.
    """

    application_id: int
    head: int
    expected: Callable[[int], frozenset[SchemaObject] | None]


def schema_objects(connection: Any) -> frozenset[SchemaObject]:
    """Everything that the main database defines, without SQLite's own objects."""
    shadows = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'"
        ).fetchall()
    }
    rows = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_master "
        "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    return frozenset(
        SchemaObject(
            kind, name, table, "" if kind == "table" and name in shadows else " ".join(sql.split())
        )
        for kind, name, table, sql in rows
    )


def differences(found: frozenset[SchemaObject], expected: frozenset[SchemaObject]) -> str:
    """In what the two differ, as a short list of names; "" when they are the same."""
    have = {(item.kind, item.name): item for item in found}
    want = {(item.kind, item.name): item for item in expected}
    both = have.keys() & want.keys()
    told = (
        (_("unknown {kind} {name}"), have.keys() - want.keys()),
        (_("no {kind} {name}"), want.keys() - have.keys()),
        (_("another {kind} {name}"), {key for key in both if have[key] != want[key]}),
    )
    lines = [
        words.format(kind=kind, name=name) for words, keys in told for kind, name in sorted(keys)
    ]
    listed = ", ".join(lines[:_SHOWN])
    if len(lines) <= _SHOWN:
        return listed
    return _("{listed} and {number} more").format(listed=listed, number=len(lines) - _SHOWN)
