"""An entry of the history as a row of 64 px: its day in a gutter, what it was, with whom."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mentorcrm.ui import icons, theme
from mentorcrm.ui.delegates.person_row import INSET, draw_line, text_width
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.chips import TAG_COLORS, Tone
from mentorcrm.ui.widgets.lists import ListView, ground_of

HEIGHT = 64
DISC = 26
_GUTTER = 84
_RIGHT = Qt.AlignmentFlag.AlignRight

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class EntryLine:
    """The words of one row. `day` and `weekday` stand in the gutter where a day begins."""

    id: int
    text: str
    who: str
    said: str
    icon: str
    day: str
    weekday: str
    when: str = ""
    tag: str = ""
    tone: Tone = "accent"
    spoken: str = ""
    quiet: bool = False  # No contact: a note or a step, on a paler disc.


class EntryRowDelegate(QStyledItemDelegate):
    """Paints `EntryLine` rows; the day stands at its first row and at the top of the view."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, theme.current().px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        if not isinstance(row, EntryLine):
            return
        painter.save()
        rect: QRect = option.rect
        gutter = theme.current().px(_GUTTER)
        box = rect.adjusted(gutter, 1, -INSET, -1)
        if _begins_day(option.widget, rect, index, row):
            _paint_day(painter, QRect(rect.left() + INSET + 10, rect.top(), gutter - 24, 0), row)
        ground_of(option.widget, index).paint(painter, box)
        _paint_entry(painter, box.adjusted(12, 0, -12, 0), row)
        painter.restore()


def _begins_day(view: object, rect: QRect, index: Index, row: EntryLine) -> bool:
    if rect.top() <= 0 or not isinstance(view, ListView):
        return True
    above = index.model().index(index.row() - 1, 0).data(RowRole)
    return not isinstance(above, EntryLine) or above.day != row.day


def _paint_day(painter: QPainter, place: QRect, row: EntryLine) -> None:
    line = theme.current().px(18)
    top = place.top() + (theme.current().px(HEIGHT) - 2 * line) // 2
    where = QRect(place.left(), top, place.width(), line)
    draw_line(painter, "metaM", "text", where, row.day)
    draw_line(painter, "meta", "text3", where.translated(0, line), row.weekday)


def paint_disc(painter: QPainter, corner: QPoint, icon: str, *, quiet: bool) -> None:
    """The dot of an entry with its icon."""
    edge = theme.current().px(DISC)
    disc = QRect(corner, QSize(edge, edge))
    fill: ColorRole = "restSoft" if quiet else "accentSoft"
    painting.rounded(painter, disc, edge / 2, theme.color(fill))
    inset = (edge - theme.current().px(14)) // 2
    ink: ColorRole = "text2" if quiet else "accent"
    icons.draw(painter, icon, disc.adjusted(inset, inset, -inset, -inset), ink)


def _paint_entry(painter: QPainter, box: QRect, row: EntryLine) -> None:
    edge, line = theme.current().px(DISC), theme.current().px(19)
    paint_disc(
        painter,
        QPoint(box.left(), box.top() + (box.height() - edge) // 2),
        row.icon,
        quiet=row.quiet,
    )
    left, right = box.left() + edge + 12, box.right()
    top = box.top() + (box.height() - 2 * line) // 2
    if row.tag:
        fill, ink = TAG_COLORS[row.tone]
        width, height = text_width("capS", row.tag) + 16, theme.current().px(20)
        pill = QRect(right - width, top - 1, width, height)
        painting.rounded(painter, pill, height / 2, theme.color(fill))
        draw_line(painter, "capS", ink, pill, row.tag, Qt.AlignmentFlag.AlignHCenter)
        right -= width + 10
    if row.when:
        width = text_width("num", row.when)
        place = QRect(right - width - 1, top, width + 2, line)
        draw_line(painter, "num", "text3", place, row.when, _RIGHT)
        right -= width + 12
    draw_line(painter, "strong", "text", QRect(left, top, right - left, line), row.text)
    below = QRect(left, top + line, box.right() - left, line)
    who = min(text_width("metaM", row.who), below.width())
    draw_line(painter, "metaM", "text2", below, row.who)
    rest = below.adjusted(who + (10 if row.who else 0), 0, 0, 0)
    if rest.width() > 24:
        draw_line(painter, "meta", "text2", rest, row.said)
