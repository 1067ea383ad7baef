"""Beside Today's rows: who has not answered yet."""

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.services.today_rows import Unanswered, day_words
from mentorcrm.ui import theme
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.avatar import draw_avatar, initials
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.text import Label, set_tooltip

MOST = 5
_ROW = 48
_FACE = 32


class UnansweredRow(KeyboardFocus, QAbstractButton):
    """One sent message: who, what, for how many days. Opens it."""

    focus_radius = 8.0

    def __init__(self, one: Unanswered, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one = one
        days = (today - one.sent).days
        self._days = "today" if days < 1 else "1 day" if days == 1 else f"{days} days"
        self._due = one.nudge is not None and one.nudge <= today
        self.setText(f"{one.name}, {one.kind}, sent {self._days} ago".replace("today ago", "today"))
        set_tooltip(self, f"{one.name}\n{one.kind}, sent on {day_words(one.sent, today)}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.current().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            fill = theme.color("press" if self.isDown() else "hover")
            painting.rounded(painter, self.rect(), 8, fill)
        face = QRect(6, (self.height() - _FACE) // 2, _FACE, _FACE)
        draw_avatar(painter, face, initials(self.one.name), self.one.tint)
        painter.setFont(theme.current().font("num"))
        painter.setPen(theme.color("warn" if self._due else "text2"))
        right = self.rect().adjusted(0, 0, -6, 0)
        taken = painter.fontMetrics().horizontalAdvance(self._days)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, self._days)
        half = self.height() // 2
        words = QRect(face.right() + 11, 0, self.width() - face.right() - taken - 29, half)
        for box, style, role, text in (
            (words.translated(0, 3), "strong", "text", self.one.name),
            (words.translated(0, half - 3), "meta", "text2", self.one.kind),
        ):
            painter.setFont(theme.current().font(style))  # type: ignore[arg-type]
            painter.setPen(theme.color(role))  # type: ignore[arg-type]
            elided = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, box.width()
            )
            painter.drawText(box, middle, elided)


class UnansweredCard(Card):
    """Waiting for an answer: the oldest first, and from when a nudge is fine."""

    opened = Signal(int)
    all_requested = Signal()

    def __init__(self) -> None:
        super().__init__("Waiting for an answer")
        self.body.setContentsMargins(10, 12, 10, 12)
        self.body.setSpacing(4)
        self.head.setContentsMargins(6, 0, 6, 0)
        self._number = Label("", "num", "text3")
        self.head.addWidget(self._number)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = Button("", "ghost", size="small")
        self._more.clicked.connect(self.all_requested)
        self._advice = Label("", "meta", "text3", wrap=True)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more)
        self.body.addLayout(boxes.row(self._advice, margins=(6, 0, 6, 0)))

    def show_waiting(self, waiting: tuple[Unanswered, ...], today: date) -> None:
        """Show who has not answered; hidden when all have."""
        boxes.empty(self._rows)
        for one in waiting[:MOST]:
            row = UnansweredRow(one, today)
            row.clicked.connect(self._open)
            self._rows.addWidget(row)
        self._number.setText(str(len(waiting)))
        self._more.setText(f"All {len(waiting)} in Asks")
        self._more.setVisible(len(waiting) > MOST)
        advice = _advice(waiting, today)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.setVisible(bool(waiting))

    def _open(self) -> None:
        row = self.sender()
        assert isinstance(row, UnansweredRow)
        self.opened.emit(row.one.draft)


def _advice(waiting: tuple[Unanswered, ...], today: date) -> str:
    """When the next nudge is fine, or that nothing is to be done before."""
    days = [(one.nudge, one.called) for one in waiting if one.nudge and not one.nudged]
    if not days:
        return ""
    nudge, name = min(days)
    when = "from today" if nudge <= today else f"from {day_words(nudge, today)}"
    return f"A gentle nudge to {name} is fine {when}."
