"""Parts of the entries of a timeline: the dot, promises with their state, advice."""

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.services.commands.commitments import KeepCommitment, ReopenCommitment
from mentorcrm.services.interactions_rows import AdviceLine, PromiseLine
from mentorcrm.ui import theme
from mentorcrm.ui.delegates.entry_row import DISC, paint_disc
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.history_words import owner_word, promise_state
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_OWNER_WIDTH = 48
_LINE = 1.5


class Disc(QWidget):
    """The dot of an entry with its icon, and the line that leads on to the next one."""

    def __init__(self, icon: str, *, quiet: bool) -> None:
        super().__init__()
        self._icon, self._quiet, self._last = icon, quiet, False
        self.setFixedWidth(theme.current().px(DISC))
        self.setMinimumHeight(theme.current().px(DISC))

    def set_icon(self, icon: str, *, quiet: bool) -> None:
        """Show another icon."""
        self._icon, self._quiet = icon, quiet
        self.update()

    def set_last(self, last: bool) -> None:
        """Whether no entry follows."""
        if last != self._last:
            self._last = last
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = self.width()
        paint_disc(painter, QPoint(0, 0), self._icon, quiet=self._quiet)
        if not self._last:
            line = theme.color("line")
            painter.fillRect(edge // 2, edge + 3, round(_LINE), self.height() - edge, line)


class PromiseRow(QWidget):
    """One promise: a box that keeps it, whose it is, what, and how it stands."""

    def __init__(self, desk: Desk, promise: PromiseLine, today: date) -> None:
        super().__init__()
        self._desk, self._promise = desk, promise
        self.box = CheckBox()
        self.box.setChecked(promise.done_on is not None)
        self.box.setEnabled(promise.dropped_on is None)
        self.box.setAccessibleName(_("Kept: {what}").format(what=promise.what))
        owner = Label(owner_word(promise), "strong", "accent" if promise.mine else "text2")
        owner.setFixedWidth(theme.current().px(_OWNER_WIDTH))
        what = Label(promise.what, "body", "text" if promise.open else "text2")
        state, role = promise_state(promise, today)
        row = boxes.row(self.box, owner, spacing=4)
        row.addWidget(what, 1)
        row.addWidget(Label(state, "meta", role))
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.box.clicked.connect(self._toggle)

    def _toggle(self) -> None:
        promise = self._promise
        if self.box.isChecked():
            self._desk.run(KeepCommitment(promise.id), said=_("Noted as kept"))
        else:
            self._desk.run(ReopenCommitment(promise.id), said=_("Open again"))


class AdviceQuote(KeyboardFocus, QWidget):
    """One piece of advice under its contact, with what was done about it; it opens the advice."""

    focus_radius = 6.0

    def __init__(self, desk: Desk, advice: AdviceLine) -> None:
        super().__init__()
        self._desk, self._advice = desk, advice
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Open the advice: {words}").format(words=advice.words))
        words = Label(advice.words, "body", "text", wrap=True, max_lines=3)
        row = boxes.row(spacing=8)
        row.setContentsMargins(6, 2, 0, 4)
        row.addWidget(IconLabel("quote", 14, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        if advice.response is not AdviceResponse.OPEN:
            state = Label(advice.response.label, "meta", "text2")
            row.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self._desk.go("history", self._advice.id, "advice")
