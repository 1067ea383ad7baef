"""What floats above a page: sheets with a scrim, and popovers that leave the page alive."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label

RADIUS = 14
_DEPTH = 28


class _Card(QWidget):
    """The sheet's own surface."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.rounded(painter, self.rect(), RADIUS, theme.color("raised"), theme.color("line2"))


class Sheet(QWidget):
    """A dialog inside the window: painted scrim, focus trapped, Escape closes.

    `open()` returns at once; `finished` says whether it was accepted. It deletes itself after
    closing and gives the focus back to the widget that had it.
    """

    finished = Signal(bool)

    def __init__(self, window: QWidget, title: str, width: int = 560) -> None:
        super().__init__(window)
        self._host = window
        self._width = width
        self._before: QWidget | None = None
        self._closed = False
        self.card = _Card(self)
        self._layout = QVBoxLayout(self.card)
        self.title = Label(title, "title")
        self.close_button = IconButton("x", "Close", size=28)
        self._scroll = ScrollColumn((24, 4, 24, 16), 12)
        self.body = self._scroll.body
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(24, 12, 24, 14)
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self._build_sheet()
        self.setAccessibleName(title)
        self.hide()

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
        self._host.installEventFilter(self)
        self._scroll.watch(self)

    def open(self, first: QWidget | None = None) -> None:
        """Show the sheet and put the focus on `first`, else on its first control."""
        self._before = self.window().focusWidget()
        has_buttons = self.buttons.count() > 1
        self._line.setVisible(has_buttons)
        if not has_buttons:
            self.buttons.setContentsMargins(0, 0, 0, 0)
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.place()
        target = first or self._controls()[0]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Close with yes."""
        self._close_sheet(True)

    def reject(self) -> None:
        """Close without."""
        self._close_sheet(False)

    def place(self) -> None:
        """Give the card its size and the middle of the window."""
        room = self.rect().adjusted(24, 24, -24, -24)
        width = min(theme.current().px(self._width), room.width())
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
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        controls = self._controls()
        focused = self.window().focusWidget()
        index = controls.index(focused) if focused in controls else -1 if forward else 0
        target = controls[(index + (1 if forward else -1)) % len(controls)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("scrim"))
        painting.shadow(painter, self.card.geometry(), RADIUS, _DEPTH)

    def _controls(self) -> list[QWidget]:
        # Not by `nextInFocusChain`: it leads out of the sheet, and the binding would take the
        # window for a part of one of our buttons, to be forgotten with it.
        found = [widget for widget in self.card.findChildren(QWidget) if self._stops_at(widget)]
        # The close button comes last, so that the first stop is the sheet's own matter.
        if self.close_button in found:
            found.remove(self.close_button)
        return [*found, self.close_button]

    def _stops_at(self, widget: QWidget) -> bool:
        tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        usable = widget.isEnabled() and widget.isVisibleTo(self)
        return tab and usable and widget.focusProxy() is None

    def _close_sheet(self, accepted: bool) -> None:
        if self._closed:
            return
        self._closed = True
        self._host.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.finished.emit(accepted)
        self.deleteLater()


class Popover(QWidget):
    """A small card beside something; a child of the page, so that typing goes on."""

    closed = Signal()

    def __init__(self, parent: QWidget, width: int = 348) -> None:
        super().__init__(parent)
        self._host = parent
        self._width = width
        self._anchor = QRect()
        self.body = QVBoxLayout(self)
        edge = _DEPTH // 2
        self.body.setContentsMargins(edge + 14, edge + 12, edge + 14, edge + 14)
        self.body.setSpacing(8)
        self.hide()

    def open_below(self, anchor: QRect) -> None:
        """Show under `anchor` (in the parent's coordinates), above it where there is no room."""
        self._anchor = anchor
        self.show()
        self.raise_()
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()
        return done

    def _place(self) -> None:
        self.body.activate()
        edge = _DEPTH // 2
        width = self._width + 2 * edge
        height = self.body.totalHeightForWidth(width)
        if height < 0:
            height = self.sizeHint().height()
        host, anchor = self._host.rect(), self._anchor
        left = min(max(anchor.left() - edge, 0), host.width() - width)
        top = anchor.bottom() - edge + 6
        if top + height > host.height():
            top = anchor.top() - height + edge - 6
        self.setGeometry(max(left, 0), max(top, 0), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = _DEPTH // 2
        box = self.rect().adjusted(edge, edge, -edge, -edge)
        painting.shadow(painter, box, 12, edge)
        painting.rounded(painter, box, 12, theme.color("raised"), theme.color("line2"))
