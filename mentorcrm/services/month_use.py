"""What this calendar month has used with people, and the tightest limits agreed for it."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mentorcrm.asks.catalogue import spec
from mentorcrm.models.kinds import MessageKind
from mentorcrm.models.tables import Agreement, Draft, Interaction, InteractionPerson, Mentorship
from mentorcrm.services.terms_rows import MonthUse

ASKS = tuple(kind for kind in MessageKind if spec(kind).is_ask)


def month_use(session: Session, person_id: int, zone: str, now: datetime) -> MonthUse:
    """The minutes and asks of this calendar month with one person, and the limits for them."""
    return month_uses(session, (person_id,), zone, now)[person_id]


def month_uses(
    session: Session, people: Collection[int], zone: str, now: datetime
) -> dict[int, MonthUse]:
    """The same for several people."""
    start = now.astimezone(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    minutes = _minutes(session, people, start, now)
    asks = _asks(session, people, start, now)
    limits = _limits(session, people)
    return {
        one: MonthUse(minutes[one], asks[one], *limits.get(one, (None, None))) for one in people
    }


def _minutes(
    session: Session, people: Collection[int], start: datetime, now: datetime
) -> Counter[int]:
    query = (
        select(InteractionPerson.person_id, func.sum(Interaction.minutes))
        .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
        .where(
            InteractionPerson.person_id.in_(people),
            Interaction.deleted_at.is_(None),
            Interaction.at >= start,
            Interaction.at <= now,
            Interaction.counts_as_contact.is_(True),
            Interaction.minutes.is_not(None),
        )
        .group_by(InteractionPerson.person_id)
    )
    return Counter({person: number or 0 for person, number in session.execute(query)})


def _asks(
    session: Session, people: Collection[int], start: datetime, now: datetime
) -> Counter[int]:
    query = (
        select(Draft.person_id, func.count())
        .where(
            Draft.person_id.in_(people),
            Draft.deleted_at.is_(None),
            Draft.sent_at >= start,
            Draft.sent_at <= now,
            Draft.kind.in_(ASKS),
        )
        .group_by(Draft.person_id)
    )
    return Counter(dict(session.execute(query).all()))


def _limits(session: Session, people: Collection[int]) -> dict[int, tuple[int | None, int | None]]:
    query = (
        select(
            Mentorship.person_id,
            func.min(Agreement.monthly_minutes),
            func.min(Agreement.monthly_asks),
        )
        .join(Agreement, Agreement.mentorship_id == Mentorship.id)
        .where(Mentorship.person_id.in_(people))
        .group_by(Mentorship.person_id)
    )
    return {person: (minutes, asks) for person, minutes, asks in session.execute(query)}
