"""Whether a contact is somebody already known: what two records share, and how much that proves.

An e-mail address, a profile page or a card's own id is proof, unless the names plainly belong to
two people (a couple's address, a team mailbox). A telephone number or a plain web page is proof
only together with a similar name. A name alone never is: it raises a question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from mentorcrm.interchange.contacts import CardPoint
from mentorcrm.interchange.names import alike, different_people, name_key
from mentorcrm.interchange.normalise import is_personal_page
from mentorcrm.models.kinds import ContactKind
from mentorcrm.words import _

_MAIL, _PAGE, _UID, _PHONE, _WEB = "m", "w", "u", "p", "h"
_SHARED = {
    _MAIL: _("same e-mail address as"),
    _PAGE: _("same profile as"),
    _UID: _("same card as"),
    _PHONE: _("same phone number and a similar name as"),
    _WEB: _("same web page and a similar name as"),
}
_MAIL_KIND, _PROFILE_KIND, _PHONE_KIND = ContactKind.MAIL, ContactKind.PROFILE, ContactKind.PHONE
# A number is compared by its last digits, so that "+49 30 1234567" meets "030 1234567".
_PHONE_DIGITS = (7, 9)
# Near spellings are looked for among this many people of one organisation and family name.
_NEAR_MOST = 20


# One account a person; an address there is never handed on to somebody else.
_LINKEDIN_PAGE = "linkedin.com/in/"


class Identity(Protocol):
    """What matching looks at, in a card as in a person."""

    @property
    def display_name(self) -> str: ...
    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def uid(self) -> str: ...
    @property
    def points(self) -> tuple[CardPoint, ...]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """Who a contact may be: places in the index, first the likeliest.

    `sure` means the same person beyond doubt; `how` reads on to a name: "same name as".
    """

    places: tuple[int, ...]
    sure: bool
    how: str


class Traits(NamedTuple):
    """What a record can be found by, worked out once: shared keys, name, near-name block."""

    identity: Identity
    keys: tuple[str, ...]
    name: str
    near: tuple[str, str] | None


class IdentityIndex:
    """People to be found by what they share. Adding and finding take constant time each."""

    def __init__(self) -> None:
        self._entries: dict[int, Identity] = {}
        self._keys: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._near: dict[tuple[str, str], list[int]] = {}

    def add(self, place: int, traits: Traits) -> None:
        """Make a person findable; adding a place again replaces what was known of it."""
        known = place in self._entries
        self._entries[place] = traits.identity
        for key in traits.keys:
            self._keys.setdefault(key, place)
        if known:
            return
        if traits.name:
            self._names.setdefault(traits.name, place)
        if traits.near:
            self._near.setdefault(traits.near, []).append(place)

    def find(self, traits: Traits) -> Found | None:
        """The best match by shared addresses, else by name; None when there is nobody."""
        return self._by_keys(traits) or self._by_name(traits) or self._by_near(traits)

    def _by_keys(self, traits: Traits) -> Found | None:
        sure: dict[int, str] = {}
        doubtful: dict[int, str] = {}
        for key in traits.keys:
            place = self._keys.get(key)
            if place is None:
                continue
            proven = proof(key[0], traits.identity, self._entries[place])
            if proven is not None:
                (sure if proven else doubtful).setdefault(place, _SHARED[key[0]])
        if sure:
            return Found(tuple(sorted(sure)), True, sure[min(sure)])
        if doubtful:
            place = min(doubtful)
            return Found(
                (place,), False, _("another name but the {shared}").format(shared=doubtful[place])
            )
        return None

    def _by_name(self, traits: Traits) -> Found | None:
        place = self._names.get(traits.name) if traits.name else None
        if place is None or two_accounts(traits.identity, self._entries[place]):
            return None
        one = traits.identity.organisation.casefold()
        same_place = one and one == self._entries[place].organisation.casefold()
        how = _("same name and organisation as") if same_place else _("same name as")
        return Found((place,), False, how)

    def _by_near(self, traits: Traits) -> Found | None:
        if not traits.near:
            return None
        for place in self._near.get(traits.near, ())[:_NEAR_MOST]:
            other = self._entries[place]
            if two_accounts(traits.identity, other):
                continue
            if alike(traits.identity.display_name, other.display_name):
                return Found((place,), False, _("similar name at the same organisation as"))
        return None


def traits_of(identity: Identity) -> Traits:
    """What a card or a person can be found by."""
    return Traits(
        identity, tuple(_keys(identity)), name_key(identity.display_name), _near_key(identity)
    )


def proof(kind: str, one: Identity, two: Identity) -> bool | None:
    """What a shared key of a kind proves: True the same person, False a question, None nothing."""
    if kind == _PAGE:
        return True
    if kind in (_MAIL, _UID):
        return not different_people(
            (one.given_name, one.display_name), (two.given_name, two.display_name)
        )
    return True if alike(one.display_name, two.display_name) else None


def kind_of_key(key: str) -> str:
    """What kind of thing a shared key is, for `proof`."""
    return key[0]


def two_accounts(one: Identity, two: Identity) -> bool:
    """Whether both have a LinkedIn page and not the same: namesakes, whatever else is alike."""
    mine, theirs = _linkedin_pages(one), _linkedin_pages(two)
    return bool(mine and theirs) and not mine & theirs


def _linkedin_pages(identity: Identity) -> set[str]:
    return {
        point.normalised
        for point in identity.points
        if point.kind is _PROFILE_KIND and point.normalised.startswith(_LINKEDIN_PAGE)
    }


def _keys(identity: Identity) -> Iterator[str]:
    """What a record shares with others of the same person, as tagged strings."""
    for point in identity.points:
        value, kind = point.normalised, point.kind
        if not value:
            continue
        if kind is _MAIL_KIND:
            yield _MAIL + value
        elif kind is _PROFILE_KIND:
            yield (_PAGE if is_personal_page(value) else _WEB) + value
        elif kind is _PHONE_KIND and len(value) >= _PHONE_DIGITS[0]:
            yield _PHONE + value[-_PHONE_DIGITS[1] :]
    if identity.uid:
        yield _UID + identity.uid.casefold().removeprefix("urn:uuid:")


def _near_key(identity: Identity) -> tuple[str, str] | None:
    organisation, family = identity.organisation.casefold(), identity.family_name.casefold()
    return (organisation, family) if organisation and family else None
