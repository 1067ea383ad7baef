"""What earlier meetings left unfinished that does not move on by itself, to be taken over.

What was meant for one does not come before others unasked, and what never leaves this computer does
not come onto an agenda that may be sent.
"""

from datetime import datetime

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from mentorcrm.models.history_kinds import AgendaKind
from mentorcrm.models.kinds import Privacy
from mentorcrm.models.tables import AgendaPoint, Interaction, InteractionPerson, Meeting, Need
from mentorcrm.services.meeting_agenda import STANDING, words_of
from mentorcrm.services.meeting_left_rows import LeftRow
from mentorcrm.services.meeting_queries import people_by_id

MOST = 5


def left_with(session: Session, meeting_id: int) -> tuple[LeftRow, ...]:
    """The points that can be taken over to a meeting, the newest first.

    None for one that has begun or is over.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.held_at or meeting.closed_at or meeting.cancelled_on:
        return ()
    there = _people(session, meeting.interaction_id)
    if not there:
        return ()
    found = session.execute(_waiting(there, meeting.id)).all()
    known = people_by_id(session, there)
    rows = []
    for point, contact, at, statement in found:
        was = [number for number in _people(session, contact) if number in known]
        names = tuple(known[number].called for number in was)
        rows.append(LeftRow(point.id, words_of(point.kind, point.text, statement), names, at))
    return tuple(rows)


def _waiting(there: list[int], meeting_id: int) -> Select[AgendaPoint, int, datetime, str]:
    """What waits in meetings that are over, with some of these people but not with all."""
    after, target = aliased(AgendaPoint), aliased(Interaction)
    with_some = select(InteractionPerson.interaction_id).where(
        InteractionPerson.person_id.in_(there)
    )
    with_all = (
        select(InteractionPerson.interaction_id)
        .where(InteractionPerson.person_id.in_(there))
        .group_by(InteractionPerson.interaction_id)
        .having(func.count(InteractionPerson.person_id.distinct()) == len(there))
    )
    never = Interaction.privacy == Privacy.NEVER
    open_to_all = exists().where(
        target.id
        == select(Meeting.interaction_id).where(Meeting.id == meeting_id).scalar_subquery(),
        target.privacy != Privacy.NEVER,
    )
    return (
        select(AgendaPoint, Interaction.id, Interaction.at, func.coalesce(Need.statement, ""))
        .join(Meeting, Meeting.id == AgendaPoint.meeting_id)
        .join(Interaction, Interaction.id == Meeting.interaction_id)
        .outerjoin(Need, Need.id == Meeting.decision_id)
        .where(
            AgendaPoint.done.is_(False),
            AgendaPoint.dropped.is_(False),
            AgendaPoint.kind.not_in(STANDING),
            ~and_(AgendaPoint.kind == AgendaKind.QUESTION, AgendaPoint.text == ""),
            ~exists().where(after.carried_from == AgendaPoint.id),
            or_(Meeting.closed_at.is_not(None), Meeting.cancelled_on.is_not(None)),
            Meeting.id != meeting_id,
            Interaction.deleted_at.is_(None),
            Interaction.id.in_(with_some),
            # What never leaves does not go on by itself.
            or_(Interaction.id.not_in(with_all), and_(open_to_all, never)),
        )
        .order_by(Interaction.at.desc(), AgendaPoint.position, AgendaPoint.id)
        .limit(MOST)
    )


def _people(session: Session, interaction_id: int) -> list[int]:
    query = (
        select(InteractionPerson.person_id)
        .where(InteractionPerson.interaction_id == interaction_id)
        .order_by(InteractionPerson.id)
    )
    return list(session.scalars(query))
