"""Changes to promises, mine and theirs."""

from dataclasses import dataclass
from datetime import date

from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class AddCommitment(Command[int]):
    """Keep a promise; `made_on` defaults to the day of the contact, else today."""

    person_id: int
    what: str
    owner: Owner = Owner.ME
    due: date | None = None
    interaction_id: int | None = None
    need_id: int | None = None
    made_on: date | None = None
    privacy: Privacy = Privacy.PRIVATE


@dataclass(frozen=True)
class EditCommitment(Command[None]):
    """Set what is given; None leaves a value as it is, and `clear_…` takes it away."""

    commitment_id: int
    what: str | None = None
    owner: Owner | None = None
    due: date | None = None
    clear_due: bool = False
    need_id: int | None = None
    clear_need: bool = False
    privacy: Privacy | None = None


@dataclass(frozen=True)
class KeepCommitment(Command[None]):
    """The promise was kept; `on` defaults to today."""

    commitment_id: int
    on: date | None = None


@dataclass(frozen=True)
class DropCommitment(Command[None]):
    """The promise will not be kept, for a reason."""

    commitment_id: int
    reason: str = ""


@dataclass(frozen=True)
class ReopenCommitment(Command[None]):
    """A promise that was kept or dropped is open again."""

    commitment_id: int


@dataclass(frozen=True)
class DeleteCommitment(Command[None]):
    """Move a promise to the bin."""

    commitment_id: int


@dataclass(frozen=True)
class RestoreCommitment(Command[None]):
    """Take a promise out of the bin."""

    commitment_id: int
