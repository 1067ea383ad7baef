"""Days set for people that come up on Today: the end of a pause, a no, the next day of a review."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.errors import UserError
from mentorcrm.models.health_kinds import ReviewKind
from mentorcrm.models.kinds import InteractionChannel, Role, Season
from mentorcrm.services.commands import people, reviews
from mentorcrm.services.commands.leaving import GoOnAs
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.today_returns import Planned, Returning, planned_rows, return_rows
from mentorcrm.services.today_rows import Reason, Waiting, tag
from tests.conftest import NOW

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def ana(run: Any) -> int:
    return run(people.AddPerson("Ana Ferreira", season=Season.ACTIVE))


@pytest.fixture
def later(services: Any) -> Iterator[Callable[[int], Any]]:
    """The same data so many days on."""
    built: list[Any] = []

    def so_many(days: int) -> Any:
        clock = FixedClock(NOW + timedelta(days=days), "Europe/Lisbon")
        built.append(build(services.paths, clock))
        return built[-1]

    yield so_many
    for one in built:
        one.store.close()


def rows(services: Any) -> list[Waiting]:
    wanted = (Reason.RETURN, Reason.NEXT)
    return [row for row in services.today.page().rows if row.reason in wanted]


def role(services: Any, person: int) -> Any:
    return services.people.detail(person).mentorships[0]


def test_a_pause_comes_back_on_its_day_and_goes_with_the_next_season(
    services: Any, run: Any, ana: int
) -> None:
    run(GoOnAs(ana, Role.MENTOR, Season.PAUSED, "A new child", until=TODAY + timedelta(days=30)))
    held = role(services, ana)
    assert not rows(services)
    run(people.SetPlannedEnd(held.id, TODAY))
    (row,) = rows(services)
    assert row.title == "Your pause with Ana is over"
    assert row.evidence == f"Paused since {TODAY.day} {TODAY:%b}: “A new child”"
    assert (row.table, row.record, tag(row, TODAY)) == ("mentorship", held.id, ("Today", ""))
    run(people.SetMentorship(ana, Role.MENTOR, Season.ACTIVE))
    assert not rows(services)
    assert role(services, ana).planned_end is None
    services.dispatcher.undo()
    assert rows(services) == [row]
    run(people.SetPersonFlags((ana,), archived=True))
    assert not rows(services)


def test_a_no_keeps_its_reason_and_the_day_to_look_again(
    services: Any, run: Any, ana: int, there_and_back: Any
) -> None:
    later = TODAY + timedelta(days=90)
    there_and_back(
        GoOnAs(ana, Role.MENTOR, Season.DECLINED, "No time just now", until=later),
        "Ana Ferreira: declined",
    )
    held = role(services, ana)
    assert (held.season, held.planned_end, held.ended_on) == (Season.DECLINED, later, TODAY)
    assert (held.ended_how, held.ended_reason) == ("", "No time just now")
    run(people.SetPlannedEnd(held.id, YESTERDAY + timedelta(days=1)))
    (row,) = rows(services)
    assert row.title == "Look again whether to ask Ana"
    assert row.evidence.endswith(": “No time just now”")
    run(people.SetMentorship(ana, Role.MENTOR, Season.ASKED))
    held = role(services, ana)
    assert (held.planned_end, held.ended_on, held.ended_reason) == (None, None, "")
    with pytest.raises(UserError, match="still to come"):
        run(GoOnAs(ana, Role.MENTOR, Season.DECLINED, until=TODAY))


def test_the_next_day_of_a_review_comes_up_until_there_was_a_contact(
    services: Any, run: Any, ana: int, later: Callable[[int], Any]
) -> None:
    review = run(reviews.BeginReview(ReviewKind.WEEKLY))
    day = TODAY + timedelta(days=20)
    run(reviews.SetNextDay(review, ana, day))
    run(reviews.FinishReview(review))
    assert not rows(services)
    week = later(7)
    again = week.dispatcher.run(reviews.BeginReview(ReviewKind.WEEKLY))  # Without a day.
    week.dispatcher.run(reviews.FinishReview(again))
    services = later(21)
    (row,) = rows(services)
    assert (row.title, row.due) == ("Be in touch with Ana", day)
    assert row.why == f"You set this day in the review of {TODAY.day} {TODAY:%b}"
    assert not rows(later(90))  # By then it has been overtaken.
    services.dispatcher.run(LogInteraction((ana,), services.clock.now(), InteractionChannel.CALL))
    assert not rows(services)
    services.dispatcher.undo()
    assert rows(services) == [row]
    services.dispatcher.run(people.SetMentorship(ana, Role.MENTOR, Season.CLOSED))
    assert not rows(services)


def test_rows_say_what_is_known_and_no_more() -> None:
    known = Returning(1, 2, "Ben Okri", 0, Season.DECLINED, TODAY, None)
    (row,) = return_rows([known], TODAY)
    assert row.evidence == "They said no before"
    (row,) = planned_rows([Planned(3, 2, "Ben Okri", 0, TODAY, date(2026, 1, 5))], TODAY)
    assert (row.what, row.button) == ("next/review_entry/3", "Draft note")


@pytest.mark.parametrize("season", [Season.PAUSED, Season.CLOSED, Season.LIGHT_TOUCH])
def test_a_reason_and_terms_go_with_their_season_and_stay_in_the_history(
    services: Any, run: Any, ana: int, season: Season
) -> None:
    run(GoOnAs(ana, Role.MENTOR, season, "A new child", "No calls"))
    assert (role(services, ana).ended_reason, role(services, ana).terms_after) == (
        "A new child", "No calls",
    )  # fmt: skip
    run(people.SetMentorship(ana, Role.MENTOR, Season.ACTIVE))
    run(people.SetMentorship(ana, Role.MENTOR, Season.PAUSED))
    held = role(services, ana)
    assert (held.ended_reason, held.terms_after) == ("", "")
    assert "A new child" in [one.why for one in services.people.detail(ana).seasons]
    run(people.SetPlannedEnd(held.id, TODAY))
    (row,) = rows(services)
    assert row.quote == ""
