"""How someone fits: five parts, what is not known yet, and the smallest step to learn it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.history_kinds import (
    FIT_WEIGHTS,
    FeedbackStyle,
    FitCriterion,
    FitPhase,
    FitVerdict,
)
from mentorcrm.services.commands import fit as wish
from mentorcrm.services.fit_rows import (
    FELT_WORDS,
    SCORE_WORDS,
    WEIGHT_WORDS,
    FitLine,
    FitView,
    small_test_message,
    small_test_words,
)
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_about import FieldLine
from mentorcrm.ui.pages.person_terms import ChoiceLine, TermsCard, TermsRead, begin
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

_UNKNOWN = "unknown"


class FitQuestion(QWidget):
    """The three answers after a meeting; also for the close of one."""

    answered = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self._meeting: int | None = None
        self._number: int | None = None
        self._words = Label("", "body", wrap=True)
        self.answers = {verdict: Button(verdict.label, size="small") for verdict in FitVerdict}
        answers = Flow(6)
        for button in self.answers.values():
            answers.add(button)
        self.setLayout(boxes.column(self._words, answers, spacing=6))
        for verdict, button in self.answers.items():
            button.clicked.connect(partial(self._answer, verdict))

    def ask(self, person_id: int, number: int, meeting_id: int | None = None) -> None:
        """Ask how it feels after a meeting with someone."""
        self._person, self._meeting, self._number = person_id, meeting_id, number
        self._words.setText(
            n_(
                "{number} meeting so far. How does it feel?",
                "{number} meetings so far. How does it feel?",
                number,
            ).format(number=number)
        )

    def _answer(self, verdict: FitVerdict) -> None:
        command = wish.CheckFit(
            self._person, verdict, meeting_id=self._meeting, number=self._number
        )
        said = _("Noted: {verdict}").format(verdict=verdict.label.lower())
        self._desk.run(command, said=said, then=self.answered.emit)


class CriterionLine(ChoiceLine):
    """One part of fit: how it is judged, and how I know."""

    def __init__(self, desk: Desk, criterion: FitCriterion, card: "FitCard") -> None:
        super().__init__(desk, criterion.label)
        self.criterion, self._card = criterion, card
        self.how = Field(_("How do you know?"), quiet=True, dense=True, lines=3, style="meta")
        self.how.setAccessibleName(_("How you know: {criterion}").format(criterion=criterion.label))
        layout = self.layout()
        self.against = Label("", "meta", "text3", wrap=True)
        self._beside = boxes.row(self.against, margins=(6, 0, 0, 0))
        self._indent = boxes.column(self._beside, self.how, spacing=0)
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(self._indent)
        self.chosen.connect(self._choose)
        self.how.committed.connect(self._know)

    def set_name_width(self, width: int) -> None:
        super().set_name_width(width)
        if hasattr(self, "_indent"):
            self._indent.setContentsMargins(width + 4, 0, 0, 2)

    def show_line(self, line: FitLine, phase: FitPhase) -> None:
        """Show what was judged at one time."""
        score = line.score(phase)
        rating = line.ratings.get(phase)
        weights = enumerate(WEIGHT_WORDS, FIT_WEIGHTS[0])
        self.show_choice(
            said_of(line, phase),
            [
                *((n, _(said)) for n, said in reversed(list(enumerate(SCORE_WORDS)))),
                (_UNKNOWN, _("Not known")),
                None,
                *((("weight", n), _(said)) for n, said in weights),
            ],
        )
        self.against.setText(against_words(line, phase))
        self.against.setVisible(bool(self.against.text()))
        if not self.how.hasFocus():
            self.how.set_value(rating.how_i_know if rating is not None else "")
        self.how.setVisible(score is not None or bool(self.how.text()))

    def _choose(self, choice: object) -> None:
        if isinstance(choice, tuple):
            self._card.judge(self, {"weight": int(choice[1])})
        else:
            score = choice if isinstance(choice, int) else None
            self._card.judge(self, {"score": score})

    def _know(self, text: str) -> None:
        self._card.judge(self, {"how_i_know": text})


class FitCard(TermsCard):
    """All that is known of how someone fits; no number stands for the whole."""

    link = _("How they fit")

    def __init__(self, desk: Desk, read: TermsRead) -> None:
        super().__init__(desk, read, _("Fit"))
        self.view: FitView | None = None
        self._phase: FitPhase | None = None
        self.coverage = Label("", "meta", "text2")
        self.when = Chip("", menu_arrow=True)
        self.lines = [CriterionLine(desk, criterion, self) for criterion in FitCriterion]
        self.feedback = ChoiceLine(desk, _("Feedback"))
        self.prefers = FieldLine(
            desk, _("Prefers"), lambda _person: self.view.prefers if self.view else "",
            self._save_prefers, wanted=True,
        )  # fmt: skip
        self.align([*self.lines, self.feedback, self.prefers])
        self.unknown = Label("", "meta", "text2", wrap=True)
        self.learn = Button("", "soft", size="small")
        self.question = FitQuestion(desk)
        self.felt = Label("", "meta", "text3", wrap=True)
        self.again = Button(_("Change"), "ghost", size="small")
        self.again.setAccessibleName(_("Change how the fit feels"))
        self._build()

    @property
    def phase(self) -> FitPhase:
        """The time that is on show: the one that is now, unless another was chosen."""
        if self._phase is not None:
            return self._phase
        return self.view.phase if self.view is not None else FitPhase.BEFORE

    def show_person(self, person: PersonDetail) -> None:
        if self.person is None or self.person.id != person.id:
            self._phase = None
        super().show_person(person)

    def read(self, person_id: int) -> FitView:
        return self._source.fit(person_id)

    def is_empty(self) -> bool:
        view = self.view
        return view is None or not (
            view.known
            or view.checks
            or view.check_due is not None
            or view.prefers
            or view.style is not FeedbackStyle.UNKNOWN
        )

    def begin(self) -> None:
        asked = not self.question.isHidden()
        first = next(iter(self.question.answers.values())) if asked else self.lines[0].button
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def fill(self, person: PersonDetail, found: FitView) -> None:
        self.view = found
        self.want(bool(person.mentorships))
        self.coverage.setText(found.coverage)
        self.when.setText(self.phase.label)
        self.when.setAccessibleName(_("Judged: {phase}").format(phase=self.phase.label))
        self.when.updateGeometry()
        for line, shown in zip(self.lines, found.lines, strict=True):
            line.show_person(person)
            line.show_line(shown, self.phase)
        self.feedback.show_person(person)
        self.feedback.show_choice(found.style.label, [(one, one.label) for one in FeedbackStyle])
        self.prefers.show_person(person)
        self._show_unknown(found)
        due = found.check_due is not None
        had = any(button.hasFocus() for button in self.question.answers.values())
        if found.check_due is not None:
            self.question.ask(person.id, found.check_due, found.check_meeting)
        self.felt.setText(felt_words(found))
        self.felt.setVisible(bool(found.checks))
        self.again.setVisible(bool(found.checks) and not due)
        if had and not due:
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
        self.question.setVisible(due)

    def judge(self, line: CriterionLine, values: dict[str, str | int | None]) -> None:
        """Save a judgement of the time on show."""
        if self.person is not None:
            command = wish.RateFit(self.person.id, line.criterion, self.phase, values)
            self._desk.run(command, failed=line.say)

    def _build(self) -> None:
        inner = (6, 0, 6, 0)
        self.body.addLayout(boxes.row(self.coverage, None, self.when, margins=(6, 0, 6, 4)))
        self.body.addLayout(boxes.column(*self.lines, spacing=0, margins=inner))
        self.body.addLayout(boxes.row(self.unknown, margins=(6, 4, 6, 0)))
        self.body.addLayout(boxes.row(self.learn, None, margins=(6, 2, 6, 4)))
        self.body.addLayout(boxes.row(self.question, margins=(6, 4, 6, 4)))
        felt = boxes.row(self.felt, self.again, margins=(6, 0, 0, 4))
        felt.setStretch(0, 1)
        self.body.addLayout(felt)
        self.body.addWidget(Hairline())
        self.body.addLayout(boxes.column(self.feedback, self.prefers, spacing=0, margins=inner))
        self.again.clicked.connect(self._ask_again)
        self.question.answered.connect(self._answered)
        self.when.clicked.connect(self._offer_phases)
        self.learn.clicked.connect(self._learn)
        self.feedback.chosen.connect(self._save_style)

    def _ask_again(self) -> None:
        """The newest answer may be another one."""
        if self.view is None or self.person is None or not self.view.checks:
            return
        newest = max(self.view.checks, key=lambda check: check.number)
        self.question.ask(self.person.id, newest.number, newest.meeting_id)
        self.question.show()
        self.question.answers[newest.verdict].setFocus(Qt.FocusReason.OtherFocusReason)

    def _answered(self, _check: object) -> None:
        """The same answer again changes nothing that would be shown anew."""
        if self.view is not None and self.view.check_due is None and not self.question.isHidden():
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            self.question.hide()

    def _show_unknown(self, found: FitView) -> None:
        biggest = found.biggest_unknown
        self.unknown.setVisible(biggest is not None)
        message = small_test_message(biggest.criterion) if biggest is not None else None
        self.learn.setVisible(message is not None)
        if biggest is None:
            return
        said = _("Most worth knowing: “{criterion}”. {step}")
        step = small_test_words(biggest.criterion)
        self.unknown.setText(said.format(criterion=biggest.criterion.label, step=step))
        if message is not None:
            self.learn.setText(_("Draft: {kind}").format(kind=message.label.lower()))
            self.learn.updateGeometry()

    def _learn(self) -> None:
        biggest = self.view.biggest_unknown if self.view is not None else None
        message = small_test_message(biggest.criterion) if biggest is not None else None
        if message is not None and self.person is not None:
            begin(self._desk, self.person.id, message)

    def _offer_phases(self) -> None:
        menu = ChoiceMenu(self, [(phase, phase.label) for phase in FitPhase])
        menu.chosen.connect(self._show_phase)
        menu.open_under(self.when)

    def _show_phase(self, phase: object) -> None:
        if isinstance(phase, FitPhase) and self.person is not None and self.view is not None:
            self._phase = phase
            self.fill(self.person, self.view)

    def _save_style(self, style: object) -> None:
        if isinstance(style, FeedbackStyle) and self.person is not None:
            command = wish.SetWorkingStyle(self.person.id, {}, style)
            self._desk.run(command, failed=self.feedback.say)

    def _save_prefers(self, line: FieldLine, person: int, text: str) -> None:
        self._desk.run(wish.SetWorkingStyle(person, {"prefers": text}), failed=line.say)


def said_of(line: FitLine, phase: FitPhase) -> str:
    """How one part is judged at a time: `Good`, `Not known`."""
    score = line.score(phase)
    return _("Not known") if score is None else _(SCORE_WORDS[score])


def against_words(line: FitLine, phase: FitPhase) -> str:
    """What was expected, beside what was felt: `Less than expected: strong`."""
    if phase is FitPhase.BEFORE or line.predicted is None:
        return ""
    expected = _(SCORE_WORDS[line.predicted]).lower()
    if line.score(phase) is None or line.against is None or line.score(phase) != line.felt:
        return _("Expected: {judged}").format(judged=expected)
    return _(FELT_WORDS[line.against]).format(judged=expected)


def felt_words(view: FitView) -> str:
    """The answers so far: `After meeting 1: still deciding`."""
    return "\n".join(
        _("After meeting {number}: {verdict}").format(
            number=check.number, verdict=check.verdict.label.lower()
        )
        for check in view.checks
    )
