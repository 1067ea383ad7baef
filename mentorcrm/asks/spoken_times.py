"""Times offered, in words: the reader's own zone first, the sender's in brackets.

Zones are named by the city of their IANA name, as people do in mail.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mentorcrm.asks.prose import MONTHS
from mentorcrm.models.kinds import TimeWindow

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_Local = tuple[datetime, datetime]


def zone_of(name: str) -> tzinfo | None:
    """The zone of an IANA name; None when the name is empty or unknown."""
    if not name or name in {"UTC", "Etc/UTC"}:
        return UTC if name else None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_words(name: str) -> str:
    """What people call a zone: London time for Europe/London, UTC for UTC."""
    city = zone_city(name)
    return city if city in {"UTC", "GMT"} else f"{city} time"


def zone_city(name: str) -> str:
    """The place in an IANA name: New York for America/New_York, UTC for UTC."""
    last = name.rsplit("/", 1)[-1].replace("_", " ")
    return "UTC" if last in {"UTC", "UCT", "Zulu", "Universal", ""} else last


def window_lines(
    windows: Sequence[TimeWindow], their_zone: str, my_zone: str, *, now: datetime
) -> tuple[str, ...]:
    """One line per window, without its zone where `zone_note` says it once for all.

    The clock is theirs when their zone is known, else mine.
    """
    zone, other = _zones(windows, their_zone, my_zone)
    year = now.astimezone(zone_of(zone)).year
    lines = []
    for window in sorted(windows):
        own = _local(window, zone)
        line = f"{_day(own[0], year)}, {_span(own)}"
        lines.append(f"{line} ({_span(_local(window, other), own)})" if other else line)
    return tuple(lines)


def zone_note(windows: Sequence[TimeWindow], their_zone: str, my_zone: str) -> str:
    """Which clock the lines show: "London time", or "London time, Berlin in brackets"."""
    zone, other = _zones(windows, their_zone, my_zone)
    return f"{zone_words(zone)}, {zone_city(other)} in brackets" if other else zone_words(zone)


def windows_inline(
    windows: Sequence[TimeWindow], their_zone: str, my_zone: str, *, now: datetime, both: bool
) -> str:
    """The windows as one phrase, those of one day together.

    Tuesday 1 December, 10:00 to 11:00 or 16:00 to 17:00, or Thursday 3 December, 9:00 to 10:00,
    London time. With `both`, the sender's clock follows each in brackets.
    """
    zone, other = _zones(windows, their_zone, my_zone)
    year = now.astimezone(zone_of(zone)).year
    local = [(_local(window, zone), window) for window in sorted(windows)]
    days = []
    for _, group in groupby(local, key=lambda pair: pair[0][0].date()):
        pairs = list(group)
        spans = [_span_with(own, window, other if both else "") for own, window in pairs]
        days.append(f"{_day(pairs[0][0][0], year)}, {_either(spans)}")
    phrase = ", or ".join([", ".join(days[:-1]), days[-1]]) if len(days) > 1 else days[0]
    if len(local) == 1 and other and both:
        own, window = local[0]
        mine = _span(_local(window, other), own)
        return f"{days[0].split(' (')[0]} {zone_words(zone)} ({mine} in {zone_city(other)})"
    if other and both:
        return f"{phrase}, in {zone_words(zone)} with {zone_city(other)} in brackets"
    return f"{phrase}, {zone_words(zone)}" if len(days) > 1 else f"{phrase} {zone_words(zone)}"


def _span_with(own: _Local, window: TimeWindow, other: str) -> str:
    span = _span(own)
    return f"{span} ({_span(_local(window, other), own)})" if other else span


def _zones(windows: Sequence[TimeWindow], their_zone: str, my_zone: str) -> tuple[str, str]:
    """The zone to show, and the other one to add where its clock differs, else ""."""
    mine = (
        my_zone if zone_of(my_zone) else next((w.zone for w in windows if zone_of(w.zone)), "UTC")
    )
    if not zone_of(their_zone):
        return mine, ""
    differs = any(
        _local(w, their_zone)[0].utcoffset() != _local(w, mine)[0].utcoffset() for w in windows
    )
    return (their_zone, mine) if differs else (their_zone, "")


def _local(window: TimeWindow, zone: str) -> _Local:
    place = zone_of(zone) or UTC
    return window.start.astimezone(place), window.end.astimezone(place)


def _day(moment: datetime, year: int) -> str:
    text = f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"
    return text if moment.year == year else f"{text} {moment.year}"


def _span(local: _Local, beside: _Local | None = None) -> str:
    """16:00 to 17:00; with the day where it is not the day of `beside` or runs past midnight."""
    start, end = local
    text = f"{_clock(start)} to {_clock(end)}"
    if end.date() != start.date() and not (end.hour == end.minute == 0):
        text += f" on {DAYS[end.weekday()]}"
    if beside and start.date() != beside[0].date():
        text = f"{DAYS[start.weekday()]} {text}"
    return text


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _either(spans: Sequence[str]) -> str:
    return " or ".join(spans) if len(spans) < 3 else f"{', '.join(spans[:-1])} or {spans[-1]}"
