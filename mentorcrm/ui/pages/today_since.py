"""Beside Today's rows: what is different since the last look, and what to know before an ask."""

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from mentorcrm.services.today_rows import Budget, News, Since, SinceLine
from mentorcrm.ui import icons, theme, words
from mentorcrm.ui.pages.today_side import SideCard, SideRow
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.avatar import draw_avatar, initials
from mentorcrm.ui.widgets.text import set_tooltip
from mentorcrm.words import _, n_, short_day

MOST = 4
_LINE = 30
_ICON = 16
_ICONS = {
    News.ANSWER: "message-circle",
    News.DOWN: "trending-down",
    News.PROMISE: "check",
    News.SEASON: "arrow-right",
    News.UP: "trending-up",
    News.CONTACT: "users",
    News.PERSON: "user-plus",
    News.STILL: "mail",
}


class SinceRow(SideRow):
    """One thing that is different: an icon and a sentence. It opens whom it is about."""

    def __init__(self, line: SinceLine) -> None:
        super().__init__(line.person or 0, line.words, "")
        self._icon = _ICONS[line.news]
        self.setText(line.words)
        set_tooltip(self, line.words)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.current().px(_LINE))

    def paint_face(self, painter: QPainter, box: QRect) -> None:
        icons.draw(painter, self._icon, box, "text2")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            fill = theme.color("press" if self.isDown() else "hover")
            painting.rounded(painter, self.rect(), 8, fill)
        edge = theme.current().px(_ICON)
        self.paint_face(painter, QRect(6, (self.height() - edge) // 2, edge, edge))
        room = self.rect().adjusted(6 + edge + 10, 0, -6, 0)
        painter.setFont(theme.current().font("body"))
        painter.setPen(theme.color("text2"))
        cut = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)


class SinceCard(SideCard):
    """What is different since the last look; hidden where that was a moment ago."""

    def __init__(self) -> None:
        super().__init__(_("Since you last looked"), _("More in History"))
        self._number.hide()

    def show_since(self, since: Since | None, today: date) -> None:
        """Show the lines of a time away."""
        lines = since.lines if since is not None else ()
        total = len(lines) + (since.more if since is not None else 0)
        self.show_rows([SinceRow(line) for line in lines], total)
        day = short_day(since.day, today) if since is not None else ""
        self.setAccessibleDescription(_("Since {day}").format(day=day) if day else "")


class BudgetRow(SideRow):
    """Someone with what is used of what was agreed."""

    def __init__(self, one: Budget) -> None:
        word = _("used up") if one.full else ""
        super().__init__(one.person, one.name, words.DOT.join(brief(one)), word)
        self._one = one
        said = spoken(one)
        self.setText(f"{one.name}. {said}")
        set_tooltip(self, f"{one.name}\n{said}")

    def paint_face(self, painter: QPainter, box: QRect) -> None:
        draw_avatar(painter, box, initials(self._one.name), self._one.tint)

    def word_role(self) -> ColorRole:
        return "warn"


class BudgetCard(SideCard):
    """Before the next ask: limits of the month that were used of, and asks without a return.

    `limits_opened` and `giving_opened` name the person whose card tells more.
    """

    limits_opened = Signal(int)
    giving_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Before you ask again"), _("All {number} in People"))
        self._number.hide()
        self._shown: tuple[Budget, ...] = ()
        self.opened.connect(self._tell)

    def show_budgets(self, budgets: tuple[Budget, ...], *, with_giving: bool) -> None:
        """Show the fullest; those that only lack a return are left out without the giving."""
        shown = budgets
        if not with_giving:
            shown = tuple(one for one in budgets if one.asks_limit or one.minutes_limit)
        self._shown = shown
        self.show_rows([BudgetRow(one) for one in shown[:MOST]], len(shown))

    def _tell(self, person: int) -> None:
        one = next((one for one in self._shown if one.person == person), None)
        limited = one is not None and (one.asks_limit or one.minutes_limit)
        (self.limits_opened if limited else self.giving_opened).emit(person)


def brief(one: Budget) -> list[str]:
    """`1 of 2 asks`, `30 of 60 min`, or how many asks stand alone."""
    said = []
    if one.asks_limit is not None:
        said.append(
            n_("{used} of {limit} ask", "{used} of {limit} asks", one.asks_limit).format(
                used=one.asks, limit=one.asks_limit
            )
        )
    if one.minutes_limit is not None:
        said.append(_("{used} of {limit} min").format(used=one.minutes, limit=one.minutes_limit))
    if not said:
        said.append(_("{number} asks, nothing given since").format(number=one.unreturned))
    return said


def spoken(one: Budget) -> str:
    """The same in sentences."""
    said = []
    if one.asks_limit is not None:
        said.append(
            _("{used} of {limit} asks used that you agreed for this month.").format(
                used=one.asks, limit=one.asks_limit
            )
        )
    if one.minutes_limit is not None:
        said.append(
            _("{used} of {limit} minutes used that you agreed for this month.").format(
                used=one.minutes, limit=one.minutes_limit
            )
        )
    if one.unreturned:
        said.append(
            _("{number} asks since you last gave an update, thanks or anything else.").format(
                number=one.unreturned
            )
        )
    return " ".join(said)
