"""One note of something given or received with every field. Each field saves itself."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from mentorcrm.models.history_kinds import Effort, GiveDirection, GiveKind
from mentorcrm.services.commands.giving import DeleteGiving, EditGiving
from mentorcrm.services.giving_rows import GiveRow
from mentorcrm.services.typed_days import read_day, typed_day
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.pages.record_form import ClosingForm
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

PAST_DAY = _("Write the day as “yesterday”, “3 weeks ago” or 2026-11-24.")
_NOT_SAID = _("Not said")


class GivingEditor(ClosingForm):
    """The form. Escape restores the field in hand; once more closes the form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._row: GiveRow | None = None
        self.what = TextArea(_("What it was"), low=2, high=8)
        self.direction = Segmented([(way, way.label) for way in GiveDirection])
        self.kind = Select([(kind, kind.label) for kind in GiveKind])
        self.effort = effort_select()
        self.day = Field()
        self.prompted = Field(_("What led to it"))
        self.remove = Button(_("Delete"), "ghost", icon="trash-2", size="small")
        self.done = Button(_("Done"), "secondary", size="small")
        self._day = Labelled(_("Day"), self.day)
        self._kind = Labelled(_("What kind"), self.kind)
        self._what = Labelled(_("In your words"), self.what)
        self._prompted = Labelled(_("Prompted by"), self.prompted)
        self._saving = Autosave(self)
        self._build()
        self._connect()

    def show_note(self, row: GiveRow) -> None:
        """Show a note as it is now; what is being typed stays, and what is wrong."""
        other = self._row is None or self._row.id != row.id
        if other:
            self.flush()
        self._row = row
        if other or not self.what.editor.hasFocus():
            self.what.set_value(row.what)
        if other or not self.prompted.hasFocus():
            self.prompted.set_value(row.prompted_by)
        if other or not (self.day.hasFocus() or self._day.is_wrong()):
            self.day.set_value(typed_day(row.happened_on))
            self._day.set_error("")
        self.direction.set_value(row.direction)
        self.kind.set_value(row.kind)
        self.effort.set_value(row.effort or "")

    def start(self) -> None:
        """Put the cursor where one goes on."""
        self.what.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Save what is being typed."""
        self._saving.flush()

    def delete(self) -> None:
        """Move the note to the bin, which can be undone."""
        if self._row is not None:
            self._saving.cancel()
            delete_note(self._desk, self._row.id)

    def _build(self) -> None:
        self.direction.setAccessibleName(_("Which way it went"))
        pair = boxes.row(spacing=8)
        for part in (self._day, Labelled(_("Effort"), self.effort)):
            pair.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        layout = boxes.column(self.direction, self._what, self._kind, pair, spacing=10)
        layout.addWidget(self._prompted)
        layout.addLayout(boxes.row(self.remove, None, self.done))
        self.setLayout(layout)

    def _connect(self) -> None:
        self.what.text_changed.connect(self._saving.touch)
        self.what.committed.connect(self._saving.flush)
        self.prompted.textEdited.connect(self._saving.touch)
        self.prompted.restored.connect(self._saving.touch)
        self.prompted.committed.connect(self._saving.flush)
        self._saving.due.connect(self._save_text)
        self.direction.chosen.connect(partial(self._save_choice, "direction"))
        self.kind.chosen.connect(partial(self._save_choice, "kind"))
        self.effort.chosen.connect(self._save_effort)
        self.day.committed.connect(self._save_day)
        self.remove.clicked.connect(self.delete)
        self.done.clicked.connect(self.closed)

    def _save(self, part: Labelled, values: dict[str, str] | None = None, **others: Any) -> None:
        if self._row is not None:
            part.set_error("")
            command = EditGiving(self._row.id, values or {}, **others)
            self._desk.run(command, failed=part.set_error)

    def _save_text(self) -> None:
        row = self._row
        if row is None:
            return
        if self.what.text().strip() != row.what:
            self._save(self._what, {"what": self.what.text()})
        if self.prompted.text().strip() != row.prompted_by:
            self._save(self._prompted, {"prompted_by": self.prompted.text()})

    def _save_choice(self, name: str, value: object) -> None:
        what: dict[str, Any] = {name: value}
        self._save(self._kind, **what)

    def _save_effort(self, value: object) -> None:
        effort = value if isinstance(value, Effort) else None
        self._save(self._kind, effort=effort, clear_effort=effort is None)

    def _save_day(self, text: str) -> None:
        day = read_day(text, desk_today(self._desk))
        if day is None:
            self._day.set_error(PAST_DAY)
        else:
            self._save(self._day, on=day)


def effort_select() -> Select:
    """How much it asked of the giver; an empty value where nothing is said."""
    choices: list[tuple[object, str]] = [("", _NOT_SAID)]
    return Select([*choices, *((effort, effort.label) for effort in Effort)])


def delete_note(desk: Desk, note_id: int) -> None:
    """Move a note to the bin, which can be undone."""
    desk.run(DeleteGiving(note_id), said=_("Deleted a note"))
