"""What people type in one line, read: a new person, a contact they had, a day. Pure."""

import re
from dataclasses import dataclass

from mentorcrm.models.kinds import ContactKind, InteractionChannel

_MAIL = re.compile(r"<?\b([^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;]+?)\b>?(?=$|[\s,;>])")
_CHANNEL_WORDS: dict[str, InteractionChannel] = {
    "coffee": InteractionChannel.IN_PERSON,
    "lunch": InteractionChannel.IN_PERSON,
    "dinner": InteractionChannel.IN_PERSON,
    "met": InteractionChannel.IN_PERSON,
    "walk": InteractionChannel.IN_PERSON,
    "meeting": InteractionChannel.IN_PERSON,
    "video": InteractionChannel.VIDEO,
    "zoom": InteractionChannel.VIDEO,
    "teams": InteractionChannel.VIDEO,
    "call": InteractionChannel.CALL,
    "called": InteractionChannel.CALL,
    "phone": InteractionChannel.CALL,
    "mail": InteractionChannel.MAIL,
    "email": InteractionChannel.MAIL,
    "e-mail": InteractionChannel.MAIL,
    "message": InteractionChannel.MESSAGE,
    "chat": InteractionChannel.MESSAGE,
    "dm": InteractionChannel.MESSAGE,
    "linkedin": InteractionChannel.MESSAGE,
    "conference": InteractionChannel.EVENT,
    "event": InteractionChannel.EVENT,
    "talk": InteractionChannel.EVENT,
    "letter": InteractionChannel.LETTER,
    "card": InteractionChannel.LETTER,
}


@dataclass(frozen=True)
class TypedPerson:
    """A person as typed in one line."""

    name: str
    title: str = ""
    organisation: str = ""
    mail: str = ""


def read_person(text: str) -> TypedPerson:
    """`Name`, `Name, Organisation` or `Name, Title, Organisation`, with a mail anywhere."""
    mail = ""
    if found := _MAIL.search(text):
        mail = found.group(1)
        text = text[: found.start()] + text[found.end() :]
    parts = [part.strip(" ,;<>") for part in text.split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return TypedPerson(_name_from(mail), mail=mail)
    if len(parts) == 1:
        return TypedPerson(parts[0], mail=mail)
    if len(parts) == 2:
        return TypedPerson(parts[0], "", parts[1], mail)
    return TypedPerson(parts[0], parts[1], ", ".join(parts[2:]), mail)


def _name_from(mail: str) -> str:
    words = re.split(r"[._+-]+", mail.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)


def guess_channel(text: str) -> InteractionChannel | None:
    """How the contact went, by the first word that says so."""
    for word in re.findall(r"[a-z-]+", text.lower()):
        if word in _CHANNEL_WORDS:
            return _CHANNEL_WORDS[word]
    return None


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
