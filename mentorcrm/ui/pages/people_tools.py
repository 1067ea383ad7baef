"""Someone new in one line, over the list of people."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.ui.pages.people_read import ReadPerson

_HINT = _("A name is enough. Enter adds, Esc closes.")
_LOOK_MS = 120


class QuickAdd(QWidget):
    """What is typed is shown as it is read; who may be the same person is named, not refused."""

    added = Signal(int)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.field = Field(_("Name, CTO at Company, e-mail, #tag"), icon="user-plus")
        self.field.setAccessibleName(_("Add a person: name, organisation, e-mail"))
        self._note = Label(_HINT, "meta", "text3", wrap=True)
        self.read: ReadPerson | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.field)
        self.add = Button(_("Add"), "soft", size="small")
        self.add.setAccessibleName(_("Add this person"))
        foot = boxes.row(self._note, self.add, spacing=8)
        foot.setStretch(0, 1)
        self._layout.addLayout(foot)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_similar)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.field.restored.connect(self._close)
        self.hide()

    def start_with(self, typed: str) -> None:
        """As `start`, with something typed already."""
        self.field.setText(typed)
        self.start()

    def start(self) -> None:
        """Show the line and put the cursor in it."""
        self._say("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _typed(self, text: str) -> None:
        from mentorcrm.ui.typed import read_person  # Not needed before the first paint.

        if self.read is None:
            from mentorcrm.ui.pages.people_read import ReadPerson

            self.read = ReadPerson(self._desk)
            self._layout.addWidget(self.read)
        self.read.show_typed(read_person(text) if text.strip() else None)
        self._look.start()
        self._say("")

    def _show_similar(self) -> None:
        if self.read is not None and self._desk.live:
            self.read.show_similar()

    def _add(self) -> None:
        if self.field.text().strip():
            self._desk.when_live(self._add_now)

    def _add_now(self) -> None:
        from mentorcrm.ui.newcomers import add_typed

        add_typed(self._desk, self.field.text(), failed=self._say, then=self._done)

    def _done(self, person: int) -> None:
        self.field.set_value("")
        self._say("")
        self.added.emit(person)

    def _say(self, problem: str) -> None:
        self._note.setText(problem or _HINT)
        self._note.set_role("risk" if problem else "text3")
        self.field.set_error(bool(problem))
