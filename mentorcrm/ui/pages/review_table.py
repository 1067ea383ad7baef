"""The table of a review: columns by the room there is, keys that decide, clicks on decisions."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from mentorcrm.models.health_kinds import ReviewDecision
from mentorcrm.ui import theme
from mentorcrm.ui.delegates.person_row import draw_line
from mentorcrm.ui.delegates.review_cells import (
    DECISIONS,
    HEIGHT,
    PAD,
    Column,
    ReviewDelegate,
    segments,
    tracked,
    widths,
)
from mentorcrm.ui.itemmodels.review_rows import ReviewModel
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import came_by_key
from mentorcrm.words import _

HEAD_HEIGHT = 36
MEASURED = 60
"""Of so many rows the words are measured to find out how wide their column has to be."""
# Where there is not room for all: what gives way first. A person and the decision never do.
_GIVE_WAY = (Column.BALANCE, Column.CONTACT, Column.KEPT, Column.DRIFT, Column.HEALTH)


class _Head(QHeaderView):
    """The words above the columns, painted from the theme."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        painting.clear_ground(self)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for column in Column:
            if not self.isSectionHidden(column):
                left = self.sectionViewportPosition(column) + PAD
                room = QRect(left, 0, self.sectionSize(column) - PAD, self.height())
                draw_line(painter, "metaM", "text2", room, column.words)
        bottom = self.height() - 1
        painter.fillRect(0, bottom, self.width(), 1, theme.color("line"))


class ReviewTable(QTableView):
    """Asks to decide (place, decision) and to open somebody (id)."""

    decided = Signal(int, object)
    opened = Signal(int)

    def __init__(self, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.with_balance = True
        self.setModel(model)
        self.setItemDelegate(ReviewDelegate(self))
        self.setAccessibleName(_("Relationships to review"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        painting.clear_ground(self)
        self.setHorizontalHeader(_Head(self))
        side = self.verticalHeader()
        side.hide()
        side.setMinimumSectionSize(1)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.letters = True
        self.doubleClicked.connect(self._double_clicked)
        theme.current().changed.connect(self._measure)
        model.modelReset.connect(self.fit)
        self._measure()

    def place(self) -> int:
        """The row that keys act on; the first where none was chosen."""
        return max(self.currentIndex().row(), 0)

    def choose(self, place: int) -> None:
        """Go to a row, in the column one is in."""
        column = self.currentIndex().column()
        if self.isColumnHidden(column) or column < 0:
            column = Column.PERSON
        self.setCurrentIndex(self.rows.index(place, column))

    def fit(self) -> None:
        """Give the columns their room; what does not fit is left out, the names take the rest."""
        some = [self.rows.line(place) for place in range(min(MEASURED, self.rows.rowCount()))]
        needs = widths(tuple(line.drift_words for line in some))
        room = self.viewport().width() - PAD
        shown = [one for one in Column if self.with_balance or one is not Column.BALANCE]
        for column in _GIVE_WAY:
            if sum(needs[one] for one in shown) <= room:
                break
            if column in shown:
                shown.remove(column)
        rest = room - sum(needs[one] for one in shown)
        # Words without a bar, and the head, may stand where others have theirs.
        barred = tracked(line.drift_words for line in some if line.drift is not None)
        more = max(barred - needs[Column.DRIFT], 0)
        air = 4 * len(shown)  # With less, words end at the very edge of their column.
        if Column.DRIFT in shown and rest >= more + air:
            needs[Column.DRIFT] += more
            rest -= more
        gap = rest // (2 * len(shown)) if rest > 0 else 0  # Half is spread, half is for names.
        for column in needs.keys() - {Column.PERSON, Column.DECISION}:
            needs[column] += gap
        others = sum(needs[one] for one in shown if one is not Column.PERSON)
        needs[Column.PERSON] = max(room - others, PAD)
        self._set_columns(shown, needs)

    def _set_columns(self, shown: Collection[Column], wide: Mapping[Column, int]) -> None:
        """Set what is different: the view lays out and paints all of it again even for the same."""
        for column in Column:
            if self.isColumnHidden(column) is not (column not in shown):
                self.setColumnHidden(column, column not in shown)
            if column in shown and self.columnWidth(column) != wide[column]:
                self.setColumnWidth(column, wide[column])

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():  # Its whole row stands on another ground now.
                top, high = self.rowViewportPosition(index.row()), self.rowHeight(index.row())
                self.viewport().update(0, top, self.viewport().width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard(True)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = int(event.text()) if event.text() in ("1", "2", "3", "4", "5") else 0
        if plain and number and self.rows.rowCount():
            if self.letters:
                self.decided.emit(self.place(), DECISIONS[number - 1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.place())
        elif event.text() in ("/", "?"):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Letters look for nothing here: the rows stand in the order of what needs a decision."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard(False)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        where = event.position().toPoint()
        found = self._decision_at(where)
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.decided.emit(self.indexAt(where).row(), found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_key = came_by_key(event.reason())
        if by_key is not None:
            self._by_keyboard(by_key)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.choose(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_ground()
        super().paintEvent(event)
        if self.hasFocus() and self.property("keyboard") and self.currentIndex().isValid():
            cell = self.visualRect(self.currentIndex()).adjusted(3, 5, -3, -5)
            painting.ring(QPainter(self.viewport()), cell, 6)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def _paint_ground(self) -> None:
        """The row one is in, and a hairline under each."""
        painter, wide = QPainter(self.viewport()), self.viewport().width()
        first = self.rowAt(0)
        if first < 0:
            return
        last = self.rowAt(self.viewport().height() - 1)
        here = self.currentIndex().row()
        for place in range(first, (last if last >= 0 else self.rows.rowCount() - 1) + 1):
            top, high = self.rowViewportPosition(place), self.rowHeight(place)
            if place == here:
                painter.fillRect(0, top, wide, high, theme.color("hover"))
            painter.fillRect(0, top + high - 1, wide, 1, theme.color("line"))

    def _decision_at(self, where: QPoint) -> ReviewDecision | None:
        index = self.indexAt(where)
        if not index.isValid() or index.column() != Column.DECISION:
            return None
        parts = segments(self.visualRect(index))
        return next(
            (one for part, one in zip(parts, DECISIONS, strict=True) if part.contains(where)), None
        )

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() != Column.DECISION:
            self._open(index.row())

    def _open(self, place: int) -> None:
        row = self.rows.row_at(place)
        if row is not None:
            self.opened.emit(row.person_id)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().px(HEIGHT))
        self.horizontalHeader().setFixedHeight(theme.current().px(HEAD_HEIGHT))
        self.fit()

    def _by_keyboard(self, keyboard: bool) -> None:
        if self.property("keyboard") != keyboard:
            self.setProperty("keyboard", keyboard)
            self.viewport().update()
