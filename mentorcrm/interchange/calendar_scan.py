"""The first pass over a calendar file: its events as raw lines, within limits, before any library
sees them. Linear, whatever the file holds.
"""

from dataclasses import dataclass, field

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import limits
from mentorcrm.interchange.contentlines import Head, logical_lines, split_line
from mentorcrm.words import _

# What the times of an event depend on. Everything else (attachments, alarms, people, texts) stays
# in the file.
_KEPT = frozenset(
    (
        "UID",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "STATUS",
        "TRANSP",
        "RECURRENCE-ID",
        "SEQUENCE",
        "X-MICROSOFT-CDO-BUSYSTATUS",
    )
)
_ZONE_PARTS = frozenset(("VTIMEZONE", "STANDARD", "DAYLIGHT"))
_ZONE_KEPT = frozenset(
    ("TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "TZNAME")
)
_ZONE_LINES = 400
_MOST_DATES = 2_000
_VALUE = 20_000

Property = tuple[Head, str]


@dataclass(slots=True)
class RawEvent:
    """One VEVENT: the properties that its times depend on."""

    line: int
    properties: list[Property] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        return next((one for one in self.properties if one[0].name == name), None)

    def text(self, name: str) -> str:
        found = self.first(name)
        return found[1].strip() if found else ""


@dataclass(slots=True)
class RawZone:
    """One VTIMEZONE as the lines that are safe to hand on; not `safe` when any is not."""

    tzid: str = ""
    lines: list[str] = field(default_factory=list)
    safe: bool = True


@dataclass(slots=True)
class RawCalendar:
    """What a calendar file holds that matters for busy times."""

    events: list[RawEvent] = field(default_factory=list)
    zones: list[RawZone] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)
    default_zone: str = ""


def scan(data: bytes, file: str) -> RawCalendar:
    """Read a calendar file's events. Raises `ImportRejected` beyond the limits."""
    return _Scan(file).run(data)


class _Scan:
    def __init__(self, file: str) -> None:
        self._file = file
        self._found = RawCalendar()
        self._stack: list[str] = []

    def run(self, data: bytes) -> RawCalendar:
        for number, text, cut in logical_lines(data):
            parts = None if cut else split_line(text)
            if parts is None:
                continue
            head, value = parts
            if head.name == "BEGIN":
                self._begin(value.strip().upper(), number)
            elif head.name == "END":
                self._end(value.strip().upper())
            else:
                self._property(head, value)
        return self._found

    def _begin(self, what: str, number: int) -> None:
        self._stack.append(what)
        if len(self._stack) > limits.DEPTH:
            raise ImportRejected(
                _(
                    "“{file}”, line {number}: events lie inside events more than {depth} "
                    "deep; export the calendar again."
                ).format(file=self._file, number=number, depth=limits.DEPTH)
            )
        if what == "VEVENT":
            self._found.events.append(RawEvent(number))
            if len(self._found.events) > limits.CALENDAR_ITEMS:
                raise ImportRejected(
                    _(
                        "“{file}” holds more than {calendar_items:,} events; export a shorter time."
                    ).format(file=self._file, calendar_items=limits.CALENDAR_ITEMS)
                )
        elif what == "VTIMEZONE":
            self._found.zones.append(RawZone())
        if what in _ZONE_PARTS and self._found.zones:
            self._zone_line(f"BEGIN:{what}")

    def _end(self, what: str) -> None:
        if what in _ZONE_PARTS and self._found.zones and what in self._stack:
            self._zone_line(f"END:{what}")
        if what in self._stack:
            while self._stack.pop() != what:
                pass

    def _property(self, head: Head, value: str) -> None:
        inside = self._stack[-1] if self._stack else ""
        if inside == "VEVENT":
            event = self._found.events[-1]
            if head.name in _KEPT and len(event.properties) < _MOST_DATES:
                event.properties.append((head, value[:_VALUE]))
        elif inside in _ZONE_PARTS:
            self._zone_property(head, value.strip())
        elif inside == "VFREEBUSY" and head.name == "FREEBUSY":
            if head.params.get("FBTYPE", "BUSY").upper() != "FREE":
                self._found.busy += value.split(",")[:_MOST_DATES]
        elif head.name == "X-WR-TIMEZONE":
            self._found.default_zone = value.strip()

    def _zone_property(self, head: Head, value: str) -> None:
        zone = self._found.zones[-1]
        if head.name == "TZID":
            zone.tzid = value
        if head.name == "RRULE" and "FREQ=YEARLY" not in value.upper():
            zone.safe = False
        if head.name in _ZONE_KEPT and len(value) < _VALUE:
            self._zone_line(f"{head.name}:{value}")

    def _zone_line(self, line: str) -> None:
        zone = self._found.zones[-1]
        zone.lines.append(line)
        zone.safe = zone.safe and len(zone.lines) < _ZONE_LINES
