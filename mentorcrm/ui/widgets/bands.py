"""How a relationship stands as four rising bars, painted; the word always stands beside them.

No two bands differ by colour alone: what is new has three bars yet to be filled, and what is
dormant lies flat.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentorcrm.models.health_kinds import Band
from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.words import _

BARS = 4
_WIDTH, _GAP, _HEIGHT = 4, 2, 12


class Shape(Enum):
    """How the bars stand."""

    RISING = "rising"
    OPEN = "open"
    FLAT = "flat"


@dataclass(frozen=True)
class BandLook:
    """How many bars are filled and with what; `ink` is for the word, `tone` for a pill.

    Of an `OPEN` shape the others are outlines; a `FLAT` one shows all as low as the first.
    """

    filled: int
    fill: ColorRole
    ink: ColorRole
    tone: Tone
    shape: Shape = Shape.RISING


LOOKS = {
    Band.THRIVING: BandLook(4, "goodFill", "good", "good"),
    Band.STEADY: BandLook(3, "goodFill", "good", "good"),
    Band.NEW: BandLook(1, "goodFill", "text2", "neutral", Shape.OPEN),
    Band.COOLING: BandLook(2, "warnFill", "warn", "warn"),
    Band.AT_RISK: BandLook(1, "riskFill", "risk", "risk"),
    Band.DORMANT: BandLook(1, "restFill", "text2", "neutral", Shape.FLAT),
    Band.RESTING: BandLook(0, "restFill", "text2", "neutral"),
}
NO_BAND = BandLook(0, "restFill", "text3", "neutral")


def look_of(band: Band | None) -> BandLook:
    """How a band looks; None stands for somebody without a contact on record."""
    return LOOKS[band] if band is not None else NO_BAND


def word_of(band: Band | None) -> str:
    """The word for a band."""
    return band.label if band is not None else _("Not known yet")


def bars_size(height: int = _HEIGHT) -> QSize:
    """How large the bars are at the present text size, for bars so high at the usual one."""
    unit = theme.current().px(height) / _HEIGHT
    return QSize(round((BARS * _WIDTH + (BARS - 1) * _GAP) * unit), theme.current().px(height))


def paint_bars(painter: QPainter, corner: QPoint, band: Band | None, height: int = _HEIGHT) -> None:
    """Paint the bars with their top left at `corner`."""
    size, look = bars_size(height), look_of(band)
    unit = size.height() / _HEIGHT
    for number in range(BARS):
        flat = look.shape is Shape.FLAT
        tall = (1 if flat else number + 1) * size.height() / BARS
        left = corner.x() + number * (_WIDTH + _GAP) * unit
        bar = QRectF(left, corner.y() + size.height() - tall, _WIDTH * unit, tall)
        if flat or number < look.filled:
            painting.rounded(painter, bar, 1.2 * unit, theme.color(look.fill))
        elif look.shape is Shape.OPEN:
            painting.rounded(painter, bar, 1.2 * unit, None, theme.color(look.fill))
        else:
            painting.rounded(painter, bar, 1.2 * unit, theme.color("line2"))


class BandBars(QWidget):
    """The bars alone; what they say is in the accessible name, the word belongs beside them."""

    def __init__(self, height: int = _HEIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tall = height
        self._band: Band | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_band(self, band: Band | None) -> None:
        """Show a band."""
        self._band = band
        self.setAccessibleName(_("Health: {band}").format(band=word_of(band).lower()))
        self.update()

    def band(self) -> Band | None:
        """The band on show."""
        return self._band

    def sizeHint(self) -> QSize:
        return bars_size(self._tall)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_bars(QPainter(self), QRect(self.rect()).topLeft(), self._band, self._tall)
