"""What Today says of trials, agreements and fit."""

from datetime import date, timedelta
from typing import Any

import pytest

from mentorcrm.models.history_kinds import FitVerdict, TrialResult
from mentorcrm.models.kinds import InteractionChannel, Role, Season
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.commands import fit, outreach, people
from mentorcrm.services.today_rows import Reason
from mentorcrm.services.today_terms import Met, OnTrial, Someone, fit_rows, trial_rows
from tests.conftest import NOW

TODAY = NOW.date()
ANA = Someone(1, "Ana Ferreira", 0)


def days(*ago: int) -> tuple[date, ...]:
    return tuple(TODAY - timedelta(days=n) for n in ago)


@pytest.fixture
def ana(run: Any) -> int:
    return run(people.AddPerson("Ana Ferreira", season=Season.ASKED))


@pytest.fixture
def role(services: Any, ana: int) -> int:
    return services.people.detail(ana).mentorships[0].id


def meet(run: Any, ana: int, ago: int) -> None:
    run(outreach.LogInteraction((ana,), NOW - timedelta(days=ago), InteractionChannel.VIDEO))


def rows(services: Any, *reasons: Reason) -> list[Any]:
    return [row for row in services.today.page().rows if row.reason in reasons]


def test_a_trial_waits_from_the_day_its_last_meeting_was_held():
    trial = OnTrial(4, ANA, *days(20), 2, TODAY + timedelta(days=30), days(9, 3))
    (row,) = trial_rows([trial], TODAY)
    assert (row.title, row.button) == ("Review the trial with Ana", "Review")
    assert row.why.startswith("2 meetings of 2 held since")
    assert row.since == TODAY - timedelta(days=3)
    early = OnTrial(4, ANA, *days(20), 3, TODAY + timedelta(days=30), days(9, 3))
    assert not list(trial_rows([early], TODAY))


def test_a_trial_waits_from_its_day_on_whatever_was_held():
    (row,) = trial_rows([OnTrial(4, ANA, *days(60), 3, TODAY, ())], TODAY)
    assert row.why.endswith("0 of 3 meetings held")
    assert row.since == TODAY


@pytest.mark.parametrize(("held", "asked"), [((), False), ((1,), True), ((40,), False)])
def test_the_three_answers_are_asked_for_after_the_first_meeting(held: Any, asked: bool):
    assert bool(list(fit_rows([Met(ANA, days(*held))], TODAY))) is asked


def test_the_review_of_a_trial_comes_by_itself_and_goes_with_an_answer(
    services: Any, ana: int, role: int, run: Any
):
    trial = run(wish.StartTrial(role, meetings=1, started_on=TODAY - timedelta(days=5)))
    assert not rows(services, Reason.TRIAL)
    meet(run, ana, 1)
    (row,) = rows(services, Reason.TRIAL)
    assert (row.table, row.record, row.person) == ("trial", trial, ana)
    run(wish.DecideTrial(trial, TrialResult.CONTINUE))
    assert not rows(services, Reason.TRIAL)
    services.dispatcher.undo()
    run(people.SetPersonFlags((ana,), archived=True))
    assert not rows(services, Reason.TRIAL)


def test_fit_is_asked_for_until_it_is_answered_and_again_while_undecided(
    services: Any, ana: int, run: Any
):
    meet(run, ana, 3)
    (row,) = rows(services, Reason.FIT)
    assert row.title == "Say how the fit with Ana feels"
    run(fit.CheckFit(ana, FitVerdict.DECIDING))
    assert not rows(services, Reason.FIT)
    meet(run, ana, 1)
    (again,) = rows(services, Reason.FIT)
    assert again.what != row.what
    run(fit.CheckFit(ana, FitVerdict.GOOD))
    assert not rows(services, Reason.FIT)


def test_nobody_is_asked_about_what_is_over(services: Any, ana: int, role: int, run: Any):
    run(wish.StartTrial(role, meetings=1, started_on=TODAY - timedelta(days=5)))
    run(wish.EditAgreement(role, {"review_on": TODAY}))
    meet(run, ana, 1)
    assert len(rows(services, Reason.TRIAL, Reason.FIT, Reason.TERMS)) == 3
    run(people.SetMentorship(ana, Role.MENTOR, Season.CLOSED))
    assert not rows(services, Reason.TRIAL, Reason.FIT, Reason.TERMS)


def test_an_agreement_is_looked_at_again_and_its_end_is_seen_coming(
    services: Any, ana: int, role: int, run: Any
):
    run(wish.EditAgreement(role, {"minutes": 30}))
    assert not rows(services, Reason.TERMS)
    run(wish.EditAgreement(role, {"review_on": TODAY - timedelta(days=1)}))
    (row,) = rows(services, Reason.TERMS)
    assert row.title == "Look again at the agreement with Ana"
    run(wish.ReviewAgreement(role))
    assert not rows(services, Reason.TERMS)
    run(wish.EditAgreement(role, {"ends_on": TODAY + timedelta(days=10)}))
    (row,) = rows(services, Reason.TERMS)
    assert (row.title, row.due) == (
        "Say how it goes on with Ana",
        TODAY + timedelta(days=10),
    )
