"""What comes next with people: what is planned before what waits before the rhythm; in order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentorcrm.clock import FixedClock
from mentorcrm.models.health_kinds import SignalKind
from mentorcrm.models.kinds import InteractionChannel, MessageKind, Season
from mentorcrm.services.commands.health import Disagree
from mentorcrm.services.commands.meetings import CancelMeeting, PlanMeeting
from mentorcrm.services.commands.outreach import (
    DeleteInteraction,
    LogInteraction,
    MarkSent,
    StartDraft,
)
from mentorcrm.services.commands.people import AddPerson, SetPlannedEnd, SetSeasons
from mentorcrm.services.facade import Services
from mentorcrm.services.next_steps import NextStep, StepKind, next_step
from mentorcrm.services.people_filter import PeopleFilter, PeopleSort
from tests.conftest import NOW

CALL = InteractionChannel.CALL
TODAY = date(2026, 11, 24)


def add(services: Services, name: str, *days_ago: int, season: Season = Season.ACTIVE) -> int:
    """Somebody with calls so many days ago."""
    person = services.dispatcher.run(AddPerson(name, season=season))
    for days in days_ago:
        services.dispatcher.run(LogInteraction((person,), NOW - timedelta(days=days), CALL))
    return person


def step(services: Services, person: int) -> NextStep | None:
    known = services.people.ahead([person]).get(person)
    services.health.all()
    return next_step(known, services.health.of(person), TODAY)


def test_a_rhythm_has_a_day_and_is_late_after_a_week(services: Services) -> None:
    often = add(services, "Ana", 3, 33, 63, 93)
    found = step(services, often)
    assert found is not None and found.kind is StepKind.IN_TOUCH
    assert TODAY < found.day <= TODAY + timedelta(days=27)
    for days, kind in ((36, StepKind.IN_TOUCH), (37, StepKind.LATE)):
        found = step(services, add(services, f"Ben {days}", days, days + 30, days + 60))
        assert found is not None and found.kind is kind, days
    assert found.day == TODAY - timedelta(days=7)


def test_of_somebody_met_once_and_of_who_rests_no_day_is_said(services: Services) -> None:
    assert step(services, add(services, "Once", 5)) is None
    assert step(services, add(services, "Nobody")) is None
    assert step(services, add(services, "Closed", 200, 230, season=Season.CLOSED)) is None
    doubted = add(services, "Doubted", 90, 120, 150)
    services.dispatcher.run(Disagree(doubted, SignalKind.RHYTHM, "We agreed on a pause"))
    assert step(services, doubted) is None


def test_a_plan_says_more_than_a_rhythm_and_counts_in_its_own_day(services: Services) -> None:
    person = add(services, "Ana", 90, 120)
    late = step(services, person)
    assert late is not None and late.kind is StepKind.LATE
    later = services.dispatcher.run(LogInteraction((person,), NOW + timedelta(days=9), CALL))
    first = services.dispatcher.run(LogInteraction((person,), NOW + timedelta(days=2), CALL))
    assert step(services, person) == NextStep(StepKind.PLANNED, TODAY + timedelta(days=2))
    services.dispatcher.run(DeleteInteraction(first))
    assert step(services, person) == NextStep(StepKind.PLANNED, TODAY + timedelta(days=9))
    services.dispatcher.run(DeleteInteraction(later))
    assert step(services, person) == late


@pytest.mark.parametrize(("zone", "day"), [("Asia/Tokyo", 26), ("America/New_York", 25)])
def test_the_day_of_a_plan_is_the_one_here(services: Services, zone: str, day: int) -> None:
    person = add(services, "Ana")
    at = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
    services.dispatcher.run(LogInteraction((person,), at, CALL))
    assert isinstance(services.clock, FixedClock)
    object.__setattr__(services.clock, "zone_name", zone)
    assert services.people.ahead([person])[person].planned == date(2026, 11, day)


def test_an_ask_that_waits_has_its_follow_up_and_a_pause_its_end(services: Services) -> None:
    person = add(services, "Ana", 40, 80)
    draft = services.dispatcher.run(StartDraft(person, MessageKind.FIRST_ASK))
    services.dispatcher.run(MarkSent(draft, InteractionChannel.MAIL, NOW - timedelta(days=3)))
    found = step(services, person)
    assert found is not None and found.kind is StepKind.FOLLOW_UP
    assert found.day > TODAY
    paused = add(services, "Ben", 40, 80)
    role = services.people.detail(paused).mentorships[0].id
    services.dispatcher.run(SetSeasons((paused,), Season.PAUSED))
    services.dispatcher.run(SetPlannedEnd(role, date(2027, 2, 1)))
    assert step(services, paused) == NextStep(StepKind.UNTIL, date(2027, 2, 1))


def test_people_are_sorted_by_what_comes_next(services: Services) -> None:
    nothing = add(services, "Aaron")
    planned = add(services, "Zoe")
    services.dispatcher.run(LogInteraction((planned,), NOW + timedelta(days=2), CALL))
    late = add(services, "Mia", 90, 120, 150)
    rhythm = add(services, "Ana", 3, 33, 63)
    wanted = PeopleFilter(sort=PeopleSort.NEXT)
    assert services.people.ids(wanted) == [late, planned, rhythm, nothing]
    assert services.people.ids(wanted, 2) == [late, planned]
    assert services.people.ids(PeopleFilter(text="a", sort=PeopleSort.NEXT)) == [rhythm, nothing]
    assert [row.id for row in services.people.listed(wanted)][:2] == [late, planned]


def test_a_meeting_that_was_cancelled_is_no_plan(services: Services) -> None:
    person = add(services, "Ana", 90, 120)
    late = step(services, person)
    at = NOW + timedelta(days=3)
    meeting = services.dispatcher.run(PlanMeeting((person,), at, InteractionChannel.VIDEO))
    assert step(services, person) == NextStep(StepKind.PLANNED, TODAY + timedelta(days=3))
    services.dispatcher.run(CancelMeeting(meeting, "She is ill"))
    assert step(services, person) == late
    services.dispatcher.undo()
    assert step(services, person) == NextStep(StepKind.PLANNED, TODAY + timedelta(days=3))
