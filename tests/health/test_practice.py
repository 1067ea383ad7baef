"""The five practice signals: where each turns, what it says, what it rests on, what it offers."""

from datetime import date, timedelta

import pytest

from mentorcrm.health.practice import (
    Act,
    Evidence,
    Loop,
    LoopKind,
    Meeting,
    PracticeFacts,
    experience,
    momentum,
    open_loops,
    practice,
    rhythm,
)
from mentorcrm.models.health_kinds import PRACTICE, SignalKind, SignalState
from mentorcrm.models.history_kinds import FitVerdict

TODAY = date(2026, 11, 24)
GREEN, AMBER, RED, UNKNOWN = (
    SignalState.GREEN, SignalState.AMBER, SignalState.RED, SignalState.UNKNOWN,
)  # fmt: skip


def ago(days: int, table: str = "interaction", row: int = 1, words: str = "") -> Evidence:
    return Evidence(table, row, TODAY - timedelta(days=days), words)


@pytest.mark.parametrize(
    ("days", "state"), [(0, GREEN), (30, GREEN), (31, AMBER), (45, AMBER), (46, RED)]
)
def test_rhythm_turns_beyond_one_and_one_and_a_half_cadences(days: int, state: str) -> None:
    signal = rhythm(PracticeFacts(last=ago(days), episodes=4), TODAY, 30)
    assert (signal.state, signal.evidence) == (state, (ago(days),))


def test_rhythm_says_when_and_what_was_planned() -> None:
    signal = rhythm(PracticeFacts(last=ago(63), episodes=4), TODAY, 42)
    assert signal.sentence == "Last contact 9 weeks ago, planned every 6 weeks."
    assert signal.button is not None and signal.button.act is Act.WRITE


def test_someone_new_is_unknown_and_later_wants_a_second_time() -> None:
    once = PracticeFacts(last=ago(20), episodes=1)
    assert rhythm(once, TODAY, 30).state is UNKNOWN
    assert rhythm(once, TODAY, 9).state is RED
    assert "second time" in rhythm(once, TODAY, 9).sentence
    assert rhythm(PracticeFacts(), TODAY, 30).state is UNKNOWN


@pytest.mark.parametrize(
    ("kind", "days", "state"),
    [
        (LoopKind.REPLY, 1, GREEN),
        (LoopKind.REPLY, 2, AMBER),
        (LoopKind.REPLY, 5, RED),
        (LoopKind.RECAP, 1, GREEN),
        (LoopKind.RECAP, 2, AMBER),
        (LoopKind.RECAP, 11, AMBER),
        (LoopKind.PROMISE, -3, GREEN),
        (LoopKind.PROMISE, 1, AMBER),
        (LoopKind.PROMISE, 7, RED),
        (LoopKind.ADVICE, 29, GREEN),
        (LoopKind.ADVICE, 30, AMBER),
        (LoopKind.ADVICE, 60, RED),
    ],
)
def test_open_loops_turn_on_their_days(kind: LoopKind, days: int, state: SignalState) -> None:
    assert open_loops([Loop(kind, ago(days))], TODAY).state is state


def test_of_several_loops_the_most_pressing_speaks_and_all_are_evidence() -> None:
    advice = Loop(LoopKind.ADVICE, ago(70, "advice", 3, "Interview five people"))
    promise = Loop(LoopKind.PROMISE, ago(2, "commitment", 5, "Send the deck"))
    signal = open_loops([promise, advice], TODAY)
    assert (signal.state, signal.evidence) == (RED, (advice.about, promise.about))
    assert signal.sentence == (
        "They have not heard what came of “Interview five people”; 1 more is open."
    )
    assert signal.button is not None
    assert (signal.button.act, signal.button.about) == (Act.TELL, advice.about)
    assert open_loops([], TODAY).state is GREEN


@pytest.mark.parametrize(("asks", "state"), [(1, GREEN), (2, AMBER), (3, RED)])
def test_balance_counts_asks_since_the_last_gift(asks: int, state: SignalState) -> None:
    facts = PracticeFacts(
        asks=tuple(ago(n, "draft", n) for n in range(asks)), gave=ago(40, "reciprocity_note")
    )
    signal = practice(facts, TODAY, 30).of(SignalKind.BALANCE)
    assert signal is not None and signal.state is state
    assert f"{asks} ask" in signal.sentence
    assert signal.evidence == (*facts.asks, facts.gave)


def test_momentum_needs_something_that_could_move() -> None:
    old, new = ago(200, "need", 1, "Hire a lead"), ago(10, "need", 2)
    step = ago(5, "commitment", 9)
    assert momentum(PracticeFacts(), TODAY).state is UNKNOWN
    assert momentum(PracticeFacts(aims=(new,)), TODAY).state is UNKNOWN
    assert momentum(PracticeFacts(aims=(old, new)), TODAY).state is RED
    assert momentum(PracticeFacts(aims=(old,), moved=(step,)), TODAY).state is AMBER
    assert momentum(PracticeFacts(moved=(step, ago(80, "need", 3))), TODAY).state is GREEN
    assert momentum(PracticeFacts(aims=(old,), moved=(ago(90, "need"),)), TODAY).state is RED


def meeting(days: int, rating: int | None = None, moved: int = 0, cancelled: bool = False):
    return Meeting(ago(days, "meeting", days), rating, moved, cancelled)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (PracticeFacts(meetings=(meeting(3),)), UNKNOWN),
        (PracticeFacts(meetings=(meeting(3, 4),)), GREEN),
        (PracticeFacts(meetings=(meeting(3), meeting(30, 2))), AMBER),
        (PracticeFacts(meetings=(meeting(3, 1), meeting(30, 4))), RED),
        (PracticeFacts(meetings=(meeting(3, 4, moved=1),)), AMBER),
        (PracticeFacts(meetings=(meeting(3, 4, moved=1), meeting(9, cancelled=True))), RED),
        (PracticeFacts(meetings=(*(meeting(n, 3) for n in (1, 2, 3)), meeting(4, moved=2))), GREEN),
        (PracticeFacts(fit=(FitVerdict.DECIDING, ago(9, "fit_check"))), AMBER),
        (PracticeFacts(fit=(FitVerdict.NOT, ago(9, "fit_check"))), RED),
    ],
)
def test_experience_hears_ratings_fit_and_what_was_moved(
    facts: PracticeFacts, state: SignalState
) -> None:
    assert experience(facts, TODAY).state is state


def test_who_rests_is_silent_and_who_is_not_tended_is_asked_for_what_is_open_alone() -> None:
    facts = PracticeFacts(
        last=ago(500), episodes=5, loops=(Loop(LoopKind.REPLY, ago(9)),), aims=(ago(400, "need"),)
    )
    assert practice(facts, TODAY, 30, silent=True).signals == ()
    states = {s.kind: s.state for s in practice(facts, TODAY, 30, tended=False).signals}
    assert tuple(states) == PRACTICE
    assert {kind for kind, state in states.items() if state is RED} == {SignalKind.LOOPS}
    assert practice(facts, TODAY, 30).worst is RED


def test_flawless_needs_one_signal_that_is_known() -> None:
    assert not practice(PracticeFacts(meetings=(meeting(1, 2),)), TODAY, 30).flawless
    assert practice(PracticeFacts(last=ago(3), episodes=3), TODAY, 30).flawless
    assert not practice(PracticeFacts(), TODAY, 30, silent=True).flawless
