"""What Today says of decisions that were made: look again, and say how it turned out."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import SETTLED_DAYS, NeedKind, NeedStatus
from mentorcrm.models.tables import Need
from mentorcrm.services.today_rows import Reason, Waiting
from mentorcrm.services.today_rules import shortened
from mentorcrm.words import _, short_day


def waiting(session: Session, today: date) -> tuple[Waiting, ...]:
    """A row for each decision whose day to look again is there, and nothing says how it went.

    Without a day of its own a decision is looked at again after SETTLED_DAYS.
    """
    day = func.coalesce(Need.review_on, func.date(Need.decided_on, f"+{SETTLED_DAYS} days"))
    query = (
        select(Need.id, Need.statement, Need.decided_on, Need.expected, Need.review_on)
        .where(
            Need.deleted_at.is_(None),
            Need.kind == NeedKind.DECISION,
            Need.status != NeedStatus.DROPPED,
            Need.decided != "",
            Need.outcome == "",
            day <= today,
        )
        .order_by(Need.id)
    )
    return tuple(_row(today, *row) for row in session.execute(query))


def _row(
    today: date,
    need: int,
    statement: str,
    decided: date | None,
    expected: str,
    review: date | None,
) -> Waiting:
    decided = decided or today
    why = _("You decided on {day}").format(day=short_day(decided, today))
    if expected:
        why = _("You decided on {day} and expected").format(day=short_day(decided, today))
    return Waiting(
        Reason.LOOK_BACK,
        "need",
        need,
        _("Say how it turned out: {need}").format(need=shortened(statement)),
        why,
        _("Look back"),
        since=review or decided + timedelta(days=SETTLED_DAYS),
        quote=shortened(expected),
    )
