"""The mosaic as a table: sections and rows down, people across."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.services.mosaic import Column, Coverage, MosaicPage, RowHead
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.pages.mosaic_words import SECTIONS, cell_words, column_words, row_words
from mentorcrm.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True)
class Line:
    """A line of the grid: the name of a section, or a row with its coverage."""

    title: str
    head: RowHead | None = None
    coverage: Coverage | None = None


@dataclass(frozen=True)
class Cell:
    """What is said of a person about a row."""

    row: RowHead
    column: Column
    level: CoverageLevel | None


class MosaicModel(QAbstractTableModel):
    """Shows a page of the mosaic."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page: MosaicPage | None = None
        self.lines: tuple[Line, ...] = ()

    def set_page(self, page: MosaicPage) -> bool:
        """Show a page; whether rows or people are other ones than before."""
        lines = tuple(_lines(page))
        before = self.page.columns if self.page is not None else ()
        other = [_key(one) for one in lines] != [_key(one) for one in self.lines]
        other = other or [c.person_id for c in before] != [c.person_id for c in page.columns]
        if other:
            self.beginResetModel()
        self.page, self.lines = page, lines
        if other:
            self.endResetModel()
        elif lines and page.columns:
            last = self.index(len(lines) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [])
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(lines) - 1)
        return other

    def people(self) -> tuple[Column, ...]:
        """The people across."""
        return self.page.columns if self.page is not None else ()

    def cell(self, index: Index) -> Cell | None:
        """What a cell says; None for sections."""
        head = self.lines[index.row()].head if index.isValid() else None
        if head is None or self.page is None or index.column() >= len(self.people()):
            return None
        column = self.people()[index.column()]
        return Cell(head, column, self.page.cells.get((head.key, column.person_id)))

    def place_of(self, key: str, person: int) -> QModelIndex:
        """Where a row and a person meet; invalid when one of them is not there."""
        rows = (n for n, line in enumerate(self.lines) if line.head and line.head.key == key)
        columns = (n for n, column in enumerate(self.people()) if column.person_id == person)
        row, column = next(rows, -1), next(columns, -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.lines)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self.people())

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = index.isValid() and self.lines[index.row()].head is not None
        return _FLAGS if known else Qt.ItemFlag.NoItemFlags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        tip = role == Qt.ItemDataRole.ToolTipRole
        if role not in _SAID and not tip:
            return None
        people = self.people()
        if orientation == Qt.Orientation.Vertical:
            said = self._said(self.lines[section])
        else:
            said = column_words(people[section])
        return plain_tooltip(said) if tip else said

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        if role == RowRole:
            return self.cell(index) or self.lines[index.row()]
        if role in (*_SAID, Qt.ItemDataRole.ToolTipRole):
            cell, line = self.cell(index), self.lines[index.row()]
            said = cell_words(cell.row, cell.column, cell.level) if cell else self._said(line)
            return said if role in _SAID else plain_tooltip(said)
        return None

    def _said(self, line: Line) -> str:
        if line.head is None or line.coverage is None:
            return line.title
        return row_words(line.head, line.coverage)


def _lines(page: MosaicPage) -> list[Line]:
    """The rows with the name of each section before its first one."""
    found: list[Line] = []
    for row, coverage in zip(page.rows, page.found.rows, strict=True):
        title = SECTIONS[row.kind]
        if not any(line.title == title and line.head is None for line in found):
            found.append(Line(title))
        found.append(Line(row.words, row, coverage))
    return found


def _key(line: Line) -> str:
    return line.head.key if line.head is not None else line.title
