"""Parts seen in a finished text, without a record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.asks.draft_text import DraftText
from mentorcrm.asks.parts_in_text import parts_in_text
from mentorcrm.models.kinds import MessageKind, PartId, PartState

ASK = """Hi Ana,

thank you for the staffing example in your March talk. I am a platform lead at Oxbow.

I am deciding by 14 June between two offers. I have talked to both managers. I am stuck: I cannot \
tell which role teaches hiring sooner.

Would you give me 20 minutes on Tuesday 4 June or Thursday 6 June, after 15:00? What would you \
look at first?

If neither fits, a reply of "not now" is fine.

Best,
Ben"""


def states(text: str, kind: MessageKind | None = None) -> dict[PartId, PartState]:
    return {one.id: one.state for one in parts_in_text(DraftText(None, text, kind))}


def test_a_full_ask_shows_all_thirteen_parts() -> None:
    found = states(ASK, MessageKind.FIRST_ASK)
    seen = {part for part, state in found.items() if state is PartState.PRESENT}
    assert seen == set(PartId) - {PartId.TRIAL, PartId.REVIEW_DATE}
    assert found[PartId.TRIAL] is PartState.EMPTY


@pytest.mark.parametrize(
    ("text", "part", "state"),
    [
        ("Hello there, which one?", PartId.GREETING, PartState.VAGUE),
        ("Which one?", PartId.GREETING, PartState.MISSING),
        ("You are a legend.", PartId.WHY_YOU, PartState.VAGUE),
        ("Would you talk?", PartId.QUESTIONS, PartState.VAGUE),
        ("Could we have a chat?", PartId.FORMAT, PartState.VAGUE),
        ("Could we talk on Tuesday?", PartId.WINDOWS, PartState.VAGUE),
        ("Could we talk whenever you're free?", PartId.WINDOWS, PartState.VAGUE),
        ("Which one?", PartId.THANKS, PartState.MISSING),
        ("Which one?\n\nBen", PartId.SIGN_OFF, PartState.PRESENT),
        ("Which one?", PartId.TRIED, PartState.MISSING),
    ],
)
def test_signs_in_small_texts(text: str, part: PartId, state: PartState) -> None:
    assert states(text, MessageKind.FIRST_ASK)[part] is state


def test_of_an_unnamed_kind_nothing_is_required() -> None:
    assert PartState.MISSING not in states("Which one?").values()


@given(st.text(max_size=200), st.sampled_from([None, *MessageKind]))
def test_any_text_gets_a_report_per_part(text: str, kind: MessageKind | None) -> None:
    assert list(states(text, kind)) == list(PartId)
