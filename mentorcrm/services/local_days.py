"""From instants as they are kept to days of a zone: quick for a hundred thousand, exact for each.

To take an instant through the zone costs as much as to read it. While the offset stays, the day
turns at the same time of UTC, so one look at each day of UTC is enough; where the offset changes
within it, its instants are taken through the zone one by one.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_Turn = tuple[str, int, int]


class LocalDays:
    """Days of one zone as ordinals (`date.toordinal`), from UTC texts as `UtcDateTime` has them."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._turns = _Turns(zone)

    def of(self, instant: str) -> int:
        """The day of one instant."""
        return self.all((instant,))[0]

    def all(self, instants: Iterable[str]) -> list[int]:
        """The days of instants, in their order."""
        turns = self._turns
        return [
            (turn[1] if at < turn[0] else turn[2])
            if (turn := turns[at[:10]])
            else self._exactly(at)
            for at in instants
        ]

    def _exactly(self, at: str) -> int:
        return datetime.fromisoformat(at).astimezone(self._zone).toordinal()


class _Turns(dict[str, "_Turn | None"]):
    """By day of UTC: when the zone's day turns, the days around it; None to look closer."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, day: str) -> _Turn | None:
        start = datetime.fromisoformat(f"{day}T00:00:00+00:00")
        here, there = start.astimezone(self._zone), (start + _DAY).astimezone(self._zone)
        offset = here.utcoffset()
        self[day] = None
        if offset is not None and offset == there.utcoffset():
            before = here.toordinal()
            midnight = datetime.combine(here.date() + _DAY, datetime.min.time()) - offset
            self[day] = midnight.isoformat(timespec="seconds"), before, before + 1
        return self[day]
