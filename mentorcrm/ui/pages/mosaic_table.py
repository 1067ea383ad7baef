"""The grid of the mosaic: names stay on the left, a press changes a cell, arrows lead about."""

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from mentorcrm.services.mosaic import Cover
from mentorcrm.ui import theme
from mentorcrm.ui.delegates.mosaic_cells import COVERAGE, ROW, SECTION, WIDE, MosaicDelegate
from mentorcrm.ui.itemmodels.mosaic_grid import Line, MosaicModel
from mentorcrm.ui.pages.mosaic_heads import CoverageRail, NameHead, PersonHead
from mentorcrm.ui.pages.mosaic_words import LEVELS
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import came_by_key
from mentorcrm.ui.widgets.grid_view import GridView
from mentorcrm.words import _

HEAD = 72
NAMES = 216
LEAST_NAMES = 132
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Home: (0, -9999),
    Qt.Key.Key_End: (0, 9999),
}
_LEVELS = {str(number): level for number, level in enumerate(LEVELS)}
"""Keys that choose a level at once, in the order in which a press goes through them."""
_PRESS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MosaicTable(GridView):
    """Asks for the next level of a cell or for one, the menu of a row, and to open a person."""

    pressed_cell = Signal(object)
    level_wanted = Signal(object, object)
    menu_wanted = Signal(object, QPoint)
    person_wanted = Signal(int)
    moved = Signal(QRect)

    def __init__(self, model: MosaicModel) -> None:
        super().__init__(_("Mosaic: who covers what"))
        self.grid = model
        self.setModel(model)
        self.setItemDelegate(MosaicDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.names, self.heads = NameHead(self), PersonHead(self)
        self.rail = CoverageRail(model, self.names, self.heads)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.heads)
        self.names.sectionClicked.connect(self._name_clicked)
        self.heads.sectionClicked.connect(self._head_clicked)
        theme.current().changed.connect(self.fit)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Give rows, people and names their room; the whole height is shown."""
        px, people = theme.current().px, len(self.grid.people())
        room = max(self.width() - 5 * px(WIDE), px(LEAST_NAMES))
        self.names.setFixedWidth(min(px(NAMES), room))
        self.heads.setFixedHeight(px(HEAD))
        self.rail.setFixedWidth(px(COVERAGE))
        for number, line in enumerate(self.grid.lines):
            self.setRowHeight(number, px(ROW if line.head is not None else SECTION))
            if line.head is None and people > 1:
                self.setSpan(number, 0, 1, people)
        free = (self.width() - self.names.width()) // max(people, 1)
        self.heads.setDefaultSectionSize(min(max(free, px(WIDE)), px(WIDE) + px(28)))
        self.setFixedHeight(self.sizeHint().height())
        self.rail.update()

    def sizeHint(self) -> QSize:
        px = theme.current().px
        rows = sum(self.rowHeight(number) for number in range(len(self.grid.lines)))
        bar = self.horizontalScrollBar()
        shown = bar.isVisibleTo(self) and bar.maximum() > 0
        return QSize(px(640), px(HEAD) + rows + (bar.sizeHint().height() if shown else 0) + 2)

    def here(self) -> QModelIndex:
        """The cell that keys act on, the first one where none was chosen."""
        index = self.currentIndex()
        return index if index.isValid() else self._near(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.set_by_key(True)
        key, index = Qt.Key(event.key()), self.here()
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*_STEPS[key])
        elif key in _PRESS and index.isValid():
            self._press(index)
        elif event.text() in _LEVELS and self.grid.cell(index) is not None:
            self.level_wanted.emit(self.grid.cell(index), _LEVELS[event.text()])
        elif index.isValid() and (key == Qt.Key.Key_Menu or _asks_for_menu(event)):
            self._open_menu(index.row())
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index == self.currentIndex():
            self._press(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        else:
            index = self.here()
        if index.isValid():
            self._open_menu(index.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_key = came_by_key(event.reason())
        if by_key is not None:
            self.set_by_key(by_key)
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._near(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_ground()
        super().paintEvent(event)
        self.names.mark(self.currentIndex().row() if self.by_key() else -1)
        if self.by_key() and self.currentIndex().isValid():
            cell = self.visualRect(self.currentIndex()).adjusted(3, 3, -3, -3)
            painting.ring(QPainter(self.viewport()), cell, 8)

    def _paint_ground(self) -> None:
        """What nobody covers stands out as a row; the cell under the pointer answers."""
        painter = QPainter(self.viewport())
        for number, line in enumerate(self.grid.lines):
            if line.coverage is not None and line.coverage.state is Cover.GAP:
                top, high = self.rowViewportPosition(number), self.rowHeight(number)
                row = QRect(-20, top + 2, self.viewport().width() + 40, high - 4)
                painting.rounded(painter, row, 8, theme.color("riskSoft"))
        under = self.under()
        if under.isValid() and self.grid.cell(under) is not None:
            cell = self.visualRect(under).adjusted(3, 3, -3, -3)
            painting.rounded(painter, cell, 8, theme.color("hover"))

    def pointed(self, index: QModelIndex) -> None:
        over = self.grid.cell(index) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _press(self, index: QModelIndex) -> None:
        cell = self.grid.cell(index)
        if cell is not None:
            self.pressed_cell.emit(cell)

    def _step(self, down: int, across: int) -> None:
        index = self.here()
        row, column = index.row(), index.column() + across
        if down:
            row = self._row_after(row, down)
        found = self._near(row, min(max(column, 0), self.grid.columnCount() - 1))
        self.setCurrentIndex(found)
        self.scrollTo(found)
        self.moved.emit(self.visualRect(found))

    def _row_after(self, row: int, step: int) -> int:
        """The next row that is not the name of a section; the same one at an end."""
        found = row + step
        while 0 <= found < len(self.grid.lines) and self.grid.lines[found].head is None:
            found += step
        return found if 0 <= found < len(self.grid.lines) else row

    def _near(self, row: int, column: int) -> QModelIndex:
        rows = [n for n, line in enumerate(self.grid.lines) if line.head is not None and n >= row]
        return self.grid.index(rows[0], column) if rows else QModelIndex()

    def _name_clicked(self, row: int) -> None:
        if self.grid.lines[row].head is not None:
            self._open_menu(row)

    def _head_clicked(self, column: int) -> None:
        if column < len(self.grid.people()):
            self.person_wanted.emit(self.grid.people()[column].person_id)

    def _open_menu(self, row: int) -> None:
        line: Line = self.grid.lines[row]
        if line.head is not None:
            below = self.rowViewportPosition(row) + self.rowHeight(row)
            place = self.names.viewport().mapToGlobal(QPoint(8, below))
            self.menu_wanted.emit(line, place)


def _asks_for_menu(event: QKeyEvent) -> bool:
    """Shift+F10, which not every desktop turns into a wish for a menu."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return shift and event.key() == Qt.Key.Key_F10
