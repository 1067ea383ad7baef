"""Continuity from the record: what counts, whose cadence, which seasons rest, which day it is."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from mentorcrm.health.continuity import Band, continuity
from mentorcrm.health.practice import LoopKind
from mentorcrm.models.health_kinds import SignalKind
from mentorcrm.models.kinds import CADENCE_DEFAULT_DAYS, InteractionChannel, Role, Season
from mentorcrm.services.bus import Changes
from mentorcrm.services.commands import meetings as meet
from mentorcrm.services.commands import people as wish
from mentorcrm.services.commands.health import Disagree
from mentorcrm.services.commands.merging import MergePeople
from mentorcrm.services.commands.outreach import (
    DeleteDraft,
    DeleteInteraction,
    LogInteraction,
    MarkSent,
)
from mentorcrm.services.kept_health import RENEWED_MOST, fresh
from mentorcrm.storage import schema
from tests.conftest import NOW

TODAY = date(2026, 11, 24)


@pytest.fixture
def ana(run: Any) -> int:
    return run(wish.AddPerson("Ana", season=Season.ACTIVE))


def had(run: Any, *people: int, ago: int, **more: Any) -> int:
    at = NOW - timedelta(days=ago)
    return run(LogInteraction(people, at, more.pop("channel", InteractionChannel.CALL), **more))


def test_it_is_the_continuity_of_the_contacts_on_record(services: Any, run: Any, ana: int) -> None:
    run(wish.SetMentorship(ana, Role.MENTOR, cadence_days=60))
    for ago in (10, 70, 130):
        had(run, ana, ago=ago)
    row = services.health.of(ana)
    days = [TODAY - timedelta(days=ago) for ago in (10, 70, 130)]
    assert row.continuity == continuity(days, TODAY, 60)
    assert (row.cadence_days, row.band) == (60, Band.THRIVING)


def test_what_does_not_count_is_left_out(services: Any, run: Any, ana: int) -> None:
    had(run, ana, ago=40)
    had(run, ana, ago=3, channel=InteractionChannel.NOTE)
    had(run, ana, ago=2, counts_as_contact=False)
    had(run, ana, ago=-5)
    run(DeleteInteraction(had(run, ana, ago=1)))
    row = services.health.of(ana)
    assert (row.continuity.episodes, row.continuity.silence_days) == (1, 40)
    assert row.cadence_days == CADENCE_DEFAULT_DAYS


def test_nobody_to_judge_and_nothing_to_judge_by(services: Any, run: Any, ana: int) -> None:
    assert (services.health.of(ana).continuity, services.health.of(ana).band) == (None, None)
    assert services.health.of(999) is None
    run(wish.DeletePeople((ana,)))
    assert services.health.all() == []


@pytest.mark.parametrize("season", [Season.PAUSED, Season.CLOSED, Season.ALUMNI])
def test_some_seasons_rest(services: Any, run: Any, ana: int, season: Season) -> None:
    had(run, ana, ago=900)
    assert services.health.of(ana).band is Band.DORMANT
    run(wish.SetMentorship(ana, Role.MENTOR, season))
    assert services.health.of(ana).band is Band.RESTING


def test_light_touch_rests_within_its_own_cadence(services: Any, run: Any, ana: int) -> None:
    run(wish.SetMentorship(ana, Role.MENTOR, Season.LIGHT_TOUCH, cadence_days=180))
    for ago in (179, 400):
        had(run, ana, ago=ago)
    assert services.health.of(ana).band is Band.RESTING
    later = services.health.of(ana, TODAY + timedelta(days=400))
    assert later.band in (Band.AT_RISK, Band.DORMANT)


def test_a_late_call_stands_on_its_own_day(services: Any, run: Any, ana: int) -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    run(LogInteraction((ana,), late, InteractionChannel.CALL))
    assert services.health.of(ana).continuity.last == date(2026, 11, 22)
    before = services.health.of(ana, date(2026, 11, 21))
    assert before.continuity is None


def test_everybody_is_judged_by_their_own_contacts(services: Any, run: Any, ana: int) -> None:
    ben = run(wish.AddPerson("Ben"))
    had(run, ana, ben, ago=5)
    had(run, ben, ago=90)
    assert [(r.name, r.continuity.episodes) for r in services.health.all()] == [
        ("Ana", 1),
        ("Ben", 2),
    ]


def standings(services: Any) -> list[Any]:
    """What is kept; it must be what a fresh reading finds."""
    kept = services.health.all()
    with services.store.read() as session:
        new = fresh(session, services.clock, TODAY, None)
    assert [(one.season, one.practice, one.contacts) for one in kept] == [
        (one.season, one.practice, one.contacts) for one in new
    ]
    return kept


def test_what_is_undone_or_merged_away_is_forgotten(services: Any, run: Any, ana: int) -> None:
    ben, twin = run(wish.AddPerson("Ben")), run(wish.AddPerson("Ben B."))
    standings(services)
    run(wish.SetMentorship(ben, Role.MENTOR, Season.TRIAL))
    assert [one.season for one in standings(services)][1] is Season.TRIAL
    services.dispatcher.undo()
    standings(services)
    run(MergePeople(ben, twin))
    standings(services)
    assert services.health.of(twin) is None


def test_a_recap_that_went_to_one_is_no_longer_waited_for_by_the_other(
    services: Any, run: Any, ana: int
) -> None:
    ben = run(wish.AddPerson("Ben", season=Season.ACTIVE))
    meeting = run(meet.PlanMeeting((ana, ben), NOW - timedelta(hours=3)))
    run(meet.CloseMeeting(meeting))
    first = run(services.recaps.begin(meeting, ana))
    second = run(services.recaps.begin(meeting, ben))

    def waiting() -> list[int]:
        loops = {one.person_id: one.found.loops for one in standings(services)}
        return [who for who in (ana, ben) if any(x.kind is LoopKind.RECAP for x in loops[who])]

    assert waiting() == [ana, ben]
    run(MarkSent(first, InteractionChannel.MAIL, NOW))
    assert waiting() == [ben]
    run(DeleteDraft(second))
    assert waiting() == []


def test_a_change_that_could_not_be_taken_in_is_taken_in_later(
    services: Any, run: Any, ana: int
) -> None:
    standings(services)
    run(Disagree(ana, SignalKind.RHYTHM, "She is on leave"))
    with closing(schema.connect(services.paths.database)) as connection:
        connection.execute("ALTER TABLE health_note RENAME TO away")
        with pytest.raises(DBAPIError):
            services.health.all()
        connection.execute("ALTER TABLE away RENAME TO health_note")
    assert services.health.of(ana).doubts.keys() == {SignalKind.RHYTHM}


def test_after_a_large_change_it_is_read_in_a_thread_again(
    services: Any, run: Any, ana: int
) -> None:
    standings(services)
    run(wish.SetMentorship(ana, Role.MENTOR, Season.TRIAL))
    assert services.health.ready
    many = frozenset(range(1, RENEWED_MOST + 2))
    for changes in (
        Changes(everything=True),
        Changes({"interaction": many, "interaction_person": many}),
    ):
        services.bus.publish(changes)
        assert not services.health.ready
        assert [one.season for one in standings(services)] == [Season.TRIAL]
        assert services.health.ready
    services.bus.publish(Changes({"snooze": many}))
    assert services.health.ready


def test_who_was_added_and_undone_does_not_stand_any_more(services: Any, ana: int) -> None:
    assert [one.name for one in services.health.all()] == ["Ana"]
    services.dispatcher.undo()
    assert list(services.health.all()) == []
    services.dispatcher.redo()
    assert [one.name for one in services.health.all()] == ["Ana"]
