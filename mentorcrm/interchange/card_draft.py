"""A contact while it is being read, and how it becomes a `ContactCard`."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from mentorcrm.interchange import names, normalise
from mentorcrm.interchange.cleaning import many_lines, one_line
from mentorcrm.interchange.contacts import CardPoint, ContactCard
from mentorcrm.interchange.limits import (
    NAME_CHARACTERS,
    POINTS,
    SHORT_CHARACTERS,
    VALUE_CHARACTERS,
)
from mentorcrm.models.kinds import ContactKind

_MAIL, _PHONE, _PROFILE = ContactKind.MAIL, ContactKind.PHONE, ContactKind.PROFILE
_ADDRESS = ContactKind.ADDRESS
Parts = tuple[str, str, str, str, str]


class RoughPoint(NamedTuple):
    """A way to reach someone as found: `group` ties it to a label given elsewhere."""

    kind: ContactKind
    value: str
    label: str = ""
    preferred: bool = False
    group: str = ""


@dataclass(slots=True)
class CardDraft:
    """The fields of one contact, filled in any order. Texts are raw until `finished`."""

    where: str
    full_name: str = ""
    other_name: str = ""
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nickname: str = ""
    pronouns: str = ""
    organisation: str = ""
    title: str = ""
    department: str = ""
    location: str = ""
    birthday: str = ""
    uid: str = ""
    connected_on: date | None = None
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    points: list[RoughPoint] = field(default_factory=list)

    def reach(
        self,
        kind: ContactKind,
        value: str,
        label: str = "",
        *,
        preferred: bool = False,
        group: str = "",
    ) -> None:
        """Add a way to reach this person, unless the value is empty."""
        if value and not value.isspace():
            self.points.append(RoughPoint(kind, value, label, preferred, group))


def finished(draft: CardDraft, region: str | None) -> ContactCard | None:
    """The contact, cleaned and normalised; None when nothing in it identifies anybody."""
    points = _points(draft.points, region) if draft.points else ()
    parts = _parts(draft)
    organisation = _short(draft.organisation)
    nickname = _short(draft.nickname)
    full = one_line(draft.full_name, NAME_CHARACTERS)
    display = (
        full
        or " ".join(filter(None, parts))
        or one_line(draft.other_name, NAME_CHARACTERS)
        or nickname
        or organisation
        or _first_address(points)
    )
    if not display or (not points and not any(map(str.isalnum, display))):
        return None
    if full and not (parts[1] or parts[3]) and full != organisation and not _is_address(full):
        parts = names.split_name(full)
    return ContactCard(
        draft.where,
        display,
        *_tidy(parts),
        nickname,
        _short(draft.pronouns),
        organisation,
        _short(draft.title),
        _short(draft.department),
        _short(draft.location),
        draft.birthday,
        many_lines("\n".join(draft.notes), VALUE_CHARACTERS) if draft.notes else "",
        _short(draft.uid),
        _tags(draft.tags) if draft.tags else (),
        points,
        draft.connected_on,
    )


def _short(text: str) -> str:
    return text and one_line(text, SHORT_CHARACTERS)


def _parts(draft: CardDraft) -> Parts:
    return (
        draft.prefix and one_line(draft.prefix, NAME_CHARACTERS),
        draft.given and one_line(draft.given, NAME_CHARACTERS),
        draft.middle and one_line(draft.middle, NAME_CHARACTERS),
        draft.family and one_line(draft.family, NAME_CHARACTERS),
        draft.suffix and one_line(draft.suffix, NAME_CHARACTERS),
    )


def _tidy(parts: Parts) -> Parts:
    """Name parts fit for a greeting: no emoji, and degrees after a comma are a suffix."""
    prefix, given, middle, family, suffix = parts
    if not (given.isascii() and family.isascii()):
        given, family = names.without_symbols(given), names.without_symbols(family)
    if "," in family:
        family, degrees = names.family_and_suffix(family)
        suffix = ", ".join(filter(None, (suffix, degrees)))
    return prefix, given, middle, family, suffix


def _points(found: list[RoughPoint], region: str | None) -> tuple[CardPoint, ...]:
    points: dict[str, CardPoint] = {}
    for kind, raw, label, preferred, _group in found[:POINTS]:
        folded = kind is _ADDRESS and "\n" in raw
        value = _joined_lines(raw) if folded else one_line(raw, SHORT_CHARACTERS)
        if not value:
            continue
        normalised = _normalised(kind, value, label, region)
        # Concatenation, not a tuple: hashing an enum member is a call in Python.
        key = kind + (normalised or value)
        if kind is _PHONE:
            key += normalise.extension(value)
        if key not in points:
            shown = label and one_line(label, NAME_CHARACTERS)
            points[key] = CardPoint(kind, value, normalised, shown, preferred)
    return tuple(points.values())


def _joined_lines(raw: str) -> str:
    lines = many_lines(raw, SHORT_CHARACTERS).split("\n")
    return ", ".join(filter(None, (line.strip(" ,") for line in lines)))[:SHORT_CHARACTERS]


def _normalised(kind: ContactKind, value: str, label: str, region: str | None) -> str:
    if kind is _MAIL:
        return normalise.mail(value)
    if kind is _PHONE:
        return normalise.phone(value, region)
    if kind is _PROFILE:
        return normalise.web(value)
    if kind is _ADDRESS:
        return value.casefold()
    return f"{label.casefold()}:{value.casefold()}"


def _tags(found: list[str]) -> tuple[str, ...]:
    tags: dict[str, str] = {}
    for text in found[:POINTS]:
        tag = one_line(text, NAME_CHARACTERS)
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


def _first_address(points: tuple[CardPoint, ...]) -> str:
    for kind in (ContactKind.MAIL, ContactKind.PHONE, ContactKind.CHAT, ContactKind.PROFILE):
        for point in points:
            if point.kind is kind:
                return point.value
    return ""


def _is_address(text: str) -> bool:
    return "@" in text or not any(map(str.isalpha, text))
