"""What stands around the mosaic: names of rows and their coverage, which stay; faces above."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from mentorcrm.services.mosaic import Cover
from mentorcrm.ui import icons, theme
from mentorcrm.ui.delegates.mosaic_cells import paint_coverage
from mentorcrm.ui.delegates.person_row import draw_line
from mentorcrm.ui.itemmodels.mosaic_grid import Line, MosaicModel
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.avatar import draw_avatar, initials
from mentorcrm.ui.widgets.text import wrapped
from mentorcrm.words import _

_PAD = 16
_FACE = 32
_END = 20
"""Of the room at the end of a name: for its weight, or for the sign of a menu."""
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class _Head(QHeaderView):
    """A header painted from the theme, whose sections can be pressed."""

    def __init__(self, side: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(side, parent)
        painting.clear_ground(self)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def grid(self) -> MosaicModel:
        """What is shown."""
        model = self.model()
        assert isinstance(model, MosaicModel)
        return model

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.height())


class NameHead(_Head):
    """The names of the rows; each opens the menu of its row, and says so when it is pointed at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._over = self.marked = -1
        self.viewport().setMouseTracking(True)

    def mark(self, row: int) -> None:
        """Show at the row where the keys are that it has a menu; -1 for none."""
        if row != self.marked:
            self.marked = row
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(-1)

    def _point_at(self, row: int) -> None:
        if row != self._over:
            self._over = row
            self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for number, line in enumerate(self.grid.lines):
            top, high = self.sectionViewportPosition(number), self.sectionSize(number)
            box = QRect(0, top, self.width(), high)
            if line.head is None:
                place = box.adjusted(_PAD, theme.current().px(6), 0, 0)
                draw_line(painter, "capS", "text2", place, line.title)
            else:
                has_menu = number in (self._over, self.marked)
                self._paint_name(painter, box, line, has_menu=has_menu)

    def _paint_name(self, painter: QPainter, box: QRect, line: Line, *, has_menu: bool) -> None:
        if line.coverage is not None and line.coverage.state is Cover.GAP:
            ground = QRect(8, box.top() + 2, box.width() + 12, box.height() - 4)
            painting.rounded(painter, ground, 8, theme.color("riskSoft"))
        weight = line.head.weight if line.head is not None else 1
        end = theme.current().px(_END) if weight > 1 or has_menu else 0
        room = box.width() - _PAD - 8 - end
        high = theme.current().px(18)
        lines = wrapped(line.title, theme.current().font("medium"), room, 2)
        top = box.top() + (box.height() - len(lines) * high) // 2
        for number, text in enumerate(lines):
            place = QRect(_PAD, top + number * high, room, high)
            draw_line(painter, "medium", "text", place, text)
        place = QRect(box.width() - theme.current().px(_END + 4), box.top(), 24, box.height())
        if has_menu:
            edge = theme.current().px(16)
            icon = QRect(place.left(), box.center().y() - edge // 2, edge, edge)
            icons.draw(painter, "ellipsis", icon, "text2")
        elif weight > 1:
            draw_line(painter, "metaS", "text2", place, f"×{weight}")


class PersonHead(_Head):
    """The faces above the columns; each opens the person."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paint_people(QPainter(self.viewport()))

    def paint_people(self, painter: QPainter) -> None:
        """Paint the faces from the left edge of the header on."""
        edge, line = theme.current().px(_FACE), theme.current().px(18)
        top = max((self.height() - edge - line - 6) // 2, 2)
        for number, column in enumerate(self.grid.people()):
            left, wide = self.sectionViewportPosition(number), self.sectionSize(number)
            if left + wide < 0 or left > self.width():
                continue
            corner = QPoint(left + (wide - edge) // 2, top)
            faded = column.possible or column.resting
            painter.setOpacity(0.62 if faded else 1.0)
            face = QRect(corner, QSize(edge, edge))
            draw_avatar(painter, face, initials(column.name), column.tint)
            painter.setOpacity(1.0)
            place = QRect(left + 2, top + edge + 4, wide - 4, line)
            role: ColorRole = "text3" if faded else "text"
            draw_line(painter, "metaM", role, place, column.called, _MIDDLE)


class CoverageRail(QWidget):
    """How far each row is covered, beside the grid: it does not scroll away with the people.

    The words are those of the names of the rows.
    """

    def __init__(self, grid: MosaicModel, names: NameHead, head: PersonHead) -> None:
        super().__init__()
        self._grid, self._names, self._head = grid, names, head

    def paint_word(self, painter: QPainter) -> None:
        """Paint the name of the column, level with the names of the people."""
        edge, line = theme.current().px(_FACE), theme.current().px(18)
        above = max((self._head.height() - edge - line - 6) // 2, 2) + edge + 4
        word = QRect(0, above, self.width(), line)
        draw_line(painter, "metaM", "text2", word, _("Coverage"), _MIDDLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = self._head.height()
        self.paint_word(painter)
        for number, one in enumerate(self._grid.lines):
            if one.coverage is None:
                continue
            place = top + self._names.sectionViewportPosition(number)
            box = QRect(0, place, self.width(), self._names.sectionSize(number))
            if one.coverage.state is Cover.GAP:
                ground = QRect(-12, box.top() + 2, box.width() + 4, box.height() - 4)
                painting.rounded(painter, ground, 8, theme.color("riskSoft"))
            paint_coverage(painter, box, one.coverage)
