"""Two records of one person: joining them, or saying that they are two people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mentorcrm.services.commands import Command


class Side(StrEnum):
    """Which of the two records a value is taken from."""

    KEEP = "keep"
    OTHER = "other"


@dataclass(frozen=True)
class MergeReport:
    """What a merge did, in words.

    `moved` is what came from the other record, `joined` how much stood in both and is there once,
    `noted` what is kept in the notes because another value stands.
    """

    person: int
    name: str
    other: str
    moved: tuple[str, ...] = ()
    joined: int = 0
    noted: tuple[str, ...] = ()


@dataclass(frozen=True)
class MergePeople(Command[MergeReport]):
    """Put everything of `other` into `keep`; `other` is gone afterwards.

    `choices` says, by the keys of `MergeQueries.compare`, whose value stands where both have one;
    without a word it is that of `keep`. A value that does not stand is kept in the notes.
    """

    keep: int
    other: int
    choices: Mapping[str, Side] = field(default_factory=dict)


@dataclass(frozen=True)
class SayNotSame(Command[None]):
    """Remember that two people who look alike are two: they are not suggested again."""

    one: int
    other: int
