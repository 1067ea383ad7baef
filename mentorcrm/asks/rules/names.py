"""Whether a greeting can be meant for the person it goes to."""

import re
import tomllib
import unicodedata
from functools import cache

from mentorcrm import assets
from mentorcrm.asks.lexicon import word_set
from mentorcrm.models.naming import is_title


def fold(text: str) -> str:
    """Letters without accents or case, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ø", "o"))
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def name_tokens(text: str) -> tuple[str, ...]:
    """The parts of a name, folded."""
    return tuple(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", fold(text)))


def bare_name_tokens(text: str) -> tuple[str, ...]:
    """The parts of a name without titles, which say nothing of who it is."""
    words = text.split()
    kept = [word for word in words if not is_title(word)]
    return name_tokens(" ".join(kept or words))


def is_no_name(word: str) -> bool:
    """Whether a word after "Hi" is nobody's name, as in "Hi there"."""
    return fold(word).strip(".'’") in word_set("not_names")


def may_be(greeted: str, names: tuple[str, ...]) -> bool:
    """Whether one word of a greeting can stand for a person with these name parts (folded).

    True for a part of the name, an initial, a clear short form ("Sam" for Samantha) and the usual
    nicknames; false for a near spelling ("Anna" for Ana), which is the commonest slip.
    """
    if greeted in names or greeted in _nicknames_of(names):
        return True
    return any(
        (len(greeted) == 1 and name.startswith(greeted))
        or (len(greeted) >= 3 and len(name) - len(greeted) >= 2 and greeted in name)
        or (len(name) >= 3 and len(greeted) - len(name) >= 2 and greeted.startswith(name))
        for name in names
    )


@cache
def _groups() -> tuple[frozenset[str], ...]:
    data = tomllib.loads(assets.text("lexicons/nicknames.toml"))
    return tuple(frozenset(group.split()) for group in data["groups"])


def _nicknames_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(group for group in _groups() if group.intersection(names)))
