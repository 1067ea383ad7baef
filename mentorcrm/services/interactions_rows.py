"""What the timeline and the history show, as frozen values; which of it, and a key for each."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from mentorcrm.models.history_kinds import AdviceResponse, GiveDirection, GiveKind, Owner
from mentorcrm.models.kinds import InteractionChannel, Labelled
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.services.rows import InteractionRow, SeasonRow

WRITTEN = (InteractionChannel.MAIL, InteractionChannel.MESSAGE, InteractionChannel.LETTER)
SPOKEN = tuple(c for c in InteractionChannel if c not in (*WRITTEN, InteractionChannel.NOTE))
SOURCES = 8  # Room for the sources of entries in a key.


class EntryKind(Labelled):
    """What a history can be narrowed to. SENT are messages written here, PLANS what is to come."""

    MEETINGS = "meetings", "Meetings and calls"
    MESSAGES = "messages", "Messages"
    SENT = "sent", "Sent from here"
    PLANS = "plans", "Planned"
    NOTES = "notes", "Notes"
    SEASONS = "seasons", "Seasons"
    ADVICE = "advice", "Advice"
    PROMISES = "promises", "Promises"
    GIVING = "giving", "Given and received"


CONTACT_KINDS = (
    *(EntryKind.MEETINGS, EntryKind.MESSAGES, EntryKind.SENT),
    *(EntryKind.PLANS, EntryKind.NOTES),
)


class Source(IntEnum):
    """Where an entry is kept; part of its key."""

    CONTACT = 0
    SEASON = 1
    ADVICE = 2
    PROMISE = 3
    GIVING = 4
    INTRODUCTION = 5


def key_of(source: Source, row_id: int) -> int:
    """One number for a row of any source, so that a list can hold rows of several."""
    return row_id * SOURCES + source


def source_of(key: int) -> tuple[Source, int]:
    """The source and the id that a key stands for."""
    return Source(key % SOURCES), key // SOURCES


@dataclass(frozen=True)
class HistoryFilter:
    """What of the history is shown; empty values leave it whole.

    `since` and `until` are days of the computer's zone, both included.
    """

    text: str = ""
    kind: EntryKind | None = None
    person: int = 0
    need: int = 0
    topic: str = ""
    since: date | None = None
    until: date | None = None

    def as_text(self) -> str:
        """The filter as one line to keep, such as `kind=plans&person=3`; empty for none."""
        from urllib.parse import urlencode  # Not needed before the first paint.

        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return urlencode({name: str(value) for name, value in values.items() if value})

    @classmethod
    def from_text(cls, text: str) -> "HistoryFilter":
        """A filter that was kept; what is not understood counts as not said."""
        from urllib.parse import parse_qsl

        said = dict(parse_qsl(text))
        values: dict[str, Any] = {n: v for n, v in said.items() if n in ("text", "topic")}
        for name in ("person", "need"):
            if said.get(name, "").isascii() and said.get(name, "").isdecimal():
                values[name] = int(said[name][:18])
        for name in ("since", "until"):
            try:
                values[name] = date.fromisoformat(said.get(name, ""))
            except ValueError:
                continue
        if said.get("kind") in {str(kind) for kind in EntryKind}:
            values["kind"] = EntryKind(said["kind"])
        return cls(**values)


@dataclass(frozen=True)
class AdviceLine:
    """A piece of advice as one line of a history."""

    id: int
    person_id: int
    person: str
    words: str
    given_on: date
    response: AdviceResponse
    result: str
    told_on: date | None


@dataclass(frozen=True)
class PromiseLine:
    """A promise as one line of a history."""

    id: int
    person_id: int
    person: str
    owner: Owner
    what: str
    made_on: date
    due: date | None
    done_on: date | None
    dropped_on: date | None

    @property
    def open(self) -> bool:
        return self.done_on is None and self.dropped_on is None

    @property
    def mine(self) -> bool:
        return self.owner is Owner.ME


@dataclass(frozen=True)
class GivenLine:
    """Something given or received as one line of a history."""

    id: int
    person_id: int
    person: str
    direction: GiveDirection
    kind: GiveKind
    happened_on: date
    what: str


@dataclass(frozen=True)
class ContactRow:
    """A contact with what hangs on it. `planned` says that its time is still to come.

    A meeting that was cancelled stays on record and is not planned.
    """

    contact: InteractionRow
    planned: bool
    tints: tuple[int, ...] = ()
    need: tuple[int, str] | None = None
    topics: tuple[str, ...] = ()
    advice: tuple[AdviceLine, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    meeting_id: int | None = None
    lines: tuple[str, ...] = ()  # What was noted in its meeting, for the search.
    asks: bool = False  # It was planned, is over, and nobody has said whether it happened.
    cancelled: bool = False

    @property
    def id(self) -> int:
        return self.contact.id


Record = ContactRow | SeasonRow | AdviceLine | PromiseLine | GivenLine | IntroductionRow


@dataclass(frozen=True)
class EntryRow:
    """One entry of a history. `day` is the day on which it was lived, where it was lived."""

    key: int
    day: date
    record: Record
    at: datetime | None = None  # The moment of a contact.
    excerpt: str = ""  # The words around what was looked for.
