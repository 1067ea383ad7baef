"""What was agreed for a role: it drives rhythm and end, and every change undoes."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.models.kinds import InteractionChannel, MessageKind, Role, Season
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.commands import outreach, people
from tests.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def ana(run: Any) -> int:
    return run(people.AddPerson("Ana Ferreira", season=Season.ACTIVE))


@pytest.fixture
def role(services: Any, ana: int) -> int:
    return services.people.detail(ana).mentorships[0].id


def held(services: Any, ana: int) -> Any:
    return services.people.detail(ana).mentorships[0]


def test_the_first_value_begins_an_agreement(services: Any, ana: int, role: int, there_and_back):
    there_and_back(
        wish.EditAgreement(role, {"purpose": "Think  aloud"}),
        "Edit the agreement with Ana Ferreira",
    )
    agreed = services.terms.of(ana).roles[0].agreement
    assert agreed.purpose == "Think aloud"
    assert agreed.agreed_on == TODAY
    assert agreed.review_on == TODAY + timedelta(days=90)


def test_a_rhythm_is_the_cadence_of_the_role(services: Any, ana: int, role: int, there_and_back):
    there_and_back(wish.EditAgreement(role, {"rhythm_days": 14}))
    assert held(services, ana).cadence_days == 14


def test_its_last_day_is_the_planned_end(services: Any, ana: int, role: int, there_and_back):
    end = TODAY + timedelta(days=200)
    there_and_back(wish.EditAgreement(role, {"ends_on": end}))
    assert held(services, ana).planned_end == end
    services.dispatcher.run(wish.EditAgreement(role, {"ends_on": None}))
    assert held(services, ana).planned_end is None


def test_a_trial_under_way_keeps_its_own_end(services: Any, ana: int, role: int, run: Any):
    trial = run(wish.StartTrial(role))
    end = TODAY + timedelta(days=200)
    run(wish.EditAgreement(role, {"ends_on": end}))
    assert held(services, ana).planned_end == TODAY + timedelta(weeks=8)
    run(wish.DecideTrial(trial, wish.TrialResult.CONTINUE))
    assert held(services, ana).planned_end == end


def test_the_usual_fills_what_is_open_and_keeps_the_rest(
    services: Any, ana: int, role: int, run: Any, there_and_back
):
    run(people.SetMentorship(ana, Role.MENTOR, cadence_days=60))
    run(wish.EditAgreement(role, {"minutes": 45}))
    there_and_back(wish.AgreeTheUsual(role), "Agree the usual with Ana Ferreira")
    agreed = services.terms.of(ana).roles[0].agreement
    assert agreed.minutes == 45
    assert agreed.rhythm_days == 60
    assert agreed.channel is InteractionChannel.VIDEO
    assert agreed.between and agreed.confidentiality and agreed.how_we_end


def test_topics_stand_once_and_in_their_order(services: Any, ana: int, role: int, there_and_back):
    there_and_back(wish.SetOffLimits(role, ("Salary", " my  family ", "salary", "")))
    assert services.terms.of(ana).off_limits == ("Salary", "my family")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"rhythm_days": 0}, "between 1 day and 10 years"),
        ({"minutes": 4}, "between 5 minutes and 8 hours"),
        ({"monthly_asks": -1}, "between 0 and 100 asks"),
        ({"monthly_minutes": 0}, "between 1 minute and 100 hours"),
        ({"channel": InteractionChannel.NOTE}, "A note is no way to meet"),
        ({"ends_on": TODAY - timedelta(days=1)}, "The end lies before the day you agreed"),
        ({"colour": "red"}, "“colour” is not something an agreement has"),
    ],
)
def test_what_cannot_be_is_refused(role: int, refused, values: Any, words: str):
    refused(wish.EditAgreement(role, values), words)


def test_a_look_again_moves_the_next_one(services: Any, ana: int, role: int, run: Any, refused):
    refused(wish.ReviewAgreement(role), "Nothing is agreed yet")
    run(wish.EditAgreement(role, {"minutes": 30, "review_on": TODAY}))
    refused(wish.ReviewAgreement(role, TODAY), "lies in the past")
    run(wish.ReviewAgreement(role))
    assert services.terms.of(ana).roles[0].agreement.review_on == TODAY + timedelta(days=90)


def test_removing_takes_its_end_with_it(services: Any, ana: int, role: int, run: Any, refused):
    refused(wish.RemoveAgreement(role), "Nothing is agreed yet")
    run(wish.EditAgreement(role, {"ends_on": TODAY + timedelta(days=9)}))
    run(wish.RemoveAgreement(role))
    assert services.terms.of(ana).roles[0].agreement is None
    assert held(services, ana).planned_end is None


def test_this_month_counts_minutes_and_asks_of_this_month(services: Any, ana: int, run: Any):
    for days, minutes in ((3, 20), (5, 30), (60, 45)):
        run(outreach.LogInteraction((ana,), NOW - timedelta(days=days), InteractionChannel.CALL,
                                    minutes=minutes))  # fmt: skip
    run(outreach.LogInteraction((ana,), NOW + timedelta(days=1), InteractionChannel.CALL,
                                minutes=90))  # fmt: skip
    for kind in (MessageKind.ONE_QUESTION, MessageKind.RECAP):
        draft = run(outreach.StartDraft(ana, kind, body="Hello"))
        run(outreach.MarkSent(draft, InteractionChannel.MAIL, NOW))
    role = services.people.detail(ana).mentorships[0].id
    run(wish.EditAgreement(role, {"monthly_minutes": 60, "monthly_asks": 2}))
    used = services.terms.of(ana).used
    assert (used.minutes, used.minutes_limit) == (50, 60)
    assert (used.asks, used.asks_limit) == (1, 2)
