"""What a contact file holds, as frozen plain values."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mentorcrm.models.kinds import ContactKind


class CardPoint(NamedTuple):
    """One way to reach a person. A named tuple, because a large file makes a million of them.

    `value` is what the file says. `normalised` is its form for comparison and is "" when the
    value is not a usable address of its kind.
    """

    kind: ContactKind
    value: str
    normalised: str = ""
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One person of a file. `display_name` is never empty; every other text may be.

    `where` is the place in the file as people say it ("row 5", "card 3, line 41"). `birthday`
    is ISO `YYYY-MM-DD`, or `--MM-DD` when the year is not known.
    """

    where: str
    display_name: str
    prefix: str = ""
    given_name: str = ""
    middle_name: str = ""
    family_name: str = ""
    suffix: str = ""
    nickname: str = ""
    pronouns: str = ""
    organisation: str = ""
    title: str = ""
    department: str = ""
    location: str = ""
    birthday: str = ""
    notes: str = ""
    uid: str = ""
    tags: tuple[str, ...] = ()
    points: tuple[CardPoint, ...] = ()
    connected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item of a file that is not imported, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A contact file, read: every item of it is either among `cards` or among `skipped`.

    `file` is the name without its folder. `kind` is the service whose shape was recognised:
    linkedin, linkedin-contacts, google, google-old, outlook, thunderbird, atomic, csv or vcard.
    """

    file: str
    kind: str
    cards: tuple[ContactCard, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
