"""A list of any length: all ids in memory, rows read by key in windows when they come in view."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

# A few screens of rows: reading one must fit in a frame.
WINDOW = 50
KEPT_WINDOWS = 48
# Above this many rows moved at once, one reset is cheaper than row signals.
LARGEST_STEP = 400

RowRole = Qt.ItemDataRole.UserRole + 1
IdRole = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


class ListRow(Protocol):
    """What a row has to bring: ready-made words, so that `data()` only looks them up."""

    @property
    def id(self) -> int:
        """The key that the row is read by."""

    @property
    def text(self) -> str:
        """The words of the row, for type-ahead."""

    @property
    def spoken(self) -> str:
        """The whole row as a sentence, for screen readers."""


R = TypeVar("R", bound=ListRow)
Fetch = Callable[[Sequence[int]], Mapping[int, R]]


class WindowedModel(QStringListModel, Generic[R]):
    """Rows of one kind in the order of their ids. `fetch` reads a window's rows by id.

    Qt keeps as many empty strings as there are ids, because a list view asks several times for
    the number of rows with each row that it lays out: 0.2 s for 100,000 if Python has to answer.
    """

    def __init__(
        self, fetch: Fetch[R], parent: QObject | None = None, window: int = WINDOW
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._window = window
        self._ids: Sequence[int] = ()
        self._rows: dict[int, int] | None = None
        self._kept: OrderedDict[int, Mapping[int, R]] = OrderedDict()
        self._coming: Sequence[int] = ()
        # The first to hear of a change: whoever hears of it later finds the new ids.
        for changed in (self.modelReset, self.rowsRemoved, self.rowsInserted):
            changed.connect(self._take)

    def ids(self) -> Sequence[int]:
        """All ids in order."""
        return self._ids

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show other ids. Small differences move rows, so that the selection stays."""
        old = self._ids
        if list(old) == list(ids):
            self.refresh()
            return
        head, tail = _common_ends(old, ids)
        gone, come = len(old) - head - tail, len(ids) - head - tail
        if not old or not ids or gone + come > LARGEST_STEP:
            self._coming = ids
            self._begin_again(len(old), len(ids))
            return
        if gone:
            self._coming = [*old[:head], *old[head + gone :]]
            self.removeRows(head, gone)
        if come:
            self._coming = ids
            self.insertRows(head, come)
        self.refresh()

    def refresh(self) -> None:
        """Forget what was read; what is in view is read again."""
        self._kept.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), [])

    def refresh_row(self, key: int) -> None:
        """Read one row again."""
        place = self.place_of(key)
        if place is not None:
            self._kept.pop(place // self._window, None)
            self.dataChanged.emit(self.index(place), self.index(place), [])

    def row_at(self, place: int) -> R | None:
        """The row at a place; None when it is gone from the source."""
        number = place // self._window
        window = self._kept.get(number)
        if window is None:
            start = number * self._window
            window = self._fetch(self._ids[start : start + self._window])
            self._kept[number] = window
            while len(self._kept) > KEPT_WINDOWS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(number)
        return window.get(self._ids[place])

    def id_at(self, place: int) -> int | None:
        """The id at a place, None outside the list."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def place_of(self, key: int) -> int | None:
        """Where an id stands, None when it is not in the list."""
        if self._rows is None:
            self._rows = {number: place for place, number in enumerate(self._ids)}
        return self._rows.get(key)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = index.row()
        if not index.isValid() or place >= len(self._ids):
            return None
        if role == IdRole:
            return self._ids[place]
        if role not in _ROLES:
            return None
        row = self.row_at(place)
        if row is None or role == RowRole:
            return row
        return row.text if role == Qt.ItemDataRole.DisplayRole else row.spoken

    def _begin_again(self, before: int, after: int) -> None:
        """Reset. As many rows as before, in another order, need no new strings."""
        if before == after:
            self.beginResetModel()
            self.endResetModel()
        else:
            self.setStringList([""] * after)

    def _take(self) -> None:
        self._ids = self._coming
        self._rows = None
        self._kept.clear()


_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_ROLES = frozenset(
    {int(RowRole), int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}
)


def _common_ends(old: Sequence[int], new: Sequence[int]) -> tuple[int, int]:
    """How many ids are the same at the start and, after those, at the end."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail
