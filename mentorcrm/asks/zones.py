"""Time zones by the names that people use: IANA names, abbreviations, cities, UTC offsets.

An abbreviation stands for the region that uses it ("EST" for New York), because people write it
all year round; only UTC, GMT and plain offsets are taken to the letter.
"""

import re
import unicodedata
import zoneinfo
from datetime import UTC, datetime
from functools import cache

_ABBREVIATIONS = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC",
    "bst": "Europe/London", "uk": "Europe/London", "wet": "Europe/Lisbon", "west": "Europe/Lisbon",
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin", "eet": "Europe/Athens", "eest": "Europe/Athens",
    "msk": "Europe/Moscow", "trt": "Europe/Istanbul",
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York",
    "cst": "America/Chicago", "cdt": "America/Chicago", "ct": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "mt": "America/Denver",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "akst": "America/Anchorage", "akdt": "America/Anchorage", "hst": "Pacific/Honolulu",
    "brt": "America/Sao_Paulo", "ist": "Asia/Kolkata", "pkt": "Asia/Karachi",
    "gst": "Asia/Dubai", "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong", "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul", "wib": "Asia/Jakarta", "awst": "Australia/Perth",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "acst": "Australia/Adelaide",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland", "sast": "Africa/Johannesburg",
    "eat": "Africa/Nairobi", "wat": "Africa/Lagos", "cat": "Africa/Maputo",
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}  # fmt: skip
# Cities that people name and the zone database does not.
_CITIES = {
    "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "portland": "America/Los_Angeles", "san diego": "America/Los_Angeles",
    "las vegas": "America/Los_Angeles", "austin": "America/Chicago", "dallas": "America/Chicago",
    "houston": "America/Chicago", "minneapolis": "America/Chicago", "boston": "America/New_York",
    "washington": "America/New_York", "philadelphia": "America/New_York",
    "miami": "America/New_York", "atlanta": "America/New_York", "nyc": "America/New_York",
    "ottawa": "America/Toronto", "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata", "bangalore": "Asia/Kolkata", "bengaluru": "Asia/Kolkata",
    "hyderabad": "Asia/Kolkata", "chennai": "Asia/Kolkata", "pune": "Asia/Kolkata",
    "beijing": "Asia/Shanghai", "shenzhen": "Asia/Shanghai", "osaka": "Asia/Tokyo",
    "hanoi": "Asia/Bangkok", "tel aviv": "Asia/Jerusalem", "abu dhabi": "Asia/Dubai",
    "munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "frankfurt": "Europe/Berlin",
    "cologne": "Europe/Berlin", "geneva": "Europe/Zurich", "basel": "Europe/Zurich",
    "bern": "Europe/Zurich", "milan": "Europe/Rome", "barcelona": "Europe/Madrid",
    "porto": "Europe/Lisbon", "lyon": "Europe/Paris", "rotterdam": "Europe/Amsterdam",
    "gothenburg": "Europe/Stockholm", "krakow": "Europe/Warsaw", "edinburgh": "Europe/London",
    "glasgow": "Europe/London", "manchester": "Europe/London", "oxford": "Europe/London",
    "bristol": "Europe/London", "cardiff": "Europe/London",
    "cork": "Europe/Dublin", "cape town": "Africa/Johannesburg", "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland", "rio de janeiro": "America/Sao_Paulo",
}  # fmt: skip
# A European or Asian city of the same name is not meant when one of these stands beside it.
_AMERICAS = frozenset(
    {
        "us", "usa", "canada", "ontario", "texas", "ohio", "maine", "alabama", "kentucky",
        "tennessee", "massachusetts", "connecticut", "virginia", "on", "oh", "al", "ky", "tn",
        "ma", "ct", "va", "tx",
    }
)  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+\-−])(\d{1,2})(?::?00)?")


@cache
def _by_name() -> dict[str, str]:
    """IANA names and their cities in lower case, to the IANA name."""
    names = sorted(zoneinfo.available_timezones())
    cities: dict[str, str] = {}
    for name in names:
        area, _, city = name.rpartition("/")
        if area and not area.startswith(
            ("Etc", "SystemV", "US", "posix", "right", "Mexico", "Brazil")
        ):
            cities.setdefault(_plain(city.replace("_", " ")), name)
    return {**cities, **_CITIES, **{name.lower(): name for name in names if "/" in name}}


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def find_zone(name: str) -> str | None:
    """The IANA name meant by a zone name, abbreviation, city or whole-hour UTC offset."""
    key = _plain(name).strip(" .,()[]")
    key = key.removesuffix(" local time").removesuffix(" time").removesuffix(" standard")
    if key in _ABBREVIATIONS:
        return _ABBREVIATIONS[key]
    if offset := _OFFSET.fullmatch(key):
        return _from_offset(offset[1], int(offset[2]))
    names = _by_name()
    return names.get(key) or names.get(key.replace(" ", "_")) or names.get(key.replace("_", " "))


def zone_of_place(place: str) -> str | None:
    """The zone of a place such as "Lisbon, Portugal"; None unless it names a known city."""
    pieces = [_plain(piece).strip(" .)") for piece in re.split(r"[,;/(|]|\bor\b", place[:200])]
    in_americas = any(piece in _AMERICAS or piece == "united states" for piece in pieces)
    for piece in pieces:
        key = piece.removeprefix("greater ").removesuffix(" area").removesuffix(" metropolitan")
        zone = _by_name().get(key) if len(key) > 2 and key not in _ABBREVIATIONS else None
        if zone and not (in_americas and not zone.startswith(("America/", "Pacific/"))):
            return zone
    return None


def _from_offset(sign: str, hours: int) -> str | None:
    if hours > 14 or (sign != "+" and hours > 12):
        return None
    # POSIX turns the sign round: Etc/GMT-2 is two hours ahead of UTC.
    return "UTC" if hours == 0 else f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"


def get_zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone of an IANA name, UTC when the name is blank or unknown to this computer."""
    try:
        return zoneinfo.ZoneInfo(name or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return zoneinfo.ZoneInfo("UTC")


def zone_label(name: str) -> str:
    """How people name a zone: "London time", "UTC", "UTC+2"."""
    if name.startswith("Etc/GMT") and len(name) > len("Etc/GMT"):
        hours = name.removeprefix("Etc/GMT")
        return f"UTC{'-' if hours[0] == '+' else '+'}{hours[1:]}"
    if name.removeprefix("Etc/") in {"UTC", "GMT", "UCT", "Zulu", "Universal", ""}:
        return "UTC"
    return name.rpartition("/")[2].replace("_", " ") + " time"


def to_utc(wall: datetime, zone: str) -> datetime | None:
    """The instant of a naive wall time in a zone; None when clocks skip it.

    A wall time that happens twice, when clocks go back, means its first time (PEP 495, fold 0).
    """
    tz = get_zone(zone)
    instant = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
    return instant if instant.astimezone(tz).replace(tzinfo=None) == wall else None
