"""The brief: someone on one screen before a meeting with them, and one page of it for paper.

On screen it holds what is mine to see. A brief made with `leaving` is for paper, a file or the
command line: without what is marked as never leaving, without boundaries, ways of working and
notes on a point, and without words that came from anybody else.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mentorcrm.asks.one_page import OnePage, Section, markdown
from mentorcrm.clock import Clock, today
from mentorcrm.errors import NotFound
from mentorcrm.models.history_kinds import AgendaKind, FeedbackStyle, LineKind, Owner
from mentorcrm.models.kinds import Privacy
from mentorcrm.models.tables import (
    Advice,
    Agreement,
    Commitment,
    Interaction,
    InteractionPerson,
    Meeting,
    MeetingLine,
    Mentorship,
    WorkingStyle,
)
from mentorcrm.services.due_words import unnamed
from mentorcrm.services.meeting_queries import (
    coming_with,
    decision_row,
    people_by_id,
    point_rows,
)
from mentorcrm.services.meeting_questions import suggested
from mentorcrm.services.meeting_since import since
from mentorcrm.services.meeting_together import others_there, people_at, put_to
from mentorcrm.services.meetings_rows import (
    AdviceLine,
    Brief,
    MeetingPerson,
    PointRow,
    PromiseRow,
    Since,
    TermsRow,
)
from mentorcrm.services.zones import zone_of
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import LONG_DAYS, _, day_in_words, n_

QUESTIONS = 5
_QUOTES = 3


class BriefTopic(StrEnum):
    """The sections of the page."""

    AGREED = "What we agreed"
    SINCE = "Since we last spoke"
    DECISION = "The decision"
    AGENDA = "Agenda"
    PROMISES = "Open promises"
    ADVICE = "Advice to report back on"
    QUESTIONS = "Questions"
    OTHERS = "Also there"


_HEADS = {
    BriefTopic.AGREED: _("What we agreed"),
    BriefTopic.SINCE: _("Since we last spoke"),
    BriefTopic.DECISION: _("The decision"),
    BriefTopic.AGENDA: _("Agenda"),
    BriefTopic.PROMISES: _("Open promises"),
    BriefTopic.ADVICE: _("Advice to report back on"),
    BriefTopic.QUESTIONS: _("Questions"),
    BriefTopic.OTHERS: _("Also there"),
}


class BriefQueries:
    """Reading everything that is needed before a meeting.

    A brief is about one person. Of others who are there it holds what may be said before them.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def today(self) -> date:
        """Today where I am."""
        return today(self._clock)

    def since(self, person_id: int) -> Since:
        """What moved since the last meeting with someone."""
        with self._store.read() as session:
            return since(session, person_id, self._clock.zone(), self._clock.now())

    def brief(
        self, person_id: int, *, meeting_id: int | None = None, leaving: bool = False
    ) -> Brief:
        """Someone on one screen, for a meeting or the next one; NotFound for an unknown person."""
        with self._store.read() as session:
            people = people_by_id(session, [person_id])
            if person_id not in people:
                raise NotFound(_("That person is no longer there."))
            number = meeting_id or coming_with(session, person_id, self._clock.now())
            return self._brief(session, people[person_id], number, leaving)

    def of_meeting(self, meeting_id: int) -> tuple[Brief, ...]:
        """A brief for each of those who take part, for the window."""
        with self._store.read() as session:
            meeting = session.get(Meeting, meeting_id)
            people = people_at(session, meeting.interaction_id if meeting else None)
            return tuple(self._brief(session, one, meeting_id, leaving=False) for one in people)

    def _brief(
        self, session: Session, person: MeetingPerson, meeting_id: int | None, leaving: bool
    ) -> Brief:
        now, zone = self._clock.now(), self._clock.zone()
        meeting = session.get(Meeting, meeting_id) if meeting_id else None
        contact = session.get(Interaction, meeting.interaction_id) if meeting else None
        here = contact.id if contact is not None else None
        moved = since(session, person.id, zone, now, here)
        decision = decision_row(session, meeting) if meeting else None
        points = point_rows(session, meeting, decision) if meeting else ()
        hidden = contact is not None and _is_never(contact, leaving)
        points = () if hidden else points
        there = people_at(session, here)
        offered = suggested(session, person.id, meeting_id, QUESTIONS)
        own = _asked_of(person, points, there)[:QUESTIONS]
        questions = (*own, *(q.text for q in offered[: max(0, 3 - len(own))]))
        never = leaving
        return Brief(
            person=person,
            standing=standing(person),
            terms=_terms(session, person.id, leaving),
            since=Since(moved.day, tuple(r for r in moved.rows if r.leaves or not never)),
            mine=_promises(session, person.id, Owner.ME, never, here),
            theirs=_promises(session, person.id, Owner.THEM, never, here),
            advice=_advice(session, person.id, never, here),
            decision=decision if not hidden else None,
            questions=questions,
            points=tuple((p.text, p.minutes) for p in points if p.open or p.done),
            quotes=_quotes(session, person.id, zone) if not leaving else (),
            meeting_id=meeting_id,
            title=contact.summary if contact and not hidden else "",
            at=contact.at if contact else None,
            zone=contact.zone if contact else "",
            slot=meeting.slot if meeting else 0,
            others=others_there(session, there, person.id) if not hidden else (),
        )


def _asked_of(
    person: MeetingPerson, points: Sequence[PointRow], there: Sequence[MeetingPerson]
) -> list[str]:
    """The questions that wait on an agenda for someone, or for everybody who is there."""
    waiting = [p for p in points if p.kind is AgendaKind.QUESTION and p.open and not p.proposed]
    said = [put_to(point.text, there) for point in waiting]
    return [words for whom, words in said if whom is None or whom.id == person.id]


def standing(person: MeetingPerson) -> str:
    """What someone is to me, in a line: `Mentor, active since 2024`."""
    if person.role is None or person.season is None:
        return ""
    line = f"{person.role.label}, {person.season.label.lower()}"
    if person.since is None:
        return line
    return _("{standing} since {year}").format(standing=line, year=person.since.year)


def page(brief: Brief, day: date) -> OnePage:
    """One page of a brief that was made with `leaving`."""
    return OnePage(
        brief.title or brief.person.name,
        " · ".join(part for part in _line(brief, day) if part),
        tuple(section for section in _sections(brief) if section.paragraphs),
        kept=(BriefTopic.DECISION, BriefTopic.AGENDA),
        lists_give=True,
        heads={topic: _(words) for topic, words in _HEADS.items()},
    )


def as_markdown(brief: Brief, day: date) -> str:
    """The page of a brief as Markdown."""
    return markdown(page(brief, day))


def _line(brief: Brief, day: date) -> list[str]:
    parts = [brief.person.name if brief.title else "", brief.standing]
    if brief.at is not None:
        parts.append(when(brief.at, brief.zone, brief.slot))
    else:
        parts.append(day_in_words(day))
    return parts


def when(at: datetime, zone: str, slot: int) -> str:
    """A time in a zone, whole: `Thursday, 26 November 2026, 17:30–18:15`."""
    start = at.astimezone(zone_of(zone))
    end = datetime.fromtimestamp(at.timestamp() + slot * 60, ZoneInfo(str(start.tzinfo)))
    return _("{weekday}, {day}, {start}–{end}").format(
        weekday=_(LONG_DAYS[start.weekday()]),
        day=day_in_words(start.date()),
        start=f"{start:%H:%M}",
        end=f"{end:%H:%M}",
    )


def _sections(brief: Brief) -> list[Section]:
    moved = tuple(f"{row.text} ({row.state})" for row in brief.since.rows)
    decision = brief.decision
    chosen: list[str] = []
    if decision is not None:
        chosen.append(decision.statement)
        if decision.options:
            chosen.append(_("Options: {options}").format(options="; ".join(decision.options)))
        if decision.leaning:
            chosen.append(_("I lean towards: {leaning}").format(leaning=decision.leaning))
        if decision.decide_by:
            chosen.append(_("To be decided by {day}").format(day=day_in_words(decision.decide_by)))
    agenda = tuple(
        _("{point} ({minutes} min)").format(point=text, minutes=minutes)
        for text, minutes in brief.points
    )
    promises = (
        *(promise_words(p, _("Mine")) for p in brief.mine),
        *(promise_words(p, brief.person.called) for p in brief.theirs),
    )
    advice = tuple(
        _("{advice} ({state})").format(advice=a.words, state=a.state) for a in brief.advice
    )
    return [
        Section(BriefTopic.AGREED, brief.terms.agreed, listed=True),
        Section(BriefTopic.DECISION, tuple(chosen)),
        Section(BriefTopic.AGENDA, agenda, listed=True),
        Section(BriefTopic.SINCE, moved, listed=True),
        Section(BriefTopic.PROMISES, promises, listed=True),
        Section(BriefTopic.ADVICE, advice, listed=True),
        Section(BriefTopic.QUESTIONS, brief.questions, listed=True),
        Section(BriefTopic.OTHERS, _others(brief), listed=True),
    ]


def _others(brief: Brief) -> tuple[str, ...]:
    """Who is there too, each with what may be said of them before others."""
    said = []
    for other in brief.others:
        said.append(other.person.name)
        said += [
            promise_words(one, _("Mine to {name}").format(name=other.person.called))
            for one in other.mine
        ]
        said += [promise_words(one, other.person.called) for one in other.theirs]
        said += [
            _("{name} advised: {advice}").format(name=other.person.called, advice=one.words)
            for one in other.advice
        ]
    return tuple(said)


def promise_words(promise: PromiseRow, whose: str) -> str:
    """A promise in a line, with whose it is and its day."""
    what = unnamed(promise.what, whose)
    if promise.due is None:
        return _("{whose}: {what}").format(whose=whose, what=what)
    return _("{whose}: {what}, by {day}").format(
        whose=whose, what=what, day=day_in_words(promise.due)
    )


def _promises(
    session: Session, person_id: int, owner: Owner, never: bool, but: int | None
) -> tuple[PromiseRow, ...]:
    query = (
        select(Commitment)
        .where(
            Commitment.person_id == person_id,
            Commitment.owner == owner,
            Commitment.deleted_at.is_(None),
            Commitment.done_on.is_(None),
            Commitment.dropped_on.is_(None),
        )
        .order_by(Commitment.due.is_(None), Commitment.due, Commitment.id)
    )
    return tuple(
        PromiseRow(row.id, row.owner, row.what, row.due, row.made_on)
        for row in session.scalars(query)
        if not _is_never(row, never) and (but is None or row.interaction_id != but)
    )


def _advice(
    session: Session, person_id: int, never: bool, but: int | None
) -> tuple[AdviceLine, ...]:
    query = (
        select(Advice)
        .where(Advice.person_id == person_id, Advice.deleted_at.is_(None), Advice.told_on.is_(None))
        .order_by(Advice.given_on, Advice.id)
    )
    return tuple(
        AdviceLine(row.id, row.words, row.given_on, row.response.label)
        for row in session.scalars(query)
        if not _is_never(row, never) and (but is None or row.interaction_id != but)
    )


def _is_never(row: Advice | Commitment | Interaction, leaving: bool) -> bool:
    return leaving and row.privacy is Privacy.NEVER


def _terms(session: Session, person_id: int, leaving: bool) -> TermsRow:
    query = (
        select(Agreement)
        .join(Mentorship, Mentorship.id == Agreement.mentorship_id)
        .where(Mentorship.person_id == person_id)
        .order_by(Agreement.id)
    )
    agreed: list[str] = []
    boundaries: list[str] = []
    for row in session.scalars(query):
        agreed += _agreed(row)
        boundaries += [
            _("Off limits: {topic}").format(topic=topic) for topic in row.off_limits if topic
        ]
    style = session.scalar(select(WorkingStyle).where(WorkingStyle.person_id == person_id))
    if leaving or style is None:
        return TermsRow(tuple(agreed), () if leaving else tuple(boundaries))
    boundaries += [text for text in (style.their_limits, style.my_limits) if text]
    return TermsRow(tuple(agreed), tuple(boundaries), style.feedback, style.prefers)


def _agreed(row: Agreement) -> list[str]:
    said = [row.purpose] if row.purpose else []
    rhythm = []
    if row.rhythm_days:
        rhythm.append(
            n_("every {number} day", "every {number} days", row.rhythm_days).format(
                number=row.rhythm_days
            )
        )
    if row.minutes:
        rhythm.append(_("{minutes} minutes").format(minutes=row.minutes))
    if row.channel:
        rhythm.append(row.channel.label.lower())
    if rhythm:
        said.append(_("We meet {how}").format(how=", ".join(rhythm)))
    if row.between:
        said.append(_("Between meetings: {rule}").format(rule=row.between))
    if row.ends_on:
        said.append(_("It ends on {day}").format(day=day_in_words(row.ends_on)))
    return said


def _quotes(session: Session, person_id: int, zone: str) -> tuple[tuple[str, date], ...]:
    """Words of theirs from earlier meetings with them alone; for the window, never for paper."""
    alone = (
        select(InteractionPerson.interaction_id)
        .group_by(InteractionPerson.interaction_id)
        .having(func.count() == 1)
    )
    with_them = select(InteractionPerson.interaction_id).where(
        InteractionPerson.person_id == person_id
    )
    query = (
        select(MeetingLine, Interaction.at)
        .join(Meeting, Meeting.id == MeetingLine.meeting_id)
        .join(Interaction, Interaction.id == Meeting.interaction_id)
        .where(
            MeetingLine.kind == LineKind.QUOTE,
            Interaction.deleted_at.is_(None),
            Interaction.id.in_(with_them),
            Interaction.id.in_(alone),
        )
        .order_by(Interaction.at.desc(), MeetingLine.id.desc())
        .limit(_QUOTES * 4)
    )
    found = [
        (line.text, at.astimezone(ZoneInfo(zone)).date())
        for line, at in session.execute(query)
        if line.text
    ]
    return tuple(found[:_QUOTES])


def style_words(style: FeedbackStyle) -> str:
    """How someone gives feedback and what that means for a question."""
    said = {
        FeedbackStyle.DIRECTIVE: _("Says what they would do: ask “What would you do?”"),
        FeedbackStyle.COACHING: _("Asks back: ask “What am I not asking?”"),
        FeedbackStyle.REFLECTIVE: _("Listens and mirrors: ask “How does that sound to you?”"),
    }
    return said.get(style, "")
