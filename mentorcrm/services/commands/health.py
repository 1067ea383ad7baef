"""Changes to judgements: disagreeing with one, and taking that back."""

from dataclasses import dataclass

from mentorcrm.models.health_kinds import SignalKind
from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class Disagree(Command[None]):
    """Set a judgement about someone aside for thirty days, for a reason."""

    person_id: int
    signal: SignalKind
    reason: str


@dataclass(frozen=True)
class AgreeAgain(Command[None]):
    """Let a judgement count again."""

    person_id: int
    signal: SignalKind
