"""The review keeps to what was agreed: topics that stay out, and the limits of a month."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.asks.agreed import Agreed, topics_named
from mentorcrm.asks.record import AskRequest, Recipient, Sender
from mentorcrm.asks.review import DraftText, Finding, review
from mentorcrm.asks.rules.terms import minutes_in
from mentorcrm.models.kinds import FindingLevel, MessageKind, PartId

CASES = tomllib.loads((Path(__file__).parent / "rule_cases.toml").read_text(encoding="utf-8"))[
    "agreed"
]
RECORD = AskRequest(
    MessageKind.FIRST_ASK,
    sender=Sender(name="Ben Adler"),
    recipient=Recipient(name="Ana Rivera", first_name="Ana"),
    now=datetime(2026, 11, 23, 9, tzinfo=UTC),
)
ASK = "Hi Ana,\nWould you look at one page with me?"
TOPICS = st.lists(st.text(max_size=20), max_size=4)


def found(rule: str, text: str, agreed: Agreed, **more: object) -> list[Finding]:
    record = replace(RECORD, agreed=agreed, **more)  # type: ignore[arg-type]
    draft = DraftText(None, text, record.kind)
    return [one for one in review(draft, record) if one.rule == rule]


def told(which: str) -> list[tuple[Agreed, str]]:
    return [
        (Agreed(tuple(case["off_limits"]), date(2026, 9, 1)), text)
        for case in CASES
        for text in case[which]
    ]


@pytest.mark.parametrize(("agreed", "text"), told("hits"))
def test_a_topic_that_is_off_limits_is_noticed(agreed: Agreed, text: str) -> None:
    (one,) = found("off-limits", text, agreed)
    assert one.level is FindingLevel.MUST
    assert one.text == text[one.start : one.end]
    assert "by your agreement with Ana Rivera of 1 September 2026" in one.message
    assert any(f"“{topic}”" in one.message for topic in agreed.off_limits)


@pytest.mark.parametrize(("agreed", "text"), told("misses"))
def test_what_only_looks_like_it_is_left_alone(agreed: Agreed, text: str) -> None:
    assert not found("off-limits", text, agreed)


def test_the_subject_counts_too_and_without_a_day_none_is_named() -> None:
    record = replace(RECORD, agreed=Agreed(("salary",)))
    findings = review(DraftText("A question of salary", ASK, record.kind), record)
    (one,) = [f for f in findings if f.rule == "off-limits"]
    assert (one.field, one.text) == ("subject", "salary")
    assert one.message == "“salary” is off limits by your agreement with Ana Rivera."


@given(TOPICS, st.text(max_size=200))
def test_any_text_can_be_looked_through(topics: list[str], text: str) -> None:
    for one in topics_named(topics, text):
        assert one.topic in topics
        assert 0 <= one.start < one.end <= len(text)


@given(st.from_regex(r"[a-z]{4,12}", fullmatch=True), st.text("abc de.\n", max_size=40))
def test_a_topic_of_one_word_is_found_wherever_it_stands(topic: str, around: str) -> None:
    named = topics_named([topic], f"{around} {topic} {around}")
    small = topics_named([topic], topic) == ()
    assert small or any(one.topic == topic for one in named)


@pytest.mark.parametrize(
    ("used", "limit", "noticed"), [(0, 1, False), (1, 1, True), (0, 0, True), (3, None, False)]
)
def test_an_ask_over_the_limit_of_the_month(used: int, limit: int | None, noticed: bool) -> None:
    findings = found("over-the-month", ASK, Agreed(asks=used, asks_limit=limit))
    assert bool(findings) is noticed
    if noticed:
        assert f"{used} went out this month" in findings[0].message


@pytest.mark.parametrize(("used", "noticed"), [(30, False), (31, True), (0, False)])
def test_minutes_over_the_limit_of_the_month(used: int, noticed: bool) -> None:
    values = {PartId.FORMAT: "30 minutes by video"}
    agreed = Agreed(minutes=used, minutes_limit=60)
    findings = found("over-the-month", ASK, agreed, values=values)
    assert bool(findings) is noticed
    assert all(one.part is PartId.FORMAT for one in findings)


def test_what_asks_nothing_is_over_no_limit() -> None:
    agreed = Agreed(asks=9, asks_limit=1)
    assert not found("over-the-month", "Thank you.", agreed, kind=MessageKind.RECAP)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20 minutes by video", 20),
        ("a 45-minute call", 45),
        ("half an hour", 30),
        ("an hour, or 30 minutes", 60),
        ("2h", 120),
        ("a written answer", 0),
    ],
)
def test_how_long_a_meeting_is_asked_for(text: str, minutes: int) -> None:
    assert minutes_in(text) == minutes


def test_the_record_hides_the_topics_from_whoever_prints_it() -> None:
    assert "salary" not in repr(replace(RECORD, agreed=Agreed(("salary",))))
