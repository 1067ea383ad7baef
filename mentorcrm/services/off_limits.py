"""The topics that agreements rule out, for what is prepared with someone."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.asks.agreed import topics_named
from mentorcrm.models.tables import Agreement, InteractionPerson, Mentorship


def off_limits_with(session: Session, people: Sequence[int]) -> tuple[str, ...]:
    """The topics that an agreement with any of some people rules out, each once."""
    query = (
        select(Agreement.off_limits)
        .join(Mentorship, Mentorship.id == Agreement.mentorship_id)
        .where(Mentorship.person_id.in_(people))
        .order_by(Agreement.id)
    )
    return tuple(dict.fromkeys(topic for topics in session.scalars(query) for topic in topics))


def off_limits_at(session: Session, interaction_id: int) -> tuple[str, ...]:
    """The topics that stay out of a meeting: those of everyone who takes part."""
    there = select(InteractionPerson.person_id).where(
        InteractionPerson.interaction_id == interaction_id
    )
    return off_limits_with(session, session.scalars(there).all())


def first_topic(topics: Sequence[str], text: str) -> str:
    """The first of some topics that a text names; empty when it keeps to all of them."""
    named = topics_named(topics, text)
    return named[0].topic if named else ""
