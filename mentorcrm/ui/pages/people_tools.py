"""Someone new in one line, over the list of people."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import Season
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label


class QuickAdd(QWidget):
    """Someone new in one line."""

    added = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.field = Field("Name, organisation, mail", icon="user-plus")
        self.field.setAccessibleName("Add a person: name, organisation, mail")
        self._note = Label("A name is enough. Enter adds, Esc closes.", "meta", "text3", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self._note)
        self.field.returnPressed.connect(self._add)
        self.field.restored.connect(self.hide)
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

    def _add(self) -> None:
        if self.field.text().strip():
            self._desk.when_live(self._add_now)

    def _add_now(self) -> None:
        # Not needed before the first paint.
        from mentorcrm.services.commands.people import AddPerson
        from mentorcrm.ui.typed import read_person

        typed = read_person(self.field.text())
        command = AddPerson(
            typed.name, typed.organisation, typed.title, typed.mail, Season.CANDIDATE
        )
        self._desk.run(command, said=f"Added {typed.name}", failed=self._say, then=self._done)

    def _done(self, person: int) -> None:
        self.field.set_value("")
        self._say("")
        self.added.emit(person)

    def _say(self, problem: str) -> None:
        self._note.setText(problem or "A name is enough. Enter adds, Esc closes.")
        self._note.set_role("risk" if problem else "text3")
        self.field.set_error(bool(problem))
