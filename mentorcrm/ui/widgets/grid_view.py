"""A table that knows whether it is used by keyboard, and which cell the pointer is over."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from mentorcrm.ui.widgets import painting


class GridView(QTableView):
    """Without lines, selection or editing; its model and delegate decide what is on show."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._under = QPersistentModelIndex()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        painting.clear_ground(self)

    def under(self) -> QModelIndex:
        """The cell under the pointer; invalid for none."""
        return QModelIndex(self._under)

    def by_key(self) -> bool:
        """Whether the focus is here and came, or moved last, by key."""
        return self.hasFocus() and bool(self.property("keyboard"))

    def pointed(self, _index: QModelIndex) -> None:
        """The pointer is over another cell."""

    def keyboardSearch(self, _text: str) -> None:
        """Letters look for nothing in a grid of discs."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.set_by_key(False)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(QModelIndex())

    def _point_at(self, index: QModelIndex) -> None:
        if self._under != index:
            self._under = QPersistentModelIndex(index)
            self.viewport().update()
            self.pointed(index)

    def set_by_key(self, keyboard: bool) -> None:
        """Note how it is being used."""
        if self.property("keyboard") != keyboard:
            self.setProperty("keyboard", keyboard)
            self.viewport().update()
