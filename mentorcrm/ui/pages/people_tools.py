"""What stands over the list of people: someone new in one line, the filter by chips."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorcrm.models.kinds import Role, Season
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.menus import ChoiceMenu
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


class FilterChips(QWidget):
    """Role, season and tag as chips with menus. A chosen chip shows its value; a click clears."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.role: Role | None = None
        self.season: Season | None = None
        self.tag = ""
        self._chips = {name: Chip(name, menu_arrow=True) for name in ("Role", "Season", "Tag")}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for name, chip in self._chips.items():
            chip.setObjectName(name)
            chip.setAccessibleName(f"Filter by {name.lower()}")
            chip.clicked.connect(self._clicked)
            layout.addWidget(chip)
        layout.addStretch(1)

    def choose(self, wanted: PeopleFilter) -> None:
        """Show what a filter chooses, without a signal."""
        self.role, self.season, self.tag = wanted.role, wanted.season, wanted.tag
        self._show()

    def words(self) -> list[str]:
        """What is chosen, as words."""
        chosen = [self.role.label if self.role else "", self.season.label if self.season else ""]
        return [*(word for word in chosen if word), *([f"#{self.tag}"] if self.tag else [])]

    def _clicked(self) -> None:
        name = self.sender().objectName()
        if {"Role": self.role, "Season": self.season, "Tag": self.tag}[name]:
            self._choose(name, None)
        elif self._desk.live:
            self._open_menu(name)

    def _open_menu(self, name: str) -> None:
        choices: list[tuple[object, str]] = [(role, role.label) for role in Role]
        if name == "Season":
            choices = [(season, season.label) for season in Season]
        elif name == "Tag":
            tags = self._desk.services.people.tags()
            choices = [(tag, f"#{tag}  {number}") for tag, number in tags]
        if not choices:
            choices = [(None, "No tags yet")]
        menu = ChoiceMenu(self, choices)
        menu.setObjectName(name)
        menu.chosen.connect(self._chosen)
        menu.open_under(self._chips[name])

    def _chosen(self, value: object) -> None:
        self._choose(self.sender().objectName(), value)

    def _choose(self, name: str, value: object) -> None:
        if name == "Role":
            self.role = value if isinstance(value, Role) else None
        elif name == "Season":
            self.season = value if isinstance(value, Season) else None
        else:
            self.tag = str(value or "")
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        values = {
            "Role": self.role.label if self.role else "",
            "Season": self.season.label if self.season else "",
            "Tag": f"#{self.tag}" if self.tag else "",
        }
        for name, chip in self._chips.items():
            chip.setText(values[name] or name)
            chip.set_on(bool(values[name]))
