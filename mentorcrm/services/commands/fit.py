"""Changes to how well someone fits, and to how they work and what they would rather not."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorcrm.models.history_kinds import FeedbackStyle, FitCriterion, FitPhase, FitVerdict
from mentorcrm.services.commands import Command

FIT_VALUES = ("score", "weight", "how_i_know")
STYLE_TEXT_FIELDS = ("prefers", "their_limits", "my_limits")


@dataclass(frozen=True)
class RateFit(Command[int]):
    """Judge one criterion at one time: `score` 0 to 3, or None for not known.

    `weight` 1 to 3 counts for the criterion at every time. `how_i_know` is a line of evidence.
    """

    person_id: int
    criterion: FitCriterion
    phase: FitPhase
    values: Mapping[str, str | int | None]


@dataclass(frozen=True)
class CheckFit(Command[int]):
    """One of three answers after a meeting; a second one after the same meeting replaces it.

    `number` says after which meeting; None counts those held.
    """

    person_id: int
    verdict: FitVerdict
    note: str = ""
    meeting_id: int | None = None
    number: int | None = None


@dataclass(frozen=True)
class SetWorkingStyle(Command[int]):
    """How someone gives feedback, what they prefer, and the limits on both sides."""

    person_id: int
    texts: Mapping[str, str]
    feedback: FeedbackStyle | None = None
