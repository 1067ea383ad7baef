"""What people type in one line, read: a new person, a contact they had, a day. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

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
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPANS = {"day": 1, "week": 7, "month": 30}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


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


def read_day(text: str, today: date) -> date | None:
    """A day in words (`yesterday`, `3 weeks ago`, `in 2 weeks`, `friday`, `24 Nov`) or digits.

    A weekday means the next one; None when it cannot be read.
    """
    words = " ".join(text.strip().lower().split())
    fixed = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in fixed:
        return today + timedelta(days=fixed[words])
    for reader in (_iso, _relative, _weekday, _day_and_month):
        try:
            if (day := reader(words, today)) is not None:
                return day
        except (ValueError, OverflowError):
            return None
    return None


def _iso(words: str, _today: date) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return date(*(int(part) for part in found.groups()))
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", words):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    return None


def _relative(words: str, today: date) -> date | None:
    found = re.fullmatch(r"(in )?(\d+|[a-z]+) (day|week|month)s?( ago)?", words)
    if not found or bool(found.group(1)) == bool(found.group(4)):
        return None
    number = _NUMBERS.get(found.group(2)) or (
        int(found.group(2)) if found.group(2).isdigit() else None
    )
    if number is None:
        return None
    days = number * _SPANS[found.group(3)]
    return today + timedelta(days=days if found.group(1) else -days)


def _weekday(words: str, today: date) -> date | None:
    last = words.startswith("last ")
    name = words.removeprefix("last ").removeprefix("next ").removeprefix("on ")
    for number, weekday in enumerate(_WEEKDAYS):
        if len(name) >= 3 and weekday.startswith(name):
            ahead = (number - today.weekday()) % 7
            if last:
                return today + timedelta(days=ahead - 7)
            return today + timedelta(days=ahead or 7)
    return None


def _day_and_month(words: str, today: date) -> date | None:
    found = re.fullmatch(r"(\d{1,2})\.? ([a-z]{3,9})(?: (\d{4}))?", words)
    if not found or found.group(2)[:3] not in _MONTHS:
        return None
    month = _MONTHS.index(found.group(2)[:3]) + 1
    return date(int(found.group(3) or today.year), month, int(found.group(1)))


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
