"""Counting words, sentences and syllables as a careful reader would."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.asks.readability import count_words, readability, sentences, syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Smith met me at 16:00. We spoke.", ["Dr. Smith met me at 16:00.", "We spoke."]),
        ("It costs 2.5 m, e.g. a lot. Ok?", ["It costs 2.5 m, e.g. a lot.", "Ok?"]),
        ("See https://x.example/?a=b. Then write.", ["See https://x.example/?a=b.", "Then write."]),
        ('He said "no." I left!', ['He said "no."', "I left!"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("at 9 a.m. on Monday", ["at 9 a.m. on Monday"]),
        ("I live in the U.S. It is big.", ["I live in the U.S.", "It is big."]),
        ("J. R. Hart wrote it. so there", ["J. R. Hart wrote it.", "so there"]),
        ("What?! Really… Yes.", ["What?!", "Really…", "Yes."]),
        ("", []),
        ("\n\n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [one.text for one in sentences(text)] == expected


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    text = (
        "This is a long line of a mail that some old program has wrapped at\nseventy columns. Next."
    )
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("asked", 1), ("wanted", 2), ("table", 2), ("people", 2), ("science", 2),
        ("management", 3), ("decided", 3), ("business", 2), ("created", 3), ("idea", 3),
        ("start-up", 2), ("2026", 1), ("organisation", 5), ("times", 1), ("pages", 2),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_grade_follows_the_formula() -> None:
    measured = readability("The cat sat on the mat. It was fat.")
    assert (measured.words, measured.sentences, measured.syllables) == (9, 2, 9)
    assert measured.grade == 0.0
    hard = readability("Organisational considerations necessitate interdisciplinary deliberation.")
    assert hard.grade > 20


def test_words_count_as_a_word_processor_does() -> None:
    assert count_words("A 40-person start-up – it's new (really).") == 6


@given(st.text(max_size=300))
def test_sentences_lie_in_the_text_in_order(text: str) -> None:
    found = sentences(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert readability(text).grade >= 0
