"""The rows of the first paint, apart from the others: each class costs a moment at the start."""

from dataclasses import dataclass
from datetime import datetime

from mentorcrm.models.kinds import Season


@dataclass(frozen=True)
class PersonRow:
    """One line of the list of people. `last_contact` is the newest counted past contact."""

    id: int
    name: str
    organisation: str
    title: str
    tint: int
    roles: str
    season: Season | None
    last_contact: datetime | None
    tags: tuple[str, ...] = ()
    archived: bool = False
    favourite: bool = False

    @property
    def work(self) -> str:
        """Title and organisation as one line."""
        return ", ".join(x for x in (self.title, self.organisation) if x)


@dataclass(frozen=True)
class Counts:
    """The numbers beside the sidebar's entries."""

    people: int = 0
    drafts_open: int = 0
    drafts_waiting: int = 0
    needs_open: int = 0
    in_bin: int = 0
    meetings: int = 0
