"""Changes to the mosaic: who covers what, and how much it weighs.

A row is named by its key: `need/3` or `facet/sponsor`.
"""

from dataclasses import dataclass

from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class SetCell(Command[None]):
    """Say how far someone covers a row; None takes what was said back."""

    row: str
    person_id: int
    level: CoverageLevel | None


@dataclass(frozen=True)
class SetWeight(Command[None]):
    """How much a row weighs, 1 to 3; 0 leaves a facet out."""

    row: str
    weight: int
