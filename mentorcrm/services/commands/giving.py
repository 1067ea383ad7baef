"""Changes to what went both ways, to ideas of what to give, and to introductions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorcrm.models.history_kinds import Effort, GiveDirection, GiveKind, IdeaKind
from mentorcrm.services.commands import Command
from mentorcrm.services.commands.outreach import StartDraft

GIVE_TEXT_FIELDS = ("what", "prompted_by")
INTRODUCTION_TEXT_FIELDS = ("why", "outcome")
INTRODUCTION_DAYS = (
    *("asked_on", "first_agreed_on", "second_agreed_on"),
    *("made_on", "told_introducer_on"),
)


@dataclass(frozen=True)
class NoteGiving(Command[int]):
    """Note that something went from one to the other; `on` defaults to the contact's day or today.

    `idea_id` marks an idea of what to give as done by this.
    """

    person_id: int
    direction: GiveDirection
    kind: GiveKind
    what: str = ""
    on: date | None = None
    effort: Effort | None = None
    prompted_by: str = ""
    interaction_id: int | None = None
    idea_id: int | None = None


@dataclass(frozen=True)
class EditGiving(Command[None]):
    """Set text fields, and what else is given; None leaves a value as it is."""

    note_id: int
    values: Mapping[str, str]
    direction: GiveDirection | None = None
    kind: GiveKind | None = None
    on: date | None = None
    effort: Effort | None = None
    clear_effort: bool = False


@dataclass(frozen=True)
class DeleteGiving(Command[None]):
    """Move a note of something given or received to the bin."""

    note_id: int


@dataclass(frozen=True)
class RestoreGiving(Command[None]):
    note_id: int


@dataclass(frozen=True)
class AddGiveIdea(Command[int]):
    """Note an interest, something they mentioned needing, or an idea of what to give."""

    person_id: int
    kind: IdeaKind
    text: str


@dataclass(frozen=True)
class EditGiveIdea(Command[None]):
    idea_id: int
    text: str
    kind: IdeaKind | None = None


@dataclass(frozen=True)
class RemoveGiveIdea(Command[None]):
    idea_id: int


@dataclass(frozen=True)
class AddIntroduction(Command[int]):
    """Someone met, or is to meet, someone else through somebody. None stands for me.

    `introducer_id` is who makes it, `first_id` and `second_id` who are to meet.
    """

    second_id: int
    first_id: int | None = None
    introducer_id: int | None = None
    why: str = ""
    asked_on: date | None = None


@dataclass(frozen=True)
class AskForIntroduction(Command[int]):
    """Note an introduction and begin the message that asks for it, in one step; returns that."""

    introduction: AddIntroduction
    message: StartDraft


@dataclass(frozen=True)
class EditIntroduction(Command[None]):
    """Set text fields and days; a day of None takes it away.

    An introduction of mine is made only after both have agreed.
    """

    introduction_id: int
    values: Mapping[str, str]
    days: Mapping[str, date | None]


@dataclass(frozen=True)
class DeleteIntroduction(Command[None]):
    introduction_id: int


@dataclass(frozen=True)
class RestoreIntroduction(Command[None]):
    introduction_id: int
