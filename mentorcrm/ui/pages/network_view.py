"""The view of the network's drawing: wheel and buttons zoom, dragging the ground moves it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from mentorcrm.services.network_rows import ME
from mentorcrm.ui import theme
from mentorcrm.ui.pages.network_scene import NetworkScene
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import Panel
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

LEAST, MOST = 0.2, 2.5
_STEP = 1.2
_MARGIN = 20


class NetworkView(QGraphicsView):
    """Shows a scene. Tab comes to one person, arrows go on to others, + and - zoom, 0 shows all."""

    zoomed = Signal(int)

    def __init__(self, scene: NetworkScene) -> None:
        super().__init__(scene)
        self.network = scene
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("The network, drawn"))
        self._whole = True

    @property
    def scale_now(self) -> float:
        """How large it is shown, 1 for its own size."""
        return self.transform().m11()

    def show_all(self) -> None:
        """As large as fits, but not larger than it is."""
        self._whole = True
        box = self.network.sceneRect()
        room = self.viewport().rect()
        if box.isEmpty() or room.isEmpty():
            return
        scale = min(room.width() / box.width(), room.height() / box.height(), 1.0)
        self.resetTransform()
        self.scale(max(scale, LEAST), max(scale, LEAST))
        self.centerOn(box.center())
        self._say()

    def keep_in_view(self) -> None:
        """Fit what was drawn anew, unless one has zoomed in to something."""
        if self._whole:
            self.show_all()

    def zoom(self, factor: float) -> None:
        """Show it larger or smaller."""
        wanted = min(max(self.scale_now * factor, LEAST), MOST)
        self._whole = False
        self.scale(wanted / self.scale_now, wanted / self.scale_now)
        self._say()

    def larger(self) -> None:
        """One step in."""
        self.zoom(_STEP)

    def smaller(self) -> None:
        """One step out."""
        self.zoom(1 / _STEP)

    def _say(self) -> None:
        self.zoomed.emit(round(self.scale_now * 100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._whole:
            self.show_all()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Plus: self.larger, Qt.Key.Key_Equal: self.larger,
            Qt.Key.Key_Minus: self.smaller, Qt.Key.Key_0: self.show_all,
        }  # fmt: skip
        if event.key() in keys:
            keys[Qt.Key(event.key())]()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.network.focusItem() is None and ME in self.network.people:
            self.network.people[ME].setFocus(Qt.FocusReason.OtherFocusReason)

    def drawBackground(self, painter: QPainter, rect: object) -> None:
        painter.fillRect(rect, theme.color("canvas"))  # type: ignore[call-overload]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.viewport().update()


class ZoomBar(Panel):
    """Smaller, how large, larger, all of it; it floats over the view's corner."""

    def __init__(self, view: NetworkView, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._view = view
        self.less = IconButton("minus", _("Show smaller"), size=28)
        self.more = IconButton("plus", _("Show larger"), size=28)
        self.all = IconButton("maximize", _("Show all"), size=28)
        self.now = Label("100%", "metaM", "text2")
        self.setLayout(
            boxes.row(self.less, self.now, self.more, self.all, spacing=4, margins=(6, 2, 6, 2))
        )
        self.less.clicked.connect(view.smaller)
        self.more.clicked.connect(view.larger)
        self.all.clicked.connect(view.show_all)
        view.zoomed.connect(self._say)

    def _say(self, percent: int) -> None:
        self.now.setText(f"{percent}%")
        self.place()

    def place(self) -> None:
        """Stand in the lower right corner of the view."""
        self.adjustSize()
        box = self._view.geometry()
        self.move(box.right() - self.width() - _MARGIN, box.bottom() - self.height() - _MARGIN)
        self.raise_()
