"""A repeat rule of a foreign calendar, made safe to expand: bounded in frequency, number and time.

A library that expands `FREQ=SECONDLY`, `INTERVAL=0` or the 30th of February does not come back.
"""

from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_BY = frozenset(("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"))
_TIMES = frozenset(("BYHOUR", "BYMINUTE", "BYSECOND"))
_MOST_INTERVAL = 999
_MOST_COUNT = 1_000
_DIGITS = 6
_MOST_VALUES = 366
# Steps that one file's rules may take together; a step costs about two microseconds.
STEPS = 2_000_000


class Bounded(NamedTuple):
    """A rule without its end, the naive instant of its last possible start, and its price.

    `until` is UTC when `in_utc`, else the wall time of the event's own zone.
    """

    rule: str
    until: datetime
    in_utc: bool
    steps: int


def bounded(rule: str, starts: datetime, ends: datetime) -> Bounded | None:
    """A rule made safe to expand up to `ends`; None when it must not be expanded at all.

    `starts` is the event's wall time, without a zone. A count becomes the end that it amounts to.
    """
    parts = _parts(rule)
    frequency = parts.get("FREQ", "").upper()
    if frequency not in _DAYS or not _is_modest(parts):
        return None
    interval = int(parts.get("INTERVAL", "1"))
    limit = ends.replace(tzinfo=None) + timedelta(days=2)
    steps = max(0, (limit - starts).days) // (_DAYS[frequency] * interval) + 1
    widest = max((len(parts[name].split(",")) for name in parts if name in _BY), default=1)
    until, in_utc = _until(parts, limit)
    if "COUNT" in parts:
        last = _last_counted(_without_end(parts), starts, limit, int(parts["COUNT"]))
        until, in_utc = min(last, limit), False
    price = steps * max(1, widest) + (366 if frequency == "YEARLY" else 1)
    return Bounded(_without_end(parts), until, in_utc, price)


def _without_end(parts: dict[str, str]) -> str:
    return ";".join(
        f"{name}={value}"
        for name, value in parts.items()
        if name in _BY or name in ("FREQ", "INTERVAL", "WKST")
    )


def _parts(rule: str) -> dict[str, str]:
    pairs = (piece.partition("=") for piece in rule.strip().split(";")[:20])
    return {name.strip().upper(): value.strip() for name, _equals, value in pairs if value.strip()}


def _is_modest(parts: dict[str, str]) -> bool:
    if not _is_within(parts.get("INTERVAL", "1"), _MOST_INTERVAL):
        return False
    if not _is_within(parts.get("COUNT", "1"), _MOST_COUNT):
        return False
    if any("," in parts.get(name, "") for name in _TIMES):
        return False
    return all(len(parts.get(name, "").split(",")) <= _MOST_VALUES for name in _BY)


def _is_within(text: str, most: int) -> bool:
    return len(text) <= _DIGITS and text.isdecimal() and 1 <= int(text) <= most


def _until(parts: dict[str, str], limit: datetime) -> tuple[datetime, bool]:
    """The end that a rule names, and whether it is in UTC; a day's end for a bare date."""
    text = parts.get("UNTIL", "")
    shapes = (("%Y%m%dT%H%M%S", text[:15]), ("%Y%m%d%H%M%S", f"{text[:8]}235959"))
    for shape, digits in shapes:
        try:
            found = datetime.strptime(digits, shape)  # noqa: DTZ007
        except ValueError:
            continue
        return min(found, limit), text.endswith("Z") and "T" in text
    return limit, False


def _last_counted(rule: str, starts: datetime, limit: datetime, count: int) -> datetime:
    """When the last of `count` repeats begins, looked for no further than `limit`."""
    from dateutil.rrule import rrulestr

    try:
        found = list(islice(rrulestr(f"{rule};UNTIL={limit:%Y%m%dT%H%M%S}", dtstart=starts), count))
    except (ValueError, TypeError, OverflowError):
        return starts
    return found[-1] if found else starts
