"""A list view that knows whether it is used by keyboard, and says what was opened."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from mentorcrm.ui.widgets.painting import clear_ground

Index = QModelIndex | QPersistentModelIndex
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


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
        self.letters = letters
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        clear_ground(self)
        self.activated.connect(self._activated)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.picked.emit(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _KEYBOARD:
            self._by_keyboard(True)
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

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(index)

    def _by_keyboard(self, keyboard: bool) -> None:
        if self.property("keyboard") != keyboard:
            self.setProperty("keyboard", keyboard)
            self.viewport().update()
