"""The meetings that took place with someone: prepared here, or noted as a call or a talk."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.models.tables import Interaction, InteractionPerson, Meeting
from mentorcrm.services.person_rows import AMONG
from mentorcrm.storage import search

MEETING_CHANNELS = (
    InteractionChannel.IN_PERSON,
    InteractionChannel.VIDEO,
    InteractionChannel.CALL,
)


class Held(NamedTuple):
    """A meeting that took place; `meeting` is its number when it was prepared here."""

    at: datetime
    contact: int
    meeting: int | None
    minutes: int | None


def held_with(session: Session, person_id: int, now: datetime) -> tuple[Held, ...]:
    """The meetings held with someone, the oldest first."""
    return held_by_person(session, [person_id], now).get(person_id, ())


def held_by_person(
    session: Session, people: Iterable[int], now: datetime
) -> dict[int, tuple[Held, ...]]:
    """The meetings held with each of some people, the oldest first."""
    query = (
        select(
            InteractionPerson.person_id, Interaction.at, Interaction.id, Meeting.id,
            Interaction.minutes,
        )
        .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
        .outerjoin(Meeting, Meeting.interaction_id == Interaction.id)
        .where(
            InteractionPerson.person_id.in_(AMONG),
            Interaction.deleted_at.is_(None),
            Interaction.at <= now,
            Interaction.counts_as_contact.is_(True),
            Interaction.channel.in_(MEETING_CHANNELS),
            Interaction.direction == Direction.BOTH,
            Meeting.cancelled_on.is_(None),
        )
        .order_by(Interaction.at, Interaction.id)
    )  # fmt: skip
    found: dict[int, list[Held]] = {}
    rows = session.execute(query, {"ids": search.as_json(list(people))})
    for person, at, contact, meeting, minutes in rows:
        found.setdefault(person, []).append(Held(at, contact, meeting, minutes))
    return {person: tuple(each) for person, each in found.items()}
