"""What an entry of a timeline looks like at rest: a dot, and beside it one line below another.

Most entries of a long timeline are only looked at. They are painted from these, and get controls
when the pointer or the focus comes to them. Painted and with controls they look the same.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter

from mentorcrm.services.interactions_rows import AdviceLine, PromiseLine
from mentorcrm.ui import icons, theme
from mentorcrm.ui.delegates.entry_row import DISC, paint_disc
from mentorcrm.ui.theme import ColorRole, TypeStyle
from mentorcrm.ui.widgets.choices import paint_check
from mentorcrm.ui.widgets.text import TextFlow, draw_elided

ABOVE, BELOW = 3, 12  # Around the lines of an entry, in pixels.
BESIDE = 12  # Between the dot and the lines.
GAP = 8
OWNER_WIDTH, PROMISE_GAP = 60, 4
QUOTE_MARGINS = (6, 2, 0, 4)
QUOTE_ICON = 14
QUOTE_LINES = 3
LINK_HEIGHT = 24
_CHECK = 28
_LINE = 1.5


class Line(Protocol):
    """One of the lines of an entry. Widths and heights are pixels."""

    def height(self, width: int) -> int:
        """How high it is in so much room."""

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Paint it into its room."""

    def words(self) -> tuple[str, ...]:
        """What it says, in reading order."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one style: a line that elides, or wrapped into at most `most` lines, 0 for any."""

    text: str
    style: TypeStyle
    role: ColorRole
    wrap: bool = False
    most: int = 0

    def height(self, width: int) -> int:
        line = theme.current().line_height(self.style)
        return line * (_lines(self._flow(), width) if self.wrap else 1)

    def width(self) -> int:
        """The room that a line of it asks for."""
        advance = QFontMetricsF(theme.current().font(self.style)).horizontalAdvance(self.text)
        return round(advance + 0.999)

    def paint(self, painter: QPainter, box: QRect) -> None:
        look = theme.current()
        line = look.line_height(self.style)
        painter.setPen(look.color(self.role))
        if self.wrap:
            self._flow().draw(painter, box.topLeft(), box.width(), line)
        else:
            # In the middle, rounded as a layout rounds that puts a label there.
            top = box.top() + (box.height() - line) // 2
            place = QRect(box.left(), top, box.width(), line)
            draw_elided(painter, place, self.text.replace("\n", " "), look.font(self.style))

    def words(self) -> tuple[str, ...]:
        return (self.text,)

    def _flow(self) -> TextFlow:
        return TextFlow(self.text, theme.current().font(self.style), self.most)


@dataclass(frozen=True, slots=True)
class Head:
    """What it was, and when at the right. `link` names what a title opens when one presses it."""

    title: Words
    when: Words
    link: str = ""

    def height(self, width: int) -> int:
        least = theme.current().px(LINK_HEIGHT) if self.link else 0
        title = self.title.height(self._room(width))
        return max(title, self.when.height(width), least)

    def paint(self, painter: QPainter, box: QRect) -> None:
        at = QRect(box.topLeft(), QSize(self._room(box.width()), box.height()))
        if self.link:
            font = theme.current().font(self.title.style)
            painter.setFont(font)
            painter.setPen(theme.color(self.title.role))
            cut = Qt.TextElideMode.ElideRight
            said = QFontMetrics(font).elidedText(self.title.text, cut, at.width())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, said)
        else:
            self.title.paint(painter, at)
        wide = self.when.width()
        high = self.when.height(wide) if self.title.wrap else box.height()
        self.when.paint(painter, QRect(box.right() + 1 - wide, box.top(), wide, high))

    def words(self) -> tuple[str, ...]:
        return (self.title.text, self.when.text)

    def _room(self, width: int) -> int:
        return width - self.when.width() - GAP


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of advice, with what was done about it at the right."""

    record: AdviceLine
    said: Words
    state: Words | None

    def height(self, width: int) -> int:
        _left, top, _right, bottom = QUOTE_MARGINS
        state = self.state.height(width) if self.state else 0
        said = self.said.height(self._room(width))
        return top + max(theme.current().px(QUOTE_ICON), said, state) + bottom

    def paint(self, painter: QPainter, box: QRect) -> None:
        left, top, _right, bottom = QUOTE_MARGINS
        edge = theme.current().px(QUOTE_ICON)
        inner = box.adjusted(left, top, 0, -bottom)
        icons.draw(painter, "quote", QRect(inner.topLeft(), QSize(edge, edge)), "accent")
        corner = QPoint(inner.left() + edge + GAP, inner.top())
        room = QRect(corner, QSize(self._room(box.width()), inner.height()))
        self.said.paint(painter, room)
        if self.state:
            wide = self.state.width()
            high = self.state.height(wide)
            self.state.paint(painter, QRect(box.right() + 1 - wide, inner.top(), wide, high))

    def words(self) -> tuple[str, ...]:
        return (self.said.text, *((self.state.text,) if self.state else ()))

    def _room(self, width: int) -> int:
        state = self.state.width() + GAP if self.state else 0
        return width - QUOTE_MARGINS[0] - theme.current().px(QUOTE_ICON) - GAP - state


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: a box that is ticked when it is kept, whose it is, what, and how it stands."""

    record: PromiseLine
    owner: Words
    what: Words
    state: Words

    def height(self, width: int) -> int:
        line = max(self.owner.height(width), self.state.height(width))
        return max(theme.current().px(_CHECK), line, self.what.height(self._room(width)))

    def paint(self, painter: QPainter, box: QRect) -> None:
        px, record = theme.current().px, self.record
        hit = QRect(box.left(), box.top(), px(_CHECK), box.height())
        kept, let_go = record.done_on is not None, record.dropped_on is not None
        paint_check(painter, hit, checked=kept, enabled=not let_go)
        left = hit.right() + 1 + PROMISE_GAP
        owner = QRect(left, box.top(), px(OWNER_WIDTH), box.height())
        self.owner.paint(painter, owner)
        wide = self.state.width()
        state = QRect(box.right() + 1 - wide, box.top(), wide, box.height())
        self.state.paint(painter, state)
        left, room = owner.right() + 1 + PROMISE_GAP, self._room(box.width())
        high = self.what.height(room)
        top = box.top() + (box.height() - high) // 2
        self.what.paint(painter, QRect(left, top, room, high))

    def words(self) -> tuple[str, ...]:
        return (self.owner.text, self.what.text, self.state.text)

    def _room(self, width: int) -> int:
        px = theme.current().px
        return width - px(_CHECK) - px(OWNER_WIDTH) - self.state.width() - 3 * PROMISE_GAP


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a plan that is over; its answers are controls, which are always there."""

    asked: Words

    def height(self, width: int) -> int:
        return self.asked.height(width)

    def paint(self, painter: QPainter, box: QRect) -> None:
        self.asked.paint(painter, box)

    def words(self) -> tuple[str, ...]:
        return self.asked.words()


@dataclass(frozen=True, slots=True)
class Picture:
    """An entry at rest. `quiet` ones have a paler dot."""

    icon: str
    quiet: bool
    lines: tuple[Line, ...]

    def height(self, width: int) -> int:
        """How high it is in so much room, in pixels."""
        room = width - _text_left()
        lines = sum(line.height(room) for line in self.lines)
        return max(theme.current().px(DISC), ABOVE + lines + BELOW)

    def paint(self, painter: QPainter, box: QRect, *, last: bool) -> None:
        """Paint it; a thin line leads on from its dot unless it is the last."""
        paint_dot(painter, QRect(box.topLeft(), QSize(theme.current().px(DISC), box.height())),
                  self.icon, quiet=self.quiet, last=last)  # fmt: skip
        room = box.adjusted(_text_left(), ABOVE, 0, 0)
        top = room.top()
        for line in self.lines:
            high = line.height(room.width())
            line.paint(painter, QRect(room.left(), top, room.width(), high))
            top += high

    def words(self) -> tuple[str, ...]:
        """What it says, in reading order."""
        return tuple(said for line in self.lines for said in line.words())


def paint_dot(painter: QPainter, box: QRect, icon: str, *, quiet: bool, last: bool) -> None:
    """The dot of an entry at the top of a box of its width, and the line that leads on."""
    edge = box.width()
    paint_disc(painter, box.topLeft(), icon, quiet=quiet)
    if not last:
        left, top = box.left() + edge // 2, box.top() + edge + 3
        painter.fillRect(left, top, round(_LINE), box.height() - edge, theme.color("line"))


@lru_cache(maxsize=512)
def _lines(flow: TextFlow, width: int) -> int:
    """Kept, as what is painted was measured before, and a text is laid out for each."""
    return flow.lines(width)


def _text_left() -> int:
    return theme.current().px(DISC) + BESIDE
