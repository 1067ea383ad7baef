"""Changes to meetings: planning, agenda, notes, close, recap, and questions with memory."""

from dataclasses import dataclass
from datetime import date, datetime

from mentorcrm.models.history_kinds import AgendaKind, FeedbackStyle, LineKind
from mentorcrm.models.kinds import InteractionChannel, Privacy
from mentorcrm.services.commands import Command
from mentorcrm.services.commands.outreach import StartDraft


@dataclass(frozen=True)
class PlanMeeting(Command[int]):
    """Plan a meeting; returns its number.

    It comes with a proposed agenda, and unfinished points of earlier meetings with the same
    people move to it. A contact that lies in the past may be given too, to take notes on it.
    """

    person_ids: tuple[int, ...]
    at: datetime
    channel: InteractionChannel = InteractionChannel.VIDEO
    slot: int = 30
    title: str = ""
    zone: str = ""
    link: str = ""
    decision_id: int | None = None


@dataclass(frozen=True)
class MakeMeeting(Command[int]):
    """Prepare for, or take notes on, a contact that is on record; returns the meeting's number."""

    interaction_id: int


@dataclass(frozen=True)
class MoveMeeting(Command[None]):
    """Another time, counted; the zone stays when none is given."""

    meeting_id: int
    at: datetime
    zone: str = ""


@dataclass(frozen=True)
class EditMeeting(Command[None]):
    """Set what is given; None leaves it as it is. Two edits of a text soon after are one step."""

    meeting_id: int
    title: str | None = None
    channel: InteractionChannel | None = None
    slot: int | None = None
    link: str | None = None
    progress: str | None = None
    takeaways: str | None = None
    thanks: str | None = None
    rating: int | None = None


@dataclass(frozen=True)
class CancelMeeting(Command[None]):
    """It does not take place; what was on its agenda moves on."""

    meeting_id: int
    why: str = ""


@dataclass(frozen=True)
class SetDecision(Command[None]):
    """The one decision a meeting is for: a need of kind decision, or None."""

    meeting_id: int
    need_id: int | None


@dataclass(frozen=True)
class MarkAgendaSent(Command[None]):
    """I sent them the agenda, today unless said otherwise."""

    meeting_id: int
    on: date | None = None


@dataclass(frozen=True)
class StartNotes(Command[None]):
    """The meeting has begun."""

    meeting_id: int


@dataclass(frozen=True)
class CloseMeeting(Command[int | None]):
    """It is over: what it was worth, 1 to 4, and what comes of it.

    None leaves a text as it stands. `next_at` plans the next meeting with the same people and
    returns its number. The recap is due 48 hours after the meeting.
    """

    meeting_id: int
    rating: int | None = None
    takeaways: str | None = None
    thanks: str | None = None
    minutes: int | None = None
    next_at: datetime | None = None


@dataclass(frozen=True)
class BeginRecap(Command[int]):
    """Keep a recap, as `services.recaps` composed it, as the draft of a meeting."""

    meeting_id: int
    draft: StartDraft


@dataclass(frozen=True)
class AddPoint(Command[int]):
    """Put a point on an agenda, before the closing one unless a place is given."""

    meeting_id: int
    text: str
    kind: AgendaKind = AgendaKind.OTHER
    detail: str = ""
    minutes: int = 5
    position: int | None = None


@dataclass(frozen=True)
class EditPoint(Command[None]):
    """Set what is given; None leaves it as it is."""

    point_id: int
    text: str | None = None
    detail: str | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class SetPointDone(Command[None]):
    """Tick a point off, or take the tick away."""

    point_id: int
    done: bool = True


@dataclass(frozen=True)
class DropPoint(Command[None]):
    """Let a point go: it is no longer carried over."""

    point_id: int


@dataclass(frozen=True)
class OrderPoints(Command[None]):
    """The points of an agenda in a new order; those not named keep theirs, after the others."""

    meeting_id: int
    point_ids: tuple[int, ...]


@dataclass(frozen=True)
class TakePoint(Command[None]):
    """Take over to a meeting what an earlier one with some of the people left unfinished."""

    meeting_id: int
    point_id: int


@dataclass(frozen=True)
class FitAgenda(Command[None]):
    """Scale the minutes of an agenda so that they add up to the slot."""

    meeting_id: int


@dataclass(frozen=True)
class NoteLine:
    """A line of notes as it stands in the editor; `id` is None while it is new.

    `person_id` says whose advice or promise it is where several people met; None: the first.
    `privacy` counts for a new line, one that was taken out and is back; of another one it says
    whether words that never leave have come into it.
    """

    id: int | None
    kind: LineKind
    text: str
    person_id: int | None = None
    privacy: Privacy = Privacy.PRIVATE


@dataclass(frozen=True)
class WriteLines(Command[tuple[int, ...]]):
    """The notes of a meeting as they stand now; returns the ids of the lines, in their order.

    A line that is advice or a promise keeps a record of its own, which goes when the line does.
    """

    meeting_id: int
    lines: tuple[NoteLine, ...]


@dataclass(frozen=True)
class AddLine(Command[int]):
    """One more line of notes, at the end."""

    meeting_id: int
    kind: LineKind
    text: str
    person_id: int | None = None


@dataclass(frozen=True)
class SetLinePrivacy(Command[None]):
    """What may be done with a line, and with the advice or promise in it."""

    line_id: int
    privacy: Privacy


@dataclass(frozen=True)
class SetLineDue(Command[None]):
    """By when the promise in a line is due; None for no day."""

    line_id: int
    due: date | None


@dataclass(frozen=True)
class PutQuestion(Command[int]):
    """Put a question on an agenda; it is remembered as asked when its point is done.

    Where several people meet, `person_id` says whom it is put to; None: everybody.
    """

    meeting_id: int
    text: str
    key: str = ""
    person_id: int | None = None


@dataclass(frozen=True)
class AddQuestion(Command[int]):
    """A question of my own for the bank."""

    text: str
    topic: str = ""
    style: FeedbackStyle = FeedbackStyle.UNKNOWN


@dataclass(frozen=True)
class RemoveQuestion(Command[None]):
    """Take a question of my own out of the bank; that it was asked stays on record."""

    question_id: int


@dataclass(frozen=True)
class NoteAsked(Command[int]):
    """A question was put to someone, on the day of the meeting or today."""

    person_id: int
    text: str
    key: str = ""
    meeting_id: int | None = None
    on: date | None = None


@dataclass(frozen=True)
class NoteCameOf(Command[None]):
    """What came of a question."""

    asked_id: int
    came_of: str
