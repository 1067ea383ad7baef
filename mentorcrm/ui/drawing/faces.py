"""The discs of people: letters on a tint, and a ring whose share and colour say how it stands."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from mentorcrm.models.health_kinds import Band
from mentorcrm.services.network_rows import ME
from mentorcrm.ui import theme
from mentorcrm.ui.drawing.shape import RING, Disc
from mentorcrm.ui.widgets.bands import BARS, look_of

LETTERS_FROM = 0.42
"""How large a drawing is from which letters can be read; smaller discs show their colours only."""

SHARES_FROM = 0.28
"""From which a part of a ring can be told from a whole one."""

_THINNEST = 2.0
_GAP = 3.0
_MOST = 4000
_ALL = 2

_Key = tuple[str, int, Band | int | None, int, int]


def draw_face(painter: QPainter, disc: Disc, size: float, scale: float = 1.0) -> None:
    """Paint somebody around the origin, `size` pixels across without the outer half of the ring.

    `scale` is how large the drawing is to the eye, whatever the pixels of the screen.
    """
    unit = size / disc.size
    ring = max(RING * unit, min(_THINNEST, size / 6))
    ground, ink = theme.current().tint(disc.node.tint)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("canvas"))
    painter.drawEllipse(QPointF(), (size + ring) / 2, (size + ring) / 2)
    painter.setBrush(ground)
    inner = size / 2 - _GAP * unit
    painter.drawEllipse(QPointF(), inner, inner)
    if scale >= LETTERS_FROM:
        box = QRectF(-inner, -inner, 2 * inner, 2 * inner)
        painter.setFont(theme.current().sized("title", max(9, round(2 * inner * 0.42))))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, disc.letters)
    _draw_ring(painter, disc, size, ring, shares=scale >= SHARES_FROM)


def _draw_ring(painter: QPainter, disc: Disc, size: float, width: float, *, shares: bool) -> None:
    box = QRectF(-size / 2, -size / 2, size, size)
    node = disc.node
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if node.id == ME:
        painter.setPen(QPen(theme.color("accent"), width))
        painter.drawEllipse(box)
        return
    if node.resting or node.band is None:
        dots = QPen(theme.color("restFill"), width, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(dots if shares else QPen(theme.color("restFill"), width))
        painter.drawEllipse(box)
        return
    look = look_of(node.band)
    ring = QPen(theme.color(look.fill), width)
    ring.setCapStyle(Qt.PenCapStyle.RoundCap)
    if not shares or look.filled == BARS:
        painter.setPen(ring)
        painter.drawEllipse(box)
        return
    painter.setPen(QPen(theme.color("line2"), max(1.0, width / 3)))
    painter.drawEllipse(box)
    painter.setPen(ring)
    painter.drawArc(box, 90 * 16, -round(360 * 16 * look.filled / BARS))


class Faces:
    """Discs as pictures, drawn when they are first seen in a size.

    From afar, when letters cannot be read, one picture does for all of a tint, a band and a size.
    """

    def __init__(self) -> None:
        self._kept: dict[_Key, QPixmap] = {}

    def clear(self) -> None:
        """Forget them, when colours or letters have changed."""
        self._kept.clear()

    def picture(self, disc: Disc, size: int, scale: float) -> QPixmap:
        """Somebody's disc, `size` device pixels across, in the middle of a square picture."""
        shown = (scale >= SHARES_FROM) + (scale >= LETTERS_FROM)
        node = disc.node
        look: Band | int | None = ME if node.id == ME else node.band
        key = (disc.letters if shown == _ALL else "", node.tint, look, size, shown)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            found = self._kept[key] = _picture(disc, size, scale)
        return found


def _picture(disc: Disc, size: int, scale: float) -> QPixmap:
    unit = size / disc.size
    edge = size + 2 * (int(max(RING * unit, _THINNEST)) + 1)
    edge += edge % 2
    picture = QPixmap(edge, edge)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.translate(edge / 2, edge / 2)
    draw_face(painter, disc, size, scale)
    painter.end()
    return picture
