"""The fields of a need: words saved while typing, days in words, ratings."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.services.commands.needs import EditNeed
from mentorcrm.services.rows import NeedRow
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui import theme, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.need_words import away, full_day
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.theme import TypeStyle
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

INDENT = 6  # Of the words in a quiet field, so that its name stands above them.
_RATED = 150  # Room for what is rated, so that the ratings stand below one another.
_UNREAD = _("Write the day as 14 June 2027, or as “in 6 weeks”.")


class _Named(QWidget):
    """A field of a need under its name; below it, in words, what is wrong with what is in it.

    `beside` stands on its right.
    """

    saved = Signal()

    def __init__(
        self, desk: Desk, column: str, name: str, field: Field | TextArea, *beside: QWidget
    ) -> None:
        super().__init__()
        self._desk = desk
        self._column = column
        self._need = 0
        self._marked = field
        self.name = Label(name, "metaM", "text2")
        self._note = Label("", "meta", "risk", wrap=True)
        field.setAccessibleName(name)
        head = boxes.row(self.name, margins=(INDENT, 0, 0, 0))
        line = boxes.row(field, *beside) if beside else boxes.column(field)
        note = boxes.row(self._note, margins=(INDENT, 0, 0, 0))
        self.setLayout(boxes.column(head, line, note, spacing=0))
        self._note.hide()

    def _done(self, _nothing: object) -> None:
        self.saved.emit()

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        self._marked.set_error(bool(problem))


class NeedText(_Named):
    """Words of a need that look like text until they are edited; saved while typing.

    With `lines` the value is a list, one to a line.
    """

    def __init__(
        self,
        desk: Desk,
        column: str,
        name: str,
        placeholder: str,
        *,
        style: TypeStyle = "body",
        lines: bool = False,
        named: bool = True,
    ) -> None:
        self.area = TextArea(placeholder, low=1, high=8, style=style, quiet=True)
        super().__init__(desk, column, name, self.area)
        self._lines = lines
        self.name.setVisible(named)
        self._autosave = Autosave(self)
        self.area.text_changed.connect(self._autosave.touch)
        self.area.committed.connect(self._leave)
        self._autosave.due.connect(self._save)

    def show_need(self, need: NeedRow) -> None:
        """Show a need's words; what was typed for the one before is saved first."""
        if need.id != self._need:
            self.flush()
            self._say("")
        elif self._autosave.pending() or self.area.editor.hasFocus():
            return
        self._need = need.id
        value = getattr(need, self._column)
        self.area.set_value("\n".join(value) if self._lines else value)

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def start(self) -> None:
        """Put the cursor into it."""
        self.area.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        self._autosave.cancel()
        self._save(leaving=True)

    def _save(self, *, leaving: bool = False) -> None:
        text = self.area.text()
        if self._column == "statement" and not text.strip() and not leaving:
            return  # Said on leaving, never while typing.
        self._say("")
        values = {} if self._lines else {self._column: text}
        options = tuple(text.splitlines()) if self._lines else None
        command = EditNeed(self._need, values, options=options)
        self._desk.run(command, failed=self._say, then=self._done)


class NeedDay(_Named):
    """A day in words or digits, with how it was read beside it."""

    def __init__(self, desk: Desk, column: str, name: str) -> None:
        self.field = Field("in 6 weeks", quiet=True)
        self.field.setMaximumWidth(theme.current().px(160))
        self._read = Label("", "meta", "text3", wrap=True)
        super().__init__(desk, column, name, self.field, self._read)
        self.field.textChanged.connect(self._show_reading)
        self.field.committed.connect(self._save)

    def show_need(self, need: NeedRow) -> None:
        """Show a need's day, unless this one is being typed."""
        if need.id == self._need and self.field.hasFocus():
            return
        self._need = need.id
        day: date | None = getattr(need, self._column)
        self.field.set_value(full_day(day) if day else "")
        self._show_reading()
        self._say("")

    def start(self) -> None:
        """Put the cursor into it, with the day chosen for writing over."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def reading(self) -> str:
        """How the words are read, empty when they are not."""
        return self._read.text()

    def _today(self) -> date:
        return today_by(self._desk.clock)

    def _day(self) -> date | None:
        text = self.field.text().strip()
        return read_day(text, self._today(), ahead=True) if text else None

    def _show_reading(self) -> None:
        day = self._day()
        self._read.setText(f"{words.long_day(day)}, {away(day, self._today())}" if day else "")

    def _save(self, text: str) -> None:
        day = self._day()
        if day is None and text.strip():
            self._say(_UNREAD)
            return
        self._say("")
        command = EditNeed(self._need, {}, dates={self._column: day})
        self._desk.run(command, failed=self._say, then=self._done)

    def _done(self, _nothing: object) -> None:
        if day := self._day():
            self.field.set_value(full_day(day))
        super()._done(_nothing)


class NeedRating(QWidget):
    """A rating from 1 to 5, or none."""

    saved = Signal()

    def __init__(self, desk: Desk, column: str, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._column = column
        self._need = 0
        self._name = Label(name, "meta", "text2", wrap=True)
        self.steps = Segmented([(number, str(number)) for number in range(1, 6)])
        self.steps.setAccessibleName(_("{name}, from 1 to 5").format(name=name))
        self.clear = IconButton("x", _("{name}: take the rating away").format(name=name), size=28)
        self.clear.quiet_in(self)
        self._name.setMinimumWidth(theme.current().px(_RATED))
        line = boxes.row(self._name, self.steps, self.clear, None, spacing=4)
        self.setLayout(line)
        self.steps.chosen.connect(self._choose)
        self.clear.clicked.connect(self._take_away)

    def show_need(self, need: NeedRow) -> None:
        """Show a need's rating."""
        self._need = need.id
        value = getattr(need, self._column)
        self.steps.set_value(value)
        self.clear.setEnabled(value is not None)

    def _take_away(self) -> None:
        self._choose(None)

    def _choose(self, value: object) -> None:
        rating = value if isinstance(value, int) else None
        command = EditNeed(self._need, {}, ratings={self._column: rating})
        self._desk.run(command, then=self._done)

    def _done(self, _nothing: object) -> None:
        self.saved.emit()
