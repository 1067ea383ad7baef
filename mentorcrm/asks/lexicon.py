"""Phrase lists of the review, kept as data in `resources/lexicons/*.toml`, each compiled once.

A pattern of a list is a regular expression with three conveniences: a space stands for any white
space, a bracket captures nothing, and "…" stands for up to three words. Patterns match whole
words of lower-case text with plain apostrophes (`normalise`), so offsets are those of the
original.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from mentorcrm import assets

# A text with more hits than this of one list is not read closer; it keeps hostile input cheap.
MAX_HITS = 120
_MAX_LOOKS = 1500
_SPACE = "[ \\t\\n\\r]{1,3}"
_GAP = rf"(?:[\w'-]+{_SPACE}){{0,3}}"
_WORD_END = r"(?!\w|-\w)"
_TRANSLATE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-"})

Span = tuple[int, int]


@dataclass(frozen=True)
class Entry:
    """One group of phrases that share what may be done about them.

    `fix` replaces the whole phrase; `drop` is the piece of it that can go: "*" means all of it,
    "clause" all of it where marks or the ends of a sentence set it off. Both hold only where
    `fix_if_next`, matched against what follows, allows it. `concrete_ok` exempts the phrase beside
    a date or a length; `addressed` counts it only where the sentence turns to the reader,
    `imperative` only where it wants something done. `tip` says what to write instead.
    """

    patterns: tuple[str, ...]
    fix: str | None = None
    drop: str | None = None
    fix_if_next: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    concrete_ok: bool = False
    addressed: bool = False
    imperative: bool = False
    name_like: bool = False
    tip: str = ""


@dataclass(frozen=True)
class Hit:
    """A phrase found: offsets into the text, and the entry that it belongs to."""

    start: int
    end: int
    entry: Entry


class Mask:
    """Spans of a text that are not to be read, such as quotations."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = _merged(spans)
        self._starts = [start for start, _ in self._spans]

    def __bool__(self) -> bool:
        return bool(self._spans)

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(self._spans)

    def covers(self, start: int, end: int) -> bool:
        """Whether any of the masked spans overlaps `start` to `end`."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and self._spans[index][1] > start:
            return True
        return index + 1 < len(self._spans) and self._spans[index + 1][0] < end


class Lexicon:
    """One compiled list."""

    def __init__(self, name: str, entries: Sequence[Entry]) -> None:
        self.name = name
        self.entries = tuple(entries)
        self._phrases = [(pattern, entry) for entry in entries for pattern in entry.patterns]
        union = "|".join(pattern for pattern, _ in self._phrases)
        self._any = re.compile(rf"(?<![\w@#])(?<!\w-)(?:{union}){_WORD_END}")

    @cached_property
    def _parts(self) -> list[tuple[re.Pattern[str], Entry]]:
        # Only needed once the list has matched at all, and dear to compile.
        return [(re.compile(rf"(?:{phrase}){_WORD_END}"), entry) for phrase, entry in self._phrases]

    def find(self, flat: str, mask: Mask | None = None) -> tuple[Hit, ...]:
        """The phrases of a normalised text outside the mask; of overlapping ones the longest."""
        hits: list[Hit] = []
        place = looks = 0
        while len(hits) < MAX_HITS and (match := self._any.search(flat, place)):
            start = match.start()
            looks += 1
            if looks > _MAX_LOOKS:
                break
            hit = self._longest(flat, start)
            place = max(start + 1, _word_end(flat, start))
            if hit and not (mask and mask.covers(hit.start, hit.end)):
                hits.append(hit)
        return _without_overlap(hits)

    def matches(self, flat: str, mask: Mask | None = None) -> bool:
        """Whether any phrase of the list occurs outside the mask."""
        return bool(self.find(flat, mask))

    def _longest(self, flat: str, start: int) -> Hit | None:
        before, best = flat[max(0, start - 40) : start], None
        for pattern, entry in self._parts:
            match = pattern.match(flat, start)
            if match is None or (best and match.end() <= best.end):
                continue
            if _fits(entry, before, flat[match.end() : match.end() + 60]):
                best = Hit(start, match.end(), entry)
        return best


@cache
def lexicon(name: str) -> Lexicon:
    """The list of that name, read from the shipped file on first use."""
    data = tomllib.loads(assets.text(f"lexicons/{name}.toml"))
    return Lexicon(name, [_entry(raw) for raw in data["entry"]])


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of single words of `lexicons/words.toml`."""
    return frozenset(_words()[name].split())


@cache
def alternatives(name: str) -> str:
    """A set of single words as the alternatives of a regular expression."""
    return "|".join(re.escape(word) for word in sorted(word_set(name), key=len, reverse=True))


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(assets.text("lexicons/words.toml"))


def normalise(text: str) -> str:
    """Lower case with plain apostrophes and spaces; every character keeps its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := ch.lower()) == 1 else ch for ch in text)
    return lowered.translate(_TRANSLATE)


def _entry(raw: dict[str, Any]) -> Entry:
    return Entry(
        tuple(_expand(pattern) for pattern in raw["match"]),
        fix=_optional(raw, "fix"),
        drop=_optional(raw, "drop"),
        fix_if_next=_context(raw, "fix_if_next", r"\s*(?:{})(?!\w)"),
        after=_context(raw, "after", r"(?<!\w)(?:{})\s*$"),
        not_after=_context(raw, "not_after", r"(?<!\w)(?:{})\s*$"),
        not_before=_context(raw, "not_before", r"\s*(?:{})(?!\w)"),
        concrete_ok=bool(raw.get("concrete_ok")),
        addressed=bool(raw.get("addressed")),
        imperative=bool(raw.get("imperative")),
        name_like=bool(raw.get("name_like")),
        tip=str(raw.get("tip", "")),
    )


def _optional(raw: dict[str, Any], key: str) -> str | None:
    return str(raw[key]) if key in raw else None


def _context(raw: dict[str, Any], key: str, frame: str) -> re.Pattern[str] | None:
    return re.compile(frame.format(_expand(str(raw[key])))) if key in raw else None


def _expand(pattern: str) -> str:
    pattern = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
    return pattern.replace(" ", _SPACE).replace("…", _GAP)


def _fits(entry: Entry, before: str, following: str) -> bool:
    if entry.after and not entry.after.search(before):
        return False
    if entry.not_after and entry.not_after.search(before):
        return False
    return not (entry.not_before and entry.not_before.match(following))


def _word_end(flat: str, start: int) -> int:
    end = start
    while end < len(flat) and (flat[end].isalnum() or flat[end] in "'_"):
        end += 1
    return end


def _without_overlap(hits: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
