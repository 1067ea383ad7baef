"""An editor of plain text with the designed line height, which Qt's own plain editor lacks."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import TypeStyle

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class PlainEdit(QTextEdit):
    """Plain text in, plain text out. Pasted formatting is dropped."""

    def __init__(self, style: TypeStyle, parent: QWidget | None = None, gap: int = 0) -> None:
        """`gap` is the room below each paragraph in pixels."""
        super().__init__(parent)
        self._style: TypeStyle = style
        self._gap = gap
        self.setAcceptRichText(False)
        theme.set_type(self, style)
        self.document().setDocumentMargin(0)
        self._lay_out()

    def text(self) -> str:
        """What is written, with plain line breaks and ordinary spaces."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; the editor's own undo starts anew."""
        self.setPlainText(text)
        self._lay_out()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text."""
        if source.hasText():
            self.textCursor().insertText(source.text().replace("\r\n", "\n"))

    def _lay_out(self) -> None:
        block = QTextBlockFormat()
        block.setLineHeight(theme.current().line_height(self._style), _FIXED)
        block.setBottomMargin(self._gap)
        before = self.blockSignals(True)
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        self.document().setUndoRedoEnabled(True)
        self.blockSignals(before)
