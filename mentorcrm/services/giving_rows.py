"""What went both ways as plain rows, and what a list of it shows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mentorcrm.models.history_kinds import Effort, GiveDirection, GiveKind, IdeaKind


@dataclass(frozen=True)
class GiveRow:
    """One note of something given or received."""

    id: int
    version: int
    person_id: int
    person: str
    tint: int
    direction: GiveDirection
    kind: GiveKind
    happened_on: date
    what: str
    effort: Effort | None
    prompted_by: str
    interaction_id: int | None

    @property
    def given(self) -> bool:
        """Whether it went from me to them."""
        return self.direction is GiveDirection.GIVEN


@dataclass(frozen=True)
class IdeaRow:
    """Something that may help them. `done_as` is the note of its having been given."""

    id: int
    person_id: int
    kind: IdeaKind
    text: str
    noted_on: date
    done_as: int | None


class SuggestionSource(StrEnum):
    """What a suggestion of something to give was drawn from."""

    ADVICE = "advice"
    INTRODUCTION = "introduction"
    WANTED = "wanted"
    IDEA = "idea"
    INTEREST = "interest"


@dataclass(frozen=True)
class Suggestion:
    """Something to give, as a sentence, and the record it rests on."""

    source: SuggestionSource
    record_id: int
    text: str


@dataclass(frozen=True)
class SinceGiving:
    """What came from me since I last gave something: an update, thanks or help counts as giving.

    `last_give` is None when nothing given is on record; then the counts are of all there is.
    """

    last_give: date | None
    asks: int
    meetings: int


@dataclass(frozen=True)
class IntroductionRow:
    """An introduction. An id of None and an empty name stand for me."""

    id: int
    version: int
    introducer_id: int | None
    introducer: str
    first_id: int | None
    first: str
    second_id: int
    second: str
    why: str
    asked_on: date | None
    first_agreed_on: date | None
    second_agreed_on: date | None
    made_on: date | None
    outcome: str
    told_introducer_on: date | None
    noted_at: datetime

    @property
    def mine(self) -> bool:
        """Whether it is for me to make."""
        return self.introducer_id is None

    @property
    def ready(self) -> bool:
        """Whether it is for me to make, and both have agreed."""
        agreed = self.first_agreed_on is not None and self.second_agreed_on is not None
        return self.mine and agreed and self.made_on is None

    @property
    def loop_is_open(self) -> bool:
        """Whether somebody else made it and has not yet heard what came of it."""
        return not self.mine and self.made_on is not None and self.told_introducer_on is None


@dataclass(frozen=True)
class GiveFilter:
    """Newest first."""

    text: str = ""
    direction: GiveDirection | None = None
    kind: GiveKind | None = None
    person_id: int | None = None
