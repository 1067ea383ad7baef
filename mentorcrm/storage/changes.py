"""A change set: what one transaction did, as the net effect per row, and how to keep it.

A row image is the JSON object text that SQLite itself wrote, so it is compared and stored
without being parsed.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

Key = tuple[str, int]


class RowChange(NamedTuple):
    """One row before and after; None where it did not exist.

    A tuple, as an import makes hundreds of thousands of them.
    """

    table: str
    row_id: int
    old: str | None
    new: str | None

    def inverse(self) -> "RowChange":
        """The change that takes this one back."""
        return RowChange(self.table, self.row_id, self.new, self.old)


@dataclass(frozen=True)
class ChangeSet:
    """The net effect of a transaction, one entry per row that differs."""

    rows: tuple[RowChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)

    def inverse(self) -> "ChangeSet":
        """The change set that takes this one back."""
        return ChangeSet(tuple(row.inverse() for row in self.rows))

    def touched(self) -> Mapping[str, frozenset[int]]:
        """The ids that changed, by table."""
        ids: dict[str, set[int]] = {}
        for row in self.rows:
            ids.setdefault(row.table, set()).add(row.row_id)
        return {table: frozenset(rows) for table, rows in ids.items()}

    def then(self, later: "ChangeSet") -> "ChangeSet":
        """Both change sets as one step."""
        return collapse((r.table, r.row_id, r.old, r.new) for r in (*self.rows, *later.rows))

    def same_effect(self, other: "ChangeSet") -> bool:
        """Whether both leave the same rows changed in the same way."""
        return set(self.rows) == set(other.rows)


def collapse(events: Iterable[tuple[str, int, str | None, str | None]]) -> ChangeSet:
    """Fold captured events, in order, into the net effect per row."""
    net: dict[Key, RowChange] = {}
    for event in map(RowChange._make, events):
        key = event[:2]
        earlier = net.get(key)
        net[key] = event if earlier is None else RowChange(*key, earlier.old, event.new)
    return ChangeSet(tuple(row for row in net.values() if row.old != row.new))


def pack(changes: ChangeSet) -> bytes:
    """A change set as compressed bytes for the history.

    Level 1: a large import is packed while the user waits, and disk is cheaper than that.
    """
    text = json.dumps(list(_grouped(changes)), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> ChangeSet:
    """The change set that `pack` made."""
    groups = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return ChangeSet(tuple(RowChange(table, *row) for table, rows in groups for row in rows))


def _grouped(changes: ChangeSet) -> Iterator[tuple[str, list[tuple[int, str | None, str | None]]]]:
    for table, rows in groupby(changes.rows, itemgetter(0)):
        yield table, [row[1:] for row in rows]
