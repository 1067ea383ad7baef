"""The line that is typed in, and the foot that says what the keys do."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mentorcrm.models.naming import name_parts
from mentorcrm.ui import theme
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.chips import KeyCap, Tag
from mentorcrm.ui.widgets.field_frame import clear_base
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.window_keys import TypingField
from mentorcrm.words import _

PLACEHOLDER = _("Search people, asks and notes, or jump to a page")
_PAGE = 8
_FOOT_GAP = 14
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
}


class PaletteEdit(TypingField, QLineEdit):
    """Text goes in; the keys that move in a list come out. `emptied` is Backspace in no text."""

    moved = Signal(int)
    to_end = Signal(bool)
    entered = Signal()
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setPlaceholderText(PLACEHOLDER)
        self.setAccessibleName(_("Search or jump"))
        theme.set_type(self, "lead")
        clear_base(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self.to_end.emit(key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SearchLine(QWidget):
    """The line with its icon; a tag says whose actions are meant."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = PaletteEdit()
        self.about = Tag("", "accent")
        self.about.hide()
        row = boxes.row(IconLabel("search", 18), self.about, spacing=12, margins=(20, 0, 16, 0))
        row.addWidget(self.edit, 1)
        row.addWidget(KeyCap("Esc"))
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(58))

    def show_person(self, name: str) -> None:
        """Ask what to do with somebody."""
        self.about.setText(name)
        self.about.show()
        self._ask(_("What would you like to do?"), "")

    def show_search(self, typed: str) -> None:
        """Back to searching for what was typed."""
        self.about.hide()
        self._ask(PLACEHOLDER, typed)

    def _ask(self, placeholder: str, typed: str) -> None:
        self.edit.setPlaceholderText(placeholder)
        before = self.edit.text()
        self.edit.setText(typed)
        if before == typed:
            self.edit.textChanged.emit(typed)


class _Key(QWidget):
    """Caps, and what they do."""

    def __init__(self, caps: tuple[KeyCap, ...], words: str) -> None:
        super().__init__()
        self.words = Label(words, "meta", "text2")
        self.setLayout(boxes.row(*caps, self.words, spacing=6))


class Foot(QWidget):
    """The keys of the palette, and the signs that narrow it."""

    def __init__(self) -> None:
        super().__init__()
        self._tab = _Key((KeyCap("Tab"),), "")
        self._keys = Flow(_FOOT_GAP)
        self._keys.add(_Key((KeyCap("↑"), KeyCap("↓")), _("move")))
        self._keys.add(_Key((KeyCap("Enter"),), _("open")))
        self._keys.add(self._tab)
        for sign, words in ((">", _("commands")), ("@", _("people")), ("#", _("tags"))):
            self._keys.add(Label(f"{sign}  {words}", "meta", "text2"))
        self.setLayout(boxes.column(self._keys, margins=(18, 11, 18, 11)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_for("")

    def show_for(self, name: str) -> None:
        """Say what Tab does for somebody; nothing for no name."""
        words = name_parts(name).words if name else ()
        self._tab.words.setText(_("actions for {name}").format(name=words[0]) if words else "")
        self._tab.setVisible(bool(words))
        self._keys.rearrange()
