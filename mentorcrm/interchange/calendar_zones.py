"""Which IANA zone a calendar's TZID means, for the many shapes that programs write."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LONGEST = 100
# Spellings that are neither IANA nor Windows names but clear enough.
_OTHER = {
    "us-eastern": "America/New_York",
    "us-central": "America/Chicago",
    "us-mountain": "America/Denver",
    "us-pacific": "America/Los_Angeles",
    "eastern time (us & canada)": "America/New_York",
    "eastern": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "brasilia": "America/Sao_Paulo",
    "brasília": "America/Sao_Paulo",
    "amsterdam, berlin, bern, rome, stockholm, vienna": "Europe/Berlin",
    "canberra, melbourne, sydney": "Australia/Sydney",
    "gmt": "UTC",
    "utc": "UTC",
    "z": "UTC",
    "greenwich mean time : dublin, edinburgh, lisbon, london": "Europe/London",
}


@lru_cache(maxsize=512)
def zone_name(tzid: str) -> str | None:
    """The IANA name for a TZID, or None: tried as it is, as the end of a path such as
    `/mozilla.org/20070129_1/Europe/Berlin`, as a Windows name, and as a display name.
    """
    text = tzid.strip().strip('"').strip()
    if not text or len(text) > _LONGEST:
        return None
    return _iana(text) or _display(text) or _windows(text) or _path_end(text)


def _iana(name: str) -> str | None:
    if name.startswith(("/", ".", "posix/", "right/")) or ".." in name:
        return None
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return name


def _path_end(text: str) -> str | None:
    pieces = text.split("/")
    for count in (3, 2):
        if len(pieces) > count and (found := _iana("/".join(pieces[-count:]))):
            return found
    return _iana(text.replace("-", "/", 1)) if "-" in text else None


def _windows(text: str) -> str | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON.get(text)


def _display(text: str) -> str | None:
    """A name as calendars show it: "(UTC-03:00) Brasília"."""
    name = text.rpartition(")")[2] if text.startswith("(") and not text.endswith(")") else text
    return _OTHER.get(name.strip().casefold())
