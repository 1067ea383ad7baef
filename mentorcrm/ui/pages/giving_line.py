"""One line to note something given or received, and a note as it stands in a card."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.models.history_kinds import Effort, GiveDirection, GiveKind
from mentorcrm.services.commands.giving import NoteGiving
from mentorcrm.services.giving_rows import GiveRow
from mentorcrm.services.typed_days import read_day
from mentorcrm.services.typed_giving import read_give
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.giving_editor import PAST_DAY, GivingEditor, delete_note, effort_select
from mentorcrm.ui.pages.giving_words import ICONS, give_title
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class GivingLine(QWidget):
    """Type `gave …` or `got …`, Enter notes it. Way, kind and day are guessed and can be changed.

    What else it takes is built when one types for the first time.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person, self._name = 0, ""
        self.field = Field(_("Gave … or got …"), icon="plus", quiet=True, dense=True)
        self.field.setAccessibleName(_("Note something given or received"))
        self.details: _Details | None = None
        self._layout = boxes.column(self.field, spacing=6)
        self.setLayout(self._layout)
        self.field.textEdited.connect(self._edited)
        self.field.returnPressed.connect(self._note)
        self.field.restored.connect(self._reset)

    def set_person(self, person: int, name: str = "") -> None:
        """Whom the next note is about."""
        self._name = name
        if person != self._person:
            self._person = person
            self._reset()

    def _reset(self) -> None:
        self.field.set_value("")
        if self.details is not None:
            self.details.reset()
            self.details.hide()

    def _edited(self, text: str) -> None:
        if self.details is None:
            self.details = _Details(self._desk)
            boxes.put(self._layout, self.details)
            self.details.wished.connect(self._note)
        self.details.setVisible(bool(text.strip()))
        self.details.guess(text)

    def _note(self) -> None:
        details = self.details
        if details is None or not self.field.text().strip():
            return
        day = details.read_day()
        if day is None:
            details.say(PAST_DAY)
            return
        command = NoteGiving(
            self._person,
            details.way(),
            details.chosen_kind(),
            read_give(self.field.text(), self._name)[2],
            day,
            details.chosen_effort(),
        )
        said = _("Noted as given")
        if command.direction is GiveDirection.RECEIVED:
            said = _("Noted as received")
        self._desk.run(command, said=said, failed=details.say, then=self._noted)

    def _noted(self, _note: int) -> None:
        self._reset()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class _Details(QWidget):
    """Which way, what kind, how much it asked, and when."""

    wished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._guessing = {"direction", "kind"}
        self.direction = Segmented([(way, way.label) for way in GiveDirection])
        self.direction.setAccessibleName(_("Which way it went"))
        self.kind = Select([(kind, kind.label) for kind in GiveKind])
        self.kind.setAccessibleName(_("What kind"))
        self.effort = effort_select()
        self.day = Field("today")
        self._day = Labelled(_("Day"), self.day)
        self.button = Button(_("Note it"), "secondary")
        pair = boxes.row(spacing=8)
        for part in (self._day, Labelled(_("Effort"), self.effort)):
            pair.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        foot = boxes.row(None, self.button)
        self.setLayout(
            boxes.column(self.direction, self.kind, pair, foot, spacing=8, margins=(6, 0, 6, 4))
        )
        self.reset()
        self.direction.chosen.connect(lambda _way: self._guessing.discard("direction"))
        self.kind.chosen.connect(lambda _kind: self._guessing.discard("kind"))
        self.day.textChanged.connect(self._show_day)
        self.day.returnPressed.connect(self.wished)
        self.button.clicked.connect(self.wished)

    def reset(self) -> None:
        """As before anything was typed."""
        self._guessing = {"direction", "kind"}
        self.direction.set_value(GiveDirection.GIVEN)
        self.kind.set_value(GiveKind.HELP)
        self.effort.set_value("")
        self.day.set_value("")
        self.say("")

    def guess(self, text: str) -> None:
        """Follow what is typed, as far as nothing was chosen by hand."""
        way, kind, _said = read_give(text)
        if way is not None and "direction" in self._guessing:
            self.direction.set_value(way)
        if kind is not None and "kind" in self._guessing:
            self.kind.set_value(kind)

    def say(self, problem: str) -> None:
        """Say what was refused, under the day."""
        self._day.set_error(problem)

    def read_day(self) -> date | None:
        """The day meant; None when it cannot be read."""
        today, text = desk_today(self._desk), self.day.text()
        return read_day(text, today) if text.strip() else today

    def way(self) -> GiveDirection:
        value = self.direction.value()
        return value if isinstance(value, GiveDirection) else GiveDirection.GIVEN

    def chosen_kind(self) -> GiveKind:
        value = self.kind.value()
        return value if isinstance(value, GiveKind) else GiveKind.HELP

    def chosen_effort(self) -> Effort | None:
        value = self.effort.value()
        return value if isinstance(value, Effort) else None

    def _show_day(self) -> None:
        day = self.read_day() if self.day.text().strip() else None
        self._day.set_hint(words.long_day(day) if day else "")


class GivingNote(KeyboardFocus, QWidget):
    """One note in a card. A click or Enter opens its form in place, Delete deletes it."""

    focus_radius = 8.0

    def __init__(self, desk: Desk, row: GiveRow) -> None:
        super().__init__()
        self._desk, self.row = desk, row
        self.editor: GivingEditor | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown = QWidget()
        self.shown.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = Label("", "medium", "text", wrap=True)
        self._day = Label("", "num", "text3")
        self._what = Label("", "meta", "text2", wrap=True, max_lines=3)
        self._icon = IconLabel(ICONS[True], 14, "accent")
        head = boxes.row(spacing=6)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._title, 1)
        head.addWidget(self._day, 0, Qt.AlignmentFlag.AlignTop)
        self.shown.setLayout(boxes.column(head, self._what, spacing=0))
        self._layout = boxes.column(self.shown, margins=(6, 3, 6, 3))
        self.setLayout(self._layout)
        self.show_row(row)

    def show_row(self, row: GiveRow) -> None:
        """Show the note as it is now; the form that is open stays so."""
        self.row = row
        title, today = give_title(row.direction, row.kind), desk_today(self._desk)
        self._title.setText(title)
        self._day.setText(words.short_day(row.happened_on, today))
        self._what.setText(row.what)
        self._what.setVisible(bool(row.what))
        self._icon.set_icon(ICONS[row.given], "accent" if row.given else "text3")
        said = (title, row.what, words.long_day(row.happened_on))
        self.setAccessibleName(", ".join(part for part in said if part))
        if self.editor is not None and self.is_open():
            self.editor.show_note(row)

    def is_open(self) -> bool:
        """Whether the note is being edited."""
        return self.editor is not None and not self.editor.isHidden()

    def open(self) -> None:
        """Edit the note in place."""
        if self.editor is None:
            self.editor = GivingEditor(self._desk)
            self.editor.closed.connect(self.close_editor)
            self._layout.addWidget(self.editor)
        self.editor.show_note(self.row)
        self.shown.hide()
        self.editor.show()
        self.editor.start()

    def close_editor(self) -> None:
        """Back to reading."""
        if self.editor is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.hide()
            self.shown.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = self._desk.settings.current.letter_keys and not event.modifiers()
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not self.hasFocus():  # What a field within does not want means nothing here.
            super().keyPressEvent(event)
        elif opens or (letters and event.key() == Qt.Key.Key_E):
            self.open()
        elif event.key() == Qt.Key.Key_Delete:
            delete_note(self._desk, self.row.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and not self.is_open():
            self.open()
        else:
            super().mouseReleaseEvent(event)
