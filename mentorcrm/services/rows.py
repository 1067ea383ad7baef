"""What queries return: frozen plain values, ready to show. No mapped object leaves services."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from mentorcrm.models.kinds import (
    SETTLED_DAYS,
    ContactKind,
    CoverageLevel,
    Direction,
    DraftState,
    InteractionChannel,
    MessageForm,
    MessageKind,
    NeedKind,
    NeedStatus,
    Outcome,
    PartId,
    Privacy,
    PublicFact,
    Role,
    Season,
    StepsAhead,
    TimeWindow,
    Tone,
    WorkingHours,
)


@dataclass(frozen=True)
class ProfileRow:
    """Me. `zone` is an IANA name or empty; `complete` says whether an ask can introduce me."""

    name: str = ""
    headline: str = ""
    intro_line: str = ""
    intro_three: str = ""
    signature_warm: str = ""
    signature_plain: str = ""
    signature_brief: str = ""
    reach_me: str = ""
    zone: str = ""
    region: str = ""
    hours: WorkingHours = field(default_factory=WorkingHours)
    calendar_file: str = ""

    @property
    def complete(self) -> bool:
        return bool(self.name and (self.intro_line or self.headline))


@dataclass(frozen=True)
class ContactPointRow:
    id: int
    kind: ContactKind
    value: str
    label: str
    preferred: bool


@dataclass(frozen=True)
class FactRow:
    """A public fact about a person, with where it comes from and when that was last checked."""

    id: int
    text: str
    source: str
    verified_on: date | None

    def as_fact(self) -> PublicFact:
        return PublicFact(self.text, self.source, self.verified_on)


@dataclass(frozen=True)
class MentorshipRow:
    id: int
    role: Role
    season: Season
    since: date | None
    cadence_days: int | None
    steps_ahead: StepsAhead
    planned_end: date | None = None
    ended_on: date | None = None
    ended_how: str = ""
    ended_reason: str = ""
    terms_after: str = ""


@dataclass(frozen=True)
class SeasonRow:
    """One change of season; `before` is None where the role began."""

    role: Role
    before: Season | None
    after: Season
    on: date
    why: str


@dataclass(frozen=True)
class InteractionRow:
    id: int
    at: datetime
    zone: str
    channel: InteractionChannel
    direction: Direction
    minutes: int | None
    summary: str
    body: str
    privacy: Privacy
    counts_as_contact: bool
    people: tuple[tuple[int, str], ...]
    draft_id: int | None = None


@dataclass(frozen=True)
class PersonDetail:
    """Everything the person page shows. `values` holds the editable text fields by column name."""

    id: int
    version: int
    name: str
    first_name: str
    tint: int
    values: Mapping[str, str]
    introduced_by: tuple[int, str] | None
    favourite: bool
    archived: bool
    deleted: bool
    created_at: datetime
    connected_on: date | None
    do_not_contact_until: date | None
    last_contact: datetime | None
    tags: tuple[str, ...]
    mentorships: tuple[MentorshipRow, ...]
    points: tuple[ContactPointRow, ...]
    facts: tuple[FactRow, ...]
    interactions: tuple[InteractionRow, ...]
    drafts: tuple["DraftRow", ...]
    seasons: tuple[SeasonRow, ...] = ()
    photo: str = ""  # The SHA-256 of the kept file.

    def mail(self) -> str:
        """The address to write to: the preferred one, else the first, else empty."""
        mails = [p for p in self.points if p.kind is ContactKind.MAIL]
        chosen = next((p for p in mails if p.preferred), mails[0] if mails else None)
        return chosen.value if chosen else ""


@dataclass(frozen=True)
class NeedTaskRow:
    id: int
    text: str
    done_on: date | None


@dataclass(frozen=True)
class HelperRow:
    """Someone who is linked to a need, and how far they cover it."""

    person_id: int
    name: str
    tint: int
    level: CoverageLevel


@dataclass(frozen=True)
class NeedRow:
    """A need with its steps and the people linked to it; ratings and confidence are 1 to 5."""

    id: int
    version: int
    kind: NeedKind
    statement: str
    why_now: str
    done_when: str
    target_date: date | None
    status: NeedStatus
    options: tuple[str, ...] = ()
    leaning: str = ""
    decide_by: date | None = None
    tasks: tuple[NeedTaskRow, ...] = ()
    rating_start: int | None = None
    rating_now: int | None = None
    confidence: int | None = None
    decided: str = ""
    decided_on: date | None = None
    expected: str = ""
    outcome: str = ""
    review_on: date | None = None
    helpers: tuple[HelperRow, ...] = ()

    @property
    def linked(self) -> tuple[HelperRow, ...]:
        """The people who help with it; those looked at and set aside are left out."""
        return tuple(h for h in self.helpers if h.level is not CoverageLevel.NONE)

    @property
    def progress(self) -> tuple[int, int]:
        """How many of its steps are done, of how many."""
        return sum(task.done_on is not None for task in self.tasks), len(self.tasks)

    @property
    def due(self) -> date | None:
        """The day it is for: that of the decision, or the target."""
        return self.decide_by if self.kind is NeedKind.DECISION else self.target_date

    @property
    def look_again_on(self) -> date | None:
        """When to say how a decision turned out; None where none was made, or it was said."""
        if self.kind is not NeedKind.DECISION or not self.decided or self.outcome:
            return None
        settled = self.decided_on and self.decided_on + timedelta(days=SETTLED_DAYS)
        return self.review_on or settled


@dataclass(frozen=True)
class DraftRow:
    """One line of the list of asks."""

    id: int
    person_id: int
    person: str
    tint: int
    kind: MessageKind
    subject: str
    state: DraftState
    updated_at: datetime
    sent_at: datetime | None = None
    follow_up_due: date | None = None
    outcome: Outcome | None = None
    outcome_on: date | None = None
    outcome_note: str = ""
    after: int | None = None  # The message that this one follows up or answers.
    need_id: int | None = None
    need: str = ""


@dataclass(frozen=True)
class AttachmentRow:
    """A file that goes with a message; `since` is when it was attached."""

    id: int
    name: str
    size: int
    media_type: str
    sha256: str
    since: datetime | None = None


@dataclass(frozen=True)
class DraftVersionRow:
    id: int
    number: int
    subject: str
    body: str
    reason: str
    created_at: datetime


@dataclass(frozen=True)
class DraftDetail:
    """A draft as the composer needs it. `parts` holds what was typed, by part."""

    id: int
    version: int
    person_id: int
    kind: MessageKind
    tone: Tone
    form: MessageForm
    need_id: int | None
    parts: Mapping[PartId, str]
    windows: tuple[TimeWindow, ...]
    subject: str
    body: str
    edited_by_hand: bool
    state: DraftState
    dismissed: frozenset[tuple[str, str]]
    attachments: tuple[AttachmentRow, ...]
    versions: tuple[DraftVersionRow, ...]
    updated_at: datetime
    sent_channel: InteractionChannel | None = None
    sent_at: datetime | None = None
    follow_up_due: date | None = None
    outcome: Outcome | None = None
    outcome_note: str = ""
    outcome_on: date | None = None
    after: int | None = None
    advice: tuple[int, ...] = ()  # What it reports on, in this order.


@dataclass(frozen=True)
class TemplateRow:
    """A template as listed: the built-in, or the user's changed copy of it."""

    kind: MessageKind
    tone: Tone
    form: MessageForm
    name: str
    own: bool
    outdated: bool


@dataclass(frozen=True)
class HistoryRow:
    id: int
    label: str
    at: datetime
    rows: int
    undone: bool


@dataclass(frozen=True)
class BatchRow:
    id: int
    file_name: str
    file_kind: str
    applied_at: datetime
    counts: Mapping[str, int]


@dataclass(frozen=True)
class SearchHit:
    """One result; `excerpt` holds the matching words.

    `kind` is person, note, need, draft, advice, promise, line (of a meeting's notes) or topic,
    whose id is that of the newest contact about it.
    """

    kind: str
    id: int
    title: str
    excerpt: str
    person_id: int | None = None
