"""What a list of people shows and in which order; plain values."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from mentorcrm.models.health_kinds import Band
from mentorcrm.models.kinds import Labelled, Role, Season


class PeopleSort(StrEnum):
    NAME = "name"
    RECENT = "recently added"
    ORGANISATION = "organisation"
    LAST_CONTACT = "last contact"
    NEXT = "what comes next"


class HealthWish(Labelled):
    """How people are to stand with me: a band, or what is open between us."""

    THRIVING = "thriving", "Thriving"
    STEADY = "steady", "Steady"
    NEW = "new", "New"
    COOLING = "cooling", "Cooling"
    AT_RISK = "at_risk", "At risk"
    DORMANT = "dormant", "Dormant"
    RESTING = "resting", "Resting"
    OWING = "owing", "I owe them"
    WAITING = "waiting", "Waiting for an answer"

    @property
    def band(self) -> Band | None:
        """The band it stands for, None for what is open."""
        return Band(self.value) if self.value in {band.value for band in Band} else None


class PeopleScope(StrEnum):
    LIVE = "people"
    ARCHIVED = "archived"
    BIN = "bin"


@dataclass(frozen=True)
class PeopleFilter:
    """What the list of people shows. `need` is the id of a need that they help with."""

    text: str = ""
    season: Season | None = None
    role: Role | None = None
    tag: str = ""
    source: str = ""
    need: int = 0
    health: HealthWish | None = None
    scope: PeopleScope = PeopleScope.LIVE
    sort: PeopleSort = PeopleSort.NAME

    @property
    def judges(self) -> bool:
        """Whether it asks how everybody stands."""
        return self.health is not None or self.sort is PeopleSort.NEXT

    def as_text(self) -> str:
        """The filter as one line to keep, such as `season=active&tag=career`; empty for none."""
        from urllib.parse import urlencode  # Not needed before the first paint.

        usual = PeopleFilter()
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        changed = {n: str(v) for n, v in values.items() if v and v != getattr(usual, n)}
        return urlencode(changed)

    @classmethod
    def from_text(cls, text: str) -> "PeopleFilter":
        """A filter that was kept; what is not understood counts as not said."""
        from urllib.parse import parse_qsl

        said = dict(parse_qsl(text))
        kinds: dict[str, type[StrEnum]] = {
            "season": Season,
            "role": Role,
            "health": HealthWish,
            "scope": PeopleScope,
            "sort": PeopleSort,
        }
        values: dict[str, Any] = {n: v for n, v in said.items() if n in ("text", "tag", "source")}
        if said.get("need", "").isascii() and said.get("need", "").isdecimal():
            values["need"] = int(said["need"][:18])
        for name, kind in kinds.items():
            if said.get(name) in {str(member) for member in kind}:
                values[name] = kind(said[name])
        return cls(**values)
