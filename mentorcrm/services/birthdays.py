"""Birthdays as people type them and as contact files give them, read and put into words. Pure."""

import re
from datetime import date

from mentorcrm.services.typed_days import read_day

_MONTHS = "January February March April May June July August September October November December"
_NAMES = tuple(_MONTHS.split())
_LEAP = 2000  # So that 29 February is a day.


def read_birthday(text: str, today: date) -> str | None:
    """`1980-04-15`, or `--04-15` without a year; None for what is no day or lies ahead."""
    typed = " ".join(text.strip().split())
    if re.fullmatch(r"\d{1,2}\.? [A-Za-z]{3,9}", typed):
        day = read_day(f"{typed} {_LEAP}", today)
        return f"--{day:%m-%d}" if day is not None else None
    if re.fullmatch(r"--\d\d-?\d\d", typed):
        return typed if birthday_words(typed) != typed else None
    if not re.search(r"\d{4}", typed):
        return None
    day = read_day(typed, today)
    return day.isoformat() if day is not None and day <= today else None


def birthday_words(kept: str) -> str:
    """`15 April 1980`, `15 April`; what is not understood is given back as it is."""
    found = re.fullmatch(r"(\d{4}|--)-?(\d\d)-?(\d\d)", kept.strip())
    if not found:
        return kept
    year = None if found.group(1) == "--" else int(found.group(1))
    try:
        day = date(year or _LEAP, int(found.group(2)), int(found.group(3)))
    except ValueError:
        return kept
    words = f"{day.day} {_NAMES[day.month - 1]}"
    return words if year is None else f"{words} {year}"
