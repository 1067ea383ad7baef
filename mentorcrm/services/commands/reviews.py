"""Changes to sittings: begin one, decide, write, leave it at a step, finish it."""

from dataclasses import dataclass
from datetime import date

from mentorcrm.models.health_kinds import ReviewDecision, ReviewKind
from mentorcrm.services.commands import Command
from mentorcrm.services.commands.outreach import StartDraft


@dataclass(frozen=True)
class BeginReview(Command[int]):
    """Begin a sitting, or take up the one of its kind that was left open; returns its id."""

    kind: ReviewKind


@dataclass(frozen=True)
class Decide(Command[None]):
    """What a sitting decides about someone; None takes it back. Other None leave things as is."""

    review_id: int
    person_id: int
    decision: ReviewDecision | None


@dataclass(frozen=True)
class NoteDecision(Command[None]):
    """Write beside a decision."""

    review_id: int
    person_id: int
    note: str


@dataclass(frozen=True)
class SetNextDay(Command[None]):
    """Set the day agreed with myself to be in touch with someone again; None is no day."""

    review_id: int
    person_id: int
    day: date | None


@dataclass(frozen=True)
class KeepReviewDraft(Command[None]):
    """Remember the message that a decision led to."""

    review_id: int
    person_id: int
    draft_id: int


@dataclass(frozen=True)
class DraftDecision(Command[int]):
    """Begin the message that a decision asks for, and remember it, in one step; returns it."""

    review_id: int
    person_id: int
    message: StartDraft


@dataclass(frozen=True)
class LeaveReviewAt(Command[None]):
    """Remember the step at which a sitting was left, with what was written there."""

    review_id: int
    step: str
    note: str | None = None


@dataclass(frozen=True)
class FinishReview(Command[None]):
    """End a sitting."""

    review_id: int


@dataclass(frozen=True)
class DiscardReview(Command[None]):
    """Throw a sitting away that is still open."""

    review_id: int
