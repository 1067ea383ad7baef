"""Counting in working days, Monday to Friday."""

from datetime import date, timedelta


def add_working_days(start: date, days: int) -> date:
    """The day `days` working days after `start`; weekends do not count."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            days -= 1
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days have passed from `start` until `end`, the first not counted."""
    weeks, rest = divmod(max((end - start).days, 0), 7)
    tail = (start + timedelta(days=7 * weeks + number) for number in range(1, rest + 1))
    return 5 * weeks + sum(day.weekday() < 5 for day in tail)
