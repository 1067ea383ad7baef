"""The line itself: the words stay as they are typed, and what was understood is tinted."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.editor import PlainEdit
from mentorcrm.ui.widgets.field_frame import clear_base
from mentorcrm.ui.widgets.fields import is_enter
from mentorcrm.words import _

# What a stretch was read as, by the name of its kind, to its tint.
TINTS: dict[str, ColorRole] = {
    "person": "accentSoft",
    "how": "restSoft",
    "when": "restSoft",
    "topic": "goodSoft",
    "promise": "warnSoft",
    "give": "goodSoft",
    "advice": "accentSoft",
}
Stretch = tuple[int, int, str]
_MOST_LINES = 6
_OUT, _ABOVE = 1.5, 0.0


class Sentence(PlainEdit):
    """Enter asks to save, Shift+Enter begins a line; grows to six lines."""

    entered = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lead", parent)
        self._stretches: tuple[Stretch, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAutoFillBackground(False)
        clear_base(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("What happened"))
        self.set_placeholder(_("coffee with Ana yesterday about the promotion"))
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Tint these stretches: start and end in characters, and what they were read as."""
        self._stretches = tuple(stretches)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif is_enter(event) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setPen(Qt.PenStyle.NoPen)
        text = self.text()
        for start, end, kind in self._stretches:
            painter.setBrush(theme.color(TINTS[kind]))
            for box in self._boxes(_units(text, start), _units(text, end)):
                painter.drawRect(box)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _boxes(self, start: int, end: int) -> Iterator[QRectF]:
        """Where a stretch stands, one box for each line that it is on."""
        document = self.document()
        shift = self.verticalScrollBar().value()
        block = document.findBlock(start)
        while block.isValid() and block.position() < end:
            corner = document.documentLayout().blockBoundingRect(block).topLeft()
            layout = block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                first = max(start - block.position(), line.textStart())
                last = min(end - block.position(), line.textStart() + line.textLength())
                if first < last:
                    left, right = _x(line, first), _x(line, last)
                    top = corner.y() + line.y() + line.height() - line.naturalTextRect().height()
                    yield QRectF(
                        corner.x() + left - _OUT,
                        top - shift + _ABOVE,
                        right - left + 2 * _OUT,
                        line.naturalTextRect().height() - 2 * _ABOVE,
                    )
            block = block.next()

    def _height(self) -> int:
        line = theme.current().line_height("lead")
        return min(max(round(self.document().size().height()), line), _MOST_LINES * line) + 4

    def _grow(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())
            self.grown.emit()


def _x(line: object, at: int) -> float:
    found = line.cursorToX(at)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)


def _units(text: str, at: int) -> int:
    """A place in characters as Qt counts it, where a character beyond U+FFFF takes two."""
    before = text[:at]
    return at if before.isascii() else at + sum(ord(character) > 0xFFFF for character in before)
