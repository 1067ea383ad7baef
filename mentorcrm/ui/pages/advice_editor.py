"""One piece of advice with every field, edited where it stands. Each field saves itself."""

from datetime import date
from functools import partial

from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.advice_rows import AdviceRow
from mentorcrm.services.commands.advice import (
    DeleteAdvice,
    EditAdvice,
    LinkAdvice,
    TellAdvice,
    UntellAdvice,
)
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_acts import report_back
from mentorcrm.ui.pages.advice_words import told_words
from mentorcrm.ui.pages.experiment_rows import Experiments
from mentorcrm.ui.pages.record_form import RecordForm
from mentorcrm.ui.pages.saved_fields import SavedDay, SavedText
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Labelled
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class AdviceEditor(RecordForm):
    """The form. Escape closes it; nothing needs to be saved by hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._row: AdviceRow | None = None
        words = partial(_text, "words")
        self.words = SavedText(
            desk, _("What they said"), _("As close to their words as you can"), words,
            style="letter", low=2, needed=True,
        )  # fmt: skip
        self.response = Segmented([(r, r.label) for r in AdviceResponse])
        self.response.setAccessibleName(_("What you did with it"))
        why = partial(_text, "why")
        self.why = SavedText(desk, _("Why, for you alone"), _("What spoke for it"), why)
        result = partial(_text, "result")
        self.result = SavedText(
            desk, _("What came of it"), _("A result that they may read, with a number"), result
        )
        self.told = Label("", "meta", "text2", wrap=True)
        self.report = Button(_("Report back"), "primary", icon="pen-line", size="small")
        self.tell = Button(_("They know"), "ghost", size="small")
        self.experiments = Experiments(desk)
        context = partial(_text, "context")
        self.context = SavedText(desk, _("In which situation"), "", context)
        assumed = partial(_text, "assumed")
        self.assumed = SavedText(desk, _("What they assumed"), "", assumed)
        self.given = SavedDay(desk, _("Said on"), _("yesterday"), _given, ahead=False)
        self._build()
        self._connect()

    def show_advice(self, row: AdviceRow) -> None:
        """Show advice as it is now; what is being typed stays."""
        if self._row is not None and self._row.id != row.id:
            self.flush()
        self._row = row
        for text, value in (
            *((self.words, row.words), (self.why, row.why), (self.result, row.result)),
            *((self.context, row.context), (self.assumed, row.assumed)),
        ):
            text.show_value(row.id, value)
        self.response.set_value(row.response)
        self.why.setVisible(row.response is not AdviceResponse.OPEN or bool(row.why))
        self.result.setVisible(row.response is not AdviceResponse.OPEN or bool(row.result))
        self.told.setText(told_words(row, desk_today(self._desk)))
        answered = row.response is not AdviceResponse.OPEN
        untold = row.told_on is None
        self.report.setVisible(untold and answered and row.privacy is not Privacy.NEVER)
        self.tell.setText(_("They know") if untold else _("Not told after all"))
        self.experiments.show_advice(row)
        self.given.show_value(row.id, row.given_on)
        self.privacy.set_value(row.privacy)
        self.show_need(row.need_id)

    def flush(self) -> None:
        """Save what is being typed."""
        for text in (self.words, self.why, self.result, self.context, self.assumed):
            text.flush()
        self.experiments.flush()

    def _build(self) -> None:
        did = Label(_("What you did with it"), "metaM", "text2")
        did.setBuddy(self.response)
        acts = boxes.row(self.report, self.tell, None, spacing=6)
        self.setLayout(
            boxes.column(
                self.words,
                boxes.column(did, self.response, spacing=3),
                self.why,
                self.result,
                boxes.column(self.told, acts, spacing=4),
                self.experiments,
                self.context,
                self.assumed,
                Labelled(_("About a need"), self.need),
                self.given,
                Labelled(_("Who may know"), self.privacy),
                boxes.row(self.remove, None),
                spacing=12,
            )
        )

    def _connect(self) -> None:
        self.response.chosen.connect(self._respond)
        self.report.clicked.connect(self._report)
        self.tell.clicked.connect(self._tell)
        self.need.chosen.connect(self._link)
        self.privacy.chosen.connect(self._protect)

    def delete(self) -> None:
        """Move the advice to the bin, which can be undone."""
        if self._row is not None:
            said = _("Moved advice from {name} to the bin").format(name=self._row.person)
            self._run(DeleteAdvice(self._row.id), said)

    def _respond(self, value: object) -> None:
        if self._row is not None and isinstance(value, AdviceResponse):
            self._run(EditAdvice(self._row.id, {}, value))

    def _report(self) -> None:
        if self._row is not None:
            self.flush()
            report_back(self._desk, self._row.id)

    def _tell(self) -> None:
        if self._row is not None:
            told = self._row.told_on is not None
            key = self._row.id
            self._run(UntellAdvice(key) if told else TellAdvice(key))

    def _link(self, value: object) -> None:
        if self._row is not None and isinstance(value, int):
            self._run(LinkAdvice(self._row.id, value or None))

    def _protect(self, value: object) -> None:
        if self._row is not None and isinstance(value, Privacy):
            self._run(EditAdvice(self._row.id, {}, privacy=value))


def _text(field: str, key: int, text: str) -> EditAdvice:
    return EditAdvice(key, {field: text})


def _given(key: int, day: date | None) -> EditAdvice:
    return EditAdvice(key, {}, given_on=day)
