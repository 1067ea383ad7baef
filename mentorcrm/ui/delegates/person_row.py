"""A person as a row of 64 px: avatar, name, what they do, role and season; dates on the right."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mentorcrm.models.health_kinds import Band
from mentorcrm.ui import icons, theme
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.theme import ColorRole, TypeStyle
from mentorcrm.ui.widgets.avatar import draw_avatar
from mentorcrm.ui.widgets.bands import bars_size, look_of, paint_bars
from mentorcrm.ui.widgets.lists import ground_of

HEIGHT = 64
INSET = 8
RADIUS = 8
_AVATAR = 36
_GAP = 14
_TREND = 14
_ELIDED = Qt.TextElideMode.ElideRight
# Put together once: Python takes as long for it as Qt for a word.
_SIDES = {
    side: int(side | Qt.AlignmentFlag.AlignVCenter)
    for side in (
        Qt.AlignmentFlag.AlignLeft,
        Qt.AlignmentFlag.AlignRight,
        Qt.AlignmentFlag.AlignHCenter,
    )
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """The ready-made words of one row. `due` lets the second date stand out.

    `band` is how it stands, with no bars for None, and `trend` the icon of the way it went.
    """

    id: int
    text: str
    initials: str
    tint: int
    work: str
    standing: str
    last: str
    following: str
    due: bool
    spoken: str
    band: Band | None = None
    trend: str = ""


class PersonRowDelegate(QStyledItemDelegate):
    """Paints `PersonLine` rows; set `keyboard` on the view's last use to show the ring."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, theme.current().px(HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        box: QRect = option.rect.adjusted(INSET, 1, -INSET, -1)
        ground_of(option.widget, index).paint(painter, box)
        row = index.data(RowRole)
        if isinstance(row, PersonLine):
            _paint_person(painter, option.rect, row)
        painter.restore()


def _paint_person(painter: QPainter, rect: QRect, row: PersonLine) -> None:
    edge = theme.current().px(_AVATAR)
    middle = rect.top() + (rect.height() - edge) // 2
    corner = QPoint(rect.left() + INSET + 10, middle)
    draw_avatar(painter, QRect(corner, QSize(edge, edge)), row.initials, row.tint)
    line = theme.current().px(18)
    lines = 1 + bool(row.work) + bool(row.standing)
    top = rect.top() + (rect.height() - lines * line - 1) // 2
    right = rect.right() - INSET - 10
    left = corner.x() + edge + _GAP
    bars = _bars_width(row)
    dates = max(text_width("meta", row.last), text_width("metaS", row.following))
    room = right - left - (dates + 12 if dates else 0)
    # Where the last line needs all the room, the dates stand beside the name, which may be cut.
    raised = text_width("meta", row.standing) > room
    named = right - left - (bars + 8 if bars else 0) - (dates + 12 if raised else 0)
    draw_line(painter, "strong", "text", QRect(left, top, named, line + 1), row.text)
    place = QRect(left, top + line + 1, room, line)
    if row.work:
        draw_line(painter, "meta", "text2", place, row.work)
        place = place.translated(0, line)
    place.setRight(right if raised else place.right())
    draw_line(painter, "meta", "text3", place, row.standing)
    if raised:
        if bars:
            _paint_bars(painter, QRect(right - bars, top, bars, line), row)
            right -= bars + 8
        _paint_dates(painter, QRect(right - dates - 1, top, dates + 1, line), row, one=bool(bars))
        return
    beside = bool(row.last) + bool(row.following) + bool(bars)
    # The bars stand beside the name in every row, however many dates follow.
    at = min(top, rect.top() + (rect.height() - beside * line) // 2)
    if bars:
        _paint_bars(painter, QRect(right - bars, at, bars, line), row)
        at += line
    _paint_dates(painter, QRect(right - dates - 1, at, dates + 1, line), row)


def _paint_dates(painter: QPainter, place: QRect, row: PersonLine, *, one: bool = False) -> None:
    """The last contact and what follows; of these just `one` where there is one line."""
    if not (one and row.following):
        draw_line(painter, "meta", "text3", place, row.last, Qt.AlignmentFlag.AlignRight)
        place = place.translated(0, place.height())
    role: ColorRole = "warn" if row.due else "text2"
    draw_line(painter, "metaS", role, place, row.following, Qt.AlignmentFlag.AlignRight)


def _bars_width(row: PersonLine) -> int:
    """The room that the bars and the arrow beside them take."""
    if row.band is None:
        return 0
    return bars_size().width() + (theme.current().px(_TREND) + 5 if row.trend else 0)


def _paint_bars(painter: QPainter, box: QRect, row: PersonLine) -> None:
    """The bars at the right of a box, an arrow before them when the band has changed."""
    size = bars_size()
    left, top = box.right() + 1 - size.width(), box.top() + (box.height() - size.height()) // 2
    paint_bars(painter, QPoint(left, top), row.band)
    if row.trend:
        edge = theme.current().px(_TREND)
        corner = QPoint(box.left(), box.top() + (box.height() - edge) // 2)
        icons.draw(painter, row.trend, QRect(corner, QSize(edge, edge)), look_of(row.band).ink)


def text_width(style: TypeStyle, text: str) -> int:
    """The width of words in a type style, in pixels."""
    return theme.current().metrics(style).horizontalAdvance(text) if text else 0


def draw_line(
    painter: QPainter,
    style: TypeStyle,
    role: ColorRole,
    rect: QRect,
    text: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line of words that elides."""
    if not text:
        return
    look = theme.current()
    painter.setFont(look.font(style))
    painter.setPen(look.color(role))
    words = look.metrics(style).elidedText(text, _ELIDED, rect.width())
    painter.drawText(rect, _SIDES[side], words)
