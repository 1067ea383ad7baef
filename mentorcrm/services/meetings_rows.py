"""Meetings as frozen plain values, ready to show."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mentorcrm.models.history_kinds import (
    CARRIED_TOO_OFTEN,
    AgendaKind,
    FeedbackStyle,
    LineKind,
    Owner,
)
from mentorcrm.models.kinds import InteractionChannel, Privacy, Role, Season
from mentorcrm.words import _, n_


class Stage(StrEnum):
    """Where a meeting stands. RECAP: closed, and the recap has not gone yet."""

    COMING = "coming"
    TO_CLOSE = "to-close"
    RECAP = "recap"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class MeetingPerson:
    """Someone who takes part, and what they are to me; `called` is how they are spoken of."""

    id: int
    name: str
    called: str
    tint: int
    zone: str
    role: Role | None = None
    season: Season | None = None
    since: date | None = None


@dataclass(frozen=True)
class MeetingRow:
    """One line of the list of meetings. `ready` counts the three checks of the preparation.

    `told` are those to whom a recap has gone.
    """

    id: int
    interaction_id: int
    title: str
    at: datetime
    zone: str
    channel: InteractionChannel
    slot: int
    people: tuple[MeetingPerson, ...]
    stage: Stage
    ready: int = 0
    has_decision: bool = False
    recap_due: datetime | None = None
    rating: int | None = None
    told: tuple[int, ...] = ()
    asks: bool = False  # Its time has passed, and nobody has said whether it took place.

    @property
    def ends(self) -> datetime:
        """When the slot is over."""
        return self.at + timedelta(minutes=self.slot)


@dataclass(frozen=True)
class PointRow:
    """A point of an agenda. `moved_to` is the meeting that an unfinished point was carried to.

    `proposed` says that it has no words of its own yet, only those of its place. `off_limits` is
    the topic that it touches although an agreement rules it out.
    """

    id: int
    kind: AgendaKind
    text: str
    detail: str
    minutes: int
    done: bool
    dropped: bool
    carried: int
    moved_to: int | None = None
    proposed: bool = False
    off_limits: str = ""

    @property
    def open(self) -> bool:
        """Whether it still waits to be talked about in this meeting."""
        return not (self.done or self.dropped or self.moved_to)

    @property
    def ask_to_drop(self) -> bool:
        """Whether it was carried so often that one may ask: drop it?"""
        return self.open and self.carried >= CARRIED_TOO_OFTEN


@dataclass(frozen=True)
class LineRow:
    """A line of the notes, with the words of the advice or promise it holds."""

    id: int
    kind: LineKind
    text: str
    privacy: Privacy
    person_id: int | None = None
    advice_id: int | None = None
    commitment_id: int | None = None
    due: date | None = None
    done: bool = False


@dataclass(frozen=True)
class ExperimentLine:
    """A piece of advice put to the test."""

    id: int
    hypothesis: str
    sign: str
    until: date | None


@dataclass(frozen=True)
class DecisionRow:
    """The one decision of a meeting; `confidence` is 1 to 5."""

    id: int
    statement: str
    options: tuple[str, ...]
    leaning: str
    decide_by: date | None
    confidence: int | None
    decided: str


class SinceKind(StrEnum):
    """What an entry of "since we last spoke" is. The order is the order of showing."""

    DONE = "done"
    OPEN = "open"
    EXPERIMENT = "experiment"
    ADVICE = "advice"
    DECIDED = "decided"
    THEIRS = "theirs"


@dataclass(frozen=True)
class SinceRow:
    """Something that moved, or did not, since the last meeting with someone.

    `told` is the sentence that may be said to them, empty when there is none; `leaves` is False
    for what never leaves the window. `record` is the row of `table` it rests on.
    """

    kind: SinceKind
    table: str
    record: int
    text: str
    state: str
    told: str = ""
    on: date | None = None
    leaves: bool = True


@dataclass(frozen=True)
class Since:
    """Since we last spoke: from which day on, and what there is to say."""

    day: date | None = None
    rows: tuple[SinceRow, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What may be said to them, as finished sentences."""
        return tuple(row.told for row in self.rows if row.told)


@dataclass(frozen=True)
class PromiseRow:
    """An open promise between us."""

    id: int
    owner: Owner
    what: str
    due: date | None
    made_on: date


@dataclass(frozen=True)
class AdviceLine:
    """Advice that was not yet reported back."""

    id: int
    words: str
    given_on: date
    state: str


@dataclass(frozen=True)
class AskedRow:
    """A question that was put to someone, when, and what came of it."""

    id: int
    key: str
    text: str
    asked_on: date
    came_of: str
    person_id: int


@dataclass(frozen=True)
class QuestionRow:
    """A question of the bank. `own` is the number of one of my own; `why` says why it fits."""

    key: str
    text: str
    topic: str
    style: FeedbackStyle
    own: int | None = None
    asked: tuple[AskedRow, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class TermsRow:
    """What was agreed with someone, in words; `boundaries` are topics and limits."""

    agreed: tuple[str, ...] = ()
    boundaries: tuple[str, ...] = ()
    style: FeedbackStyle = FeedbackStyle.UNKNOWN
    prefers: str = ""


@dataclass(frozen=True)
class OtherThere:
    """Somebody who is there too, with what may be said of them before others."""

    person: MeetingPerson
    mine: tuple[PromiseRow, ...] = ()
    theirs: tuple[PromiseRow, ...] = ()
    advice: tuple[AdviceLine, ...] = ()


@dataclass(frozen=True)
class Brief:
    """Someone on one screen before a meeting with them.

    `quotes` are words of theirs from earlier meetings; `others` are there too, and of them it
    holds only what is shareable. What may never leave the window is not in a brief that was made
    with `leaving`.
    """

    person: MeetingPerson
    standing: str
    terms: TermsRow
    since: Since
    mine: tuple[PromiseRow, ...] = ()
    theirs: tuple[PromiseRow, ...] = ()
    advice: tuple[AdviceLine, ...] = ()
    decision: DecisionRow | None = None
    questions: tuple[str, ...] = ()
    points: tuple[tuple[str, int], ...] = ()
    quotes: tuple[tuple[str, date], ...] = ()
    meeting_id: int | None = None
    title: str = ""
    at: datetime | None = None
    zone: str = ""
    slot: int = 0
    others: tuple[OtherThere, ...] = ()


@dataclass(frozen=True)
class RecapRow:
    """A recap to one of those who were there; without a draft it was sent and lies in the bin."""

    person_id: int
    draft_id: int | None
    sent_at: datetime | None


@dataclass(frozen=True)
class Check:
    """One of the three checks of the preparation."""

    key: str
    words: str
    done: bool


@dataclass(frozen=True)
class MeetingDetail:
    """One meeting whole. `over` is how many minutes the agenda is over the slot, or under it."""

    row: MeetingRow
    link: str
    progress: str
    points: tuple[PointRow, ...]
    lines: tuple[LineRow, ...]
    decision: DecisionRow | None
    takeaways: str
    thanks: str
    minutes: int | None
    moved: int
    cancelled_on: date | None
    cancelled_why: str
    agenda_sent_on: date | None
    held_at: datetime | None
    closed_at: datetime | None
    recaps: tuple[RecapRow, ...]
    privacy: Privacy
    next_id: int | None = None
    next_at: datetime | None = None

    @property
    def recap_draft_id(self) -> int | None:
        """The draft of the first recap."""
        return next((one.draft_id for one in self.recaps if one.draft_id is not None), None)

    @property
    def recap_sent_at(self) -> datetime | None:
        """When the last recap went; None while one that was begun waits."""
        sent = [one.sent_at for one in self.recaps if one.sent_at is not None]
        return max(sent) if sent and len(sent) == len(self.recaps) else None

    @property
    def recaps_sent(self) -> bool:
        """Whether a recap has gone to everybody who was there."""
        rows = [self.recap_to(person.id) for person in self.row.people]
        return bool(rows) and all(row is not None and row.sent_at is not None for row in rows)

    def recap_to(self, person_id: int) -> RecapRow | None:
        """The recap to someone, None before it was begun."""
        return next((one for one in self.recaps if one.person_id == person_id), None)

    @property
    def next_recap(self) -> int | None:
        """To whom a recap is next: one that waits, else one who has none; None without people."""
        people = [person.id for person in self.row.people]
        waits = [one.person_id for one in self.recaps if one.sent_at is None]
        free = [person for person in people if self.recap_to(person) is None]
        return next((person for person in (*waits, *free, *people) if person in people), None)

    @property
    def planned(self) -> int:
        """The minutes of what is on the agenda."""
        return sum(point.minutes for point in self.points if not point.dropped)

    @property
    def over(self) -> int:
        """How many minutes the agenda is over the slot; negative: so many are free."""
        return self.planned - self.row.slot

    @property
    def checks(self) -> tuple[Check, ...]:
        """The three checks of the preparation."""
        names = ", ".join(person.called for person in self.row.people)
        standing = (AgendaKind.PROGRESS, AgendaKind.CLOSING)
        own = any(p.kind not in standing and not (p.dropped or p.proposed) for p in self.points)
        return (
            Check("agenda", _("Agenda written"), own),
            Check("progress", _("Progress checked"), bool(self.progress)),
            Check(
                "sent",
                _("Agenda sent to {names}").format(names=names),
                self.agenda_sent_on is not None,
            ),
        )


def fit_words(over: int) -> str:
    """How an agenda fits its slot, in words; empty when it adds up."""
    if over > 0:
        return n_("{number} min over", "{number} min over", over).format(number=over)
    if over < 0:
        return n_("{number} min free", "{number} min free", -over).format(number=-over)
    return ""


def recap_clock(due: datetime, now: datetime) -> str:
    """How much of the 48 hours is left: `Recap due in 30 hours`."""
    left = due - now
    hours = round(abs(left) / timedelta(hours=1))
    if left < timedelta(0):
        if hours < 48:
            return _("The 48 hours are over; a recap is still welcome")
        return n_(
            "The recap is {number} day late and still welcome",
            "The recap is {number} days late and still welcome",
            hours // 24,
        ).format(number=hours // 24)
    if hours < 1:
        return _("The recap is due within the hour")
    return n_("Recap due in {number} hour", "Recap due in {number} hours", hours).format(
        number=hours
    )
