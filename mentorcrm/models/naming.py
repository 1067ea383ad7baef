"""The words of a name that are not the name itself: titles before it, degrees after it, particles.

Pure values that every layer may use.
"""

from typing import NamedTuple

TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "frau"),
        *("herr", "hr", "fr", "mme", "mlle", "sr", "sra", "srta", "dipl", "ing", "rev", "eng"),
    )
)
DEGREES = frozenset(
    (
        *("phd", "ph", "md", "mba", "msc", "bsc", "ma", "ba", "bs", "ms", "jd", "dds", "cpa"),
        *("pmp", "cfa", "esq", "jr", "sr", "ii", "iii", "iv", "mph", "mpa", "llm", "llb", "frcp"),
        *("pe", "cissp", "csm", "edd", "dphil", "meng", "beng"),
    )
)
PARTICLES = frozenset(
    (
        *("van", "von", "der", "den", "de", "da", "di", "del", "della", "dos", "du", "la", "le"),
        *("ten", "ter", "zu", "zum", "zur", "al", "el", "bin", "ibn", "st", "y", "e"),
    )
)
# Names that people also bear: a title only with its full stop, a degree only after a comma.
_TITLES_WITH_STOP = frozenset(("ing", "eng", "sr", "fr", "hr", "dipl", "rev"))
_DEGREES_AFTER_COMMA = frozenset(("ma", "ba", "ms", "bs", "pe", "ph", "sr"))
_HONOURS = frozenset(("obe", "cbe", "mbe", "kbe", "dbe", "qc", "kc", "frs", "rn", "msw", "dsc"))
# How a title is spoken to; the first of these in a name is the one that counts.
_SPOKEN = {
    "prof": "Professor", "professor": "Professor", "dr": "Dr", "mr": "Mr", "mrs": "Mrs",
    "ms": "Ms", "miss": "Miss", "mx": "Mx", "frau": "Frau", "herr": "Herr", "hr": "Herr",
    "mme": "Mme", "mlle": "Mlle",
}  # fmt: skip
LEARNED = frozenset(("Dr", "Professor"))


class NameParts(NamedTuple):
    """A name taken apart: the title as it is spoken, "" for none, and the words of the name."""

    title: str
    words: tuple[str, ...]

    @property
    def plain(self) -> str:
        """The name without titles and degrees."""
        return " ".join(self.words)

    @property
    def family(self) -> str:
        """The last word with the particles before it: de la Cruz."""
        at = len(self.words) - 1
        while at > 1 and _bare(self.words[at - 1]) in PARTICLES:
            at -= 1
        return " ".join(self.words[max(at, 0) :])


def name_parts(name: str) -> NameParts:
    """A name without the titles before it and the degrees after it; what is left is never empty.

    A name of titles and degrees alone stays as it is.
    """
    head, _, tail = name.partition(",")
    words = head.split() if not tail.strip() or _all_degrees(tail) else name.split()
    at = 0
    while at < len(words) - 1 and is_title(words[at]):
        at += 1
    end = len(words)
    while end > at + 1 and _is_degree(words[end - 1]):
        end -= 1
    titles = [_bare(word) for word in words[:at]]
    spoken = next((_SPOKEN[title] for title in _SPOKEN if title in titles), "")
    return NameParts(spoken, tuple(word.rstrip(",") for word in words[at:end]))


def is_title(word: str) -> bool:
    """Whether a word before a name is a title: Dr., Professor."""
    bare = _bare(word)
    return bare in TITLES and (bare not in _TITLES_WITH_STOP or word.endswith("."))


def is_initial(word: str) -> bool:
    """Whether a word of a name is only an initial, or several: J., J.R., R"""
    letters = word.replace("-", "").split(".")
    return any(letters) and all(len(piece) <= 1 for piece in letters)


def _bare(word: str) -> str:
    return word.casefold().replace(".", "").strip(",()")


def _is_degree(word: str) -> bool:
    """A degree without a comma before it is in capitals or of mixed case: PhD, MBA, Jr."""
    bare = _bare(word)
    known = (bare in DEGREES and bare not in _DEGREES_AFTER_COMMA) or bare in _HONOURS
    return known and (bare in {"jr", "ii", "iii", "iv"} or sum(map(str.isupper, word)) > 1)


def _all_degrees(tail: str) -> bool:
    words = tail.replace(",", " ").split()
    return all(_bare(word) in DEGREES | _HONOURS for word in words)
