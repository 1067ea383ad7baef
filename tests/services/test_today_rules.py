"""What waits and in which order, from plain facts and a fixed day."""

import time
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.models.kinds import Direction, DraftState, MessageKind, NeedKind, Outcome
from mentorcrm.services.today_rows import Reason, tag
from mentorcrm.services.today_rules import (
    Facts,
    Message,
    Touch,
    Wanted,
    called,
    coming,
    unanswered,
    waiting,
)
from mentorcrm.services.working_days import add_working_days, working_days_between
from mentorcrm.words import short_day

TODAY = date(2026, 11, 24)  # A Tuesday.
ASK = Message(
    1, 7, "Helen Brandt", 2, MessageKind.FIRST_ASK, "One question about your move",
    DraftState.SENT, date(2026, 11, 12), date(2026, 11, 12), date(2026, 11, 20),
)  # fmt: skip


def answered(outcome: Outcome, on: date, **more: Any) -> Message:
    return replace(ASK, state=DraftState.ANSWERED, nudge=None, outcome=outcome, answered=on, **more)


def only(facts: Facts) -> Any:
    (row,) = waiting(facts)
    return row


def follow_up(sent: date | None, number: int = 2) -> Message:
    state = DraftState.SENT if sent else DraftState.DRAFT
    kind = MessageKind.FOLLOW_UP
    return replace(ASK, id=number, kind=kind, state=state, changed=TODAY, sent=sent, nudge=None)


def test_an_ask_with_an_answer_on_record_waits_for_none() -> None:
    ask = replace(ASK, outcome=Outcome.YES, answered=TODAY - timedelta(days=1))
    facts = Facts(ask.nudge or TODAY, (ask,))
    assert unanswered(facts) == ()
    assert [row.reason for row in waiting(facts)] == [Reason.REPLY]


def test_nothing_waits_where_nothing_is() -> None:
    assert waiting(Facts(TODAY)) == ()
    assert coming(Facts(TODAY)) is None


def test_a_follow_up_is_due_from_its_day_and_not_before() -> None:
    row = only(Facts(TODAY, (ASK,)))
    assert row.title == "Follow up with Helen"
    assert row.why == "First ask of 12 Nov, no answer for 8 working days"
    assert tag(row, TODAY) == ("12 days", "warn")
    early = Facts(date(2026, 11, 19), (ASK,))
    assert waiting(early) == ()
    assert coming(early) == ("a nudge to Helen is fine", date(2026, 11, 20))


def test_a_follow_up_that_is_being_written_is_to_be_finished() -> None:
    row = only(Facts(TODAY, (ASK, follow_up(None))))
    assert (row.reason, row.record) == (Reason.FINISH, 2)


def test_after_one_follow_up_it_rests_and_only_after_fourteen_working_days() -> None:
    facts = Facts(TODAY, (ASK, follow_up(date(2026, 11, 20))))
    assert waiting(facts) == ()
    later = replace(facts, today=add_working_days(date(2026, 11, 12), 14))
    row = only(later)
    assert row.title == "Let it rest with Helen"
    assert row.why == "First ask of 12 Nov and a follow-up of 20 Nov, no answer"


def test_someone_who_was_in_touch_is_not_nudged() -> None:
    touch = Touch(7, date(2026, 11, 18), Direction.THEM)
    row = only(Facts(TODAY, (ASK,), (touch,)))
    assert row.title == "Note what Helen answered"
    assert "18 Nov" in row.why
    own = Touch(7, date(2026, 11, 18), Direction.ME)
    assert only(Facts(TODAY, (ASK,), (own,))).reason is Reason.FOLLOW_UP
    planned = Touch(7, TODAY + timedelta(days=4), Direction.BOTH)
    assert only(Facts(TODAY, (ASK,), (planned,))).reason is Reason.FOLLOW_UP


def test_an_answer_to_the_follow_up_is_an_answer_to_the_ask() -> None:
    late = replace(
        follow_up(date(2026, 11, 20)), state=DraftState.ANSWERED, outcome=Outcome.NO,
        answered=date(2026, 11, 23),
    )  # fmt: skip
    facts = Facts(TODAY, (ASK, late))
    assert unanswered(facts) == ()
    assert only(facts).title == "Thank Helen for the answer"


@pytest.mark.parametrize(
    ("outcome", "kind", "title", "button"),
    [
        (Outcome.YES, MessageKind.FIRST_ASK, "Answer Helen’s yes", "See the ask"),
        (Outcome.YES_SMALLER, MessageKind.TRIAL, "Answer Helen’s yes", "See the ask"),
        (Outcome.ASKED_MORE, MessageKind.FIRST_ASK, "Tell Helen more", "See the ask"),
        (Outcome.NO, MessageKind.FIRST_ASK, "Thank Helen for the answer", "Draft thanks"),
        (Outcome.SUGGESTED, MessageKind.TRIAL, "Thank Helen for the answer", "Draft thanks"),
        (Outcome.YES, MessageKind.ONE_QUESTION, "Thank Helen for the answer", "Draft thanks"),
    ],
)
def test_an_answer_waits_for_mine(
    outcome: Outcome, kind: MessageKind, title: str, button: str
) -> None:
    row = only(Facts(TODAY, (answered(outcome, date(2026, 11, 23), kind=kind, note="Gladly."),)))
    assert (row.title, row.button) == (title, button)
    assert row.why.endswith("on 23 Nov")
    assert row.evidence == f"{row.why}: “Gladly”"


def test_an_answer_waits_until_i_came_back_or_a_month_passed() -> None:
    facts = Facts(TODAY, (answered(Outcome.NO, date(2026, 11, 20)),))
    mine = Touch(7, date(2026, 11, 21), Direction.ME)
    theirs = Touch(7, date(2026, 11, 21), Direction.THEM)
    itself = Touch(7, date(2026, 11, 20), Direction.ME, draft=1)
    assert waiting(replace(facts, touches=(mine,))) == ()
    assert waiting(replace(facts, touches=(theirs, itself))) != ()
    assert waiting(replace(facts, today=date(2026, 12, 20))) != ()
    assert waiting(replace(facts, today=date(2026, 12, 21))) == ()


def test_a_reply_turns_amber_on_the_second_day_and_red_on_the_fifth() -> None:
    row = only(Facts(TODAY, (answered(Outcome.YES, TODAY),)))
    tones = [tag(row, TODAY + timedelta(days=days)) for days in (0, 1, 2, 4, 5)]
    assert tones == [
        ("Today", ""), ("1 day", ""), ("2 days", "warn"), ("4 days", "warn"), ("5 days", "risk"),
    ]  # fmt: skip


def test_drafts_wait_ready_ones_first() -> None:
    started = replace(ASK, id=3, state=DraftState.DRAFT, sent=None, changed=date(2026, 11, 20))
    ready = replace(ASK, id=4, state=DraftState.READY, sent=None, changed=date(2026, 11, 23))
    first, second = waiting(Facts(TODAY, (started, ready)))
    assert (first.title, first.button) == ("Send your first ask to Helen", "Open to send")
    assert first.why == "Ready since 23 Nov and not sent yet: “One question about your move”"
    assert second.title == "Finish your first ask to Helen"


def test_a_decision_waits_a_fortnight_ahead_and_once_it_is_past() -> None:
    need = Wanted(5, NeedKind.DECISION, "Stay or move to Lisbon", TODAY)
    soon = only(Facts(TODAY, needs=(need,)))
    assert soon.title == "Decide: Stay or move to Lisbon"
    assert soon.why == "You wanted to decide by 24 Nov"
    assert (soon.reason, tag(soon, TODAY)) == (Reason.DECIDE, ("Today", "risk"))
    past = only(Facts(TODAY, needs=(replace(need, day=TODAY - timedelta(days=3)),)))
    assert (past.reason, tag(past, TODAY)) == (Reason.OVERDUE, ("3 days over", "warn"))
    far = Facts(TODAY, needs=(replace(need, day=TODAY + timedelta(days=15)),))
    assert waiting(far) == ()
    assert coming(far) == ("“Stay or move to Lisbon”", TODAY + timedelta(days=15))


def test_what_was_put_off_is_left_out() -> None:
    facts = Facts(TODAY, (ASK,))
    assert waiting(facts, frozenset({"follow-up/draft/1"})) == ()
    assert waiting(facts, frozenset({"follow-up/draft/2"})) != ()


def test_unanswered_asks_say_from_when_a_nudge_is_fine() -> None:
    (one,) = unanswered(Facts(TODAY, (ASK, follow_up(date(2026, 11, 20)))))
    assert (one.draft, one.sent) == (1, date(2026, 11, 12))
    assert one.nudge == add_working_days(date(2026, 11, 12), 14)


def test_the_work_grows_with_the_messages_and_not_with_their_square() -> None:
    def seconds(number: int) -> float:
        some = [replace(ASK, id=n, person=n, name=f"Helen Brandt-{n}") for n in range(number)]
        had = tuple(Touch(n, TODAY, Direction.THEM) for n in range(number))
        facts = Facts(TODAY, tuple(some), had)
        begun = time.process_time()
        assert len(waiting(facts)) == len(unanswered(facts)) == number
        return time.process_time() - begun

    few = min(seconds(400) for _ in range(3))
    many = min(seconds(3_200) for _ in range(2))
    assert many < 24 * few  # Eight times as many; their square would be 64 times the work.


@pytest.mark.parametrize(
    ("name", "words"),
    [("Helen Brandt", "Helen"), ("Dr. Ama Osei", "Dr Osei"), ("Madonna", "Madonna"),
     ("J. R. Tolkien", "J. R. Tolkien"), ("Mr Lee Wong", "Lee")],
)  # fmt: skip
def test_how_someone_is_called(name: str, words: str) -> None:
    assert called(name) == words


def test_days_are_said_with_the_year_when_it_is_another() -> None:
    assert short_day(date(2025, 3, 2), TODAY) == "2 Mar 2025"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 200))
def test_working_days_count_back_what_was_added(start: date, days: int) -> None:
    assert working_days_between(start, add_working_days(start, days)) == days


messages = st.builds(
    Message,
    id=st.integers(1, 9),
    person=st.integers(1, 3),
    name=st.sampled_from(["Ana", "Dr. Ruth Adeyemi", "李 明"]),
    tint=st.just(0),
    kind=st.sampled_from(MessageKind),
    subject=st.sampled_from(["", "a long subject " * 9]),
    state=st.sampled_from(DraftState),
    changed=st.dates(TODAY - timedelta(days=40), TODAY),
    sent=st.none() | st.dates(TODAY - timedelta(days=40), TODAY),
    nudge=st.none() | st.dates(TODAY - timedelta(days=20), TODAY + timedelta(days=20)),
    outcome=st.none() | st.sampled_from(Outcome),
    answered=st.none() | st.dates(TODAY - timedelta(days=40), TODAY),
)
touches = st.builds(
    Touch,
    st.integers(1, 3),
    st.dates(TODAY - timedelta(days=40), TODAY),
    st.sampled_from(Direction),
    st.none() | st.integers(1, 9),
)
needs = st.builds(
    Wanted,
    st.integers(1, 9),
    st.sampled_from(NeedKind),
    st.just("decide something"),
    st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40)),
)


@given(
    st.lists(messages, max_size=6, unique_by=lambda m: m.id),
    st.lists(touches, max_size=6),
    st.lists(needs, max_size=3, unique_by=lambda n: n.id),
)
def test_every_row_cites_a_record_and_the_order_of_the_facts_does_not_matter(
    some: list[Message], had: list[Touch], wanted: list[Wanted]
) -> None:
    facts = Facts(TODAY, tuple(some), tuple(had), tuple(wanted))
    rows = waiting(facts)
    there = {("draft", m.id) for m in some} | {("need", n.id) for n in wanted}
    assert {(row.table, row.record) for row in rows} <= there
    assert len({row.what for row in rows}) == len(rows)
    assert len({(row.table, row.record) for row in rows}) == len(rows)
    assert all(row.title and row.why and row.button and len(row.why) < 220 for row in rows)
    turned = Facts(TODAY, tuple(some[::-1]), tuple(had[::-1]), tuple(wanted[::-1]))
    assert waiting(turned) == rows
    assert unanswered(turned) == unanswered(facts)
