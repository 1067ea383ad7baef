"""The relationships of a review as a table; words are made for the rows that are looked at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mentorcrm.models.health_kinds import ReviewDecision
from mentorcrm.services.review_rows import ReviewRow
from mentorcrm.ui.delegates.review_cells import Column, ReviewLine
from mentorcrm.ui.itemmodels.windowed import IdRole, RowRole
from mentorcrm.ui.pages.review_words import line_of
from mentorcrm.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_DISPLAY, _ACCESSIBLE = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
_TIP = Qt.ItemDataRole.ToolTipRole


class ReviewModel(QAbstractTableModel):
    """Rows in the order in which they were set."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ReviewRow] = []
        self._lines: dict[int, ReviewLine] = {}
        self._today = date.min

    def set_rows(self, rows: Sequence[ReviewRow], today: date) -> None:
        """Show these rows; the same people in the same order are renewed where they stand."""
        before, day = self._rows, self._today
        if [row.person_id for row in rows] != [row.person_id for row in before]:
            self.beginResetModel()
            self._rows, self._today = list(rows), today
            self._lines.clear()
            self.endResetModel()
            return
        self._rows, self._today = list(rows), today
        for place, row in enumerate(rows):
            if today != day or row != before[place]:
                self._renew(place)

    def rows(self) -> Sequence[ReviewRow]:
        """The rows in their order."""
        return self._rows

    def row_at(self, place: int) -> ReviewRow | None:
        """The row at a place, None outside the table."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def decide(self, place: int, decision: ReviewDecision | None) -> None:
        """Show a decision at once; the record follows."""
        self._rows[place] = replace(self._rows[place], decision=decision)
        self._renew(place)

    def _renew(self, place: int) -> None:
        """Tell of the cells of one row. Of several at once a view paints all that it shows."""
        self._lines.pop(self._rows[place].person_id, None)
        for column in range(len(Column)):
            cell = self.index(place, column)
            self.dataChanged.emit(cell, cell, [])

    def place_of(self, person: int | None) -> int | None:
        """Where somebody stands, None for who is not there."""
        places = (n for n, row in enumerate(self._rows) if row.person_id == person)
        return next(places, None)

    def line(self, place: int) -> ReviewLine:
        """A row in words."""
        row = self._rows[place]
        if row.person_id not in self._lines:
            self._lines[row.person_id] = line_of(row, self._today)
        return self._lines[row.person_id]

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (_DISPLAY, _ACCESSIBLE):
            return Column(section).words
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == IdRole:
            return self._rows[index.row()].person_id
        if role == RowRole:
            return self.line(index.row())
        if role in (_DISPLAY, _ACCESSIBLE, _TIP):
            said = self.line(index.row()).spoken[index.column()]
            return plain_tooltip(said) if role == _TIP else said
        return None
