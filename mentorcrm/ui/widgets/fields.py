"""Fields of one line, and search; with label and a sentence for what is wrong."""

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.theme import ColorRole, TypeStyle
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.chips import key_cap_size, paint_key_cap
from mentorcrm.ui.widgets.field_frame import (
    DENSE,
    ICON,
    QUIET_GAP,
    QUIET_PAD,
    clear_base,
    paint_field,
)
from mentorcrm.ui.widgets.placeholders import Placeholder
from mentorcrm.ui.widgets.text import Label, wrapped
from mentorcrm.ui.widgets.window_keys import TypingField

HEIGHT = 34
_PAD = 11


class Field(TypingField, QLineEdit):
    """One line. `quiet` looks like text until the pointer or the focus is on it.

    `dense` is for values in a card, one below the other. A quiet field shows a long text on up to
    `lines` lines as long as it is not edited.

    Escape restores what was there when editing began, and emits `restored`.
    `committed` comes once, on Enter or on leaving, when the text is another one.

    A placeholder that has no room gives way to the `short` one and stands in the tooltip.
    """

    committed = Signal(str)
    restored = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        icon: str = "",
        quiet: bool = False,
        dense: bool = False,
        lines: int = 1,
        style: TypeStyle = "body",
        short: str = "",
        ink: ColorRole = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ink: ColorRole = ink
        self._icon_name = icon
        self._quiet = quiet
        self._most = lines
        self._least = DENSE if dense else HEIGHT
        self._style: TypeStyle = style
        self._error = False
        self._before = ""
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.placeholder = Placeholder(self, placeholder, short)
        theme.set_type(self, style)
        clear_base(self)
        if ink != "text":
            self._set_ink()
            theme.current().changed.connect(self._set_ink)
        self._set_margins()
        # A fixed height would be that of one line.
        vertical = QSizePolicy.Policy.Preferred if lines > 1 else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.editingFinished.connect(self._commit)
        if lines > 1:
            self.textChanged.connect(self.updateGeometry)

    def set_value(self, text: str) -> None:
        """Show a stored value: nothing is emitted, and it is what Escape goes back to."""
        self._before = text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def set_error(self, error: bool) -> None:
        """Mark what is in the field as wrong; it stays there."""
        if error != self._error:
            self._error = error
            self._set_margins()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.placeholder.fit(self._room(self.width()))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(1))

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self._height(1))

    def hasHeightForWidth(self) -> bool:
        return self._most > 1

    def heightForWidth(self, width: int) -> int:
        lines = wrapped(self.text(), self.font(), self._room(width), self._most)
        return self._height(len(lines))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._before = self.text()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.deselect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._before:
            self.setText(self._before)
            self.restored.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_margins()
            self.placeholder.fit(self._room(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_field(
            painter,
            self.rect(),
            focus=self.hasFocus() and not self.isReadOnly(),
            error=self._error,
            over=self.underMouse() and self.isEnabled() and not self.isReadOnly(),
            quiet=self._quiet,
        )
        edge = theme.current().px(ICON)
        middle = (self.height() - edge) // 2
        if self._icon_name:
            left = QUIET_PAD if self._quiet else _PAD
            icons.draw(painter, self._icon_name, QRect(left, middle, edge, edge), "text3")
        if self._error:
            right = self.width() - _PAD - edge
            icons.draw(painter, "circle-alert", QRect(right, middle, edge, edge), "risk")
        if self._shows_elided():
            self._paint_elided(painter)
            return
        painter.end()
        super().paintEvent(event)

    def _height(self, lines: int) -> int:
        line = theme.current().line_height(self._style)
        return max(theme.current().px(self._least), line + 8) + (lines - 1) * line

    def _room(self, width: int) -> int:
        margins = self.textMargins()
        return max(width - margins.left() - margins.right() - 4, 1)

    def _shows_elided(self) -> bool:
        if self.hasFocus() or not self._quiet:
            return False
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room(self.width())

    def _paint_elided(self, painter: QPainter) -> None:
        painter.setPen(theme.color(self._ink if self.isEnabled() else "text3"))
        left, room = self.textMargins().left() + 2, self._room(self.width())
        lines = wrapped(self.text(), self.font(), room, self._most)
        height = theme.current().line_height(self._style)
        top = (self.height() - len(lines) * height) // 2
        for number, line in enumerate(lines):
            box = QRect(left, top + number * height, room, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line)

    def _set_ink(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.color(self._ink))
        self.setPalette(palette)

    def _set_margins(self) -> None:
        left = QUIET_PAD - 2 if self._quiet else _PAD - 2
        edge = theme.current().px(ICON)
        left += edge + (QUIET_GAP if self._quiet else 8) if self._icon_name else 0
        self.setTextMargins(QMargins(left, 0, _PAD - 2 + (edge + 6 if self._error else 0), 0))

    def _commit(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.committed.emit(self.text())


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is one of the two Enter keys."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(Field):
    """Filters a list as one types. Escape clears; Down goes to the list, Enter takes a hit."""

    query_changed = Signal(str)
    down_pressed = Signal()
    entered = Signal()

    def __init__(
        self, placeholder: str, *, key: str = "", short: str = "", parent: QWidget | None = None
    ) -> None:
        self._key = key
        super().__init__(placeholder, icon="search", short=short, parent=parent)
        self.placeholder.beside = self._cap_width
        self.setAccessibleName(placeholder)
        self.textChanged.connect(self.query_changed)

    def _cap_width(self) -> int:
        return key_cap_size(self._key).width() if self._key else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif is_enter(event):
            self.entered.emit()
        else:
            QLineEdit.keyPressEvent(self, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key or self.text() or self.hasFocus():
            return
        size = key_cap_size(self._key)
        corner = QPoint(self.width() - size.width() - 8, (self.height() - size.height()) // 2)
        paint_key_cap(QPainter(self), QRect(corner, size), self._key)


class Labelled(QWidget):
    """A field with its name above and, when something is wrong, a sentence below.

    `beside` stands on the right of the field, level with it.
    """

    def __init__(
        self,
        name: str,
        field: QWidget,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        beside: tuple[QWidget, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = hint
        self._name = Label(name, "metaM", "text2", wrap=True)
        self._name.setBuddy(field)
        self._note = Label(hint, "meta", "text3", wrap=True)
        field.setAccessibleName(name)
        self._column = boxes.column(self._name, boxes.row(field, *beside), self._note, spacing=4)
        self.setLayout(self._column)
        # After the layout has made it a child: shown before, it would be a window of its own.
        self._note.setHidden(not hint)

    def is_wrong(self) -> bool:
        """Whether something is said to be wrong with what is in the field."""
        return bool(self._note.text()) and self._note.text() != self._hint

    def set_hint(self, text: str) -> None:
        """Change the quiet sentence below."""
        self._hint = text
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Say what is wrong and what to do; an empty sentence takes the mark away."""
        if (mark := getattr(self.field, "set_error", None)) is not None:
            mark(bool(sentence))
        self._note.setText(sentence or self._hint)
        self._note.setVisible(bool(sentence or self._hint))
        self._note.set_role("risk" if sentence else "text3")
        self._note.setVisible(bool(sentence or self._hint))
        self.field.setAccessibleDescription(sentence or self._hint)
        # At once, so that what is around asks for the new height, not for that of before.
        self._column.activate()

    def error(self) -> str:
        """The sentence that says what is wrong, empty without one."""
        wrong = self._note.text() != self._hint
        return self._note.text() if wrong else ""
