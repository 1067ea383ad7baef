"""Names: their parts, a key to compare them by, and how alike two of them are."""

import re
import unicodedata
from functools import lru_cache

from mentorcrm.models.naming import DEGREES, PARTICLES, TITLES

# Letters that NFKD does not take apart.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)
_NOT_WORDS = re.compile(r"[^\w\s]|_")
_APOSTROPHES = str.maketrans("", "", "'’`´")
_PARTS_LIMIT = 120
_ALIKE = 85.0
_GIVEN_ALIKE = 70.0


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The name for comparison: folded, without accents, emoji, titles and degrees, words sorted.

    "Koch, Anna", "Dr. Anna Koch" and "ANNA KOCH, PhD" have one key. "" when nothing is left.
    """
    words = _words(name)
    kept = [word for word in words if word not in TITLES and word not in DEGREES]
    return " ".join(sorted(kept or words))


def alike(first: str, second: str) -> bool:
    """Whether two names may be spellings of one: near in letters, or one inside the other."""
    one, two = name_key(first), name_key(second)
    if not one or not two:
        return False
    if one == two or _inside(one.split(), two.split()):
        return True
    from rapidfuzz.fuzz import ratio

    return ratio(one, two) >= _ALIKE


def different_people(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two (given name, display name) pairs clearly name two people.

    Used where an address is shared: a couple or a team mailbox is not one person.
    """
    if not first[0] or not second[0] or alike(first[1], second[1]):
        return False
    one, two = name_key(first[0]), name_key(second[0])
    if not one or not two or (one[0] == two[0] and 1 in (len(one), len(two))):
        return False
    if one.startswith(two) or two.startswith(one):
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(one, two) < _GIVEN_ALIKE


def split_name(display: str) -> tuple[str, str, str, str, str]:
    """Prefix, given, middle, family and suffix of a whole name, as far as they can be told.

    Plain names of two or three words are split here; nameparser, which knows titles, particles
    and degrees but takes 0.4 ms a name, sees only the rest.
    """
    words = display.split()
    plain = 2 <= len(words) <= 3 and all(map(_is_plain, words))
    if plain:
        return "", words[0], words[1] if len(words) == 3 else "", words[-1], ""
    if len(words) < 2 or len(display) > _PARTS_LIMIT:
        return "", display if len(words) == 1 else "", "", "", ""
    return _parsed(display)


def without_symbols(part: str) -> str:
    """A part of a name without emoji and other pictures, for "Dear …"."""
    if part.isascii():
        return part
    kept = "".join(char for char in part if unicodedata.category(char) not in _PICTURES)
    return " ".join(kept.split()) or part


_PICTURES = frozenset(("So", "Sk", "Cn", "Co", "Cf"))


def family_and_suffix(family: str) -> tuple[str, str]:
    """A last name as LinkedIn members write it ("Koch, PhD, MBA"), its degrees set apart."""
    name, comma, rest = family.partition(",")
    return (name.strip(), rest.strip(" ,")) if comma and name.strip() else (family, "")


def _words(name: str) -> list[str]:
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(_PLAIN_LETTERS))
        folded = "".join(char for char in folded if not unicodedata.combining(char))
    if folded.isalpha():
        return [folded]
    return _NOT_WORDS.sub(" ", folded.translate(_APOSTROPHES).replace(".", "")).split()


def _inside(one: list[str], two: list[str]) -> bool:
    """Whether the shorter of two names of at least two words is part of the longer."""
    short, long = sorted((one, two), key=len)
    return len(short) >= 2 and set(short) <= set(long)


def _is_plain(word: str) -> bool:
    folded = word.casefold()
    return (
        word.replace("-", "").replace("'", "").isalpha()
        and word[0].isupper()
        and folded not in PARTICLES
        and folded not in TITLES
        and folded not in DEGREES
    )


def _parsed(display: str) -> tuple[str, str, str, str, str]:
    from nameparser import HumanName

    name = HumanName(display)
    return (str(name.title), str(name.first), str(name.middle), str(name.last), str(name.suffix))
