"""What Today says of relationships: who has a row, in which order, what it rests on."""

from datetime import date, timedelta
from typing import Any

import pytest

from mentorcrm.models.health_kinds import Band, SignalKind
from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import (
    CoverageLevel,
    Direction,
    InteractionChannel,
    NeedKind,
    NeedStatus,
    Season,
)
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.health import Disagree
from mentorcrm.services.commands.needs import AddNeed, EditNeed, LinkNeed
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson, SetDoNotContact
from mentorcrm.services.commands.today import SnoozeRow
from mentorcrm.services.people_filter import HealthWish, PeopleFilter
from mentorcrm.services.today_rows import Reason
from tests.conftest import NOW

TODAY = NOW.date()


def had(run: Any, person: int, *agos: int, **more: Any) -> int:
    for ago in agos:
        at = NOW - timedelta(days=ago)
        last = run(LogInteraction((person,), at, InteractionChannel.EVENT, **more))
    return last


def rows(services: Any) -> list[Any]:
    return [(r.reason, r.title) for r in services.today.page().rows]


@pytest.fixture
def ana(run: Any) -> int:
    return run(AddPerson("Ana Ferreira", season=Season.ACTIVE))


def test_who_drifts_is_named_with_the_plan_and_the_last_contact(
    services: Any, run: Any, ana: int
) -> None:
    last = had(run, ana, 120, 90, 40)
    (row,) = services.today.page().rows
    assert (row.reason, row.title) == (Reason.RHYTHM, "Pick things up with Ana")
    assert (row.table, row.record, row.person) == ("interaction", last, ana)
    assert row.why == "6 weeks since last contact; you planned 4 weeks"
    assert row.due == TODAY - timedelta(days=10)
    had(run, ana, 0)
    assert services.today.page().rows == ()


def test_after_two_cadences_a_call_is_suggested(services: Any, run: Any, ana: int) -> None:
    had(run, ana, 120, 90, 61)
    assert "call" in services.today.page().rows[0].why


def test_a_second_time_is_asked_for_from_half_a_cadence_on(
    services: Any, run: Any, ana: int
) -> None:
    had(run, ana, 14)
    assert services.today.page().rows == ()
    run(AddPerson("Ben Okri", season=Season.TRIAL))
    had(run, 2, 15)
    assert rows(services) == [(Reason.SECOND, "Plan a second time with Ben")]


def test_their_letter_waits_for_an_answer_and_comes_first(
    services: Any, run: Any, ana: int
) -> None:
    ben = run(AddPerson("Ben Okri"))
    had(run, ana, 120, 90, 40)
    at = NOW - timedelta(days=3)
    letter = run(LogInteraction((ben,), at, InteractionChannel.MAIL, direction=Direction.THEM))
    first, second = services.today.page().rows
    assert (first.reason, first.title, first.record) == (Reason.ANSWER, "Answer Ben", letter)
    assert (first.since, second.reason) == (date(2026, 11, 21), Reason.RHYTHM)
    run(LogInteraction((ben,), NOW, InteractionChannel.MAIL, direction=Direction.ME))
    assert [r.reason for r in services.today.page().rows] == [Reason.RHYTHM]


def test_two_signs_of_a_stall_are_one_row_in_place_of_the_rhythm(
    services: Any, run: Any, ana: int
) -> None:
    had(run, ana, 140, 110, 80)
    for what in ("Send the deck", "Read the plan"):
        due = TODAY - timedelta(days=20)
        run(AddCommitment(ana, what, Owner.THEM, due=due))
    (row,) = services.today.page().rows
    assert (row.reason, row.title) == (Reason.STALL, "Decide how it goes on with Ana")
    assert row.why == "Promises past their day and a long silence"


def test_rows_can_be_put_off_disagreed_with_and_kept_quiet(
    services: Any, run: Any, ana: int
) -> None:
    had(run, ana, 120, 90, 40)
    what = services.today.page().rows[0].what
    run(SnoozeRow(what, 7, "x"))
    assert services.today.page().total == 0
    services.dispatcher.undo()
    run(Disagree(ana, SignalKind.RHYTHM, "On leave"))
    assert services.today.page().total == 0
    services.dispatcher.undo()
    run(SetDoNotContact(ana, TODAY + timedelta(days=9)))
    assert services.today.page().total == 0


@pytest.mark.parametrize(
    "season", [Season.PAUSED, Season.CLOSED, Season.ALUMNI, Season.CANDIDATE, Season.ASKED]
)
def test_nothing_is_asked_of_who_rests_or_was_not_won_yet(
    services: Any, run: Any, season: Season
) -> None:
    had(run, run(AddPerson("Ana", season=season)), 400, 300, 200)
    assert services.today.page().rows == ()


def test_the_strongest_old_tie_is_worth_a_letter(services: Any, run: Any) -> None:
    for name, times in (("Old Friend", 6), ("Once Met", 2), ("Older Friend", 4)):
        person = run(AddPerson(name, season=Season.LAPSED))
        had(run, person, *(500 + 40 * n for n in range(times)))
    assert rows(services) == [(Reason.REVIVE, "Write to Old again")]


def test_what_worked_out_is_told_to_who_helped(services: Any, run: Any, ana: int) -> None:
    need = run(AddNeed(NeedKind.OUTCOME, "Speak at a conference"))
    run(LinkNeed(need, ana, CoverageLevel.SOME))
    run(LinkNeed(need, run(AddPerson("Candidate Only")), CoverageLevel.SOME))
    run(EditNeed(need, {}, status=NeedStatus.MET))
    (row,) = services.today.page().rows
    assert (row.reason, row.title) == (Reason.CELEBRATE, "Tell Ana that it worked out")
    assert (row.table, row.record, row.quote) == ("need", need, "Speak at a conference")
    run(LinkNeed(need, run(AddPerson("Ben Okri", season=Season.ACTIVE)), CoverageLevel.SOME))
    run(SnoozeRow(row.what, 3, row.title))
    assert rows(services) == [(Reason.CELEBRATE, "Tell Ben that it worked out")]


def test_the_day_a_need_was_met_decides_and_no_later_edit(
    services: Any, run: Any, ana: int, clock: Any
) -> None:
    need = run(AddNeed(NeedKind.OUTCOME, "Speak at a conference"))
    run(LinkNeed(need, ana, CoverageLevel.SOME))
    run(EditNeed(need, {}, status=NeedStatus.MET))
    assert services.needs.detail(need).decided_on == TODAY
    object.__setattr__(clock, "instant", NOW + timedelta(days=30))
    run(EditNeed(need, {"done_when": "Spoken once"}))
    assert Reason.CELEBRATE not in [reason for reason, _title in rows(services)]
    run(EditNeed(need, {}, status=NeedStatus.OPEN))
    assert services.needs.detail(need).decided_on is None
    run(EditNeed(need, {}, status=NeedStatus.MET))
    assert Reason.CELEBRATE in [reason for reason, _title in rows(services)]


def test_the_strip_counts_bands_and_says_what_changed_in_a_month(
    services: Any, run: Any, ana: int
) -> None:
    assert services.today.page().pulse is None
    had(run, ana, *range(5, 300, 30))
    ben = run(AddPerson("Ben Okri", season=Season.ACTIVE))
    had(run, ben, 100, 130, 160)
    run(AddPerson("No role"))
    pulse = services.today.page().pulse
    assert [(bar.name, bar.band) for bar in pulse.bars] == [
        ("Ana Ferreira", Band.THRIVING), ("Ben Okri", Band.AT_RISK),
    ]  # fmt: skip
    assert (pulse.people, pulse.change) == (2, 0)


def test_seven_rows_at_most_and_all_are_counted(services: Any, run: Any) -> None:
    for number in range(12):
        had(run, run(AddPerson(f"Mentor {number}", season=Season.ACTIVE)), 120, 90, 40 + number)
    page = services.today.page()
    assert (len(page.rows), page.total, services.today.number()) == (7, 12, 12)
    assert page.rows[0].name == "Mentor 11"


def test_people_are_found_by_how_they_stand_and_by_what_is_open(
    services: Any, run: Any, ana: int
) -> None:
    had(run, ana, 120, 90, 60)
    ruth = run(AddPerson("Ruth Adeyemi", season=Season.TRIAL))
    had(run, ruth, 3)
    run(AddCommitment(ruth, "Send the plan", Owner.ME, TODAY - timedelta(days=2), made_on=TODAY))
    found = {
        wish: services.people.ids(PeopleFilter(health=wish))
        for wish in HealthWish
        if services.people.ids(PeopleFilter(health=wish))
    }
    assert found == {
        HealthWish.COOLING: [ana],
        HealthWish.NEW: [ruth],
        HealthWish.OWING: [ruth],
    }
    wanted = PeopleFilter(health=HealthWish.AT_RISK, text="x")
    assert PeopleFilter.from_text(wanted.as_text()) == wanted
    assert HealthWish.AT_RISK.band is Band.AT_RISK
