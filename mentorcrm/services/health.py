"""How every relationship goes on: continuity from the contacts on record, seasons respected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.health.continuity import Band, Continuity, continuity
from mentorcrm.models.kinds import CADENCE_DEFAULT_DAYS, Season
from mentorcrm.models.tables import Interaction, InteractionPerson, Mentorship, Person
from mentorcrm.storage.unit_of_work import Store

RESTING = frozenset({Season.PAUSED, Season.CLOSED, Season.ALUMNI})
"""Seasons that never turn red (product.md)."""


@dataclass(frozen=True)
class HealthRow:
    """One person's continuity on a day. `band` is None without any contact that counts.

    `cadence_days` is the wished one of their foremost role, or the usual one when none is set.
    """

    person_id: int
    name: str
    season: Season | None
    cadence_days: int
    continuity: Continuity | None
    band: Band | None


class HealthQueries:
    """Questions about how relationships go on. Read from the record each time, in one pass."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self, as_of: date | None = None) -> list[HealthRow]:
        """Everybody in the list of people, by name."""
        return self._rows(None, as_of)

    def of(self, person_id: int, as_of: date | None = None) -> HealthRow | None:
        """One person; None when they are not there, or in the bin."""
        return next(iter(self._rows(person_id, as_of)), None)

    def _rows(self, person_id: int | None, as_of: date | None) -> list[HealthRow]:
        zone = ZoneInfo(self._clock.zone())
        day = as_of or self._clock.now().astimezone(zone).date()
        with self._store.read() as session:
            days = _contact_days(session, person_id, day, zone)
            roles = _roles(session, person_id)
            query = (
                select(Person.id, Person.display_name)
                .where(Person.deleted_at.is_(None), Person.archived.is_(False))
                .order_by(Person.sort_name, Person.id)
            )
            if person_id is not None:
                query = query.where(Person.id == person_id)
            return [
                _judged(key, name, roles.get(key), days.get(key, ()), day)
                for key, name in session.execute(query)
            ]


def _judged(
    key: int,
    name: str,
    role: tuple[Season, int | None] | None,
    days: Iterable[date],
    as_of: date,
) -> HealthRow:
    season, wished = role or (None, None)
    cadence = wished or CADENCE_DEFAULT_DAYS
    tie = continuity(days, as_of, cadence)
    return HealthRow(key, name, season, cadence, tie, band_in_season(tie, season))


def band_in_season(tie: Continuity | None, season: Season | None) -> Band | None:
    """The band as it is shown: at rest where the season says so, else that of the tie.

    Light touch rests within its own cadence and is judged after it.
    """
    if season in RESTING:
        return Band.RESTING
    if tie is None:
        return None
    if season is Season.LIGHT_TOUCH and tie.silence_days <= tie.cadence_days:
        return Band.RESTING
    return tie.band


def _roles(session: Session, person_id: int | None) -> dict[int, tuple[Season, int | None]]:
    """Season and cadence of each person's first role."""
    query = select(Mentorship.person_id, Mentorship.season, Mentorship.cadence_days)
    if person_id is not None:
        query = query.where(Mentorship.person_id == person_id)
    found: dict[int, tuple[Season, int | None]] = {}
    for key, season, cadence in session.execute(query.order_by(Mentorship.id)):
        found.setdefault(key, (season, cadence))
    return found


def _contact_days(
    session: Session, person_id: int | None, as_of: date, zone: ZoneInfo
) -> dict[int, list[date]]:
    """The days of contacts that count, in the computer's zone, up to and with `as_of`.

    An instant lies on a day of that zone; days of UTC would move late calls to the next one.
    """
    end = datetime.combine(as_of + timedelta(days=1), time(), zone).astimezone(UTC)
    query = (
        # As text: a hundred thousand instants are made into days here once, not twice.
        select(InteractionPerson.person_id, cast(Interaction.at, Text))
        .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
        .where(
            Interaction.counts_as_contact.is_(True),
            Interaction.deleted_at.is_(None),
            Interaction.at < end,
        )
    )
    if person_id is not None:
        query = query.where(InteractionPerson.person_id == person_id)
    days: dict[int, list[date]] = {}
    for key, at in session.connection().execute(query):
        days.setdefault(key, []).append(datetime.fromisoformat(at).astimezone(zone).date())
    return days
