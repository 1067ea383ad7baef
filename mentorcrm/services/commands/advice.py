"""Changes to advice, to what I did with it, and to the experiments it was put to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorcrm.models.history_kinds import AdviceResponse, Worked
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.commands import Command

ADVICE_TEXT_FIELDS = ("words", "context", "assumed", "why", "result")
EXPERIMENT_TEXT_FIELDS = ("hypothesis", "sign", "learned")


@dataclass(frozen=True)
class AddAdvice(Command[int]):
    """Keep what somebody advised; `given_on` defaults to the day of the contact, else today."""

    person_id: int
    words: str
    context: str = ""
    assumed: str = ""
    interaction_id: int | None = None
    need_id: int | None = None
    given_on: date | None = None
    privacy: Privacy = Privacy.PRIVATE


@dataclass(frozen=True)
class EditAdvice(Command[None]):
    """Set text fields, and what else is given; None leaves a value as it is.

    Choosing another response notes the day; going back to `OPEN` takes the day away.
    """

    advice_id: int
    values: Mapping[str, str]
    response: AdviceResponse | None = None
    given_on: date | None = None
    responded_on: date | None = None
    privacy: Privacy | None = None


@dataclass(frozen=True)
class LinkAdvice(Command[None]):
    """Say which need a piece of advice is about; None for none."""

    advice_id: int
    need_id: int | None


@dataclass(frozen=True)
class TellAdvice(Command[None]):
    """The one who gave it has heard what came of it; `on` defaults to today."""

    advice_id: int
    on: date | None = None


@dataclass(frozen=True)
class UntellAdvice(Command[None]):
    """They have not heard of it after all."""

    advice_id: int


@dataclass(frozen=True)
class DeleteAdvice(Command[None]):
    """Move a piece of advice to the bin."""

    advice_id: int


@dataclass(frozen=True)
class RestoreAdvice(Command[None]):
    """Take a piece of advice out of the bin."""

    advice_id: int


@dataclass(frozen=True)
class AddExperiment(Command[int]):
    """Put a piece of advice to the test; `sign` is how I will know that it worked."""

    advice_id: int
    hypothesis: str
    sign: str = ""
    until: date | None = None


@dataclass(frozen=True)
class EditExperiment(Command[None]):
    """Set text fields, days (`until`, `tried_on`), and how it went with `judge`."""

    experiment_id: int
    values: Mapping[str, str]
    days: Mapping[str, date | None] | None = None
    judge: bool = False  # Whether `worked` is meant: None takes a judgement back.
    worked: Worked | None = None


@dataclass(frozen=True)
class RemoveExperiment(Command[None]):
    experiment_id: int


@dataclass(frozen=True)
class QuoteAdvice(Command[None]):
    """Say which advice a message reports on, in this order; marking it sent tells them of it."""

    draft_id: int
    advice_ids: tuple[int, ...]


@dataclass(frozen=True)
class SetStance(Command[None]):
    """Say which option of its decision a piece of advice speaks for; "" takes that back."""

    advice_id: int
    option: str
