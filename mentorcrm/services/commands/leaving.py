"""How a relationship goes on from here: lighter, paused, or closed with thanks."""

from dataclasses import dataclass
from datetime import date

from mentorcrm.models.kinds import Role, Season
from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class GoOnAs(Command[None]):
    """Put a role into a season, with why and what holds from then on; one step to undo.

    `until` is when a pause ends, `cadence_days` the rhythm from now on; None leaves them as they
    are. Closing keeps the day and that it was completed with thanks.
    """

    person_id: int
    role: Role
    season: Season
    why: str = ""
    terms: str = ""
    until: date | None = None
    cadence_days: int | None = None
