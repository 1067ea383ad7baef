"""Words, sentences, syllables and reading grade of English text. Counts, no judgement."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mentorcrm.asks.lexicon import word_set

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_TOKEN = re.compile(r"\S+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n")
_WRAP_COLUMNS = 55
# Endings that are written but not spoken, and vowels side by side that are spoken apart.
_SILENT = re.compile(
    r"[^aeiouytd]ed$|[^aeiouyl]e$|[aeiouy]le$|[^aeiouyscxzgh]es$|usin(?=ess)|[^aeiouy]e(?=ment)"
)
_HIATUS = re.compile(
    r"(?:[^cstg]|^)i(?:a|o(?!n)|um)|[^cst]ie(?=n[ct]|t)|scie(?=n)|cre(?=at)|real?(?=it|ct)|idea|area"
    r"|uous$|[aeiouy]ing"
)
_VOWELS = re.compile(r"[aeiouyàáâäãåèéêëìíîïòóôöõùúûüý]+")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text, without the space around it."""

    start: int
    end: int
    text: str

    @property
    def is_question(self) -> bool:
        return self.text.rstrip("\"'”’»)] ").endswith("?")


@dataclass(frozen=True)
class Readability:
    """Counts of a text; `grade` is the Flesch–Kincaid grade, 0 for an empty text."""

    words: int
    sentences: int
    syllables: int
    grade: float


def count_words(text: str) -> int:
    """How many words a text has, as a word processor counts: runs of characters with a letter."""
    return sum(any(ch.isalnum() for ch in token) for token in text.split())


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; they also end at line breaks, unless a long line is wrapped."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if match.group() == "\n":
            if _is_wrapped(text, match.start()):
                continue
        elif _is_abbreviation(text, match.start(), match.end()):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return tuple(found)


def readability(text: str) -> Readability:
    """Word, sentence and syllable counts, and the Flesch–Kincaid grade level.

    grade = 0.39 · words/sentences + 11.8 · syllables/words − 15.59 (Kincaid, Fishburne, Rogers and
    Chissom 1975, Research Branch Report 8-75).
    """
    words = _WORD.findall(text)
    count = len([sentence for sentence in sentences(text) if _WORD.search(sentence.text)])
    beats = sum(syllables(word) for word in words)
    if not words or not count:
        return Readability(0, 0, 0, 0.0)
    grade = 0.39 * len(words) / count + 11.8 * beats / len(words) - 15.59
    return Readability(len(words), count, beats, round(max(grade, 0.0), 1))


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels; numbers count as one."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if not any(ch.isalpha() for ch in word):
        return 1
    if "-" in word:
        return sum(syllables(piece) for piece in word.split("-") if piece)
    silent = len(_SILENT.findall(word))
    return max(len(_VOWELS.findall(word)) - silent + len(_HIATUS.findall(word)), 1)


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + piece.index(stripped[0])
        found.append(Sentence(first, first + len(stripped), stripped))


def _is_wrapped(text: str, newline: int) -> bool:
    """Whether a line break only wraps a long line of a mail, so that the sentence goes on."""
    line_start = text.rfind("\n", 0, newline) + 1
    following = text[newline + 1 : newline + 2]
    return newline - line_start >= _WRAP_COLUMNS and following.islower()


def _is_abbreviation(text: str, stop: int, end: int) -> bool:
    if text[stop] != "." or end - stop > 1:
        return False
    word = re.search(r"(?:^|[\s(])([\w.]*)$", text[max(0, stop - 12) : stop])
    before = word[1].lower() if word else ""
    if before in word_set("abbreviations"):
        following = text[end : end + 3].lstrip()[:1]
        return before not in {"etc", "a.m", "p.m", "no", "co", "inc", "ltd", "u.s", "u.k"} or not (
            following.isupper() or not following
        )
    # An initial ("J. Smith") and a list number ("1. First") end no sentence.
    return len(before) == 1 and before.isalnum() and before != "i"
