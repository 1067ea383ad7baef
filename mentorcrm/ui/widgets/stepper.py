"""Steps of a way, as real buttons: past ones tinted, the present one strong, the rest ahead."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.words import _


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
    """Emits `chosen` with the place of a step that was pressed."""

    chosen = Signal(int)

    def __init__(self, steps: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.steps = [_Step(words, place) for place, words in enumerate(steps)]
        for step in self.steps:
            layout.addWidget(step)  # Equal parts, unless a name needs more than its part.
            step.clicked.connect(self._clicked)

    def set_reached(self, place: int, last_words: str = "") -> None:
        """Show how far one is; -1 for not begun. `last_words` name the last step anew."""
        for step in self.steps:
            step.reached = place
            state = f", {_('now')}" if step.place == place else ""
            step.setAccessibleName(f"{step.text()}{state}")
            step.update()
        if last_words:
            self.steps[-1].setText(last_words)

    def _clicked(self) -> None:
        step = self.sender()
        if isinstance(step, _Step):
            self.chosen.emit(step.place)
