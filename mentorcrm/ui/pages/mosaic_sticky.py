"""The faces above the mosaic, kept in view while its rows scroll by."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.pages.mosaic_table import MosaicTable


class StickyHeads(QWidget):
    """Lies at the top of what scrolls once the faces have left it; a click opens the person.

    It repeats what the header says, so that it has no place in the order of Tab.
    """

    person_wanted = Signal(int)

    def __init__(self, scroll: QScrollArea, table: MosaicTable) -> None:
        super().__init__(scroll.viewport())
        self._scroll, self._table = scroll, table
        self.setMouseTracking(True)
        self.hide()
        scroll.verticalScrollBar().valueChanged.connect(self.follow)
        table.horizontalScrollBar().valueChanged.connect(self.update)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Hide):
            self.follow()
        return super().eventFilter(watched, event)

    def follow(self) -> None:
        """Stand where the faces would be, or nowhere while they are in view."""
        card, high = self._card(), self._table.heads.height()
        gone = self._table.isVisible() and card.top() < 0
        self.setVisible(gone and card.bottom() > 2 * high)
        if self.isVisible():
            self.setGeometry(card.left() + 1, 0, card.width() - 2, high)
            self.raise_()
            self.update()

    def height_taken(self) -> int:
        """How much of the top may be covered."""
        return self._table.heads.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        heads, rail = self._heads(), self._rail()
        painter.save()
        painter.setClipRect(heads)
        painter.translate(heads.topLeft())
        self._table.heads.paint_people(painter)
        painter.restore()
        painter.translate(rail.topLeft())
        self._table.rail.paint_word(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._column(event.position().toPoint()) >= 0
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        column = self._column(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and column >= 0:
            self.person_wanted.emit(self._table.grid.people()[column].person_id)

    def _column(self, at: QPoint) -> int:
        """The person below a point, -1 for none."""
        heads = self._heads()
        if not heads.contains(at):
            return -1
        return self._table.heads.logicalIndexAt(at - heads.topLeft())

    def _card(self) -> QRect:
        """Where the whole of the grid stands in what is in view."""
        card = self._table.parentWidget() or self._table
        return QRect(card.mapTo(self._scroll.viewport(), QPoint(0, 0)), card.size())

    def _heads(self) -> QRect:
        return QRect(self._left(self._table.heads), 0, self._table.heads.width(), self.height())

    def _rail(self) -> QRect:
        return QRect(self._left(self._table.rail), 0, self._table.rail.width(), self.height())

    def _left(self, widget: QWidget) -> int:
        return widget.mapTo(self._scroll.viewport(), QPoint(0, 0)).x() - self.x()
