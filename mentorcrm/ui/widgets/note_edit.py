"""Notes with tags: plain text, in which a mark at the beginning of a line shows as a word."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from mentorcrm.ui import icons, theme
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.chips import TAG_COLORS, TAG_HEIGHT, Tone
from mentorcrm.ui.widgets.editor import PlainEdit
from mentorcrm.ui.widgets.field_frame import clear_base
from mentorcrm.ui.widgets.fields import is_enter
from mentorcrm.ui.widgets.line_keys import LineKeys

TagOf = Callable[[str], tuple[str, Tone] | None]
SideOf = Callable[[int], tuple[str, str] | None]
_AROUND, _GAP, _SIDE_ICON = 8, 6, 14
_BELOW = 10  # Between two lines, so that each is seen as a thing of its own.


class _Hidden(QSyntaxHighlighter):
    """Leaves the mark in the text, and lets it be seen no more once its tag says it."""

    def __init__(self, document: QTextDocument, tag_of: TagOf) -> None:
        super().__init__(document)
        self._tag_of = tag_of

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each line that changed."""
        if self._tag_of(text) is None:
            return
        form = QTextCharFormat()
        form.setForeground(QColor(0, 0, 0, 0))
        form.setFontPointSize(1)
        lead = len(text) - len(text.lstrip())
        after = text[lead + 1 :]
        self.setFormat(0, lead + 1 + len(after) - len(after.lstrip()), form)


class NoteEdit(PlainEdit):
    """A text whose lines carry tags. `tag_of` says which one a line has, and in which tint.

    `side_of` says what stands at the end of the line with a key, as an icon and a word. A line has
    the same key for as long as it is there, whatever it says and wherever it goes.
    Ctrl+Enter asks for the line in which the cursor stands to be `turned`, Ctrl+L for what may be
    done with it to be another.
    """

    turn_pressed = Signal()
    privacy_pressed = Signal()
    alone_pressed = Signal()

    def __init__(self, tag_of: TagOf, side_of: SideOf) -> None:
        super().__init__("body")
        self._tag_of, self._side_of = tag_of, side_of
        self._indenting = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        clear_base(self)
        self._keys = LineKeys(self.document())
        self._hidden = _Hidden(self.document(), tag_of)
        self.document().contentsChange.connect(self._indent_changed)
        theme.current().changed.connect(self._indent_all)

    def set_text(self, text: str) -> None:
        self._keys.start()
        super().set_text(text)
        self._indent_all()

    def refresh(self) -> None:
        """Ask again what stands beside the lines."""
        self._indent_all()

    def line(self) -> str:
        """The line in which the cursor stands."""
        return self.textCursor().block().text()

    def key(self) -> int:
        """Its key."""
        return self._keys.of(self.textCursor().block())

    def lines(self) -> list[tuple[int, str]]:
        """All lines, each with its key."""
        return self._keys.lines()

    def replace_line(self, text: str) -> None:
        """Say the line in which the cursor stands otherwise; the cursor goes to its end."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copied, cut or dragged: plain text that knows which lines it was."""
        return self._keys.copied(self.textCursor())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text; a line that was cut out is the same line where it is put in."""
        if source.hasText():
            text = source.text().replace("\r\n", "\n")
            self._keys.paste(self.textCursor(), text, source)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme.current().px(120))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.turn_pressed.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_L and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.privacy_pressed.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_F11:
            self.alone_pressed.emit()
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._step(self.undo, self.document().isUndoAvailable)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._step(self.redo, self.document().isRedoAvailable)
        elif self.textCursor().block().text()[: self.textCursor().positionInBlock()].strip():
            super().keyPressEvent(event)
        else:
            # Here a letter may be a mark, and be taken back only together with its room. Qt would
            # not have a letter that is typed by itself share a step with anything.
            cursor = self.textCursor()
            cursor.beginEditBlock()
            super().keyPressEvent(event)
            cursor.endEditBlock()

    def _step(self, take: Callable[[], object], more: Callable[[], bool]) -> None:
        """Take a step back or forth, and with it those that only made room for something."""
        before = self.text()
        while more():
            take()
            if self.text() != before:
                break

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_hidden"):
            self._indent_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(theme.current().font("capS"))
        block = self.document().firstBlock()
        while block.isValid():
            tag, side = self._tag_of(block.text()), self._side_of(self._keys.of(block))
            if tag is not None:
                self._paint_tag(painter, block, *tag)
            if side is not None:
                self._paint_side(painter, block, *side)
            block = block.next()

    def _paint_side(self, painter: QPainter, block: QTextBlock, icon: str, said: str) -> None:
        """What may be done with a line, at its end."""
        place = self.document().documentLayout().blockBoundingRect(block)
        top = place.top() - self.verticalScrollBar().value()
        width = _side_width(said)
        line = theme.current().line_height("body")
        box = QRectF(self.viewport().width() - width, top, width, line)
        if not box.intersects(QRectF(self.viewport().rect())):
            return
        edge = theme.current().px(_SIDE_ICON)
        corner = QRect(round(box.left()), round(top + (line - edge) / 2), edge, edge)
        icons.draw(painter, icon, corner, "text2")
        painter.setPen(theme.color("text2"))
        words = box.adjusted(edge + _GAP - 2, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, said)

    def _paint_tag(self, painter: QPainter, block: QTextBlock, words: str, tone: Tone) -> None:
        place = self.document().documentLayout().blockBoundingRect(block)
        top = place.top() - self.verticalScrollBar().value()
        line = theme.current().line_height("body")
        height = theme.current().px(TAG_HEIGHT)
        box = QRectF(0, top + (line - height) / 2, _tag_width(words), height)
        if not box.intersects(QRectF(self.viewport().rect())):
            return
        fill, ink = TAG_COLORS[tone]
        painting.rounded(painter, box, height / 2, theme.color(fill))
        painter.setPen(theme.color(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _indent_all(self) -> None:
        self._indent(0, self.document().characterCount())
        self._hidden.rehighlight()
        self.viewport().update()

    def _indent_changed(self, position: int, _removed: int, added: int) -> None:
        # What is undone or done again has its room with it; making any would end the way forth.
        if not self._indenting and not self.document().isRedoAvailable():
            self._indent(position, added)

    def _indent(self, position: int, length: int) -> None:
        """Make room before the words for the tags of the lines from a position on."""
        self._indenting = True
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        block = self.document().findBlock(position)
        while block.isValid() and block.position() <= position + length:
            tag = self._tag_of(block.text())
            side = self._side_of(self._keys.of(block))
            left = _tag_width(tag[0]) + _GAP if tag is not None else 0
            right = _side_width(side[1]) + _AROUND if side is not None else 0
            below = theme.current().px(_BELOW)
            now = block.blockFormat()
            apart = abs(now.leftMargin() - left) + abs(now.rightMargin() - right)
            if apart > 0.5 or now.bottomMargin() != below:
                form = QTextBlockFormat()
                form.setLeftMargin(left)
                form.setRightMargin(right)
                form.setBottomMargin(below)
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(form)
            block = block.next()
        cursor.endEditBlock()
        self._indenting = False


def _side_width(said: str) -> float:
    metrics = QFontMetricsF(theme.current().font("capS"))
    return metrics.horizontalAdvance(said) + theme.current().px(_SIDE_ICON) + _GAP


def _tag_width(words: str) -> float:
    metrics = QFontMetricsF(theme.current().font("capS"))
    return metrics.horizontalAdvance(words) + 2 * _AROUND
