"""Changes to where people were found."""

from dataclasses import dataclass

from mentorcrm.models.kinds import Channel
from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class SetChannel(Command[None]):
    """Say on which way someone was found, None to take it back.

    Who is nothing to me yet becomes a candidate when `candidate` is set.
    """

    person_id: int
    channel: Channel | None
    candidate: bool = False
