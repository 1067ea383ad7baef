"""Days and times as people type them, read. Pure."""

import re
from datetime import date, time, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPANS = {"day": 1, "week": 7, "month": 30}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def read_day(text: str, today: date, *, ahead: bool = False) -> date | None:
    """A day in words (`yesterday`, `3 weeks ago`, `in 2 weeks`, `friday`, `24 Nov`) or digits.

    A weekday means the next one, and with `ahead` so does a day without a year; None when it
    cannot be read.
    """
    words = " ".join(text.strip().lower().split())
    fixed = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in fixed:
        return today + timedelta(days=fixed[words])
    for reader in (_iso, _relative, _weekday, _day_and_month):
        try:
            day = reader(words, today)
            if day is not None and ahead and day < today and reader is _day_and_month:
                day = reader(f"{words} {today.year + 1}", today) or day
            if day is not None:
                return day
        except (ValueError, OverflowError):
            return None
    return None


def typed_day(day: date) -> str:
    """`15 Dec 2026`: a day as it can be typed, and read again as it stands."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def _iso(words: str, _today: date) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return date(*(int(part) for part in found.groups()))
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", words):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    return None


def _relative(words: str, today: date) -> date | None:
    found = re.fullmatch(r"(in )?(\d+|[a-z]+) (day|week|month)s?( ago)?", words)
    if not found or bool(found.group(1)) == bool(found.group(4)):
        return None
    number = _NUMBERS.get(found.group(2)) or (
        int(found.group(2)) if found.group(2).isdigit() else None
    )
    if number is None:
        return None
    days = number * _SPANS[found.group(3)]
    return today + timedelta(days=days if found.group(1) else -days)


def _weekday(words: str, today: date) -> date | None:
    last = words.startswith("last ")
    name = words.removeprefix("last ").removeprefix("next ").removeprefix("on ")
    for number, weekday in enumerate(_WEEKDAYS):
        if len(name) >= 3 and weekday.startswith(name):
            ahead = (number - today.weekday()) % 7
            if last:
                return today + timedelta(days=ahead - 7)
            return today + timedelta(days=ahead or 7)
    return None


def _day_and_month(words: str, today: date) -> date | None:
    found = re.fullmatch(r"(\d{1,2})\.? ([a-z]{3,9})(?: (\d{4}))?", words)
    if not found or found.group(2)[:3] not in _MONTHS:
        return None
    month = _MONTHS.index(found.group(2)[:3]) + 1
    return date(int(found.group(3) or today.year), month, int(found.group(1)))


def read_time(text: str) -> time | None:
    """A time of day (`9`, `9:30`, `09.30`, `9pm`); None when it cannot be read."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))? ?([ap]m)?", text.strip().lower())
    if not found:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    if found.group(3):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found.group(3) == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
