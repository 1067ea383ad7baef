"""One introduction in a card: who introduces whom, its steps with their days, what came of it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.giving import (
    INTRODUCTION_DAYS,
    DeleteIntroduction,
    EditIntroduction,
)
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.services.typed_days import read_day, typed_day
from mentorcrm.ui import theme
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.giving_acts import ask_for_introduction, tell_introducer
from mentorcrm.ui.pages.giving_editor import PAST_DAY
from mentorcrm.ui.pages.giving_words import (
    introduction_state,
    introduction_steps,
    introduction_title,
)
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_DAY_WIDTH = 104


class StepLine(QWidget):
    """A tick with its day: ticked it is today's until another day is typed."""

    changed = Signal(str, object)  # The name of the day, and the day or None.
    refused = Signal(str)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk, self.name = desk, name
        self.box = CheckBox()
        self._words = Label("", "body", "text", wrap=True)
        self.day = Field(quiet=True, dense=True, style="meta")
        self.day.setFixedWidth(theme.current().px(_DAY_WIDTH))
        row = boxes.row(spacing=2)
        row.addWidget(self.box)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.day)
        self.setLayout(row)
        self.box.clicked.connect(self._toggle)
        self.day.committed.connect(self._commit)

    def show_step(self, words: str, day: date | None) -> None:
        """Show the step as it is now; a day that is being typed stays."""
        self._words.setText(words)
        self.box.setAccessibleName(words)
        self.box.setChecked(day is not None)
        self.day.setAccessibleName(_("Day: {what}").format(what=words))
        self.day.setVisible(day is not None)
        if not self.day.hasFocus():
            self.day.set_value(typed_day(day) if day is not None else "")
            self.day.set_error(False)

    def _toggle(self) -> None:
        today = desk_today(self._desk)
        self.changed.emit(self.name, today if self.box.isChecked() else None)

    def _commit(self, text: str) -> None:
        day = read_day(text, desk_today(self._desk)) if text.strip() else None
        wrong = bool(text.strip()) and day is None
        self.day.set_error(wrong)
        if wrong:
            self.refused.emit(PAST_DAY)
        else:
            self.changed.emit(self.name, day)


class IntroductionLine(QWidget):
    """An introduction. What is refused stands below its steps; the words save themselves.

    `alone` shows all of it always, for a form that has its own way to delete it.
    """

    def __init__(self, desk: Desk, row: IntroductionRow, *, alone: bool = False) -> None:
        super().__init__()
        self._desk, self.row, self._alone = desk, row, alone
        self._title = Label("", "medium", "text", wrap=True)
        self._state = Label("", "meta", "text2", wrap=True)
        self.why = Field(_("Why they should meet"), quiet=True, dense=True, lines=4)
        self.outcome = Field(_("What came of it"), quiet=True, dense=True, lines=4)
        self.draft = Button("", "soft", size="small")
        self._whole = False
        self.open = IconButton("chevron-down", _("Show or hide the steps"), size=28)
        self._remove = IconButton("x", _("Delete this introduction"), size=28)
        self._problem = Label("", "meta", "risk", wrap=True)
        self.steps = {name: StepLine(desk, name) for name in INTRODUCTION_DAYS}
        self._saving = Autosave(self)
        self._build()
        self._connect()
        self.show_row(row)

    def show_row(self, row: IntroductionRow) -> None:
        """Show the introduction as it is now; what is being typed stays."""
        self.row = row
        today = desk_today(self._desk)
        self._title.setText(introduction_title(row))
        self._state.setText(introduction_state(row, today))
        for field, text in ((self.why, row.why), (self.outcome, row.outcome)):
            if not field.hasFocus():
                field.set_value(text)
        for name, words, day in introduction_steps(row):
            self.steps[name].show_step(words, day)
        self._say("")
        self._show_draft()
        self._show_whole()

    def flush(self) -> None:
        """Save what is being typed."""
        self._saving.flush()

    def first_field(self) -> QWidget:
        """Where one goes on: the words when it is over, else its first step."""
        if self.row.made_on is not None:
            return self.outcome
        return self.steps[introduction_steps(self.row)[0][0]].box

    def delete(self) -> None:
        """Move the introduction to the bin, which can be undone."""
        self._saving.cancel()
        delete_introduction(self._desk, self.row.id)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _build(self) -> None:
        words = boxes.column(self._title, self._state, spacing=0, margins=(6, 2, 28, 2))
        self.why.setAccessibleName(_("Why they should meet"))
        self.outcome.setAccessibleName(_("What came of it"))
        lines = boxes.column(words, self.why, *self.steps.values(), spacing=0)
        lines.addLayout(boxes.row(self._problem, margins=(6, 0, 6, 2)))
        lines.addWidget(self.outcome)
        lines.addLayout(boxes.row(self.draft, None, margins=(6, 4, 0, 4)))
        self.setLayout(lines)
        self._problem.hide()
        if self._alone:
            for button in (self.open, self._remove):
                button.setParent(self)
                button.hide()
        else:
            OverActs(self, self.open, self._remove)

    def _connect(self) -> None:
        for field in (self.why, self.outcome):
            field.textEdited.connect(self._saving.touch)
            field.restored.connect(self._saving.touch)
            field.committed.connect(self._saving.flush)
        for step in self.steps.values():
            step.changed.connect(self._save_day)
            step.refused.connect(self._say)
        self._saving.due.connect(self._save_text)
        self.draft.clicked.connect(self._draft)
        self._remove.clicked.connect(self.delete)
        self.open.clicked.connect(self._toggle)

    def _show_whole(self) -> None:
        """What is over shows its steps only on request."""
        made = self.row.made_on is not None
        over = made and not self.row.loop_is_open
        whole = self._alone or self._whole or not over
        steps = {name for name, _words, _day in introduction_steps(self.row)}
        for name, step in self.steps.items():
            step.setVisible(whole and name in steps)
        self.why.setVisible(whole)
        self.outcome.setVisible(made)
        self.open.setVisible(over and not self._alone)
        self.open.set_icon_name("chevron-up" if whole else "chevron-down")

    def _toggle(self) -> None:
        self._whole = not self._whole
        self._show_whole()

    def _show_draft(self) -> None:
        row = self.row
        request = not row.mine and row.first_id is None and not (row.asked_on or row.made_on)
        words = ""
        if row.loop_is_open:
            words = _("Tell {name}").format(name=row.introducer)
        elif request:
            words = _("Draft the request to {name}").format(name=row.introducer)
        elif row.ready:
            words = _("Write to both")
        self.draft.setText(words)
        self.draft.setAccessibleName(f"{words}: {introduction_title(row)}")
        self.draft.setVisible(bool(words))
        self.draft.updateGeometry()

    def _draft(self) -> None:
        if self.row.loop_is_open:
            tell_introducer(self._desk, self.row)
        elif self.row.ready:
            from mentorcrm.ui.dialogs.introduction_letter import IntroductionLetterSheet

            sheet = IntroductionLetterSheet(self.window(), self._desk, self.row)
            sheet.open(sheet.together)
        else:
            ask_for_introduction(self._desk, self.row)

    def _save_day(self, name: str, day: object) -> None:
        value = day if isinstance(day, date) else None
        self._say("")
        self._desk.run(EditIntroduction(self.row.id, {}, {name: value}), failed=self._refused)

    def _refused(self, problem: str) -> None:
        """Nothing has changed, so the ticks go back; a day that was typed stays to be corrected."""
        self.show_row(self.row)
        self._say(problem)

    def _save_text(self) -> None:
        typed = {"why": self.why.text().strip(), "outcome": self.outcome.text().strip()}
        before = {"why": self.row.why, "outcome": self.row.outcome}
        changed = {name: text for name, text in typed.items() if text != before[name]}
        if changed:
            self._desk.run(EditIntroduction(self.row.id, changed, {}), failed=self._say)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


def delete_introduction(desk: Desk, introduction_id: int) -> None:
    """Move an introduction to the bin, which can be undone."""
    desk.run(DeleteIntroduction(introduction_id), said=_("Deleted an introduction"))
