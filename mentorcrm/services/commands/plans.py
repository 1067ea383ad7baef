"""The answers to a plan whose time has passed; a planned meeting is named by its contact, too."""

from dataclasses import dataclass
from datetime import datetime

from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class HoldPlan(Command[None]):
    """It took place, when it was planned for."""

    interaction_id: int


@dataclass(frozen=True)
class MovePlan(Command[None]):
    """It takes place at another time, or took place then; the zone stays when none is given."""

    interaction_id: int
    at: datetime
    zone: str = ""


@dataclass(frozen=True)
class DropPlan(Command[None]):
    """It did not happen: a meeting is cancelled, a contact goes to the bin."""

    interaction_id: int
