"""How a relationship goes on from here: lighter, paused, closed with thanks, or declined."""

from dataclasses import dataclass
from datetime import date

from mentorcrm.models.kinds import Role, Season
from mentorcrm.services.commands import Command
from mentorcrm.services.commands.outreach import StartDraft


@dataclass(frozen=True)
class GoOnAs(Command[None]):
    """Put a role into a season, with why and what holds from then on; one step to undo.

    `until` is when a pause ends, or from when one may look again at a no; `cadence_days` the
    rhythm from now on, None leaves it as it is. Closing keeps the day and that it was completed
    with thanks, a no its day.
    """

    person_id: int
    role: Role
    season: Season
    why: str = ""
    terms: str = ""
    until: date | None = None
    cadence_days: int | None = None


@dataclass(frozen=True)
class GoOnWith(Command[int]):
    """Begin the message that says so, and set the season that goes with it, in one step.

    Returns the draft; without `going` the season stays.
    """

    message: StartDraft
    going: GoOnAs | None = None
