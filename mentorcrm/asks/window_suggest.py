"""Free times to offer: inside my hours, at a decent hour of theirs, on different days."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mentorcrm.asks.zones import find_zone, get_zone, to_utc
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import (
    WINDOW_AMBER_HOURS,
    WINDOW_LEAD_WORKING_DAYS,
    TimeWindow,
    WorkingHours,
)
from mentorcrm.words import _

THEIR_DAY = (8 * 60, 19 * 60)  # when a call is no imposition, as minutes after their midnight
_HORIZON_DAYS = 45
_QUARTER = 15
# So that an offer does not turn amber while the message is still being written.
_SLACK = timedelta(hours=6)
# Around mid-morning and mid-afternoon in turn, so that one offer suits most calendars.
_TARGETS = (10 * 60 + 30, 15 * 60, 11 * 60, 14 * 60)


def suggest_windows(
    hours: WorkingHours,
    busy: Iterable[TimeWindow],
    my_zone: str,
    their_zone: str | None,
    now: datetime,
    minutes: int,
    count: int = 3,
) -> tuple[TimeWindow, ...]:
    """Up to `count` free windows of `minutes`, earliest first, in `my_zone`.

    Each begins on a quarter hour at least two working days and 48 hours after `now` (aware), lies
    inside my working hours and, when their zone is known, between 08:00 and 19:00 on a weekday of
    theirs. Days differ as long as there are enough; fewer come back when the next 45 days hold no
    more. Times that clocks skip or repeat are never offered.
    """
    if not 5 <= minutes <= 8 * 60:
        raise UserError(_("A meeting lasts between 5 minutes and 8 hours. Choose another length."))
    zone = find_zone(my_zone) or "UTC"
    theirs = get_zone(their) if (their := find_zone(their_zone or "")) else None
    taken = sorted((window.start, window.end) for window in busy)
    by_day = list(_free_days(hours, taken, zone, theirs, now, minutes))
    return _spread(by_day, zone, count)


def earliest_day(today: date, days: tuple[int, ...] = (0, 1, 2, 3, 4)) -> date:
    """The first day that is two working days after `today`; `days` count as `date.weekday()`."""
    working = frozenset(days) or frozenset(range(7))
    day, left = today, WINDOW_LEAD_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() in working
    return day


def _free_days(
    hours: WorkingHours,
    taken: list[tuple[datetime, datetime]],
    zone: str,
    theirs: ZoneInfo | None,
    now: datetime,
    minutes: int,
) -> Iterator[list[TimeWindow]]:
    """The free windows of each day that has any, day by day."""
    days = tuple(day for day in hours.days if 0 <= day <= 6)
    first = earliest_day(now.astimezone(get_zone(zone)).date(), days)
    not_before = now.astimezone(UTC) + timedelta(hours=WINDOW_AMBER_HOURS) + _SLACK
    for offset in range(_HORIZON_DAYS):
        day = first + timedelta(days=offset)
        if days and day.weekday() not in days:
            continue
        grid = list(_grid(day, hours, zone, minutes))
        near = [b for b in taken if grid and b[0] < grid[-1].end and grid[0].start < b[1]]
        slots = [
            window
            for window in grid
            if window.start >= not_before
            and _is_decent(window, theirs)
            and not any(start < window.end and window.start < end for start, end in near)
        ]
        if slots:
            yield slots


def _grid(day: date, hours: WorkingHours, zone: str, minutes: int) -> Iterator[TimeWindow]:
    midnight = datetime.combine(day, datetime.min.time())
    first = -(-hours.start_minute // _QUARTER) * _QUARTER
    for minute in range(first, hours.end_minute - minutes + 1, _QUARTER):
        wall = midnight + timedelta(minutes=minute)
        start = to_utc(wall, zone)
        end = to_utc(wall + timedelta(minutes=minutes), zone)
        # A clock change inside the slot would make it longer or shorter than it looks.
        if start and end and end - start == timedelta(minutes=minutes) and not _repeats(wall, zone):
            yield TimeWindow(start, end, zone)


def _repeats(wall: datetime, zone: str) -> bool:
    tz = get_zone(zone)
    return (
        wall.replace(tzinfo=tz, fold=0).utcoffset() != wall.replace(tzinfo=tz, fold=1).utcoffset()
    )


def _is_decent(window: TimeWindow, theirs: ZoneInfo | None) -> bool:
    if theirs is None:
        return True
    start, end = window.start.astimezone(theirs), window.end.astimezone(theirs)
    last = end.hour * 60 + end.minute
    return (
        start.date() == end.date()
        and start.weekday() < 5
        and THEIR_DAY[0] <= start.hour * 60 + start.minute
        and last <= THEIR_DAY[1]
    )


def _spread(by_day: list[list[TimeWindow]], zone: str, count: int) -> tuple[TimeWindow, ...]:
    """One window from each of several days, every other day first; then second ones."""
    days = _every_other(by_day, count)
    chosen: list[TimeWindow] = []
    for round_number in range(count):
        for index, slots in enumerate(days):
            if len(chosen) >= count:
                break
            target = _TARGETS[(index + round_number) % len(_TARGETS)]
            free = [slot for slot in slots if not any(_close(slot, other) for other in chosen)]
            if free:
                chosen.append(min(free, key=lambda slot: _rank(slot, zone, target)))
    return tuple(sorted(chosen))


def _every_other(by_day: list[list[TimeWindow]], count: int) -> list[list[TimeWindow]]:
    alternate = by_day[: 2 * count : 2]
    return alternate if len(alternate) >= count else by_day[:count]


def _close(slot: TimeWindow, other: TimeWindow) -> bool:
    gap = timedelta(minutes=30)
    return slot.start < other.end + gap and other.start < slot.end + gap


def _rank(slot: TimeWindow, zone: str, target: int) -> tuple[int, int]:
    start = slot.start.astimezone(get_zone(zone))
    roundness = {0: 0, 30: 20}.get(start.minute, 45)
    return (abs(start.hour * 60 + start.minute - target) + roundness, start.hour)
