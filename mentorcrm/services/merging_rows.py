"""What is told about two records of one person: where they differ, and what a merge did."""

from dataclasses import dataclass
from datetime import datetime

from mentorcrm.services.commands.merging import MergeReport, Side


@dataclass(frozen=True)
class MergeField:
    """Something in which the two differ, as people read it; `default` is whose value stands."""

    key: str
    label: str
    keep: str
    other: str
    default: Side = Side.KEEP


@dataclass(frozen=True)
class MergeSide:
    """One of the two records at a glance."""

    id: int
    name: str
    work: str
    points: tuple[str, ...]
    added: datetime
    last_contact: datetime | None


@dataclass(frozen=True)
class MergeView:
    """Both records beside each other: what to choose between, and what would come together."""

    keep: MergeSide
    other: MergeSide
    fields: tuple[MergeField, ...]
    report: MergeReport


@dataclass(frozen=True)
class Lookalike:
    """One of two people who may be the same."""

    id: int
    name: str
    work: str


@dataclass(frozen=True)
class Suggestion:
    """Two people who may be the same, and why; `sure` when an address or page proves it."""

    one: Lookalike
    other: Lookalike
    reasons: tuple[str, ...]
    sure: bool
