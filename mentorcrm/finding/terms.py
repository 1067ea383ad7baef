"""The words that carry a need, and whether another text meets them. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

LONGEST = 20_000  # Characters of one text that are looked at; what follows is rarely about a need.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LEAST = 3  # Letters of a word that can carry meaning in an alphabet; other scripts need fewer.
_STEM = 4
_SUFFIXES = ("ership", "ement", "ments", "ings", "ment", "ing", "ers", "er", "ed", "es", "s")
# Words that only look like forms of a shorter one.
_WHOLE = ("career", "corner", "customer", "engineer", "former", "number", "officer", "partner")
_LISTED = """
about above after again against all also always and another any anyone anything are around away
back be became because become been before being below best better between both but can cannot
could did does doing done down each either else enough even ever every few find first for from
get getting give given gives giving goal going good got great had has have having help her here
hers him his how however into its itself just keep know known last later learn learning least
less let like long made make making many may maybe might mine more most much must myself need
needs never new next none not nothing now off often once one only other others our out over own
people person put really right same say see shall she should show since some someone something
soon stay still such take taken than that the their them then there these they thing things
think this those through time times too toward towards try trying two under until upon use very
want wants was way ways well were what when where whether which while who whole whom whose why
will with within without work working would yes yet you your yours day days week weeks month
months quarter year years today tomorrow january february march april may june july august
september october november december monday tuesday wednesday thursday friday saturday sunday
spring summer autumn winter senior junior
able across actually along already although among anybody anywhere apart arent aside bit certain
choose choosing chosen couldnt couple decide decided deciding despite didnt different doesnt dont
during especially etc everybody everyone everything everywhere fewer fully further hadnt half havent
hence herself hes himself hundred idea instead isnt ive lot lots mainly mostly namely near nearly
neither nobody nor nowhere onto ought ours ourselves per perhaps please plus possible possibly quite
rather several shes shouldnt somebody somehow sometimes somewhere sort sure theirs themselves
therefore theyll theyre theyve third though thousand three thus together twice unable unless unlike
unlikely usually various versus via vs wasnt werent weve whatever whenever wherever whoever wont
wouldnt youll youre yourself yourselves youve
"""
_EMPTY = frozenset(_LISTED.split())


def terms(*texts: str) -> dict[str, str]:
    """The words that carry a text, by their stem, in order: `{"lead": "leading"}`.

    Joining words, ranks, days, months and bare numbers carry nothing.
    """
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text[:LONGEST]):
            if base := _carried(word):
                found.setdefault(base, word)
    return found


@lru_cache(maxsize=50_000)
def _carried(word: str) -> str:
    """The stem of a word that carries something, else nothing; few words make up most texts."""
    folded = _folded(word)
    return stem(folded) if _carries(folded) else ""


def stem(word: str) -> str:
    """What the forms of a word share: `lead` for leading, leader, leadership."""
    for whole in _WHOLE:
        if word.startswith(whole):
            return whole
    for suffix in _SUFFIXES:
        base = word.removesuffix(suffix)
        if base != word and len(base) >= _STEM and not (suffix == "s" and base.endswith("s")):
            word = base
            break
    if len(word) > _STEM and word.endswith("e"):
        return word[:-1]
    return f"{word[:-1]}i" if len(word) > _LEAST and word.endswith("y") else word


def met(wanted: Mapping[str, str], texts: Iterable[str]) -> tuple[str, ...]:
    """The stems of `wanted` that also occur in the texts, in the order of `wanted`."""
    there: set[str] = set()
    for text in texts:
        there.update(_stems(text))
    return tuple(found for found in wanted if found in there)


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    """Kept for a while: one person is looked at for each need, one need for each person."""
    return frozenset(terms(text))


def _folded(word: str) -> str:
    letters = word.lower()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", word.casefold())
        letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return letters.replace("’", "'").removesuffix("'s").replace("'", "")


def _carries(word: str) -> bool:
    if word in _EMPTY or word.isdigit():
        return False
    return len(word) >= (_LEAST if word.isascii() else 2)
