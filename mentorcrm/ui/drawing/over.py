"""What is drawn over the picture of the network: pointer, focus, and who is being dragged."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from mentorcrm.ui import theme
from mentorcrm.ui.drawing.names import below
from mentorcrm.ui.drawing.paint import Frame, Pictures, paint_halo, paint_lines
from mentorcrm.ui.drawing.shape import Disc, Drawing
from mentorcrm.ui.theme import ColorRole

if TYPE_CHECKING:
    from mentorcrm.ui.drawing.view import NetworkView

_POINTED, _FOCUSED = 3.0, 5.0


def paint_over(
    painter: QPainter, view: "NetworkView", drawing: Drawing, frame: Frame, pictures: Pictures
) -> None:
    """Paint it in the pixels of the screen."""
    painter.scale(1 / frame.ratio, 1 / frame.ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lifted, chosen = view.hand.lifted(), view.person()
    if lifted is not None:
        _paint_lifted(painter, drawing, frame, pictures, lifted, lifted == chosen)
    for person in dict.fromkeys((chosen, view.hand.pointed)):
        disc = drawing.discs.get(person) if person is not None else None
        if disc is None:
            continue
        if person == view.hand.pointed:
            _ring(painter, disc, frame, "accentLine", _POINTED)
        if person == chosen and view.by_key():
            _ring(painter, disc, frame, "accent", _FOCUSED)
        pictures.name(painter, below(disc, frame.scale / frame.ratio), frame)


def _paint_lifted(
    painter: QPainter, drawing: Drawing, frame: Frame, pictures: Pictures, person: int, marked: bool
) -> None:
    disc = drawing.discs[person]
    painter.save()
    painter.setTransform(frame.transform(), combine=True)
    for door in drawing.doors_of[person]:
        paint_lines(painter, (door,), frame, "accent" if marked else "text3", 2.0)
    painter.restore()
    if marked:
        paint_halo(painter, disc, frame)
    pictures.face(painter, disc, frame)


def _ring(painter: QPainter, disc: Disc, frame: Frame, role: ColorRole, gap: float) -> None:
    middle = frame.at(disc.x, disc.y)
    far = disc.radius * frame.scale + gap * max(frame.scale, frame.ratio * 0.6)
    painter.setPen(QPen(theme.color(role), 2 * frame.ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, far, far)
