"""Time zones as people name them, and instants that can be kept."""

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from mentorcrm.errors import UserError
from mentorcrm.words import _

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_YEARS = (1900, 2200)  # Outside of these a year was mistyped.


@cache
def _known() -> frozenset[str]:
    from zoneinfo import available_timezones  # Not needed before the first paint.

    return frozenset(available_timezones())


@cache
def zone_names() -> tuple[str, ...]:
    """Every IANA zone that names a place, in order; `UTC` first."""
    places = sorted(
        z
        for z in _known()
        if "/" in z and not z.startswith(("Etc/", "SystemV/", "posix/", "right/"))
    )
    return ("UTC", *places)


def require_zone(name: str) -> str:
    """The IANA name for a zone or city as typed; UserError when there is none."""
    wanted = name.strip().replace(" ", "_").casefold()
    for zone in zone_names():
        if zone.casefold() == wanted or zone.casefold().rsplit("/", 1)[-1] == wanted:
            return zone
    if name in _known():
        return name
    raise UserError(
        _(
            "“{name}” is not a time zone mentorcrm knows. Use a name such as "
            "Europe/Lisbon, or the city it is named after."
        ).format(name=name)
    )


def zone_of(*names: str) -> "ZoneInfo":
    """The first of these zones that exists, else UTC."""
    from zoneinfo import ZoneInfo

    for name in names:
        if name in _known():
            return ZoneInfo(name)
    return ZoneInfo("UTC")


def instant(at: datetime) -> datetime:
    """An instant that can be kept, in UTC; UserError for a year that nobody means."""
    if not _YEARS[0] <= at.year < _YEARS[1]:
        raise UserError(
            _("The year {year} is too far away. Write one between {first} and {last}.").format(
                year=at.year, first=_YEARS[0], last=_YEARS[1] - 1
            )
        )
    return at.astimezone(UTC)


def city(zone: str) -> str:
    """The city a zone is named after: `Europe/Lisbon` is `Lisbon`."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
