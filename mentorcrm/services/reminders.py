"""One reminder a day, at a time of mine: when it is due, and that it was given.

Time zones jump, clocks are set, computers sleep: a reminder that was missed is given once, late,
and never twice for one day.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mentorcrm.clock import Clock
from mentorcrm.models.tables import AppState
from mentorcrm.storage.unit_of_work import Store

KEY = "reminded_at"
LATE = timedelta(minutes=5)
"""From so long after its time on a reminder counts as missed, and says so."""


def next_fire(minute: int, after: datetime, zone: str) -> datetime:
    """The first instant after `after` at which clocks in `zone` show so many minutes past midnight.

    Aware, in UTC. A time that a day skips comes at the first instant after the gap; one that comes
    twice, the first time. `minute` is 0 to 1439.
    """
    place = ZoneInfo(zone)
    day = after.astimezone(place).date()
    if day.toordinal() > 1:  # A zone may have put its clock back over midnight.
        day -= timedelta(days=1)
    while True:
        fire = instant_of(day, minute, place)
        if fire > after:
            return fire
        day += timedelta(days=1)


def instant_of(day: date, minute: int, place: ZoneInfo) -> datetime:
    """When clocks show a time on a day, in UTC; the first instant after it where they skip it."""
    local = datetime.combine(day, time(minute // 60, minute % 60), place)
    fire = local.astimezone(UTC)
    if fire.astimezone(place).replace(tzinfo=None) == local.replace(tzinfo=None):
        return fire
    # Skipped: just before the gap the old offset holds, so the gap ends where offsets part.
    early = fire - timedelta(hours=26)
    late = fire + timedelta(hours=26)
    offset = local.replace(fold=0).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(place).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


class Reminders:
    """When the reminder of the day is due. What was given is remembered with the data."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def switched_on(self) -> None:
        """Begin now: nothing of before is due."""
        self._remember(self._clock.now())

    def due(self, minute: int) -> bool | None:
        """None when nothing is due; else whether it was missed and comes late."""
        now, last = self._clock.now(), self._last()
        if last is None or last > now:  # Never given, or the clock was set back since.
            self._remember(now)
            return None
        fire = next_fire(minute, last, self._clock.zone())
        return None if fire > now else now - fire > LATE

    def given(self) -> None:
        """It was given just now."""
        self._remember(self._clock.now())

    def _last(self) -> datetime | None:
        with self._store.read() as session:
            value = session.scalar(select(AppState.value).where(AppState.key == KEY))
        try:
            found = datetime.fromisoformat(value or "")
        except ValueError:
            return None
        return found if found.tzinfo is not None else None

    def _remember(self, instant: datetime) -> None:
        self._store.remember(KEY, instant.astimezone(UTC).isoformat())
