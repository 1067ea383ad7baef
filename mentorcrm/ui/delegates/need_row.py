"""A need as a row: what it is about on up to two lines, and where it stands below."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mentorcrm.ui import icons, theme
from mentorcrm.ui.delegates.person_row import INSET, draw_line, text_width
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.chips import TAG_COLORS, Tone
from mentorcrm.ui.widgets.lists import ground_of
from mentorcrm.ui.widgets.text import wrapped

HEIGHT = 72
_TILE = 36

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class NeedLine:
    """The words of one row."""

    id: int
    text: str
    detail: str = ""
    icon: str = "target"
    tag: str = ""
    tone: Tone = "neutral"
    spoken: str = ""


class NeedRowDelegate(QStyledItemDelegate):
    """Paints `NeedLine` rows."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, theme.current().px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        if not isinstance(row, NeedLine):
            return
        painter.save()
        rect: QRect = option.rect
        ground_of(option.widget, index).paint(painter, rect.adjusted(INSET, 1, -INSET, -1))
        _paint_need(painter, rect, row)
        painter.restore()


def _paint_need(painter: QPainter, rect: QRect, row: NeedLine) -> None:
    edge, inside = theme.current().px(_TILE), theme.current().px(9)
    corner = QPoint(rect.left() + INSET + 10, rect.top() + (rect.height() - edge) // 2)
    tile = QRect(corner, QSize(edge, edge))
    painting.rounded(painter, tile, 10, theme.color("restSoft"))
    icons.draw(painter, row.icon, tile.adjusted(inside, inside, -inside, -inside), "text2")
    line = theme.current().px(19)
    left, right = tile.right() + 13, rect.right() - INSET - 12
    tag = text_width("capS", row.tag) + 24 if row.tag else 0
    # Where it stands is told whole; what it is about gives up its second line for that.
    below = wrapped(row.detail, theme.current().font("meta"), right - left - tag, 2)
    lines = two_lines(row.text, right - left)[: 3 - len(below)]
    if len(lines) == 1:
        lines = [row.text]
    top = rect.top() + (rect.height() - (len(lines) + len(below)) * line) // 2
    for number, text in enumerate(lines):
        place = QRect(left, top + number * line, right - left, line)
        draw_line(painter, "medium", "text", place, text)
    top += len(lines) * line
    if row.tag:
        fill, ink = TAG_COLORS[row.tone]
        width, height = text_width("capS", row.tag) + 16, theme.current().px(18)
        pill = QRect(right - width, top + 1, width, height)
        painting.rounded(painter, pill, height / 2, theme.color(fill))
        draw_line(painter, "capS", ink, pill, row.tag, Qt.AlignmentFlag.AlignHCenter)
        right -= width + 8
    for number, text in enumerate(below):
        place = QRect(left, top + number * line, right - left, line)
        draw_line(painter, "meta", "text2", place, text)


def two_lines(text: str, width: int) -> list[str]:
    """A text broken at a word into at most two lines; what does not fit is cut by the painter."""
    metrics = QFontMetrics(theme.current().font("medium"))
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    words = text.split(" ")
    first = words[0]
    for number, word in enumerate(words[1:], 1):
        longer = f"{first} {word}"
        if metrics.horizontalAdvance(longer) > width:
            return [first, " ".join(words[number:])]
        first = longer
    return [first]
