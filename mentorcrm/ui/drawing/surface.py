"""A list whose rows stand where their people stand in a drawing.

Qt gives screen readers the rows of a list, with name, place and focus; it gives them nothing of
what is merely painted. Placing the rows by hand makes of each person an item that they reach.
"""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from mentorcrm.services.network_rows import ME
from mentorcrm.ui.drawing.camera import Camera
from mentorcrm.ui.drawing.people import NetworkPeople
from mentorcrm.ui.drawing.shape import Drawing
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import came_by_key
from mentorcrm.words import _

Index = QModelIndex | QPersistentModelIndex

_REACH = 11.0
"""Pixels around the middle of a small disc that still hit it."""
_ROOM = 80.0
_Action = QAbstractItemView.CursorAction
_STEPS = {
    _Action.MoveLeft: (-1, 0), _Action.MoveRight: (1, 0),
    _Action.MoveUp: (0, -1), _Action.MoveDown: (0, 1),
}  # fmt: skip


class PeopleSurface(QListView):
    """Arrows go on to the nearest person, letters to a name, Home to me. `chosen` says who."""

    chosen = Signal(int)

    def __init__(self, people: NetworkPeople) -> None:
        super().__init__()
        self.people = people
        self.camera = Camera()
        self.drawing: Drawing | None = None
        self._quiet = False
        self.setModel(people)
        self.setAccessibleName(_("The network, drawn"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoScroll(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        painting.clear_ground(self)
        self.viewport().setMouseTracking(True)

    def person(self) -> int | None:
        """Who is the current one."""
        return self.people.person(self.currentIndex())

    def choose(self, person: int) -> None:
        """Make somebody the current one, of whom one knows already: `chosen` is not said."""
        self._quiet = True
        self.setCurrentIndex(self.people.place(person))
        self._quiet = False

    def by_key(self) -> bool:
        """Whether the focus is here and came, or moved last, by key."""
        return self.hasFocus() and bool(self.property("keyboard"))

    def set_by_key(self, keyboard: bool) -> None:
        """Note how it is being used."""
        if self.property("keyboard") != keyboard:
            self.setProperty("keyboard", keyboard)
            self.viewport().update()

    def who(self, point: QPointF) -> int | None:
        """Who is at a point of the view."""
        if self.drawing is None:
            return None
        there = self.camera.to_drawing(point)
        return self.drawing.at(there.x(), there.y(), _REACH / self.camera.scale)

    def currentChanged(self, current: Index, previous: Index) -> None:
        # The list's own would look for rows in a layout that is not made here.
        QAbstractItemView.currentChanged(self, current, previous)
        person = self.people.person(current)
        if person is None:
            return
        if QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)
        if not self._quiet:
            self.chosen.emit(person)

    def selectionChanged(self, chosen: QItemSelection, before: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, chosen, before)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_key = came_by_key(event.reason())
        if by_key is not None:
            self.set_by_key(by_key)
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(
                self.people.place(ME), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.set_by_key(True)
        if event.text() in ("/", "?"):
            event.ignore()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.scrollTo(self.currentIndex())

    def moveCursor(self, action: _Action, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        here = self.person()
        if self.drawing is None or here is None or action is _Action.MoveHome:
            return self.people.place(ME)
        if action not in _STEPS:
            return self.currentIndex()
        there = self.drawing.next_to(here, *_STEPS[action])
        return self.people.place(there) if there is not None else self.currentIndex()

    def visualRect(self, index: Index) -> QRect:
        disc = self.drawing.discs.get(self.people.person(index) or ME) if self.drawing else None
        if disc is None or not index.isValid():
            return QRect()
        middle, far = self.camera.to_view(disc.x, disc.y), disc.radius * self.camera.scale
        corner = QPoint(round(middle.x() - far), round(middle.y() - far))
        return QRect(corner, corner + QPoint(round(2 * far), round(2 * far)))

    def indexAt(self, point: QPoint) -> QModelIndex:
        return self.people.place(self.who(QPointF(point)))

    def scrollTo(
        self,
        index: Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        disc = self.drawing.discs.get(self.people.person(index) or ME) if self.drawing else None
        if disc is not None and index.isValid():
            self.camera.bring(disc.x, disc.y, _ROOM)
            self.viewport().update()

    def setSelection(self, _rect: QRect, _how: QItemSelectionModel.SelectionFlag) -> None:
        """Nobody draws a rectangle around people."""

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion()

    def doItemsLayout(self) -> None:
        """The rows stand where the drawing has them."""

    def updateGeometries(self) -> None:
        """There is nothing to scroll."""
