"""The view of the network's drawing: one picture that is moved, and what changes drawn over it."""

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent

from mentorcrm.services.network_rows import ME, Network
from mentorcrm.ui import theme
from mentorcrm.ui.drawing.hand import Hand
from mentorcrm.ui.drawing.look import Look
from mentorcrm.ui.drawing.people import NetworkPeople
from mentorcrm.ui.drawing.shape import Drawing, Points
from mentorcrm.ui.drawing.surface import PeopleSurface

STEP = 1.2
REST_MS = 140
"""After the last step of a zoom the drawing is painted again with all its details."""

_NUDGE = 16.0


class NetworkView(PeopleSurface):
    """+ and - zoom, 0 shows all, Ctrl with an arrow moves who is chosen.

    `zoomed` carries per cent, `opened` a person, `moved` who was put elsewhere.
    """

    zoomed = Signal(int)
    opened = Signal(int)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__(NetworkPeople())
        self.doors = self.circles = True
        self.look = Look(self)
        self._whole = True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.rest)
        self.hand = Hand(self)
        self.activated.connect(self._open)
        theme.current().changed.connect(self.forget_pictures)

    def show_network(self, network: Network, places: Points, *, resting: bool) -> None:
        """Draw it; without `resting`, who rests is left out. Who is being dragged stays in hand."""
        here = self.person()
        self.drawing = Drawing(network, places, resting=resting)
        self.people.show_network(network, list(self.drawing.discs))
        if here is not None:
            self.choose(here)
        self.hand.keep_hold()
        self.camera.box = self.drawing.box()
        self.spoil()

    def show_parts(self, *, doors: bool, circles: bool) -> None:
        """Show who opened which door and the grounds of circles, or only who is there."""
        self.doors, self.circles = doors, circles
        self.viewport().update()

    def spoil(self) -> None:
        """Something stands elsewhere, or looks different: paint all of it."""
        self.look.spoil()
        self.viewport().update()

    def forget_pictures(self) -> None:
        """Colours or fonts are others."""
        self.look.forget()
        self.viewport().update()

    def show_all(self) -> None:
        """As large as fits, but not larger than it is."""
        self._whole = True
        self.camera.fit()
        self._say()

    def keep_in_view(self) -> None:
        """Fit what was drawn anew, unless one has zoomed in to something or drags somebody."""
        if self._whole and self.hand.lifted() is None:
            self.show_all()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Show it larger or smaller; what is at `about` stays where it is."""
        self._whole = False
        self.camera.zoom(factor, about)
        self._rest.start()
        self._say()

    def rest(self) -> None:
        """The movement is over: show all the details."""
        self._rest.stop()
        self.viewport().update()

    def pan(self, right: float, down: float) -> None:
        """Move the drawing by so many pixels."""
        self._whole = False
        self.camera.pan(right, down)
        self.viewport().update()

    def put(self, person: int, x: float, y: float) -> None:
        """Put somebody elsewhere in the drawing, for good."""
        if self.drawing is not None and person in self.drawing.discs and person != ME:
            self.drawing.move(person, x, y)
            self.drawing.settle()
            self.camera.box = self.drawing.box()
            self.spoil()
            self.moved.emit(person)

    def places(self) -> Points:
        """Where everybody who is shown stands now."""
        return self.drawing.places() if self.drawing is not None else {}

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.people.person(index) or ME)

    def _say(self) -> None:
        self.viewport().update()
        self.zoomed.emit(round(self.camera.scale * 100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.camera.size = QSizeF(self.viewport().size())
        if self._whole:
            self.show_all()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key is Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key is Qt.Key.Key_0:
            self.show_all()
        elif key in arrows and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._nudge(*arrows[key])
        else:
            super().keyPressEvent(event)

    def _nudge(self, right: int, down: int) -> None:
        disc = self.drawing.discs.get(self.person() or ME) if self.drawing else None
        if disc is not None:
            self.put(disc.node.id, disc.x + right * _NUDGE, disc.y + down * _NUDGE)
            self.scrollTo(self.currentIndex())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            return self.hand.take(event)
        if event.type() == QEvent.Type.Leave:
            self.hand.leave()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self.drawing is None or not self.drawing.discs:
            painter.fillRect(event.rect(), theme.color("canvas"))
        else:
            self.look.paint(painter, self.drawing, moving=self._rest.isActive())
