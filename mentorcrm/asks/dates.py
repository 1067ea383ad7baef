"""Dates as people write them in running text: found, and pinned to a day where that is possible.

Everything is linear in the length of the text. A date without a year is read as the occurrence
nearest to `today`; a word such as "next week" or "by summer" names a time without a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of)"
_UNIT = r"(?:day|week|fortnight|month|quarter|year)s?"
_SEASON = r"(?:spring|summer|autumn|fall|winter|christmas|easter|new year)"
_PERIOD = rf"(?:{MONTH}|{_SEASON}|the (?:day|week|weekend|month|quarter|year|term|summer)|q[1-4])"
_LEAD = (
    r"(?:by|until|till|before|in|of|from|since|during|after|mid|mid-|early|late|next|last|this|"
    r"end of|through|around|for)"
)

# The order matters: the first shape that fits at a place is taken.
_SHAPES: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<iso_y>\d{4})-(?P<iso_m>\d{1,2})-(?P<iso_d>\d{1,2})(?!\d)"),
    (
        "day_month",
        rf"(?:(?P<dm_w>{WEEKDAY})\.?,? {{1,2}}(?:the )?)?(?P<dm_d>\d{{1,2}}){_ORDINAL} "
        rf"(?:of )?(?P<dm_m>{MONTH})\b\.?(?:,? (?P<dm_y>(?:19|20)\d\d)\b)?",
    ),
    (
        "month_day",
        rf"(?:(?P<md_w>{WEEKDAY})\.?,? {{1,2}})?(?P<md_m>{MONTH})\.? (?P<md_d>\d{{1,2}}){_ORDINAL}"
        rf"(?![\d:])\b(?:,? (?P<md_y>(?:19|20)\d\d)\b)?",
    ),
    (
        "numeric",
        r"(?P<n_a>\d{1,2})(?P<n_s>[./])(?P<n_b>\d{1,2})"
        r"(?:(?P=n_s)(?P<n_y>(?:19|20)\d\d|\d\d)(?!\d)|(?P=n_s)?(?![\d/.]))",
    ),
    (
        "day_list",
        rf"\d{{1,2}}{_ORDINAL}(?=(?:,| and| or|/| &) ?\d{{1,2}}[^.;?!\n]{{0,24}}{MONTH}\b)",
    ),
    ("ordinal", r"the \d{1,2}(?:st|nd|rd|th)\b"),
    ("month_year", rf"{MONTH}\.?,? (?:19|20)\d\d\b"),
    ("relative_week", rf"(?:next|this|coming) (?:{_UNIT}|{WEEKDAY}|{MONTH}|{_SEASON}|weekend)\b"),
    ("relative_past", rf"last (?:{_UNIT}|night|{WEEKDAY}|{MONTH}|{_SEASON})\b"),
    (
        "span",
        r"(?:in|within|after) (?:(?:the next|about|another) )?"
        rf"{_COUNT} {_UNIT}(?:'s?)?(?: time)?\b",
    ),
    (
        "end_of",
        r"(?:(?:the )?end of|mid|mid-|middle of|start of|beginning of|early|late)(?: in)?"
        rf" ?{_PERIOD}\b",
    ),
    ("quarter", r"q[1-4](?: ?(?:19|20)\d\d)?\b"),
    ("season", rf"(?:by|until|till|before|in|this|from|over|after)(?: the)? {_SEASON}\b"),
    ("lead_month", rf"{_LEAD} {MONTH}\b"),
    ("weekday", rf"(?P<w_w>{WEEKDAY}s?)\b"),
    ("near", r"(?:tomorrow|today|tonight|yesterday)\b"),
    ("month", rf"{MONTH}\b"),
    ("by_year", r"(?:by|in|until|before|from|during|end of) (?:19|20)\d\d\b"),
    ("deadline", r"(?:eod|eow|eom|cob|new year)\b"),
)  # fmt: skip
_POINTS = frozenset({"day_month", "month_day", "weekday", "near", "day_list", "ordinal"})
_NAME_LIKE = frozenset({"weekday", "month"})
# Too short or too common as words to count as a date when written small.
_NEEDS_CAPITAL = frozenset(
    {"may", "march", "mar", "sun", "sat", "wed", "mon", "fri", "dec", "jan", "nov"}
)


@dataclass(frozen=True)
class DateSpan:
    """A date found in a text, `start` to `end`.

    `day` is None when the words name no single day. `weekday` is the weekday written beside a
    full date (0 is Monday), `explicit_year` says whether the year was written. `shape` names the
    way it was written: "near" and "relative_past" move with the day of reading.
    """

    start: int
    end: int
    text: str
    shape: str
    day: date | None = None
    weekday: int | None = None
    explicit_year: bool = False

    @property
    def is_point(self) -> bool:
        """Whether the words name a day, not a longer stretch of time."""
        return self.day is not None or self.shape in _POINTS


@cache
def _pattern() -> re.Pattern[str]:
    body = "|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES)
    return re.compile(rf"(?<![\w@/-])(?:{body})".replace(" ", r"[ \t\n\u00a0]"), re.IGNORECASE)


def month_number(word: str) -> int:
    """The number of an English month name or its abbreviation."""
    return next(i for i, name in enumerate(_MONTH_NAMES, 1) if name.startswith(word.lower()[:3]))


def weekday_number(word: str) -> int:
    """The `date.weekday()` number of an English day name or its abbreviation."""
    return next(i for i, name in enumerate(_DAY_NAMES) if name.startswith(word.lower()[:3]))


def weekday_name(number: int) -> str:
    """The English name of a weekday, given as `date.weekday()` counts."""
    return _DAY_NAMES[number].capitalize()


def find_dates(
    text: str, today: date | None = None, limit: int | None = None
) -> tuple[DateSpan, ...]:
    """The dates in the text, in order and without overlap; the first `limit` of them.

    Without `today`, only dates with their year written get a `day`.
    """
    return tuple(islice(_found(text, today), limit))


def has_date(text: str) -> bool:
    """Whether the text names any date, by which something could be due or done."""
    return any(span.shape != "relative_past" for span in _found(text, None))


def nearest(month: int, day: int, today: date) -> date | None:
    """The first occurrence of a day and month from 60 days before `today` on; None without one."""
    for year in (today.year - 1, today.year, today.year + 1, today.year + 2):
        candidate = _safe_date(year, month, day)
        if candidate and candidate >= today - timedelta(days=60):
            return candidate
    return None


def _found(text: str, today: date | None) -> Iterator[DateSpan]:
    for match in _pattern().finditer(text):
        shape = str(match.lastgroup if match.lastgroup in dict(_SHAPES) else _shape_of(match))
        if shape in _NAME_LIKE and not _reads_as_date(match.group(), text, match.start()):
            continue
        if shape == "numeric" and not match["n_y"] and not _led_in(text, match.start()):
            continue
        span = _pinned(match, shape, today)
        if span is not None:
            yield span


def _shape_of(match: re.Match[str]) -> str:
    return next(name for name, _ in _SHAPES if match.group(name) is not None)


def _reads_as_date(word: str, text: str, start: int) -> bool:
    if word[:1].islower():
        return word.lower() not in _NEEDS_CAPITAL and len(word) > 3
    if word.lower() not in {"may", "march", "mar"}:
        return True
    # "May I ask" and "March on" open a sentence; a month seldom stands there alone.
    before = text[:start].rstrip(" \t\"'(")
    return bool(before) and before[-1] not in ".!?\n:"


def _led_in(text: str, start: int) -> bool:
    """Whether "by", "on" or the like stands before a bare 14.6 that could be a version."""
    return (
        text[max(0, start - 8) : start]
        .lower()
        .endswith(("by ", "on ", "until ", "till ", "before "))
    )


def _pinned(match: re.Match[str], shape: str, today: date | None) -> DateSpan | None:
    group = match.groupdict()
    day: date | None = None
    weekday: int | None = None
    explicit = False
    if shape == "iso":
        day = _safe_date(int(group["iso_y"]), int(group["iso_m"]), int(group["iso_d"]))
        explicit = True
        if day is None:
            return None
    elif shape in {"day_month", "month_day"}:
        key = "dm" if shape == "day_month" else "md"
        month, number = month_number(group[f"{key}_m"]), int(group[f"{key}_d"])
        if _safe_date(2024, month, number) is None:
            return None
        year, word = group[f"{key}_y"], group[f"{key}_w"]
        explicit = year is not None
        day = _with_year(month, number, year, today)
        weekday = weekday_number(word) if word else None
    elif shape == "numeric":
        numbers = _numeric(group)
        if numbers is None:
            return None
        month, number, year = numbers
        explicit = year is not None
        day = _with_year(month, number, year, today) if month else None
    elif shape == "near" and today is not None:
        offset = {"tomorrow": 1, "yesterday": -1}.get(match.group().lower(), 0)
        day = today + timedelta(days=offset)
    return DateSpan(match.start(), match.end(), match.group(), shape, day, weekday, explicit)


def _with_year(month: int, number: int, year: str | None, today: date | None) -> date | None:
    if year is not None:
        return _safe_date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    return nearest(month, number, today) if today else None


def _numeric(group: dict[str, str | None]) -> tuple[int, int, str | None] | None:
    """Month, day and year of 14.06.2026 or 14/6/2026; month 0 when day and month cannot be told."""
    first, second = int(group["n_a"] or 0), int(group["n_b"] or 0)
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return None
    if group["n_s"] == "." or first > 12:
        return (second, first, group["n_y"]) if second <= 12 else None
    return (first, second, group["n_y"]) if second > 12 else (0, 0, group["n_y"])


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
