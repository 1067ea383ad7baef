"""Advice and promises as plain rows for the window and the command line."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentorcrm.models.history_kinds import (
    ADVICE_AMBER_DAYS,
    ADVICE_RED_DAYS,
    AdviceResponse,
    Owner,
    Worked,
)
from mentorcrm.models.kinds import Privacy


class Telling(StrEnum):
    """How long someone has waited to hear what came of their advice."""

    TOLD = "told"
    FRESH = "fresh"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class ExperimentRow:
    """A piece of advice put to the test; `worked` is None while it runs."""

    id: int
    hypothesis: str
    sign: str
    until: date | None
    tried_on: date | None
    worked: Worked | None
    learned: str


@dataclass(frozen=True)
class AdviceRow:
    """A piece of advice whole. `day` is the day of the contact that it came from, if any."""

    id: int
    version: int
    person_id: int
    person: str
    tint: int
    words: str
    context: str
    assumed: str
    given_on: date
    response: AdviceResponse
    responded_on: date | None
    why: str
    result: str
    told_on: date | None
    told_draft_id: int | None
    privacy: Privacy
    interaction_id: int | None
    need_id: int | None
    need: str
    experiments: tuple[ExperimentRow, ...] = ()

    def telling(self, today: date) -> Telling:
        """How long they have waited to hear, as of a day."""
        if self.told_on is not None:
            return Telling.TOLD
        days = self.waiting_days(today)
        if days >= ADVICE_RED_DAYS:
            return Telling.RED
        return Telling.AMBER if days >= ADVICE_AMBER_DAYS else Telling.FRESH

    def waiting_days(self, today: date) -> int:
        """Days since it was given."""
        return (today - self.given_on).days

    def outcome(self) -> str:
        """What came of it in a phrase: the result, else what the newest experiment taught."""
        taught = (one.learned for one in reversed(self.experiments) if one.learned)
        return self.result or next(taught, "")


@dataclass(frozen=True)
class CommitmentRow:
    """A promise whole."""

    id: int
    version: int
    person_id: int
    person: str
    tint: int
    owner: Owner
    what: str
    made_on: date
    due: date | None
    done_on: date | None
    dropped_on: date | None
    dropped_reason: str
    privacy: Privacy
    interaction_id: int | None
    need_id: int | None
    need: str

    @property
    def open(self) -> bool:
        """Neither kept nor dropped."""
        return self.done_on is None and self.dropped_on is None

    @property
    def mine(self) -> bool:
        """Whether I made it."""
        return self.owner is Owner.ME

    def late(self, today: date) -> bool:
        """Whether a promise of mine is past its day. Theirs never are."""
        return self.mine and self.open and self.due is not None and self.due < today
