"""What practice and stalls are judged by, read from the record: for everybody or for some.

Each subject is one query; what they find is gathered by person. `Gathered.owners` names for each
record whom it belongs to, so that what is kept of somebody can be renewed once a record is gone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Row, ScalarSelect, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from mentorcrm.health.practice import MOMENTUM_DAYS, Evidence, Loop, LoopKind, Meeting
from mentorcrm.health.stall import CARRIED_ENOUGH
from mentorcrm.models.health_kinds import SignalKind
from mentorcrm.models.history_kinds import FitVerdict, GiveDirection, Owner
from mentorcrm.models.kinds import (
    CONTACT_CHANNELS,
    CoverageLevel,
    Direction,
    DraftState,
    NeedStatus,
    Outcome,
    Privacy,
)
from mentorcrm.models.tables import (
    Advice,
    AgendaPoint,
    Commitment,
    Coverage,
    Draft,
    FitCheck,
    HealthNote,
    Interaction,
    InteractionPerson,
    Mentorship,
    Need,
    NeedTask,
    ReciprocityNote,
)
from mentorcrm.models.tables import Meeting as MeetingRecord
from mentorcrm.services.giving_queries import ASKING, GIVING
from mentorcrm.services.meeting_reach import RECAP_WELCOME
from mentorcrm.services.meeting_recaps import have_gone, recaps_of
from mentorcrm.services.owners import Owners
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.today_rules import shortened
from mentorcrm.storage import search

ANSWER_FOR = timedelta(days=30)
_WAITS = (Outcome.YES, Outcome.YES_SMALLER, Outcome.ASKED_MORE)


class Doubt(NamedTuple):
    """My disagreement with a judgement: why, and until when it holds."""

    reason: str
    expires_on: date


_NO_DOUBTS: Mapping[SignalKind, Doubt] = MappingProxyType({})


@dataclass(slots=True)
class Found:
    """What was found about one person; it grows while the record is read, and then no more.

    Tuples, as most stay empty: lists of their own would be most of what is kept of everybody.
    """

    loops: tuple[Loop, ...] = ()
    asks: tuple[Evidence, ...] = ()
    gave: tuple[Evidence, ...] = ()
    moved: tuple[Evidence, ...] = ()
    aims: tuple[Evidence, ...] = ()
    undone: tuple[Evidence, ...] = ()
    carried: tuple[Evidence, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    answers: tuple[Evidence, ...] = ()
    fit: tuple[FitVerdict, Evidence] | None = None
    doubts: Mapping[SignalKind, Doubt] = field(default_factory=lambda: _NO_DOUBTS)

    @property
    def gave_last(self) -> Evidence | None:
        """The newest gift, update or thanks of mine."""
        return max(self.gave, key=lambda one: (one.day, one.id), default=None)

    @property
    def asks_since(self) -> tuple[Evidence, ...]:
        """What I asked for after it, the newest first."""
        gave = self.gave_last
        since = [one for one in self.asks if gave is None or one.day > gave.day]
        return tuple(sorted(since, key=lambda one: (one.day, one.id), reverse=True))


NOTHING = Found()
"""Of whom nothing was found; most people, so that all of them share it."""


class Gathered(defaultdict[int, Found]):
    """What was found, by person; `owners` of each record that was looked at."""

    def __init__(self) -> None:
        super().__init__(Found)
        self.owners = Owners()

    def about(self, table: str, row: int, person: int) -> Found:
        """What is known of a person, after noting that a record is about them."""
        self.owners.add(table, row, person)
        return self[person]


@dataclass(frozen=True)
class _Reading:
    """One reading: whose facts, as they are at an instant in a zone."""

    session: Session
    now: datetime
    zone: ZoneInfo
    people: Sequence[int] | None

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def day(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def rows(self, query: Select[*tuple[Any, ...]], person: Any) -> Iterable[Row[*tuple[Any, ...]]]:
        """The rows of a query, of all or of the people of this reading."""
        # All at once, and without the ORM's own way of reading, which takes as long again.
        connection = self.session.connection()
        if self.people is None:
            return connection.execute(query).all()
        ids = {"ids": search.as_json(self.people)}
        return connection.execute(query.where(person.in_(AMONG)), ids).all()


def gather(
    session: Session, now: datetime, zone: ZoneInfo, people: Sequence[int] | None = None
) -> Gathered:
    """Everything practice looks at, of all people or of some."""
    found = Gathered()
    reading = _Reading(session, now, zone, people)
    for read in (_messages, _given, _promises, _advice, _meetings, _carried, _needs, _fit, _doubts):
        read(reading, found)
    return found


def _messages(reading: _Reading, found: Gathered) -> None:
    """What was asked for, what was given by a message, and answers that wait for mine."""
    waits = and_(
        Draft.state == DraftState.ANSWERED,
        Draft.outcome.in_(_WAITS),
        Draft.outcome_on >= reading.today - ANSWER_FOR,
    )
    query = select(
        Draft.id, Draft.person_id, Draft.kind, Draft.sent_at, Draft.outcome_on, Draft.subject,
        waits.label("waits"), case((waits, _came_back())).label("came_back"),
    ).where(Draft.deleted_at.is_(None), Draft.sent_at.is_not(None))  # fmt: skip
    for row in reading.rows(query, Draft.person_id):
        known = found.about("draft", row.id, row.person_id)
        sent = Evidence("draft", row.id, reading.day(row.sent_at), row.subject)
        if row.kind in ASKING:
            known.asks += (sent,)
        elif row.kind in GIVING:
            known.gave += (sent,)
        if not row.waits or row.outcome_on is None:
            continue
        if row.came_back is None or reading.day(row.came_back) < row.outcome_on:
            known.answers += (Evidence("draft", row.id, row.outcome_on, row.subject),)


def _came_back() -> ScalarSelect[Any]:
    """The newest contact from me to whom a message went, other than the message itself."""
    return (
        select(func.max(Interaction.at, type_=Interaction.at.type))
        .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
        .where(
            InteractionPerson.person_id == Draft.person_id,
            Interaction.deleted_at.is_(None),
            Interaction.direction != Direction.THEM,
            Interaction.channel.in_(CONTACT_CHANNELS),
            or_(Interaction.draft_id.is_(None), Interaction.draft_id != Draft.id),
        )
        .correlate(Draft)
        .scalar_subquery()
    )


def _given(reading: _Reading, found: Gathered) -> None:
    """What I gave and noted down."""
    query = select(
        ReciprocityNote.id, ReciprocityNote.person_id, ReciprocityNote.happened_on,
        ReciprocityNote.what,
    ).where(
        ReciprocityNote.deleted_at.is_(None), ReciprocityNote.direction == GiveDirection.GIVEN
    )  # fmt: skip
    for row in reading.rows(query, ReciprocityNote.person_id):
        known = found.about("reciprocity_note", row.id, row.person_id)
        gift = Evidence("reciprocity_note", row.id, row.happened_on, shortened(row.what))
        known.gave += (gift,)


def _promises(reading: _Reading, found: Gathered) -> None:
    """Promises both ways: mine that are open, those past their day, those kept of late."""
    start = reading.today - timedelta(days=MOMENTUM_DAYS)
    query = select(
        Commitment.id, Commitment.person_id, Commitment.owner, Commitment.what, Commitment.due,
        Commitment.made_on, Commitment.done_on, Commitment.privacy,
    ).where(
        Commitment.deleted_at.is_(None),
        Commitment.dropped_on.is_(None),
        or_(Commitment.done_on.is_(None), Commitment.done_on > start),
    )  # fmt: skip
    for row in reading.rows(query, Commitment.person_id):
        known = found.about("commitment", row.id, row.person_id)
        words = _told(row.what, row.privacy)
        if row.done_on is not None:
            known.moved += (Evidence("commitment", row.id, row.done_on, words),)
            continue
        known.aims += (Evidence("commitment", row.id, row.made_on, words),)
        if row.due is None:
            continue
        due = Evidence("commitment", row.id, row.due, words)
        if row.due < reading.today:
            known.undone += (due,)
        if row.owner is Owner.ME:
            known.loops += (Loop(LoopKind.PROMISE, due),)


def _advice(reading: _Reading, found: Gathered) -> None:
    """Advice whose giver has not heard what came of it."""
    query = select(Advice.id, Advice.person_id, Advice.given_on, Advice.words).where(
        Advice.deleted_at.is_(None),
        Advice.told_on.is_(None),
        Advice.privacy != Privacy.NEVER,
    )
    for row in reading.rows(query, Advice.person_id):
        said = Evidence("advice", row.id, row.given_on, shortened(row.words))
        known = found.about("advice", row.id, row.person_id)
        known.loops += (Loop(LoopKind.ADVICE, said),)


def _meetings(reading: _Reading, found: Gathered) -> None:
    """Meetings of the past, the newest first, and recaps that have not gone."""
    query = (
        select(
            MeetingRecord.id, InteractionPerson.person_id, Interaction.at, MeetingRecord.rating,
            MeetingRecord.moved, MeetingRecord.cancelled_on, MeetingRecord.closed_at,
            MeetingRecord.recap_due, MeetingRecord.recap_draft_id,
        )
        .join(Interaction, Interaction.id == MeetingRecord.interaction_id)
        .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
        .where(
            Interaction.deleted_at.is_(None),
            or_(Interaction.at <= reading.now, MeetingRecord.cancelled_on.is_not(None)),
        )
        .order_by(Interaction.at.desc(), MeetingRecord.id.desc())
    )  # fmt: skip
    waiting: list[tuple[Row[*tuple[Any, ...]], Loop]] = []
    for row in reading.rows(query, InteractionPerson.person_id):
        known = found.about("meeting", row.id, row.person_id)
        held = Evidence("meeting", row.id, reading.day(row.at))
        cancelled = row.cancelled_on is not None
        known.meetings += (Meeting(held, row.rating, row.moved, cancelled),)
        due = row.closed_at is not None and not cancelled and row.recap_due is not None
        if due and reading.now - row.recap_due < RECAP_WELCOME:
            waiting.append((row, Loop(LoopKind.RECAP, held)))
    if not waiting:
        return
    begun = recaps_of(reading.session, [row for row, _loop in waiting])
    for row, loop in waiting:
        recaps = begun.get(row.id, ())
        told = any(one.person_id == row.person_id and one.sent_at for one in recaps)
        if not (told or have_gone(recaps)):
            found[row.person_id].loops += (loop,)


def _carried(reading: _Reading, found: Gathered) -> None:
    """Points that came back meeting after meeting and are still open."""
    query = (
        select(AgendaPoint.id, InteractionPerson.person_id, Interaction.at, AgendaPoint.text)
        .join(MeetingRecord, MeetingRecord.id == AgendaPoint.meeting_id)
        .join(Interaction, Interaction.id == MeetingRecord.interaction_id)
        .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
        .where(
            Interaction.deleted_at.is_(None),
            AgendaPoint.carried >= CARRIED_ENOUGH,
            AgendaPoint.done.is_(False),
            AgendaPoint.dropped.is_(False),
        )
    )
    for row in reading.rows(query, InteractionPerson.person_id):
        known = found.about("agenda_point", row.id, row.person_id)
        point = Evidence("agenda_point", row.id, reading.day(row.at), shortened(row.text))
        known.carried += (point,)


def _needs(reading: _Reading, found: Gathered) -> None:
    """What we work on together: open needs that they cover, steps taken, decisions made."""
    query = (
        select(
            Coverage.id, Mentorship.person_id, Need.id.label("need"), Need.statement, Need.status,
            Need.created_at, Need.decided_on, Coverage.created_at.label("since"),
        )
        .join(Need, Need.id == Coverage.need_id)
        .join(Mentorship, Mentorship.id == Coverage.mentorship_id)
        .where(Need.deleted_at.is_(None), Coverage.level != CoverageLevel.NONE)
    )  # fmt: skip
    steps = _steps(reading)
    for row in reading.rows(query, Mentorship.person_id):
        known = found.about("need", row.need, row.person_id)
        found.about("coverage", row.id, row.person_id)
        words = shortened(row.statement)
        if row.decided_on is not None:
            known.moved += (Evidence("need", row.need, row.decided_on, words),)
        elif row.status is NeedStatus.OPEN:
            since = max(reading.day(row.created_at), reading.day(row.since))
            known.aims += (Evidence("need", row.need, since, words),)
        for step, day, text in steps.get(row.need, ()):
            known = found.about("need_task", step, row.person_id)
            known.moved += (Evidence("need_task", step, day, shortened(text)),)


def _steps(reading: _Reading) -> dict[int, list[tuple[int, date, str]]]:
    """The steps towards needs that were taken of late, by need."""
    start = reading.today - timedelta(days=MOMENTUM_DAYS)
    query = select(NeedTask.id, NeedTask.need_id, NeedTask.done_on, NeedTask.text).where(
        NeedTask.done_on > start
    )
    taken: dict[int, list[tuple[int, date, str]]] = {}
    for step, need, day, text in reading.session.connection().execute(query):
        if day is not None:
            taken.setdefault(need, []).append((step, day, text))
    return taken


def _fit(reading: _Reading, found: Gathered) -> None:
    """The newest of the three answers about fit."""
    query = select(FitCheck.id, FitCheck.person_id, FitCheck.verdict, FitCheck.checked_on)
    for row in reading.rows(query.order_by(FitCheck.checked_on, FitCheck.id), FitCheck.person_id):
        known = found.about("fit_check", row.id, row.person_id)
        known.fit = (row.verdict, Evidence("fit_check", row.id, row.checked_on))


def _doubts(reading: _Reading, found: Gathered) -> None:
    """Where I disagree, while it holds."""
    query = select(
        HealthNote.id, HealthNote.person_id, HealthNote.signal, HealthNote.reason,
        HealthNote.expires_on,
    ).where(HealthNote.expires_on > reading.today)  # fmt: skip
    for row in reading.rows(query, HealthNote.person_id):
        known = found.about("health_note", row.id, row.person_id)
        known.doubts = {**known.doubts, row.signal: Doubt(row.reason, row.expires_on)}


def _told(words: str, privacy: Privacy) -> str:
    """Words that may be shown beside a judgement; what never leaves is only counted."""
    return "" if privacy is Privacy.NEVER else shortened(words)
