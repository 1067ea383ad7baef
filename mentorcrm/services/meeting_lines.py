"""The lines of the notes of a meeting, with the records they hold."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.models.tables import Advice, Commitment, MeetingLine
from mentorcrm.services.meeting_notes import OWNERS
from mentorcrm.services.meetings_rows import LineRow


def line_rows(session: Session, meeting_id: int) -> tuple[LineRow, ...]:
    """The lines of the notes in order; those whose record is in the bin are left out."""
    query = (
        select(MeetingLine, Advice, Commitment)
        .outerjoin(Advice, Advice.id == MeetingLine.advice_id)
        .outerjoin(Commitment, Commitment.id == MeetingLine.commitment_id)
        .where(MeetingLine.meeting_id == meeting_id)
        .order_by(MeetingLine.position, MeetingLine.id)
    )
    rows = []
    for line, advice, promise in session.execute(query):
        record = advice or promise
        if record is not None and record.deleted_at is not None:
            continue
        text = advice.words if advice else promise.what if promise else line.text
        kind = line.kind
        if promise is not None and kind in OWNERS:
            kind = next(k for k, owner in OWNERS.items() if owner is promise.owner)
        rows.append(
            LineRow(
                line.id,
                kind,
                text,
                record.privacy if record else line.privacy,
                record.person_id if record else None,
                line.advice_id,
                line.commitment_id,
                promise.due if promise else None,
                bool(promise and promise.done_on),
            )
        )
    return tuple(rows)
