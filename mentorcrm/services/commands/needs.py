"""Changes to needs and their steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorcrm.models.kinds import CoverageLevel, NeedKind, NeedStatus
from mentorcrm.services.commands import Command

NEED_TEXT_FIELDS = (
    "statement",
    "why_now",
    "done_when",
    "leaning",
    "decided",
    "expected",
    "outcome",
)


@dataclass(frozen=True)
class AddNeed(Command[int]):
    """Add a need; returns the number that `--need` takes."""

    kind: NeedKind
    statement: str
    why_now: str = ""
    done_when: str = ""
    target_date: date | None = None
    options: tuple[str, ...] = ()
    leaning: str = ""
    decide_by: date | None = None


@dataclass(frozen=True)
class EditNeed(Command[None]):
    """Set text fields, and what else is given; None leaves a value as it is."""

    need_id: int
    values: Mapping[str, str]
    kind: NeedKind | None = None
    status: NeedStatus | None = None
    options: tuple[str, ...] | None = None
    dates: Mapping[str, date | None] | None = None  # target_date, decide_by, review_on
    ratings: Mapping[str, int | None] | None = None  # rating_start, rating_now, confidence


@dataclass(frozen=True)
class DeleteNeed(Command[None]):
    """Move a need to the bin."""

    need_id: int


@dataclass(frozen=True)
class SetNeedTasks(Command[None]):
    """Replace a need's steps, at most six, each with the day it was done or None."""

    need_id: int
    tasks: tuple[tuple[str, date | None], ...]


@dataclass(frozen=True)
class LinkNeed(Command[None]):
    """Say how far someone covers a need. Who has no role yet becomes a candidate as mentor."""

    need_id: int
    person_id: int
    level: CoverageLevel = CoverageLevel.SOME
    note: str = ""


@dataclass(frozen=True)
class UnlinkNeed(Command[None]):
    """Take someone's link to a need away."""

    need_id: int
    person_id: int
