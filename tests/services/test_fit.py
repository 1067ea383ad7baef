"""Fit is told in parts: what is not known stays unknown, and nothing is added up."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.models.history_kinds import FeedbackStyle, FitCriterion, FitPhase, FitVerdict
from mentorcrm.models.kinds import InteractionChannel, MessageKind, Season
from mentorcrm.services.commands import fit as wish
from mentorcrm.services.commands import meetings, outreach, people
from mentorcrm.services.fit_queries import due
from mentorcrm.services.fit_rows import (
    Felt,
    FitLine,
    FitView,
    Rating,
    small_test_message,
    small_test_words,
)
from tests.conftest import NOW

TODAY = NOW.date()
SCORES = st.one_of(st.none(), st.integers(0, 3))
LINES = st.lists(
    st.tuples(st.integers(1, 3), SCORES, SCORES, SCORES), min_size=5, max_size=5
)  # fmt: skip


@pytest.fixture
def ana(run: Any) -> int:
    return run(people.AddPerson("Ana Ferreira", season=Season.RESEARCHED))


def meet(run: Any, ana: int, days: int) -> None:
    run(outreach.LogInteraction((ana,), NOW - timedelta(days=days), InteractionChannel.VIDEO))


def view(given_lines: Any) -> FitView:
    lines = []
    for criterion, (weight, *scores) in zip(FitCriterion, given_lines, strict=True):
        ratings = {
            phase: Rating(score, "", TODAY) for phase, score in zip(FitPhase, scores, strict=True)
        }
        lines.append(FitLine(criterion, weight, ratings))
    return FitView(1, tuple(lines))


def without_unknowns(whole: FitView) -> FitView:
    """The same, with nothing on record where nothing is known."""
    return FitView(
        1,
        tuple(
            FitLine(
                line.criterion,
                line.weight,
                {phase: r for phase, r in line.ratings.items() if r.score is not None},
            )
            for line in whole.lines
        ),
    )


def told(whole: FitView) -> Any:
    return (
        whole.coverage,
        whole.strong,
        whole.weak,
        whole.biggest_unknown and whole.biggest_unknown.criterion,
        [line.against for line in whole.lines],
        [line.known for line in whole.lines],
    )


@given(LINES)
def test_an_unknown_never_counts_as_zero(given_lines: Any):
    whole = view(given_lines)
    assert told(whole) == told(without_unknowns(whole))
    for line, (_weight, *scores) in zip(whole.lines, given_lines, strict=True):
        nothing = all(score is None for score in scores)
        assert (line.known is None) is nothing
        if nothing:
            assert line.criterion not in (*whole.weak, *whole.strong)
            assert line.against is None


@given(LINES, st.integers(0, 4))
def test_learning_a_zero_is_told_apart_from_not_knowing(given_lines: Any, place: int):
    weight = given_lines[place][0]
    unknown, zero = list(given_lines), list(given_lines)
    unknown[place] = (weight, None, None, None)
    zero[place] = (weight, 0, None, None)
    before, after = view(unknown), view(zero)
    assert len(after.known) == len(before.known) + 1
    criterion = tuple(FitCriterion)[place]
    assert criterion in after.weak
    assert criterion not in before.weak


@given(LINES)
def test_the_biggest_unknown_weighs_most_and_has_a_small_test(given_lines: Any):
    whole = view(given_lines)
    unknown = [line for line in whole.lines if line.known is None]
    biggest = whole.biggest_unknown
    assert (biggest is None) is (not unknown)
    if biggest is not None:
        assert biggest.weight == max(line.weight for line in unknown)
        assert small_test_words(biggest.criterion).endswith(".")


def test_no_number_stands_for_the_whole():
    public = [name for name in vars(FitView) if not name.startswith("_")]
    assert not {"score", "total", "mean", "average", "sum", "rating"} & set(public)


def test_each_small_test_begins_with_the_right_message():
    assert small_test_message(FitCriterion.DOMAIN) is None
    assert small_test_message(FitCriterion.AVAILABILITY) is MessageKind.ONE_QUESTION
    assert small_test_message(FitCriterion.COMMUNICATION) is MessageKind.FIRST_ASK


def test_judging_keeps_phases_apart_and_tells_expected_from_felt(
    services: Any, ana: int, run: Any, there_and_back
):
    before, first = FitPhase.BEFORE, FitPhase.FIRST
    there_and_back(
        wish.RateFit(ana, FitCriterion.DOMAIN, before, {"score": 3, "how_i_know": "her book"}),
        "Judge the fit with Ana Ferreira",
    )
    run(wish.RateFit(ana, FitCriterion.DOMAIN, first, {"score": 1}))
    domain = services.fit.of(ana).lines[-1]
    assert (domain.predicted, domain.felt, domain.known) == (3, 1, 1)
    assert domain.against is Felt.LESS
    assert domain.ratings[before].how_i_know == "her book"
    assert services.fit.of(ana).coverage == "1 of 5 known"


def test_a_weight_is_of_the_criterion(services: Any, ana: int, run: Any):
    for phase in FitPhase:
        run(wish.RateFit(ana, FitCriterion.VALUES, phase, {"score": 2}))
    run(wish.RateFit(ana, FitCriterion.VALUES, FitPhase.THIRD, {"weight": 3}))
    line = services.fit.of(ana).lines[0]
    assert line.weight == 3
    run(wish.RateFit(ana, FitCriterion.VALUES, FitPhase.BEFORE, {"weight": 2}))
    assert services.fit.of(ana).lines[0].weight == 2


def test_what_cannot_be_is_refused(ana: int, refused):
    domain, before = FitCriterion.DOMAIN, FitPhase.BEFORE
    refused(wish.RateFit(ana, domain, before, {"score": 4}), "from 0 to 3")
    refused(wish.RateFit(ana, domain, before, {"weight": 0}), "from 1 to 3")
    refused(wish.RateFit(ana, domain, before, {"weight": None}), "from 1 to 3")
    refused(wish.RateFit(ana, domain, before, {"mood": "fine"}), "not something a judgement")
    refused(wish.SetWorkingStyle(ana, {"salary": "x"}), "not part of how someone works")


def test_a_check_after_a_meeting_can_be_answered_again(
    services: Any, ana: int, run: Any, there_and_back
):
    meet(run, ana, 2)
    assert services.fit.of(ana).check_due == 1
    there_and_back(
        wish.CheckFit(ana, FitVerdict.DECIDING), "Note how the fit with Ana Ferreira feels"
    )
    run(wish.CheckFit(ana, FitVerdict.GOOD))
    found = services.fit.of(ana)
    assert [(c.number, c.verdict) for c in found.checks] == [(1, FitVerdict.GOOD)]
    assert found.check_due is None
    meet(run, ana, 1)
    assert services.fit.of(ana).check_due is None
    meet(run, ana, 0)
    assert services.fit.of(ana).check_due == 3


@pytest.mark.parametrize(
    ("checks", "days", "expected"),
    [
        ([], [], None),
        ([], [1], 1),
        ([], [20, 1], 2),
        ([], [40], None),
        ([(1, FitVerdict.GOOD)], [9, 1], None),
        ([(1, FitVerdict.DECIDING)], [9, 1], 2),
        ([(1, FitVerdict.DECIDING), (2, FitVerdict.DECIDING)], [9, 1], None),
        ([(1, FitVerdict.GOOD)], [9, 8, 1], 3),
        ([(3, FitVerdict.DECIDING)], [9, 8, 7, 1], 4),
        ([(3, FitVerdict.NOT)], [9, 8, 7, 1], None),
        ([], [9, 8, 7, 1], None),
    ],
)
def test_when_the_three_answers_are_asked_for(checks: Any, days: list[int], expected: int | None):
    today = date(2026, 11, 24)
    assert due(checks, [today - timedelta(days=n) for n in days], today) == expected


def test_how_someone_works_is_one_row(services: Any, ana: int, run: Any, there_and_back):
    there_and_back(
        wish.SetWorkingStyle(ana, {"prefers": "mornings"}, FeedbackStyle.COACHING),
        "Edit how Ana Ferreira works",
    )
    run(wish.SetWorkingStyle(ana, {"their_limits": "No calls at weekends"}))
    found = services.fit.of(ana)
    assert (found.style, found.prefers) == (FeedbackStyle.COACHING, "mornings")
    assert found.their_limits == "No calls at weekends"


def test_a_meeting_asks_at_its_close_and_keeps_the_answer(services: Any, ana: int, run: Any):
    meet(run, ana, 20)
    run(wish.CheckFit(ana, FitVerdict.GOOD))
    meet(run, ana, 10)
    held = run(meetings.PlanMeeting((ana,), NOW - timedelta(hours=2)))
    asked = services.fit.at(held, (ana,))
    assert (asked.person_id, asked.number, asked.verdict) == (ana, 3, None)
    run(wish.CheckFit(ana, FitVerdict.DECIDING, meeting_id=held, number=asked.number))
    run(meetings.CloseMeeting(held))
    asked = services.fit.at(held, (ana,))
    assert (asked.number, asked.verdict) == (3, FitVerdict.DECIDING)
    assert [c.number for c in services.fit.of(ana).checks] == [1, 3]


def test_a_meeting_asks_nothing_while_it_is_to_come_or_in_between(
    services: Any, ana: int, run: Any
):
    coming = run(meetings.PlanMeeting((ana,), NOW + timedelta(days=1)))
    assert services.fit.at(coming, (ana,)) is None
    run(meetings.StartNotes(coming))
    assert services.fit.at(coming, (ana,)).number == 1
    run(wish.CheckFit(ana, FitVerdict.GOOD, meeting_id=coming))
    second = run(meetings.PlanMeeting((ana,), NOW + timedelta(days=2)))
    run(meetings.StartNotes(second))
    assert services.fit.at(second, (ana,)) is None


def test_with_several_there_the_first_who_is_due_is_asked_about(services: Any, ana: int, run: Any):
    ben = run(people.AddPerson("Ben Adler", season=Season.RESEARCHED))
    meet(run, ana, 20)
    run(wish.CheckFit(ana, FitVerdict.GOOD))
    held = run(meetings.PlanMeeting((ana, ben), NOW - timedelta(hours=2)))
    assert services.fit.at(held, (ana, ben)).person_id == ben
