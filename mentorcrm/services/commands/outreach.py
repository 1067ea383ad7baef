"""Changes to messages, contact had, and the user's own templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mentorcrm.models.kinds import (
    Direction,
    DraftState,
    InteractionChannel,
    MessageForm,
    MessageKind,
    Outcome,
    PartId,
    Privacy,
    TimeWindow,
    Tone,
)
from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class StartDraft(Command[int]):
    """Begin a message to someone; the first text is rendered from the record."""

    person_id: int
    kind: MessageKind
    tone: Tone = Tone.WARM
    form: MessageForm = MessageForm.MAIL
    need_id: int | None = None
    parts: Mapping[PartId, str] | None = None
    windows: tuple[TimeWindow, ...] = ()
    subject: str = ""
    body: str = ""
    after: int | None = None  # The message that this one follows up or answers.
    by_hand: bool = False  # The text is the user's own, or from a template that is not kept.
    advice: tuple[int, ...] = ()  # What it reports on, in this order.


@dataclass(frozen=True)
class EditDraft(Command[None]):
    """Set what is given; None leaves it as it is. `by_hand` marks the text as the user's own."""

    draft_id: int
    kind: MessageKind | None = None
    tone: Tone | None = None
    form: MessageForm | None = None
    need_id: int | None = None
    clear_need: bool = False
    parts: Mapping[PartId, str] | None = None
    windows: tuple[TimeWindow, ...] | None = None
    subject: str | None = None
    body: str | None = None
    by_hand: bool | None = None
    state: DraftState | None = None


@dataclass(frozen=True)
class KeepVersion(Command[int]):
    """Keep the present text as a version before it is replaced; returns its number."""

    draft_id: int
    reason: str = ""


@dataclass(frozen=True)
class RestoreVersion(Command[None]):
    """Bring an earlier text back; the present one is kept as a version."""

    version_id: int


@dataclass(frozen=True)
class DismissFinding(Command[None]):
    """Set a finding of the review aside for this draft, by rule and exact words."""

    draft_id: int
    rule: str
    text: str


@dataclass(frozen=True)
class RecallFinding(Command[None]):
    """Show one dismissed finding of this draft again."""

    draft_id: int
    rule: str
    text: str


@dataclass(frozen=True)
class RecallFindings(Command[None]):
    """Show dismissed findings of this draft again."""

    draft_id: int


@dataclass(frozen=True)
class AttachFile(Command[int]):
    """Attach a file to a draft; its content is copied into the data folder."""

    draft_id: int
    path: str


@dataclass(frozen=True)
class AttachContent(Command[int]):
    """Attach what the app made itself; a file of the same name on the draft gives way to it."""

    draft_id: int
    name: str
    content: bytes


@dataclass(frozen=True)
class DetachFile(Command[None]):
    draft_id: int
    attachment_id: int


@dataclass(frozen=True)
class MarkSent(Command[int]):
    """Record that the user sent a message; logs the contact and sets the follow-up day.

    Returns the id of the contact that was logged.
    """

    draft_id: int
    channel: InteractionChannel
    sent_at: datetime


@dataclass(frozen=True)
class RecordOutcome(Command[None]):
    """What came of a message; `on` defaults to today."""

    draft_id: int
    outcome: Outcome
    note: str = ""
    on: date | None = None


@dataclass(frozen=True)
class AddSuggested(Command[int]):
    """Add the person whom someone suggested in answer; returns the new person's id.

    They are introduced by the one who answered, and the answer notes their name.
    """

    draft_id: int
    name: str
    organisation: str = ""
    title: str = ""
    mail: str = ""


@dataclass(frozen=True)
class DeleteDraft(Command[None]):
    """Move a draft to the bin."""

    draft_id: int


@dataclass(frozen=True)
class LogInteraction(Command[int]):
    """Record a contact with one or several people.

    `zone` is where it was lived, the computer's when empty. One that lies ahead is a plan.
    """

    person_ids: tuple[int, ...]
    at: datetime
    channel: InteractionChannel
    direction: Direction = Direction.BOTH
    summary: str = ""
    body: str = ""
    minutes: int | None = None
    privacy: Privacy = Privacy.PRIVATE
    counts_as_contact: bool = True
    zone: str = ""
    need_id: int | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeleteInteraction(Command[None]):
    interaction_id: int


@dataclass(frozen=True)
class SetPrivacy(Command[None]):
    """Say what may be done with the note of a contact."""

    interaction_id: int
    privacy: Privacy


@dataclass(frozen=True)
class SaveTemplate(Command[None]):
    """Keep the user's own text for one kind, tone and form. A refused template is not saved."""

    kind: MessageKind
    tone: Tone
    form: MessageForm
    source: str
    name: str = ""


@dataclass(frozen=True)
class ResetTemplate(Command[None]):
    """Go back to the built-in text."""

    kind: MessageKind
    tone: Tone
    form: MessageForm
