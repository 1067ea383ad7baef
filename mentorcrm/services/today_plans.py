"""What Today says of plans whose time has passed: did it happen?"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.models.tables import Interaction, InteractionPerson, Meeting, Person
from mentorcrm.services import plans
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.today_rows import Reason, Waiting
from mentorcrm.services.today_rules import called, shortened
from mentorcrm.services.when_words import when_words
from mentorcrm.services.zones import zone_of
from mentorcrm.storage import search
from mentorcrm.words import _, joined

TABLES = ("interaction", "interaction_person", "meeting", "person")
ASKED_FOR_DAYS = 60
"""After that long nobody knows any more; the entry itself goes on asking."""

# What is not over yet was written down before it, so that the index of times bounds the search;
# a meeting that was moved may lie before.
_PASSED = (
    select(
        *(Interaction.id, Interaction.at, Interaction.zone, Interaction.channel),
        *(Interaction.minutes, Interaction.summary, Interaction.draft_id),
        Meeting.id.label("meeting_id"),
        *plans.COLUMNS,
    )
    .outerjoin(Meeting, Meeting.interaction_id == Interaction.id)
    .where(
        Interaction.deleted_at.is_(None),
        Interaction.draft_id.is_(None),
        or_(Interaction.at > Interaction.created_at, Meeting.moved > 0),
        Interaction.channel != InteractionChannel.NOTE,
        Interaction.source != plans.ANSWERED,
    )
    .order_by(Interaction.at, Interaction.id)
)
_PEOPLE = (
    select(
        *(InteractionPerson.interaction_id, Person.id, Person.display_name),
        *(Person.avatar_tint, Person.nickname),
    )
    .join(Person, Person.id == InteractionPerson.person_id)
    .where(InteractionPerson.interaction_id.in_(AMONG), Person.deleted_at.is_(None))
    .order_by(InteractionPerson.id)
)


def waiting(session: Session, zone: str, now: datetime) -> Iterator[Waiting]:
    """A row for each plan that is over and of which nothing was said."""
    since = now - timedelta(days=ASKED_FOR_DAYS)
    query = _PASSED.where(Interaction.at <= now, Interaction.at >= since)
    found = [
        row
        for row in session.execute(query)
        if plans.asks(row, row if row.meeting_id is not None else None, now, zone)
    ]
    people = _people(session, [row.id for row in found])
    return (_row(row, people[row.id], zone, now) for row in found if row.id in people)


def _people(session: Session, contacts: Iterable[int]) -> dict[int, list[Any]]:
    these = {"ids": search.as_json(contacts)}
    people: dict[int, list[Any]] = {}
    for row in session.execute(_PEOPLE, these):
        people.setdefault(row.interaction_id, []).append(row)
    return people


def _row(row: Any, people: list[Any], zone: str, now: datetime) -> Waiting:
    names = joined([one.nickname or called(one.display_name) for one in people[:2]])
    title = _("Did it happen? {what} with {names}").format(what=row.channel.label, names=names)
    if row.meeting_id is not None:
        title = _("Did the meeting with {names} happen?").format(names=names)
    first = people[0]
    return Waiting(
        Reason.HAPPENED,
        "interaction",
        row.id,
        title,
        _("It was planned for {when}").format(when=when_words(row.at, zone, now)),
        _("Yes, close it") if row.meeting_id is not None else _("Yes, log it"),
        first.id,
        first.display_name,
        first.avatar_tint,
        since=row.at.astimezone(zone_of(zone)).date(),
        quote=shortened(row.summary) if row.meeting_id is None else "",
    )
