"""The cells of the mosaic: discs whose size says how far, and bars with a word for coverage."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.services.mosaic import Cover, Coverage
from mentorcrm.ui import icons, theme
from mentorcrm.ui.delegates.person_row import draw_line
from mentorcrm.ui.itemmodels.mosaic_grid import Cell
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.pages.mosaic_words import cover_word
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting

ROW, SECTION, WIDE, COVERAGE = 48, 34, 58, 96
"""Heights of a row and of the name of a section, widths of a person and of the coverage."""
DOT = 5
DISCS = {CoverageLevel.SOME: 14, CoverageLevel.GOOD: 22, CoverageLevel.PRIMARY: 30}
_STRENGTH = {CoverageLevel.SOME: 0.48, CoverageLevel.GOOD: 0.72, CoverageLevel.PRIMARY: 1.0}
_BAR = 64
_COVER: dict[Cover, tuple[ColorRole, ColorRole]] = {
    Cover.GAP: ("riskFill", "risk"),
    Cover.FRAGILE: ("warnFill", "warn"),
    Cover.COVERED: ("goodFill", "good"),
}


class MosaicDelegate(QStyledItemDelegate):
    """Paints `Cell`."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme.current().px(WIDE), theme.current().px(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        said = index.data(RowRole)
        painter.save()
        if isinstance(said, Cell):
            paint_level(painter, option.rect, said.level, dashed=said.column.possible,
                        quiet=said.column.resting)  # fmt: skip
        painter.restore()


def paint_level(
    painter: QPainter,
    box: QRect,
    level: CoverageLevel | None,
    *,
    dashed: bool = False,
    quiet: bool = False,
) -> None:
    """A level in the middle of a box: dashed for who may help and does not yet."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if level is CoverageLevel.NONE:
        edge = theme.current().px(12)
        mark = QRect(0, 0, edge, edge)
        mark.moveCenter(box.center())
        icons.draw(painter, "x", mark, "text3")
        return
    edge = theme.current().px(DISCS[level]) if level is not None else DOT
    disc = QRectF(0, 0, edge, edge)
    disc.moveCenter(QRectF(box).center())
    if dashed and level is not None:
        pen = QPen(theme.color("accent"), 1.6)
        pen.setDashPattern([3, 2.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_ink(level, quiet))
    painter.drawEllipse(disc)


def _ink(level: CoverageLevel | None, quiet: bool) -> QColor:
    if level is None:
        return theme.color("line2")
    ink = theme.color("restFill" if quiet else "accent")
    contrast = theme.current().more_contrast
    ink.setAlphaF(max(_STRENGTH[level], 0.7) if contrast else _STRENGTH[level])
    return ink


def paint_coverage(painter: QPainter, box: QRect, coverage: Coverage) -> None:
    """The bar; what is not covered says so in a word below it."""
    fill, ink = _COVER[coverage.state]
    wide, high, line = theme.current().px(_BAR), theme.current().px(6), theme.current().px(18)
    word = "" if coverage.state is Cover.COVERED else cover_word(coverage)
    bare = coverage.covered <= 0
    taken = (0 if bare else high) + (line if word else 0)
    top = box.top() + (box.height() - taken) // 2
    left = box.left() + (box.width() - wide) // 2
    if not bare:
        track = QRect(left, top, wide, high)
        painting.rounded(painter, track, high / 2, theme.color("line"))
        done = QRect(left, top, max(round(wide * min(coverage.covered, 1)), high), high)
        painting.rounded(painter, done, high / 2, theme.color(fill))
        top += high + 2
    place = QRect(box.left(), top, box.width(), line)
    draw_line(painter, "metaS", ink, place, word, Qt.AlignmentFlag.AlignHCenter)
