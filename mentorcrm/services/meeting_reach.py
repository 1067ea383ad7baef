"""Which meetings have to be read: conditions on them, and the past in order without reading it."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from mentorcrm.models.folding import sort_key
from mentorcrm.models.tables import Interaction, InteractionPerson, Meeting, Person
from mentorcrm.services.meetings_rows import Stage
from mentorcrm.words import _

RECAP_WELCOME = timedelta(days=12)
"""So long after its day a recap is still welcome; later it would be odd."""
STILL_OPEN: ColumnElement[bool] = and_(Meeting.cancelled_on.is_(None), Meeting.closed_at.is_(None))
"""A meeting that comes or is to be closed."""


def still_waits(now: datetime) -> ColumnElement[bool]:
    """A meeting that comes, is to be closed, or may wait for its recap."""
    recent = Meeting.recap_due > now - RECAP_WELCOME
    return and_(Meeting.cancelled_on.is_(None), or_(Meeting.closed_at.is_(None), recent))


def with_person(person_id: int) -> ColumnElement[bool]:
    """A meeting that someone takes part in."""
    return Meeting.interaction_id.in_(
        select(InteractionPerson.interaction_id).where(InteractionPerson.person_id == person_id)
    )


def past_ids(session: Session, stages: Sequence[Stage], text: str) -> list[int]:
    """The numbers of meetings that are over or cancelled and have all words, the newest first.

    Among them may be some that wait for their recap. Made by the database and read as one value.
    """
    over = {
        Stage.DONE: and_(Meeting.cancelled_on.is_(None), Meeting.closed_at.is_not(None)),
        Stage.CANCELLED: Meeting.cancelled_on.is_not(None),
    }
    wanted = [over[stage] for stage in stages if stage in over]
    if not wanted:
        return []
    found = (
        select(Meeting.id)
        .join(Interaction, Interaction.id == Meeting.interaction_id)
        .where(Interaction.deleted_at.is_(None), or_(*wanted), *having(text))
        .order_by(Interaction.at.desc(), Meeting.id.desc())
        .subquery()
    )
    return list(json.loads(session.scalar(select(func.json_group_array(found.c.id))) or "[]"))


def having(text: str) -> Iterator[ColumnElement[bool]]:
    """That a meeting's title or the names of those who take part hold each word of a text."""
    usual = sort_key(_("Meeting with {names}"))
    for word in filter(None, map(sort_key, text.split())):
        named = (
            select(InteractionPerson.interaction_id)
            .join(Person, Person.id == InteractionPerson.person_id)
            .where(
                Person.deleted_at.is_(None),
                func.instr(Person.sort_name, word),
            )
        )
        titled = func.instr(func.folded(Interaction.summary), word) > 0
        untitled = Interaction.summary == "" if word in usual else false()
        yield or_(titled, untitled, Interaction.id.in_(named))
