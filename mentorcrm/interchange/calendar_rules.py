"""A repeat rule of a foreign calendar, made safe to expand: bounded in frequency, number and time.

A library that expands `FREQ=SECONDLY`, `INTERVAL=0` or the 30th of February does not come back.
"""

from datetime import UTC, datetime, timedelta
from itertools import islice

_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_BY = frozenset(("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"))
_TIMES = frozenset(("BYHOUR", "BYMINUTE", "BYSECOND"))
_MOST_INTERVAL = 999
_MOST_COUNT = 1_000
_MOST_VALUES = 366
# Steps that one file's rules may take together; a step costs about two microseconds.
STEPS = 2_000_000


def bounded(rule: str, starts: datetime, ends: datetime) -> tuple[str, int] | None:
    """The rule as `FREQ=…;…;UNTIL=…`, no later than `ends`, and the steps that it may take; None
    when it must not be expanded at all. `starts` is the event's wall time, without a zone.

    `UNTIL` is UTC when the rule's own is; else the wall time of the event.
    """
    parts = _parts(rule)
    frequency = parts.get("FREQ", "").upper()
    if frequency not in _DAYS or not _is_modest(parts):
        return None
    interval = int(parts.get("INTERVAL", "1"))
    limit = ends.replace(tzinfo=None) + timedelta(days=2)
    steps = max(0, (limit - starts).days) // (_DAYS[frequency] * interval) + 1
    widest = max((len(parts[name].split(",")) for name in parts if name in _BY), default=1)
    until = _until(parts, limit)
    if "COUNT" in parts:
        until = _last_counted(parts, starts, min(until, limit), int(parts["COUNT"]))
    kept = [f"{name}={value}" for name, value in parts.items()
            if name in _BY or name in ("FREQ", "INTERVAL", "WKST")]
    return ";".join([*kept, f"UNTIL={until:%Y%m%dT%H%M%S}"]), steps * max(
        1, widest) + (366 if frequency == "YEARLY" else 1)


def _parts(rule: str) -> dict[str, str]:
    pairs = (piece.partition("=") for piece in rule.strip().split(";")[:20])
    return {name.strip().upper(): value.strip() for name, _equals, value in pairs if value.strip()}


def _is_modest(parts: dict[str, str]) -> bool:
    if not parts.get("INTERVAL", "1").isdecimal() or not parts.get("COUNT", "1").isdecimal():
        return False
    if not 1 <= int(parts.get("INTERVAL", "1")) <= _MOST_INTERVAL:
        return False
    if not 1 <= int(parts.get("COUNT", "1")) <= _MOST_COUNT:
        return False
    if any("," in parts.get(name, "") for name in _TIMES):
        return False
    return all(len(parts.get(name, "").split(",")) <= _MOST_VALUES for name in _BY)


def _until(parts: dict[str, str], limit: datetime) -> datetime:
    text = parts.get("UNTIL", "")
    try:
        found = datetime.strptime(text[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        try:
            found = datetime.strptime(text[:8], "%Y%m%d").replace(
                hour=23, minute=59, second=59, tzinfo=UTC)
        except ValueError:
            return limit
    # A day's grace covers any zone's distance from UTC; the rule itself sets the time of day.
    grace = timedelta(hours=14) if text.endswith("Z") else timedelta()
    return min(found.replace(tzinfo=None) + grace, limit)


def _last_counted(parts: dict[str, str], starts: datetime, limit: datetime,
                  count: int) -> datetime:
    """When the last of `count` repeats begins, looked for no further than `limit`."""
    from dateutil.rrule import rrulestr

    text = ";".join(f"{name}={value}" for name, value in parts.items()
                    if name in _BY or name in ("FREQ", "INTERVAL", "WKST"))
    try:
        rule = rrulestr(f"{text};UNTIL={limit:%Y%m%dT%H%M%S}", dtstart=starts)
        found = list(islice(rule, count))
    except (ValueError, TypeError, OverflowError):
        return starts
    return found[-1] if found else starts
