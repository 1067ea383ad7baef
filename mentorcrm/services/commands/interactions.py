"""Changes to a contact that is on record."""

from dataclasses import dataclass
from datetime import datetime

from mentorcrm.models.kinds import Direction, InteractionChannel, Privacy
from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class EditInteraction(Command[None]):
    """Set what is given; None leaves it as it is.

    `at` is an instant and `zone` where it was lived; `clear_minutes` and `clear_need` take away.
    `topics` are all its topics and `person_ids` all who took part, at least one.
    """

    interaction_id: int
    at: datetime | None = None
    zone: str | None = None
    channel: InteractionChannel | None = None
    direction: Direction | None = None
    person_ids: tuple[int, ...] | None = None
    minutes: int | None = None
    clear_minutes: bool = False
    summary: str | None = None
    body: str | None = None
    privacy: Privacy | None = None
    counts_as_contact: bool | None = None
    need_id: int | None = None
    clear_need: bool = False
    topics: tuple[str, ...] | None = None


@dataclass(frozen=True)
class RestoreInteraction(Command[None]):
    """Take a contact out of the bin."""

    interaction_id: int
