"""Before the next ask: what was agreed for a month and is used, and asks without anything given.

It tells where things stand and asks for nothing (features.md, 7).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mentorcrm.models.health_kinds import SignalKind
from mentorcrm.models.kinds import Season
from mentorcrm.models.tables import Agreement, Mentorship, Person
from mentorcrm.services.month_use import month_uses
from mentorcrm.services.terms_rows import MonthUse
from mentorcrm.services.today_rows import Budget

if TYPE_CHECKING:
    from mentorcrm.services.health import Standing

ASKS_ENOUGH = 2
"""After so many asks with nothing given between them the next one is looked at twice."""
_RESTING = (Season.PAUSED, Season.CLOSED, Season.ALUMNI, Season.DECLINED, Season.LAPSED)


def budgets(
    session: Session, alone: "Sequence[Standing]", zone: str, now: datetime
) -> tuple[Budget, ...]:
    """Who has a limit that was used of, and of whom I `asks_alone`; the fullest first."""
    asking = {one.person_id: one for one in alone}
    agreed = _agreed(session)
    names = {person: (one.name, one.tint) for person, one in asking.items()} | agreed
    uses = month_uses(session, agreed.keys(), zone, now) if agreed else {}
    used = {person for person, use in uses.items() if use.minutes or use.asks}
    found = [
        _budget(person, *names[person], uses.get(person, MonthUse()), asking.get(person))
        for person in used | asking.keys()
    ]
    return tuple(sorted(found, key=lambda one: (-one.fullness, -one.unreturned, one.name)))


def asks_alone(one: "Standing") -> bool:
    """Whether I asked often of someone, and gave nothing in between."""
    if len(one.found.asks) < ASKS_ENOUGH or one.season is None or one.season in _RESTING:
        return False
    return SignalKind.BALANCE not in one.doubts and len(one.found.asks_since) >= ASKS_ENOUGH


def _budget(person: int, name: str, tint: int, use: MonthUse, asking: "Standing | None") -> Budget:
    alone = len(asking.found.asks_since) if asking is not None else 0
    limits = (use.asks, use.asks_limit, use.minutes, use.minutes_limit)
    return Budget(person, name, tint, *limits, alone)


def _agreed(session: Session) -> dict[int, tuple[str, int]]:
    """With whom a limit for a month is agreed, while something is going on."""
    query = (
        select(Person.id, Person.display_name, Person.avatar_tint)
        .join(Mentorship, Mentorship.person_id == Person.id)
        .join(Agreement, Agreement.mentorship_id == Mentorship.id)
        .where(
            Person.deleted_at.is_(None),
            Person.archived.is_(False),
            Mentorship.season.not_in(_RESTING),
            or_(Agreement.monthly_minutes.is_not(None), Agreement.monthly_asks.is_not(None)),
        )
    )
    return {person: (name, tint) for person, name, tint in session.execute(query)}
