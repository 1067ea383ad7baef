"""The focus ring: 2 px, 2 px outside the control, and only after the keyboard was used."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget
from shiboken6 import isValid

from mentorcrm.ui.widgets import painting

GAP = 2
WIDTH = 2
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


_last: list[bool] = []  # Whether the last input was a key; empty until there was one.


def note_input(by_key: bool) -> None:
    """A key or a button of the mouse was pressed."""
    _last[:] = [by_key]


def forget_input() -> None:
    """As at the start: nothing was pressed yet."""
    _last.clear()


def came_by_key(reason: Qt.FocusReason) -> bool | None:
    """Whether focus that came for a reason came by key; None when that cannot be told.

    The app moves the focus too, after what was done by key or by mouse: what was pressed last
    decides then. Before anything was pressed, only the keyboard's own reasons tell.
    """
    if _last and (reason in _KEYBOARD or reason is Qt.FocusReason.OtherFocusReason):
        return _last[0]
    return True if reason in _KEYBOARD else None


class FocusRing(QWidget):
    """Floats above one control, inside the same window or scrolling view.

    The control may go while the ring is there, and the window with both: neither is touched then.
    """

    def __init__(self, target: QWidget, radius: float) -> None:
        self._host = _host(target)
        super().__init__(self._host)
        self._target = target
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._watched: list[QWidget] = []
        widget: QWidget | None = target
        while widget is not None and widget is not self._host:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        target.destroyed.connect(self.remove)
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Follow the control."""
        if not (is_there(self) and is_there(self._target) and is_there(self._host)):
            return
        corner = self._target.mapTo(self._host, QPoint(0, 0))
        room = GAP + WIDTH
        box = QRect(corner, self._target.size())
        self.setGeometry(box.adjusted(-room, -room, room, room))

    @Slot()
    def remove(self) -> None:
        """Take the ring away; also when it went already, along with its window."""
        watched, self._watched = self._watched, []
        if not is_there(self):
            return
        for widget in watched:
            if is_there(widget):
                widget.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.ring(QPainter(self), self.rect(), self._radius + GAP + WIDTH)


def is_there(thing: QObject) -> bool:
    """Whether Qt still has what a wrapper stands for."""
    return bool(isValid(thing))  # type: ignore[no-untyped-call]


def _host(target: QWidget) -> QWidget:
    """The view that scrolls the control, else its window."""
    widget = target
    while (parent := widget.parentWidget()) is not None and not widget.isWindow():
        if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
            return widget
        widget = parent
    # Not `target.window()`: the binding would take the window for a part of the control, and
    # when the control goes, take the window's inner widgets for deleted.
    return widget


# For Qt, a class may have just one C++ base: at run time the mix-in is a plain object.
if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class KeyboardFocus(_Base):
    """Mix-in of controls that show the ring; `focus_radius` is the control's own radius."""

    focus_radius: float = 7.0
    _ring: FocusRing | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if came_by_key(event.reason()) and not self.isWindow():
            self.drop_ring()  # One that is left may stand in a window which is gone.
            self._ring = FocusRing(self, self.focus_radius)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.drop_ring()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.drop_ring()

    def drop_ring(self) -> None:
        """Take the ring away, for instance before the control goes."""
        if self._ring is not None:
            self._ring.remove()
            self._ring = None


class PressedByEnter(KeyboardFocus):
    """Mix-in of buttons: Enter presses the one in focus, as Space does, and once while held.

    With Ctrl it means more than this button and goes on to what stands around it.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            cast("QAbstractButton", self).click()
