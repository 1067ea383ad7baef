"""The words of needs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.rows import NeedRow
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui.pages.need_words import away, full_day, need_line, prompt

TODAY = date(2026, 11, 24)
DECISION = NeedRow(1, 1, NeedKind.DECISION, "Lead?", "", "", None, NeedStatus.OPEN)


def past_day() -> NeedRow:
    return replace(DECISION, decide_by=date(2026, 11, 3))


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (13, "in 13 days"), (21, "in 3 weeks"),
     (-9, "9 days ago"), (400, "in 1 year"), (-800, "2 years ago")],
)  # fmt: skip
def test_how_far_a_day_is(days: int, said: str) -> None:
    assert away(TODAY + timedelta(days=days), TODAY) == said


@pytest.mark.parametrize("day", [TODAY, date(2027, 6, 1), date(2024, 2, 29)])
def test_a_day_on_show_can_be_typed_back(day: date) -> None:
    assert read_day(full_day(day), TODAY, ahead=True) == day


def test_a_row_says_kind_day_steps_and_people() -> None:
    line = need_line(replace(DECISION, decide_by=date(2026, 12, 15)), TODAY)
    assert line.detail == "Decision  ·  by 15 Dec  ·  nobody yet"
    assert line.tag == ""
    assert line.spoken == "Lead?, Decision, by 15 Dec, nobody yet"
    past = need_line(past_day(), TODAY)
    assert past.tag == "Past its day"
    assert need_line(replace(DECISION, status=NeedStatus.MET), TODAY).tag == "Met"
    made = need_line(replace(past_day(), decided="Yes", decided_on=date(2026, 11, 5)), TODAY)
    assert (made.detail, made.tag) == ("Decision  ·  5 Nov  ·  nobody yet", "Decided")


def test_a_decision_past_its_day_is_asked_for_gently() -> None:
    assert prompt(DECISION, TODAY) is None
    assert prompt(replace(DECISION, decide_by=TODAY), TODAY) is None
    past = replace(DECISION, decide_by=date(2026, 11, 3))
    asked = prompt(past, TODAY)
    assert asked is not None
    assert asked.text == "This was to be decided by 3 Nov 2026. Which way did it go?"
    assert prompt(replace(past, status=NeedStatus.DROPPED), TODAY) is None


def test_a_decision_that_was_made_is_asked_how_it_turned_out() -> None:
    made = replace(DECISION, decided="Yes", decided_on=TODAY - timedelta(days=10))
    assert prompt(made, TODAY) is None
    asked = prompt(replace(made, review_on=TODAY), TODAY)
    assert asked is not None
    assert asked.text == "You decided this on 14 Nov 2026. How did it turn out?"
    assert prompt(replace(made, decided_on=TODAY - timedelta(days=30)), TODAY) is not None
    assert prompt(replace(made, review_on=TODAY, outcome="Well"), TODAY) is None
    met = replace(made, review_on=TODAY, status=NeedStatus.MET)
    assert prompt(met, TODAY) is not None


def test_another_need_past_its_day_is_asked_whether_it_is_met() -> None:
    skill = replace(DECISION, kind=NeedKind.SKILL, target_date=date(2026, 11, 3))
    asked = prompt(skill, TODAY)
    assert asked is not None
    assert [action for _words, action in asked.actions] == ["met", "target_date"]
