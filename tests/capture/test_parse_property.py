"""Whatever is typed: no failure, parts that lie within the text, and every word kept."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcrm.capture import lexis, names
from mentorcrm.capture.names import Names
from mentorcrm.capture.parts import KnownPerson, Parsed, Span
from mentorcrm.capture.reading import parse
from mentorcrm.capture.when import Moment
from mentorcrm.models.folding import sort_key
from tests.capture.reading import MOMENT, NAMES
from tests.capture.test_corpus import CORPUS

WORDS = (
    *("call", "w", "with", "@ana", "Ana", "ruth", "Tom", "20m", "1h 15", "yesterday", "fri", ":"),
    *("#pricing", "!send deck", "?they owe an intro", "she'll intro me to Sam", "by", "16:30", ";"),
    *("she advised to", "advice:", "suggested", "Ana suggested doing", "Ana's advice was to"),
    *("about", "the promotion", "thanked", "gave", "intro", "https://x.io/a#b", '"', "“", "I'll"),
    *(
        "@",
        "#",
        "!",
        "?",
        "at 4pm",
        "in 2 weeks",
        "31 feb",
        "and",
        "\n",
        "\x00",
        "\ud800",
        "İ",
        "ﬁ",
    ),
)
lines = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=20).map("".join),
    st.sampled_from([line["text"] for line in CORPUS]),
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)).map(
    lambda now: Moment(now.replace(tzinfo=ZoneInfo("Europe/London")), "Europe/London")
)


def spans(found: Parsed) -> list[Span]:
    parts = (*found.people, *found.topics, *found.promises, *found.gives, *found.advice)
    single = (found.how, found.when, found.minutes)
    dues = [one.due_span for one in found.promises if one.due_span]
    return [part.span for part in (*parts, *(one for one in single if one))] + dues


@settings(max_examples=400)
@given(lines, moments)
def test_any_line_is_read_without_failing(text: str, moment: Moment) -> None:
    found = parse(text, NAMES, moment)
    assert found.text == text
    for span in spans(found):
        assert 0 <= span.start < span.end <= len(text)
    assert found.at.tzinfo is not None
    for promise in found.promises:
        assert promise.what
        assert promise.due_span is None or (
            promise.span.start <= promise.due_span.start < promise.due_span.end <= promise.span.end
        )


@settings(max_examples=400)
@given(lines)
def test_what_is_tinted_is_in_order_and_apart(text: str) -> None:
    at = 0
    for span, _tint in parse(text, NAMES, MOMENT).tints():
        assert at <= span.start < span.end <= len(text)
        at = span.end


@settings(max_examples=300)
@given(lines)
def test_parts_of_one_kind_do_not_overlap(text: str) -> None:
    found = parse(text, NAMES, MOMENT)
    for kind in (found.people, found.topics, found.promises, found.gives, found.advice):
        places = sorted(part.span for part in kind)
        assert all(a.end <= b.start for a, b in pairwise(places))
    outside = [part.span for part in (*found.people, found.how, found.when) if part]
    for promise in found.promises:
        for span in outside:
            apart = span.end <= promise.span.start or span.start >= promise.span.end
            within = promise.span.start <= span.start and span.end <= promise.span.end
            assert apart or within


@settings(max_examples=300)
@given(lines)
def test_the_summary_is_made_of_the_words_typed(text: str) -> None:
    found = parse(text, NAMES, MOMENT)
    rest = iter(text.split())
    typed = " ".join(text.split())
    for word in found.summary.removesuffix("…").split():
        assert word in typed
    assert next(rest, None) is not None or found.summary == ""


@settings(max_examples=200)
@given(lines)
def test_advice_is_in_the_words_that_were_typed(text: str) -> None:
    typed = "".join(text.replace("#", "").split())
    for one in parse(text, NAMES, MOMENT).advice:
        assert any(letter.isalpha() for letter in one.what)
        assert "".join(one.what.replace("#", "").split()) in typed


@given(st.integers(0, 40), st.sampled_from(["Ana", "Ana Ferreira", "ana", "Tom"]))
def test_a_name_borne_by_several_is_never_chosen(number: int, typed: str) -> None:
    people = [KnownPerson(at, "Ana Ferreira") for at in range(number)]
    found = parse(f"call with {typed}", Names(people), MOMENT)
    for person in found.people:
        assert person.id is None or number == 1


def test_a_long_text_is_read_in_time() -> None:
    for text in (
        "call with Ana " + "word " * 400,
        "a" * 2000,
        "!a " * 700,
        "@a.b" * 500,
        "#" * 2000,
    ):
        assert parse(text[:2000], NAMES, MOMENT).text == text[:2000]


def test_the_work_of_a_long_text_grows_with_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each word is looked at a few times, however little of it is a name."""
    folded: list[str] = []

    def fold(text: str) -> str:
        folded.append(text)
        return sort_key(text)

    monkeypatch.setattr(names, "sort_key", fold)
    for text in ("余 " * 1000, "Xy " * 660, "met " * 500, "wit-’3.-" * 250):
        folded.clear()
        parse(text, NAMES, MOMENT)
        assert sum(map(len, folded)) < 12 * len(text)


def test_what_fills_a_line_is_matched_without_the_space_before_it() -> None:
    """With it, each place of a line of spaces would be searched to its end."""
    assert lexis.FILLER.match("a quick ") and not lexis.FILLER.match("  a quick ")
    assert parse(" \t\n" * 600, NAMES, MOMENT).summary == ""
    said = parse("call   with   Ana Ferreira   yesterday:  pilot first", NAMES, MOMENT)
    assert said.summary == "pilot first"
