"""An editor of plain text with the designed line height, which Qt's own plain editor lacks."""

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import TypeStyle
from mentorcrm.ui.widgets.window_keys import TypingField

_ALL = 99  # Lines: more than any placeholder has.
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class PlainEdit(TypingField, QTextEdit):
    """Plain text in, plain text out. Pasted formatting is dropped.

    The placeholder wraps as far as there is room, then elides.
    """

    def __init__(self, style: TypeStyle, parent: QWidget | None = None, *, blank: int = 0) -> None:
        """`blank` is the height of an empty line in pixels; 0 for that of any line."""
        super().__init__(parent)
        self._style: TypeStyle = style
        self._blank = blank
        self._placeholder = ""
        self._laying_out = False
        self.setAcceptRichText(False)
        theme.set_type(self, style)
        self.document().setDocumentMargin(0)
        self._lay_out(0, self.document().characterCount())
        self.document().contentsChange.connect(self._contents_changed)

    def text(self) -> str:
        """What is written, with plain line breaks and ordinary spaces."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; the editor's own undo starts anew."""
        self.setPlainText(text)
        before = self.blockSignals(True)
        self.document().setUndoRedoEnabled(False)
        self._lay_out(0, self.document().characterCount())
        self.document().setUndoRedoEnabled(True)
        self.blockSignals(before)

    def set_placeholder(self, text: str) -> None:
        """Words that stand in an empty editor."""
        self._placeholder = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text."""
        if source.hasText():
            self.textCursor().insertText(source.text().replace("\r\n", "\n"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter always begins a new line: on an empty one Qt would only drop the line height."""
        if (
            event.matches(QKeySequence.StandardKey.InsertParagraphSeparator)
            and not self.isReadOnly()
        ):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._placeholder and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            painter.setPen(theme.color("text3"))
            width, high = self.viewport().width() - 2, theme.current().line_height(self._style)
            lines = self._placeholder_lines(width, max(self.viewport().height() // high, 1))
            for number, words in enumerate(lines):
                box = QRect(0, number * high, width, high)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def placeholder_height(self, width: int) -> int:
        """How many lines the placeholder takes in so many pixels."""
        return len(self._placeholder_lines(width, _ALL)) if self._placeholder else 0

    def _placeholder_lines(self, width: int, room: int) -> list[str]:
        """At most `room` lines; what does not fit is cut from the last."""
        lines: list[str] = []
        for paragraph in self._placeholder.split("\n"):
            layout = QTextLayout(paragraph, self.font())
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()])
            layout.endLayout()
        last = " ".join(line.strip() for line in lines[room - 1 :])
        elide = Qt.TextElideMode.ElideRight
        return [*lines[: room - 1], self.fontMetrics().elidedText(last, elide, width)]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out(0, self.document().characterCount())

    def _contents_changed(self, position: int, _removed: int, added: int) -> None:
        if self._blank and not self._laying_out:
            self._lay_out(position, added)

    def _lay_out(self, position: int, length: int) -> None:
        """Give the lines from a position on their height, as part of the edit that made them."""
        document = self.document()
        self._laying_out = True
        cursor = QTextCursor(document)
        cursor.joinPreviousEditBlock()
        block = document.findBlock(position)
        while block.isValid() and block.position() <= position + length:
            height = self._height_of(block)
            if block.blockFormat().lineHeight() != height:
                form = QTextBlockFormat()
                form.setLineHeight(height, _FIXED)
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(form)
            block = block.next()
        cursor.endEditBlock()
        self._laying_out = False

    def _height_of(self, block: QTextBlock) -> int:
        if self._blank and block.length() <= 1:
            return theme.current().px(self._blank)
        return theme.current().line_height(self._style)
