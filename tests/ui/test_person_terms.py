"""The cards of trial, agreement and fit: each edits in place, saves by itself and undoes."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.history_kinds import FitCriterion, FitPhase, FitVerdict, TrialResult
from mentorcrm.models.kinds import InteractionChannel, MessageKind, Outcome, Role, Season
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.commands.fit import CheckFit, RateFit, SetWorkingStyle
from mentorcrm.services.commands.outreach import (
    LogInteraction,
    MarkSent,
    RecordOutcome,
    StartDraft,
)
from mentorcrm.services.commands.people import RemoveMentorship, SetMentorship
from mentorcrm.ui import words
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.person_about import Line
from mentorcrm.ui.pages.person_agreement import AgreementCard
from mentorcrm.ui.pages.person_fit import FitCard
from mentorcrm.ui.pages.person_trial import TrialCard
from mentorcrm.ui.widgets.fields import Field
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people, type_into
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 24)


class Shown:
    """Someone with a role on the person page, and the three cards."""

    def __init__(self, stage: Stage, season: Season = Season.ASKED) -> None:
        self.stage = stage
        self.page: PeoplePage
        self.page, (self.ana,) = people(stage, "Ana Ferreira")
        stage.services.dispatcher.run(SetMentorship(self.ana, Role.MENTOR, season))
        self.settle()

    @property
    def role(self) -> int:
        return self.stage.services.people.detail(self.ana).mentorships[0].id

    def settle(self) -> None:
        self.stage.settle()
        self.stage.settle()

    def run(self, command: object) -> object:
        found = self.stage.services.dispatcher.run(command)  # type: ignore[arg-type]
        self.settle()
        return found

    def card(self, kind: type) -> QWidget:
        """The card, opened where it was folded away."""
        found = next(card for card in self.page.view.cards if isinstance(card, kind))
        if found.folded and found.wanted:
            self.page.view._side.open_card(found)
        return found

    @property
    def agreement(self) -> AgreementCard:
        return self.card(AgreementCard)  # type: ignore[return-value]

    @property
    def trial(self) -> TrialCard:
        return self.card(TrialCard)  # type: ignore[return-value]

    @property
    def fit(self) -> FitCard:
        return self.card(FitCard)  # type: ignore[return-value]

    def type(self, field: Field, text: str) -> None:
        field.clear()
        type_into(self.stage, field, text)
        self.settle()

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        self.stage.qtbot.mouseClick(widget, LEFT)
        self.settle()

    def undo(self) -> None:
        self.stage.desk.undo()
        self.settle()


def terms(shown: Shown) -> object:
    return shown.stage.services.terms.of(shown.ana).roles[0]


def test_someone_without_a_role_has_none_of_the_cards(stage: Stage) -> None:
    shown = Shown(stage)
    assert shown.fit.isVisible()
    shown.run(RemoveMentorship(shown.role))
    kinds = (AgreementCard, TrialCard, FitCard)
    assert not any(card.isVisible() for card in shown.page.view.cards if isinstance(card, kinds))


def test_the_usual_is_agreed_with_one_click_and_undone(stage: Stage) -> None:
    shown = Shown(stage)
    shown.click(shown.agreement.usual)
    assert shown.agreement.agreed is not None
    assert shown.agreement.line("Length").field.text() == "30 minutes"  # type: ignore[attr-defined]
    assert not shown.agreement.usual.isVisible()
    shown.undo()
    assert shown.agreement.agreed is None
    assert shown.agreement.usual.isVisible()


def test_a_rhythm_is_typed_or_chosen_and_drives_the_role(stage: Stage) -> None:
    shown = Shown(stage, Season.ACTIVE)
    line = shown.agreement.line("Rhythm")
    shown.type(line.field, "every 3 weeks")  # type: ignore[attr-defined]
    assert stage.services.people.detail(shown.ana).mentorships[0].cadence_days == 21
    shown.stage.qtbot.mouseClick(line.usual, LEFT)  # type: ignore[attr-defined]
    choose(stage, "every 2 weeks")
    shown.settle()
    assert stage.services.people.detail(shown.ana).mentorships[0].cadence_days == 14
    assert shown.page.view.season.next.button.text() == "every 2 weeks"


def test_what_cannot_be_read_is_said_at_the_field(stage: Stage) -> None:
    shown = Shown(stage)
    line = shown.agreement.line("Rhythm")
    shown.type(line.field, "now and then")  # type: ignore[attr-defined]
    assert "every 2 weeks" in line._note.text()
    assert shown.agreement.agreed is None
    shown.type(line.field, "every 9999 days")  # type: ignore[attr-defined]
    assert "between 1 day and 10 years" in line._note.text()


def test_topics_and_limits_are_typed_in_place(stage: Stage) -> None:
    shown = Shown(stage)
    shown.type(shown.agreement.line("Off limits").field, "salary, her team")  # type: ignore[attr-defined]
    assert terms(shown).agreement.off_limits == ("salary", "her team")  # type: ignore[attr-defined]
    shown.type(shown.agreement.line("Mine").field, "no weekends")  # type: ignore[attr-defined]
    assert stage.services.fit.of(shown.ana).my_limits == "no weekends"
    shown.undo()
    assert stage.services.fit.of(shown.ana).my_limits == ""


def test_this_month_stands_beside_its_limits(stage: Stage) -> None:
    shown = Shown(stage)
    shown.run(wish.EditAgreement(shown.role, {"monthly_minutes": 60, "monthly_asks": 2}))
    when = NOW - timedelta(days=2)
    shown.run(LogInteraction((shown.ana,), when, InteractionChannel.CALL, minutes=20))
    assert shown.agreement._used.text() == "This month: 20 of 60 minutes, 0 of 2 asks"


def test_a_trial_starts_is_moved_and_is_reviewed(stage: Stage) -> None:
    shown = Shown(stage)
    shown.click(shown.trial.start)
    assert terms(shown).season is Season.TRIAL  # type: ignore[attr-defined]
    assert "0 of 3 meetings held" in shown.trial.said.text()
    shown.type(shown.trial.lines[0].field, "none")
    assert "Write a number" in shown.trial.lines[0]._note.text()
    shown.type(shown.trial.lines[0].field, "1")
    shown.run(LogInteraction((shown.ana,), NOW, InteractionChannel.VIDEO))
    assert "Time to look back" in shown.trial.said.text()
    shown.click(shown.trial.answers[TrialResult.ADJUST])
    assert terms(shown).season is Season.ACTIVE  # type: ignore[attr-defined]
    assert shown.trial.next.text() == "Draft a reset of expectations"
    shown.click(shown.trial.next)
    draft = stage.services.people.detail(shown.ana).drafts[0]
    assert draft.kind is MessageKind.RESET


def test_after_the_review_of_a_trial_one_goes_on_where_it_leads(stage: Stage) -> None:
    shown = Shown(stage)
    shown.run(wish.StartTrial(shown.role, started_on=TODAY - timedelta(days=60), ends_on=TODAY))
    answer = shown.trial.answers[TrialResult.ADJUST]
    answer.setFocus()
    stage.qtbot.keyClick(answer, Qt.Key.Key_Space)
    shown.settle()
    assert stage.focused() is shown.trial.next


def test_how_the_fit_feels_can_be_changed_where_it_was_answered(stage: Stage) -> None:
    shown = Shown(stage, Season.ACTIVE)
    shown.run(LogInteraction((shown.ana,), NOW - timedelta(days=1), InteractionChannel.CALL))
    fit = shown.fit
    for verdict in (FitVerdict.DECIDING, FitVerdict.GOOD, FitVerdict.GOOD):
        answer = fit.question.answers[verdict]
        answer.setFocus()
        stage.qtbot.keyClick(answer, Qt.Key.Key_Space)
        shown.settle()
        assert fit.felt.text() == f"After meeting 1: {verdict.label.lower()}"
        assert stage.focused() is fit.again
        assert not fit.question.isVisible()
        shown.click(fit.again)
        assert stage.focused() is answer


def test_the_season_of_a_trial_sets_the_trial_up_and_its_day_is_the_same(stage: Stage) -> None:
    shown = Shown(stage)
    season = shown.page.view.season
    season._step(words.STEPS.index(Season.TRIAL))
    shown.settle()
    assert "0 of 3 meetings held" in shown.trial.said.text()
    shown.click(season.next.button)
    shown.type(season.next.day, "in 20 days")
    assert shown.trial.lines[2].field.text() == "Mon 14 Dec 2026"
    shown.undo()
    shown.undo()
    assert terms(shown).season is not Season.TRIAL  # type: ignore[attr-defined]
    assert shown.trial.trial is None


def test_going_on_leads_to_the_agreement(stage: Stage) -> None:
    shown = Shown(stage)
    trial = shown.run(wish.StartTrial(shown.role))
    shown.run(wish.DecideTrial(trial, TrialResult.CONTINUE))  # type: ignore[arg-type]
    shown.click(shown.trial.next)
    assert shown.agreement.usual.hasFocus()
    shown.click(shown.agreement.usual)
    assert not shown.trial.next.isVisible()


def test_a_trial_may_end_at_any_time_without_a_reason(stage: Stage) -> None:
    shown = Shown(stage)
    shown.run(wish.StartTrial(shown.role))
    shown.stage.qtbot.mouseClick(shown.trial.stop, LEFT)
    choose(stage, "Thank and close")
    shown.settle()
    assert terms(shown).season is Season.CLOSED  # type: ignore[attr-defined]
    assert shown.trial.next.text() == "Draft a close with thanks"
    shown.undo()
    assert terms(shown).season is Season.TRIAL  # type: ignore[attr-defined]


def test_fit_is_judged_in_place_and_an_unknown_stays_one(stage: Stage) -> None:
    shown = Shown(stage)
    assert shown.fit.coverage.text() == "0 of 5 known"
    assert all(line.button.text() == "Not known" for line in shown.fit.lines)
    domain = shown.fit.lines[-1]
    shown.stage.qtbot.mouseClick(domain.button, LEFT)
    choose(stage, "Strong")
    shown.settle()
    assert shown.fit.coverage.text() == "1 of 5 known"
    assert domain.button.text() == "Strong"
    shown.type(domain.how, "her book on triage")
    line = stage.services.fit.of(shown.ana).lines[-1]
    assert line.ratings[FitPhase.BEFORE].how_i_know == "her book on triage"
    shown.stage.qtbot.mouseClick(domain.button, LEFT)
    choose(stage, "Not known")
    shown.settle()
    assert shown.fit.coverage.text() == "0 of 5 known"


def test_the_unknown_that_matters_most_has_a_small_step(stage: Stage) -> None:
    shown = Shown(stage)
    shown.stage.qtbot.mouseClick(shown.fit.lines[1].button, LEFT)
    choose(stage, "Matters most")
    shown.settle()
    assert shown.fit.unknown.text().startswith("Most worth knowing: “Availability”. Send one")
    shown.click(shown.fit.learn)
    assert stage.services.people.detail(shown.ana).drafts[0].kind is MessageKind.ONE_QUESTION


def test_expected_and_felt_stand_together(stage: Stage) -> None:
    shown = Shown(stage)
    shown.run(RateFit(shown.ana, FitCriterion.VALUES, FitPhase.BEFORE, {"score": 3}))
    shown.run(LogInteraction((shown.ana,), NOW, InteractionChannel.VIDEO))
    shown.run(RateFit(shown.ana, FitCriterion.VALUES, FitPhase.FIRST, {"score": 1}))
    assert shown.fit.when.text() == "After meeting 1"
    assert shown.fit.lines[0].button.text() == "A little"
    assert shown.fit.lines[0].against.text() == "Less than expected: strong"
    shown.stage.qtbot.mouseClick(shown.fit.when, LEFT)
    choose(stage, "Before asking")
    shown.settle()
    assert shown.fit.lines[0].button.text() == "Strong"


def test_three_answers_are_offered_after_the_first_meeting(stage: Stage) -> None:
    shown = Shown(stage)
    assert not shown.fit.question.isVisible()
    shown.run(LogInteraction((shown.ana,), NOW, InteractionChannel.VIDEO))
    shown.click(shown.fit.question.answers[FitVerdict.DECIDING])
    assert shown.fit.felt.text() == "After meeting 1: still deciding"
    assert not shown.fit.question.isVisible()


def test_the_agreement_is_kept_as_a_file(stage: Stage, tmp_path: Path) -> None:
    shown = Shown(stage)
    shown.run(wish.AgreeTheUsual(shown.role))
    shown.stage.qtbot.mouseClick(shown.agreement.more, LEFT)
    choose(stage, "Put it on one page…")
    from mentorcrm.ui.dialogs.agreement_page import AgreementSheet

    sheet = stage.window.findChild(AgreementSheet)
    stage.qtbot.waitUntil(lambda: sheet.as_pdf.isEnabled())
    stage.qtbot.mouseClick(sheet.printed, LEFT)
    assert stage.asker.asked == [stage.services.terms.page(shown.ana, shown.role).title]
    stage.asker.target = tmp_path / "kept.pdf"
    stage.qtbot.mouseClick(sheet.as_pdf, LEFT)
    stage.settle()
    assert (tmp_path / "kept.pdf").read_bytes().startswith(b"%PDF")


def test_the_cards_follow_the_role_that_is_chosen(stage: Stage) -> None:
    shown = Shown(stage)
    other = shown.run(SetMentorship(shown.ana, Role.PEER, Season.TRIAL))
    shown.run(wish.EditAgreement(shown.role, {"purpose": "Craft"}))
    shown.run(wish.EditAgreement(other, {"purpose": "Openings"}))
    shown.run(wish.StartTrial(other))
    assert shown.agreement.agreed.purpose == "Craft"
    season = shown.page.view.season
    shown.stage.qtbot.mouseClick(season.role, LEFT)
    choose(stage, f"{Role.PEER.label}: {Season.TRIAL.label.lower()}")
    shown.settle()
    assert shown.agreement.agreed.purpose == "Openings"
    assert shown.trial.trial is not None
    shown.stage.qtbot.mouseClick(season.role, LEFT)
    choose(stage, f"{Role.MENTOR.label}: {Season.ASKED.label.lower()}")
    shown.settle()
    assert shown.agreement.agreed.purpose == "Craft"
    assert shown.trial.trial is None


LONG = "A rather long line of words that somebody once typed without ever pausing for breath"


@pytest.mark.parametrize("percent", [100, 150])
def test_the_longest_words_stay_inside_the_cards(stage: Stage, percent: int) -> None:
    shown = Shown(stage)
    shown.run(wish.StartTrial(shown.role, question=LONG))
    values = dict.fromkeys(wish.AGREEMENT_TEXT_FIELDS, LONG)
    shown.run(wish.EditAgreement(shown.role, values))  # type: ignore[arg-type]
    shown.run(SetWorkingStyle(shown.ana, dict.fromkeys(("prefers", "my_limits"), LONG)))
    shown.run(CheckFit(shown.ana, FitVerdict.GOOD))
    from mentorcrm.ui import theme

    theme.current().set_scale(percent)
    shown.settle()
    for card in (shown.trial, shown.agreement, shown.fit):
        assert card.isVisible()
        for line in card.findChildren(Line):
            assert line.label.width() >= line.label.sizeHint().width(), line.name
        for child in card.findChildren(QWidget):
            if child.isVisible() and child.parent() is card:
                assert child.geometry().right() <= card.width(), child


def test_after_a_yes_the_next_step_is_one_click(stage: Stage) -> None:
    shown = Shown(stage)
    step = shown.page.view.season.next
    assert step.button.text() == "Log it"
    assert not step.other.isVisible()
    ask = shown.run(StartDraft(shown.ana, MessageKind.FIRST_ASK))
    shown.run(MarkSent(ask, InteractionChannel.MAIL, NOW))  # type: ignore[arg-type]
    shown.run(RecordOutcome(ask, Outcome.YES))  # type: ignore[arg-type]
    assert step.button.text() == "Start a trial"
    shown.click(step.other)
    assert terms(shown).season is Season.ACTIVE  # type: ignore[attr-defined]
    shown.undo()
    shown.click(step.button)
    assert terms(shown).season is Season.TRIAL  # type: ignore[attr-defined]
