"""Whether format, times, trial and review date are concrete; see `part_checks`."""

import re

from mentorcrm.asks.dates import find_dates, has_date
from mentorcrm.asks.lexicon import normalise
from mentorcrm.asks.readability import count_words
from mentorcrm.asks.record import AskRequest
from mentorcrm.asks.windows import ShelfLife, is_short_notice, parse_windows, shelf_life
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import (
    TRIAL_MEETINGS,
    WINDOWS_RANGE,
    MessageKind,
    PartId,
    TimeWindow,
)
from mentorcrm.words import _

LONGEST_MINUTES = 60

_AGREEMENTS = frozenset(
    {MessageKind.RESET, MessageKind.LIGHTEN, MessageKind.PAUSE, MessageKind.CLOSE}
)
_ONE_TIME_IS_FINE = frozenset({MessageKind.RECAP, MessageKind.OFFICE_HOURS})
_MINUTES = re.compile(
    r"\b(\d{1,3})(?:\s?[-–]\s?(\d{1,3}))?[\s-]?(?:min(?:ute)?s?|m|')(?!\w)"
    r"|\b(half an hour|half-hour|an hour|one hour|quarter of an hour|fifteen|twenty|thirty"
    r"|forty-five)\b|\b(\d{1,2}(?:[.,]5)?)[\s-]?h(?:ours?|rs?)?\b"
)
_WORD_MINUTES = {
    "an hour": 60, "one hour": 60, "quarter of an hour": 15, "fifteen": 15, "twenty": 20,
    "forty-five": 45,
}  # fmt: skip
_WRITTEN = re.compile(
    r"\b(?:e-?mail|mail|written|writing|async\w*|message|text|voice (?:note|memo)|lines?"
    r"|sentences?|reply|replies|letter|comments?|slack|paragraph|notes?|recording|document|doc)\b"
)
_IN_WRITING = re.compile(
    r"\b(?:in writing|written (?:answer|reply)|by (?:e-?mail|mail|message)|async\w*|voice note"
    r"|(?:two|three|a few|few) (?:lines|sentences))\b"
)
_UNSIZED = re.compile(
    r"\b(?:some ?time|whenever|any ?time|whatever|chat|coffee|lunch|call|zoom|talk|meeting|meet"
    r"|video|phone)\b"
)
_COUNT = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|a single|a couple|\d{1,2})\b"
    r"(?!\s?[-–]?\s?(?:min|h\b|hour|week|month|day))"
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "a single": 1, "a couple": 2,
}  # fmt: skip
_END = re.compile(
    r"\b(?:over|within|in|across|for|during|spread over) (?:(?:the|next|about|around) ){0,2}"
    r"\w+ (?:week|month|day|fortnight|quarter)s?\b"
    r"|\b(?:until|till|by|ending|ends?|finish\w*|done by|before|through)\b"
    r"|\b(?:every|each) \w+ (?:week|month)s?\b|\b(?:week|fortnight|month)s? apart\b"
    r"|\b(?:weekly|fortnightly|biweekly)\b|\bthen (?:we )?(?:stop|review|decide)\b"
)
_AFTER_MEETING = re.compile(
    r"\b(?:after|at|following|with|in|before) (?:the )?(?:end\b|trial\b"
    r"|(?:\w+ )?(?:call|meeting|session|conversation|talk|one)\b|(?:first|second|third|last)\b)"
)
_SOME_DAY = re.compile(
    r"\b(?:some ?(?:time|day|point)|later|soon|eventually|whenever|tbd|at some point"
    r"|in the future)\b"
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\d{1,2} ?[ap]m\b|\bnoon\b")


def format_and_length(request: AskRequest, text: str) -> str:
    flat = normalise(text)
    if request.kind in _AGREEMENTS:
        named = count_words(text) > 2 and not _SOME_DAY.search(flat)
        return "" if named else _("Name the rhythm and the length: “one 30-minute call a quarter”.")
    minutes = minutes_in(flat)
    if minutes > LONGEST_MINUTES:
        return _("{minutes} minutes are a lot to give. Ask for 15, 20 or 30.").format(
            minutes=minutes
        )
    if minutes or _WRITTEN.search(flat):
        return ""
    if _UNSIZED.search(flat):
        return _(
            "“{text}” has no length. Say 15, 20 or 30 minutes, or a few lines in writing."
        ).format(text=short(text))
    return _("Say how long and how: 15, 20 or 30 minutes by video, or a few lines in writing.")


def minutes_in(flat: str) -> int:
    """The longest stretch named, in minutes; 0 when there is none."""
    match = _MINUTES.search(flat)
    if match is None:
        return 0
    if match[1]:
        return int(match[2] or match[1])
    if match[4]:
        return round(float(match[4].replace(",", ".")) * 60)
    return _WORD_MINUTES.get(match[3], 30)


def is_written(request: AskRequest) -> bool:
    """Whether the format asks for an answer in writing, so that no times are needed."""
    flat = normalise(request.filled(PartId.FORMAT))
    return bool(_WRITTEN.search(flat)) and not minutes_in(flat)


def names_writing(flat: str) -> bool:
    """Whether a normalised text asks for an answer in writing."""
    return bool(_IN_WRITING.search(flat))


def windows(request: AskRequest, text: str) -> str:
    offered = request.windows or _typed_windows(request, text)
    return offered if isinstance(offered, str) else _judge_windows(request, offered)


def _typed_windows(request: AskRequest, text: str) -> tuple[TimeWindow, ...] | str:
    """The windows in a typed text, or what is wrong with it: "" when it does as it stands."""
    try:
        return parse_windows(text, request.sender.zone, request.now)
    except UserError as error:
        flat = normalise(text)
        points = [one for one in find_dates(text) if one.is_point]
        # "Tuesday or Thursday after 15:00" names times well enough for a reader.
        enough = len(points) >= WINDOWS_RANGE[0] and _CLOCK.search(flat)
        return "" if enough or _WRITTEN.search(flat) else str(error)


def _judge_windows(request: AskRequest, offered: tuple[TimeWindow, ...]) -> str:
    if any(shelf_life(one, request.now) is ShelfLife.PAST for one in offered):
        return _("A time offered here has gone by. Offer later ones.")
    if any(is_short_notice(one, request.now) for one in offered):
        return _("A time offered here is less than two working days ahead. Offer later ones.")
    if len(offered) < WINDOWS_RANGE[0] and request.kind not in _ONE_TIME_IS_FINE:
        return _("One time leaves no choice. Offer two or three.")
    if len(offered) > WINDOWS_RANGE[1]:
        return _("{number} times are hard to read. Two or three are enough.").format(
            number=len(offered)
        )
    return ""


def trial(request: AskRequest, text: str) -> str:
    flat = normalise(text)
    count = _COUNT.search(flat)
    if not count:
        return _(
            "Say how many meetings: three or fewer, as in “three 30-minute calls in eight weeks”."
        )
    number = _NUMBERS.get(count[1]) or int(count[1])
    if number > TRIAL_MEETINGS:
        return _("{number} meetings are more than a trial. Start with {most} or fewer.").format(
            number=number, most=TRIAL_MEETINGS
        )
    ends = _END.search(flat) or has_date(text) or has_date(request.value(PartId.REVIEW_DATE))
    return "" if ends else _("Say when it ends, as in “over eight weeks”.")


def review_date(request: AskRequest, text: str) -> str:
    flat = normalise(text)
    if not _SOME_DAY.search(flat) and (has_date(text) or _AFTER_MEETING.search(flat)):
        return ""
    return _("Name a day, such as 30 September, or the meeting after which you decide.")


def short(text: str) -> str:
    """A text on one line, cut to fit into a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:37].rstrip()}…"
