"""How well a row fits what was typed: beginnings of words first, then what looks alike."""

from collections.abc import Iterable
from operator import itemgetter

from mentorcrm.ui.palette.entries import Entry

WHOLE = 120
WORDS = 110
INSIDE = 90
ALIKE = 74  # Below this, rapidfuzz finds likeness where a person sees none.
OTHERWISE = 0.9
_SHORTEST = 3


def score(typed: str, words: str) -> float:
    """0 for no fit, up to WHOLE for words that begin with what was typed."""
    wanted, there = typed.casefold().split(), words.casefold()
    if not wanted:
        return 0
    if there.startswith(" ".join(wanted)):
        return WHOLE
    parts = there.replace(",", " ").replace("-", " ").split()
    if all(any(part.startswith(word) for part in parts) for word in wanted):
        return WORDS
    joined = " ".join(wanted)
    if len(joined) < _SHORTEST:
        return 0
    return INSIDE if joined in there else _likeness(joined, there)


def best(typed: str, entries: Iterable[Entry], most: int) -> list[tuple[float, Entry]]:
    """The entries that fit, the best first; words they are also found by count a little less."""
    rated = []
    for entry in entries:
        points = max(score(typed, entry.text), score(typed, entry.also) - 5)
        if points > 0:
            rated.append((points, entry))
    return sorted(rated, key=itemgetter(0), reverse=True)[:most]


def _likeness(typed: str, words: str) -> float:
    from rapidfuzz import fuzz

    alike = fuzz.WRatio(typed, words, score_cutoff=ALIKE) * INSIDE / 100
    # Whoever mistypes a word rarely does so in its first letter.
    begins = any(word.startswith(typed[:1]) for word in words.split())
    return alike if begins else alike * OTHERWISE
