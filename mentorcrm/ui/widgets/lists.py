"""A list view that knows whether it is used by keyboard, and says what was opened."""

from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import came_by_key

RADIUS = 8

Index = QModelIndex | QPersistentModelIndex


class Ground(NamedTuple):
    """How a row stands: chosen, under the pointer, with the focus of the keyboard.

    `QStyleOptionViewItem.state` says the same, but the first look at it makes PySide6 load all
    of `QStyle`, a tenth of the time to the first paint.
    """

    chosen: bool = False
    under_pointer: bool = False
    focused: bool = False

    def paint(
        self,
        painter: QPainter,
        box: QRect,
        fill: ColorRole = "accentSoft",
        line: ColorRole = "accentLine",
    ) -> None:
        """Paint it; `fill` and `line` are those of a chosen row."""
        if self.chosen:
            painting.rounded(painter, box, RADIUS, theme.color(fill), theme.color(line))
        elif self.under_pointer:
            painting.rounded(painter, box, RADIUS, theme.color("hover"))
        if self.focused:
            painting.ring(painter, box, RADIUS)


def ground_of(view: QWidget | None, index: Index) -> Ground:
    """The ground of a row in a view; that of a row at rest where the view does not know."""
    return view.ground(index) if isinstance(view, ListView) else Ground()


class ListView(QListView):
    """Rows of one height, one selection. `picked` follows the current row, `opened` Enter.

    `left_upwards` says that Up was pressed in the first row.
    """

    picked = Signal(object)
    opened = Signal(object)
    letter_pressed = Signal(str)
    typed = Signal(str)
    left_upwards = Signal()

    def __init__(self, name: str, letters: str = "", parent: QWidget | None = None) -> None:
        """`letters` are keys with a meaning of their own; others are `typed`, to filter by."""
        super().__init__(parent)
        # Rows are measured once, and are as high as the text asks for.
        theme.current().changed.connect(self.scheduleDelayedItemsLayout)
        self.letters = letters
        self._under = QPersistentModelIndex()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        painting.clear_ground(self)
        self.activated.connect(self._activated)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.picked.emit(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_key = came_by_key(event.reason())
        if by_key is not None:
            self._by_keyboard(by_key)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() and self.model().rowCount():
            first = self.model().index(0, 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard(True)
        letter = "Del" if event.key() == Qt.Key.Key_Delete else event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and letter and letter in self.letters.split():
            self.letter_pressed.emit(letter)
        elif event.text() in ("/", "?"):
            event.ignore()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, text: str) -> None:
        # Qt would compare with every row of a list that may be very long.
        if text.strip():
            self.typed.emit(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard(False)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(QModelIndex())

    def ground(self, index: Index) -> "Ground":
        """What the ground of a row has to show."""
        chosen = self.selectionModel().isSelected(QModelIndex(index))
        focused = self.hasFocus() and bool(self.property("keyboard"))
        return Ground(chosen, self._under == index, focused and self.currentIndex() == index)

    def _point_at(self, index: QModelIndex) -> None:
        if self._under != index:
            for changed in (QModelIndex(self._under), index):
                self.update(changed)
            self._under = QPersistentModelIndex(index)

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(index)

    def _by_keyboard(self, keyboard: bool) -> None:
        if self.property("keyboard") != keyboard:
            self.setProperty("keyboard", keyboard)
            self.viewport().update()
