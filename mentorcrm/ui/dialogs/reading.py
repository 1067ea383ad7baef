"""A text to be read, as plain text: a licence, or the changes of a template."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.editor import PlainEdit
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label


class ReadingSheet(Sheet):
    """Shows a long text; `marks` gives the background of some of its lines, by number from 0."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        text: str,
        lead: str = "",
        marks: Sequence[tuple[int, ColorRole]] = (),
    ) -> None:
        super().__init__(window, title, 720)
        self.view = PlainEdit("body")
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setAccessibleName(title)
        self.view.set_text(text)
        self.view.setMinimumHeight(theme.current().px(360))
        self.view.viewport().setAutoFillBackground(False)
        palette = self.view.palette()
        palette.setColor(palette.ColorRole.Base, theme.color("raised"))
        self.view.setPalette(palette)
        if lead:
            self.body.addWidget(Label(lead, "body", "text2", wrap=True))
        self.body.addWidget(self.view, 1)
        self.view.setExtraSelections([self._mark(line, role) for line, role in marks])

    def _mark(self, line: int, role: ColorRole) -> QTextEdit.ExtraSelection:
        return line_mark(self.view, line, role)


def line_mark(view: QTextEdit, line: int, role: ColorRole) -> QTextEdit.ExtraSelection:
    """A coloured background over a whole line of an editor, lines counted from 0."""
    mark = QTextEdit.ExtraSelection()
    style = QTextCharFormat()
    style.setBackground(theme.color(role))
    style.setProperty(QTextFormat.Property.FullWidthSelection, True)
    mark.format = style
    mark.cursor = QTextCursor(view.document().findBlockByNumber(line))
    return mark
