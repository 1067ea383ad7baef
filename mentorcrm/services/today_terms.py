"""What Today says of trials, agreements and fit: a review that is due, an end, three answers.

The rules are pure: values and a day in, rows out. The review of a trial comes by itself once its
day is there or its meetings were held.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mentorcrm.models.history_kinds import END_AHEAD_DAYS, FIT_CHECK_FOR_DAYS, FitVerdict
from mentorcrm.models.kinds import Role, Season
from mentorcrm.models.tables import (
    Agreement,
    Interaction,
    InteractionPerson,
    Mentorship,
    Person,
    Trial,
)
from mentorcrm.services.fit_queries import days_of, due, last_answers
from mentorcrm.services.meetings_held import MEETING_CHANNELS, held_by_person
from mentorcrm.services.today_rows import Reason, Waiting
from mentorcrm.services.today_rules import called
from mentorcrm.words import _, n_, short_day

TABLES = ("agreement", "fit_check", "meeting", "mentorship", "trial")

# Who is being got to know, or worked with; nobody is asked about what is over or resting.
_UNDER_WAY = (Season.CANDIDATE, Season.RESEARCHED, Season.ASKED, Season.TRIAL, Season.ACTIVE)
_RESTING = (Season.PAUSED, Season.CLOSED, Season.ALUMNI, Season.DECLINED, Season.LAPSED)


@dataclass(frozen=True)
class Someone:
    """Whom a row is about."""

    id: int
    name: str
    tint: int


@dataclass(frozen=True)
class OnTrial:
    """A trial that was not decided yet, with the days of its meetings."""

    id: int
    who: Someone
    started: date
    meetings: int
    ends: date
    held: tuple[date, ...] = ()


@dataclass(frozen=True)
class Terms:
    """An agreement with the days that are set in it."""

    id: int
    who: Someone
    review: date | None
    ends: date | None


@dataclass(frozen=True)
class Met:
    """Someone with the days of our meetings and the answers given so far."""

    who: Someone
    days: Sequence[date]
    answers: Sequence[tuple[int, FitVerdict]] = ()


def waiting(session: Session, now: datetime, zone: str) -> tuple[Waiting, ...]:
    """The rows of trials, agreements and fit, in no order."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return (
        *trial_rows(_trials(session, now, zone), today),
        *agreement_rows(_agreements(session, today), today),
        *fit_rows(_met(session, now, zone), today),
    )


def trial_rows(trials: Iterable[OnTrial], today: date) -> Iterator[Waiting]:
    """A row for each trial whose day is there or whose meetings were held."""
    for one in trials:
        whole = len(one.held) >= one.meetings
        if not whole and one.ends > today:
            continue
        if whole:
            why = n_(
                "{number} meeting of {number} held since {day}",
                "{number} meetings of {number} held since {day}",
                one.meetings,
            ).format(number=one.meetings, day=short_day(one.started, today))
        else:
            why = _("Agreed until {day}; {held} of {number} meetings held").format(
                day=short_day(one.ends, today), held=len(one.held), number=one.meetings
            )
        title = _("Review the trial with {called}")
        since = min(one.held[one.meetings - 1], one.ends) if whole else one.ends
        yield _row(Reason.TRIAL, "trial", one.id, one.who, title, why, _("Review"), since=since)


def agreement_rows(agreed: Iterable[Terms], today: date) -> Iterator[Waiting]:
    """A row for each agreement that ends soon, or that is to be looked at again."""
    for one in agreed:
        if one.ends is not None and one.ends <= today + timedelta(days=END_AHEAD_DAYS):
            why = _("You agreed on {day} as the end").format(day=short_day(one.ends, today))
            title = _("Say how it goes on with {called}")
            yield _row(
                Reason.TERMS, "agreement", one.id, one.who, title, why, _("Open"), due=one.ends
            )
        elif one.review is not None and one.review <= today:
            why = _("You meant to look again on {day}").format(day=short_day(one.review, today))
            title = _("Look again at the agreement with {called}")
            yield _row(
                Reason.TERMS, "agreement", one.id, one.who, title, why, _("Open"), due=one.review
            )


def fit_rows(met: Iterable[Met], today: date) -> Iterator[Waiting]:
    """A row for each person of whom one of three answers is asked for."""
    for one in met:
        number = due(one.answers, one.days, today)
        if number is None:
            continue
        why = n_(
            "{number} meeting so far, the last on {day}",
            "{number} meetings so far, the last on {day}",
            number,
        ).format(number=number, day=short_day(one.days[-1], today))
        title = _("Say how the fit with {called} feels")
        yield _row(
            Reason.FIT, f"fit-{number}", one.who.id, one.who, title, why, _("Answer"),
            since=one.days[-1],
        )  # fmt: skip


def _row(
    reason: Reason,
    table: str,
    record: int,
    who: Someone,
    title: str,
    why: str,
    button: str,
    due: date | None = None,
    since: date | None = None,
) -> Waiting:
    title = title.format(called=called(who.name))
    return Waiting(
        reason, table, record, title, why, button, who.id, who.name, who.tint, due, since
    )


def _trials(session: Session, now: datetime, zone: str) -> list[OnTrial]:
    query = (
        select(
            Trial.id, Trial.started_on, Trial.meetings, Trial.ends_on,
            Person.id, Person.display_name, Person.avatar_tint,
        )
        .join(Mentorship, Mentorship.id == Trial.mentorship_id)
        .join(Person, Person.id == Mentorship.person_id)
        .where(
            Trial.result.is_(None),
            Person.deleted_at.is_(None),
            Person.archived.is_(False),
            Mentorship.season.not_in(_RESTING),
        )
    )  # fmt: skip
    found = session.execute(query).all()
    held = held_by_person(session, {row[4] for row in found}, now) if found else {}
    days = {person: days_of(each, zone) for person, each in held.items()}
    return [
        OnTrial(
            number, Someone(person, name, tint), started, meetings, ends,
            tuple(day for day in days.get(person, ()) if day >= started),
        )
        for number, started, meetings, ends, person, name, tint in found
    ]  # fmt: skip


def _agreements(session: Session, today: date) -> list[Terms]:
    query = (
        select(
            Agreement.id, Agreement.review_on, Agreement.ends_on,
            Person.id, Person.display_name, Person.avatar_tint,
        )
        .join(Mentorship, Mentorship.id == Agreement.mentorship_id)
        .join(Person, Person.id == Mentorship.person_id)
        .where(
            Person.deleted_at.is_(None),
            Person.archived.is_(False),
            Mentorship.season.not_in(_RESTING),
            or_(
                Agreement.review_on <= today,
                Agreement.ends_on <= today + timedelta(days=END_AHEAD_DAYS),
            ),
        )
    )  # fmt: skip
    return [
        Terms(number, Someone(person, name, tint), review, ends)
        for number, review, ends, person, name, tint in session.execute(query)
    ]


def _met(session: Session, now: datetime, zone: str) -> list[Met]:
    """Who was met in the last month and is a mentor, or may become one."""
    query = (
        select(Person.id, Person.display_name, Person.avatar_tint)
        .join(InteractionPerson, InteractionPerson.person_id == Person.id)
        .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
        .join(Mentorship, Mentorship.person_id == Person.id)
        .where(
            Interaction.at <= now,
            Interaction.at >= now - timedelta(days=FIT_CHECK_FOR_DAYS + 1),
            Interaction.channel.in_(MEETING_CHANNELS),
            Person.deleted_at.is_(None),
            Person.archived.is_(False),
            Mentorship.role.in_((Role.MENTOR, Role.REVERSE)),
            Mentorship.season.in_(_UNDER_WAY),
        )
        .distinct()
    )
    people = [Someone(*row) for row in session.execute(query)]
    if not people:
        return []
    ids = [one.id for one in people]
    held = held_by_person(session, ids, now)
    answers = last_answers(session, ids)
    return [
        Met(one, days_of(held.get(one.id, ()), zone), answers.get(one.id, ())) for one in people
    ]
