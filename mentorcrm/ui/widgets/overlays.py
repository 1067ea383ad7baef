"""Sheets: dialogs inside the window, over a scrim."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mentorcrm.ui import theme
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.focus import is_there
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

RADIUS = 14
_DEPTH = 28


class _Card(QWidget):
    """The sheet's own surface; a `bare` one is not seen, what is on it stands by itself."""

    bare = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.bare:
            return
        painter = QPainter(self)
        painting.rounded(painter, self.rect(), RADIUS, theme.color("raised"), theme.color("line2"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (around := self.parentWidget()) is not None:
            around.update()  # It paints the shadow, and that of the size before is still there.


class Overlay(QWidget):
    """A card inside the window, over a painted scrim: focus trapped, Escape closes.

    `open()` returns at once; `finished` says whether it was accepted. It deletes itself after
    closing and gives the focus back to the widget that had it.
    """

    finished = Signal(bool)

    def __init__(self, window: QWidget, name: str, width: int) -> None:
        super().__init__(window)
        self._host = window
        self._width = width
        self._before: QWidget | None = None
        self._inside: QWidget | None = None
        self._closed = False
        self.card = _Card(self)
        self.setAccessibleName(name)
        self._host.installEventFilter(self)
        self.hide()

    def open(self, first: QWidget | None = None) -> None:
        """Show the card and put the focus on `first`, else on its first control."""
        self._before = self._host.focusWidget()
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.place()
        usable = first is not None and first.isEnabled()
        _focus(first if first is not None and usable else self.controls()[0])
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keep_focus)

    def accept(self) -> None:
        """Close with yes."""
        self._close_overlay(True)

    def reject(self) -> None:
        """Close without."""
        self._close_overlay(False)

    def place(self) -> None:
        """Give the card its size and its place in the window."""
        raise NotImplementedError

    def controls(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        # Not by `nextInFocusChain`: it leads out of the card, and the binding would take the
        # window for a part of one of our buttons, to be forgotten with it.
        return [widget for widget in self.card.findChildren(QWidget) if self._stops_at(widget)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
            self.place()
        elif event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        controls = self.controls()
        focused = self._host.focusWidget()
        index = controls.index(focused) if focused in controls else -1 if forward else 0
        target = controls[(index + (1 if forward else -1)) % len(controls)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("scrim"))
        painting.shadow(painter, self.card.geometry(), RADIUS, _DEPTH)

    def _stops_at(self, widget: QWidget) -> bool:
        tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        usable = widget.isEnabled() and widget.isVisibleTo(self)
        return tab and usable and widget.focusProxy() is None

    def _keep_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What lies behind must not take the keys; menus and file dialogs in front may."""
        if self._closed or now is None or now is self:
            return
        if self.isAncestorOf(now):
            self._inside = now
        elif self._host.isAncestorOf(now) and is_topmost(self):
            back = self._inside
            usable = back is not None and is_there(back) and back.isVisible()
            _focus(back if back is not None and usable else self.controls()[0])

    def _close_overlay(self, accepted: bool) -> None:
        if self._closed:
            return
        self._closed = True
        self._host.removeEventFilter(self)
        self.hide()
        before, self._before = self._before, None
        if before is not None and is_there(before) and before.isVisible():
            _focus(before)
        self.finished.emit(accepted)
        self.deleteLater()


class Sheet(Overlay):
    """A dialog with a title, a body that scrolls, and buttons at the foot.

    Enter presses the button in focus, from elsewhere the primary one; in text of several lines
    it is Ctrl+Enter.
    """

    def __init__(self, window: QWidget, title: str, width: int = 560) -> None:
        super().__init__(window, title, width)
        self._layout = QVBoxLayout(self.card)
        self.title = Label(title, "title")
        self.close_button = IconButton("x", _("Close"), size=28)
        self._scroll = ScrollColumn((24, 4, 24, 16), 12)
        self.body = self._scroll.body
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(24, 12, 24, 14)
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self._build_sheet()

    def _build_sheet(self) -> None:
        self._head = head = QHBoxLayout()
        head.setContentsMargins(24, 16, 16, 4)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        layout = self._layout
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self._line = Hairline()
        layout.addWidget(self._line)
        layout.addLayout(self.buttons)
        self.close_button.clicked.connect(self.reject)
        self._scroll.watch(self)

    def open(self, first: QWidget | None = None) -> None:
        has_buttons = self.buttons.count() > 1
        self._line.setVisible(has_buttons)
        if not has_buttons:
            self.buttons.setContentsMargins(0, 0, 0, 0)
        super().open(first)

    def footer_buttons(self) -> list[Button]:
        """The buttons at the foot, from left to right."""
        items = (self.buttons.itemAt(place) for place in range(self.buttons.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Button)]

    def place(self) -> None:
        room = self.rect().adjusted(24, 24, -24, -24)
        width = min(max(theme.current().px(self._width), self._foot_width()), room.width())
        stacked = self._foot_width() > width
        ways = QHBoxLayout.Direction
        self.buttons.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self.body.activate()
        wished = self.body.totalHeightForWidth(width)
        if wished < 0:
            wished = self.body.totalSizeHint().height()
        frame = self._head.totalSizeHint().height()
        if not self._line.isHidden():
            frame += self.buttons.totalSizeHint().height() + 1
        # What does not fit the window scrolls.
        height = min(wished + frame, room.height())
        top = max(24, min(128, (self.height() - height) // 2))
        self.card.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def _foot_width(self) -> int:
        """What the buttons at the foot need side by side."""
        widths = [b.sizeHint().width() + 8 for b in self.footer_buttons() if not b.isHidden()]
        return sum(widths) - 8 + 48 if widths else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._enter(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        super().keyPressEvent(event)

    def controls(self) -> list[QWidget]:
        found = super().controls()
        # The close button comes last, so that the first stop is the sheet's own matter.
        if self.close_button in found:
            found.remove(self.close_button)
        return [*found, self.close_button]

    def _enter(self, control: bool) -> None:
        focused = self._host.focusWidget()
        pressable = isinstance(focused, QPushButton | QToolButton) and self.isAncestorOf(focused)
        button = focused if pressable and not control else self._primary()
        if isinstance(button, QAbstractButton) and button.isEnabled():
            button.click()

    def _primary(self) -> Button | None:
        return next((b for b in self.footer_buttons() if b.kind() == "primary"), None)


def is_topmost(overlay: Overlay) -> bool:
    """Whether an overlay is the one in front in its window."""
    return open_sheet(overlay.parentWidget()) is overlay


def open_sheet(window: QWidget | None) -> Overlay | None:
    """The sheet or other overlay in front in a window, None without one."""
    children = window.children() if window is not None else []
    shown = (child for child in reversed(children) if isinstance(child, Overlay))
    return next((overlay for overlay in shown if overlay.isVisible()), None)


def _focus(widget: QWidget) -> None:
    """Give a widget the focus; a button shows its ring, because Enter will press it."""
    keyboard, other = Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason
    widget.setFocus(keyboard if isinstance(widget, QAbstractButton) else other)
