"""The recaps of meetings, one to each of those who were there, as they are on record.

A meeting names the draft that was begun first. Those to others follow that one up.
"""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import MessageKind
from mentorcrm.models.tables import Draft, Meeting
from mentorcrm.services.meetings_rows import RecapRow


class _WithRecap(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def recap_draft_id(self) -> int | None: ...


def recaps_of(session: Session, meetings: Sequence[_WithRecap]) -> dict[int, tuple[RecapRow, ...]]:
    """The recaps of some meetings, in the order in which they were begun.

    One that lies in the bin counts only if it was sent.
    """
    first = {m.recap_draft_id: m.id for m in meetings if m.recap_draft_id is not None}
    query = (
        select(Draft.id, Draft.follow_up_of, Draft.person_id, Draft.sent_at, Draft.deleted_at)
        .where(
            or_(
                Draft.id.in_(first),
                and_(Draft.follow_up_of.in_(first), Draft.kind == MessageKind.RECAP),
            ),
            or_(Draft.deleted_at.is_(None), Draft.sent_at.is_not(None)),
        )
        .order_by(Draft.id)
    )
    found: dict[int, dict[int, RecapRow]] = {}
    for number, after, person, sent, deleted in session.execute(query):
        meeting = first.get(number) or first[after or 0]
        row = RecapRow(person, None if deleted else number, sent)
        found.setdefault(meeting, {}).setdefault(person, row)
    return {meeting: tuple(rows.values()) for meeting, rows in found.items()}


def have_gone(recaps: Sequence[RecapRow]) -> bool:
    """Whether a meeting waits for no recap: one has gone, and none that was begun is left."""
    return bool(recaps) and all(recap.sent_at for recap in recaps)


def recap_drafts(session: Session) -> frozenset[int]:
    """The drafts that are recaps of meetings."""
    first = select(Meeting.recap_draft_id).where(Meeting.recap_draft_id.is_not(None))
    query = select(Draft.id).where(
        or_(
            Draft.id.in_(first),
            and_(Draft.follow_up_of.in_(first), Draft.kind == MessageKind.RECAP),
        )
    )
    return frozenset(session.scalars(query))


def add_recap(session: Session, meeting: Meeting, draft_id: int) -> None:
    """Make a draft a recap of a meeting: the first one, or one beside the first."""
    first = session.get(Draft, meeting.recap_draft_id) if meeting.recap_draft_id else None
    if first is not None and first.deleted_at is None:
        session.get_one(Draft, draft_id).follow_up_of = first.id
        return
    if first is not None:  # It lies in the bin; those beside it follow the new one.
        session.execute(
            update(Draft)
            .where(Draft.follow_up_of == first.id, Draft.kind == MessageKind.RECAP)
            .values(follow_up_of=draft_id)
        )
    meeting.recap_draft_id = draft_id
