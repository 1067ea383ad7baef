"""The middle of the composer: to whom, the subject, and the letter with its findings marked."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from mentorcrm.models.kinds import SUBJECT_CHARACTERS, FindingLevel, MessageForm
from mentorcrm.services.asking import Finding
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui import theme, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.cards import Hairline, Panel
from mentorcrm.ui.widgets.editor import PlainEdit
from mentorcrm.ui.widgets.field_frame import clear_base
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_NAME_WIDTH = 46  # Of "Subject".
_BESIDE_TIME = 300  # What else stands in the line with the recipient.
TEXT_WIDTH = 536
# Between paragraphs stands an empty line in the text; on screen it is just a gap.
_BLANK = 13


def utf16(text: str, offset: int) -> int:
    """Qt counts in UTF-16 units: the position of a character offset in its documents."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, position: int) -> int:
    """The character offset of a position in a Qt document."""
    raw = text.encode("utf-16-le", "surrogatepass")[: position * 2]
    return len(raw.decode("utf-16-le", "ignore"))


class LetterEdit(PlainEdit):
    """The letter. Marks lie over the text: nothing of them enters the document or clipboard."""

    finding_pressed = Signal(object, QRect)

    def __init__(self) -> None:
        super().__init__("letter", blank=_BLANK)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Letter"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.viewport().setAutoFillBackground(False)
        clear_base(self)
        self._findings: tuple[Finding, ...] = ()
        self._current: Finding | None = None
        theme.current().changed.connect(self._mark)

    def show_findings(self, findings: Sequence[Finding], current: Finding | None = None) -> None:
        """Mark the words of findings; the current one stronger."""
        self._findings = tuple(f for f in findings if f.field == "body" and f.end > f.start)
        self._current = current
        self._mark()

    def reveal(self, finding: Finding) -> QRect:
        """Bring a finding's words into view; returns where they are, in my coordinates."""
        cursor = self._cursor(finding)
        place = QTextCursor(cursor)
        place.setPosition(cursor.selectionEnd())
        self.setTextCursor(place)
        self.ensureCursorVisible()
        return self._rect(cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        position = self.cursorForPosition(event.position().toPoint()).position()
        offset = from_utf16(self.text(), position)
        for finding in self._findings:
            if finding.start <= offset <= finding.end:
                self.finding_pressed.emit(finding, self._rect(self._cursor(finding)))
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(0, self.width() - theme.current().px(TEXT_WIDTH) - 12)
        self.setViewportMargins(0, 0, side, 0)

    def _cursor(self, finding: Finding) -> QTextCursor:
        text = self.text()
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(utf16(text, finding.start), last))
        end = min(utf16(text, finding.end), last)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _rect(self, cursor: QTextCursor) -> QRect:
        start, end = QTextCursor(cursor), QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        box = self.cursorRect(start)
        last = self.cursorRect(end)
        if last.top() == box.top():
            box = box.united(last)
        return box.translated(self.viewport().mapTo(self, QPoint(0, 0)))

    def _mark(self) -> None:
        selections = []
        for finding in self._findings:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(finding)
            selection.format = self._format(finding)
            selections.append(selection)
        self.setExtraSelections(selections)

    def _format(self, finding: Finding) -> QTextCharFormat:
        must = finding.level is FindingLevel.MUST
        hint = finding.level is FindingLevel.HINT
        style = QTextCharFormat()
        if not hint or finding is self._current:
            style.setBackground(theme.color("riskSoft" if must else "mark"))
        line = theme.color("riskFill" if must else "accentLine" if hint else "warnFill")
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        style.setUnderlineColor(line)
        if finding is self._current:
            style.setBackground(theme.color("accentSoft"))
        return style


class ToRow(QWidget):
    """To whom, at which address, and what time it is there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._avatar = Avatar(size=24)
        self._name = Label("", "strong")
        self._mail = Label("", "body", "text3")
        self._time = Label("", "body", "text3")
        self._name.setMinimumWidth(72)
        pill = Panel("sunken", None, 10)
        pill.setLayout(boxes.row(self._avatar, self._name, margins=(4, 4, 12, 4)))
        self.to = to = Label(_("To"), "body", "text3")
        self.setLayout(
            boxes.row(to, pill, self._mail, None, self._time, spacing=8, margins=(0, 9, 0, 9))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The time shows whole, beside an address that may be cut, or not at all."""
        needed = self._time.sizeHint().width()
        self._time.setMinimumWidth(needed)
        self._time.setVisible(self.width() >= theme.current().px(_BESIDE_TIME) + needed)

    def show_person(self, person: PersonDetail, form: MessageForm) -> None:
        """Show the recipient."""
        self._avatar.set_person(person.name, person.tint)
        self._name.setText(person.name)
        mail = person.mail() or (_("no address yet") if form is MessageForm.MAIL else "")
        self._mail.setText(mail if form is MessageForm.MAIL else "")
        self._mail.set_role("text3" if person.mail() else "warn")
        values = person.values
        now = self._desk.clock.now()
        where = words.place_and_time(values["location"], values["zone"], now)
        self._time.setText(where)
        self._fit()


class Paper(Panel):
    """The sheet the letter lies on."""

    text_edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", "line", 12)
        self.to = ToRow(desk)
        self.subject = Field(_("Say what it is about"), style="titleS", quiet=True)
        self.subject.setAccessibleName(_("Subject"))
        self._count = Label("", "num", "text3")
        self._limit = SUBJECT_CHARACTERS
        self.letter = LetterEdit()
        self._subject_name = label = Label(_("Subject"), "body", "text3")
        self._subject_row = QWidget()
        self._subject_row.setLayout(
            boxes.row(label, self.subject, self._count, spacing=8, margins=(0, 4, 0, 4))
        )
        self._second_line = Hairline()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 8, 28, 20)
        layout.setSpacing(0)
        layout.addWidget(self.to)
        layout.addWidget(Hairline())
        layout.addWidget(self._subject_row)
        layout.addWidget(self._second_line)
        layout.addSpacing(20)
        layout.addWidget(self.letter, 1)
        self._silent = False
        self._connect()
        self._fit_names()

    def _fit_names(self) -> None:
        """What is written in the lines above the letter begins at the same place."""
        names = (self.to.to, self._subject_name)
        width = max(_NAME_WIDTH, *(name.sizeHint().width() for name in names))
        for name, more in zip(names, (6, 0), strict=True):
            name.setFixedWidth(width + more)

    def _connect(self) -> None:
        theme.current().changed.connect(self._fit_names)
        self.subject.textChanged.connect(self._edited)
        self.letter.textChanged.connect(self._edited)

    def set_form(self, form: MessageForm) -> None:
        """A note or a chat message has no subject."""
        mail = form is MessageForm.MAIL
        self._subject_row.setVisible(mail)
        self._second_line.setVisible(mail)

    def show_text(self, subject: str, body: str) -> None:
        """Show a text without telling; nothing moves when it is there already."""
        self._silent = True
        self.subject.set_value(subject)
        if self.letter.text() != body:
            scroll = self.letter.verticalScrollBar().value()
            position = self.letter.textCursor().position()
            self.letter.set_text(body)
            cursor = self.letter.textCursor()
            cursor.setPosition(min(position, self.letter.document().characterCount() - 1))
            self.letter.setTextCursor(cursor)
            self.letter.verticalScrollBar().setValue(scroll)
        self._silent = False
        self._show_count()

    def _edited(self) -> None:
        self._show_count()
        if not self._silent:
            self.text_edited.emit()

    def _show_count(self) -> None:
        length = len(self.subject.text())
        self._count.setText(str(length) if length else "")
        self._count.set_role("warn" if length > self._limit else "text3")
