"""A need may be typed as a question, a clause, a deed or a thing; all are said in sentences."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcrm.asks import catalogue, phrasing, phrasing_choices
from mentorcrm.asks.questions_said import clause_of
from mentorcrm.asks.record import AskRequest, NeedBrief, Recipient, Sender
from mentorcrm.asks.render import render
from mentorcrm.models.kinds import MessageKind, NeedKind, PartId, PartNeed, Tone
from tests.asks.test_render_property import NOW, PAIRS, flaws


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("Take the platform team lead role?", "whether to take the platform team lead role"),
        ("Should I take the role?", "whether to take the role"),
        ("should I take the role", "whether to take the role"),
        ("Whether to take the role.", "whether to take the role"),
        ("If I should go", "whether I should go"),
        ("Stay or go?", "whether to stay or go"),
        ("Stay technical or move into management?",
         "whether to stay technical or move into management"),
        ("I need to decide whether to hire", "whether to hire"),
        ("Deciding how to say no", "how to say no"),
        ("My question: should I go back to school?", "whether to go back to school"),
        ("How do I give hard feedback?", "how to give hard feedback"),
        ("How can I best prepare?", "how to prepare"),
        ("What should I do about the reorg?", "what to do about the reorg"),
        ("Which of the two roles should I take?", "which of the two roles to take"),
        ("Who should I ask?", "whom to ask"),
        ("Why do I keep avoiding it?", "why I keep avoiding it"),
        ("Am I ready to lead a team?", "whether I am ready to lead a team"),
        ("Do I need a coach?", "whether I need a coach"),
        ("Does it make sense to wait?", "whether it makes sense to wait"),
        ("Is it time to leave?", "whether it is time to leave"),
        ("Would an MBA help me?", "whether an MBA would help me"),
        ("What makes a good first hire?", "what makes a good first hire"),
        ("What is a fair price?", "what a fair price is"),
        ("What is the best way to start?", "the best way to start"),
        ("To stay or to go?", "whether to stay or to go"),
        ("What would you look at first?", ""),
        ("A user study?", ""),
        ("Lead the platform team", ""),
        ("Is that so? And is it wise?", ""),
    ],
)  # fmt: skip
def test_a_question_becomes_a_clause(typed: str, clause: str) -> None:
    assert clause_of(typed) == clause


@pytest.mark.parametrize(
    ("typed", "said", "bit"),
    [
        ("Take the role?", "I am working out whether to take the role.", ""),
        ("How do I say no?", "I am working out how to say no.", "how to say no"),
        ("A user study?", "It is about a user study.", "a user study"),
        ("Leaving engineering?", "It is about leaving engineering.", "leaving engineering"),
        ("Staff engineer or team lead?",
         "It is about the choice between staff engineer and team lead.",
         "the choice between staff engineer and team lead"),
        ("What would you look at?", "What would you look at?", ""),
        ("Could reviews help?", "I am working on one question: could reviews help?", ""),
        ("Lead platform engineering", "It is about leading platform engineering.",
         "leading platform engineering"),
        ("Lead engineer", "It is about lead engineer.", "lead engineer"),
        ("Public speaking", "It is about public speaking.", "public speaking"),
    ],
)  # fmt: skip
def test_a_subject_is_said_as_a_sentence(typed: str, said: str, bit: str) -> None:
    assert phrasing.focus(typed, "The subject") == phrasing.Phrase(said, bit)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Take the role or stay?", "I am deciding whether to take the role or stay."),
        ("Should I go", "I am deciding whether to go."),
        ("A or B?", "I am deciding between A and B."),
        ("Charge a fee or nothing?", "I am deciding whether to charge a fee or nothing."),
    ],
)
def test_a_decision_that_asks(typed: str, said: str) -> None:
    assert phrasing_choices.decision(typed, "The decision").say == said


def test_where_i_am_stuck_as_a_question() -> None:
    assert phrasing.stuck("How do I say no?", "").say == "I am stuck on how to say no."


def test_whom_to_meet_for_a_question_of_how() -> None:
    assert phrasing.person_sought("How do I price it?") == "someone who knows how to price it"
    assert phrasing.sought_topic("How do I price it?") == "how to price it"


def test_the_options_of_a_decision_read_on() -> None:
    brief = NeedBrief(NeedKind.DECISION, "Take the role?", options=("Take it.", "Stay here"))
    assert brief.choice() == "Take it or stay here"
    assert NeedBrief(NeedKind.DECISION, "Take the role?").choice() == "Take the role?"
    assert NeedBrief(NeedKind.OUTCOME, "Lead a team").choice() == ""


def test_a_decision_without_options_is_said_once() -> None:
    need = NeedBrief(NeedKind.DECISION, "Take the lead role?")
    request = AskRequest(MessageKind.ONE_DECISION, need=need, now=NOW)
    body = render(request).body
    assert body.count("the lead role") == 1
    assert "I am deciding whether to take the lead role." in body


DEEDS = (
    "take the lead role", "give hard feedback", "publish two papers by June",
    "say no to good ideas", "become a better listener", "lead platform engineering",
)  # fmt: skip
THINGS = (
    "a user study that changes the roadmap", "my first hire", "public speaking",
    "giving hard feedback", "finding a co-founder",
)  # fmt: skip
WRAPS = (
    "{}", "{}?", "to {}", "should I {}?", "whether to {}", "I want to {}", "do I {}?",
    "how do I {}?", "how to {}", "I need to decide whether to {}", "{} or wait?", "can I {}?",
    "when should we {}?", "why do I {}?",
)  # fmt: skip


@st.composite
def needs(draw: st.DrawFn) -> str:
    deed = draw(st.booleans())
    wrap = draw(st.sampled_from(WRAPS)) if deed else draw(st.sampled_from(("{}", "{}?")))
    text = wrap.format(draw(st.sampled_from(DEEDS if deed else THINGS)))
    if draw(st.booleans()):
        text = text[0].upper() + text[1:]
    return text + ("." if not text.endswith("?") and draw(st.booleans()) else "")


# A verb or a clause where only a thing or a deed in -ing can stand, and an answerless question.
VERBS = "take|give|publish|say|become|lead|should|do|can|I want|to take|to give|wait"
BROKEN = re.compile(
    rf"\b(?:about|on|with|is|was|subject:|reason:|for|of) (?:{VERBS})\b"
    r"|\b(?:for|because of|working on) (?:whether|why|how|when)\b|\babout about\b"
    rf"|(?:^|[.?!] )(?:{VERBS}|[Tt]ake|[Gg]ive|[Pp]ublish|[Ss]ay|[Bb]ecome|Lead|Whether) [^.?!]*\?"
    r"|(?:^|[.!] )(?!(?:[^.?!]*\b)?you\b)[^.?!]*\b(?:role|feedback|June|ideas|listener|wait)\?",
    re.MULTILINE,
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PAIRS), needs(), st.sampled_from(NeedKind), st.booleans())
def test_every_way_to_put_a_need_gives_whole_sentences(
    pair: tuple[MessageKind, object, Tone], text: str, need_kind: NeedKind, alone: bool
) -> None:
    kind, form, tone = pair
    spec = catalogue.spec(kind)
    values = {
        part: spec.help[part].example
        for part, need in spec.parts.items()
        if need is not PartNeed.OUT_OF_PLACE
        and part not in catalogue.WITH_DEFAULT
        and part not in {PartId.WINDOWS, PartId.FOCUS, PartId.DECISION}
    }
    request = AskRequest(
        kind, tone, form, Sender("Ben Adler"), Recipient("Ana Rivera", "Ana"),
        NeedBrief(need_kind, text), {PartId.FOCUS: text} | ({} if alone else values), (), NOW,
    )  # fmt: skip
    message = render(request)
    lines = [line for line in message.body.split("\n") if "⟦" not in line]
    assert flaws(message.body) == []
    assert BROKEN.findall("\n".join(lines)) == [], message.body
    assert not message.subject.endswith("?")
