"""Signs of a stall: each alone is life, two of them open the choice."""

from datetime import date, timedelta

import pytest

from mentorcrm.health.practice import Evidence, Meeting
from mentorcrm.health.stall import Exit, Sign, StallFacts, signs, stalled
from mentorcrm.models.kinds import MessageKind, Season

TODAY = date(2026, 11, 24)


def ago(days: int, table: str = "interaction", row: int = 1, words: str = "") -> Evidence:
    return Evidence(table, row, TODAY - timedelta(days=days), words)


MOVED = (Meeting(ago(3, "meeting", 3), None, 1), Meeting(ago(9, "meeting", 9), None, 0, True))
LATE = (ago(1, "commitment", 1), ago(40, "commitment", 2))
AIM = ago(100, "need", 4, "Hire a lead")


@pytest.mark.parametrize(
    ("facts", "sign", "rows"),
    [
        (StallFacts(meetings=MOVED), Sign.MOVED, {3, 9}),
        (StallFacts(undone=LATE), Sign.UNDONE, {1, 2}),
        (StallFacts(last=ago(46), cadence=30), Sign.SILENT, {1}),
        (StallFacts(carried=(ago(5, "agenda_point", 7, "Budget"),)), Sign.CIRCLING, {7}),
        (StallFacts(aims=(AIM,)), Sign.FLAT, {4}),
    ],
)
def test_each_sign_names_its_records(facts: StallFacts, sign: Sign, rows: set[int]) -> None:
    (seen,) = signs(facts, TODAY)
    assert (seen.sign, {e.id for e in seen.evidence}) == (sign, rows)
    assert seen.sentence.endswith(".") and not stalled([seen])


def test_words_that_stay_with_me_are_not_quoted_as_nothing() -> None:
    """A promise that never leaves comes without its words."""
    (flat,) = signs(StallFacts(aims=(ago(100, "commitment", 4),)), TODAY)
    assert flat.sentence == "Nothing has moved between you since 16 Aug."
    named = StallFacts(aims=(ago(200, "commitment", 4), AIM))
    assert signs(named, TODAY)[0].sentence == "Nothing has moved on “Hire a lead” since 16 Aug."


@pytest.mark.parametrize(
    "facts",
    [
        StallFacts(meetings=MOVED[:1]),
        StallFacts(undone=LATE[:1]),
        StallFacts(undone=(ago(0, "commitment", 1), ago(-3, "commitment", 2))),
        StallFacts(last=ago(45), cadence=30),
        StallFacts(aims=(AIM,), moved=(ago(89, "commitment"),)),
        StallFacts(aims=(ago(89, "need"),)),
    ],
)
def test_what_is_no_sign_yet(facts: StallFacts) -> None:
    assert signs(facts, TODAY) == ()


def test_two_signs_open_the_choice_and_each_exit_has_its_message() -> None:
    assert stalled(signs(StallFacts(undone=LATE, last=ago(90), cadence=30), TODAY))
    assert {e: (e.message, e.season) for e in Exit} == {
        Exit.RESET: (MessageKind.RESET, None),
        Exit.LIGHTEN: (MessageKind.LIGHTEN, Season.LIGHT_TOUCH),
        Exit.PAUSE: (MessageKind.PAUSE, Season.PAUSED),
        Exit.CLOSE: (MessageKind.CLOSE, Season.CLOSED),
    }
