"""Lines of a sitting: a person or a need, a sentence, and what can be done about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.services.review_rows import Covered
from mentorcrm.ui import theme
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

MOST = 60
"""Lines of one step; more would be read by nobody in a sitting."""
WIDEST = 860


class StepLine(QWidget):
    """A name that opens what it names, a sentence under it, and buttons."""

    def __init__(self, name: str, said: str, tint: int | None = None) -> None:
        super().__init__()
        self.name = NameLink(name)
        self.said = Label(said, "body", "text2", wrap=True)
        if not said:
            self.said.hide()
        self._acts = Flow(6)
        self._acts.hide()
        words = boxes.column(self.name, self.said, self._acts, spacing=3)
        words.setAlignment(self.name, Qt.AlignmentFlag.AlignLeft)
        line = boxes.row(spacing=10, margins=(0, 6, 0, 6))
        if tint is not None:
            line.addWidget(Avatar(name, tint, 32), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setLayout(line)

    def add(self, words: str, *, main: bool = False) -> Button:
        """A button at the end; its name says whom it is about, too."""
        button = Button(words, "soft" if main else "secondary", size="small")
        button.setAccessibleName(f"{words}: {self.name.text()}")
        self._acts.add(button)
        self._acts.show()
        return button


class Shares(QWidget):
    """How far something was covered then, and is now, as two bars; the words stand beside it."""

    def __init__(self, one: Covered) -> None:
        super().__init__()
        self._one = one
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, high = QPainter(self), theme.current().px(6)
        pale = QColor(theme.color("accent"))
        pale.setAlphaF(0.45)
        shares = ((0, self._one.was, pale), (self.height() - high, self._one.now, None))
        for top, share, ink in shares:
            track = QRectF(0, top, self.width(), high)
            painting.rounded(painter, track, high / 2, theme.color("line"))
            if share:
                bar = QRectF(track)
                bar.setWidth(max(self.width() * min(share, 1000) / 1000, high))
                painting.rounded(painter, bar, high / 2, ink or theme.color("accent"))


class StepBody(ScrollColumn):
    """What a step shows: a sentence and lines, made anew each time."""

    def __init__(self) -> None:
        super().__init__((0, 0, 12, 0), 10)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(10)
        self._inside.setContentsMargins(0, 0, 0, 0)
        frame = QWidget()
        frame.setLayout(self._inside)
        frame.setMaximumWidth(theme.current().px(WIDEST))
        self._frame = frame
        self.body.addWidget(frame)
        self.body.addStretch(1)
        theme.current().changed.connect(self._fit)

    def begin(self, lead: str) -> None:
        """Take everything away and start with a sentence."""
        boxes.empty(self._inside)
        if lead:
            boxes.put(self._inside, Label(lead, "body", "text2", wrap=True))

    def card(self, title: str = "") -> Card:
        """A card below what is there."""
        card = Card(title)
        card.body.setSpacing(2)
        boxes.put(self._inside, card)
        return card

    @contextmanager
    def keeping_focus(self) -> Iterator[None]:
        """Put the focus where it was among the buttons, after they were made anew."""
        held = self.focusWidget()
        before = self._buttons()
        place = before.index(held) if held in before and held.hasFocus() else None
        yield
        after = [one for one in self._buttons() if one not in before]
        if place is not None and after:
            after[min(place, len(after) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> list[QAbstractButton]:
        return self._frame.findChildren(QAbstractButton)

    def _fit(self) -> None:
        self._frame.setMaximumWidth(theme.current().px(WIDEST))


def more_words(number: int) -> str:
    """What is left out of a step with very many lines."""
    return _("And {number} more, in the table.").format(number=number)
