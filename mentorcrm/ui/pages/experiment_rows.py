"""Advice put to the test: what I want to find out, how I will know, how it went, what I learned."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.history_kinds import Worked
from mentorcrm.services.advice_rows import AdviceRow, ExperimentRow
from mentorcrm.services.commands.advice import AddExperiment, EditExperiment, RemoveExperiment
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.saved_fields import SavedDay, SavedText
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import Panel
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_RUNNING = "running"


class ExperimentForm(Panel):
    """One experiment. Every field saves itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("sunken", None, 8)
        self._desk = desk
        self._id = 0
        self.hypothesis = SavedText(
            desk, _("What I want to find out"), _("If …, then …"),
            partial(_words, "hypothesis"), needed=True,
        )  # fmt: skip
        self.sign = SavedText(
            desk, _("I will know it worked if"), _("Something to see or to count"),
            partial(_words, "sign"),
        )  # fmt: skip
        self.until = SavedDay(desk, _("Until"), _("in 2 weeks"), partial(_day, "until"), ahead=True)
        self.tried = SavedDay(
            desk, _("Tried on"), _("yesterday"), partial(_day, "tried_on"), ahead=False
        )
        self.worked = Segmented([(_RUNNING, _("Running")), *((w, w.label) for w in Worked)])
        self.worked.setAccessibleName(_("How it went"))
        self.learned = SavedText(
            desk, _("What I learned, for me alone"), "", partial(_words, "learned")
        )
        self.remove = IconButton("x", _("Remove this experiment"), size=28)
        head = boxes.row(Label(_("Experiment"), "strong"), None, self.remove)
        days = boxes.row(self.until, self.tried, spacing=8)
        went = boxes.column(Label(_("How it went"), "metaM", "text2"), self.worked, spacing=3)
        self.setLayout(
            boxes.column(
                head, self.hypothesis, self.sign, days, went, self.learned,
                spacing=8, margins=(12, 8, 12, 12),
            )
        )  # fmt: skip
        self.worked.chosen.connect(self._judge)
        self.remove.clicked.connect(self._remove)

    def show_row(self, row: ExperimentRow) -> None:
        """Show an experiment; what is being typed stays."""
        self._id = row.id
        self.hypothesis.show_value(row.id, row.hypothesis)
        self.sign.show_value(row.id, row.sign)
        self.learned.show_value(row.id, row.learned)
        self.until.show_value(row.id, row.until)
        self.tried.show_value(row.id, row.tried_on)
        self.worked.set_value(row.worked or _RUNNING)

    def flush(self) -> None:
        """Save what is being typed."""
        for text in (self.hypothesis, self.sign, self.learned):
            text.flush()

    def _judge(self, value: object) -> None:
        worked = value if isinstance(value, Worked) else None
        self._desk.run(EditExperiment(self._id, {}, judge=True, worked=worked))

    def _remove(self) -> None:
        self._desk.run(RemoveExperiment(self._id), said=_("Removed the experiment"))


class Experiments(QWidget):
    """The experiments with one piece of advice, and a line to begin one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._advice = 0
        self.forms: dict[int, ExperimentForm] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.line = Field(_("Put it to the test: if …, then …"), icon="plus")
        self.line.setAccessibleName(_("A new experiment"))
        self.setLayout(boxes.column(self._rows, self.line, spacing=8))
        self.line.returnPressed.connect(self._add)

    def show_advice(self, row: AdviceRow) -> None:
        """Show the experiments of a piece of advice."""
        if row.id != self._advice:
            self.line.set_value("")
        self._advice = row.id
        wanted = {one.id: one for one in row.experiments}
        if list(self.forms) != list(wanted):
            self.flush()
            boxes.empty(self._rows)
            self.forms = {key: ExperimentForm(self._desk) for key in wanted}
            for form in self.forms.values():
                boxes.put(self._rows, form)
        for key, form in self.forms.items():
            form.show_row(wanted[key])

    def flush(self) -> None:
        """Save what is being typed."""
        for form in self.forms.values():
            form.flush()

    def _add(self) -> None:
        if text := self.line.text().strip():
            self.line.set_value("")
            self._desk.run(AddExperiment(self._advice, text), said=_("Added an experiment"))


def _words(field: str, key: int, text: str) -> EditExperiment:
    return EditExperiment(key, {field: text})


def _day(field: str, key: int, day: date | None) -> EditExperiment:
    return EditExperiment(key, {}, {field: day})
