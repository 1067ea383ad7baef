"""A contact while it is being read, and how it becomes a `ContactCard`."""

from dataclasses import dataclass, field
from datetime import date

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

_NORMALISED_BY = {ContactKind.MAIL: normalise.mail, ContactKind.PROFILE: normalise.web}


@dataclass(slots=True)
class RoughPoint:
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

    def reach(self, kind: ContactKind, value: str, label: str = "", *, preferred: bool = False,
              group: str = "") -> None:
        """Add a way to reach this person, unless the value is empty."""
        if value and not value.isspace():
            self.points.append(RoughPoint(kind, value, label, preferred, group))


def finished(draft: CardDraft, region: str | None) -> ContactCard | None:
    """The contact, cleaned and normalised; None when nothing in it identifies anybody."""
    points = _points(draft.points, region)
    parts = [part and one_line(part, NAME_CHARACTERS) for part in (
        draft.prefix, draft.given, draft.middle, draft.family, draft.suffix)]
    organisation = one_line(draft.organisation, SHORT_CHARACTERS)
    nickname = one_line(draft.nickname, NAME_CHARACTERS)
    full = one_line(draft.full_name, NAME_CHARACTERS)
    display = (full or " ".join(filter(None, parts))
               or one_line(draft.other_name, NAME_CHARACTERS) or nickname or organisation
               or _first_address(points))
    if not points and not any(map(str.isalnum, display)):
        return None
    if full and not (parts[1] or parts[3]) and full != organisation and not _is_address(full):
        parts = list(names.split_name(full))
    return ContactCard(
        draft.where, display or _first_address(points), *_tidy(parts), nickname,
        one_line(draft.pronouns, NAME_CHARACTERS), organisation,
        one_line(draft.title, SHORT_CHARACTERS), one_line(draft.department, SHORT_CHARACTERS),
        one_line(draft.location, SHORT_CHARACTERS), draft.birthday,
        many_lines("\n".join(draft.notes), VALUE_CHARACTERS) if draft.notes else "",
        one_line(draft.uid, SHORT_CHARACTERS), _tags(draft.tags), points, draft.connected_on)


def _tidy(parts: list[str]) -> tuple[str, str, str, str, str]:
    """Name parts fit for a greeting: no emoji, and degrees after a comma are a suffix."""
    prefix, given, middle, family, suffix = map(names.without_symbols, parts)
    if "," in family:
        family, degrees = names.family_and_suffix(family)
        suffix = ", ".join(filter(None, (suffix, degrees)))
    return prefix, given, middle, family, suffix


def _points(found: list[RoughPoint], region: str | None) -> tuple[CardPoint, ...]:
    points: dict[tuple[ContactKind, str], CardPoint] = {}
    for rough in found[:POINTS]:
        value = _shown(rough)
        if not value:
            continue
        normalised = _normalised(rough.kind, value, rough.label, region)
        key = (rough.kind, normalised or value)
        if key not in points:
            label = one_line(rough.label, NAME_CHARACTERS)
            points[key] = CardPoint(rough.kind, value, normalised, label, rough.preferred)
    return tuple(points.values())


def _shown(rough: RoughPoint) -> str:
    if rough.kind is ContactKind.ADDRESS and "\n" in rough.value:
        lines = many_lines(rough.value, SHORT_CHARACTERS).split("\n")
        return ", ".join(line.strip(" ,") for line in lines if line.strip(" ,"))
    return one_line(rough.value, SHORT_CHARACTERS)


def _normalised(kind: ContactKind, value: str, label: str, region: str | None) -> str:
    if kind is ContactKind.PHONE:
        return normalise.phone(value, region)
    if kind is ContactKind.CHAT:
        return f"{label.casefold()}:{value.casefold()}"
    if kind is ContactKind.ADDRESS:
        return value.casefold()
    return _NORMALISED_BY[kind](value)


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
