"""No kind, tone, form and set of parts may give a text that a person would be ashamed of."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcrm.asks import catalogue
from mentorcrm.asks.advice_told import AdviceBrief
from mentorcrm.asks.record import AskRequest, NeedBrief, Recipient, Sender
from mentorcrm.asks.render import render
from mentorcrm.models.history_kinds import AdviceResponse, Worked
from mentorcrm.models.kinds import (
    LINKEDIN_NOTE_CHARACTERS,
    MessageForm,
    MessageKind,
    NeedKind,
    PartId,
    PartNeed,
    TimeWindow,
    Tone,
)

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FRAGMENTS = (
    "Chapter 6, on leading former peers",
    "Two conversations, a list of losses",
    "talked to both managers; wrote out the trade-offs",
    "staff engineer at Oxbow, six engineers",
    "leading former peers",
    "Your March talk on staffing.",
    "how to judge which job teaches hiring sooner",
    "What would you look at first",
    "accept the lead role or stay, by 2026-12-14",
    "20 min by video",
    "by mail",
    "once a quarter",
    "30 September",
    "2026-09-30",
    "can't tell which role teaches hiring",
    "torn between two offers,",
    "hiring",
    "because you led the migration at Fenwick",
    "write the role description by Friday",
    "three 30-minute calls over eight weeks",
    "an introduction to two engineers",
    "Maya Ortiz, about how she split her team",
    "for the book list",
)
SENTENCES = (
    "I lead the platform group at Oxbow.",
    "I have talked to both managers. I also wrote out the trade-offs.",
    "Your talk changed how we staff on-call!",
    "What would you look at to judge which job teaches hiring sooner?",
    "I am deciding by 14 December between two offers.",
    'A reply of "not now" is fine.',
    "Pages fell by a third.",
    "The new team now runs without me",
)
NASTY = (
    "  , leading comma and space ,",
    "ellipsis... and more..",
    "shouting WHAT NOW?!",
    "- first\n- second\n\n- third",
    "1. one\n2. two",
    "{{ 7*7 }} {% for x in y %}",
    'empty "" quotes and () brackets',
    "東京でチームを率いています",
    "Привет, как дела",
    "https://example.org/a..b?c=,d",
    "x",
    "?",
    "...",
    ";;;",
    "\u202eabc\u200b\u0000",
    "⟦mine⟧",
    "tbd",
    "etc.",
    "a" * 400,
    "word " * 60,
    "one; two; three; four with a much longer text than the others have; five",
    "None",
    "“quoted”, ‘single’",
    "🎉 congrats",
    "she said: no ; then , left .",
    "e.g. this, i.e. that vs. the other",
)
TEXTS = st.one_of(
    st.sampled_from(FRAGMENTS),
    st.sampled_from(SENTENCES),
    st.sampled_from(NASTY),
    st.text(max_size=80),
    st.lists(st.sampled_from(FRAGMENTS + SENTENCES), min_size=2, max_size=5).map("\n".join),
)
NAMES = st.one_of(
    st.sampled_from(
        ["Ana", "Ana Rivera", "Dr. Ana Rivera", "Rivera, Ana", "山田太郎", "{{7*7}}", ""]
    ),
    st.text(max_size=60),
    st.just("Wolfeschlegelsteinhausenbergerdorff " * 9),
)
WINDOWS = tuple(
    TimeWindow(NOW + timedelta(days=d), NOW + timedelta(days=d, hours=1), "Europe/Berlin")
    for d in (11, 13, 14)
)
PAIRS = [
    (spec.kind, form, tone)
    for spec in catalogue.all_specs()
    for form in spec.forms
    for tone in Tone
]
NEEDS = st.sampled_from(
    [
        None,
        NeedBrief(statement="Lead a team of former peers"),
        NeedBrief(NeedKind.DECISION, "Which job", options=("stay", "go"), leaning="going"),
    ]
)


ADVICE = st.builds(
    AdviceBrief,
    st.just(1),
    TEXTS,
    st.sampled_from([None, NOW.date()]),
    st.sampled_from(list(AdviceResponse)),
    TEXTS,
    st.sampled_from([None, *Worked]),
)


@st.composite
def requests(draw: st.DrawFn, *forms: MessageForm) -> AskRequest:
    fitting = [pair for pair in PAIRS if not forms or pair[1] in forms]
    kind, form, tone = draw(st.sampled_from(fitting))
    return AskRequest(
        kind,
        tone,
        form,
        Sender(name=draw(NAMES), reach_me=draw(st.sampled_from(["", "ben@oxbow.example"]))),
        Recipient(name=draw(NAMES), zone=draw(st.sampled_from(["", "Europe/London", "No/Where"]))),
        draw(NEEDS),
        draw(st.dictionaries(st.sampled_from(list(PartId)), TEXTS)),
        WINDOWS[: draw(st.integers(0, 3))],
        NOW,
        draw(st.sampled_from([(), ("trade-offs.pdf",)])),
        advice=draw(st.lists(ADVICE, max_size=3).map(tuple)),
    )


def outside_urls(text: str) -> str:
    return re.sub(r"(?:https?://|www\.)\S+", "URL", text)


MARKS = ("\n\n\n", "..", " ,", ",.", ",,", "?.", "!.", " \n", "  ", '""', "()")
STUMBLES = re.compile(
    r"\b(?:about|because of|working on|I am|I have|Would you|It was)[.!,](?=\s|$)"
    r"|\bbecause of because\b|\bI am I\b|\bI have I\b|\babout about\b|\bof of\b|\bto to\b"
)


def flaws(text: str) -> list[str]:
    """What is wrong with a text, by the marks that careless filling-in leaves behind."""
    text = outside_urls(text)
    found = [repr(mark) for mark in MARKS if mark in text]
    lines = text.split("\n")
    for number, line in enumerate(lines):
        closing = line in {"With warm wishes,", "Best wishes,"}
        if line != line.strip():
            found.append(f"space around {line!r}")
        if line.endswith((",", ";")) and number and not closing:
            found.append(f"dangling mark: {line!r}")
    # "Dear Ana R.," is right; elsewhere a comma does not follow a full stop.
    found += [line for line in lines[1:] if re.search(r"\w{5}\.,", line)]
    return found + STUMBLES.findall("\n".join(lines[1:]))


@settings(max_examples=250, deadline=None)
@given(requests())
def test_no_set_of_parts_gives_a_flawed_text(request_: AskRequest) -> None:
    message = render(request_)
    plain = " ".join(request_.values.values()) + request_.recipient.name + request_.sender.name
    plain += " ".join(one.words + one.result for one in request_.advice)
    assert message.body.strip() == message.body
    assert "\ue001" not in message.body
    assert flaws(message.body) == []
    for leak in ("None", "{{", "{%"):
        assert leak not in message.body or leak in plain


@settings(max_examples=120, deadline=None)
@given(requests(MessageForm.LINKEDIN))
def test_a_linkedin_note_holds_300_characters_for_any_input(request_: AskRequest) -> None:
    assert len(render(request_).body) <= LINKEDIN_NOTE_CHARACTERS


@settings(max_examples=120, deadline=None)
@given(requests(MessageForm.MAIL))
def test_every_required_part_is_there_or_is_a_gap_in_the_text(request_: AskRequest) -> None:
    message = render(request_)
    spec = catalogue.spec(request_.kind)
    for part in spec.required:
        if part in catalogue.WITH_DEFAULT or (part is PartId.WINDOWS and request_.windows):
            continue
        if not request_.filled(part):
            assert part in message.gaps, part
            assert f"⟦{spec.help[part].gap}⟧" in message.body
    assert 1 <= len(message.subject) <= 60
    assert "\n" not in message.subject


@pytest.mark.parametrize(("kind", "form", "tone"), PAIRS)
def test_the_examples_of_the_composer_give_a_whole_message(
    kind: MessageKind, form: MessageForm, tone: Tone
) -> None:
    spec = catalogue.spec(kind)
    values = {
        part: spec.help[part].example
        for part, need in spec.parts.items()
        if need is not PartNeed.OUT_OF_PLACE
        and part not in catalogue.WITH_DEFAULT
        and part is not PartId.WINDOWS
    }
    windows = WINDOWS[:2] if spec.windows_apply else ()
    sender = Sender(name="Ben Adler", reach_me="ben@oxbow.example", zone="Europe/Berlin")
    them = Recipient("Ana Rivera", "Ana", zone="Europe/London")
    message = render(AskRequest(kind, tone, form, sender, them, None, values, windows, NOW))
    assert message.gaps == ()
    assert "⟦" not in message.subject + message.body
    assert flaws(message.body) == []
    if form is MessageForm.MAIL:
        assert 3 <= len(message.subject.split()) <= 7
