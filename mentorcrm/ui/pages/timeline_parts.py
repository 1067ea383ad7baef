"""Parts of the entries of a timeline: the dot, promises with their state, advice."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.commitments import KeepCommitment, ReopenCommitment
from mentorcrm.services.interactions_rows import AdviceLine, PromiseLine
from mentorcrm.ui import theme
from mentorcrm.ui.delegates.entry_row import DISC
from mentorcrm.ui.delegates.timeline_entry import (
    GAP,
    OWNER_WIDTH,
    PROMISE_GAP,
    QUOTE_ICON,
    QUOTE_MARGINS,
    Picture,
    Words,
    paint_dot,
)
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.timeline_pictures import promise_of, quote_of
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class Dot(QWidget):
    """The dot of an entry with its icon, and the line that leads on to the next one."""

    def __init__(self, picture: Picture, *, last: bool) -> None:
        super().__init__()
        self._picture, self._last = picture, last
        self.setFixedWidth(theme.current().px(DISC))
        self.setMinimumHeight(theme.current().px(DISC))

    def show_picture(self, picture: Picture, *, last: bool) -> None:
        """Show another icon, and whether no entry follows."""
        self._picture, self._last = picture, last
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        icon, quiet = self._picture.icon, self._picture.quiet
        paint_dot(QPainter(self), self.rect(), icon, quiet=quiet, last=self._last)


def label_of(words: Words) -> Label:
    """A label that looks as the words do when they are painted."""
    return Label(words.text, words.style, words.role, wrap=words.wrap, max_lines=words.most)


class PromiseRow(QWidget):
    """One promise: a box that keeps it, whose it is, what, and how it stands."""

    def __init__(self, desk: Desk, promise: PromiseLine, today: date) -> None:
        super().__init__()
        self._desk, self._promise = desk, promise
        look = promise_of(promise, today)
        self.box = CheckBox()
        self.box.setChecked(promise.done_on is not None)
        self.box.setEnabled(promise.dropped_on is None)
        self.box.setAccessibleName(_("Kept: {what}").format(what=promise.what))
        owner = label_of(look.owner)
        owner.setFixedWidth(theme.current().px(OWNER_WIDTH))
        row = boxes.row(self.box, owner, spacing=PROMISE_GAP)
        row.addWidget(label_of(look.what), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label_of(look.state))
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
        look = quote_of(advice)
        row = boxes.row(spacing=GAP)
        row.setContentsMargins(*QUOTE_MARGINS)
        icon = IconLabel("quote", QUOTE_ICON, "accent")
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label_of(look.said), 1)
        if look.state is not None:
            row.addWidget(label_of(look.state), 0, Qt.AlignmentFlag.AlignTop)
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
