"""Rows of Today about advice that nobody heard back about, and about what I promised."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.models.history_kinds import AdviceResponse, Owner
from mentorcrm.models.kinds import MessageKind, Privacy
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.commands.commitments import AddCommitment, DropCommitment, KeepCommitment
from mentorcrm.services.commands.outreach import StartDraft
from mentorcrm.services.commands.people import AddPerson, DeletePeople
from mentorcrm.services.commands.today import SnoozeRow
from mentorcrm.services.today_history import Advised, advice_rows
from mentorcrm.services.today_rows import Reason, tag
from tests.conftest import NOW

TODAY = NOW.date()


def ago(days: int) -> Any:
    return TODAY - timedelta(days=days)


@pytest.fixture
def ana(run: Any) -> int:
    return int(run(AddPerson("Ana Ferreira")))


@pytest.fixture
def rows(services: Any) -> Any:
    """The rows of the page, by their reason."""
    return lambda reason: [row for row in services.today.page().rows if row.reason is reason]


@pytest.fixture
def tried(run: Any, ana: int) -> int:
    """Advice of 40 days ago that was tried 10 days ago."""
    one = int(run(wish.AddAdvice(ana, "Run a pilot first.", given_on=ago(40))))
    run(wish.EditAdvice(one, {}, AdviceResponse.TRIED, responded_on=ago(10)))
    return one


def test_what_was_tried_is_to_be_told(services: Any, run: Any, ana: int, tried: int, rows: Any):
    (row,) = rows(Reason.TELL)
    assert (row.title, row.button) == ("Tell Ana what came of their advice", "Draft update")
    assert row.evidence == "Advised on 15 Oct, tried on 14 Nov: “Run a pilot first”"
    assert (row.table, row.record, row.person) == ("advice", tried, ana)
    assert tag(row, TODAY) == ("6 weeks", "warn")
    assert services.today.number() == 1
    run(wish.EditAdvice(tried, {"result": "two teams shipped"}))
    assert rows(Reason.TELL)[0].button == "Draft impact note"
    run(wish.TellAdvice(tried))
    assert rows(Reason.TELL) == []


def test_what_was_only_just_tried_waits_a_little(run: Any, ana: int, tried: int, rows: Any):
    run(wish.EditAdvice(tried, {}, responded_on=ago(1)))
    assert rows(Reason.TELL) == []


def test_what_was_never_tried_comes_up_after_thirty_days(run: Any, ana: int, rows: Any):
    run(wish.AddAdvice(ana, "Ask Sam", given_on=ago(29)))
    assert rows(Reason.TELL) == []
    run(wish.AddAdvice(ana, "Write it down", given_on=ago(30)))
    (row,) = rows(Reason.TELL)
    assert (row.title, row.button) == ("Look again at Ana’s advice", "Open the advice")
    assert row.evidence == "Advised on 25 Oct, nothing noted since: “Write it down”"


def test_one_row_a_person_says_how_many_more(run: Any, ana: int, tried: int, rows: Any):
    for number in range(2):
        more = run(wish.AddAdvice(ana, f"More {number}", given_on=ago(35)))
        run(wish.EditAdvice(more, {}, AdviceResponse.ADAPTED, responded_on=ago(5)))
    run(wish.AddAdvice(ana, "Old and open", given_on=ago(90)))
    (row,) = rows(Reason.TELL)
    assert row.record == tried
    assert row.why == "Advised on 15 Oct, tried on 14 Nov, and 2 more pieces of advice"


def test_a_message_in_hand_takes_the_row_away(run: Any, ana: int, tried: int, rows: Any):
    run(StartDraft(ana, MessageKind.IMPACT_NOTE, advice=(tried,)))
    assert rows(Reason.TELL) == []


def test_what_never_leaves_and_who_is_gone_stay_off(run: Any, ana: int, tried: int, rows: Any):
    run(wish.EditAdvice(tried, {}, privacy=Privacy.NEVER))
    assert rows(Reason.TELL) == []
    run(wish.EditAdvice(tried, {}, privacy=Privacy.SHAREABLE))
    run(DeletePeople((ana,)))
    assert rows(Reason.TELL) == []


def test_a_promise_of_mine_comes_up_when_its_day_is_near(run: Any, ana: int, rows: Any):
    run(AddCommitment(ana, "Send the deck.", due=TODAY + timedelta(days=3), made_on=ago(12)))
    run(AddCommitment(ana, "Later", due=TODAY + timedelta(days=4)))
    run(AddCommitment(ana, "Some day"))
    run(AddCommitment(ana, "Theirs", Owner.THEM, due=ago(30), made_on=ago(40)))
    (row,) = rows(Reason.PROMISE)
    assert (row.title, row.button) == ("Keep your promise to Ana", "Mark as kept")
    assert row.evidence == "Promised on 12 Nov: “Send the deck”"
    assert tag(row, TODAY) == ("Fri", "warn")
    run(KeepCommitment(row.record))
    assert rows(Reason.PROMISE) == []


def test_a_promise_long_past_is_red_and_a_dropped_one_gone(run: Any, ana: int, rows: Any):
    one = run(AddCommitment(ana, "Send the deck", due=ago(7), made_on=ago(20)))
    assert tag(rows(Reason.PROMISE)[0], TODAY) == ("7 days over", "risk")
    run(DropCommitment(one, "not needed"))
    assert rows(Reason.PROMISE) == []


def test_both_can_be_put_off(services: Any, run: Any, ana: int, tried: int):
    run(AddCommitment(ana, "Send the deck", due=TODAY))
    found = services.today.page().rows
    assert [row.reason for row in found] == [Reason.TELL, Reason.PROMISE]
    for row in found:
        run(SnoozeRow(row.what, 3, row.title))
    assert services.today.page().rows == ()
    assert services.today.number() == 0


def test_the_rules_are_the_same_for_the_same_day():
    advised = [
        Advised(n, n % 3, f"P{n}", 0, "x", ago(30 + n), AdviceResponse.OPEN, None) for n in range(9)
    ]
    first = list(advice_rows(advised, TODAY))
    assert first == list(advice_rows(reversed(advised), TODAY))
    assert sorted(row.record for row in first) == [6, 7, 8]
