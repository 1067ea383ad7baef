"""Time windows: what a text offers, what a calendar allows, how long an offer keeps, its words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from mentorcrm.asks.dates import weekday_name
from mentorcrm.asks.window_parse import parse_windows
from mentorcrm.asks.window_suggest import earliest_day, suggest_windows
from mentorcrm.asks.zones import find_zone, get_zone, zone_label, zone_of_place
from mentorcrm.models.kinds import WINDOW_AMBER_HOURS, TimeWindow

__all__ = [
    "ShelfLife",
    "WindowWords",
    "find_zone",
    "is_short_notice",
    "parse_windows",
    "shelf_life",
    "suggest_windows",
    "window_words",
    "zone_label",
    "zone_of_place",
]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class ShelfLife(StrEnum):
    """How an offered time stands: it keeps, it is within 48 hours, or it has begun."""

    FRESH = "fresh"
    SOON = "soon"
    PAST = "past"


@dataclass(frozen=True)
class WindowWords:
    """One window in words, for the people on both sides; theirs comes first.

    `theirs` and `mine` are clock times such as "16:00–17:00" on the day `their_day` ("Tue 1 Dec").
    `shift` is "+1" or "-1" when my day is another one, else "". When both share their clock, or
    their zone is not known, `mine` is "" and `their_zone` is my zone.
    """

    their_day: str
    theirs: str
    their_zone: str
    mine: str = ""
    my_zone: str = ""
    shift: str = ""

    def __str__(self) -> str:
        first = f"{self.their_day} {self.theirs} {self.their_zone}"
        return (
            f"{first} ({' '.join(filter(None, ('mine', self.mine, self.shift)))})"
            if self.mine
            else first
        )


def shelf_life(window: TimeWindow, now: datetime) -> ShelfLife:
    """Whether a window keeps: past once it has begun, soon within 48 hours of `now` (aware)."""
    ahead = window.start - now.astimezone(UTC)
    if ahead <= timedelta(0):
        return ShelfLife.PAST
    return ShelfLife.SOON if ahead < timedelta(hours=WINDOW_AMBER_HOURS) else ShelfLife.FRESH


def is_short_notice(window: TimeWindow, now: datetime) -> bool:
    """Whether a window is within 48 hours or less than two working days (Mon to Fri) ahead."""
    zone = get_zone(window.zone)
    day = window.start.astimezone(zone).date()
    soon = shelf_life(window, now) is ShelfLife.SOON
    return soon or day < earliest_day(now.astimezone(zone).date())


def window_words(window: TimeWindow, my_zone: str, their_zone: str | None = None) -> WindowWords:
    """A window in words for both zones (IANA names)."""
    theirs = their_zone or my_zone
    start, end = (moment.astimezone(get_zone(theirs)) for moment in (window.start, window.end))
    my_start, my_end = (
        moment.astimezone(get_zone(my_zone)) for moment in (window.start, window.end)
    )
    day, clock = short_day(start.date()), clock_range(start, end)
    if (start.utcoffset(), end.utcoffset()) == (my_start.utcoffset(), my_end.utcoffset()):
        return WindowWords(day, clock, zone_label(theirs))
    days = (my_start.date() - start.date()).days
    shift = f"{days:+d}" if days else ""
    return WindowWords(
        day, clock, zone_label(theirs), clock_range(my_start, my_end), zone_label(my_zone), shift
    )


def short_day(day: date) -> str:
    """A day as a list shows it: "Tue 1 Dec"."""
    return f"{weekday_name(day.weekday())[:3]} {day.day} {_MONTHS[day.month - 1]}"


def clock_range(start: datetime, end: datetime) -> str:
    """Two wall times as "16:00–17:00", with "+1" when the end falls on the next day."""
    late = " +1" if end.date() > start.date() and (end.hour or end.minute) else ""
    return f"{start:%H:%M}–{end:%H:%M}{late}"
