"""The steps towards a need: up to six, each done or not, with the day."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.models.kinds import NEED_STEPS
from mentorcrm.services.commands.needs import SetNeedTasks
from mentorcrm.services.rows import NeedRow, NeedTaskRow
from mentorcrm.ui import words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class _Step(QWidget):
    """One step."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, task: NeedTaskRow, today: date) -> None:
        super().__init__()
        self.task = task
        self._today = today
        self.box = CheckBox()
        self.box.setChecked(task.done_on is not None)
        self.box.setAccessibleName(_("Done: {text}").format(text=task.text))
        self.field = Field("", quiet=True, lines=3)
        self.field.set_value(task.text)
        self.field.setAccessibleName(_("Step"))
        done = (
            _("done {day}").format(day=words.short_day(task.done_on, today)) if task.done_on else ""
        )
        remove = IconButton("x", _("Remove the step “{text}”").format(text=task.text), size=28)
        remove.quiet_in(self)
        line = boxes.row(self.box, self.field, Label(done, "num", "good"), remove, spacing=2)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.box.toggled.connect(self.changed)
        self.field.committed.connect(self.changed)
        remove.clicked.connect(self._remove)

    def value(self) -> tuple[str, date | None]:
        """Its words, and the day it was done."""
        done = (self.task.done_on or self._today) if self.box.isChecked() else None
        return self.field.text(), done

    def _remove(self) -> None:
        self.removed.emit(self)


class StepsCard(Card):
    """The steps, how many are done, and a line for the next."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Steps"), fields=True)
        self._desk = desk
        self._need = 0
        self._shown: tuple[NeedTaskRow, ...] | None = None
        self._progress = Label("", "num", "text3")
        self.head.addWidget(self._progress)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add = Field(_("Add a step"), icon="plus", quiet=True)
        self.add.setAccessibleName(_("Add a step"))
        self._note = Label("", "meta", "text3", wrap=True)
        self.body.setSpacing(2)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.add)
        self.body.addLayout(boxes.row(self._note, margins=(6, 0, 6, 0)))
        self.add.committed.connect(self._add)

    def show_need(self, need: NeedRow) -> None:
        """Show a need's steps; rows are rebuilt only when they are other ones."""
        if need.id != self._need:
            self.add.set_value("")
        done, total = need.progress
        self._progress.setText(
            _("{done} of {total} done").format(done=done, total=total) if total else ""
        )
        full = total >= NEED_STEPS
        self.add.setVisible(not full)
        self._note.setText(_("Six steps are the most. Join some, or make one a need of its own."))
        self._note.setVisible(full)
        if (need.id, need.tasks) != (self._need, self._shown):
            self._need, self._shown = need.id, need.tasks
            self._build(need)

    def steps(self) -> list[_Step]:
        """The rows, from the top."""
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        found = (item.widget() for item in items if item is not None)
        return [row for row in found if isinstance(row, _Step)]

    def _build(self, need: NeedRow) -> None:
        focused = next((n for n, s in enumerate(self.steps()) if s.box.hasFocus()), None)
        boxes.empty(self._rows)
        today = today_by(self._desk.clock)
        for task in need.tasks:
            row = _Step(task, today)
            row.changed.connect(self._save)
            row.removed.connect(self._remove)
            boxes.put(self._rows, row)
        tab_before(self.add, *self.steps())
        if focused is not None and self.steps():
            row = self.steps()[min(focused, len(need.tasks) - 1)]
            row.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        self._set([row.value() for row in self.steps()])

    def _remove(self, gone: object) -> None:
        kept = [row.value() for row in self.steps() if row is not gone]
        self._set(kept, _("Removed a step"))

    def _add(self, text: str) -> None:
        if text.strip():
            self._set([*(row.value() for row in self.steps()), (text, None)])
            self.add.set_value("")

    def _set(self, steps: list[tuple[str, date | None]], said: str = "") -> None:
        command = SetNeedTasks(self._need, tuple(steps))
        self._desk.run(command, said=said, then=self._done)

    def _done(self, _nothing: object) -> None:
        self.saved.emit()
