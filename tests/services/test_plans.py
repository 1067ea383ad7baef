"""A plan whose time has passed asks whether it happened, until somebody says so."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcrm.clock import FixedClock
from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.services.commands.interactions import EditInteraction
from mentorcrm.services.commands.meetings import PlanMeeting
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.commands.plans import DropPlan, HoldPlan, MovePlan
from mentorcrm.services.plans import asks
from mentorcrm.services.snapshot import encode
from mentorcrm.services.today_rows import Reason
from tests.conftest import NOW

CALL, MAIL = InteractionChannel.CALL, InteractionChannel.MAIL
SOON = NOW + timedelta(hours=3)


@pytest.fixture
def ana(run: Any) -> int:
    return int(run(AddPerson("Ana Ferreira")))


@pytest.fixture
def later(clock: FixedClock) -> Any:
    """Lets time go by."""
    return lambda **span: object.__setattr__(clock, "instant", NOW + timedelta(**span))


def asked(services: Any) -> list[Any]:
    return [row for row in services.today.page().rows if row.reason is Reason.HAPPENED]


@settings(max_examples=20, deadline=None)
@given(
    written=st.datetimes(datetime(2026, 3, 1), datetime(2026, 11, 30), timezones=st.just(UTC)),
    ahead=st.integers(-3000, 3000),
    minutes=st.sampled_from([None, 0, 20, 90]),
    zone=st.sampled_from(["Asia/Tokyo", "America/Los_Angeles", "Europe/Lisbon", "UTC"]),
    noon=st.booleans(),
    looks=st.integers(-4000, 8000),
)
def test_it_asks_once_it_is_over_where_it_was_planned_for(
    written: datetime, ahead: int, minutes: int | None, zone: str, noon: bool, looks: int
) -> None:
    """Told by the clock on the wall there: over after its length, or, of a day alone, after it."""
    wall = (written + timedelta(minutes=ahead)).astimezone(ZoneInfo(zone))
    wall = wall.replace(hour=12, minute=0, second=0, microsecond=0) if noon else wall
    contact = SimpleNamespace(
        at=wall.astimezone(UTC), zone=zone, minutes=minutes, created_at=written,
        channel=CALL, draft_id=None, source="typed",
    )  # fmt: skip
    now = written + timedelta(minutes=looks)
    there = now.astimezone(ZoneInfo(zone))
    length = timedelta(minutes=30 if minutes is None else minutes)
    over = now >= wall.astimezone(UTC) + length
    if minutes is None and (wall.hour, wall.minute, wall.second, wall.microsecond) == (12, 0, 0, 0):
        over = there.date() > wall.date()
    planned = wall > written + timedelta(minutes=1)
    assert asks(contact, None, now, "UTC") is (planned and over)


def test_today_asks_and_a_yes_is_contact_from_then_on(
    services: Any, run: Any, ana: int, later: Any, there_and_back: Any
) -> None:
    plan = run(LogInteraction((ana,), SOON, CALL, summary="Coffee", counts_as_contact=False))
    run(LogInteraction((ana,), NOW - timedelta(hours=1), CALL, summary="Had"))
    later(hours=3, minutes=10)
    assert asked(services) == []
    later(days=1)
    (row,) = asked(services)
    assert (row.title, row.quote) == ("Did it happen? Phone call with Ana", "Coffee")
    assert "Coffee" not in encode(services.start_page())  # No copy of a note stays behind.
    assert (row.why, row.button) == ("It was planned for yesterday 12:00", "Yes, log it")
    assert services.timeline.contact(plan).asks
    there_and_back(HoldPlan(plan), "Note that the contact of 24 November 2026 took place")
    assert asked(services) == []
    assert not services.timeline.contact(plan).asks
    assert services.people.detail(ana).last_contact == SOON
    run(EditInteraction(plan, summary="Coffee at theirs"))
    assert asked(services) == []


def test_a_message_of_mine_that_was_planned_is_said_to_be_sent_and_is_no_contact(
    services: Any, run: Any, ana: int, later: Any
) -> None:
    plan = run(LogInteraction((ana,), SOON, MAIL, Direction.ME, counts_as_contact=False))
    later(days=1)
    run(HoldPlan(plan))
    assert asked(services) == []
    assert services.people.detail(ana).last_contact is None


def test_a_plan_that_is_moved_asks_again_and_one_that_fell_through_goes(
    services: Any, run: Any, ana: int, later: Any, there_and_back: Any
) -> None:
    plan = run(LogInteraction((ana,), SOON, CALL, counts_as_contact=False))
    later(days=1)
    there_and_back(MovePlan(plan, NOW + timedelta(days=2)))
    assert asked(services) == []
    later(days=3)
    (row,) = asked(services)
    there_and_back(MovePlan(row.record, NOW + timedelta(hours=5)))  # It took place, but later.
    assert asked(services) == []
    assert services.people.detail(ana).last_contact == NOW + timedelta(hours=5)
    other = run(LogInteraction((ana,), NOW + timedelta(days=4), CALL, counts_as_contact=False))
    later(days=5)
    said = "Note that the contact of 28 November 2026 did not happen"
    there_and_back(DropPlan(other), said)
    assert asked(services) == []


def test_a_meeting_asks_before_it_is_to_be_closed(
    services: Any, run: Any, ana: int, later: Any, there_and_back: Any
) -> None:
    meeting = run(PlanMeeting((ana,), SOON, slot=45, title="Quarterly call"))
    contact = services.meetings.detail(meeting).row.interaction_id
    later(hours=4)
    (row,) = asked(services)
    assert (row.title, row.record) == ("Did the meeting with Ana happen?", contact)
    assert services.meetings.list()[0].asks
    there_and_back(DropPlan(contact))
    assert asked(services) == []
    services.dispatcher.undo()
    run(MovePlan(contact, NOW + timedelta(days=2)))
    assert asked(services) == []
    services.dispatcher.undo()
    run(HoldPlan(contact))
    reasons = [row.reason for row in services.today.page().rows]
    assert reasons == [Reason.CLOSE]


def test_a_time_that_is_corrected_asks_nothing(
    services: Any, run: Any, ana: int, later: Any
) -> None:
    had = run(LogInteraction((ana,), NOW - timedelta(hours=2), CALL))
    later(hours=6)
    run(EditInteraction(had, at=NOW + timedelta(hours=1)))
    assert asked(services) == []


def test_what_lies_ahead_cannot_have_taken_place(run: Any, ana: int, refused: Any) -> None:
    plan = run(LogInteraction((ana,), SOON, CALL))
    refused(HoldPlan(plan), "lies ahead")
