"""Buttons that lie over the end of a line, and take no room from it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.text_area import TextArea


def tab_before(last: QWidget, *rows: QWidget) -> None:
    """Let Tab go through what is in these rows, made later than `last`, before it comes there."""
    before = last
    for row in rows:
        for widget in (row, *row.findChildren(QWidget)):
            if widget.window() is not row.window():
                continue  # The list of a field that drops down is a window of its own.
            if isinstance(widget, TextArea):
                widget.come_after(before)
                before = widget.editor
            elif _is_stop(widget, last) and widget is not before:
                QWidget.setTabOrder(before, widget)
                before = widget
    if before is not last:
        QWidget.setTabOrder(before, last)


def _is_stop(widget: QWidget, last: QWidget) -> bool:
    """Whether Tab can come there; the list that a choice opens is in a window of its own."""
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.window() is last.window()


class OverActs(QWidget):
    """Seen while the pointer is in `owner` or the focus is on a button; `fill` is its ground."""

    def __init__(
        self, owner: QWidget, *buttons: IconButton, fill: ColorRole = "surface", top: int = 0
    ) -> None:
        super().__init__(owner)
        self._owner, self._buttons = owner, buttons
        self._fill: ColorRole = fill
        self._top = top
        self.setLayout(boxes.row(*buttons, spacing=0))
        for button in buttons:
            button.quiet_in(owner)
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.Show):
            size = self.sizeHint()
            left = self._owner.width() - size.width()
            self.setGeometry(left, self._top, size.width(), size.height())
            self.raise_()
        elif kind in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._owner.underMouse() or any(button.hasFocus() for button in self._buttons):
            painting.rounded(QPainter(self), self.rect(), 8, theme.color(self._fill))
