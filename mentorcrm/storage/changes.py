"""A change set: what one transaction did, as the net effect per row, and how to keep it.

A row image is the JSON object text that SQLite itself wrote, so it is compared and stored
without being parsed.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

Key = tuple[str, int]
_LINES = "lines"  # How a change set in lines begins; the first version wrote a JSON array.


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
    changes = list(map(RowChange._make, events))
    net = {change[:2]: change for change in changes}
    if len(net) < len(changes):  # Rarely so for an import, which writes each row once.
        net = {}
        for change in changes:
            key = change[:2]
            earlier = net.get(key)
            net[key] = change if earlier is None else RowChange(*key, earlier.old, change.new)
    return ChangeSet(tuple(row for row in net.values() if row.old != row.new))


def pack(changes: ChangeSet) -> bytes:
    """A change set as compressed bytes for the history.

    A line for each table and, below it, one for each of its rows: id, old, new, with tabs. A row
    image has neither tabs nor line breaks in it, because JSON writes them as escapes. Level 1: a
    large import is packed while the user waits, and disk is cheaper than that.
    """
    lines = [_LINES]
    for table, rows in groupby(changes.rows, itemgetter(0)):
        lines.append(table)
        lines += [f"{key}\t{old or ''}\t{new or ''}" for _table, key, old, new in rows]
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> ChangeSet:
    """The change set that `pack` made, in this version or the first."""
    text = zlib.decompress(data).decode("utf-8", "surrogatepass")
    if not text.startswith(_LINES):
        groups = json.loads(text)
        return ChangeSet(tuple(RowChange(table, *row) for table, rows in groups for row in rows))
    table, changes = "", []
    for line in text.split("\n")[1:]:
        key, tab, images = line.partition("\t")
        if not tab:
            table = line
            continue
        old, _tab, new = images.partition("\t")
        changes.append(RowChange(table, int(key), old or None, new or None))
    return ChangeSet(tuple(changes))
