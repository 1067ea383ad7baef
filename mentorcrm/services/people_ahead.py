"""What is on record to come with people, read for a window of a list or for everybody."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.engine import Connection

from mentorcrm.models.kinds import Season
from mentorcrm.models.types import utc_text
from mentorcrm.services.next_steps import Ahead
from mentorcrm.services.zones import zone_of
from mentorcrm.storage.search import as_json

# From the few that lie ahead to their people, not from the many contacts of each.
_PLANNED = (
    "SELECT t.person_id, min(i.at) FROM interaction AS i INDEXED BY ix_interaction_at "
    "CROSS JOIN interaction_person AS t ON t.interaction_id = i.id "
    "WHERE i.at > :now AND i.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM meeting AS m "
    "WHERE m.interaction_id = i.id AND m.cancelled_on IS NOT NULL) {among} GROUP BY t.person_id"
)
_FOLLOW_UPS = (
    "SELECT t.person_id, min(t.follow_up_due) FROM draft AS t WHERE t.deleted_at IS NULL "
    "AND t.state = 'sent' AND t.follow_up_due IS NOT NULL AND t.follow_up_of IS NULL "
    "{among} GROUP BY t.person_id"
)
_UNTIL = (
    "SELECT t.person_id, min(t.planned_end) FROM mentorship AS t "
    "WHERE t.planned_end IS NOT NULL AND t.season IN (:trial, :paused) {among} GROUP BY t.person_id"
)
_SOME = "AND t.person_id IN (SELECT value FROM json_each(:ids))"


def ahead(
    connection: Connection, now: datetime, zone: str, ids: Sequence[int] | None = None
) -> dict[int, Ahead]:
    """What is on record for some people, or for everybody; those with nothing are left out."""
    among = "" if ids is None else _SOME
    given = {
        "now": utc_text(now),
        "trial": Season.TRIAL.value,
        "paused": Season.PAUSED.value,
        **({} if ids is None else {"ids": as_json(ids)}),
    }
    planned, follow_ups, until = (
        _firsts(connection, query.format(among=among), given)
        for query in (_PLANNED, _FOLLOW_UPS, _UNTIL)
    )
    here = zone_of(zone)
    lived = {
        person: datetime.fromisoformat(at).astimezone(here).date() for person, at in planned.items()
    }
    return {
        person: Ahead(lived.get(person), _day(follow_ups.get(person)), _day(until.get(person)))
        for person in planned.keys() | follow_ups.keys() | until.keys()
    }


def _firsts(connection: Connection, query: str, given: Mapping[str, str]) -> dict[int, str]:
    """The first day or moment of each person whom a query finds."""
    named = {name: value for name, value in given.items() if f":{name}" in query}
    return dict(connection.execute(text(query), named).all())


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
