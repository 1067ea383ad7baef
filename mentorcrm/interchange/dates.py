"""Dates as contact files write them."""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", re.ASCII)
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NO_YEAR = re.compile(r"--(\d{1,2})-?(\d{1,2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2}|\d{4})(?:[ ,T].*)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[ T].*)?", re.ASCII)
_WORDED = re.compile(r"(\d{1,2})[ \-]([A-Za-z]{3,9})\.?[ \-](\d{2}|\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.ASCII)
_MONTHS = {
    name: index + 1
    for index, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    )
}
# The year that Apple writes when a birthday has none.
NO_YEAR_YEAR = 1604
# Dates of an empty field, as some exporters write them.
_EMPTY = frozenset(("0/0/00", "00/00/00", "0/0/0", "0000-00-00", "00000000"))


def birthday(text: str) -> str | None:
    """ISO `YYYY-MM-DD` or `--MM-DD`; "" when the text says nothing; None when unreadable.

    A day and month that could be read either way round (5/6/1980) is unreadable: a wrong
    birthday is worse than none.
    """
    value = text.strip()
    if not value or value in _EMPTY:
        return ""
    if _PLAIN.fullmatch(value) and value[:4] != str(NO_YEAR_YEAR):
        return value if _iso(value) else None
    if match := _NO_YEAR.fullmatch(value):
        return _without_year(int(match[1]), int(match[2]))
    found = _iso(value) or _worded(value) or _slashed(value, us=None)
    if found is None or found.year == NO_YEAR_YEAR:
        return None if found is None else f"--{found.month:02}-{found.day:02}"
    return found.isoformat()


def connected(text: str) -> date | None:
    """The day of a LinkedIn connection: `02 Feb 2025`, the older `11/3/18, 2:07 PM` (month
    first), `3-Nov-21` as spreadsheets re-save it, or ISO. None when it is none of them.
    """
    value = text.strip()
    return _worded(value) or _iso(value) or _slashed(value, us=True)


def _iso(value: str) -> date | None:
    match = _ISO.fullmatch(value) or _YEAR_FIRST.fullmatch(value)
    return _made(int(match[1]), int(match[2]), int(match[3])) if match else None


def _worded(value: str) -> date | None:
    if match := _WORDED.fullmatch(value):
        day, month, year = match[1], match[2], match[3]
    elif match := _MONTH_FIRST.fullmatch(value):
        month, day, year = match[1], match[2], match[3]
    else:
        return None
    number = _MONTHS.get(month[:3].lower())
    return _made(_whole_year(year), number, int(day)) if number else None


def _slashed(value: str, us: bool | None) -> date | None:
    """`us` says that the month comes first; None leaves it to the numbers themselves."""
    match = _SLASHED.fullmatch(value)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[2]), _whole_year(match[3])
    if us or second > 12:
        return _made(year, first, second)
    if first > 12 or first == second or "." in value:
        return _made(year, second, first)
    return None


def _whole_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _without_year(month: int, day: int) -> str | None:
    return None if _made(2000, month, day) is None else f"--{month:02}-{day:02}"


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
