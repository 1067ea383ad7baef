"""Putting row images back: how undo and redo change the database.

Whole batches go through single statements over `json_each`, so that a large import is undone in
seconds and the full-text index is flushed once a batch instead of once a row.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import islice

from sqlalchemy.engine import Connection

from mentorcrm.errors import StaleUndo
from mentorcrm.models.tables import Base, captured_tables
from mentorcrm.storage.capture import drain, image
from mentorcrm.storage.changes import ChangeSet, RowChange
from mentorcrm.storage.search_upkeep import many_leaving
from mentorcrm.words import _

_BATCH = 2000


def apply(connection: Connection, changes: ChangeSet) -> ChangeSet:
    """Make each row look as `changes` says it does afterwards; returns what was captured.

    Raises StaleUndo, with the transaction left to be rolled back, when a row no longer looks as
    `changes` says it did before, or when anything else would change along with it.
    """
    _require_present_state(connection, changes)
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    order = captured_tables()
    by_table: defaultdict[str, list[RowChange]] = defaultdict(list)
    for row in changes.rows:
        by_table[row.table].append(row)
    gone = {table: {r.row_id for r in rows if r.new is None} for table, rows in by_table.items()}
    early: set[RowChange] = set()
    for table in reversed(order):
        _delete(connection, table, [r for r in by_table[table] if r.new is None])
        # Who moves on to another parent must not be taken along by the one that goes.
        leaving = [r for r in by_table[table] if r.old and r.new and _leaves(r, gone)]
        _update(connection, table, leaving)
        early.update(leaving)
    for table in order:
        _insert(connection, table, [r for r in by_table[table] if r.old is None])
        changed = [r for r in by_table[table] if r.old and r.new and r not in early]
        _update(connection, table, changed)
    done = drain(connection)
    if not done.same_effect(changes):
        raise StaleUndo(_("Other records depend on this change by now, so it was left as it is."))
    return done


def _leaves(row: RowChange, gone: Mapping[str, AbstractSet[int]]) -> bool:
    """Whether a row names one that goes, and afterwards another."""
    targets = [(name, table) for name, table in _parents(row.table) if gone.get(table)]
    if not targets or row.old is None or row.new is None:
        return False
    before, after = json.loads(row.old), json.loads(row.new)
    return any(before[n] in gone[table] and before[n] != after[n] for n, table in targets)


@cache
def _parents(table: str) -> tuple[tuple[str, str], ...]:
    columns = Base.metadata.tables[table].columns
    return tuple((c.name, key.column.table.name) for c in columns for key in c.foreign_keys)


def _require_present_state(connection: Connection, changes: ChangeSet) -> None:
    tables: dict[str, list[RowChange]] = {}
    for row in changes.rows:
        tables.setdefault(row.table, []).append(row)
    for table, rows in tables.items():
        for batch in _batches(rows):
            present = connection.exec_driver_sql(
                f'SELECT id, {image(table, "t")} FROM "{table}" AS t '
                "WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps([r.row_id for r in batch]),),
            )
            found: dict[int, str] = {row[0]: row[1] for row in present}
            if any(found.get(row.row_id) != row.old for row in batch):
                raise StaleUndo(_("The record has changed since then, so nothing was undone."))


def _delete(connection: Connection, table: str, rows: Sequence[RowChange]) -> None:
    with many_leaving(connection, table, len(rows)):
        for batch in _batches(rows):
            connection.exec_driver_sql(
                f'DELETE FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
                (json.dumps([r.row_id for r in batch]),),
            )


def _insert(connection: Connection, table: str, rows: Sequence[RowChange]) -> None:
    names = [c.name for c in Base.metadata.tables[table].columns]
    columns = ", ".join(f'"{n}"' for n in names)
    values = ", ".join(f"json_extract(value, '$.{n}')" for n in names)
    for batch in _batches(rows):
        connection.exec_driver_sql(
            f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM json_each(?)', (_array(batch),)
        )


def _update(connection: Connection, table: str, rows: Sequence[RowChange]) -> None:
    names = [c.name for c in Base.metadata.tables[table].columns if c.name != "id"]
    sets = ", ".join(f"\"{n}\" = json_extract(src.value, '$.{n}')" for n in names)
    with many_leaving(connection, table, len(rows)):
        for batch in _batches(rows):
            connection.exec_driver_sql(
                f'UPDATE "{table}" SET {sets} FROM (SELECT value FROM json_each(?)) AS src '
                f"WHERE \"{table}\".id = json_extract(src.value, '$.id')",
                (_array(batch),),
            )


def _array(rows: Sequence[RowChange]) -> str:
    return "[" + ",".join(row.new or "null" for row in rows) + "]"


def _batches(rows: Sequence[RowChange]) -> Iterator[list[RowChange]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
