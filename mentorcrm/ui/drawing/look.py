"""How the drawing of the network looks now: the picture that is kept, its names, its details."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from mentorcrm.ui.drawing.film import Film
from mentorcrm.ui.drawing.names import Name, below, fitting
from mentorcrm.ui.drawing.over import paint_over
from mentorcrm.ui.drawing.paint import THIN_FROM, Frame, Pictures, Shown, doors_in, paint
from mentorcrm.ui.drawing.shape import Drawing

if TYPE_CHECKING:
    from mentorcrm.ui.drawing.view import NetworkView

_MANY = 200
"""People from which details are left out while the drawing grows or shrinks."""


class Look:
    """Paints for a view. It may be asked for any frame at any time."""

    def __init__(self, view: "NetworkView") -> None:
        self._view = view
        self.film = Film()
        self._pictures = Pictures()
        self._names: list[Name] = []
        self._named: tuple[float, bool] | None = None

    def spoil(self) -> None:
        """Something stands elsewhere, or other things are shown."""
        self._named = None
        self.film.spoil()

    def forget(self) -> None:
        """Colours or fonts are others."""
        self._pictures.clear()
        self.spoil()

    def paint(self, painter: QPainter, drawing: Drawing, *, moving: bool) -> None:
        """Paint the view; while it grows or shrinks, a large drawing goes without details."""
        view = self._view
        hurried = moving and len(drawing.discs) > _MANY
        frame, size = self._frame(drawing, hurried)
        chosen = view.person() or None  # I am in the middle of everything as it is.
        shown = Shown(view.doors, view.circles, chosen, view.hand.lifted())
        names = self._names_at(drawing, hurried)

        def film(brush: QPainter, part: Frame, box: QRectF) -> None:
            paint(brush, drawing, part, box, shown, names, self._pictures)

        picture = self.film.picture(frame, size, (shown, hurried), film)
        picture.setDevicePixelRatio(frame.ratio)
        painter.drawPixmap(0, 0, picture)
        paint_over(painter, view, drawing, frame, self._pictures)

    def _frame(self, drawing: Drawing, hurried: bool) -> tuple[Frame, QSize]:
        ratio = self._view.devicePixelRatioF()
        room, camera = self._view.viewport().size(), self._view.camera
        size = QSize(round(room.width() * ratio), round(room.height() * ratio))
        scale = camera.scale * ratio
        left = round(camera.middle.x() * scale - size.width() / 2)
        top = round(camera.middle.y() * scale - size.height() / 2)
        frame = Frame(scale, left, top, ratio, hurried)
        if not hurried and len(drawing.doors) > THIN_FROM:
            seen = frame.seen(QRectF(0, 0, size.width(), size.height()))
            thin = len(doors_in(drawing, seen)) > THIN_FROM
            frame = Frame(scale, left, top, ratio, thin)
        return frame, size

    def _names_at(self, drawing: Drawing, hurried: bool) -> list[Name]:
        """The names at the present scale; in a hurry those that were there already."""
        now = (self._view.camera.scale, self._view.circles)
        if self._named == now:
            return self._names
        if hurried:
            if self._named is None or self._named[0] > now[0]:
                return []
            people = [one.person for one in self._names if one.person is not None]
            return [below(drawing.discs[one], now[0]) for one in people]
        self._names = fitting(drawing, now[0], self._pictures.written, self._view.circles)
        self._named = now
        return self._names
