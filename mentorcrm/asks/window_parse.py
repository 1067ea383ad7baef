"""Times that a person typed, read as windows: "Tue 1 Dec 16:00-17:00; 3 Dec, 10-11 am London".

Each piece between semicolons or line ends holds days and clock times in any usual order. What
cannot be read for certain is refused with one sentence that names the piece.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from mentorcrm.asks.dates import MONTH, DateSpan, find_dates, weekday_name, weekday_number
from mentorcrm.asks.prose import spoken_date
from mentorcrm.asks.zones import find_zone, get_zone, to_utc, zone_label
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import TRIAL_MINUTES, TimeWindow
from mentorcrm.words import _

EXPECTED = _("Write a day and times, such as 2026-12-01 16:00-17:00.")
_MAX_CHARACTERS = 2000
_MAX_WINDOWS = 12
_MAX_MINUTES = 12 * 60

_MERIDIEM = r"(?: ?(?P<{0}x>am|pm|a\.m\.?|p\.m\.?))?(?: ?(?P<{0}u>hrs?|h|uhr|o'clock))?"
_CLOCK = (
    r"(?:(?P<{0}c>\d{{4}})(?: ?hrs?|h)?|(?P<{0}h>\d{{1,2}})(?:[:.h](?P<{0}m>\d{{2}})(?::\d{{2}})?)?"
    + _MERIDIEM
    + r"|\b(?P<{0}w>noon|midday|midnight)\b)"
)
_RANGE = re.compile(
    rf"(?<![\d:.]){_CLOCK.format('a')}"
    r"(?: {0,24}(?:-+|/(?=\d\d:)|to|until|till|(?P<both>and)) {0,24}"
    rf"{_CLOCK.format('b')}(?![\d:]))?(?!\d)"
    r"(?:,? ?(?:\(|for|\+|/)? ?(?P<length>\d{1,3}) ?(?P<unit>min(?:ute)?s?|m|hours?|hrs?|h)\b\)?"
    r"|,? (?:for )?(?P<words>half an hour|an hour)\b)?",
    re.IGNORECASE,
)
_NAMED_ZONE = re.compile(
    r"\(?\b([A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?|(?:UTC|GMT) ?[+-] ?\d{1,2}(?::?\d\d)?\b)\)?",
    re.IGNORECASE,
)
_REPEATED_DAY = re.compile(r"(?:\d|[ap]m) ?(?:-|to|until|till) ?$", re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:at|on|from|between|and|or|to|the|either|also|then|my|time|please|works|is|fine|both|each"
    r"|o'clock|of)\b|[,.()&:/]|(?<!\w)-+(?!\w)",
    re.IGNORECASE,
)
_NO_SUCH_DAY = re.compile(
    rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}|\b\d{{1,2}} (?:of )?{MONTH}\b|\b{MONTH} \d{{1,2}}(?![\d:])\b",
    re.IGNORECASE,
)


@dataclass
class _Piece:
    """One piece of the text: what it says before its zone is known."""

    text: str
    zone: str | None = None
    slots: list[tuple[date, int, int]] = field(default_factory=list)


def parse_windows(text: str, zone: str, now: datetime) -> tuple[TimeWindow, ...]:
    """The windows that a text offers, in its order; () for a blank text.

    Times are in `zone` unless the text names one; a zone named once holds for the whole text. A
    start without an end means 30 minutes. A day without a year is the nearest one, a weekday the
    next one after `now` (aware). A wall time that happens twice means its first time; one that
    clocks skip is refused. Raises UserError naming the piece that cannot be read.
    """
    if len(text) > _MAX_CHARACTERS:
        raise UserError(
            _("Times offered: the text is too long to be a list of times. {expected}").format(
                expected=EXPECTED
            )
        )
    mine = find_zone(zone) or "UTC"
    today = now.astimezone(get_zone(mine)).date()
    pieces: list[_Piece] = []
    last_day: date | None = None
    for raw in re.split(r"[;\n\r\u2028\u2029]", _plain(text)):
        if raw.strip(" ,.-*•"):
            piece = _read(raw.strip(" ,.*•"), today, last_day)
            last_day = piece.slots[-1][0]
            pieces.append(piece)
    return _in_zones(pieces, mine)


def _plain(text: str) -> str:
    text = re.sub("[‐‑‒–—−]", "-", text.replace("’", "'"))
    text = re.sub(r"[ \t\u00a0\u2007\u2009\u202f]+", " ", text)
    return re.sub(r"(?<=\d)T(?=\d\d:\d\d)", " ", text)


def _read(text: str, today: date, inherited: date | None) -> _Piece:
    piece = _Piece(text)
    rest = _take_zone(piece, text)
    days, rest = _take_days(piece, rest, today)
    times, rest = _take_times(piece, rest)
    leftover = " ".join(_FILLER.sub(" ", rest).split())
    if leftover:
        zone = find_zone(leftover)
        if zone is None or piece.zone is not None:
            raise UserError(_not_understood(leftover, text))
        piece.zone = zone
    piece.slots = _pair(piece, days, times, inherited)
    return piece


def _not_understood(words: str, text: str) -> str:
    """What cannot be read, and of what it is a part."""
    if words == text.strip():
        said = _("Times offered: “{words}” is not understood. {expected}")
        return said.format(words=words, expected=EXPECTED)
    said = _("Times offered: “{words}” in “{text}” is not understood. {expected}")
    return said.format(words=words, text=text, expected=EXPECTED)


def _take_zone(piece: _Piece, text: str) -> str:
    found = _NAMED_ZONE.search(text)
    if found is None:
        return text
    name = found[1].replace(" ", "")
    piece.zone = find_zone(name)
    if piece.zone is None:
        raise UserError(
            _(
                "Times offered: “{zone}” is not a known time zone. Write it like Europe/London."
            ).format(zone=found[1])
        )
    return _blank(text, found.start(), found.end())


def _take_days(piece: _Piece, text: str, today: date) -> tuple[list[tuple[int, date]], str]:
    """Each day with its place; the text with the days blanked out."""
    days: list[tuple[int, date]] = []
    rest = text
    numbers: list[tuple[int, int]] = []
    for span in find_dates(text, today):
        if span.shape == "day_list":
            numbers.append((span.start, int(re.sub(r"\D", "", span.text))))
            rest = _blank(rest, span.start, span.end)
            continue
        day = _day_of(piece, span, today)
        if not _repeats(text, span, day, days):
            days += [(at, _same_month(piece, day, number)) for at, number in numbers]
            days.append((span.start, day))
        numbers = []
        rest = _blank(rest, span.start, span.end)
    if wrong := _NO_SUCH_DAY.search(rest):
        raise UserError(
            _("Times offered: “{words}” is not a day of the calendar. {expected}").format(
                words=wrong.group(), expected=EXPECTED
            )
        )
    return days, rest


def _repeats(text: str, span: DateSpan, day: date, days: list[tuple[int, date]]) -> bool:
    """Whether the day is only the end of a range that names its day twice."""
    return bool(days) and days[-1][1] == day and bool(_REPEATED_DAY.search(text[: span.start]))


def _same_month(piece: _Piece, day: date, number: int) -> date:
    try:
        return day.replace(day=number)
    except ValueError:
        raise UserError(
            _("Times offered: “{text}” names a day that does not exist.").format(text=piece.text)
        ) from None


def _day_of(piece: _Piece, span: DateSpan, today: date) -> date:
    words = span.text.lower().split()
    if span.shape == "weekday" or (
        span.shape == "relative_week"
        and words[-1][:3] in {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    ):
        return _coming(words, today)
    if span.day is None:
        if span.shape == "numeric":
            raise UserError(
                _(
                    "Times offered: “{text}” could be two different days. Write the month as "
                    "a word, or the day as 2026-12-01."
                ).format(text=span.text)
            )
        raise UserError(
            _("Times offered: “{text}” names no single day. {expected}").format(
                text=piece.text, expected=EXPECTED
            )
        )
    if span.weekday is not None and span.weekday != span.day.weekday():
        right, written = weekday_name(span.day.weekday()), weekday_name(span.weekday)
        raise UserError(
            _(
                "Times offered: {day} is a {right}, not a {written}. Correct the day or the date."
            ).format(day=spoken_date(span.day), right=right, written=written)
        )
    # A day long gone is read, so that the review can say so; a year like 0206 is a slip.
    if not 1970 <= span.day.year <= today.year + 2:
        raise UserError(
            _("Times offered: “{text}” is years away. Check the year.").format(text=span.text)
        )
    return span.day


def _coming(words: list[str], today: date) -> date:
    ahead = (weekday_number(words[-1]) - today.weekday()) % 7
    if words[0] == "next":
        return today + timedelta(days=7 - today.weekday() + weekday_number(words[-1]))
    return today + timedelta(days=ahead or 7)


def _take_times(piece: _Piece, text: str) -> tuple[list[tuple[int, int, int]], str]:
    """Each time as (place, first minute, last minute) of the day; the text without them."""
    times: list[tuple[int, int, int]] = []
    rest = text
    for match in _RANGE.finditer(text):
        times += _times_of(piece, match, text)
        rest = _blank(rest, match.start(), match.end())
    return times, rest


def _times_of(piece: _Piece, match: re.Match[str], text: str) -> Iterator[tuple[int, int, int]]:
    end_given = any(match[f"b{key}"] for key in "chw")
    two_starts = match["both"] and not re.search(
        r"between ?$", text[: match.start()], re.IGNORECASE
    )
    late = match["bx"] if end_given else None
    start = _minute(piece, match, "a", late)
    if not end_given or two_starts:
        length = _length(match)
        yield match.start(), start, start + length
        if two_starts:
            second = _minute(piece, match, "b", None)
            yield match.start(), second, second + length
        return
    end = _minute(piece, match, "b", None, after=start)
    if late and match["ax"] is None and start >= end and start >= 12 * 60:
        start -= 12 * 60
    if end <= start:
        end += 24 * 60
    if end - start > _MAX_MINUTES:
        raise UserError(
            _("Times offered: “{words}” ends before it starts. {expected}").format(
                words=match.group().strip(), expected=EXPECTED
            )
        )
    yield match.start(), start, end


def _length(match: re.Match[str]) -> int:
    if match["words"]:
        return 30 if match["words"].lower().startswith("half") else 60
    if not match["length"]:
        return TRIAL_MINUTES
    minutes = int(match["length"]) * (60 if match["unit"].lower().startswith("h") else 1)
    if not 5 <= minutes <= _MAX_MINUTES:
        raise UserError(
            _("Times offered: “{words}” is not a length for a meeting. {expected}").format(
                words=match.group().strip(), expected=EXPECTED
            )
        )
    return minutes


def _minute(
    piece: _Piece, match: re.Match[str], key: str, borrowed: str | None, after: int | None = None
) -> int:
    """The minute of the day that one clock time means; `borrowed` is the range's am or pm."""
    if word := match[f"{key}w"]:
        return (
            24 * 60
            if word.lower() == "midnight" and key == "b"
            else 0
            if word.lower() == "midnight"
            else 720
        )
    compact = match[f"{key}c"]
    hour = int(compact[:2]) if compact else int(match[f"{key}h"])
    minute = int(compact[2:]) if compact else int(match[f"{key}m"] or 0)
    half = (match[f"{key}x"] or borrowed or "").lower()[:1]
    if hour > 24 or minute > 59 or (hour == 24 and minute) or (half and not 1 <= hour <= 12):
        raise UserError(
            _("Times offered: “{words}” is not a clock time. {expected}").format(
                words=match.group().strip(), expected=EXPECTED
            )
        )
    if half:
        return (hour % 12 + (12 if half == "p" else 0)) * 60 + minute
    _refuse_guess(piece, match, key, hour, after)
    return hour * 60 + minute


def _refuse_guess(
    piece: _Piece, match: re.Match[str], key: str, hour: int, after: int | None
) -> None:
    words = match.group().strip()
    bare = not (match[f"{key}m"] or match[f"{key}u"] or match[f"{key}c"])
    if bare and key == "a" and not any(match[f"b{other}"] for other in "hw"):
        raise UserError(_not_understood(words, piece.text))
    small = len(match[f"{key}h"] or "00") == 1 and 1 <= hour <= 6
    if small and (after is None or after >= 12 * 60 or after < hour * 60):
        raise UserError(
            _(
                "Times offered: “{words}” could be morning or afternoon. Write "
                "{later}:00 or {hour} pm."
            ).format(words=words, later=hour + 12, hour=hour)
        )


def _pair(
    piece: _Piece,
    days: list[tuple[int, date]],
    times: list[tuple[int, int, int]],
    inherited: date | None,
) -> list[tuple[date, int, int]]:
    """Days and times that belong together: a time holds for all days named since the last one."""
    if not times:
        raise UserError(
            _("Times offered: “{text}” has no clock time. {expected}").format(
                text=piece.text, expected=EXPECTED
            )
        )
    if not days:
        if inherited is None:
            raise UserError(
                _("Times offered: “{text}” names no day. {expected}").format(
                    text=piece.text, expected=EXPECTED
                )
            )
        days = [(-1, inherited)]
    if times[0][0] < days[0][0]:  # "16:00 on Tuesday": time first throughout
        days = [(-1, days[0][1]), *days[1:]]
    slots: list[tuple[date, int, int]] = []
    for index, (place, start, end) in enumerate(times):
        since = times[index - 1][0] if index else -2
        fresh = [day for at, day in days if since < at < place]
        chosen = fresh or [slots[-1][0]]
        slots += [(day, start, end) for day in chosen]
    unused = [day for at, day in days if at > times[-1][0]]
    if unused:
        raise UserError(
            _("Times offered: “{text}” names a day without a clock time. {expected}").format(
                text=piece.text, expected=EXPECTED
            )
        )
    return slots


def _in_zones(pieces: list[_Piece], mine: str) -> tuple[TimeWindow, ...]:
    named = {piece.zone for piece in pieces if piece.zone}
    windows: dict[TimeWindow, None] = {}
    for piece in pieces:
        if piece.zone is None and len(named) > 1:
            raise UserError(
                _("Times offered: “{text}” does not say its zone, though other times do.").format(
                    text=piece.text
                )
            )
        zone = piece.zone or next(iter(named), mine)
        for day, start, end in piece.slots:
            windows[_window(day, start, end, zone)] = None
    if len(windows) > _MAX_WINDOWS:
        raise UserError(
            _(
                "Times offered: {number} times are more than anyone reads. Offer two or three."
            ).format(number=len(windows))
        )
    return tuple(windows)


def _window(day: date, start: int, end: int, zone: str) -> TimeWindow:
    midnight = datetime.combine(day, datetime.min.time())
    first, last = (to_utc(midnight + timedelta(minutes=minute), zone) for minute in (start, end))
    if first is None or last is None or last <= first:
        wrong = midnight + timedelta(minutes=end if first else start)
        raise UserError(
            _(
                "Times offered: {wrong:%H:%M} on {day} does not exist in {zone}, because clocks "
                "change then. Choose another time."
            ).format(wrong=wrong, day=spoken_date(day), zone=zone_label(zone))
        )
    return TimeWindow(first, last, zone)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
