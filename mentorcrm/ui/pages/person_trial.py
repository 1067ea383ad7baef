"""A trial: how far it has come, its review, and what each answer leads to."""

from datetime import date

from PySide6.QtCore import Qt, Signal

from mentorcrm.models.history_kinds import TrialResult
from mentorcrm.models.kinds import (
    TRIAL_MEETINGS,
    TRIAL_MINUTES,
    TRIAL_WEEKS,
    MessageKind,
    Season,
)
from mentorcrm.services import agreement_presets as presets
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.rows import PersonDetail
from mentorcrm.services.terms_rows import PersonTerms, RoleTerms, TrialRow
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_about import FieldLine
from mentorcrm.ui.pages.person_terms import PresetLine, TermsCard, TermsRead, begin
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

_DAY = _("Write the day as “in 8 weeks” or 2027-01-20.")
_NUMBER = _("Write a number, such as 3.")
# In these a trial is a sensible next step; elsewhere the card stays away until there is one.
_BEFORE = (Season.CANDIDATE, Season.RESEARCHED, Season.ASKED, Season.TRIAL)
_WENT = {
    TrialResult.CONTINUE: _("You went on after the trial, {day}."),
    TrialResult.ADJUST: _("You went on with changes, {day}."),
    TrialResult.CLOSE: _("You thanked and closed, {day}."),
}
_NEXT = {
    TrialResult.CONTINUE: _("Write down what you agreed"),
    TrialResult.ADJUST: _("Draft a reset of expectations"),
    TrialResult.CLOSE: _("Draft a close with thanks"),
}
_LEADS_TO = {TrialResult.ADJUST: MessageKind.RESET, TrialResult.CLOSE: MessageKind.CLOSE}


class TrialCard(TermsCard):
    """The trial of the role on show. `agree` asks for the agreement, the step after going on."""

    agree = Signal()
    link = _("A trial")

    def __init__(self, desk: Desk, read: TermsRead) -> None:
        super().__init__(desk, read, _("Trial"))
        self.role: RoleTerms | None = None
        self.said = Label("", "body", "text2", wrap=True)
        self.start = Button(_("Start a trial"), "soft", size="small")
        self.lines = (
            self._number("meetings", _("Meetings"), [1, 2, 3, 4]),
            self._number("minutes", _("Minutes"), [15, 20, 30]),
            self._end(),
            self._question(),
        )
        self.align(self.lines)
        self.answers = {result: Button(result.label, size="small") for result in TrialResult}
        self.stop = Button(_("End it now…"), "ghost", size="small")
        self.next = Button("", "soft", size="small")
        self._build()

    @property
    def trial(self) -> TrialRow | None:
        """The newest trial, if there is one."""
        return self.role.trial if self.role is not None else None

    def read(self, person_id: int) -> PersonTerms:
        return self._source.terms(person_id)

    def is_empty(self) -> bool:
        return self.trial is None

    def begin(self) -> None:
        answers = (*self.answers.values(), self.next, self.start, self.stop)
        first = next((button for button in answers if not button.isHidden()), self.start)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def fill(self, person: PersonDetail, found: PersonTerms) -> None:
        self.role = self.role_of(found)
        trial, today = self.trial, desk_today(self._desk)
        wanted = self.role is not None and self.role.season in _BEFORE
        self.want(trial is not None or wanted)
        running = trial is not None and trial.result is None
        due = trial is not None and trial.due(today)
        had = any(button.hasFocus() for button in (*self.answers.values(), self.stop))
        self.said.setText(trial_words(trial, today))
        self.start.setVisible(trial is None or (not running and wanted))
        for line in self.lines:
            line.show_person(person)
            line.setVisible(running)
        self._show_next(trial)
        if had and not running and not self.next.isHidden():
            # With its button gone, Qt would take the focus to another card.
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in self.answers.values():
            button.setVisible(due)
        self.stop.setVisible(running and not due)

    def _show_next(self, trial: TrialRow | None) -> None:
        result = trial.result if trial is not None else None
        agreed = self.role is not None and self.role.agreement is not None
        done = result is None or (result is TrialResult.CONTINUE and agreed)
        self.next.setVisible(not done)
        if result is not None:
            self.next.setText(_(_NEXT[result]))
            self.next.updateGeometry()

    def _build(self) -> None:
        inner = (6, 0, 6, 0)
        self.body.addLayout(boxes.row(self.said, margins=inner))
        self.body.addLayout(boxes.row(self.start, None, margins=(6, 4, 6, 0)))
        self.body.addLayout(boxes.column(*self.lines, spacing=0, margins=inner))
        foot = boxes.column(*self.answers.values(), spacing=6, margins=(6, 4, 6, 0))
        self.body.addLayout(foot)
        self.body.addLayout(boxes.row(self.stop, self.next, None, margins=inner))
        self.start.clicked.connect(self._start)
        self.stop.clicked.connect(self._offer)
        self.next.clicked.connect(self._go_on)
        for result, button in self.answers.items():
            button.clicked.connect(lambda _checked=False, r=result: self._decide(r))

    def _number(self, field: str, name: str, usual: list[int]) -> FieldLine:
        def save(line: FieldLine, _person: int, text: str) -> None:
            digits = text.strip()
            if digits.isdigit() and len(digits) < 6:
                self._set(line, field, int(digits))
            else:
                line.say(_(_NUMBER))

        def shown(_person: PersonDetail) -> str:
            return str(getattr(self.trial, field, ""))

        return PresetLine(
            self._desk, name, shown, save, [str(number) for number in usual], wanted=True
        )

    def _end(self) -> FieldLine:
        def save(line: FieldLine, _person: int, text: str) -> None:
            day = read_day(text, desk_today(self._desk), ahead=True)
            if day is None:
                line.say(_(_DAY))
            else:
                self._set(line, "ends_on", day)

        def shown(_person: PersonDetail) -> str:
            return words.long_day(self.trial.ends_on) if self.trial is not None else ""

        return FieldLine(self._desk, _("Until"), shown, save, wanted=True)

    def _question(self) -> FieldLine:
        def save(line: FieldLine, _person: int, text: str) -> None:
            self._set(line, "question", text)

        return PresetLine(
            self._desk, _("To answer"), lambda _person: getattr(self.trial, "question", ""), save,
            [_(one) for one in presets.QUESTIONS], hint=_("What should it show?"), wanted=True,
        )  # fmt: skip

    def _set(self, line: FieldLine, field: str, value: str | int | date) -> None:
        if self.trial is not None:
            self._desk.run(wish.EditTrial(self.trial.id, {field: value}), failed=line.say)

    def _start(self) -> None:
        if self.role is not None:
            self._desk.run(wish.StartTrial(self.role.mentorship_id), said=_("Started a trial"))

    def _offer(self) -> None:
        menu = ChoiceMenu(
            self,
            [
                *((result, result.label) for result in TrialResult),
                None,
                ("remove", _("Remove the trial"), "trash-2"),
            ],
        )
        menu.chosen.connect(self._chosen)
        menu.open_under(self.stop)

    def _chosen(self, choice: object) -> None:
        if isinstance(choice, TrialResult):
            self._decide(choice)
        elif self.trial is not None:
            self._desk.run(wish.RemoveTrial(self.trial.id), said=_("Removed the trial"))

    def _decide(self, result: TrialResult) -> None:
        if self.trial is not None:
            self._desk.run(
                wish.DecideTrial(self.trial.id, result),
                said=_("The trial: {result}").format(result=result.label.lower()),
            )

    def _go_on(self) -> None:
        """The next step of what was decided."""
        if self.trial is None or self.trial.result is None or self.person is None:
            return
        kind = _LEADS_TO.get(self.trial.result)
        if kind is None:
            self.agree.emit()
        else:
            begin(self._desk, self.person.id, kind)


def trial_words(trial: TrialRow | None, today: date) -> str:
    """How a trial stands, in a sentence or two."""
    if trial is None:
        return _(
            "{meetings} meetings of {minutes} minutes within {weeks} weeks, then a review. Either "
            "of you may leave it there, without a reason."
        ).format(meetings=TRIAL_MEETINGS, minutes=TRIAL_MINUTES, weeks=TRIAL_WEEKS)
    if trial.result is not None:
        day = words.short_day(trial.decided_on or today, today)
        return _(_WENT[trial.result]).format(day=day)
    held = n_(
        "{held} of {number} meeting held.", "{held} of {number} meetings held.", trial.meetings
    ).format(held=trial.held, number=trial.meetings)
    if trial.due(today):
        question = trial.question or _(presets.QUESTIONS[0])
        return _("{held} Time to look back: {question}").format(held=held, question=question)
    day = words.short_day(trial.ends_on, today)
    return _("{held} The review comes by itself, on {day} at the latest.").format(
        held=held, day=day
    )
