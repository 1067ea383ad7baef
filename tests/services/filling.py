"""Rows for every table that can hold something of a person, made from the tables' own columns."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Integer

from mentorcrm.models.base import new_uid
from mentorcrm.models.tables import Base, captured_tables
from mentorcrm.models.types import Flag, IsoDate, JsonText, UtcDateTime, Words, utc_text
from mentorcrm.storage import schema

STAMP = utc_text(datetime(2026, 11, 1, tzinfo=UTC))


def plain(column: Column[Any], text: str) -> Any:
    """A stored value for a column; `text` where it holds words, `{column}` in it filled in."""
    text = text.format(column=column.name)
    kind = column.type
    if isinstance(kind, Words):
        return next(iter(kind.kind)).value
    if isinstance(kind, IsoDate):
        return "2026-11-02"
    if isinstance(kind, UtcDateTime):
        return STAMP
    if isinstance(kind, JsonText):
        return json.dumps([text])
    if isinstance(kind, Flag):
        return 0
    return 1 if isinstance(kind, Integer) else text


def add(paths: Any, table: str, text: str = "words", **given: Any) -> int:
    """Write one row past the app; what refers to another row is empty unless it is given."""
    values = {"uid": new_uid(), "created_at": STAMP, "updated_at": STAMP, "version": 1}
    for column in Base.metadata.tables[table].columns:
        if column.name in ("id", *values) or column.name == "deleted_at":
            continue
        values[column.name] = None if column.foreign_keys else plain(column, text)
    values.update(given)
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    with closing(schema.connect(paths.database)) as connection:
        cursor = connection.execute(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(values.values())
        )
        return int(cursor.lastrowid)


def targets(table: str) -> Mapping[str, str]:
    """The columns of a table that name other rows, and the tables of these."""
    columns = Base.metadata.tables[table].columns
    return {c.name: key.column.table.name for c in columns for key in c.foreign_keys}


def required(table: str) -> Iterator[tuple[str, str]]:
    """Those of them that cannot be empty."""
    columns = Base.metadata.tables[table].columns
    return ((name, to) for name, to in targets(table).items() if not columns[name].nullable)


def with_parents(paths: Any, table: str, text: str = "words", **given: Any) -> int:
    """A row with new rows for everything that it must name and is not given."""
    for column, target in required(table):
        if column not in given:
            given[column] = with_parents(paths, target, text)
    return add(paths, table, text, **given)


def naming_people() -> list[tuple[str, str]]:
    """Every column of the captured tables that names a person."""
    return [
        (table, column)
        for table in captured_tables()
        for column, target in targets(table).items()
        if target == "person"
    ]
