"""Changes to my own profile."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorcrm.models.kinds import WorkingHours
from mentorcrm.services.commands import Command

PROFILE_TEXT_FIELDS = (
    "name",
    "headline",
    "intro_line",
    "intro_three",
    "signature_warm",
    "signature_plain",
    "signature_brief",
    "reach_me",
    "zone",
    "region",
    "calendar_file",
)


@dataclass(frozen=True)
class EditProfile(Command[None]):
    """Set some of PROFILE_TEXT_FIELDS, and the working hours when given."""

    values: Mapping[str, str]
    hours: WorkingHours | None = None
