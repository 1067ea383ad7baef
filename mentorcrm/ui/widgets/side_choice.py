"""One of two values, side by side, each as long as it is: a choice by click or by arrow keys."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.text import Label

RADIUS = 8
_DOT = 16
_LINES = 4
_STEPS = {Qt.Key.Key_Left: 0, Qt.Key.Key_Up: 0, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Side(KeyboardFocus, QAbstractButton):
    """A value with a dot before it; its words wrap."""

    focus_radius = RADIUS

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.label = Label(text, "body", wrap=True, max_lines=_LINES)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.label)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._show)
        theme.current().changed.connect(self._fit)
        self._fit()
        self._show(False)

    def sizeHint(self) -> QSize:
        return self._row.totalSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would move the focus among the buttons of a group without choosing.
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        fill = theme.color("accentSoft" if on else "hover" if self.underMouse() else "surface")
        outline = theme.color("accentLine" if on else "line")
        painting.rounded(painter, self.rect(), RADIUS, fill, outline)
        edge = theme.current().px(_DOT)
        line_height = self.label.fontMetrics().lineSpacing()
        dot = QRect(12, 8 + max((line_height - edge) // 2, 0), edge, edge)
        ring = theme.color("accent" if on or self.underMouse() else "field")
        painting.rounded(painter, dot, edge / 2, theme.color("surface"), ring, 1.5)
        if on:
            inner = dot.adjusted(edge // 4, edge // 4, -edge // 4, -edge // 4)
            painting.rounded(painter, inner, inner.width() / 2, theme.color("accent"))

    def _fit(self) -> None:
        self._row.setContentsMargins(20 + theme.current().px(_DOT), 8, 12, 8)

    def _show(self, on: bool) -> None:
        self.label.set_role("text" if on else "text2")


class SideChoice(QWidget):
    """Two values of one thing; `name` says of what. One tab stop."""

    chosen = Signal(int)

    def __init__(self, name: str, values: tuple[str, str]) -> None:
        super().__init__()
        self.sides = [_Side(value, f"{name}: {value}") for value in values]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for place, side in enumerate(self.sides):
            self._group.addButton(side, place)
            layout.addWidget(side, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_value(0)
        self._group.idClicked.connect(self._clicked)

    def value(self) -> int:
        """0 for the left one, 1 for the right one."""
        return self._group.checkedId()

    def set_value(self, place: int) -> None:
        """Choose a side without emitting."""
        self.sides[place].setChecked(True)
        for side in self.sides:
            policy = Qt.FocusPolicy.StrongFocus if side.isChecked() else Qt.FocusPolicy.ClickFocus
            side.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = _STEPS.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
            return
        self.set_value(place)
        self.sides[place].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(place)

    def _clicked(self, place: int) -> None:
        self.set_value(place)
        self.chosen.emit(place)
