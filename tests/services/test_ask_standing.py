"""What an ask waits for, what follows an answer, and how the list is filtered and ordered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mentorcrm.models.kinds import (
    Direction,
    DraftState,
    InteractionChannel,
    MessageKind,
    NeedKind,
    Outcome,
    PartId,
    Season,
)
from mentorcrm.services.ask_standing import Days, Standing, Step, standings
from mentorcrm.services.asks_filter import AskFilter, AskSort, counts, matching
from mentorcrm.services.commands import outreach as wish
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.rows import DraftRow
from tests.conftest import NOW

TODAY = date(2026, 11, 24)
DAYS = Days(TODAY, UTC)
MAIL = InteractionChannel.MAIL


def at(days_ago: int) -> datetime:
    return datetime(2026, 11, 24, 12, tzinfo=UTC) - timedelta(days=days_ago)


def row(number: int, state: DraftState = DraftState.SENT, **more: Any) -> DraftRow:
    values: dict[str, Any] = {
        "person_id": 1, "person": "Helen Brandt", "tint": 0, "kind": MessageKind.FIRST_ASK,
        "subject": "One question", "updated_at": at(number),
    }  # fmt: skip
    if state is DraftState.SENT:
        values |= {"sent_at": at(3), "follow_up_due": TODAY + timedelta(days=5)}
    return DraftRow(id=number, state=state, **(values | more))


def one(*rows: DraftRow, touched: datetime | None = None) -> Standing:
    return standings(rows, {1: touched} if touched else {}, DAYS)[rows[0].id]


def follow_up(state: DraftState, days_ago: int | None = None, **more: Any) -> DraftRow:
    sent = at(days_ago) if days_ago is not None else None
    values = {"kind": MessageKind.FOLLOW_UP, "sent_at": sent, "follow_up_due": None} | more
    return row(9, state, **values)


def test_an_ask_that_went_out_says_from_when_to_follow_up():
    assert one(row(1)) == Standing(TODAY - timedelta(3), TODAY + timedelta(5))
    assert one(row(1, follow_up_due=TODAY)).step is Step.FOLLOW_UP


def test_one_follow_up_and_then_rest():
    ask = row(1, sent_at=at(30), follow_up_due=TODAY - timedelta(20))
    being = one(ask, follow_up(DraftState.DRAFT))
    assert (being.being_followed_up, being.step) == (True, None)
    went = one(ask, follow_up(DraftState.SENT, 5))
    assert went.followed_up == TODAY - timedelta(5)
    assert went.step is Step.REST
    young = one(replace(ask, sent_at=at(10)), follow_up(DraftState.SENT, 2))
    assert young.step is None
    assert young.rest_from == date(2026, 12, 3)  # 14 working days after the 14th, a Saturday.


def test_a_follow_up_belongs_to_the_ask_it_names():
    ask = row(1)
    found = standings([ask, follow_up(DraftState.SENT, 1, after=2)], {}, DAYS)
    assert found[9].under is None
    assert found[1].followed_up is None


@pytest.mark.parametrize(
    ("outcome", "kind", "step"),
    [
        (Outcome.YES, MessageKind.FIRST_ASK, Step.PLAN),
        (Outcome.YES_SMALLER, MessageKind.TRIAL, Step.PLAN),
        (Outcome.YES, MessageKind.ONE_QUESTION, Step.THANK),
        (Outcome.ASKED_MORE, MessageKind.FIRST_ASK, Step.TELL_MORE),
        (Outcome.NO, MessageKind.FIRST_ASK, Step.THANK_FOR_NO),
        (Outcome.SUGGESTED, MessageKind.FIRST_ASK, Step.ADD_PERSON),
        (Outcome.NO_ANSWER, MessageKind.FIRST_ASK, None),
    ],
)
def test_what_follows_an_answer(outcome: Outcome, kind: MessageKind, step: Step | None):
    answered = row(1, DraftState.ANSWERED, kind=kind, outcome=outcome, outcome_on=TODAY)
    assert one(answered).step is step


def test_what_was_done_since_is_not_offered_again():
    no = row(1, DraftState.ANSWERED, outcome=Outcome.NO, outcome_on=TODAY - timedelta(2))
    assert one(no, touched=at(5)).step is Step.THANK_FOR_NO
    assert one(no, touched=at(1)).step is None
    thanks = row(2, DraftState.DRAFT, kind=MessageKind.THANKS_FOR_NO, after=1)
    assert one(no, thanks).step is None
    later = row(2, DraftState.CLOSED, kind=MessageKind.RECAP, sent_at=at(1))
    assert one(no, later).step is None
    suggested = replace(no, outcome=Outcome.SUGGESTED, outcome_note="Suggested Mia Lind")
    assert one(suggested).step is Step.THANK


def test_filter_and_order():
    rows = [
        row(1, DraftState.CLOSED, person="Ana Ferreira", person_id=2),
        row(2, subject="Leading former peers", need_id=4, need="Lead the team"),
        row(3, follow_up_due=TODAY, person="Kofi Mensah", person_id=3),
        row(4, DraftState.DRAFT, kind=MessageKind.TRIAL),
        follow_up(DraftState.SENT, 1, after=2),
    ]
    found = standings(rows, {}, DAYS)

    def shown(**wanted: Any) -> list[int]:
        return [d.id for d in matching(rows, found, AskFilter(**wanted))]

    assert shown() == [4, 3, 2, 1]  # The follow-up waits under its ask; what is due comes first.
    assert counts(rows, found)[DraftState.SENT] == 2
    assert shown(sort=AskSort.RECENT) == [4, 2, 3, 1]
    assert shown(sort=AskSort.PERSON) == [4, 2, 3, 1]
    assert shown(state=DraftState.CLOSED) == [1]
    assert shown(kind=MessageKind.TRIAL) == [4]
    assert shown(need=4) == [2]
    assert shown(text="hel peer") == [2]
    assert shown(text="ferr") == [1]


@pytest.fixture
def helen(run: Any) -> int:
    return run(AddPerson("Helen Brandt", mail="helen@x.example", season=Season.CANDIDATE))


@pytest.fixture
def ask(run: Any, helen: int) -> int:
    parts = {PartId.FOCUS: "leading former peers"}
    draft = run(wish.StartDraft(helen, MessageKind.FIRST_ASK, parts=parts, subject="One thing"))
    run(wish.MarkSent(draft, MAIL, NOW - timedelta(days=10)))
    return draft


def test_what_follows_a_message_is_linked_to_it(services: Any, run: Any, ask: int):
    before = services.outreach.detail(ask)
    command = services.desk.next_message(before, MessageKind.FOLLOW_UP)
    assert "leading former peers" in command.body
    up = run(command)
    assert services.outreach.detail(up).after == ask
    need = run(AddNeed(NeedKind.SKILL, "Hard feedback"))
    run(wish.EditDraft(ask, need_id=need))
    (listed,) = [d for d in services.outreach.list() if d.id == ask]
    assert (listed.need_id, listed.need) == (need, "Hard feedback")


def test_an_answer_settles_the_follow_up_too(
    there_and_back: Any, services: Any, run: Any, ask: int
):
    up = run(services.desk.next_message(services.outreach.detail(ask), MessageKind.FOLLOW_UP))
    run(wish.MarkSent(up, MAIL, NOW))
    there_and_back(wish.RecordOutcome(ask, Outcome.YES))
    assert services.outreach.detail(up).state is DraftState.CLOSED


def test_an_answer_to_the_follow_up_answers_the_ask(
    there_and_back: Any, services: Any, run: Any, ask: int
):
    up = run(services.desk.next_message(services.outreach.detail(ask), MessageKind.FOLLOW_UP))
    run(wish.MarkSent(up, MAIL, NOW))
    there_and_back(wish.RecordOutcome(up, Outcome.NO, "No time this year"))
    first = services.outreach.detail(ask)
    assert (first.state, first.outcome) == (DraftState.ANSWERED, Outcome.NO)
    assert first.outcome_note == "No time this year"


def test_someone_suggested_is_added_with_who_introduced_them(
    there_and_back: Any, refused: Any, services: Any, run: Any, ask: int, helen: int
):
    run(wish.RecordOutcome(ask, Outcome.SUGGESTED))
    label = "Add Mia Lind, suggested by Helen Brandt"
    mia = there_and_back(wish.AddSuggested(ask, "Mia Lind", mail="mia@x.example"), label)
    added = services.people.detail(mia)
    assert added.introduced_by == (helen, "Helen Brandt")
    assert added.mail() == "mia@x.example"
    assert services.outreach.detail(ask).outcome_note == "Suggested Mia Lind"
    refused(wish.AddSuggested(ask, " "), "needs a name")


def test_touches_are_mine_and_not_the_messages_themselves(
    services: Any, run: Any, ask: int, helen: int
):
    run(wish.RecordOutcome(ask, Outcome.YES))
    assert services.outreach.touches() == {}
    run(wish.LogInteraction((helen,), NOW, InteractionChannel.CALL, Direction.THEM))
    assert services.outreach.touches() == {}
    run(wish.LogInteraction((helen,), NOW, InteractionChannel.CALL))
    assert services.outreach.touches() == {helen: NOW}
