"""A record in two lines: what it is and a detail; a note or a tag on the right."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mentorcrm.ui import theme
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.theme import ColorRole, TypeStyle
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.chips import TAG_COLORS, Tone
from mentorcrm.ui.widgets.lists import ground_of

HEIGHT = 52
HEIGHT_ONE = 36
INSET = 4
RADIUS = 8
_PAD = 12


@dataclass(frozen=True, slots=True)
class RecordLine:
    """The ready-made words of one row. `tag` stands on a pill in the colours of `tone`."""

    id: int
    text: str
    detail: str = ""
    note: str = ""
    tag: str = ""
    tone: Tone = "neutral"

    @property
    def spoken(self) -> str:
        """The whole row as a sentence."""
        return ", ".join(part for part in (self.text, self.detail, self.note, self.tag) if part)


class RecordRowDelegate(QStyledItemDelegate):
    """Paints `RecordLine` rows, in two lines or, with `single`, in one."""

    def __init__(self, *, single: bool = False) -> None:
        super().__init__()
        self._single = single

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, theme.current().px(HEIGHT_ONE if self._single else HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(RowRole)
        if not isinstance(row, RecordLine):
            return
        painter.save()
        box = option.rect.adjusted(INSET, 1, -INSET, -1)
        ground_of(option.widget, index).paint(painter, box)
        _paint_row(painter, box.adjusted(_PAD, 0, -_PAD, 0), row, self._single)
        painter.restore()


def _paint_row(painter: QPainter, box: QRect, row: RecordLine, single: bool) -> None:
    right = box.right() - _paint_tag(painter, box, row)
    line = theme.current().px(18)
    note = min(_width("meta", row.note), box.width() // 2)
    if row.note:
        place = QRect(right - note, box.top(), note + 1, box.height())
        _line(painter, "meta", "text3", place, row.note)
        right -= note + 12
    room = right - box.left()
    if single or not row.detail:
        text = QRect(box.left(), box.top(), room, box.height())
        used = min(_width("body", row.text), room)
        _line(painter, "body", "text", text, row.text)
        rest = QRect(box.left() + used + 10, box.top(), room - used - 10, box.height())
        if row.detail and rest.width() > 24:
            _line(painter, "meta", "text3", rest, row.detail)
        return
    top = box.top() + (box.height() - 2 * line) // 2
    _line(painter, "medium", "text", QRect(box.left(), top, room, line), row.text)
    _line(painter, "meta", "text2", QRect(box.left(), top + line, room, line), row.detail)


def _paint_tag(painter: QPainter, box: QRect, row: RecordLine) -> int:
    """Paints the pill and returns the room it took."""
    if not row.tag:
        return 0
    fill, ink = TAG_COLORS[row.tone]
    width, height = _width("capS", row.tag) + 16, theme.current().px(20)
    top = box.top() + (box.height() - height) // 2
    pill = QRect(box.right() - width, top, width, height)
    painting.rounded(painter, pill, height / 2, theme.color(fill))
    _line(painter, "capS", ink, pill, row.tag, Qt.AlignmentFlag.AlignHCenter)
    return width + 10


def _width(style: TypeStyle, text: str) -> int:
    return QFontMetrics(theme.current().font(style)).horizontalAdvance(text) if text else 0


def _line(
    painter: QPainter,
    style: TypeStyle,
    role: ColorRole,
    rect: QRect,
    text: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    font = theme.current().font(style)
    painter.setFont(font)
    painter.setPen(theme.color(role))
    words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), words)
