"""Changes to what Today shows: rows put off, and the first steps set aside."""

from dataclasses import dataclass

from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class SnoozeRow(Command[None]):
    """Put a row of Today off for some days; `what` names it, `title` is for the undo step."""

    what: str
    days: int
    title: str = ""


@dataclass(frozen=True)
class SetFirstStepsAside(Command[None]):
    """Show the first steps no longer."""
