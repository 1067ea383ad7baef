"""How times and people are put into words on screen. Pure: values in, words out."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from mentorcrm.models.kinds import FACT_STALE_DAYS, InteractionChannel, Season
from mentorcrm.services.next_steps import StepKind
from mentorcrm.services.zones import city
from mentorcrm.ui.widgets.avatar import initials
from mentorcrm.words import DAYS, MONTHS, _, joined, n_
from mentorcrm.words import short_day as short_day

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from mentorcrm.services.next_steps import NextStep
    from mentorcrm.services.standing import Standing
    from mentorcrm.services.start_rows import PersonRow
    from mentorcrm.ui.delegates.person_row import PersonLine

DOT = "  ·  "


def zone_info(name: str) -> "ZoneInfo | None":
    """The zone of an IANA name, None when there is none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # Not needed before the first paint.

    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def weekday(day: date) -> str:
    """`Tue`."""
    return DAYS[day.weekday()]


def long_day(day: date) -> str:
    """`Tue 24 Nov 2026`."""
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]} {day.year}"


def ago(then: datetime, now: datetime) -> str:
    """How long ago, as briefly as in a list: `today`, `5 d ago`, `9 w ago`, `2 y ago`.

    Days are those of the calendar in the zone of `now`: last evening is not today.
    """
    days = _days(then, now)
    if days < 1:
        return _("today") if now >= then else _("planned")
    if days < 14:
        return _("{days} d ago").format(days=days)
    if days < 7 * 52:
        return _("{weeks} w ago").format(weeks=round(days / 7))
    return _("{years} y ago").format(years=days // 365 or 1)


def _days(then: datetime, now: datetime) -> int:
    here, there = now, then.astimezone(now.tzinfo)
    return (here.date() - there.date()).days


def ago_spoken(then: datetime, now: datetime) -> str:
    """The same for being read aloud: `9 weeks ago`."""
    days = _days(then, now)
    return _("{span} ago").format(span=span(days)) if days >= 1 else _("today")


def span(days: int) -> str:
    """A number of days in the unit that fits: `3 days`, `9 weeks`, `2 years`."""
    if days < 14:
        return n_("{number} day", "{number} days", days).format(number=days)
    if days < 7 * 52:
        weeks = round(days / 7)
        return n_("{number} week", "{number} weeks", weeks).format(number=weeks)
    years = days // 365 or 1
    return n_("{number} year", "{number} years", years).format(number=years)


def clock_there(zone: str, now: datetime, mine: str = "") -> str:
    """`08:42 now`, with `+1 day` when it is tomorrow there; empty for an unknown zone.

    `mine` is the zone where I am.
    """
    info, here = zone_info(zone), zone_info(mine)
    if info is None:
        return ""
    there, by_mine = now.astimezone(info), now.astimezone(here or info)
    days = (there.date() - by_mine.date()).days
    said = _("{time:%H:%M} now")
    if days:
        said = _("{time:%H:%M} now, +1 day") if days > 0 else _("{time:%H:%M} now, −1 day")
    return said.format(time=there)


def clock_in(zone: str, now: datetime) -> str:
    """`08:42`; empty for an unknown zone."""
    info = zone_info(zone)
    return f"{now.astimezone(info):%H:%M}" if info is not None else ""


def place_and_time(location: str, zone: str, now: datetime, mine: str = "") -> str:
    """`Edinburgh, 08:42 now`; the zone's city stands in for an unknown location."""
    time = clock_there(zone, now, mine)
    return ", ".join(part for part in (place_of(location, zone), time) if part)


def place_of(location: str, zone: str) -> str:
    """A place; the zone's city stands in for an unknown one."""
    return location or (city(zone) if zone_info(zone) else "")


def checked_words(verified_on: date | None, today: date) -> str:
    """When a fact was looked at: `Checked 3 Nov`, and whether it is time to look again."""
    if verified_on is None:
        return _("Not checked yet")
    day = short_day(verified_on, today)
    if not is_stale(verified_on, today):
        return _("Checked {day}").format(day=day)
    years, months = (today - verified_on).days // 365, (today - verified_on).days // 30
    long = n_("{number} month", "{number} months", months).format(number=months)
    if years:
        long = n_("a year", "{number} years", years).format(number=years)
    return _("Checked {day}, {long} ago: check again").format(day=day, long=long)


def person_line(
    row: "PersonRow", now: datetime, standing: "Standing | None" = None
) -> "PersonLine":
    """The words of one row in the list of people; with how they stand where that is known."""
    # Today, which opens first, has no such rows.
    from mentorcrm.ui.delegates.person_row import PersonLine

    season = row.season.label if row.season else ""
    place = DOT.join(part for part in (row.roles, season) if part)
    if not place and row.tags:
        place = ", ".join(f"#{tag}" for tag in row.tags)
    last = ago(row.last_contact, now) if row.last_contact else ""
    line = PersonLine(
        row.id, row.name, initials(row.name), row.tint, row.work, place, last, "", False,
        _spoken(row, now),
    )  # fmt: skip
    return line if standing is None else _judged(line, standing)


def _judged(line: "PersonLine", standing: "Standing") -> "PersonLine":
    """A row with its band, and which way that went in a month."""
    from mentorcrm.ui.pages.health_words import trend_of, way_words

    band = standing.band
    if band is None:
        return line
    trend = trend_of(standing)
    said = band.label.lower()
    if trend:
        said = _("{band} and {way}").format(band=said, way=way_words(trend))
    spoken = f"{line.spoken}, {said}"
    return replace(line, band=band, trend=trend, spoken=spoken)


def with_next(line: "PersonLine", step: "NextStep | None", today: date) -> "PersonLine":
    """A row with what comes next; what is due stands out."""
    if step is None:
        return line
    short, spoken = next_words(step, today)
    due = step.day <= today and step.kind is not StepKind.PLANNED
    return replace(line, following=short, due=due, spoken=f"{line.spoken}, {spoken}")


def next_words(step: "NextStep", today: date) -> tuple[str, str]:
    """What comes next, as briefly as a list says it, and to be read aloud."""
    day, passed = near_day(step.day, today), step.day <= today
    if step.kind is StepKind.PLANNED:
        return day, _("planned for {day}").format(day=long_day(step.day))
    if step.kind is StepKind.FOLLOW_UP:
        said = _("Follow up") if passed else _("Follow up {day}").format(day=day)
        return said, said
    if step.kind is StepKind.UNTIL:
        return _("until {day}").format(day=day), _("until {day}").format(day=long_day(step.day))
    if step.kind is StepKind.LATE:
        over = (today - step.day).days
        said = _("{weeks} w over").format(weeks=round(over / 7))
        return said, _("{span} over").format(span=span(over))
    if passed:
        return _("Be in touch"), _("be in touch now")
    by = _("by {day}")
    return by.format(day=day), by.format(day=long_day(step.day))


def near_day(day: date, today: date) -> str:
    """A day as one says it when it is near: `today`, `tomorrow`, `Thu`, then `3 Dec`."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return (_("today"), _("tomorrow"))[ahead]
    return weekday(day) if 1 < ahead < 7 else short_day(day, today)


def _spoken(row: "PersonRow", now: datetime) -> str:
    contact = _("no contact yet")
    if row.last_contact:
        contact = _("last contact {ago}").format(ago=ago_spoken(row.last_contact, now))
    season = row.season.label if row.season else ""
    parts = (row.name, row.work, joined(row.roles.split(" · ")), season, contact)
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
    InteractionChannel.NOTE: "sticky-note",
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
