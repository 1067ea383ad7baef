"""A message as a row of 64 px, under headings by state."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mentorcrm.ui import icons, theme
from mentorcrm.ui.delegates.person_row import INSET, draw_line, text_width
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.avatar import draw_avatar
from mentorcrm.ui.widgets.chips import TAG_COLORS, Tone
from mentorcrm.ui.widgets.lists import ground_of

HEIGHT = 64
HEADING = 40
_AVATAR = 36
_ACT_ROOM = 156
_WIDE = 560  # Below this width rows have no button; the keys and the menu do the same.
_RIGHT = Qt.AlignmentFlag.AlignRight

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DraftLine:
    """The words of one row; one without an `id` of its own (0) is a heading."""

    id: int
    text: str
    subject: str = ""
    initials: str = ""
    tint: int = 0
    tag: str = ""
    tone: Tone = "neutral"
    when: str = ""
    spoken: str = ""
    act: str = ""  # What the button at the end of the row says, if there is one.
    menu: bool = False  # Whether that button opens a menu.


class DraftRowDelegate(QStyledItemDelegate):
    """Paints `DraftLine` rows."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(RowRole)
        heading = isinstance(row, DraftLine) and not row.id
        return QSize(200, theme.current().px(HEADING if heading else HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        if not isinstance(row, DraftLine):
            return
        painter.save()
        rect: QRect = option.rect
        if not row.id:
            place = rect.adjusted(INSET + 10, 12, -INSET, 0)
            draw_line(painter, "strong", "text", place, row.text)
            number = place.adjusted(text_width("strong", row.text) + 8, 0, 0, 0)
            draw_line(painter, "num", "text3", number, row.when)
        else:
            ground_of(option.widget, index).paint(painter, rect.adjusted(INSET, 1, -INSET, -1))
            _paint_draft(painter, rect, row)
        painter.restore()


def act_rect(rect: QRect, row: DraftLine) -> QRect:
    """Where the button of a row lies within it; empty without one."""
    if not row.act or rect.width() < _WIDE:
        return QRect()
    width = text_width("metaM", row.act) + 28 + (18 if row.menu else 0)
    height = theme.current().px(28)
    right = rect.right() - INSET - 12
    return QRect(right - width, rect.top() + (rect.height() - height) // 2, width, height)


def _paint_act(painter: QPainter, box: QRect, row: DraftLine) -> None:
    if box.isEmpty():
        return
    painting.rounded(painter, box, 7, theme.color("surface"), theme.color("line2"))
    draw_line(painter, "metaM", "text", box.adjusted(12, 0, -12, 0), row.act)
    if row.menu:
        mark = QRect(box.right() - 25, box.top() + (box.height() - 14) // 2, 14, 14)
        icons.draw(painter, "chevron-down", mark, "text2")


def _paint_draft(painter: QPainter, rect: QRect, row: DraftLine) -> None:
    edge = theme.current().px(_AVATAR)
    corner = QPoint(rect.left() + INSET + 10, rect.top() + (rect.height() - edge) // 2)
    draw_avatar(painter, QRect(corner, QSize(edge, edge)), row.initials, row.tint)
    line = theme.current().px(19)
    left, right = corner.x() + edge + 14, rect.right() - INSET - 12
    if row.act and rect.width() >= _WIDE:
        right -= theme.current().px(_ACT_ROOM)
        _paint_act(painter, act_rect(rect, row), row)
    top = rect.top() + rect.height() // 2 - line
    tag = text_width("capS", row.tag) + 16
    room = right - left - max(tag, text_width("meta", row.when)) - 16
    draw_line(painter, "strong", "text", QRect(left, top, room, line), row.text)
    draw_line(painter, "meta", "text2", QRect(left, top + line, room, line), row.subject)
    fill, ink = TAG_COLORS[row.tone]
    pill = QRect(right - tag, top - 1, tag, theme.current().px(20))
    painting.rounded(painter, pill, pill.height() / 2, theme.color(fill))
    draw_line(painter, "capS", ink, pill, row.tag, Qt.AlignmentFlag.AlignHCenter)
    said = text_width("meta", row.when) + 1
    when = QRect(right - said, top + line + 1, said, line)
    draw_line(painter, "meta", "text3", when, row.when, _RIGHT)
