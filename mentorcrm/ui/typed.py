"""What people type in one line, read: a new person, and a way to reach them. Pure."""

import re
from dataclasses import dataclass

from mentorcrm.models.kinds import ContactKind

_MAIL = re.compile(r"<?\b([^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;]+?)\b>?(?=$|[\s,;>])")
_TAG = re.compile(r"(?:^|(?<=[\s,;]))#([\w][\w&+.-]*)")
_LINK = re.compile(r"((?:https?://|www\.)[^\s,;<>]+|(?<![\w@.])[\w-]+(?:\.[\w-]+)+/[^\s,;<>]+)")
_PHONE = re.compile(r"((?<![\w])\+?\d[\d ()./-]{5,}\d)(?![\w])")


@dataclass(frozen=True)
class TypedPerson:
    """A person as typed in one line; `points` are phone numbers and web addresses."""

    name: str
    title: str = ""
    organisation: str = ""
    mail: str = ""
    tags: tuple[str, ...] = ()
    points: tuple[tuple[ContactKind, str], ...] = ()


def read_person(text: str) -> TypedPerson:
    """`Name`, `Name, Organisation`, `Name, Title, Organisation` or `Name, Title at Organisation`.

    A mail, a phone number, a web address and `#tags` may stand anywhere.
    """
    mail, text = _take(_MAIL, text)
    tags: list[str] = []
    while (found := _take(_TAG, text))[0]:
        tags.append(found[0])
        text = found[1]
    points: list[tuple[ContactKind, str]] = []
    for kind, pattern in ((ContactKind.PROFILE, _LINK), (ContactKind.PHONE, _PHONE)):
        value, text = _take(pattern, text)
        points += [(kind, value)] if value else []
    parts = [part.strip(" ,;<>") for part in text.split(",")]
    name, title, organisation = _who([part for part in parts if part])
    return TypedPerson(
        name or _name_from(mail), title, organisation, mail, tuple(tags), tuple(points)
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """What the pattern finds first, and the text without it."""
    found = pattern.search(text)
    if found is None:
        return "", text
    return found.group(1).strip(), text[: found.start()] + text[found.end() :]


def _who(parts: list[str]) -> tuple[str, str, str]:
    """Name, title and organisation."""
    if len(parts) < 2:
        return parts[0] if parts else "", "", ""
    name, rest = parts[0], parts[1:]
    title, at, organisation = ", ".join(rest).partition(" at ")
    if at and title.strip() and organisation.strip():
        return name, title.strip(), organisation.strip()
    return (name, "", rest[0]) if len(rest) == 1 else (name, rest[0], ", ".join(rest[1:]))


def _name_from(mail: str) -> str:
    words = re.split(r"[._+-]+", mail.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)


def contact_kind(value: str) -> ContactKind:
    """What kind of contact point a typed value is."""
    value = value.strip()
    if "@" in value and not value.startswith("@") and "/" not in value:
        return ContactKind.MAIL
    if value.startswith(("http://", "https://", "www.")) or re.fullmatch(
        r"[\w-]+(\.[\w-]+)+(/\S*)?", value
    ):
        return ContactKind.PROFILE
    digits = sum(character.isdigit() for character in value)
    if digits >= 6 and re.fullmatch(r"[+\d\s()./-]+", value):
        return ContactKind.PHONE
    if value.startswith("@"):
        return ContactKind.CHAT
    return ContactKind.ADDRESS if "," in value or "\n" in value else ContactKind.CHAT
