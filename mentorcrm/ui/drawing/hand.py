"""The mouse on the drawing: it points, chooses, drags people and moves the ground."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from mentorcrm.services.network_rows import ME

if TYPE_CHECKING:
    from mentorcrm.ui.drawing.view import NetworkView

_AROUND = 100
"""Pixels beside somebody's disc that their name may take when it is pointed at."""


class Hand:
    """What it does now. `pointed` is who is under it."""

    def __init__(self, view: "NetworkView") -> None:
        self._view = view
        self.pointed: int | None = None
        self._held: int | None = None
        self._from: QPointF | None = None
        self._last = QPointF()
        self._off = QPointF()
        self._dragging = False

    def lifted(self) -> int | None:
        """Who is being dragged to another place."""
        return self._held if self._dragging else None

    def take(self, event: QMouseEvent) -> bool:
        """Do what an event of the mouse asks for; True, as nobody else needs it."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._press(event)
        elif kind == QEvent.Type.MouseMove:
            self._move(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(event)
        elif (
            kind == QEvent.Type.MouseButtonDblClick and event.button() == Qt.MouseButton.LeftButton
        ):
            person = self._view.who(event.position())
            if person is not None:
                self._view.opened.emit(person)
        event.accept()
        return True

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._point_at(None)

    def keep_hold(self) -> None:
        """The drawing is another one: who is dragged is put where the hand is, if still there."""
        view = self._view
        if view.drawing is None or self._held not in view.drawing.discs:
            self._held, self._dragging = None, False
        elif self._dragging:
            self._drag()
        if view.drawing is None or self.pointed not in view.drawing.discs:
            self.pointed = None

    def _press(self, event: QMouseEvent) -> None:
        view = self._view
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        view.set_by_key(False)
        self._from = self._last = event.position()
        person = view.who(event.position())
        if person is None or view.drawing is None or event.button() != Qt.MouseButton.LeftButton:
            self._held = None
            view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        disc = view.drawing.discs[person]
        self._held = person if person != ME else None  # All is laid out around me.
        self._off = view.camera.to_view(disc.x, disc.y) - event.position()
        if view.person() != person:
            view.setCurrentIndex(view.people.place(person))

    def _move(self, event: QMouseEvent) -> None:
        if self._from is None:
            self._point_at(self._view.who(event.position()))
            return
        way = event.position() - self._last
        if not self._dragging:
            gone = (event.position() - self._from).manhattanLength()
            self._dragging = gone >= QGuiApplication.styleHints().startDragDistance()
            if not self._dragging:
                return
        self._last = event.position()
        if self._held is None:
            self._view.pan(way.x(), way.y())
        else:
            self._drag()
            self._view.viewport().update()

    def _drag(self) -> None:
        view = self._view
        if view.drawing is not None and self._held is not None:
            there = view.camera.to_drawing(self._last + self._off)
            view.drawing.move(self._held, there.x(), there.y())

    def _release(self, event: QMouseEvent) -> None:
        view, held, dragged = self._view, self._held, self._dragging
        self._from, self._held, self._dragging = None, None, False
        view.viewport().unsetCursor()
        if dragged and held is not None and view.drawing is not None:
            disc = view.drawing.discs[held]
            view.put(held, disc.x, disc.y)
        self._point_at(view.who(event.position()))

    def _point_at(self, person: int | None) -> None:
        view = self._view
        if person == self.pointed:
            return
        before, self.pointed = self.pointed, person
        if person is None:
            view.viewport().unsetCursor()
        else:
            view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        around = round(_AROUND * max(view.camera.scale, 1.0))
        for one in (before, person):
            box: QRect = view.visualRect(view.people.place(one))
            if not box.isEmpty():
                view.viewport().update(box.adjusted(-around, -around // 4, around, around))
