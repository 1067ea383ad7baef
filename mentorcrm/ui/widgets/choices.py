"""Segmented control and checkbox."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from mentorcrm.ui import icons, theme
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.words import _

_TRACK_RADIUS = 10
_SEGMENT_RADIUS = 7
_PAD = 3
_DONE = 16
_BETWEEN = 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Segment(KeyboardFocus, QAbstractButton):
    focus_radius = _SEGMENT_RADIUS

    def __init__(self, words: str, value: object) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.value = value
        self.done = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.set_type(self, "metaM")

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        mark = theme.current().px(_DONE) + 6 if self.done else 0
        return QSize(width + 20 + mark, theme.current().px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(28, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would move the focus among the buttons of a group without choosing.
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isChecked():
            fill, line = theme.color("segment"), theme.color("line2")
            painting.rounded(painter, self.rect(), _SEGMENT_RADIUS, fill, line)
        on = self.isChecked() or self.underMouse()
        painter.setPen(theme.color("text" if on else "text2"))
        room = self.rect().adjusted(4, 0, -4, 0)
        if self.done:
            self._paint_done(painter, room)
        words = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_done(self, painter: QPainter, room: QRect) -> None:
        """A check before the words, which go on beside it."""
        edge = theme.current().px(_DONE)
        width = min(QFontMetrics(self.font()).horizontalAdvance(self.text()), room.width())
        left = room.left() + max(0, (room.width() - width - edge - 6) // 2)
        box = QRect(left, (self.height() - edge) // 2, edge, edge)
        icons.draw(painter, "circle-check", box, "good")
        room.setLeft(room.left() + edge + 6)


class Segmented(QWidget):
    """A few exclusive choices side by side: one tab stop, arrows move and choose.

    Where the words have no room side by side, they stand one below the other.
    """

    chosen = Signal(object)

    def __init__(
        self, choices: Iterable[tuple[object, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        layout.setSpacing(_BETWEEN)
        self._segments: list[_Segment] = []
        for value, words in choices:
            segment = _Segment(words, value)
            self._group.addButton(segment)
            self._segments.append(segment)
            layout.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._clicked)
        self._one_tab_stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn()

    def sizeHint(self) -> QSize:
        return QSize(self._side_by_side(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        widest = max((segment.sizeHint().width() for segment in self._segments), default=0)
        return QSize(widest + 2 * _PAD, super().sizeHint().height())

    def _side_by_side(self) -> int:
        widths = [segment.sizeHint().width() for segment in self._segments]
        return sum(widths) + _BETWEEN * (len(widths) - 1) + 2 * _PAD

    def _turn(self) -> None:
        """Stand side by side, or one below the other."""
        ways = QHBoxLayout.Direction
        fits = self._side_by_side() <= self.width()
        way = ways.LeftToRight if fits else ways.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)
            self.updateGeometry()

    def value(self) -> object:
        """The chosen value, None without one."""
        button = self._group.checkedButton()
        return button.value if isinstance(button, _Segment) else None

    def set_value(self, value: object) -> None:
        """Show a value without emitting; one that is not offered shows nothing chosen."""
        self._group.setExclusive(False)
        for segment in self._segments:
            segment.setChecked(segment.value == value)
        self._group.setExclusive(True)
        self._one_tab_stop()

    def set_done(self, done: Mapping[str, bool]) -> None:
        """Mark the choices that are done, by their values, with a check and in words."""
        for segment in self._segments:
            segment.done = done.get(str(segment.value), False)
            said = _("{words}, done") if segment.done else "{words}"
            segment.setAccessibleName(said.format(words=segment.text()))
            segment.updateGeometry()
            segment.update()

    def set_words(self, words: Mapping[object, str]) -> None:
        """Say some choices in other words, by their values."""
        for segment in self._segments:
            if segment.value in words:
                segment.setText(words[segment.value])
                segment.setAccessibleName(words[segment.value])
                segment.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        focused = [s.hasFocus() for s in self._segments]
        index = focused.index(True) if True in focused else 0
        target = self._segments[(index + step) % len(self._segments)]
        target.setChecked(True)
        self._one_tab_stop()
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(target.value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.rounded(QPainter(self), self.rect(), _TRACK_RADIUS, theme.color("sunken"))

    def _clicked(self, button: QAbstractButton) -> None:
        self._one_tab_stop()
        if isinstance(button, _Segment):
            self.chosen.emit(button.value)

    def _one_tab_stop(self) -> None:
        checked = self._group.checkedButton() or self._segments[0]
        self.setFocusProxy(checked)
        for segment in self._segments:
            policy = Qt.FocusPolicy.StrongFocus if segment is checked else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(policy)


class CheckBox(KeyboardFocus, QCheckBox):
    """A checkbox of 18 px in a hit area of 28."""

    focus_radius = 7.0

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.set_type(self, "body")

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        edge = theme.current().px(28)
        return QSize(edge + (width + 4 if self.text() else 0), edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, hit = QPainter(self), theme.current().px(28)
        paint_check(
            painter,
            QRect(0, 0, hit, self.height()),
            checked=self.isChecked(),
            enabled=self.isEnabled(),
            over=self.underMouse(),
        )
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        words = self.rect().adjusted(hit + 4, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


def paint_check(
    painter: QPainter, hit: QRect, *, checked: bool, enabled: bool = True, over: bool = False
) -> None:
    """Paint the box of a checkbox into the middle of the area that a click hits."""
    edge = theme.current().px(18)
    left, top = (hit.width() - edge) // 2, (hit.height() - edge) // 2
    box = QRect(hit.left() + left, hit.top() + top, edge, edge)
    if checked:
        painting.rounded(painter, box, 5, theme.color("accent" if enabled else "line2"))
        icons.draw(painter, "check", box.adjusted(2, 2, -2, -2), "onAccent")
    else:
        line = theme.color("accent" if over else "field")
        painting.rounded(painter, box, 5, theme.color("surface"), line, 1.5)
