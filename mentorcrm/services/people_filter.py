"""What a list of people shows and in which order; plain values."""

from dataclasses import dataclass
from enum import StrEnum

from mentorcrm.models.kinds import Role, Season


class PeopleSort(StrEnum):
    NAME = "name"
    RECENT = "recently added"
    ORGANISATION = "organisation"
    LAST_CONTACT = "last contact"


class PeopleScope(StrEnum):
    LIVE = "people"
    ARCHIVED = "archived"
    BIN = "bin"


@dataclass(frozen=True)
class PeopleFilter:
    """What the list of people shows."""

    text: str = ""
    season: Season | None = None
    role: Role | None = None
    tag: str = ""
    scope: PeopleScope = PeopleScope.LIVE
    sort: PeopleSort = PeopleSort.NAME
