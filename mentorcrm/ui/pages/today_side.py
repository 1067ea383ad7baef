"""Beside Today's rows: who has not answered yet, and what I need."""

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout

from mentorcrm.services.today_rows import OpenNeed, Unanswered
from mentorcrm.ui import icons, theme, words
from mentorcrm.ui.theme import ColorRole, TypeStyle
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.avatar import draw_avatar, initials
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _, n_, short_day

MOST = 5
MOST_NEEDS = 4
_ROW = 48
_FACE = 32


class SideRow(KeyboardFocus, QAbstractButton):
    """Two lines beside a face or an icon, and a word on the right. Opens the record `key`."""

    focus_radius = 8.0

    def __init__(self, key: int, title: str, detail: str, word: str = "") -> None:
        super().__init__()
        self.key = key
        self._title, self._detail, self._word = title, detail, word
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.current().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paint_face(self, painter: QPainter, box: QRect) -> None:
        """Paint what stands on the left."""
        raise NotImplementedError

    def word_role(self) -> ColorRole:
        """The colour of the word on the right."""
        return "text2"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            fill = theme.color("press" if self.isDown() else "hover")
            painting.rounded(painter, self.rect(), 8, fill)
        edge = theme.current().px(_FACE)
        face = QRect(6, (self.height() - edge) // 2, edge, edge)
        self.paint_face(painter, face)
        middle, half = Qt.AlignmentFlag.AlignVCenter, self.height() // 2
        painter.setFont(theme.current().font("num"))
        painter.setPen(theme.color(self.word_role()))
        right = self.rect().adjusted(0, 0, -6, 0)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, self._word)
        taken = painter.fontMetrics().horizontalAdvance(self._word) + 12 if self._word else 0
        room = QRect(face.right() + 11, 0, self.width() - face.right() - taken - 17, half)
        lines: tuple[tuple[int, TypeStyle, ColorRole, str], ...] = (
            (3, "strong", "text", self._title),
            (half - 3, "meta", "text2", self._detail),
        )
        for top, style, role, text in lines:
            painter.setFont(theme.current().font(style))
            painter.setPen(theme.color(role))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room.translated(0, top), middle, cut)


class UnansweredRow(SideRow):
    """One sent message: who, what, for how many days."""

    def __init__(self, one: Unanswered, today: date) -> None:
        days = (today - one.sent).days
        said, sent = _("today"), _("sent today")
        if days >= 1:
            said = n_("{number} day", "{number} days", days).format(number=days)
            sent = _("sent {span} ago").format(span=said)
        super().__init__(one.draft, one.name, one.kind, said)
        self._one = one
        self._due = one.nudge is not None and one.nudge <= today
        self.setText(f"{one.name}, {one.kind}, {sent}")
        set_tooltip(
            self,
            _("{name}\n{kind}, sent on {day}").format(
                name=one.name, kind=one.kind, day=short_day(one.sent, today)
            ),
        )

    def paint_face(self, painter: QPainter, box: QRect) -> None:
        draw_avatar(painter, box, initials(self._one.name), self._one.tint)

    def word_role(self) -> ColorRole:
        return "warn" if self._due else "text2"


class OpenNeedRow(SideRow):
    """One open need: what, of which kind, by when."""

    def __init__(self, need: OpenNeed, today: date) -> None:
        by = _("by {day}").format(day=short_day(need.day, today)) if need.day else ""
        said = [part for part in (need.kind.label, by) if part]
        super().__init__(need.id, need.statement, words.DOT.join(said))
        self._icon = icons.OF_NEED[need.kind]
        self.setText(", ".join((need.statement, *said)))
        set_tooltip(self, need.statement)

    def paint_face(self, painter: QPainter, box: QRect) -> None:
        painting.rounded(painter, box, 9, theme.color("restSoft"))
        edge = theme.current().px(8)
        icons.draw(painter, self._icon, box.adjusted(edge, edge, -edge, -edge), "text2")


class SideCard(Card):
    """Rows under a title with their number; `all_requested` where not all of them have room."""

    opened = Signal(int)
    all_requested = Signal()

    def __init__(self, title: str, all_words: str) -> None:
        super().__init__(title)
        self._all_words = all_words
        self.body.setContentsMargins(10, 12, 10, 12)
        self.body.setSpacing(4)
        self.head.setContentsMargins(6, 0, 6, 0)
        self._number = Label("", "num", "text3")
        self.head.addWidget(self._number)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = Button("", "ghost", size="small")
        self._more.clicked.connect(self.all_requested)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more)

    def show_rows(self, rows: list[SideRow], total: int) -> None:
        """Show the first rows of so many; hidden without any."""
        boxes.empty(self._rows)
        for row in rows:
            row.clicked.connect(self._open)
            boxes.put(self._rows, row)
        tab_before(self._more, *rows)
        self._number.setText(str(total))
        self._more.setText(self._all_words.format(number=total))
        self._more.setVisible(total > len(rows))
        self.setVisible(bool(rows))

    def _open(self) -> None:
        row = self.sender()
        assert isinstance(row, SideRow)
        self.opened.emit(row.key)


class UnansweredCard(SideCard):
    """Waiting for an answer: the oldest first, and from when a nudge is fine."""

    def __init__(self) -> None:
        super().__init__(_("Waiting for an answer"), _("All {number} in Asks"))
        self._advice = Label("", "meta", "text3", wrap=True)
        self.body.addLayout(boxes.row(self._advice, margins=(6, 0, 6, 0)))

    def show_waiting(self, waiting: tuple[Unanswered, ...], today: date) -> None:
        """Show who has not answered; hidden when all have."""
        self.show_rows([UnansweredRow(one, today) for one in waiting[:MOST]], len(waiting))
        advice = _advice(waiting, today)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))


class OpenNeedsCard(SideCard):
    """What I need: those with the nearest day first."""

    def __init__(self) -> None:
        super().__init__(_("What I need"), _("All {number} in Needs"))

    def show_needs(self, needs: tuple[OpenNeed, ...], today: date) -> None:
        """Show the open needs; hidden without any."""
        self.show_rows([OpenNeedRow(need, today) for need in needs[:MOST_NEEDS]], len(needs))


def _advice(waiting: tuple[Unanswered, ...], today: date) -> str:
    """When the next nudge is fine, or that nothing is to be done before."""
    days = [(one.nudge, one.called) for one in waiting if one.nudge and not one.nudged]
    if not days:
        return ""
    nudge, name = min(days)
    if nudge <= today:
        return _("A gentle nudge to {name} is fine from today.").format(name=name)
    said = _("A gentle nudge to {name} is fine from {day}.")
    return said.format(name=name, day=short_day(nudge, today))
