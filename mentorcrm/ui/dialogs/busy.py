"""While something large is written: what is going on, and no way to write in between."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label

_TICK_MS = 40
_ROUND_MS = 1400


class WaitLine(QWidget):
    """A piece of a line that goes to and fro, as nobody knows how long it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(6)
        self._spent = 0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.rounded(painter, self.rect(), 3, theme.color("line"))
        share = abs(2 * (self._spent % _ROUND_MS) / _ROUND_MS - 1)
        width = self.width() / 4
        piece = QRectF((self.width() - width) * share, 0, width, self.height())
        painting.rounded(painter, piece, 3, theme.color("accent"))

    def _tick(self) -> None:
        self._spent += _TICK_MS
        self.update()


class BusySheet(Sheet):
    """Closes with `accept` alone, which is for whoever opened it."""

    def __init__(self, window: QWidget, title: str, words: str) -> None:
        super().__init__(window, title, 420)
        self.close_button.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(Label(words, "body", "text2", wrap=True, max_lines=3))
        self.body.addWidget(WaitLine())

    def open(self, first: QWidget | None = None) -> None:
        super().open(first or self)

    def reject(self) -> None:
        """Not before it is done."""

    def focusNextPrevChild(self, _forward: bool) -> bool:
        return True
