"""Reading meetings: the list, and one of them whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.errors import NotFound
from mentorcrm.models.history_kinds import AgendaKind
from mentorcrm.models.kinds import Role, Season
from mentorcrm.models.tables import (
    AgendaPoint,
    Experiment,
    Interaction,
    InteractionPerson,
    Meeting,
    Mentorship,
    Need,
    Person,
)
from mentorcrm.services.meeting_agenda import STANDING, words_of
from mentorcrm.services.meeting_left_rows import LeftRow
from mentorcrm.services.meeting_lines import line_rows
from mentorcrm.services.meeting_reach import (
    RECAP_WELCOME,
    STILL_OPEN,
    having,
    past_ids,
    still_waits,
    with_person,
)
from mentorcrm.services.meeting_recaps import have_gone, recaps_of
from mentorcrm.services.meetings_rows import (
    DecisionRow,
    ExperimentLine,
    MeetingDetail,
    MeetingPerson,
    MeetingRow,
    PointRow,
    RecapRow,
    Stage,
)
from mentorcrm.services.off_limits import first_topic, off_limits_at
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.plans import asks
from mentorcrm.services.today_rules import called
from mentorcrm.storage import search
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _, joined

TABLES = (
    "advice", "agenda_point", "commitment", "draft", "experiment", "interaction",
    "interaction_person", "meeting", "meeting_line", "mentorship", "need", "person",
    "question_asked", "working_style", "agreement",
)  # fmt: skip
"""The tables whose changes can change what a page of meetings shows."""

_COMING_FIRST = (Stage.COMING, Stage.TO_CLOSE, Stage.RECAP)
_ROLES = tuple(Role)
_OVER = frozenset({Season.CLOSED, Season.ALUMNI, Season.DECLINED, Season.LAPSED})


@dataclass(frozen=True)
class MeetingCounts:
    """How many meetings come, and how many wait to be closed or for their recap."""

    coming: int = 0
    to_close: int = 0
    recaps: int = 0


class MeetingQueries:
    """Questions about meetings."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def list(self, *stages: Stage) -> tuple[MeetingRow, ...]:
        """Meetings in one of these stages, or all.

        Those to come first, the next one at the top; then what waits; then the past, the newest
        first.
        """
        return self.rows(self.ids(stages or tuple(Stage)))

    def ids(self, stages: Sequence[Stage], text: str = "") -> Sequence[int]:
        """The numbers of meetings in these stages that have all words of a text, in that order.

        Those to come and what waits are few and are read; the past is put in order unread.
        """
        now = self._clock.now()
        with self._store.read() as session:
            rows = rows_of(session, now, still_waits(now), *having(text))
            live = [row for row in rows if row.stage in _COMING_FIRST]
            waiting = [row.id for row in sorted(live, key=_place) if row.stage in stages]
            before = {row.id for row in live}
            past = [n for n in past_ids(session, stages, text) if n not in before]
            return [*waiting, *past]

    def rows(self, ids: Sequence[int]) -> tuple[MeetingRow, ...]:
        """The rows of some meetings in their order; those that are gone are left out."""
        if not ids:
            return ()
        with self._store.read() as session:
            found = rows_of(session, self._clock.now(), Meeting.id.in_(AMONG), ids=ids)
        by_id = {row.id: row for row in found}
        return tuple(by_id[number] for number in ids if number in by_id)

    def detail(self, meeting_id: int) -> MeetingDetail:
        """One meeting; NotFound when it is not there or in the bin."""
        with self._store.read() as session:
            return _detail(session, meeting_id, self._clock.now())

    def next_with(self, person_id: int) -> int | None:
        """The next meeting with someone: coming, or else waiting to be closed."""
        with self._store.read() as session:
            return coming_with(session, person_id, self._clock.now())

    def last_with(self, person_id: int) -> int | None:
        """The newest meeting with someone that took place, by what is known."""
        with self._store.read() as session:
            rows = rows_of(session, self._clock.now(), with_person(person_id))
        held = [r for r in rows if r.stage not in (Stage.COMING, Stage.CANCELLED)]
        return max(held, key=lambda row: (row.at, row.id)).id if held else None

    def of_interaction(self, interaction_id: int) -> int | None:
        """The meeting of a contact, if it has one."""
        with self._store.read() as session:
            return session.scalar(
                select(Meeting.id).where(Meeting.interaction_id == interaction_id)
            )

    def of_point(self, point_id: int) -> int | None:
        """The meeting on whose agenda a point stands."""
        with self._store.read() as session:
            return session.scalar(select(AgendaPoint.meeting_id).where(AgendaPoint.id == point_id))

    def left_with(self, meeting_id: int) -> tuple[LeftRow, ...]:
        """What earlier meetings with some of those who take part left, to be taken over."""
        from mentorcrm.services.meeting_left import left_with

        with self._store.read() as session:
            return left_with(session, meeting_id)

    def tests_of(self, advice_ids: Sequence[int]) -> tuple[ExperimentLine, ...]:
        """The first experiment of each of these pieces of advice, in their order."""
        query = (
            select(Experiment)
            .where(Experiment.advice_id.in_(list(advice_ids)))
            .order_by(Experiment.id.desc())
        )
        with self._store.read() as session:
            first = {row.advice_id: row for row in session.scalars(query)}
        found = [first[number] for number in advice_ids if number in first]
        return tuple(ExperimentLine(row.id, row.hypothesis, row.sign, row.until) for row in found)

    def counts(self) -> MeetingCounts:
        """How many come and how many wait."""
        with self._store.read() as session:
            now = self._clock.now()
            stages = [row.stage for row in rows_of(session, now, still_waits(now))]
        return MeetingCounts(
            stages.count(Stage.COMING), stages.count(Stage.TO_CLOSE), stages.count(Stage.RECAP)
        )


def coming_with(session: Session, person_id: int, now: datetime) -> int | None:
    """The next meeting with someone: coming, or else waiting to be closed."""
    rows = rows_of(session, now, STILL_OPEN, with_person(person_id))
    wanted = [r for r in rows if r.stage in (Stage.COMING, Stage.TO_CLOSE)]
    return min(wanted, key=_place).id if wanted else None


def _place(row: MeetingRow) -> tuple[int, float, int]:
    if row.stage in _COMING_FIRST:
        return (_COMING_FIRST.index(row.stage), row.at.timestamp(), row.id)
    return (len(_COMING_FIRST), -row.at.timestamp(), -row.id)


def stage_of(meeting: Meeting, contact: Interaction, sent: bool, now: datetime) -> Stage:
    """Where a meeting stands at a time; `sent` says whether its recap has gone."""
    if meeting.cancelled_on is not None:
        return Stage.CANCELLED
    if meeting.closed_at is not None:
        due = meeting.recap_due is not None and not sent
        return Stage.RECAP if due and _recent(meeting, now) else Stage.DONE
    over = contact.at + timedelta(minutes=meeting.slot) <= now
    return Stage.TO_CLOSE if over or meeting.held_at is not None else Stage.COMING


def _recent(meeting: Meeting, now: datetime) -> bool:
    """Whether a recap is still welcome; two weeks on it would be odd."""
    return meeting.recap_due is not None and now - meeting.recap_due < RECAP_WELCOME


def rows_of(
    session: Session, now: datetime, *where: ColumnElement[bool], ids: Sequence[int] = ()
) -> list[MeetingRow]:
    """The meetings that fit, in no order; `ids` are what a condition may name as `AMONG`."""
    query = (
        select(Meeting, Interaction)
        .join(Interaction, Interaction.id == Meeting.interaction_id)
        .where(Interaction.deleted_at.is_(None), *where)
    )
    found = list(session.execute(query, {"ids": search.as_json(ids)} if ids else {}))
    people = _people(session, [contact.id for _meeting, contact in found])
    written = _written(session, [meeting.id for meeting, _contact in found])
    recaps = recaps_of(session, [meeting for meeting, _contact in found])
    return [
        _row(
            meeting, contact, recaps.get(meeting.id, ()), people.get(contact.id, ()),
            meeting.id in written, now,
        )
        for meeting, contact in found
    ]  # fmt: skip


def _row(
    meeting: Meeting,
    contact: Interaction,
    recaps: tuple[RecapRow, ...],
    people: tuple[MeetingPerson, ...],
    written: bool,
    now: datetime,
) -> MeetingRow:
    ready = [written, bool(meeting.progress), meeting.agenda_sent_on is not None]
    return MeetingRow(
        meeting.id,
        contact.id,
        contact.summary or _with(people),
        contact.at,
        contact.zone,
        contact.channel,
        meeting.slot,
        people,
        stage_of(meeting, contact, have_gone(recaps), now),
        sum(ready),
        meeting.decision_id is not None,
        meeting.recap_due,
        meeting.rating,
        tuple(recap.person_id for recap in recaps if recap.sent_at is not None),
        asks(contact, meeting, now, "UTC"),
    )


def _with(people: Sequence[MeetingPerson]) -> str:
    said = _("Meeting with {names}") if people else _("Meeting")
    return said.format(names=joined([person.called for person in people[:3]]))


def _written(session: Session, ids: Iterable[int]) -> set[int]:
    """The meetings whose agenda holds more than the standing points."""
    query = select(AgendaPoint.meeting_id).where(
        AgendaPoint.meeting_id.in_(list(ids)),
        AgendaPoint.kind.not_in(STANDING),
        AgendaPoint.dropped.is_(False),
        (AgendaPoint.text != "") | (AgendaPoint.kind == AgendaKind.DECISION),
    )
    return set(session.scalars(query))


def _people(session: Session, contacts: Sequence[int]) -> dict[int, tuple[MeetingPerson, ...]]:
    query = (
        select(InteractionPerson.interaction_id, InteractionPerson.person_id)
        .where(InteractionPerson.interaction_id.in_(list(contacts)))
        .order_by(InteractionPerson.id)
    )
    pairs = list(session.execute(query))
    known = people_by_id(session, {person_id for _contact, person_id in pairs})
    people: dict[int, list[MeetingPerson]] = {}
    for contact_id, person_id in pairs:
        if person_id in known:
            people.setdefault(contact_id, []).append(known[person_id])
    return {number: tuple(some) for number, some in people.items()}


def people_by_id(session: Session, ids: Iterable[int]) -> dict[int, MeetingPerson]:
    """People who are not in the bin, as meetings show them."""
    query = select(Person).where(Person.id.in_(list(ids)), Person.deleted_at.is_(None))
    found = list(session.scalars(query))
    held = _roles(session, [person.id for person in found])
    return {person.id: _person(person, held.get(person.id)) for person in found}


def _person(person: Person, role: Mentorship | None) -> MeetingPerson:
    return MeetingPerson(
        person.id,
        person.display_name,
        person.nickname or called(person.display_name),
        person.avatar_tint,
        person.zone,
        *((role.role, role.season, role.since) if role else ()),
    )


def _roles(session: Session, ids: Iterable[int]) -> dict[int, Mentorship]:
    """What each person is to me, the role that is not over before one that is."""
    query = select(Mentorship).where(Mentorship.person_id.in_(list(ids)))
    roles = sorted(
        session.scalars(query),
        key=lambda m: (m.season in _OVER, _ROLES.index(m.role)),
        reverse=True,
    )
    return {role.person_id: role for role in roles}


def _detail(session: Session, meeting_id: int, now: datetime) -> MeetingDetail:
    meeting = session.get(Meeting, meeting_id)
    contact = session.get(Interaction, meeting.interaction_id) if meeting else None
    if meeting is None or contact is None or contact.deleted_at is not None:
        raise NotFound(_("That meeting is no longer there."))
    recaps = recaps_of(session, [meeting]).get(meeting.id, ())
    people = _people(session, [contact.id]).get(contact.id, ())
    written = meeting.id in _written(session, [meeting.id])
    decision = decision_row(session, meeting)
    points = point_rows(session, meeting, decision)
    following = _next(session, meeting, contact, people, now)
    return MeetingDetail(
        row=_row(meeting, contact, recaps, people, written, now),
        link=meeting.link,
        progress=meeting.progress,
        points=points,
        lines=line_rows(session, meeting.id),
        decision=decision,
        takeaways=meeting.takeaways,
        thanks=meeting.thanks,
        minutes=contact.minutes,
        moved=meeting.moved,
        cancelled_on=meeting.cancelled_on,
        cancelled_why=meeting.cancelled_why,
        agenda_sent_on=meeting.agenda_sent_on,
        held_at=meeting.held_at,
        closed_at=meeting.closed_at,
        recaps=recaps,
        privacy=contact.privacy,
        next_id=following.id if following else None,
        next_at=following.at if following else None,
    )


def _next(
    session: Session,
    meeting: Meeting,
    contact: Interaction,
    people: Sequence[MeetingPerson],
    now: datetime,
) -> MeetingRow | None:
    """The next meeting to come with someone of these."""
    later = [
        row
        for person in people
        for row in rows_of(session, now, STILL_OPEN, with_person(person.id))
        if row.stage is Stage.COMING and row.id != meeting.id and row.at > contact.at
    ]
    return min(later, key=_place) if later else None


def decision_row(session: Session, meeting: Meeting) -> DecisionRow | None:
    """The decision of a meeting; None without one or when it is in the bin."""
    need = session.get(Need, meeting.decision_id) if meeting.decision_id else None
    if need is None or need.deleted_at is not None:
        return None
    return DecisionRow(
        need.id, need.statement, tuple(need.options), need.leaning, need.decide_by,
        need.confidence, need.decided,
    )  # fmt: skip


def point_rows(
    session: Session, meeting: Meeting, decision: DecisionRow | None
) -> tuple[PointRow, ...]:
    """The points of an agenda in order, with where those that moved on are now."""
    query = (
        select(AgendaPoint)
        .where(AgendaPoint.meeting_id == meeting.id)
        .order_by(AgendaPoint.position, AgendaPoint.id)
    )
    points = list(session.scalars(query))
    moved = dict(
        session.execute(
            select(AgendaPoint.carried_from, AgendaPoint.meeting_id).where(
                AgendaPoint.carried_from.in_([p.id for p in points])
            )
        ).all()
    )
    statement = decision.statement if decision else ""
    topics = off_limits_at(session, meeting.interaction_id)
    return tuple(
        PointRow(
            p.id, p.kind, words_of(p.kind, p.text, statement), p.detail, p.minutes, p.done,
            p.dropped, p.carried, moved.get(p.id),
            not p.text and p.kind is not AgendaKind.DECISION,
            first_topic(topics, f"{words_of(p.kind, p.text, statement)}. {p.detail}"),
        )
        for p in points
    )  # fmt: skip
