"""Days, times of day and lengths, read. The present moment is handed in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from mentorcrm.capture.parts import MinutesFound, Span, WhenFound
from mentorcrm.capture.phrases import DUE, LENGTH, WEEKDAY, WHEN

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NEAR_DAYS = {
    "today": 0, "eod": 0, "tonight": 0, "yesterday": -1, "yday": -1, "y'day": -1, "last night": -1,
    "tomorrow": 1, "tmrw": 1, "day before yesterday": -2, "day after tomorrow": 2,
}  # fmt: skip
_PARTS = {
    "morning": time(9), "noon": time(12), "lunchtime": time(12, 30), "afternoon": time(15),
    "evening": time(19), "night": time(20), "tonight": time(20),
}  # fmt: skip
_WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_HOURS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# Summer and winter names of one zone mean the clock of the place.
_ZONES = {
    "UTC": "UTC", "GMT": "UTC", "BST": "Europe/London", "CET": "CET", "CEST": "CET",
    "EET": "EET", "EEST": "EET", "ET": "America/New_York", "EST": "America/New_York",
    "EDT": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "PT": "America/Los_Angeles",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
}  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:plan(?:ned|ning)?|(?:re)?schedul\w+|book(?:ed|ing)?|arranged?|upcoming|coming up|set up|"
    r"see you|due|(?:will|['’]ll|going to|want to|need to|have to|must) (?:meet|call|see|ring|"
    r"phone|visit|speak|talk|have|catch up|zoom|mail|e-?mail|write|text|message))\b",
    re.IGNORECASE,
)
# What is due by a day did not happen on it.
_DUE_LEAD = re.compile(r"\b(?:by|until|till|before|since|due) $", re.IGNORECASE)
_NOT_A_LENGTH = re.compile(r"\b(?:in|within|every|after|under) (?:about )?$", re.IGNORECASE)
_THIS = re.compile(r"tonight|this", re.IGNORECASE)
_NEAR = 40  # Longer than any of the leads.
_NOON = time(12)
_LONGEST = 24 * 60
# Small, these are words of their own: "sat", "sun", "mon", "wed", "mar".
_NEEDS_LEAD = re.compile(r"(?:sat|sun|mon|wed|wednes?|may|mar) ?$", re.IGNORECASE)
_WAY = re.compile(r"(?:dinner|lunch|coffee|breakfast|drinks?|tea|call|zoom|walk|\x00) $")
_LEADS = re.compile(r"(?:\b(?:on|last|next|this|by|until|till|before|due|from) )$", re.IGNORECASE)


@dataclass(frozen=True)
class Moment:
    """Now, in the zone of the one who writes, and whether 5/12 is the fifth or the twelfth."""

    now: datetime
    zone: str
    day_first: bool = True

    @property
    def today(self) -> date:
        return self.now.date()


def find_when(
    text: str, moment: Moment, *, ahead: bool = False
) -> tuple[WhenFound | None, MinutesFound | None]:
    """The first day or time of a text, and its length when an end is given: 16:30-17:00.

    A weekday is the last one; with `ahead`, or words of planning in the text, the next.
    """
    ahead = ahead or bool(_AHEAD.search(text))
    day, clock = None, None
    for match in WHEN.finditer(text):
        if _is_only_a_word(match.group(), text, match) or _led(text, match, _DUE_LEAD):
            continue
        reading = _Reading.of(match, moment, ahead=ahead)
        if reading is None:
            continue
        if reading.day is not None:
            day = day or reading
        if reading.clock is not None:
            clock = clock or reading
        if day is not None and (clock is not None or day.clock is not None):
            break
    return _together(day, clock, moment)


@dataclass(frozen=True)
class _Reading:
    """What one phrase says: a day, a time of day, or both."""

    span: Span
    words: str
    day: date | None
    clock: time | None
    zone: str
    lasting: MinutesFound | None

    @classmethod
    def of(cls, match: re.Match[str], moment: Moment, *, ahead: bool) -> "_Reading | None":
        group = match.groupdict()
        side = "a_" if group["day1"] else "b_"
        words = group["day1"] or group["day2"] or ""
        clock = _clock(group, side)
        day = read_day(words, moment, ahead=ahead) if words else None
        if (words and day is None) or (not words and clock is None):
            return None
        span = Span(match.start(), match.end())
        zone = _zone(group, side) or moment.zone
        return cls(span, words, day, clock, zone, _until(group, side, clock, span))


def _together(
    day: _Reading | None, clock: _Reading | None, moment: Moment
) -> tuple[WhenFound | None, MinutesFound | None]:
    first = day or clock
    if first is None:
        return None, None
    timed = first if first.clock is not None else clock
    of_day = timed.clock if timed else None
    zone = timed.zone if timed else first.zone
    at, timed_at = _instant(first.words, first.day, of_day, zone, moment)
    apart = timed.span if timed is not None and timed is not first else None
    lasting = timed.lasting if timed else None
    return WhenFound(first.span, at, zone, timed_at, apart), lasting


def find_due(text: str, today: Moment) -> tuple[date | None, Span | None]:
    """By when something is to be done: a day at the end or the start, or after "by"."""
    for match in DUE.finditer(text):
        at_edge = not text[match.end() :].strip(" .,;!") or not text[: match.start()].strip()
        if not at_edge and (match["lead"] or "").lower() not in ("by", "before", "until", "till"):
            continue
        if not match["lead"] and _is_only_a_word(match["day"], text, match) and not at_edge:
            continue
        day = read_day(match["day"], today, ahead=True)
        if day is not None:
            return day, Span(match.start(), match.end())
    return None, None


def find_minutes(text: str) -> MinutesFound | None:
    """How long something took: 20m, 1h 15, 1.5h, half an hour."""
    for match in LENGTH.finditer(text):
        if _led(text, match, _NOT_A_LENGTH):
            continue
        minutes = _minutes(match.groupdict())
        if 0 < minutes <= _LONGEST:
            return MinutesFound(Span(match.start(), match.end()), minutes)
    return None


def read_day(words: str, moment: Moment, *, ahead: bool) -> date | None:
    """A day in words; a weekday is the last one, or with `ahead` the next."""
    key = " ".join(words.lower().replace("’", "'").removeprefix("the ").split())
    return _read_day(key, moment.today, ahead, moment.day_first)


@lru_cache(maxsize=512)
def _read_day(words: str, today: date, ahead: bool, day_first: bool) -> date | None:
    bare = re.sub(r" (?:morning|noon|lunchtime|afternoon|evening|night)$", "", words)
    for text in (words, bare):
        if text in _NEAR_DAYS:
            return today + timedelta(days=_NEAR_DAYS[text])
    if bare == "this":
        return today
    try:
        return (
            _weekday(bare, today, ahead)
            or _end_of(bare, today)
            or _of_the_month(bare, today, ahead)
            or _parsed(bare, today, ahead, day_first)
        )
    except (OverflowError, ValueError):
        return None


def _weekday(words: str, today: date, ahead: bool) -> date | None:
    match = re.fullmatch(
        rf"(?:(last|next|this|this past|past|coming|this coming) )?({WEEKDAY})", words
    )
    if match is None:
        return None
    lead, number = match[1] or "", _DAYS.index(match[2][:3])
    days = (number - today.weekday()) % 7
    if lead == "this":
        return today + timedelta(days=number - today.weekday())
    if lead in ("next", "coming", "this coming") or (ahead and lead == ""):
        return today + timedelta(days=days or 7)
    return today + timedelta(days=days - 7)


def _end_of(words: str, today: date) -> date | None:
    """The Friday of a week, the last day of a month or a year."""
    match = re.fullmatch(r"end of (?:the |this |(next ))?(week|month|year)|(eow)|(eom)", words)
    if match is None:
        return None
    step = 1 if match[1] else 0
    if match[2] == "week" or match[3]:
        return today + timedelta(days=4 - today.weekday() + 7 * (step or today.weekday() > 4))
    if match[2] == "year":
        return date(today.year + step, 12, 31)
    months = today.year * 12 + today.month + step
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _of_the_month(words: str, today: date, ahead: bool) -> date | None:
    """The last or the next day of a month with this number: 5th."""
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", words)
    if match is None:
        return None
    for step in range(12):
        months = today.year * 12 + today.month - 1 + (step if ahead else -step)
        try:
            day = date(months // 12, months % 12 + 1, int(match[1]))
        except ValueError:
            continue
        if (day > today) if ahead else (day <= today):
            return day
    return None


def _parsed(words: str, today: date, ahead: bool, day_first: bool) -> date | None:
    """What dateparser makes of it; without a year, the nearest such day."""
    if ahead or not re.search(r"[a-z]{3}|[/.]", words) or re.search(r"ago|back|last|next", words):
        return _ask_parser(words, today, "future" if ahead else "past", day_first)
    past = _ask_parser(words, today, "past", day_first)
    future = _ask_parser(words, today, "future", day_first)
    if past is None or future is None:
        return past or future
    return past if today - past <= future - today else future


def _ask_parser(words: str, today: date, prefer: str, day_first: bool) -> date | None:
    words = re.sub(r"^(\d{1,2})\.(\d{1,2})\.", _dotted, words)
    words = re.sub(r"\b(?:a few)\b", "3", re.sub(r"\ba couple of\b", "2", words))
    words = re.sub(r"\bback$", "ago", re.sub(r"(?:['’]s?)? time$|['’]s?$", "", words))
    words = re.sub(r"^(?:this past|past) ", "last ", re.sub(r"\bweekend$", "saturday", words))
    base = datetime.combine(today, _NOON)
    settings = {
        "RELATIVE_BASE": base,
        "PREFER_DATES_FROM": prefer,
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": "DMY" if day_first else "MDY",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "TIMEZONE": "UTC",
    }
    found: datetime | None = _date_parser()(words, languages=["en"], settings=settings)
    return found.date() if found is not None and 1970 <= found.year < 2200 else None


def _dotted(match: re.Match[str]) -> str:
    """`20.11.` with the month in words: with dots the day comes first, and it is no time."""
    month = int(match[2])
    return f"{match[1]} {_MONTHS[month - 1]} " if 1 <= month <= 12 else match.group()


@cache
def _date_parser() -> Callable[..., datetime | None]:
    """Imported when first asked: it takes as long as the rest of the parser together."""
    import dateparser

    parse: Callable[..., datetime | None] = dateparser.parse
    return parse


def warm_up(moment: Moment) -> None:
    """Load what the first reading of a day would wait for."""
    _ask_parser("3 days ago", moment.today, "past", moment.day_first)
    _ask_parser("24 nov", moment.today, "past", moment.day_first)


def _instant(
    words: str, day: date | None, clock: time | None, zone: str, moment: Moment
) -> tuple[datetime, bool]:
    place = ZoneInfo(zone)
    here = moment.now.astimezone(place)
    if clock is None and words:
        if span := re.fullmatch(
            r"(in )?(\d+|an?|one|two|three|four|five|six) (min|hour|hr)(?:ute)?s?(?: ago)?",
            words.lower(),
        ):
            return here + (_length(span) if span[1] else -_length(span)), True
        clock = _part_of_day(words)
        if clock is not None and day == here.date() and not _THIS.search(words):
            clock = None
    if day is None:
        day = here.date()
    if clock is not None:
        at = datetime.combine(day, clock, place)
        passed = re.match(r"this|last", words, re.IGNORECASE) is not None
        return (min(at, here) if passed and day == here.date() else at), True
    return (here if day == here.date() else datetime.combine(day, _NOON, place)), False


def _length(match: re.Match[str]) -> timedelta:
    number = int(match[2]) if match[2].isdigit() else _HOURS[match[2]]
    return timedelta(minutes=number) if match[3] == "min" else timedelta(hours=number)


def _part_of_day(words: str) -> time | None:
    return _PARTS.get(words.lower().rpartition(" ")[2])


def _clock(group: dict[str, str | None], side: str) -> time | None:
    if (bare := group[f"{side}bare"]) is not None:
        hour = int(bare)
        return time(hour + 12 if hour < 8 else hour)
    if (word := group[f"{side}word"]) is not None:
        return _WORDS[word.lower()]
    if (hour_r := group[f"{side}hour_r"]) is not None:
        start, end = int(hour_r) % 12, _to(group, side).hour
        return time(start + 12 if end >= 12 and start <= end - 12 else start)
    if (hour_h := group[f"{side}hour_h"]) is not None:
        return time(int(hour_h), int(group[f"{side}minute_h"] or 0))
    if (hour24 := group[f"{side}hour24"]) is not None:
        return time(int(hour24), int(group[f"{side}minute24"] or 0))
    if (written := group[f"{side}hour"]) is None:
        return None
    hour, minute = int(written), int(group[f"{side}minute"] or 0)
    half = (group[f"{side}half"] or "")[:1].lower()
    if hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


def _to(group: dict[str, str | None], side: str) -> time:
    """The time of day at which it ends."""
    hour = int(group[f"{side}to_hour"] or 0)
    said = (group[f"{side}to_minute{form}"] for form in ("", "_h", "_p"))
    minute = next((int(one) for one in said if one), 0)
    if half := group[f"{side}to_half"]:
        hour = hour % 12 + (12 if half[:1].lower() == "p" else 0)
    return time(hour, minute)


def _until(
    group: dict[str, str | None], side: str, clock: time | None, span: Span
) -> MinutesFound | None:
    to = group[f"{side}to_hour"]
    if to is None or clock is None:
        return None
    until = _to(group, side)
    minutes = (until.hour * 60 + until.minute - clock.hour * 60 - clock.minute) % _LONGEST
    return MinutesFound(span, minutes) if minutes else None


def _zone(group: dict[str, str | None], side: str) -> str | None:
    if short := group[f"{side}zone"]:
        return _ZONES[short]
    city = (group[f"{side}city"] or "").replace(" ", "_")
    name = _cities().get(city.lower())
    if name is None:
        return None
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _cities() -> dict[str, str]:
    return {name.rpartition("/")[2].lower(): name for name in available_timezones() if "/" in name}


def _minutes(group: dict[str, str | None]) -> int:
    if group["h"]:
        return int(group["h"]) * 60 + int(group["hm"] or 0)
    if group["dec"]:
        whole, tenth = re.split("[.,]", group["dec"])
        return int(whole) * 60 + int(tenth) * 6
    if group["only"]:
        return int(group["only"]) * 60
    if short := group["min"] or group["bare"]:
        return int(short)
    if group["word"]:
        return _HOURS[group["word"].lower()] * 60
    return next(
        number
        for name, number in (("hour_half", 90), ("half", 30), ("three", 45), ("quarter", 15))
        if group[name]
    )


def _is_only_a_word(words: str, text: str, match: re.Match[str]) -> bool:
    """Whether "sat" or "may" is more likely a word than a day."""
    if not _NEEDS_LEAD.fullmatch(words):
        return False
    at_end = not text[match.end() :].strip(" .,;:!\x00")
    at_end = at_end or (_led(text, match, _WAY) and text[match.end() : match.end() + 1] in ",;")
    inside = words[:1].isupper() and match.start() > 0
    return not (inside or at_end or _led(text, match, _LEADS))


def _led(text: str, match: re.Match[str], lead: re.Pattern[str]) -> bool:
    """Whether certain words stand just before a phrase; looked for near it, not from the start."""
    return lead.search(text, max(0, match.start() - _NEAR), match.start()) is not None
