"""Advice: keeping it, saying what I did with it, putting it to the test, reporting back."""

from datetime import date, timedelta
from typing import Any

import pytest

from mentorcrm.errors import NotFound
from mentorcrm.models.history_kinds import AdviceResponse, Worked
from mentorcrm.models.kinds import InteractionChannel, NeedKind, Privacy
from mentorcrm.services.advice_filter import AdviceFilter, AdviceShow
from mentorcrm.services.advice_rows import Telling
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.commands.needs import AddNeed, DeleteNeed
from mentorcrm.services.commands.outreach import DeleteInteraction, LogInteraction
from mentorcrm.services.commands.people import AddPerson, DeletePeople
from tests.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def ana(run: Any) -> int:
    return int(run(AddPerson("Ana Ferreira")))


@pytest.fixture
def pilot(run: Any, ana: int) -> int:
    return int(run(wish.AddAdvice(ana, "Run a pilot first", given_on=TODAY - timedelta(days=40))))


def test_advice_of_a_contact_is_of_its_day(services: Any, run: Any, ana: int, there_and_back: Any):
    contact = run(LogInteraction((ana,), NOW - timedelta(days=9), InteractionChannel.CALL))
    need = run(AddNeed(NeedKind.DECISION, "Whether to lead the team"))
    advice = there_and_back(
        wish.AddAdvice(
            ana, "  Run a pilot first\n", "After the budget cut", "We have a month", contact, need
        ),
        "Add advice from Ana Ferreira",
    )
    row = services.advice.detail(advice)
    assert (row.words, row.given_on) == ("Run a pilot first", TODAY - timedelta(days=9))
    assert (row.context, row.assumed) == ("After the budget cut", "We have a month")
    assert (row.interaction_id, row.need_id, row.need) == (
        contact,
        need,
        "Whether to lead the team",
    )
    assert (row.response, row.privacy) == (AdviceResponse.OPEN, Privacy.PRIVATE)


def test_advice_taken_down_for_a_planned_contact_is_of_today(services: Any, run: Any, ana: int):
    contact = run(LogInteraction((ana,), NOW + timedelta(days=2), InteractionChannel.VIDEO))
    advice = run(wish.AddAdvice(ana, "Ask Sam", interaction_id=contact))
    assert services.advice.detail(advice).given_on == TODAY


def test_what_cannot_be_is_refused(run: Any, refused: Any, ana: int, pilot: int):
    refused(wish.AddAdvice(ana, " \n"), "Write down what they advised")
    refused(wish.AddAdvice(ana, "x", given_on=TODAY + timedelta(days=1)), "future")
    refused(wish.EditAdvice(pilot, {"words": ""}), "Write down what they advised")
    refused(wish.EditAdvice(pilot, {"person_id": "9"}), "not something advice has")
    refused(wish.TellAdvice(pilot, TODAY + timedelta(days=1)), "future")
    contact = run(LogInteraction((ana,), NOW, InteractionChannel.CALL))
    run(DeleteInteraction(contact))
    refused(wish.AddAdvice(ana, "x", interaction_id=contact), "in the bin")
    run(wish.DeleteAdvice(pilot))
    refused(wish.EditAdvice(pilot, {"why": "x"}), "in the bin")
    run(DeletePeople((ana,)))
    refused(wish.AddAdvice(ana, "x"), "bin")


def test_every_field_can_be_edited(services: Any, pilot: int, there_and_back: Any):
    texts = {field: f"new {field}" for field in wish.ADVICE_TEXT_FIELDS}
    there_and_back(wish.EditAdvice(pilot, texts), "Edit advice from Ana Ferreira")
    there_and_back(wish.EditAdvice(pilot, {}, given_on=TODAY, privacy=Privacy.NEVER))
    row = services.advice.detail(pilot)
    assert {field: getattr(row, field) for field in texts} == texts
    assert (row.given_on, row.privacy) == (TODAY, Privacy.NEVER)


def test_typing_into_one_field_is_one_step(services: Any, run: Any, pilot: int):
    for words in ("R", "Ru", "Run two"):
        run(wish.EditAdvice(pilot, {"words": words}))
    services.dispatcher.undo()
    assert services.advice.detail(pilot).words == "Run a pilot first"


def test_what_i_did_notes_its_day(services: Any, run: Any, pilot: int, there_and_back: Any):
    there_and_back(
        wish.EditAdvice(pilot, {"why": "Too early"}, response=AdviceResponse.SET_ASIDE),
        "Set advice from Ana Ferreira aside",
    )
    row = services.advice.detail(pilot)
    assert (row.response, row.responded_on, row.why) == (
        AdviceResponse.SET_ASIDE,
        TODAY,
        "Too early",
    )
    earlier = TODAY - timedelta(days=3)
    run(wish.EditAdvice(pilot, {}, response=AdviceResponse.ADAPTED, responded_on=earlier))
    assert services.advice.detail(pilot).responded_on == earlier
    run(wish.EditAdvice(pilot, {}, response=AdviceResponse.OPEN))
    assert services.advice.detail(pilot).responded_on is None


def test_an_experiment_runs_and_teaches(services: Any, run: Any, pilot: int, there_and_back: Any):
    until = TODAY + timedelta(days=14)
    one = there_and_back(
        wish.AddExperiment(pilot, "Two teams can start in a week", "both shipped", until)
    )
    (row,) = services.advice.detail(pilot).experiments
    assert (row.hypothesis, row.sign, row.until, row.worked) == (
        "Two teams can start in a week",
        "both shipped",
        until,
        None,
    )
    there_and_back(
        wish.EditExperiment(one, {"learned": "One was enough"}, judge=True, worked=Worked.PARTLY)
    )
    (row,) = services.advice.detail(pilot).experiments
    assert (row.worked, row.tried_on, row.learned) == (Worked.PARTLY, TODAY, "One was enough")
    assert services.advice.detail(pilot).outcome() == "One was enough"
    run(wish.EditExperiment(one, {}, {"until": None}, judge=True))
    (row,) = services.advice.detail(pilot).experiments
    assert (row.worked, row.until, row.tried_on) == (None, None, TODAY)
    there_and_back(wish.RemoveExperiment(one))
    assert services.advice.detail(pilot).experiments == ()


def test_how_an_experiment_went_says_that_its_advice_was_tried(
    services: Any, run: Any, pilot: int, there_and_back: Any
):
    one = run(wish.AddExperiment(pilot, "One team will do"))
    day = TODAY - timedelta(days=3)
    run(wish.EditExperiment(one, {}, {"tried_on": day}))
    there_and_back(wish.EditExperiment(one, {}, judge=True, worked=Worked.YES))
    row = services.advice.detail(pilot)
    assert (row.response, row.responded_on) == (AdviceResponse.TRIED, day)
    run(wish.EditAdvice(pilot, {}, response=AdviceResponse.ADAPTED))
    run(wish.EditExperiment(one, {}, judge=True, worked=Worked.PARTLY))
    assert services.advice.detail(pilot).response is AdviceResponse.ADAPTED


def test_an_experiment_is_about_something_and_was_tried_by_now(run: Any, refused: Any, pilot: int):
    refused(wish.AddExperiment(pilot, " "), "find out")
    one = run(wish.AddExperiment(pilot, "Two teams"))
    refused(wish.EditExperiment(one, {}, {"tried_on": TODAY + timedelta(days=1)}), "future")
    refused(wish.EditExperiment(one, {"worked": "yes"}), "not something an experiment has")
    refused(wish.EditExperiment(one, {}, {"created": TODAY}), "not a day")


@pytest.mark.parametrize(
    ("days", "level"),
    [
        *((0, Telling.FRESH), (29, Telling.FRESH), (30, Telling.AMBER)),
        *((59, Telling.AMBER), (60, Telling.RED), (400, Telling.RED)),
    ],
)
def test_how_long_they_wait_to_hear(services: Any, run: Any, ana: int, days: int, level: Telling):
    advice = run(wish.AddAdvice(ana, "x", given_on=TODAY - timedelta(days=days)))
    assert services.advice.detail(advice).telling(TODAY) is level
    run(wish.TellAdvice(advice))
    assert services.advice.detail(advice).telling(TODAY) is Telling.TOLD


def test_told_and_not_told(services: Any, pilot: int, there_and_back: Any):
    there_and_back(wish.TellAdvice(pilot), "Reported back to Ana Ferreira")
    assert services.advice.detail(pilot).told_on == TODAY
    assert services.advice.untold() == []
    there_and_back(wish.UntellAdvice(pilot))
    assert [row.id for row in services.advice.untold()] == [pilot]


def test_what_waits_longest_stands_first(services: Any, run: Any, ana: int, pilot: int):
    ben = run(AddPerson("Ben"))
    days = {"newest": 1, "oldest": 90, "middle": 20}
    ids = {
        words: run(wish.AddAdvice(ben, words, given_on=TODAY - timedelta(days=ago)))
        for words, ago in days.items()
    }
    run(wish.TellAdvice(ids["middle"]))
    assert [row.words for row in services.advice.untold()] == [
        "oldest",
        "Run a pilot first",
        "newest",
    ]
    assert [row.words for row in services.advice.untold(ana)] == ["Run a pilot first"]
    assert services.advice.ids() == [ids["newest"], ids["middle"], pilot, ids["oldest"]]
    assert services.advice.ids(AdviceFilter(person_id=ben), limit=1) == [ids["newest"]]


def test_advice_is_found_by_its_words_and_by_who_gave_it(
    services: Any, run: Any, ana: int, pilot: int
):
    other = run(wish.AddAdvice(run(AddPerson("Zoë Lange")), "Start with pricing", "the pilot year"))
    find = services.advice.ids
    assert find(AdviceFilter("pilo")) == [other, pilot]
    assert find(AdviceFilter("pilot first")) == [pilot]
    assert find(AdviceFilter("zoe")) == [other]
    assert find(AdviceFilter("ferrei", show=AdviceShow.OPEN)) == [pilot]
    assert find(AdviceFilter("nothing like it")) == []
    assert find(AdviceFilter('"* OR (')) == []
    run(wish.EditAdvice(pilot, {}, response=AdviceResponse.TRIED))
    assert find(AdviceFilter("pilot", show=AdviceShow.OPEN)) == [other]


def test_advice_about_a_need_in_the_order_given(services: Any, run: Any, ana: int, pilot: int):
    need = run(AddNeed(NeedKind.DECISION, "Lead?"))
    later = run(wish.AddAdvice(ana, "Wait", need_id=need))
    run(wish.LinkAdvice(pilot, need))
    assert [row.id for row in services.advice.about_need(need)] == [pilot, later]
    run(wish.LinkAdvice(pilot, None))
    assert [row.id for row in services.advice.about_need(need)] == [later]
    run(DeleteNeed(need))
    assert services.advice.detail(later).need_id is None


def test_the_bin_takes_advice_and_gives_it_back(
    services: Any, run: Any, ana: int, pilot: int, there_and_back: Any
):
    there_and_back(wish.DeleteAdvice(pilot))
    assert services.advice.ids() == []
    with pytest.raises(NotFound, match="no advice with the number"):
        services.advice.detail(pilot)
    there_and_back(wish.RestoreAdvice(pilot))
    assert services.advice.ids() == [pilot]
    run(DeletePeople((ana,)))
    assert services.advice.ids() == []


def test_no_label_quotes_anything(services: Any, run: Any, ana: int):
    mark = "qzxmark"
    advice = run(wish.AddAdvice(ana, mark, mark, mark))
    run(wish.EditAdvice(advice, {"why": mark, "result": mark}))
    one = run(wish.AddExperiment(advice, mark, mark))
    run(wish.EditExperiment(one, {"learned": mark}))
    run(wish.DeleteAdvice(advice))
    assert mark not in " ".join(step.label for step in services.history.recent())


def test_a_day_long_past_is_a_day(services: Any, run: Any, ana: int):
    advice = run(wish.AddAdvice(ana, "x", given_on=date(1, 1, 1)))
    assert services.advice.detail(advice).telling(TODAY) is Telling.RED
