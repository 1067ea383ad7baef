"""Needs: added, edited, stepped, binned and taken back."""

from datetime import date
from typing import Any

import pytest

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.commands import needs as wish
from tests.conftest import NOW


@pytest.fixture
def need(run: Any) -> int:
    return run(wish.AddNeed(NeedKind.SKILL, "Give feedback"))


def test_a_decision_with_its_options(there_and_back: Any, services: Any):
    number = there_and_back(
        wish.AddNeed(NeedKind.DECISION, "Lead or not?", options=("lead", " ", "stay"))
    )
    assert services.needs.detail(number).options == ("lead", "stay")


def test_editing(there_and_back: Any, refused: Any, services: Any, need: int):
    there_and_back(
        wish.EditNeed(
            need,
            {"statement": "Give plain feedback", "why_now": "a\n\nb"},
            NeedKind.OUTCOME,
            NeedStatus.PAUSED,
            ("a",),
            {"target_date": date(2027, 1, 1)},
        )
    )
    row = services.needs.detail(need)
    assert (row.statement, row.why_now, row.target_date) == (
        "Give plain feedback",
        "a\n\nb",
        date(2027, 1, 1),
    )
    assert services.needs.list(NeedStatus.OPEN) == ()
    assert [n.id for n in services.needs.list()] == [need]
    there_and_back(wish.EditNeed(need, {}, dates={"target_date": None}))
    refused(wish.EditNeed(need, {"statement": ""}), "what you need")
    refused(wish.EditNeed(need, {"id": "3"}), "not something a need has")
    refused(wish.EditNeed(need, {}, dates={"created_at": None}), "not a date")
    refused(wish.AddNeed(NeedKind.SKILL, " "), "what you need")


def test_steps_are_at_most_six(there_and_back: Any, refused: Any, services: Any, need: int):
    there_and_back(wish.SetNeedTasks(need, (("one", NOW.date()), (" ", None), ("two", None))))
    assert [t.text for t in services.needs.detail(need).tasks] == ["one", "two"]
    there_and_back(wish.SetNeedTasks(need, (("two", None),)))
    refused(wish.SetNeedTasks(need, tuple((f"{n}", None) for n in range(7))), "at most 6 steps")


def test_the_bin(there_and_back: Any, refused: Any, services: Any, need: int):
    there_and_back(wish.DeleteNeed(need))
    refused(wish.DeleteNeed(need), "in the bin")
    assert services.needs.list() == ()
    for number in (need, 999, -1):
        with pytest.raises(NotFound, match="need list"):
            services.needs.detail(number)
