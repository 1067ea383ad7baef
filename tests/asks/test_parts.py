"""Each part is judged by what was typed: fragments and sentences alike."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcrm.asks import catalogue
from mentorcrm.asks.parts import PartReport, assess
from mentorcrm.asks.record import AskRequest, NeedBrief, PublicFact, Recipient, Sender
from mentorcrm.asks.windows import parse_windows
from mentorcrm.models.kinds import (
    MessageForm,
    MessageKind,
    NeedKind,
    PartId,
    PartNeed,
    PartState,
    Tone,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ME = Sender(name="Ben Adler", zone="Europe/Berlin")
THEM = Recipient(
    name="Ana Rivera",
    first_name="Ana",
    organisation="Fenwick Labs",
    title="Director of Engineering",
)


def request(
    kind: MessageKind, part: PartId, text: str, need: NeedBrief | None = None
) -> AskRequest:
    return AskRequest(kind, sender=ME, recipient=THEM, need=need, values={part: text}, now=NOW)


def report(made: AskRequest, part: PartId) -> PartReport:
    return next(one for one in assess(made) if one.id is part)


def state(part: PartId, text: str, kind: MessageKind = MessageKind.FIRST_ASK) -> PartState:
    return report(request(kind, part, text), part).state


CASES = tomllib.loads((Path(__file__).parent / "part_cases.toml").read_text(encoding="utf-8"))[
    "part"
]
CONCRETE = [(PartId(case["id"]), text) for case in CASES for text in case["concrete"]]
VAGUE = [(PartId(case["id"]), text) for case in CASES for text in case.get("vague", [])]
TOO_LONG = [
    (PartId.WHY_YOU, "your talk on staffing " + "and then some more words " * 8),
    (PartId.WHO_I_AM, "word " * 26),
    (PartId.FOCUS, "word " * 21),
    (PartId.STUCK, "word " * 26),
    (PartId.QUESTIONS, "How " + "long " * 30 + "?"),
]


@pytest.mark.parametrize(("part", "text"), CONCRETE)
def test_concrete_text_is_present(part: PartId, text: str) -> None:
    found = report(request(MessageKind.FIRST_ASK, part, text), part)
    assert (found.state, found.note) == (PartState.PRESENT, "")


@pytest.mark.parametrize(("part", "text"), VAGUE + TOO_LONG)
def test_vague_text_is_vague_and_the_note_says_what_to_do(part: PartId, text: str) -> None:
    found = report(request(MessageKind.FIRST_ASK, part, text), part)
    assert found.state is PartState.VAGUE
    assert found.note.endswith((".", "”."))
    assert "!" not in found.note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three 30-minute calls over eight weeks", PartState.PRESENT),
        ("2 meetings until 30 September", PartState.PRESENT),
        ("one call a month for three months, then we stop", PartState.PRESENT),
        ("30-minute calls", PartState.VAGUE),
        ("regular calls", PartState.VAGUE),
        ("three calls", PartState.VAGUE),
        ("ten calls over a year", PartState.VAGUE),
    ],
)
def test_a_trial_has_a_number_and_an_end(text: str, expected: PartState) -> None:
    assert state(PartId.TRIAL, text, MessageKind.TRIAL) is expected


def test_the_review_date_may_be_the_end_of_the_trial() -> None:
    made = AskRequest(
        MessageKind.TRIAL, sender=ME, recipient=THEM, now=NOW,
        values={PartId.TRIAL: "three calls", PartId.REVIEW_DATE: "30 September"},
    )  # fmt: skip
    assert report(made, PartId.TRIAL).state is PartState.PRESENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 September", PartState.PRESENT),
        ("after the third call", PartState.PRESENT),
        ("end of March", PartState.PRESENT),
        ("later", PartState.VAGUE),
        ("at some point in March", PartState.VAGUE),
    ],
)
def test_a_review_date_is_a_day_or_a_meeting(text: str, expected: PartState) -> None:
    assert state(PartId.REVIEW_DATE, text, MessageKind.TRIAL) is expected


@pytest.mark.parametrize("kind", MessageKind)
def test_every_example_beside_a_field_is_concrete_for_its_kind(kind: MessageKind) -> None:
    spec = catalogue.spec(kind)
    values = {
        part: spec.help[part].example
        for part, need in spec.parts.items()
        if need is not PartNeed.OUT_OF_PLACE and part not in catalogue.WITH_DEFAULT
    }
    values.pop(PartId.WINDOWS, None)
    windows = ()
    if spec.windows_apply:
        windows = parse_windows("2026-12-01 16:00-17:00; 2026-12-03 10:00", "UTC", NOW)
    made = AskRequest(kind, sender=ME, recipient=THEM, values=values, windows=windows, now=NOW)
    wrong = [one for one in assess(made) if one.state in {PartState.VAGUE, PartState.MISSING}]
    assert wrong == []


def test_a_blank_ask_misses_what_it_requires_and_nothing_else() -> None:
    made = AskRequest(MessageKind.FIRST_ASK, sender=ME, recipient=THEM, now=NOW)
    states = {one.id: one.state for one in assess(made)}
    needs = catalogue.spec(MessageKind.FIRST_ASK).parts
    for part, found in states.items():
        if part in catalogue.WITH_DEFAULT:
            assert found is PartState.PRESENT
        elif needs[part] is PartNeed.REQUIRED:
            assert found is PartState.MISSING
        else:
            assert found is PartState.EMPTY


def test_without_names_greeting_and_sign_off_are_missing() -> None:
    states = {one.id: one.state for one in assess(AskRequest(MessageKind.FIRST_ASK, now=NOW))}
    assert states[PartId.GREETING] is PartState.MISSING
    assert states[PartId.SIGN_OFF] is PartState.MISSING
    assert states[PartId.THANKS] is PartState.PRESENT


def test_a_need_fills_focus_and_decision() -> None:
    need = NeedBrief(
        NeedKind.DECISION, "Lead or stay", options=("lead", "stay"), decide_by=date(2026, 12, 14)
    )
    made = AskRequest(MessageKind.FIRST_ASK, sender=ME, recipient=THEM, need=need, now=NOW)
    assert report(made, PartId.FOCUS).state is PartState.PRESENT
    assert report(made, PartId.DECISION).state is PartState.PRESENT


def test_what_is_out_of_place_is_said_so() -> None:
    found = report(
        request(MessageKind.CONGRATULATE, PartId.QUESTIONS, "What next?"), PartId.QUESTIONS
    )
    assert found.state is PartState.OUT_OF_PLACE
    assert "left out" in found.note


def test_an_answer_in_writing_needs_no_times() -> None:
    made = request(MessageKind.FIRST_ASK, PartId.FORMAT, "two lines by mail")
    assert report(made, PartId.WINDOWS).state is PartState.EMPTY


def test_a_fact_of_the_record_makes_small_letters_concrete() -> None:
    them = Recipient(name="Ana", facts=(PublicFact("rebuilt triage queues twice"),))
    made = AskRequest(
        MessageKind.FIRST_ASK, sender=ME, recipient=them, now=NOW,
        values={PartId.WHY_YOU: "how you rebuilt the triage queues"},
    )  # fmt: skip
    assert report(made, PartId.WHY_YOU).state is PartState.PRESENT


@settings(max_examples=150)
@given(
    st.sampled_from(list(MessageKind)),
    st.sampled_from(list(MessageForm)),
    st.dictionaries(st.sampled_from(list(PartId)), st.text(max_size=80)),
)
def test_any_text_gets_a_report_per_part(
    kind: MessageKind, form: MessageForm, values: dict[PartId, str]
) -> None:
    made = AskRequest(kind, Tone.PLAIN, form, ME, THEM, values=values, now=NOW)
    reports = assess(made)
    assert [one.id for one in reports] == list(PartId)
    for one in reports:
        assert bool(one.note) or one.state in {PartState.PRESENT, PartState.EMPTY}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Take the platform team lead role, by 2026-12-20", PartState.PRESENT),
        ("should I take the role, by 20 December", PartState.PRESENT),
        ("the platform team, by 20 December", PartState.VAGUE),
        ("take the platform team lead role", PartState.VAGUE),
    ],
)
def test_whether_to_do_a_thing_is_a_choice_however_it_was_typed(
    text: str, state: PartState
) -> None:
    request = AskRequest(MessageKind.FIRST_ASK, values={PartId.DECISION: text})
    reports = {report.id: report for report in assess(request)}
    assert reports[PartId.DECISION].state is state
