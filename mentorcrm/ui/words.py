"""How times and people are put into words on screen. Pure: values in, words out."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from mentorcrm.models.kinds import FACT_STALE_DAYS, InteractionChannel, Season
from mentorcrm.services.zones import city
from mentorcrm.ui.widgets.avatar import initials

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from mentorcrm.services.start_rows import PersonRow
    from mentorcrm.ui.delegates.person_row import PersonLine

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DOT = "  ·  "


def zone_info(name: str) -> "ZoneInfo | None":
    """The zone of an IANA name, None when there is none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # Not needed before the first paint.

    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def short_day(day: date, today: date) -> str:
    """`22 Sep`, with the year when it is not this one: `22 Sep 2024`."""
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def long_day(day: date) -> str:
    """`Tue 24 Nov 2026`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def ago(then: datetime, now: datetime) -> str:
    """How long ago, as briefly as in a list: `today`, `5 d ago`, `9 w ago`, `2 y ago`."""
    days = (now - then).days
    if days < 1:
        return "today" if now >= then else "planned"
    if days < 14:
        return f"{days} d ago"
    if days < 7 * 52:
        return f"{days // 7} w ago"
    return f"{days // 365 or 1} y ago"


def ago_spoken(then: datetime, now: datetime) -> str:
    """The same for being read aloud: `9 weeks ago`."""
    days = (now - then).days
    if days < 1:
        return "today"
    number, unit = (days, "day") if days < 14 else (days // 7, "week")
    if days >= 7 * 52:
        number, unit = days // 365 or 1, "year"
    return f"{number} {unit}{'' if number == 1 else 's'} ago"


def clock_there(zone: str, now: datetime, mine: str = "") -> str:
    """`08:42 now`, with `+1 day` when it is tomorrow there; empty for an unknown zone.

    `mine` is the zone where I am.
    """
    info, here = zone_info(zone), zone_info(mine)
    if info is None:
        return ""
    there = now.astimezone(info)
    days = (there.date() - now.astimezone(here).date()).days if here is not None else 0
    shift = f", {'+' if days > 0 else '−'}1 day" if days else ""
    return f"{there:%H:%M} now{shift}"


def place_and_time(location: str, zone: str, now: datetime, mine: str = "") -> str:
    """`Edinburgh, 08:42 now`; the zone's city stands in for an unknown location."""
    where = location or (city(zone) if zone_info(zone) else "")
    return ", ".join(part for part in (where, clock_there(zone, now, mine)) if part)


def checked_words(verified_on: date | None, today: date) -> str:
    """When a fact was looked at: `Checked 3 Nov`, and whether it is time to look again."""
    if verified_on is None:
        return "Not checked yet"
    said = f"Checked {short_day(verified_on, today)}"
    if not is_stale(verified_on, today):
        return said
    years, months = (today - verified_on).days // 365, (today - verified_on).days // 30
    long = f"{months} months" if not years else "a year" if years == 1 else f"{years} years"
    return f"{said}, {long} ago: check again"


def person_line(row: "PersonRow", now: datetime) -> "PersonLine":
    """The words of one row in the list of people."""
    # Today, which opens first, has no such rows.
    from mentorcrm.ui.delegates.person_row import PersonLine

    season = row.season.label if row.season else ""
    standing = DOT.join(part for part in (row.roles, season) if part)
    if not standing and row.tags:
        standing = ", ".join(f"#{tag}" for tag in row.tags)
    last = ago(row.last_contact, now) if row.last_contact else ""
    return PersonLine(
        row.id,
        row.name,
        initials(row.name),
        row.tint,
        row.work,
        standing,
        last,
        "",
        False,
        _spoken(row, now),
    )


def _spoken(row: "PersonRow", now: datetime) -> str:
    contact = "no contact yet"
    if row.last_contact:
        contact = f"last contact {ago_spoken(row.last_contact, now)}"
    season = row.season.label if row.season else ""
    parts = (row.name, row.work, row.roles.replace(" · ", " and "), season, contact)
    return ", ".join(part for part in parts if part)


def is_stale(verified_on: date | None, today: date) -> bool:
    """Whether a public fact should be looked at again before it is used."""
    return verified_on is None or today - verified_on > timedelta(days=FACT_STALE_DAYS)


CHANNEL_ICONS: dict[InteractionChannel, str] = {
    InteractionChannel.IN_PERSON: "coffee",
    InteractionChannel.VIDEO: "video",
    InteractionChannel.CALL: "phone",
    InteractionChannel.MAIL: "mail",
    InteractionChannel.MESSAGE: "message-circle",
    InteractionChannel.EVENT: "users",
    InteractionChannel.LETTER: "file-text",
}
# The first stops of the stepper; what follows an active relationship is in its menu.
STEPS = (Season.CANDIDATE, Season.RESEARCHED, Season.ASKED, Season.TRIAL, Season.ACTIVE)
AFTERWARDS = (
    Season.LIGHT_TOUCH,
    Season.PAUSED,
    Season.CLOSED,
    Season.ALUMNI,
    Season.DECLINED,
    Season.LAPSED,
)
