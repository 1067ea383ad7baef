"""Steps of a way, as real buttons: past ones tinted, the present one strong, the rest ahead."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.words import _

_GAP, _LINE_GAP = 6, 4


class _Step(KeyboardFocus, QAbstractButton):
    focus_radius = 4.0

    def __init__(self, words: str, place: int) -> None:
        super().__init__()
        self.place = place
        self.reached = 0
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.set_type(self, "metaM")

    def sizeHint(self) -> QSize:
        # The present step is set in a stronger weight.
        width = QFontMetrics(theme.current().font("metaS")).horizontalAdvance(self.text())
        return QSize(width + 4, theme.current().px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        present = self.place == self.reached
        bar: ColorRole = "accent" if present else "line2"
        if self.place < self.reached:
            bar = "accentLine"
        ink: ColorRole = "accent" if present else "text" if self.underMouse() else "text2"
        box = self.rect()
        box.setHeight(4)
        painting.rounded(painter, box, 2, theme.color(bar))
        if present:
            painter.setFont(theme.current().font("metaS"))
        painter.setPen(theme.color(ink))
        room = self.rect().adjusted(0, 8, 0, 0)
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


class Stepper(QWidget):
    """Emits `chosen` with the place of a step that was pressed.

    Steps whose names do not fit side by side stand in more lines, in columns of one width.
    """

    chosen = Signal(int)

    def __init__(self, steps: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = [_Step(words, place) for place, words in enumerate(steps)]
        for step in self.steps:
            step.setParent(self)
            step.clicked.connect(self._clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.current().changed.connect(self._rearrange)

    def sizeHint(self) -> QSize:
        widths = self._needed()
        return QSize(sum(widths) + _GAP * (len(widths) - 1), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._needed()), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self.steps) // len(self._columns(width)))
        return lines * (self.steps[0].sizeHint().height() + _LINE_GAP) - _LINE_GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def set_reached(self, place: int, last_words: str = "") -> None:
        """Show how far one is; -1 for not begun. `last_words` name the last step anew."""
        for step in self.steps:
            step.reached = place
            state = f", {_('now')}" if step.place == place else ""
            step.setAccessibleName(f"{step.text()}{state}")
            step.update()
        if last_words:
            self.steps[-1].setText(last_words)
            self._rearrange()

    def _needed(self) -> list[int]:
        return [step.sizeHint().width() for step in self.steps]

    def _columns(self, width: int) -> list[int]:
        """How wide the steps of a line are: equal parts, unless a name needs more than that."""
        needed = self._needed()
        spare = width - sum(needed) - _GAP * (len(needed) - 1)
        if spare >= 0:
            part = (width + _GAP) // len(needed) - _GAP
            return [part] * len(needed) if max(needed) <= part else _widened(needed, spare)
        for lines in range(2, len(needed)):
            columns = -(-len(needed) // lines)
            part = (width + _GAP) // columns - _GAP
            if max(needed) <= part:
                return [part] * columns
        return [width]

    def _arrange(self) -> None:
        widths = self._columns(self.width())
        height = self.steps[0].sizeHint().height()
        for number, step in enumerate(self.steps):
            line, column = divmod(number, len(widths))
            left = sum(widths[:column]) + _GAP * column
            step.setGeometry(left, line * (height + _LINE_GAP), widths[column], height)

    def _rearrange(self) -> None:
        self.updateGeometry()
        self._arrange()

    def _clicked(self) -> None:
        step = self.sender()
        if isinstance(step, _Step):
            self.chosen.emit(step.place)


def _widened(needed: list[int], spare: int) -> list[int]:
    each = spare // len(needed)
    return [width + each for width in needed]
