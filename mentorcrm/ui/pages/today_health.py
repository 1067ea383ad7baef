"""How all relationships stand, on one line: a block for each person, or shares of many."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from mentorcrm.models.health_kinds import Band
from mentorcrm.services.today_rows import Pulse
from mentorcrm.ui import theme, today_words
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.bands import BandBars, look_of
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _, n_

HEIGHT = 30
_LEAST = 4
# How high a block stands: the order of the bands can be seen without their colours.
_SHARES = {
    Band.THRIVING: 1.0,
    Band.STEADY: 0.78,
    Band.NEW: 0.62,
    Band.COOLING: 0.5,
    Band.AT_RISK: 0.32,
    Band.DORMANT: 0.2,
    Band.RESTING: 0.12,
}
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -999, Qt.Key.Key_End: 999}


class Part(NamedTuple):
    """A block of the strip: whom it opens (0: nobody alone), its words, band and width."""

    person: int
    words: str
    band: Band
    width: int = 1


def parts_of(pulse: Pulse) -> tuple[Part, ...]:
    """The blocks for a pulse: people while they are few, else bands by their number."""
    if pulse.bars:
        said = _("{name}: {band}")
        return tuple(
            Part(bar.person, said.format(name=bar.name, band=bar.band.label.lower()), bar.band)
            for bar in pulse.bars
        )
    return tuple(
        Part(0, f"{band.label}: {people_words(number)}", band, number)
        for band, number in pulse.counts
    )


def people_words(number: int) -> str:
    """`12 people`."""
    return n_("{number:,} person", "{number:,} people", number).format(number=number)


class Block(KeyboardFocus, QAbstractButton):
    """One block: as high as its band stands, with its words in the tooltip and the name."""

    moved = Signal(int)
    focus_radius = 4.0

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part
        self.setText(part.words)
        set_tooltip(self, part.words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, theme.current().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tall = max(round(self.height() * _SHARES[self.part.band]), 3)
        box = QRect(0, self.height() - tall, self.width(), tall)
        fill = theme.color(look_of(self.part.band).fill)
        if self.underMouse() or self.isDown():
            fill = fill.darker(112)
        painting.rounded(QPainter(self), box, 3, fill)


class HealthStrip(QWidget):
    """The blocks side by side: one Tab stop, arrows between them. `opened` names a person."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._shown: tuple[Part, ...] = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(3)
        self.setAccessibleName(_("Network health"))

    def show_parts(self, parts: Sequence[Part], before: QWidget) -> None:
        """Show these blocks; Tab comes to them just before it comes to a widget."""
        if tuple(parts) == self._shown:
            return
        self._shown = tuple(parts)
        for old in self.blocks:
            old.drop_ring()
        boxes.empty(self._line)
        self.blocks = [Block(part) for part in parts]
        for block in self.blocks:
            boxes.put(self._line, block)
            self._line.setStretchFactor(block, block.part.width)
            block.moved.connect(self._move)
            block.clicked.connect(self._open)
        tab_before(before, *self.blocks[:1])
        self._give_stop(0)

    def _give_stop(self, place: int) -> None:
        for number, block in enumerate(self.blocks):
            stop = number == place
            policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
            block.setFocusPolicy(policy)

    def _move(self, step: int) -> None:
        here = next(n for n, block in enumerate(self.blocks) if block is self.sender())
        there = max(0, min(here + step, len(self.blocks) - 1))
        self._give_stop(there)
        self.blocks[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self) -> None:
        block = self.sender()
        if isinstance(block, Block):
            self.opened.emit(block.part.person)


class NetworkCard(Card):
    """The strip with a sentence, a legend with numbers, and the way to the review."""

    opened = Signal(int)
    review_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = Label("", "meta", "text2", wrap=True)
        self.review = Button(_("Review"), "ghost", size="small")
        self.review.setAccessibleName(_("Open the review of all relationships"))
        self.strip = HealthStrip()
        self.legend = Flow(16)
        self._pulse: Pulse | None = None
        head = boxes.row(Label(_("Network health"), "strongL"), None, self.review)
        self.body.addLayout(boxes.column(head, self.said, spacing=0))
        self.body.addWidget(self.strip)
        self.body.addWidget(self.legend)
        self.body.setSpacing(10)
        self.review.clicked.connect(self.review_requested)
        self.strip.opened.connect(self._open)
        self.hide()

    def show_pulse(self, pulse: Pulse | None) -> None:
        """Show how all stand; nothing while there are no relationships."""
        self.setVisible(pulse is not None)
        if pulse is None or pulse == self._pulse:
            return
        self._pulse = pulse
        self.said.setText(today_words.pulse_words(pulse))
        self.strip.show_parts(parts_of(pulse), self.review)
        self.legend.clear()
        for band, number in pulse.counts:
            self.legend.add(_counted(band, number))
        self.legend.rearrange()

    def _open(self, person: int) -> None:
        if person:
            self.opened.emit(person)
        else:
            self.review_requested.emit()


def _counted(band: Band, number: int) -> QWidget:
    """One entry of the legend."""
    bars, item = BandBars(), QWidget()
    bars.set_band(band)
    count = Label(f"{number:,}", "metaS", "text")
    item.setLayout(boxes.row(bars, Label(band.label, "meta", "text2"), count, spacing=6))
    item.setAccessibleName(f"{band.label}: {people_words(number)}")
    return item
