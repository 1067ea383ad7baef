"""Change capture: TEMP triggers on the writing connection note every row before and after.

They see bulk statements and foreign-key actions as well as single edits, which events of the
ORM do not. The notes live in a TEMP table and roll back with the transaction.
"""

from functools import cache
from typing import Any

from sqlalchemy.engine import Connection

from mentorcrm.models.tables import Base, captured_tables
from mentorcrm.storage.changes import ChangeSet, collapse

_NOTES = (
    "CREATE TEMP TABLE captured (seq INTEGER PRIMARY KEY, tbl TEXT NOT NULL, "
    "row_id INTEGER NOT NULL, old TEXT, new TEXT)"
)


def install_capture(connection: Any) -> None:
    """Create the notes table and its triggers on a driver connection.

    Tables that do not exist yet are passed over, so that a fresh file can be migrated first.
    """
    cursor = connection.cursor()
    cursor.execute("BEGIN")  # One for all is quicker than one for each of the triggers.
    cursor.execute(_NOTES)
    tables = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    present = {name for (name,) in tables}
    for table in captured_tables():
        if table in present:
            for statement in _triggers(table):
                cursor.execute(statement)
    cursor.execute("COMMIT")
    cursor.close()


def drain(connection: Connection) -> ChangeSet:
    """The net effect of the running transaction so far; the notes are emptied."""
    # The driver's own rows: an import leaves hundreds of thousands of them.
    cursor = connection.connection.cursor()
    try:
        cursor.execute("SELECT tbl, row_id, old, new FROM temp.captured ORDER BY seq")
        rows = cursor.fetchall()
        if rows:
            cursor.execute("DELETE FROM temp.captured")
    finally:
        cursor.close()
    return collapse(rows)


@cache
def image(table: str, alias: str) -> str:
    """The SQL expression for a row's image: a JSON object of all its columns."""
    columns = Base.metadata.tables[table].columns
    return "json_object(" + ", ".join(f"'{c.name}', {alias}.\"{c.name}\"" for c in columns) + ")"


def _triggers(table: str) -> tuple[str, str, str]:
    into = "INSERT INTO captured(tbl, row_id, old, new) VALUES"
    old, new = image(table, "OLD"), image(table, "NEW")
    return (
        f'CREATE TEMP TRIGGER cap_{table}_i AFTER INSERT ON main."{table}" '
        f"BEGIN {into}('{table}', NEW.id, NULL, {new}); END",
        f'CREATE TEMP TRIGGER cap_{table}_u AFTER UPDATE ON main."{table}" '
        f"BEGIN {into}('{table}', NEW.id, {old}, {new}); END",
        f'CREATE TEMP TRIGGER cap_{table}_d AFTER DELETE ON main."{table}" '
        f"BEGIN {into}('{table}', OLD.id, {old}, NULL); END",
    )
