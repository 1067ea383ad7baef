"""A trial from its start to its review, and what each answer leads to."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.models.history_kinds import TrialResult
from mentorcrm.models.kinds import (
    InteractionChannel,
    MessageKind,
    NeedKind,
    Outcome,
    Role,
    Season,
)
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.commands import needs, outreach, people
from tests.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def ana(run: Any) -> int:
    return run(people.AddPerson("Ana Ferreira", season=Season.ASKED))


@pytest.fixture
def role(services: Any, ana: int) -> int:
    return services.people.detail(ana).mentorships[0].id


def of(services: Any, ana: int) -> Any:
    return services.terms.of(ana).roles[0]


def test_it_starts_with_three_short_meetings_in_eight_weeks(
    services: Any, ana: int, role: int, there_and_back
):
    there_and_back(wish.StartTrial(role), "Start a trial with Ana Ferreira")
    found = of(services, ana)
    assert found.season is Season.TRIAL
    assert found.planned_end == found.trial.ends_on == TODAY + timedelta(weeks=8)
    assert (found.trial.meetings, found.trial.minutes, found.trial.held) == (3, 30, 0)
    assert services.people.detail(ana).seasons[0].after is Season.TRIAL


def test_choosing_its_season_sets_the_trial_up_in_one_step(
    services: Any, ana: int, role: int, run: Any, there_and_back: Any
):
    run(people.SetPlannedEnd(role, TODAY + timedelta(days=3)))  # Of the season before.
    there_and_back(wish.BeginTrial(ana, Role.MENTOR), "Start a trial with Ana Ferreira")
    found = of(services, ana)
    assert (found.season, found.planned_end) == (Season.TRIAL, TODAY + timedelta(weeks=8))
    assert found.trial.ends_on == found.planned_end
    run(wish.SetTrialEnd(role, TODAY + timedelta(days=20)))
    run(wish.BeginTrial(ana, Role.MENTOR))
    found = of(services, ana)
    assert (found.trial.ends_on, found.planned_end) == (TODAY + timedelta(days=20),) * 2
    there_and_back(wish.BeginTrial(ana, Role.PEER))
    steps = [s.after for s in services.people.detail(ana).seasons if s.role is Role.PEER]
    assert steps == [Season.TRIAL]


def test_a_trial_season_without_a_trial_gets_one_with_its_end(
    services: Any, ana: int, role: int, run: Any
):
    run(people.SetMentorship(ana, Role.MENTOR, Season.TRIAL))
    run(wish.SetTrialEnd(role, TODAY + timedelta(days=20)))
    assert of(services, ana).trial.ends_on == TODAY + timedelta(days=20)


def test_several_who_are_tried_out_each_have_their_trial(services: Any, ana: int, run: Any):
    cem = run(people.AddPerson("Cem"))
    assert run(people.SetSeasons((ana, cem), Season.TRIAL)) == 2
    assert all(of(services, person).trial is not None for person in (ana, cem))


def test_an_end_set_with_the_season_is_kept(services: Any, ana: int, role: int, run: Any):
    run(people.SetMentorship(ana, Role.MENTOR, Season.TRIAL))
    run(people.SetPlannedEnd(role, TODAY + timedelta(days=20)))
    run(wish.StartTrial(role))
    assert of(services, ana).trial.ends_on == TODAY + timedelta(days=20)


def test_meetings_since_its_start_are_counted(services: Any, ana: int, role: int, run: Any):
    def log(days: int, channel: InteractionChannel) -> None:
        run(outreach.LogInteraction((ana,), NOW - timedelta(days=days), channel))

    run(wish.StartTrial(role, meetings=2, started_on=TODAY - timedelta(days=10)))
    log(20, InteractionChannel.CALL)
    log(4, InteractionChannel.VIDEO)
    log(3, InteractionChannel.MAIL)
    assert of(services, ana).trial.held == 1
    assert not of(services, ana).trial.due(TODAY)
    log(1, InteractionChannel.IN_PERSON)
    assert of(services, ana).trial.due(TODAY)


def test_it_is_due_on_its_day(services: Any, ana: int, role: int, run: Any):
    run(wish.StartTrial(role, ends_on=TODAY + timedelta(days=5)))
    trial = of(services, ana).trial
    assert not trial.due(TODAY + timedelta(days=4))
    assert trial.due(TODAY + timedelta(days=5))


@pytest.mark.parametrize(
    ("result", "season"),
    [
        (TrialResult.CONTINUE, Season.ACTIVE),
        (TrialResult.ADJUST, Season.ACTIVE),
        (TrialResult.CLOSE, Season.CLOSED),
    ],
)
def test_an_answer_sets_the_season(
    services: Any, ana: int, role: int, run: Any, there_and_back, result: Any, season: Any
):
    trial = run(wish.StartTrial(role))
    there_and_back(wish.DecideTrial(trial, result), "Review the trial with Ana Ferreira")
    found = of(services, ana)
    assert found.season is season
    assert found.trial.result is result
    assert found.planned_end is None
    assert not found.trial.due(TODAY + timedelta(days=900))


def test_closing_early_needs_no_reason(services: Any, ana: int, role: int, run: Any):
    trial = run(wish.StartTrial(role))
    run(wish.DecideTrial(trial, TrialResult.CLOSE))
    assert of(services, ana).trial.note == ""


def test_what_cannot_be_is_refused(role: int, run: Any, refused):
    refused(wish.StartTrial(role, meetings=0), "between 1 and 12 meetings")
    refused(wish.StartTrial(role, minutes=200), "between 5 minutes and 2 hours")
    refused(wish.StartTrial(role, ends_on=TODAY), "ends after it began")
    trial = run(wish.StartTrial(role))
    refused(wish.StartTrial(role), "A trial is under way")
    refused(wish.EditTrial(trial, {"meetings": "many"}), "not something a trial has")
    run(wish.DecideTrial(trial, TrialResult.CONTINUE))
    refused(wish.DecideTrial(trial, TrialResult.CLOSE), "reviewed already")


def test_moving_the_end_moves_that_of_the_role(
    services: Any, ana: int, role: int, run: Any, there_and_back
):
    trial = run(wish.StartTrial(role))
    end = TODAY + timedelta(days=30)
    there_and_back(wish.EditTrial(trial, {"ends_on": end, "meetings": 2, "question": "Go on?"}))
    found = of(services, ana)
    assert (found.planned_end, found.trial.meetings, found.trial.question) == (end, 2, "Go on?")


def test_removing_it_takes_its_end_along(services: Any, ana: int, role: int, run: Any):
    trial = run(wish.StartTrial(role))
    run(wish.RemoveTrial(trial))
    assert of(services, ana).trial is None
    assert of(services, ana).planned_end is None


@pytest.mark.parametrize("trial", [True, False])
def test_after_a_yes_one_step_goes_on_and_links_the_need(
    services: Any, ana: int, role: int, run: Any, there_and_back: Any, trial: bool
):
    need = run(needs.AddNeed(NeedKind.SKILL, "Giving hard feedback"))
    run(people.AddFact(ana, "Writes on hard feedback"))
    ask = run(outreach.StartDraft(ana, MessageKind.FIRST_ASK, need_id=need))
    run(outreach.MarkSent(ask, InteractionChannel.MAIL, NOW))
    run(outreach.RecordOutcome(ask, Outcome.YES))
    found = services.helping.for_need(need)
    reasons = [reason for one in found.suggested for reason in one.why.reasons]
    assert "They said yes; say on their page how you go on." in [r.sentence for r in reasons]
    there_and_back(wish.GoOn(role, trial), "Go on with Ana Ferreira after their yes")
    assert of(services, ana).season is (Season.TRIAL if trial else Season.ACTIVE)
    assert [helper.name for helper in services.needs.detail(need).linked] == ["Ana Ferreira"]
