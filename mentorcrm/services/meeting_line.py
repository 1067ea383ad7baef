"""A meeting planned in one line: `Ana friday 16:00 45m video: quarterly call`. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.services.typed_days import read_day
from mentorcrm.words import _

_CLOCK = re.compile(
    r"(?:\bat )?\b(?:(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?![.:\d])"
    r"|(?P<half>1[0-2]|0?[1-9]) ?(?P<noon>am|pm)|(?P<plain>(?:[01]?\d|2[0-3]))h\b"
    r"(?! ?\d))(?:\b|$)",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:\bfor )?\b(?P<number>\d{1,3}) ?(?P<unit>m|min|mins|minutes|hours?|hrs?)\b", re.IGNORECASE
)
_CHANNELS = {
    InteractionChannel.VIDEO: r"(?:by |on )?(?:video(?: call)?|zoom|teams|meet|skype)",
    InteractionChannel.CALL: r"(?:by )?(?:phone(?: call)?|call)",
    InteractionChannel.IN_PERSON: r"in person|coffee|lunch|breakfast|dinner|walk|office|at theirs",
    InteractionChannel.EVENT: r"event|meetup|conference",
}
_JOINED = re.compile(r"\s*(?:,|&|\+|\band\b)\s*", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:plan|a|the|meet|meeting|session)\b\s*)*(?:with\b|w/?(?=\s)|@)?\s*", re.IGNORECASE
)
_TIDY = re.compile(r"\b(?:on|at|for|by|with|next)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class PlannedLine:
    """What a line says. What it leaves open is None or empty."""

    names: tuple[str, ...] = ()
    day: date | None = None
    clock: time | None = None
    minutes: int | None = None
    channel: InteractionChannel | None = None
    title: str = ""

    def at(self, zone: str) -> datetime:
        """The instant, in a zone. UserError when the day or the time is missing."""
        if self.day is None:
            raise UserError(_("Say on which day: “friday”, “12 Dec” or “tomorrow”."))
        if self.clock is None:
            raise UserError(_("Say at what time: “16:00”."))
        return datetime.combine(self.day, self.clock, ZoneInfo(zone))


def read_line(text: str, today: date) -> PlannedLine:
    """Take a line apart. What is left after day, time, length and channel are the names."""
    said, _colon, title = _split_title(" ".join(text.split()))
    length, said = _take(_LENGTH, said)
    clock, said = _take(_CLOCK, said)
    channel, said = _take_channel(said)
    day, said = _day(said, today)
    rest = _TIDY.sub("", _LEAD.sub("", " ".join(said.split()))).strip(" ,.;")
    names = tuple(name.lstrip("@") for name in _JOINED.split(rest) if name.strip())
    return PlannedLine(
        names,
        day,
        _time(clock) if clock else None,
        _minutes(length) if length else None,
        channel,
        title.strip(),
    )


def read_when(text: str, today: date, zone: str) -> datetime:
    """A day with a time, as for moving a meeting: `friday 16:00`. UserError when it is neither."""
    line = read_line(text, today)
    if line.names:
        raise UserError(
            _("“{words}” is not a day and a time. Write “friday 16:00”.").format(words=text.strip())
        )
    return line.at(zone)


def _split_title(text: str) -> tuple[str, str, str]:
    """At the first colon that is not one of a clock time."""
    found = re.search(r":(?!\d)|(?<!\d):", text)
    if found is None:
        return text, "", ""
    return text[: found.start()], ":", text[found.end() :]


def _take(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    found = pattern.search(text)
    if found is None:
        return None, text
    return found, f"{text[: found.start()]} {text[found.end() :]}"


def _time(found: re.Match[str]) -> time:
    if found["half"]:
        return time(int(found["half"]) % 12 + (12 if found["noon"].lower() == "pm" else 0))
    if found["plain"]:
        return time(int(found["plain"]))
    return time(int(found["hour"]), int(found["minute"]))


def _minutes(found: re.Match[str]) -> int:
    number = int(found["number"])
    return number * 60 if found["unit"].lower().startswith("h") else number


def channel_in(text: str) -> InteractionChannel | None:
    """How one is to meet, as far as a text says it: `20 minutes by video`."""
    return _take_channel(text)[0]


def _take_channel(text: str) -> tuple[InteractionChannel | None, str]:
    for channel, words in _CHANNELS.items():
        found, rest = _take(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), text)
        if found:
            return channel, rest
    return None, text


def _day(text: str, today: date) -> tuple[date | None, str]:
    """The longest run of words that reads as a day, the last one of equal length."""
    words = text.split()
    for size in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - size, -1, -1):
            said = " ".join(words[start : start + size]).strip(",.;")
            day = read_day(said, today, ahead=True)
            if day is not None and _is_a_day(said):
                return day, " ".join([*words[:start], *words[start + size :]])
    return None, text


def _is_a_day(said: str) -> bool:
    """`May` and `Sun` may be names; a weekday is written out or is small."""
    plain = said.lower()
    weekday = plain.split()[-1].isalpha() and not plain.startswith(("in ", "to"))
    return not (weekday and len(plain) == 3 and said[:1].isupper() and plain == "sun")


def next_like(at: datetime, days: int, zone: str) -> datetime:
    """The same time of day so many days later, in a zone, on a working day."""
    local = at.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=days)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day, local.time(), ZoneInfo(zone))
