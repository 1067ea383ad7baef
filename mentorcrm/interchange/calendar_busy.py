"""When somebody is busy, from a calendar file (.ics): instants in UTC, merged.

The file's own first pass (`calendar_scan`) and rule check (`calendar_rules`) come first; only
events that can touch the asked span, with nothing but their times, reach icalendar and
recurring-ical-events.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import calendar_rules, limits
from mentorcrm.interchange.calendar_scan import Property, RawCalendar, RawEvent, scan
from mentorcrm.interchange.calendar_zones import zone_name
from mentorcrm.interchange.contentlines import Head
from mentorcrm.interchange.detect import is_calendar
from mentorcrm.interchange.reader import load, shown_name
from mentorcrm.words import _

if TYPE_CHECKING:
    from icalendar import Calendar, Component

Span = tuple[datetime, datetime]
_DATES = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"))
_REPEATED = frozenset(("EXDATE", "RDATE"))
_WORDS = frozenset(("STATUS", "TRANSP", "SEQUENCE", "X-MICROSOFT-CDO-BUSYSTATUS"))
_FREE = frozenset(("FREE", "TRANSPARENT"))
_DURATION = re.compile(
    r"\+?P(?:\d{1,4}W|(?:\d{1,5}D)?(?:T(?:\d{1,5}H)?(?:\d{1,5}M)?(?:\d{1,6}S)?)?)", re.ASCII
)
# What icalendar and recurring-ical-events raise on events that they do not understand.
_STUMBLES = (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError)


def busy_times(path: Path, start: datetime, end: datetime, default_zone: str) -> tuple[Span, ...]:
    """The spans between two aware instants that a calendar file marks as busy.

    `default_zone` is the IANA zone of times that name none, and of all-day events. Cancelled and
    transparent ("free") events do not count. Raises `ImportRejected` when the file is no
    readable calendar.
    """
    file = shown_name(path)
    data = load(path, limits.CALENDAR_BYTES)
    if not is_calendar(data):
        raise ImportRejected(
            _(
                "“{file}” is not a calendar; choose an .ics file that your calendar "
                "program exported."
            ).format(file=file)
        )
    raw = scan(data, file)
    zone = ZoneInfo(zone_name(raw.default_zone) or zone_name(default_zone) or "UTC")
    window = _Window(start.astimezone(UTC), end.astimezone(UTC), zone)
    lines = list(_calendar_lines(raw, window, file))
    spans = [*_expanded(lines, window), *_stated(raw.busy, window)]
    return tuple(_merged(spans))


class _Window:
    """The asked span, in UTC, and the zone that times without one are read in."""

    def __init__(self, start: datetime, end: datetime, zone: ZoneInfo) -> None:
        self.start = start
        self.end = end
        self.zone = zone

    def cut(self, start: Any, end: Any) -> Span | None:
        """A span in UTC, cut to the window; None when nothing of it lies inside."""
        try:
            first, last = max(self.instant(start), self.start), min(self.instant(end), self.end)
        except (OverflowError, ValueError):
            return None
        return (first, last) if first < last else None

    def instant(self, when: date | datetime) -> datetime:
        """A date or time of the file in UTC; a date is its first moment in the zone."""
        if not isinstance(when, datetime):
            when = datetime.combine(when, time())
        aware = when if when.tzinfo else when.replace(tzinfo=self.zone)
        return aware.astimezone(UTC)


def _calendar_lines(raw: RawCalendar, window: _Window, file: str) -> Iterator[str]:
    """A calendar of the events that matter, one text per component."""
    own_zones = {
        zone.tzid: zone
        for zone in raw.zones
        if zone.safe and zone.tzid and not zone_name(zone.tzid)
    }
    for zone in own_zones.values():
        yield "\r\n".join(zone.lines)
    steps = 0
    for event in raw.events:
        found = _event_lines(event, window, frozenset(own_zones))
        if found is None:
            continue
        lines, cost = found
        steps += cost
        if steps > calendar_rules.STEPS:
            raise ImportRejected(
                _(
                    "“{file}”, line {line}: its repeating events reach back too far to be "
                    "worked out; export a shorter time."
                ).format(file=file, line=event.line)
            )
        yield "\r\n".join(["BEGIN:VEVENT", f"UID:{_uid(event)}", *lines, "END:VEVENT"])


def _uid(event: RawEvent) -> str:
    return event.text("UID") or f"line-{event.line}"


def _event_lines(
    event: RawEvent, window: _Window, zones: frozenset[str]
) -> tuple[list[str], int] | None:
    """An event's lines and the steps its rule may take; None when it cannot matter."""
    begins = _wall_time(event.text("DTSTART"))
    if begins is None or not _may_touch(event, begins, window):
        return None
    lines, cost = [], 0
    for head, value in _once_each(event):
        if head.name in _DATES:
            lines.append(_date_line(head, value.strip(), zones))
        elif head.name == "RRULE":
            rule = calendar_rules.bounded(value, begins, window.end)
            if rule:
                cost += rule.steps
                lines.append(f"RRULE:{rule.rule};UNTIL={_until_form(rule, event, window.zone)}")
        elif head.name == "DURATION" and _DURATION.fullmatch(value.strip()):
            lines.append(f"DURATION:{value.strip()}")
        elif head.name in _WORDS:
            lines.append(f"{head.name}:{value.strip()[:40]}")
    return lines, cost


def _once_each(event: RawEvent) -> Iterator[Property]:
    """An event's properties; of those that may stand once, the first."""
    seen = set()
    ends = event.text("DTEND")
    for head, value in event.properties:
        if head.name in seen or (head.name == "DTEND" and ends == event.text("DTSTART")):
            continue
        if head.name == "DURATION" and ends:
            continue
        if head.name not in _REPEATED:
            seen.add(head.name)
        yield head, value


def _until_form(rule: calendar_rules.Bounded, event: RawEvent, default: ZoneInfo) -> str:
    """UNTIL as its event wants it: a date for all-day events, UTC exactly when the start has a
    zone, else the start's wall time.
    """
    head, value = event.first("DTSTART") or (Head(""), "")
    zone = default
    if value.strip().endswith("Z"):
        zone = ZoneInfo("UTC")
    elif name := zone_name(head.params.get("TZID", "")):
        zone = ZoneInfo(name)
    instant = rule.until.replace(tzinfo=UTC if rule.in_utc else zone)
    if "T" not in value:
        return f"{instant.astimezone(zone):%Y%m%d}"
    if "TZID" in head.params or value.strip().endswith("Z"):
        return f"{instant.astimezone(UTC):%Y%m%dT%H%M%S}Z"
    return f"{instant.astimezone(zone):%Y%m%dT%H%M%S}"


def _date_line(head: Head, text: str, zones: frozenset[str]) -> str:
    """A date property with a zone that is known: IANA, the file's own, or none at all."""
    kind = head.params.get("VALUE", "").upper()
    if kind == "DATE" or (len(text) == 8 and text.isdecimal()):
        return f"{head.name};VALUE=DATE:{text}"
    period = ";VALUE=PERIOD" if kind == "PERIOD" else ""
    tzid = head.params.get("TZID", "").strip()
    known = zone_name(tzid) or (tzid if tzid in zones else "")
    if not known or text.endswith("Z"):
        return f"{head.name}{period}:{text}"
    return f'{head.name}{period};TZID="{known}":{text}'


def _wall_time(text: str) -> datetime | None:
    for shape, length in (("%Y%m%dT%H%M%S", 15), ("%Y%m%d", 8)):
        try:
            return datetime.strptime(text[:length], shape)  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _may_touch(event: RawEvent, begins: datetime, window: _Window) -> bool:
    """Whether an event can reach into the window: two days of grace cover every zone."""
    grace = timedelta(days=2)
    if begins > window.end.replace(tzinfo=None) + grace:
        return False
    if event.first("RRULE") or event.first("RDATE") or event.first("RECURRENCE-ID"):
        return True
    ends = _wall_time(event.text("DTEND"))
    if event.text("DURATION") and not ends:
        return True
    return max(ends or begins, begins) >= window.start.replace(tzinfo=None) - grace


def _expanded(lines: list[str], window: _Window) -> Iterator[Span]:
    """The spans of all events together; when that fails, of each one by itself."""
    if not lines:
        return
    whole = _events(lines, window)
    if whole is None:
        zones = [line for line in lines if line.startswith("BEGIN:VTIMEZONE")]
        singles = (line for line in lines if not line.startswith("BEGIN:VTIMEZONE"))
        whole = [event for line in singles for event in _events([*zones, line], window) or ()]
    for event in whole:
        span = _span(event, window)
        if span:
            yield span


def _events(lines: list[str], window: _Window) -> "list[Component] | None":
    """Every occurrence in the window, or None when a library stumbles over the events."""
    import recurring_ical_events

    calendar = _parsed(lines)
    if calendar is None:
        return None
    try:
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
        return list(query.between(window.start, window.end))
    except _STUMBLES:
        return None


def _parsed(components: Iterable[str]) -> "Calendar | None":
    from icalendar import Calendar

    text = "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//mentorcrm//EN",
            *components,
            "END:VCALENDAR",
            "",
        ]
    )
    try:
        calendar = Calendar.from_ical(text)
    except _STUMBLES:
        return None
    return calendar if isinstance(calendar, Calendar) else None


def _span(event: Any, window: _Window) -> Span | None:
    words = {str(event.get(name, "")).upper() for name in ("TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")}
    if words & _FREE or str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    try:
        return window.cut(event["DTSTART"].dt, event["DTEND"].dt)
    except (KeyError, AttributeError, TypeError):
        return None


def _stated(periods: list[str], window: _Window) -> Iterator[Span]:
    """Spans that a free/busy list names outright: `start/end` or `start/duration`."""
    from icalendar.prop import vPeriod

    for text in periods:
        try:
            start, end = vPeriod.from_ical(text.strip())  # type: ignore[no-untyped-call]
            span = window.cut(start, start + end if isinstance(end, timedelta) else end)
        except (ValueError, TypeError, OverflowError):
            continue
        if span:
            yield span


def _merged(spans: list[Span]) -> Iterator[Span]:
    current: Span | None = None
    for start, end in sorted(spans):
        if current and start <= current[1]:
            current = current[0], max(current[1], end)
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current
