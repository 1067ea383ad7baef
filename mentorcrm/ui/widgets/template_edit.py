"""An editor for template texts: fields, conditions and the header in their own colours."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.editor import PlainEdit
from mentorcrm.ui.widgets.field_frame import clear_base, paint_field

_RULES: tuple[tuple[re.Pattern[str], ColorRole], ...] = (
    (re.compile(r"\{\{.*?\}\}"), "accent"),
    (re.compile(r"\{%.*?%\}"), "good"),
    (re.compile(r"\{#.*?#\}"), "text3"),
)
_KEY = re.compile(r"^(name|version|subject|kind|tone|form|based_on)\s*:")
_FENCE = 1
_BODY = 2


class TemplateColours(QSyntaxHighlighter):
    """Colours over the text; nothing of them is stored."""

    def highlightBlock(self, text: str) -> None:
        before = self.previousBlockState()
        if text.strip() == "---":
            self.setCurrentBlockState(_BODY if before == _FENCE else _FENCE)
            self._paint(0, len(text), "text3")
            return
        self.setCurrentBlockState(before if before != -1 else _BODY)
        key = _KEY.match(text) if before == _FENCE else None
        if key:
            self._paint(0, key.end(), "text3")
        for pattern, role in _RULES:
            for found in pattern.finditer(text):
                self._paint(found.start(), found.end() - found.start(), role)

    def _paint(self, start: int, length: int, role: ColorRole) -> None:
        style = QTextCharFormat()
        style.setForeground(theme.color(role))
        self.setFormat(start, length, style)


class _Text(PlainEdit):
    def __init__(self, box: QWidget) -> None:
        super().__init__("body", box)
        self._box = box
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        clear_base(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._box.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._box.update()


class TemplateEdit(QWidget):
    """The editor in the body of a field; a line with an error is marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = _Text(self)
        self._wrong: int | None = None
        self._colours = TemplateColours(self.text.document())
        self.setFocusProxy(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 6, 10)
        layout.addWidget(self.text)
        theme.current().changed.connect(self._recolour)

    def insert(self, words: str) -> None:
        """Write at the cursor and go on there."""
        self.text.textCursor().insertText(words)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_line(self, line: int | None) -> None:
        """Mark the line with an error, counted from 1; None for none."""
        self._wrong = line
        marks = []
        if line is not None:
            mark = QTextEdit.ExtraSelection()
            style = QTextCharFormat()
            style.setBackground(theme.color("riskSoft"))
            style.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.format = style
            mark.cursor = QTextCursor(self.text.document().findBlockByNumber(line - 1))
            marks.append(mark)
        self.text.setExtraSelections(marks)
        self.update()

    def marked_line(self) -> int | None:
        """The line with an error, counted from 1."""
        return self._wrong

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_field(
            QPainter(self),
            self.rect(),
            focus=self.text.hasFocus(),
            error=self._wrong is not None,
            over=self.underMouse(),
        )

    def _recolour(self) -> None:
        self._colours.rehighlight()
        self.mark_line(self._wrong)
