"""Fields that save themselves as a command: words while they are typed, a day when it is read."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands import Command
from mentorcrm.services.typed_days import read_day, typed_day
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.theme import TypeStyle
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

WordsCommand = Callable[[int, str], Command[None]]
DayCommand = Callable[[int, date | None], Command[None]]
_UNREAD = _("Write the day as “friday”, “in 2 weeks” or 2026-11-24.")
_UNREAD_PAST = _("Write the day as “yesterday”, “3 weeks ago” or 2026-11-24.")


class _Saved(QWidget):
    """A field under its name; below it, in words, what is wrong with what is in it."""

    saved = Signal()

    def __init__(self, desk: Desk, name: str, field: Field | TextArea) -> None:
        super().__init__()
        self.desk = desk
        self.key = 0
        self.name = Label(name, "metaM", "text2", wrap=True)
        self._field = field
        self._note = Label("", "meta", "risk", wrap=True)
        field.setAccessibleName(name)
        self.setLayout(boxes.column(self.name, field, self._note, spacing=3))
        self._note.hide()

    def problem(self) -> str:
        """What is said to be wrong, empty for nothing."""
        return self._note.text()

    def say(self, problem: str) -> None:
        """Say what is wrong with what is in the field, or nothing."""
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        self._field.set_error(bool(problem))

    def write(self, command: Command[None]) -> None:
        """Carry it out; what is refused is said here."""
        self.say("")
        self.desk.run(command, failed=self.say, then=self._written)

    def _written(self, _nothing: object) -> None:
        self.saved.emit()


class SavedText(_Saved):
    """Words that are saved while they are typed.

    With `needed` an empty field is refused on leaving, never while typing.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        placeholder: str,
        command: WordsCommand,
        *,
        style: TypeStyle = "body",
        low: int = 1,
        needed: bool = False,
    ) -> None:
        self.area = TextArea(placeholder, low=low, high=10, style=style)
        super().__init__(desk, name, self.area)
        self._command, self._needed = command, needed
        self._autosave = Autosave(self)
        self.area.text_changed.connect(self._autosave.touch)
        self.area.committed.connect(self._leave)
        self._autosave.due.connect(self._save)

    def show_value(self, key: int, text: str) -> None:
        """Show what is kept of a record; what was typed for the one before is saved first."""
        if key != self.key:
            self.flush()
            self.say("")
        elif self._autosave.pending() or self.area.editor.hasFocus():
            return
        self.key = key
        self.area.set_value(text)

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def _leave(self) -> None:
        self._autosave.cancel()
        self._write_text()

    def _save(self) -> None:
        if not self._needed or self.area.text().strip():
            self._write_text()

    def _write_text(self) -> None:
        self.write(self._command(self.key, self.area.text()))


class SavedDay(_Saved):
    """A day in words or digits; `ahead` says that it lies in the future rather than behind."""

    def __init__(
        self, desk: Desk, name: str, placeholder: str, command: DayCommand, *, ahead: bool
    ) -> None:
        self.field = Field(placeholder)
        super().__init__(desk, name, self.field)
        self._command, self._ahead = command, ahead
        self.field.committed.connect(self._commit)

    def show_value(self, key: int, day: date | None) -> None:
        """Show the day of a record, unless this one is being typed or is wrong."""
        if key == self.key and (self.field.hasFocus() or self.problem()):
            return
        self.key = key
        self.field.set_value(typed_day(day) if day else "")
        self.say("")

    def _commit(self, text: str) -> None:
        day = read_day(text, desk_today(self.desk), ahead=self._ahead) if text.strip() else None
        if day is None and text.strip():
            self.say(_UNREAD if self._ahead else _UNREAD_PAST)
            return
        if day is not None:
            self.field.set_value(typed_day(day))
        self.write(self._command(self.key, day))
