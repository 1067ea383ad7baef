"""Needs: added, edited, stepped, binned and taken back."""

from datetime import date
from typing import Any

import pytest

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import CoverageLevel, NeedKind, NeedStatus, Role, Season
from mentorcrm.services.commands import needs as wish
from mentorcrm.services.commands import people
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


def test_progress_is_done_of_total(run: Any, services: Any, need: int):
    assert services.needs.detail(need).progress == (0, 0)
    run(wish.SetNeedTasks(need, (("one", NOW.date()), ("two", None), ("three", NOW.date()))))
    assert services.needs.detail(need).progress == (2, 3)


def test_a_step_keeps_its_row_when_another_word_is_typed(run: Any, services: Any, need: int):
    run(wish.SetNeedTasks(need, (("one", None), ("two", None))))
    before = [task.id for task in services.needs.detail(need).tasks]
    run(wish.SetNeedTasks(need, (("one", None), ("two and more", NOW.date()))))
    tasks = services.needs.detail(need).tasks
    assert [task.id for task in tasks] == before
    assert (tasks[1].text, tasks[1].done_on) == ("two and more", NOW.date())


def test_ratings(there_and_back: Any, refused: Any, services: Any, need: int):
    there_and_back(wish.EditNeed(need, {}, ratings={"rating_start": 2, "rating_now": 5}))
    there_and_back(wish.EditNeed(need, {}, ratings={"rating_start": None, "confidence": 1}))
    row = services.needs.detail(need)
    assert (row.rating_start, row.rating_now, row.confidence) == (None, 5, 1)
    refused(wish.EditNeed(need, {}, ratings={"rating_now": 6}), "between 1 and 5")
    refused(wish.EditNeed(need, {}, ratings={"version": 3}), "not a rating")


def test_a_decision_remembers_the_day_it_was_made(run: Any, services: Any, need: int):
    run(wish.EditNeed(need, {"decided": "Stay", "expected": "More time"}))
    assert services.needs.detail(need).decided_on == NOW.date()
    run(wish.EditNeed(need, {"decided": ""}))
    assert services.needs.detail(need).decided_on is None


def test_typing_is_one_step_and_choosing_is_another(run: Any, services: Any, need: int):
    steps = len(services.history.recent())
    for text in ("Be", "Because"):
        run(wish.EditNeed(need, {"why_now": text}))
    run(wish.EditNeed(need, {}, status=NeedStatus.MET))
    run(wish.EditNeed(need, {}, dates={"target_date": NOW.date()}))
    assert len(services.history.recent()) == steps + 3
    assert [step.label for step in services.history.recent()][1] == "Mark “Give feedback” as met"


def test_a_person_is_linked_and_unlinked(
    there_and_back: Any, refused: Any, run: Any, services: Any
):
    need = run(wish.AddNeed(NeedKind.SKILL, "Give feedback"))
    ruth = run(people.AddPerson("Ruth Adeyemi"))
    run(people.SetMentorship(ruth, Role.MENTEE, Season.ACTIVE))
    run(people.SetMentorship(ruth, Role.MENTOR, Season.ACTIVE))
    there_and_back(wish.LinkNeed(need, ruth), "Link Ruth Adeyemi to “Give feedback”")
    there_and_back(wish.LinkNeed(need, ruth, CoverageLevel.PRIMARY))
    (helper,) = services.needs.detail(need).helpers
    assert (helper.person_id, helper.name, helper.level) == (
        ruth,
        "Ruth Adeyemi",
        CoverageLevel.PRIMARY,
    )
    assert services.needs.list()[0].helpers == (helper,)
    run(people.DeletePeople((ruth,)))
    assert services.needs.detail(need).helpers == ()
    run(people.RestorePeople((ruth,)))
    there_and_back(wish.UnlinkNeed(need, ruth), "Unlink Ruth Adeyemi from “Give feedback”")
    refused(wish.UnlinkNeed(need, ruth), "not linked")


def test_who_has_no_role_becomes_a_candidate_by_the_link(
    there_and_back: Any, run: Any, services: Any
):
    need = run(wish.AddNeed(NeedKind.SKILL, "Give feedback"))
    ruth = run(people.AddPerson("Ruth"))
    there_and_back(wish.LinkNeed(need, ruth))
    (held,) = services.people.detail(ruth).mentorships
    assert (held.role, held.season) == (Role.MENTOR, Season.CANDIDATE)


def test_the_main_help_stands_first(run: Any, services: Any, need: int):
    for name, level in (
        ("Ana", CoverageLevel.NONE),
        ("Ben", CoverageLevel.SOME),
        ("Cai", CoverageLevel.PRIMARY),
    ):
        run(wish.LinkNeed(need, run(people.AddPerson(name)), level))
    assert [h.name for h in services.needs.detail(need).helpers] == ["Cai", "Ben", "Ana"]


def test_the_bin(there_and_back: Any, refused: Any, services: Any, need: int):
    there_and_back(wish.DeleteNeed(need))
    refused(wish.DeleteNeed(need), "in the bin")
    assert services.needs.list() == ()
    for number in (need, 999, -1):
        with pytest.raises(NotFound, match="need list"):
            services.needs.detail(number)
