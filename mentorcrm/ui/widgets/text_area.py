"""Text of several lines in a field, apart from the fields of one: it loads Qt's text engine."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import TypeStyle
from mentorcrm.ui.widgets.editor import PlainEdit
from mentorcrm.ui.widgets.field_frame import DENSE, clear_base, paint_field
from mentorcrm.ui.widgets.fields import HEIGHT, is_enter

_PAD = 11


class _Editor(PlainEdit):
    """The text part of a text area; Tab moves on instead of writing a tab."""

    focus_changed = Signal()
    escaped = Signal()

    def __init__(self, style: TypeStyle, parent: QWidget) -> None:
        super().__init__(style, parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        clear_base(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            event.ignore()
        elif is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # It means more than this field.
        else:
            super().keyPressEvent(event)


class TextArea(QWidget):
    """Several lines, growing with its text from `low` to `high` lines, then scrolling.

    Signals and `dense` as in `Field`; what is stored is plain text.
    """

    text_changed = Signal()
    committed = Signal(str)

    def __init__(
        self,
        placeholder: str = "",
        *,
        low: int = 2,
        high: int = 6,
        style: TypeStyle = "body",
        quiet: bool = False,
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = _Editor(style, self)
        self._above = 4 if dense else 7
        self._least = DENSE if dense else HEIGHT
        self._low, self._high = low, high
        self._style: TypeStyle = style
        self._quiet = quiet
        self._error = False
        self._before = ""
        self._silent = False
        self.editor.set_placeholder(placeholder)
        self.setFocusProxy(self.editor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._connect()
        self._grow()

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._text_changed)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.editor.focus_changed.connect(self._focus_changed)
        self.editor.escaped.connect(self._restore)

    def come_after(self, before: QWidget) -> None:
        """Let Tab come here after `before`.

        Qt moves the inner editor alone, and the stop that the area itself is would stay behind.
        """
        policy = self.focusPolicy()
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Without, Qt leaves it where it is.
        QWidget.setTabOrder(before, self)
        QWidget.setTabOrder(self, self.editor)
        self.setFocusPolicy(policy)
        self.setFocusProxy(self.editor)

    def text(self) -> str:
        """The text as typed."""
        return self.editor.toPlainText()

    def set_value(self, text: str) -> None:
        """Show a stored value without emitting; the place of the cursor is kept if it can be."""
        self._before = text
        if text == self.text():
            return
        self._silent = True
        cursor = self.editor.textCursor()
        place = min(cursor.position(), len(text))
        self.editor.set_text(text)
        cursor = self.editor.textCursor()
        cursor.setPosition(place)
        self.editor.setTextCursor(cursor)
        self._silent = False

    def set_error(self, error: bool) -> None:
        """Mark the text as wrong; it stays."""
        self._error = error
        self.update()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.editor.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(200, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._side()
        self.editor.setGeometry(self.rect().adjusted(side, self._above, -side + 2, 1 - self._above))
        self._grow()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_field(
            QPainter(self),
            self.rect(),
            focus=self.editor.hasFocus() and not self.editor.isReadOnly(),
            error=self._error,
            over=self.underMouse() and not self.editor.isReadOnly(),
            quiet=self._quiet,
        )

    def _side(self) -> int:
        return 6 if self._quiet else _PAD

    def _line(self) -> int:
        return theme.current().line_height(self._style)

    def _lines(self) -> int:
        written = max(1, round(self.editor.document().size().height() / self._line()))
        # It does not shrink under the first letter one types.
        empty = not self.text() or (self.editor.hasFocus() and not self._before)
        if not empty:
            return written
        return max(written, self.editor.placeholder_height(self.width() - 2 * self._side()))

    def _height(self) -> int:
        shown = min(max(self._lines(), self._low), self._high)
        least = theme.current().px(self._least)
        return max(least, shown * self._line() + 2 * self._above)

    def _grow(self) -> None:
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if self._lines() <= self._high:
            bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.editor.setVerticalScrollBarPolicy(bar)
        if self._height() != self.height():
            self.updateGeometry()

    def _text_changed(self) -> None:
        self._grow()
        if not self._silent:
            self.text_changed.emit()

    def _focus_changed(self) -> None:
        self.update()
        if self.editor.hasFocus():
            self._before = self.text()
        elif self.text() != self._before:
            self._before = self.text()
            self.committed.emit(self.text())
        self._grow()

    def _restore(self) -> None:
        if self.text() != self._before:
            self.editor.set_text(self._before)
