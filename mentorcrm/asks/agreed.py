"""What was agreed with someone, as the review needs it; and finding a topic in a text.

A topic is a few words, such as "my salary". A text names it when one sentence holds all of its
words, whatever their endings: "Salaries were frozen" names "salary".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from mentorcrm.models.folding import sort_key

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OR = re.compile(r"[,;/]|\b(?:or|and)\b")
_SENTENCE = re.compile(r"[^.!?\n]+")
# Words that make no topic of their own.
_SMALL_WORDS = """
a about all an and any anything at by for from how i in is it its my of on or our questions
regarding subject that the them they things this to topic we what with
"""
_SMALL = frozenset(_SMALL_WORDS.split())
# Whose it is, said of them or to them: "her team" is "your team" in a message to her.
_THEIRS = frozenset(("her", "his", "their", "your"))
_OF_THEM = "your"
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ed", ""))
_KEPT = ("ss", "us", "is", "ics", "news")  # No plural, though it ends like one.
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Agreed:
    """Topics that are off limits, and what this month has used of its limits (None: no limit)."""

    off_limits: tuple[str, ...] = ()
    agreed_on: date | None = None
    asks: int = 0
    asks_limit: int | None = None
    minutes: int = 0
    minutes_limit: int | None = None


NOTHING_AGREED = Agreed()


class Named(NamedTuple):
    """A topic and where a text names it."""

    topic: str
    start: int
    end: int


class _Word(NamedTuple):
    stem: str
    start: int
    end: int


def topics_named(topics: Iterable[str], text: str) -> tuple[Named, ...]:
    """Where a text names some topics, in the order of the text."""
    ways = [(topic, way) for topic in topics for way in _ways(topic)]
    if not ways:
        return ()
    kept: dict[tuple[str, int], Named] = {}
    for words in _sentences(text):
        for topic, way in ways:
            if span := _span(way, words):
                kept.setdefault((topic, span[0]), Named(topic, *span))
    return tuple(sorted(kept.values(), key=lambda one: (one.start, one.end)))


def _sentences(text: str) -> Iterator[list[_Word]]:
    for sentence in _SENTENCE.finditer(text):
        at = sentence.start()
        yield [
            _Word(_stem(match.group()), at + match.start(), at + match.end())
            for match in _WORD.finditer(sentence.group())
        ]


def _span(way: frozenset[str], words: list[_Word]) -> tuple[int, int] | None:
    """From the first to the last word of a topic in one sentence that holds them all."""
    hits = [word for word in words if word.stem in way]
    if len({word.stem for word in hits}) < len(way):
        return None
    return hits[0].start, (hits[0] if len(way) == 1 else hits[-1]).end


@lru_cache(maxsize=256)
def _ways(topic: str) -> tuple[frozenset[str], ...]:
    """The sets of word stems of which each names the topic."""
    parts = _OR.split(sort_key(topic))
    stems = (
        frozenset(_stem(word) for word in _WORD.findall(part) if word not in _SMALL)
        for part in parts
    )
    return tuple(way for way in stems if way - {_OF_THEM})


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word without its ending: salary, salaries and salary's are one."""
    plain = re.sub(r"['’]s?$", "", sort_key(word))
    if plain in _THEIRS:
        return _OF_THEM
    for ending, rest in _ENDINGS if not plain.endswith(_KEPT) else ():
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
            plain = plain[: len(plain) - len(ending)] + rest
            break
    return plain[:-1] if plain.endswith("e") and len(plain) > _SHORTEST_STEM else plain
