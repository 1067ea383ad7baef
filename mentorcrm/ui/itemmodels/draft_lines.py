"""Messages as rows under headings: lines in, lines out."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from mentorcrm.ui.delegates.draft_row import DraftLine
from mentorcrm.ui.itemmodels.windowed import IdRole, RowRole

Index = QModelIndex | QPersistentModelIndex


class DraftListModel(QAbstractListModel):
    """Headings cannot be chosen; they have no id of their own."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[DraftLine] = []

    def set_lines(self, lines: list[DraftLine]) -> None:
        """Show other rows."""
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def place_of(self, draft: int) -> int | None:
        """Where a draft stands."""
        return next((i for i, line in enumerate(self._lines) if line.id == draft), None)

    def nearest(self, place: int) -> int | None:
        """The row at a place, else the next one that can be chosen, else the one before."""
        rows = [i for i, line in enumerate(self._lines) if line.id]
        return next((i for i in rows if i >= place), rows[-1] if rows else None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self._lines[index.row()].id:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        values = {
            int(RowRole): line,
            int(IdRole): line.id,
            int(Qt.ItemDataRole.DisplayRole): line.text,
            int(Qt.ItemDataRole.AccessibleTextRole): line.spoken or line.text,
        }
        return values.get(int(role))
