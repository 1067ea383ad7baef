"""Changes to what two people agreed for a role, and to the trial before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorcrm.models.history_kinds import TrialResult
from mentorcrm.models.kinds import (
    TRIAL_MEETINGS,
    TRIAL_MINUTES,
    InteractionChannel,
    Role,
)
from mentorcrm.services.commands import Command

AGREEMENT_TEXT_FIELDS = ("purpose", "between", "confidentiality", "conflicts", "how_we_end")
AGREEMENT_NUMBERS = ("rhythm_days", "minutes", "monthly_minutes", "monthly_asks")
AGREEMENT_DAYS = ("agreed_on", "review_on", "ends_on")
TRIAL_NUMBERS = ("meetings", "minutes")
TRIAL_TEXT_FIELDS = ("question", "note")
Value = str | int | date | InteractionChannel | None


@dataclass(frozen=True)
class GoOn(Command[None]):
    """After a yes: a trial begins, or the role is active at once.

    The open needs that they said yes to are linked to them.
    """

    mentorship_id: int
    trial: bool


@dataclass(frozen=True)
class EditAgreement(Command[int]):
    """Set some of what was agreed for a role; the agreement begins with its first value.

    `values` holds texts, numbers and days by name, and `channel`; None takes a value away.
    A rhythm becomes the cadence of the role, and its last day the planned end.
    """

    mentorship_id: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class SetOffLimits(Command[int]):
    """Replace the topics that an agreement rules out."""

    mentorship_id: int
    topics: tuple[str, ...]


@dataclass(frozen=True)
class AgreeTheUsual(Command[int]):
    """Fill all that is still open with the usual terms, in one step."""

    mentorship_id: int


@dataclass(frozen=True)
class ReviewAgreement(Command[None]):
    """We looked at it again and it still holds; the next look is in 90 days, or on a day."""

    mentorship_id: int
    next_on: date | None = None


@dataclass(frozen=True)
class RemoveAgreement(Command[None]):
    mentorship_id: int


@dataclass(frozen=True)
class StartTrial(Command[int]):
    """Try it out: so many meetings until a day (8 weeks ahead), then a review.

    The role goes into the season of a trial.
    """

    mentorship_id: int
    meetings: int = TRIAL_MEETINGS
    minutes: int = TRIAL_MINUTES
    ends_on: date | None = None
    question: str = ""
    started_on: date | None = None


@dataclass(frozen=True)
class BeginTrial(Command[int]):
    """Choose the season Trial for someone: the role, if it is new, and its trial in one step.

    A trial that is under way goes on. Returns its number.
    """

    person_id: int
    role: Role


@dataclass(frozen=True)
class SetTrialEnd(Command[None]):
    """Until when it is tried out; a role in its trial season without a trial gets one."""

    mentorship_id: int
    ends_on: date


@dataclass(frozen=True)
class EditTrial(Command[None]):
    """Set `meetings`, `minutes`, `ends_on`, `question` or `note` of a trial."""

    trial_id: int
    values: Mapping[str, str | int | date]


@dataclass(frozen=True)
class DecideTrial(Command[None]):
    """What the review came to. It sets the season; closing early needs no reason."""

    trial_id: int
    result: TrialResult
    note: str = ""


@dataclass(frozen=True)
class RemoveTrial(Command[None]):
    trial_id: int
