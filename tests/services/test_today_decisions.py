"""Decisions that were made: when Today asks how they turned out, and what it says then."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.commands.needs import AddNeed, DeleteNeed, EditNeed
from mentorcrm.services.today_rows import Reason
from tests.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def later(clock: Any) -> Any:
    return lambda days: object.__setattr__(clock, "instant", NOW + timedelta(days=days))


@pytest.fixture
def made(run: Any) -> int:
    need = run(AddNeed(NeedKind.DECISION, "Lead the team?", decide_by=TODAY - timedelta(days=3)))
    run(EditNeed(need, {"decided": "Yes", "expected": "Two people stay who meant to go"}))
    return int(need)


def rows(services: Any) -> list[Any]:
    return [row for row in services.today.page().rows if row.table == "need"]


def test_what_is_decided_is_no_longer_asked_for(services: Any, made: int) -> None:
    assert rows(services) == []


def test_on_its_day_it_is_compared_with_what_was_expected(
    services: Any, run: Any, made: int, later: Any
) -> None:
    run(EditNeed(made, {}, dates={"review_on": TODAY + timedelta(days=40)}))
    later(39)
    assert rows(services) == []
    later(40)
    (row,) = rows(services)
    assert (row.reason, row.record) == (Reason.LOOK_BACK, made)
    assert row.title == "Say how it turned out: Lead the team?"
    assert row.evidence == (
        "You decided on 24 Nov 2026 and expected: “Two people stay who meant to go”"
    )
    assert row.since == TODAY + timedelta(days=40)
    run(EditNeed(made, {"outcome": "One of them stayed"}))
    assert rows(services) == []


def test_without_a_day_it_is_asked_after_a_month(services: Any, made: int, later: Any) -> None:
    later(29)
    assert rows(services) == []
    later(30)
    (row,) = rows(services)
    assert row.since == TODAY + timedelta(days=30)


@pytest.mark.parametrize("over", ["dropped", "binned", "skill"])
def test_what_is_over_is_not_asked_about(
    services: Any, run: Any, made: int, later: Any, over: str
) -> None:
    later(60)
    assert len(rows(services)) == 1
    if over == "dropped":
        run(EditNeed(made, {}, status=NeedStatus.DROPPED))
    elif over == "binned":
        run(DeleteNeed(made))
    else:
        run(EditNeed(made, {}, kind=NeedKind.SKILL))
    assert rows(services) == []
