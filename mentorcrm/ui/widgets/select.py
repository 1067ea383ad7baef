"""A choice from a list that looks like a field."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.widgets.field_frame import paint_field
from mentorcrm.ui.widgets.fields import HEIGHT


class Select(QComboBox):
    """Choices as (value, words). `chosen` carries the value, and only when a person chose."""

    chosen = Signal(object)

    def __init__(
        self, choices: Iterable[tuple[object, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # Kept here, because Qt would turn a string enum into plain text.
        self._choices: list[tuple[object, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMaxVisibleItems(20)
        theme.set_type(self, "body")
        self.set_choices(choices)
        self.activated.connect(self._activated)

    def set_choices(self, choices: Iterable[tuple[object, str]]) -> None:
        """Replace the choices; the chosen value stays chosen when it is still offered."""
        before = self.value()
        offered = list(choices)
        if offered == self._choices:
            return
        self.clear()
        self._choices = offered
        self.addItems([words for _value, words in offered])
        self.setCurrentIndex(-1)
        if before is not None:
            self.set_value(before)

    def value(self) -> object:
        """The chosen value, None without one."""
        index = self.currentIndex()
        return self._choices[index][0] if 0 <= index < len(self._choices) else None

    def set_value(self, value: object) -> None:
        """Show a value without emitting; one that is not offered shows nothing chosen."""
        for index, (offered, _words) in enumerate(self._choices):
            if offered == value:
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(-1)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 16, theme.current().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change what it passes over.
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_field(
            painter, self.rect(), focus=self.hasFocus(), error=False, over=self.underMouse()
        )
        middle = (self.height() - 16) // 2
        icons.draw(painter, "chevron-down", QRect(self.width() - 27, middle, 16, 16), "text2")
        words = self.currentText() or self.placeholderText()
        painter.setPen(theme.color("text" if self.currentIndex() >= 0 else "text3"))
        room = self.rect().adjusted(11, 0, -32, 0)
        words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _activated(self, index: int) -> None:
        self.chosen.emit(self._choices[index][0])
