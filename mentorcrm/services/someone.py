"""Who is in the list of people, with their roles: read for everybody or for some."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import CADENCE_DEFAULT_DAYS, Role, Season
from mentorcrm.models.tables import Mentorship, Person
from mentorcrm.services.person_rows import AMONG
from mentorcrm.storage import search

_NAMES = (
    select(
        Person.id, Person.display_name, Person.sort_name, Person.avatar_tint, Person.organisation,
        cast(Person.do_not_contact_until, Text),
    )
    .where(Person.deleted_at.is_(None), Person.archived.is_(False))
    .order_by(Person.sort_name, Person.id)
)  # fmt: skip
_ROLES = select(
    Mentorship.person_id, Mentorship.id, cast(Mentorship.role, Text),
    cast(Mentorship.season, Text), Mentorship.cadence_days,
).order_by(Mentorship.id)  # fmt: skip
_NAMES_AMONG = _NAMES.where(Person.id.in_(AMONG))
_ROLES_AMONG = _ROLES.where(Mentorship.person_id.in_(AMONG))
# A look-up each: to make an enum's member of a text takes ten times as long.
_ROLE = {role.value: role for role in Role}
_SEASON = {season.value: season for season in Season}


class Someone(NamedTuple):
    """A person, with role, season and wished cadence in days of the foremost role.

    Without a wish the cadence is the usual one. `roles` are the ids of all their roles. Nothing is
    asked of them before `quiet_until`.
    """

    person_id: int
    name: str
    sort_name: str
    tint: int
    organisation: str
    quiet_until: date | None
    role: Role | None
    season: Season | None
    cadence_days: int
    roles: tuple[int, ...]


_NO_ROLE = (None, None, CADENCE_DEFAULT_DAYS, ())


def someones(session: Session, people: Sequence[int] | None) -> Iterator[Someone]:
    """Everybody, or some of these people, by name; nobody who is archived or in the bin."""
    connection = session.connection()
    if people is None:
        names, roles = connection.execute(_NAMES).all(), connection.execute(_ROLES).all()
    else:
        these = {"ids": search.as_json(people)}
        names = connection.execute(_NAMES_AMONG, these).all()
        roles = connection.execute(_ROLES_AMONG, these).all()
    held: dict[int, tuple[Role, Season, int, tuple[int, ...]]] = {}
    for person, number, role, season, cadence in roles:
        if person in held:
            first = held[person]
            held[person] = (*first[:3], (*first[3], number))
        else:
            wish = cadence or CADENCE_DEFAULT_DAYS
            held[person] = (_ROLE[role], _SEASON[season], wish, (number,))
    for person, name, sort_name, tint, organisation, quiet in names:
        until = date.fromisoformat(quiet) if quiet else None
        more = held.get(person, _NO_ROLE)
        yield Someone(person, name, sort_name, tint, organisation, until, *more)
