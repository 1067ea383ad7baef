"""Changes to people: adding, editing, tags, ways to reach them, roles, the bin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorcrm.models.kinds import ContactKind, Role, Season, StepsAhead
from mentorcrm.services.commands import Command

# The text fields of a person that can be edited one by one.
PERSON_TEXT_FIELDS = (
    "display_name",
    "prefix",
    "given_name",
    "middle_name",
    "family_name",
    "suffix",
    "nickname",
    "pronouns",
    "organisation",
    "title",
    "location",
    "zone",
    "how_met",
    "why_them",
    "source",
    "evidence_link",
    "birthday",
    "notes",
)


@dataclass(frozen=True)
class AddPerson(Command[int]):
    """Add someone by name; returns the new id. `season` None means no role yet.

    `points` are further ways to reach them, `source` is where they were found.
    """

    name: str
    organisation: str = ""
    title: str = ""
    mail: str = ""
    season: Season | None = None
    why_them: str = ""
    tags: tuple[str, ...] = ()
    points: tuple[tuple[ContactKind, str], ...] = ()
    source: str = ""


@dataclass(frozen=True)
class EditPerson(Command[None]):
    """Set some of PERSON_TEXT_FIELDS. An empty display name is refused."""

    person_id: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class SetIntroducer(Command[None]):
    person_id: int
    introduced_by: int | None


@dataclass(frozen=True)
class SetPersonFlags(Command[None]):
    """Favourite, archived; None leaves a flag as it is."""

    person_ids: tuple[int, ...]
    favourite: bool | None = None
    archived: bool | None = None


@dataclass(frozen=True)
class SetDoNotContact(Command[None]):
    person_id: int
    until: date | None


@dataclass(frozen=True)
class DeletePeople(Command[None]):
    """Move people to the bin, from which they can be taken back for 30 days."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class RestorePeople(Command[None]):
    """Take people back out of the bin."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class AddContactPoint(Command[int]):
    person_id: int
    kind: ContactKind
    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True)
class EditContactPoint(Command[None]):
    point_id: int
    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True)
class RemoveContactPoint(Command[None]):
    point_id: int


@dataclass(frozen=True)
class AddFact(Command[int]):
    """A public fact that asks may use, with where it comes from."""

    person_id: int
    text: str
    source: str = ""
    verified_on: date | None = None


@dataclass(frozen=True)
class EditFact(Command[None]):
    fact_id: int
    text: str
    source: str = ""
    verified_on: date | None = None


@dataclass(frozen=True)
class RemoveFact(Command[None]):
    fact_id: int


@dataclass(frozen=True)
class SetTags(Command[None]):
    """Replace a person's tags by these names."""

    person_id: int
    tags: tuple[str, ...]


@dataclass(frozen=True)
class SetMentorship(Command[int]):
    """Give someone a role, or change its season and rhythm; None leaves a value as it is."""

    person_id: int
    role: Role
    season: Season | None = None
    cadence_days: int | None = None
    steps_ahead: StepsAhead | None = None
    why: str = ""


@dataclass(frozen=True)
class RemoveMentorship(Command[None]):
    mentorship_id: int


@dataclass(frozen=True)
class SetPlannedEnd(Command[None]):
    """Until when a role was agreed; None for an open end."""

    mentorship_id: int
    until: date | None


@dataclass(frozen=True)
class TagPeople(Command[int]):
    """Add tags to several people and take others away; returns how many people changed."""

    person_ids: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetSeasons(Command[int]):
    """Put the first role of each of several people into a season; returns how many changed.

    Who has no role becomes a mentor.
    """

    person_ids: tuple[int, ...]
    season: Season


@dataclass(frozen=True)
class SetPhoto(Command[int]):
    """Keep a picture file as someone's photo; its content is copied into the data folder."""

    person_id: int
    path: str


@dataclass(frozen=True)
class RemovePhoto(Command[None]):
    person_id: int
