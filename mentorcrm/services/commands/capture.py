"""What one captured line becomes."""

from dataclasses import dataclass
from datetime import date, datetime

from mentorcrm.models.history_kinds import GiveDirection, GiveKind, Owner
from mentorcrm.models.kinds import Direction, InteractionChannel, Privacy
from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class CapturedPromise:
    """A promise. `person` is the place of whom it concerns among those who took part."""

    owner: Owner
    what: str
    due: date | None = None
    person: int = 0


@dataclass(frozen=True)
class CapturedGive:
    """Something given or received; `person` as in `CapturedPromise`."""

    direction: GiveDirection
    kind: GiveKind
    what: str
    person: int = 0


@dataclass(frozen=True)
class CapturedAdvice:
    """Something they advised; `person` as in `CapturedPromise`."""

    words: str
    person: int = 0


@dataclass(frozen=True)
class Capture(Command[int]):
    """Keep a line word for word as a contact, with all that was read in it, in one step.

    `people` are ids, or names of people who are new and are added. Returns the contact's id.
    """

    text: str
    people: tuple[int | str, ...]
    at: datetime
    zone: str
    channel: InteractionChannel
    direction: Direction = Direction.BOTH
    minutes: int | None = None
    summary: str = ""
    counts: bool = True
    topics: tuple[str, ...] = ()
    promises: tuple[CapturedPromise, ...] = ()
    gives: tuple[CapturedGive, ...] = ()
    advice: tuple[CapturedAdvice, ...] = ()
    privacy: Privacy = Privacy.PRIVATE
