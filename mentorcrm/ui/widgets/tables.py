"""Tables of words in the look of the lists: a quiet head, hairlines, room at the sides."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mentorcrm.ui import theme

HEAD, ROW, PAD = 36, 40, 12


class TableHead(QHeaderView):
    """The names of the columns over a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        painter.setFont(theme.current().font("metaM"))
        painter.setPen(theme.color("text2"))
        said = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        box = rect.adjusted(PAD, 0, -PAD, 0)
        said = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, said)


class WordCell(QStyledItemDelegate):
    """A cell of words; the row that is chosen has a soft ground."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, theme.current().px(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, theme.color("accentSoft" if chosen else "surface"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        first = index.column() == 0
        painter.setFont(theme.current().font("strong" if first else "body"))
        painter.setPen(theme.color("text" if first else "text2"))
        room = box.adjusted(PAD, 0, -PAD, 0)
        said = str(index.data() or "")
        said = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()


class WordTable(QTableView):
    """Rows of words: arrows choose a row, Enter opens it, Tab leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalHeader(TableHead(self))
        self.setItemDelegate(WordCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self._fit()
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().px(ROW))
