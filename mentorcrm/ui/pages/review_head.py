"""What stands above and below the table of a review: how far it is, and what its marks mean."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.delegates.review_cells import paint_suggestion
from mentorcrm.ui.pages.review_words import progress_words
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

BESIDE = 1000
"""From this width on, at the usual size of text, the tools stand beside the words."""
_BAR, _HIGH = 120, 6


class Progress(QWidget):
    """A bar; its words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """How much is done, from 0 to 1."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_BAR), theme.current().px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, round_ = QPainter(self), self.height() / 2
        painting.rounded(painter, self.rect(), round_, theme.color("line"))
        if self._share:
            wide = max(round(self.width() * self._share), self.height())
            bar = QRect(0, 0, wide, self.height())
            painting.rounded(painter, bar, round_, theme.color("accent"))


class ReviewHead(QWidget):
    """Title, one sentence, how much is decided; the page puts its buttons into `tools`."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label(_("Review"), "display")
        self.summary = Label("", "body", "text2", wrap=True)
        self._beside = True
        self._bar = Progress()
        self.progress = Label("", "meta", "text2", wrap=True)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        words = QWidget()
        words.setLayout(boxes.column(self.title, self.summary, spacing=0))
        side = boxes.row(self._bar, self.progress, None, spacing=10)
        self._side = QWidget()
        self._side.setLayout(boxes.row(side, self.tools, spacing=14))
        self._side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._box = boxes.row(words, self._side, spacing=16)
        self._box.setStretch(0, 1)
        self.setLayout(self._box)

    def show_progress(self, decided: int, number: int) -> None:
        """How many of how many are decided; nothing without a sitting (0 of 0)."""
        self._bar.setVisible(number > 0 and self._beside)
        self.progress.setVisible(number > 0)
        self._bar.set_share(decided / number if number else 0)
        self.progress.setText(progress_words(decided, number) if number else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside = self.width() >= theme.current().px(BESIDE)
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if self._beside else ways.TopToBottom)
        self._bar.setVisible(self._beside and bool(self.progress.text()))


class _Mark(QWidget):
    def __init__(self, role: ColorRole | None) -> None:
        super().__init__()
        self._role: ColorRole | None = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        edge = theme.current().px(16 if self._role is None else 10)
        return QSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._role is None:
            paint_suggestion(painter, self.rect())
        else:
            painting.rounded(painter, self.rect(), 3, theme.color(self._role))


class Legend(QWidget):
    """What the marks of the table mean, and its keys."""

    def __init__(self) -> None:
        super().__init__()
        said = _("Suggested from rhythm, promises and reciprocity. You decide.")
        self._suggested = Label(said, "meta", "text2", wrap=True)
        self._give = self._entry("given", _("You give more"))
        self._receive = self._entry("recv", _("You receive more"))
        self.keys = Label(_("1–5 decide · ↑ ↓ move · Enter open"), "meta", "text3")
        self._box = boxes.row(
            _Mark(None), self._suggested, 8, self._give, self._receive, None, self.keys, spacing=8
        )
        self._box.setStretch(1, 4)
        self.setLayout(self._box)

    def show_parts(self, balance: bool, keys: bool) -> None:
        """What the table shows of that."""
        self._give.setVisible(balance)
        self._receive.setVisible(balance)
        self.keys.setVisible(keys)

    @staticmethod
    def _entry(role: ColorRole, words: str) -> QWidget:
        entry = QWidget()
        entry.setLayout(boxes.row(_Mark(role), Label(words, "meta", "text2"), spacing=6))
        return entry
