"""What Today says of days that were set for people: a pause that is over, a no to look at again,
and the day on which a review meant to be in touch.

The rules are pure: values and a day in, rows out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import Season
from mentorcrm.models.tables import (
    LastContact,
    Mentorship,
    Person,
    Review,
    ReviewEntry,
    SeasonChange,
)
from mentorcrm.services.season_ends import RETURNING
from mentorcrm.services.today_rows import Reason, Waiting
from mentorcrm.services.today_rules import called, shortened
from mentorcrm.words import _, short_day

TABLES = ("mentorship", "review", "review_entry", "season_change")
ASKED_FOR_DAYS = 60
"""After that long the day that a review set has been overtaken."""
SITTINGS = 16
"""So many of the newest are looked at: a quarter of weekly ones, and the quarterly ones."""
_OVER = (Season.CLOSED, Season.ALUMNI, Season.DECLINED, Season.LAPSED)


@dataclass(frozen=True)
class Returning:
    """A role that rests, or was declined, with the day to look at it again."""

    id: int
    person: int
    name: str
    tint: int
    season: Season
    until: date
    since: date | None
    why: str = ""


@dataclass(frozen=True)
class Planned:
    """The day on which a review meant to be in touch, and the day of the review."""

    id: int
    person: int
    name: str
    tint: int
    day: date
    review: date


def waiting(session: Session, today: date, zone: str) -> tuple[Waiting, ...]:
    """The rows of days that are there, in no order."""
    return (
        *return_rows(_returning(session, today), today),
        *planned_rows(_planned(session, today, zone), today),
    )


def return_rows(returning: Iterable[Returning], today: date) -> Iterator[Waiting]:
    """A row for each pause that is over, and each no that may be looked at again.

    Their day is one from which on, not by when: who rests never turns red (product.md).
    """
    for one in returning:
        title = _("Look again whether to ask {called}")
        why = _("They said no on {day}") if one.since is not None else _("They said no before")
        if one.season is Season.PAUSED:
            title = _("Your pause with {called} is over")
            why = _("Paused since {day}") if one.since is not None else _("Paused until now")
        if one.since is not None:
            why = why.format(day=short_day(one.since, today))
        yield Waiting(
            Reason.RETURN, "mentorship", one.id, title.format(called=called(one.name)), why,
            _("See the choices"), one.person, one.name, one.tint, since=one.until,
            quote=shortened(one.why),
        )  # fmt: skip


def planned_rows(planned: Iterable[Planned], today: date) -> Iterator[Waiting]:
    """A row for each day that a review set and that is there."""
    for one in planned:
        yield Waiting(
            Reason.NEXT,
            "review_entry",
            one.id,
            _("Be in touch with {called}").format(called=called(one.name)),
            _("You set this day in the review of {day}").format(day=short_day(one.review, today)),
            _("Draft note"),
            one.person,
            one.name,
            one.tint,
            due=one.day,
        )


def _returning(session: Session, today: date) -> Iterator[Returning]:
    began = (
        select(func.max(SeasonChange.changed_on))
        .where(
            SeasonChange.mentorship_id == Mentorship.id,
            SeasonChange.to_season == Mentorship.season,
        )
        .correlate(Mentorship)
        .scalar_subquery()
    )
    query = (
        select(
            Mentorship.id, Person.id, Person.display_name, Person.avatar_tint, Mentorship.season,
            Mentorship.planned_end, began, Mentorship.ended_reason,
        )
        .join(Person, Person.id == Mentorship.person_id)
        .where(
            Mentorship.season.in_(RETURNING),
            Mentorship.planned_end <= today,
            Person.deleted_at.is_(None),
            Person.archived.is_(False),
        )
    )  # fmt: skip
    return (
        Returning(number, person, name, tint, season, until, since, why)
        for number, person, name, tint, season, until, since, why in session.execute(query)
        if until is not None
    )


def _planned(session: Session, today: date, zone: str) -> Iterator[Planned]:
    """Days that are there, of people with whom there was no contact since; the newest of each."""
    newest = select(Review.id).order_by(Review.id.desc()).limit(SITTINGS)
    query = (
        select(
            ReviewEntry.id, Person.id, Person.display_name, Person.avatar_tint,
            ReviewEntry.next_on, Review.started_on, LastContact.at,
        )
        .join(Review, Review.id == ReviewEntry.review_id)
        .join(Person, Person.id == ReviewEntry.person_id)
        .outerjoin(LastContact, LastContact.person_id == Person.id)
        .where(
            ReviewEntry.review_id.in_(newest),
            ReviewEntry.next_on.is_not(None),
            Person.deleted_at.is_(None),
            Person.archived.is_(False),
            ~select(Mentorship.id)
            .where(Mentorship.person_id == Person.id, Mentorship.season.in_(_OVER))
            .correlate(Person)
            .exists(),
        )
        .order_by(ReviewEntry.id)
    )  # fmt: skip
    of_person = {row[1]: row for row in session.execute(query)}
    for number, person, name, tint, day, review, at in of_person.values():
        one = Planned(number, person, name, tint, day or date.max, review)
        met = at is not None and at.astimezone(ZoneInfo(zone)).date() > one.review
        if not met and one.day <= today <= one.day + timedelta(days=ASKED_FOR_DAYS):
            yield one
