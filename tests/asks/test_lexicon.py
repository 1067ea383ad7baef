"""Phrase lists: what they match, where they do not, and that they stay quick."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm import assets
from mentorcrm.asks.lexicon import MAX_HITS, Mask, lexicon, normalise, word_set

PHRASE_LISTS = sorted(
    path.stem
    for path in assets.path("lexicons").glob("*.toml")
    if path.stem not in {"rules", "sources", "words", "nicknames"}
)


def phrases(name: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in lexicon(name).find(normalise(text))]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("hedges", "I just wanted to ask.", ["I just wanted to"]),
        ("hedges", "I’m just  wondering if you have time", ["I’m just  wondering"]),
        ("hedges", "This is some kind of test, a sort of trial.", []),
        (
            "hedges",
            "Perhaps we could\nif that makes sense talk",
            ["Perhaps", "if that makes sense"],
        ),
        ("vague_asks", "Any advice on my career?", ["Any advice on my career"]),
        ("vague_asks", "Any advice on staffing?", []),
        ("easy_outs", 'A reply of "not now" is fine.', ['reply of "not now"']),
        ("ongoing", "Could we have a weekly 30-minute call?", ["weekly 30-minute call"]),
        ("close_loop", "I’ll let you know how it went.", ["I’ll let you know how"]),
        ("gratitude", "Many thanks for the edits", ["Many thanks"]),
        ("stuck", "I can't tell which to take", ["can't tell"]),
        ("trial", "Would you try three 30-minute calls?", ["try three 30-minute calls"]),
        ("decision", "whether to leave or stay", ["whether to", "or"]),
        ("tried", "I talked to both and wrote it out", ["talked", "wrote"]),
        ("thinking", "thought a lot about it", ["thought a lot about"]),
    ],
)
def test_phrases_are_found_on_word_boundaries(name: str, text: str, found: list[str]) -> None:
    assert phrases(name, text) == found


def test_of_overlapping_phrases_the_longest_stays() -> None:
    assert phrases("hedges", "I was wondering if maybe I could") == ["I was wondering if maybe"]


def test_a_masked_phrase_is_not_read() -> None:
    text = 'She wrote "maybe later" and I agreed.'
    start = text.index('"')
    assert lexicon("hedges").find(normalise(text), Mask([(start, start + 13)])) == ()
    assert Mask([(2, 5), (4, 9)]).spans == ((2, 9),)


@pytest.mark.parametrize("text", ["İstanbul maybe", "ẞ perhaps", "ΑΣ kind of", "’’maybe", "ﬁnal"])
def test_normalising_keeps_every_offset(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.text(max_size=200), st.sampled_from(PHRASE_LISTS))
def test_any_text_can_be_searched(text: str, name: str) -> None:
    hits = lexicon(name).find(normalise(text))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= two.start for one, two in pairwise(hits))


@pytest.mark.parametrize("name", PHRASE_LISTS)
@pytest.mark.parametrize(
    "piece", ["just wanted ", "you are the ", "i'm so very ", "any ", "a " * 9, " "]
)
def test_hostile_repetition_is_read_in_linear_time(name: str, piece: str) -> None:
    flat = piece * (120_000 // len(piece))
    lexicon(name).find("warm up")
    start = time.perf_counter()
    hits = lexicon(name).find(flat)
    assert time.perf_counter() - start < 1.5
    assert len(hits) <= MAX_HITS


@pytest.mark.parametrize("name", PHRASE_LISTS)
def test_every_phrase_of_a_list_can_be_compiled(name: str) -> None:
    assert lexicon(name).entries
    assert all(entry.patterns for entry in lexicon(name).entries)


def test_word_sets_hold_lower_case_words() -> None:
    assert "advice" in word_set("empty_yours")
    assert all(word == word.lower() for word in word_set("generic"))
