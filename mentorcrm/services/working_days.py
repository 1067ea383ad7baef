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
