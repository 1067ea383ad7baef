"""Putting one row into another together with all that names it, as the tables' own keys tell.

A table that comes later and names a person moves along without being told here. Only where two
rows would then be one does the table need a word in `merge_join`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Table, UniqueConstraint, delete, func, or_, select, update
from sqlalchemy.engine import Connection

from mentorcrm.models.tables import Base, captured_tables
from mentorcrm.services.merge_join import JOINS, PAIRS, SAME, TWICE, Joined, Left
from mentorcrm.storage.search import as_json

Row = Mapping[str, Any]


class Reference(NamedTuple):
    """A column that names rows of some table."""

    table: str
    column: str


@cache
def references(target: str) -> tuple[Reference, ...]:
    """Every column that names rows of a table, in the order of the tables."""
    return tuple(
        Reference(table, column.name)
        for table in captured_tables()
        for column in Base.metadata.tables[table].columns
        if any(key.column.table.name == target for key in column.foreign_keys)
    )


@cache
def one_only(table: str) -> tuple[tuple[str, ...], ...]:
    """The sets of columns in which no two rows of a table are alike, or should be."""
    constraints = Base.metadata.tables[table].constraints
    unique = [tuple(c.columns.keys()) for c in constraints if isinstance(c, UniqueConstraint)]
    return (*sorted(columns for columns in unique if columns != ("uid",)), *SAME.get(table, ()))


@dataclass
class Folding:
    """One merge under way: what moved, by table, and what has to be kept in words.

    `settle` may still say of two rows that become one what the user wants.
    """

    connection: Connection
    now: datetime
    settle: Callable[[str, Joined], None]
    moved: Counter[str] = field(default_factory=Counter)
    joined: Counter[str] = field(default_factory=Counter)
    left: list[Left] = field(default_factory=list)

    def fold(self, table: str, keep: int, gone: int) -> None:
        """Let everything that names the row `gone` of a table name `keep` instead."""
        for place in references(table):
            rows = self._rows(place, gone)
            if place.table in TWICE:
                for row in rows:
                    self._move(place, row, keep)
            elif rows:
                self._move_all(place, rows, keep)

    def named(self, table: str, row_id: int) -> list[Reference]:
        """The columns in which a row of a table is named."""
        return [place for place in references(table) if self._rows(place, row_id)]

    def set(self, table: str, row_id: int, values: Row) -> None:
        """Change a row, with its time and version."""
        if values:
            target = _table(table)
            stamp = {"updated_at": self.now, "version": target.c.version + 1}
            change = update(target).where(target.c.id == row_id).values(**values, **stamp)
            self.connection.execute(change)

    def _rows(self, place: Reference, row_id: int) -> list[Row]:
        table = _table(place.table)
        chosen = select(table).where(table.c[place.column] == row_id).order_by(table.c.id)
        return [dict(row._mapping) for row in self.connection.execute(chosen)]

    def _move_all(self, place: Reference, rows: Sequence[Row], keep: int) -> None:
        """All rows at once, apart from those whose place is taken."""
        taken: dict[tuple[Any, ...], Row] = {}
        if any(place.column in columns for columns in one_only(place.table)):
            for row in reversed(self._rows(place, keep)):
                taken.update(dict.fromkeys(_places(place.table, row), row))
        free: list[int] = []
        for row in rows:
            own = _places(place.table, {**row, place.column: keep})
            twin = next((taken[key] for key in own if key in taken), None)
            if twin is None:
                free.append(row["id"])
            else:
                self._join(place.table, self._fresh(place.table, twin["id"]), row)
        target = _table(place.table)
        chosen = select(func.json_each(as_json(free)).table_valued("value").c.value)
        stamp = {"updated_at": self.now, "version": target.c.version + 1}
        change = update(target).where(target.c.id.in_(chosen))
        self.connection.execute(change.values(**{place.column: keep}, **stamp))
        self.moved[place.table] += len(free)

    def _fresh(self, table: str, row_id: int) -> Row:
        target = _table(table)
        return dict(
            self.connection.execute(select(target).where(target.c.id == row_id)).one()._mapping
        )

    def _move(self, place: Reference, row: Row, keep: int) -> None:
        changed = {**row, place.column: keep}
        if names_twice(place.table, changed):
            self.left += TWICE[place.table](row)
            self._drop(place.table, row)
            return
        if place.table in PAIRS:
            first, second = PAIRS[place.table]
            changed[first], changed[second] = sorted((changed[first], changed[second]))
        twin = self._twin(place.table, changed)
        if twin is None:
            values = {name: value for name, value in changed.items() if value != row[name]}
            self.set(place.table, row["id"], values)
            self.moved[place.table] += 1
        else:
            self._join(place.table, twin, row)

    def _join(self, table: str, keep: Row, gone: Row) -> None:
        done = JOINS[table](keep, gone)
        self.settle(table, done)
        self.left += done.left
        self.fold(table, keep["id"], gone["id"])
        self._drop(table, gone)
        self.set(table, keep["id"], done.values)
        for new_table, values in done.added:
            stamp = {"created_at": self.now, "updated_at": self.now, "version": 1}
            self.connection.execute(_table(new_table).insert().values(**values, **stamp))
        self.joined[table] += 1

    def _twin(self, table: str, row: Row) -> Row | None:
        """The other row that stands where this one would, None when the place is free."""
        target = _table(table)
        places = [
            _all(target, {name: row[name] for name in columns})
            for columns in one_only(table)
            if all(row[name] not in (None, "") for name in columns)
        ]
        if not places:
            return None
        query = select(target).where(or_(*places), target.c.id != row["id"]).order_by(target.c.id)
        found = self.connection.execute(query).first()
        return None if found is None else dict(found._mapping)

    def _drop(self, table: str, row: Row) -> None:
        target = _table(table)
        self.connection.execute(delete(target).where(target.c.id == row["id"]))


def _places(table: str, row: Row) -> Iterator[tuple[Any, ...]]:
    """The places of a row in which no other may stand; none where one of its values is empty."""
    for columns in one_only(table):
        values = tuple(row[name] for name in columns)
        if not {None, ""} & set(values):
            yield (columns, *values)


def names_twice(table: str, row: Row) -> bool:
    """Whether a row names one person in two of its columns."""
    people = [row[name] for name in person_columns(table) if row[name] is not None]
    return table in TWICE and len(set(people)) < len(people)


def person_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that name people."""
    return tuple(place.column for place in references("person") if place.table == table)


def meeting_places() -> Iterator[str]:
    """The tables in which two rows can become one when two people do: these need a word."""
    waiting, seen = ["person"], set[str]()
    while waiting:
        for place in references(waiting.pop()):
            if place.table not in seen and any(place.column in c for c in one_only(place.table)):
                seen.add(place.table)
                waiting.append(place.table)
                yield place.table


def _all(table: Table, values: Row) -> Any:
    first, *more = [table.c[name] == value for name, value in values.items()]
    for condition in more:
        first &= condition
    return first


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
