"""A short message at the bottom of the window, with a way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.chips import KeyCap
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

VISIBLE_MS = 6000
_DEPTH = 16
_HEIGHT = 44


class Toast(QWidget):
    """Bottom centre of its parent; stays while hovered or focused, goes after six seconds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.mark = IconLabel("check", 16, "good")
        self._words = Label("", "body")
        self._undo = Button(_("Undo"), "ghost", size="small")
        # A click leaves the focus where one was at work: the message goes, and it with the focus.
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._key = KeyCap("Ctrl Z")
        self._action: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_DEPTH + 14, _DEPTH, _DEPTH + 12, _DEPTH)
        layout.setSpacing(10)
        for widget in (self.mark, self._words, self._undo, self._key):
            layout.addWidget(widget)
        self.hide()
        self._connect()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._time_is_up)
        self._undo.clicked.connect(self._act)
        self._host.installEventFilter(self)

    def show_message(
        self,
        text: str,
        action: Callable[[], None] | None = None,
        *,
        label: str = _("Undo"),
        key: str = "Ctrl Z",
        done: bool = True,
    ) -> None:
        """Show `text`; with an `action`, a button (Undo unless `label` says otherwise).

        Only what was `done` has a tick.
        """
        self.mark.set_icon(*("check", "good") if done else ("info", "accent"))
        self._words.setText(text)
        self._action = action
        self._undo.setText(label)
        self._undo.updateGeometry()
        self._key.setText(key)
        self._undo.setVisible(action is not None)
        self._key.setVisible(action is not None and bool(key))
        self.setAccessibleName(text)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(VISIBLE_MS)

    def text(self) -> str:
        """The words on show."""
        return self._words.text()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), theme.current().px(_HEIGHT) + 2 * _DEPTH)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start(VISIBLE_MS // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect().adjusted(_DEPTH, _DEPTH, -_DEPTH, -_DEPTH)
        painting.shadow(painter, box, 10, _DEPTH)
        painting.rounded(painter, box, 10, theme.color("raised"), theme.color("line2"))

    def _place(self) -> None:
        host = self._host
        hint = self.sizeHint()
        width = min(hint.width(), host.width() - 2 * _DEPTH)
        left = (host.width() - width) // 2
        self.setGeometry(QRect(left, host.height() - hint.height() - 64, width, hint.height()))

    def _time_is_up(self) -> None:
        if self.underMouse() or self._undo.hasFocus():
            self._timer.start(VISIBLE_MS // 2)
        else:
            self.hide()

    def _act(self) -> None:
        action, self._action = self._action, None
        self.hide()
        if action is not None:
            action()
