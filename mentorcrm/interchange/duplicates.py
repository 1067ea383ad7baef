"""Pairs among people who may be one person twice, with what they share and how much it proves.

The rules are those of an import (`matching`). Only people who share something are compared: an
address, a name, or enough of a name to be a spelling of it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from mentorcrm.interchange.matching import Identity, Traits, kind_of_key, proof, two_accounts
from mentorcrm.interchange.names import alike, name_key
from mentorcrm.words import _

# What more people share than this says nothing about two of them: a switchboard, a team mailbox.
_SHARED_MOST = 12
_NAMED_MOST = 30
_REASONS = {
    "m": _("Same e-mail address: {value}"),
    "w": _("Same profile: {value}"),
    "u": _("Same address card"),
    "p": _("Same phone number"),
    "h": _("Same web page: {value}"),
}
SURE, LIKELY, POSSIBLE, FAINT = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places in the people given, why they may be one, and how strongly that is meant."""

    one: int
    other: int
    reasons: tuple[str, ...]
    strength: int


def likely_pairs(
    people: Sequence[Traits],
    apart: Collection[tuple[int, int]] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Pair]:
    """The pairs worth a look, the surest first; `apart` are places known to be two people."""
    found = []
    for number, (one, other) in enumerate(sorted(_candidates(people) - set(apart))):
        if number % 1000 == 0 and cancelled():
            return []
        reasons, strength = _reasons(people[one], people[other])
        if reasons:
            found.append(Pair(one, other, reasons, strength))
    return sorted(found, key=lambda pair: (-pair.strength, pair.one, pair.other))


def _candidates(people: Sequence[Traits]) -> set[tuple[int, int]]:
    shared: defaultdict[str, list[int]] = defaultdict(list)
    named: defaultdict[str, list[int]] = defaultdict(list)
    for place, traits in enumerate(people):
        for key in set(traits.keys):
            shared[key].append(place)
        for key in set(_name_blocks(traits)):
            named[key].append(place)
    pairs: set[tuple[int, int]] = set()
    for blocks, most in ((shared, _SHARED_MOST), (named, _NAMED_MOST)):
        for places in blocks.values():
            if 2 <= len(places) <= most:
                pairs.update(combinations(places, 2))
    return pairs


def _name_blocks(traits: Traits) -> Iterator[str]:
    """Under what somebody is looked for: the whole name, and ways in which it may be mistyped."""
    if traits.name:
        yield f"n{traits.name}"
    if traits.near:
        yield "o{}/{}".format(*traits.near)
    given, family = (name_key(part) for part in _parts(traits.identity))
    if given and family:
        yield f"f{family}/{given[0]}"
        yield f"g{given}/{family[:2]}"


def _parts(identity: Identity) -> tuple[str, str]:
    return identity.given_name, identity.family_name


def _reasons(one: Traits, other: Traits) -> tuple[tuple[str, ...], int]:
    """Why two may be one, in words; nothing when what they share proves nothing."""
    first, second = one.identity, other.identity
    reasons, strength = [], -1
    for key in sorted(set(one.keys) & set(other.keys)):
        proves = proof(kind_of_key(key), first, second)
        if proves is not None:
            reasons.append(_REASONS[kind_of_key(key)].format(value=key[1:]))
            strength = max(strength, SURE if proves else POSSIBLE)
    named, by_name = _by_name(one, other)
    if named and (reasons or not two_accounts(first, second)):
        reasons += named
        strength = max(strength, by_name)
    elif named and one.name == other.name:  # Perhaps a profile of before; more likely namesakes.
        reasons = [*named, _("but with different profiles")]
        strength = FAINT
    return tuple(reasons), strength


def _by_name(one: Traits, other: Traits) -> tuple[list[str], int]:
    first, second = one.identity, other.identity
    works = (first.organisation.casefold(), second.organisation.casefold())
    together = works[0] == works[1] != ""
    if one.name and one.name == other.name:
        name, strength = _("Same name"), LIKELY if together else POSSIBLE
    elif alike(first.display_name, second.display_name):
        if all(works) and not together:
            return [], -1  # A near name elsewhere is somebody else.
        name, strength = _("Similar name"), POSSIBLE if together else FAINT
    else:
        return [], -1
    return [name, _("same organisation")] if together else [name], strength
