"""A small card beside something, which leaves the page alive."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.widgets import painting

_DEPTH = 28


class Popover(QWidget):
    """A small card beside something; a child of the page, so that typing goes on."""

    closed = Signal()

    def __init__(self, parent: QWidget, width: int = 348) -> None:
        super().__init__(parent)
        self._host = parent
        self._width = width
        self._anchor = QRect()
        self._within = QRect()
        self.body = QVBoxLayout(self)
        edge = _DEPTH // 2
        self.body.setContentsMargins(edge + 14, edge + 12, edge + 14, edge + 14)
        self.body.setSpacing(8)
        self.hide()

    def card(self) -> QRect:
        """What is painted, in my coordinates: all of me but the room for the shadow."""
        edge = _DEPTH // 2
        return self.rect().adjusted(edge, edge, -edge, -edge)

    def open_below(self, anchor: QRect, within: QRect | None = None) -> None:
        """Show under `anchor`, above it where there is no room, and between the sides of `within`.

        Both in the parent's coordinates; without `within` the whole parent is free.
        """
        self._anchor, self._within = anchor, within or QRect()
        self.show()
        self.raise_()
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()
        return done

    def _place(self) -> None:
        self.body.activate()
        edge = _DEPTH // 2
        width = self._width + 2 * edge
        height = self.body.totalHeightForWidth(width)
        if height < 0:
            height = self.sizeHint().height()
        host, anchor = self._host.rect(), self._anchor
        free = host if self._within.isEmpty() else self._within.adjusted(-edge, 0, edge, 0)
        left = min(max(anchor.left() - edge, free.left()), free.right() + 1 - width)
        top = anchor.bottom() - edge + 6
        if top + height > host.height():
            top = anchor.top() - height + edge - 6
        self.setGeometry(max(left, 0), max(top, 0), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.card()
        painting.shadow(painter, box, 12, _DEPTH // 2)
        painting.rounded(painter, box, 12, theme.color("raised"), theme.color("line2"))
