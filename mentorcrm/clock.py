"""The one source of "now", so that tests and `shot` can stand still."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time. Instants are timezone-aware and in UTC."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def zone(self) -> str:
        """The IANA name of the computer's time zone, `UTC` when it has none."""


class SystemClock:
    """The computer's own clock and zone."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def zone(self) -> str:
        return _system_zone()


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still, for tests and screenshots."""

    instant: datetime
    zone_name: str = "UTC"

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)

    def zone(self) -> str:
        return self.zone_name


def today(clock: Clock) -> date:
    """Today's date in the clock's own zone."""
    from zoneinfo import ZoneInfo

    return clock.now().astimezone(ZoneInfo(clock.zone())).date()


def _system_zone() -> str:
    try:
        from tzlocal import get_localzone_name
    except ImportError:
        return "UTC"
    return str(get_localzone_name() or "UTC")
