"""One relationship across seven columns: a painter for each, and where the decisions lie."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mentorcrm.models.health_kinds import Band, ReviewDecision
from mentorcrm.ui import icons, theme
from mentorcrm.ui.delegates.person_row import draw_line, text_width
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.avatar import draw_avatar
from mentorcrm.ui.widgets.bands import bars_size, look_of, paint_bars, word_of
from mentorcrm.words import _

DECISIONS = tuple(ReviewDecision)
HEIGHT = 60
PAD = 12
_AVATAR = 32
_BAR, _BAR_GAP = 8, 4
_BARS = (3, 10, 22)
_TRACK, _TRACK_HIGH = 64, 6
_BALANCE = 84
_GROUP_HIGH = 30
_SIDE = 8
_MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One relationship, ready to be painted and read aloud.

    `months` are 0, 1 or 2 for none, one and several; `drift` is the silence in plans, from 0 to 2,
    and None where no rhythm is to be kept. `balance` reaches from -1, received alone, to 1.
    `spoken` has the words for each of the seven columns.
    """

    id: int
    text: str
    initials: str
    tint: int
    role: str
    months: tuple[int, ...]
    band: Band | None
    health: str
    trend: str
    drift: float | None
    drift_words: str
    drift_fill: theme.ColorRole
    drift_ink: theme.ColorRole
    balance: float
    kept: str
    broken: bool
    decision: ReviewDecision | None
    suggested: ReviewDecision
    spoken: tuple[str, ...]


class Column(IntEnum):
    """The columns in their order."""

    PERSON = 0
    CONTACT = 1
    HEALTH = 2
    DRIFT = 3
    BALANCE = 4
    KEPT = 5
    DECISION = 6

    @property
    def words(self) -> str:
        """What stands above the column."""
        return _HEADS[self]


_HEADS = (
    _("Person"),
    _("Contact, last 12 months"),
    _("Health"),
    _("Drift from plan"),
    _("Given and received"),
    _("Kept"),
    _("Decision"),
)


class ReviewDelegate(QStyledItemDelegate):
    """Paints `ReviewLine` cells; the view says which cell has the focus."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, theme.current().px(HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(RowRole)
        if not isinstance(line, ReviewLine):
            return
        painter.save()
        box: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _PAINTERS[index.column()](painter, box.adjusted(PAD, 0, 0, 0), line)
        painter.restore()


def widths(words: tuple[str, ...]) -> dict[Column, int]:
    """How wide each column has to be at the present text size, given words of its drift cells."""
    px = theme.current().px
    heads = {column: text_width("metaM", column.words) for column in Column}
    health = max(text_width("metaM", look) for look in _band_words())
    drift = max((text_width("meta", said) for said in words), default=0)
    inner = {
        Column.PERSON: px(_AVATAR + 10 + 96),
        Column.CONTACT: 12 * px(_BAR) + 11 * px(_BAR_GAP),
        Column.HEALTH: bars_size().width() + px(8) + health + px(6 + 16),
        Column.DRIFT: drift,
        Column.BALANCE: px(_BALANCE),
        Column.KEPT: text_width("num", "99/99"),
        Column.DECISION: sum(_segment_widths()) + px(4),
    }
    return {column: max(inner[column], heads[column]) + PAD for column in Column}


def track_width() -> int:
    """What the bar of the drift takes beside its words, where there is room for it."""
    return theme.current().px(_TRACK + 8)


def tracked(words: Iterable[str]) -> int:
    """The width of a drift cell that has room for the bar beside any of these words."""
    return PAD + track_width() + max((text_width("meta", said) for said in words), default=0)


def segments(cell: QRect) -> tuple[QRect, ...]:
    """Where the decisions lie in their cell."""
    group = _group(cell.adjusted(PAD, 0, 0, 0))
    parts, left = [], group.left() + theme.current().px(2)
    for width in _segment_widths():
        parts.append(QRect(left, group.top(), width, group.height()))
        left += width
    return tuple(parts)


def _band_words() -> tuple[str, ...]:
    return tuple(word_of(band) for band in Band)


def _segment_widths() -> tuple[int, ...]:
    return _segment_widths_at(theme.current().scale)


@cache
def _segment_widths_at(_scale: int) -> tuple[int, ...]:
    """Measured once for each size of text; every row asks for them twice."""
    side = theme.current().px(_SIDE)
    return tuple(text_width("metaM", one.label) + 2 * side for one in DECISIONS)


def _group(room: QRect) -> QRect:
    high = theme.current().px(_GROUP_HIGH)
    width = sum(_segment_widths()) + theme.current().px(4)
    return QRect(room.left(), room.top() + (room.height() - high) // 2, width, high)


def _line(room: QRect, style: theme.TypeStyle = "meta") -> QRect:
    """The middle line of a cell."""
    high = theme.current().line_height(style)
    return QRect(room.left(), room.top() + (room.height() - high) // 2, room.width(), high)


def _person(painter: QPainter, room: QRect, line: ReviewLine) -> None:
    px = theme.current().px
    edge = px(_AVATAR)
    corner = QPoint(room.left(), room.top() + (room.height() - edge) // 2)
    draw_avatar(painter, QRect(corner, QSize(edge, edge)), line.initials, line.tint)
    left, high = room.left() + edge + px(10), px(18)
    words = QRect(left, 0, room.right() - left, high + 1)
    top = room.top() + (room.height() - (2 if line.role else 1) * high) // 2
    draw_line(painter, "strong", "text", words.translated(0, top), line.text)
    draw_line(painter, "meta", "text2", words.translated(0, top + high), line.role)


def _contact(painter: QPainter, room: QRect, line: ReviewLine) -> None:
    px = theme.current().px
    foot = room.center().y() + px(_BARS[-1]) // 2
    pale = QColor(theme.color("accent"))
    pale.setAlphaF(0.45)
    inks = (theme.color("line2"), pale, theme.color("accent"))
    for number, days in enumerate(line.months):
        high = px(_BARS[days])
        left = room.left() + number * (px(_BAR) + px(_BAR_GAP))
        bar = QRectF(left, foot - high, px(_BAR), high)
        painting.rounded(painter, bar, min(2.0, high / 2), inks[days])


def _health(painter: QPainter, room: QRect, line: ReviewLine) -> None:
    px, size = theme.current().px, bars_size()
    if line.band is None:
        draw_line(painter, "metaM", "text3", _line(room), line.health)
        return
    top = room.top() + (room.height() - size.height()) // 2
    paint_bars(painter, QPoint(room.left(), top), line.band)
    words = _line(room.adjusted(size.width() + px(8), 0, 0, 0), "metaM")
    draw_line(painter, "metaM", look_of(line.band).ink, words, line.health)
    if line.trend:
        edge = px(16)
        left = words.left() + text_width("metaM", line.health) + px(6)
        place = QRect(left, room.top() + (room.height() - edge) // 2, edge, edge)
        icons.draw(painter, line.trend, place, "text2")


def _drift(painter: QPainter, room: QRect, line: ReviewLine) -> None:
    px = theme.current().px
    words = text_width("meta", line.drift_words)
    if line.drift is not None and room.width() >= track_width() + words:
        track = _track(room, px(_TRACK))
        painting.rounded(painter, track, px(_TRACK_HIGH) / 2, theme.color("line"))
        filled = QRectF(track)
        filled.setWidth(max(track.width() * line.drift / 2, track.height()))
        painting.rounded(painter, filled, px(_TRACK_HIGH) / 2, theme.color(line.drift_fill))
        _tick(painter, track)
        room = room.adjusted(track_width(), 0, 0, 0)
    draw_line(painter, "meta", line.drift_ink, _line(room), line.drift_words)


def _balance(painter: QPainter, room: QRect, line: ReviewLine) -> None:
    px = theme.current().px
    track = _track(room, px(_BALANCE))
    painting.rounded(painter, track, px(_TRACK_HIGH) / 2, theme.color("line"))
    if line.balance:
        wide = max(track.width() / 2 * abs(line.balance), 3.0)
        middle = track.left() + track.width() / 2
        left = middle if line.balance > 0 else middle - wide
        role: theme.ColorRole = "given" if line.balance > 0 else "recv"
        bar = QRectF(left, track.top(), wide, track.height())
        painting.rounded(painter, bar, min(px(_TRACK_HIGH), wide) / 2, theme.color(role))
    _tick(painter, track)


def _kept(painter: QPainter, room: QRect, line: ReviewLine) -> None:
    role: theme.ColorRole = "risk" if line.broken else "text"
    draw_line(painter, "num", role, _line(room, "num"), line.kept)


def _decision(painter: QPainter, room: QRect, line: ReviewLine) -> None:
    group = _group(room)
    painting.rounded(painter, group, 8, theme.color("surface"), theme.color("line2"))
    painter.setFont(theme.current().font("metaM"))
    for part, one in zip(segments(room.adjusted(-PAD, 0, 0, 0)), DECISIONS, strict=True):
        chosen = line.decision is one
        hinted = line.decision is None and line.suggested is one
        inner = part.adjusted(0, 2, 0, -2)
        if chosen:
            fill, edge = theme.color("accentSoft"), theme.color("accentLine")
            painting.rounded(painter, inner, 6, fill, edge)
        elif hinted:
            _dashed(painter, inner)
        painter.setPen(theme.color("accent" if chosen else "text" if hinted else "text2"))
        painter.drawText(part, _MIDDLE, one.label)


def _dashed(painter: QPainter, box: QRect) -> None:
    pen = QPen(theme.color("field"), 1.0)
    pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)


def paint_suggestion(painter: QPainter, box: QRect) -> None:
    """The dashed outline of a suggestion, for the legend."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _dashed(painter, box)


def _track(room: QRect, wide: int) -> QRect:
    high = theme.current().px(_TRACK_HIGH)
    return QRect(room.left(), room.top() + (room.height() - high) // 2, wide, high)


def _tick(painter: QPainter, track: QRect) -> None:
    high = theme.current().px(14)
    top = track.center().y() - high // 2
    painter.fillRect(QRect(track.center().x(), top, 2, high), theme.color("text2"))


_PAINTERS: tuple[Callable[[QPainter, QRect, ReviewLine], None], ...] = (
    *(_person, _contact, _health, _drift, _balance, _kept, _decision),
)
