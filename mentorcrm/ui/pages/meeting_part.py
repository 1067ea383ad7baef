"""What the cards of a meeting have in common, and a text that saves itself."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.meetings import EditMeeting
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.theme import TypeStyle
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea


class MeetingText(QWidget):
    """A text of the meeting in a field of its own, saved while typing; errors stand below."""

    saved = Signal()

    def __init__(
        self,
        desk: Desk,
        column: str,
        name: str,
        placeholder: str = "",
        *,
        low: int = 2,
        high: int = 10,
        style: TypeStyle = "body",
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._column = column
        self._meeting = 0
        self.area = TextArea(placeholder, low=low, high=high, style=style, quiet=quiet)
        self.area.setAccessibleName(name)
        self._note = Label("", "meta", "risk", wrap=True)
        self.setLayout(boxes.column(self.area, self._note, spacing=2))
        self._note.hide()
        self._autosave = Autosave(self)
        self.area.text_changed.connect(self._autosave.touch)
        self.area.committed.connect(self._leave)
        self._autosave.due.connect(self._save)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show what is kept, unless this is being typed."""
        if detail.row.id != self._meeting:
            self.flush()
            self._say("")
        elif self._autosave.pending() or self.area.editor.hasFocus():
            return
        self._meeting = detail.row.id
        self.area.set_value(str(getattr(detail, self._column)))

    def text(self) -> str:
        """What is typed."""
        return self.area.text()

    def fill(self, text: str) -> None:
        """Put words in and keep them at once."""
        self.area.set_value(text)
        self._save()

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def start(self) -> None:
        """Put the cursor into it."""
        self.area.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self, _text: str) -> None:
        self._autosave.cancel()
        self._save()

    def _save(self) -> None:
        self._say("")
        values: dict[str, Any] = {self._column: self.area.text()}
        command = EditMeeting(self._meeting, **values)
        self._desk.run(command, failed=self._say, then=self._done)

    def _done(self, _nothing: object) -> None:
        self.saved.emit()

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        self.area.set_error(bool(problem))
