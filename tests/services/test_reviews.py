"""Sittings: the table, deciding, leaving and taking up again, comparing, the report."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mentorcrm.app import build
from mentorcrm.errors import NotFound, UserError
from mentorcrm.health.decisions import suggested
from mentorcrm.health.practice import Practice
from mentorcrm.health.stall import Seen, Sign
from mentorcrm.models.health_kinds import Band, ReviewDecision, ReviewKind
from mentorcrm.models.history_kinds import GiveDirection, GiveKind
from mentorcrm.models.kinds import CoverageLevel, InteractionChannel, NeedKind, Role, Season
from mentorcrm.services.commands import reviews as wish
from mentorcrm.services.commands.commitments import AddCommitment, KeepCommitment
from mentorcrm.services.commands.giving import NoteGiving
from mentorcrm.services.commands.mosaic import SetCell
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson, SetMentorship
from mentorcrm.services.review_queries import months, needing
from mentorcrm.services.review_report import as_markdown
from mentorcrm.services.review_rows import Trend
from tests.conftest import NOW

TODAY = NOW.date()
KEEP, RESET, CLOSE = ReviewDecision.KEEP, ReviewDecision.RESET, ReviewDecision.CLOSE


def had(run: Any, person: int, *agos: int) -> None:
    for ago in agos:
        at = NOW - timedelta(days=ago)
        run(LogInteraction((person,), at, InteractionChannel.EVENT))


@pytest.fixture
def ana(run: Any) -> int:
    person = run(AddPerson("Ana Ferreira", season=Season.ACTIVE))
    had(run, person, 5, 35, 65, 95)
    return person


def test_the_table_shows_a_year_drift_giving_and_promises(
    services: Any, run: Any, ana: int
) -> None:
    run(AddPerson("No role"))
    run(NoteGiving(ana, GiveDirection.GIVEN, GiveKind.THANKS, "Thanks"))
    kept = run(AddCommitment(ana, "Send the deck", due=TODAY - timedelta(days=9)))
    run(AddCommitment(ana, "Read the plan", made_on=TODAY - timedelta(days=9),
                      due=TODAY - timedelta(days=2)))  # fmt: skip
    run(AddCommitment(ana, "Later", due=TODAY + timedelta(days=9)))
    run(KeepCommitment(kept))
    (row,) = services.reviews.page().rows
    assert (row.name, row.silence_days, row.cadence_days) == ("Ana Ferreira", 5, 30)
    assert row.months[-4:] == (1, 1, 1, 1)
    assert (row.given, row.received, row.kept, row.due) == (1, 0, 1, 2)
    assert (row.was, row.trend, row.decision) == (None, Trend.LEVEL, None)


def test_months_count_days_not_contacts() -> None:
    on = date(2026, 11, 24)
    days = [date(2026, 11, 1), date(2026, 11, 1), date(2025, 12, 31), date(2025, 11, 30)]
    assert months([d.toordinal() for d in days], on) == (1, *([0] * 10), 1)


def test_a_sitting_is_taken_up_where_it_was_left(
    services: Any, run: Any, ana: int, there_and_back: Any
) -> None:
    there_and_back(wish.BeginReview(ReviewKind.WEEKLY), "Begin the weekly review")
    review = services.reviews.open()
    assert run(wish.BeginReview(ReviewKind.WEEKLY)) == review
    there_and_back(wish.Decide(review, ana, KEEP), "Review Ana Ferreira: keep")
    run(wish.NoteDecision(review, ana, "All is well"))
    there_and_back(
        wish.SetNextDay(review, ana, TODAY + timedelta(days=20)), "Ana Ferreira: next on 14 Dec"
    )
    run(wish.LeaveReviewAt(review, "loops", "Two letters to write"))
    page = services.reviews.page(review)
    assert (page.step, page.notes, page.decided) == ("loops", {"loops": "Two letters to write"}, 1)
    assert (page.rows[0].note, page.rows[0].next_on) == ("All is well", TODAY + timedelta(days=20))
    run(wish.FinishReview(review))
    assert services.reviews.open() is None
    with pytest.raises(UserError, match="finished"):
        run(wish.Decide(review, ana, CLOSE))
    assert [(p.kind, p.decided) for p in services.reviews.past()] == [(ReviewKind.WEEKLY, 1)]


def test_who_came_since_it_began_can_be_decided_on(services: Any, run: Any, ana: int) -> None:
    review = run(wish.BeginReview(ReviewKind.WEEKLY))
    ben = run(AddPerson("Ben Okri", season=Season.TRIAL))
    run(wish.Decide(review, ben, KEEP))
    assert services.reviews.page(review).decided == 1
    run(wish.DiscardReview(review))
    with pytest.raises(NotFound):
        services.reviews.page(review)
    with pytest.raises(UserError, match="still to come"):
        again = run(wish.BeginReview(ReviewKind.WEEKLY))
        run(wish.SetNextDay(again, ben, TODAY - timedelta(days=1)))


def test_a_quarter_is_compared_with_the_one_before(services: Any, run: Any, ana: int) -> None:
    need = run(AddNeed(NeedKind.SKILL, "System design"))
    first = run(wish.BeginReview(ReviewKind.QUARTERLY))
    run(wish.Decide(first, ana, KEEP))
    run(wish.FinishReview(first))
    services.store.close()
    later = build(services.paths, replace(services.clock, instant=NOW + timedelta(days=90)))
    later.dispatcher.run(SetCell(f"need/{need}", ana, CoverageLevel.PRIMARY))
    second = later.dispatcher.run(wish.BeginReview(ReviewKind.QUARTERLY))
    later.dispatcher.run(wish.Decide(second, ana, RESET))
    page = later.reviews.page(second)
    (row,) = page.rows
    assert (row.was, row.band, row.trend) == (Band.THRIVING, Band.AT_RISK, Trend.DOWN)
    assert page.since == TODAY
    design = next(c for c in page.coverage if c.words == "System design")
    assert (design.was, design.now > 100) == (0, True)
    report = as_markdown(page, {"goals": "Goals"})
    assert "# Quarterly review" in report
    assert "- Ana Ferreira: reset" in report
    assert "- Ana Ferreira: from thriving to at risk" in report
    assert "- System design is covered better" in report
    later.store.close()


def test_what_needs_a_decision_comes_first(services: Any, run: Any, ana: int) -> None:
    ben = run(AddPerson("Ben Okri", season=Season.ACTIVE))
    had(run, ben, 100, 130, 160)
    run(AddPerson("Cyd", season=Season.PAUSED))
    rows = needing(services.reviews.page().rows)
    assert [row.name for row in rows] == ["Ben Okri", "Ana Ferreira", "Cyd"]


SEEN = tuple(Seen(sign, "", ()) for sign in (Sign.SILENT, Sign.FLAT))


@pytest.mark.parametrize(
    ("band", "season", "seen", "decision"),
    [
        (Band.STEADY, Season.ACTIVE, (), KEEP),
        (Band.COOLING, Season.ACTIVE, SEEN, RESET),
        (Band.AT_RISK, Season.ACTIVE, SEEN, CLOSE),
        (Band.AT_RISK, Season.ACTIVE, SEEN[:1], KEEP),
        (Band.RESTING, Season.PAUSED, SEEN, KEEP),
    ],
)
def test_a_suggestion_is_made_from_the_signs(
    band: Band, season: Season, seen: tuple[Seen, ...], decision: ReviewDecision
) -> None:
    assert suggested(band, season, Practice(), seen) is decision


def test_a_rhythm_that_is_not_kept_is_made_lighter_and_a_good_trial_deepened(
    services: Any, run: Any, ana: int
) -> None:
    run(SetMentorship(ana, Role.MENTOR, cadence_days=7))
    had(run, ana, 20)
    assert services.reviews.page().rows[0].suggested is KEEP
    services.store.close()
    later = build(services.paths, replace(services.clock, instant=NOW + timedelta(days=20)))
    assert later.reviews.page().rows[0].suggested is ReviewDecision.LIGHTEN
    later.store.close()
