"""How, how long, how often and until when, put into sentences; thanks too."""

import re

from mentorcrm.asks import wordlists
from mentorcrm.asks.grammar import Shape, is_long, shape_of, to_gerund
from mentorcrm.asks.phrase import EMPTY, Phrase, closed, is_gap
from mentorcrm.asks.phrase import shape as phrase_shape
from mentorcrm.asks.prose import finish, first_word, items_of, joined, lowfirst, unfinished

_I = re.IGNORECASE
_STANDS_ALONE = {Shape.SENTENCE, Shape.QUESTION}
_MINUTES = re.compile(r"(\d+)\s*[- ]?(?:minutes|minute|mins|min|m)\b\.?", _I)
_HOURS = re.compile(r"\b(\d+)\s*(?:hours?|hrs?|h)\b", _I)
_BEFORE_MEETING = re.compile(
    r"\b(\d+) minutes (?=(?:(?:video|phone|telephone|zoom|teams|google) )?"
    r"(?:calls?|chats?|conversations?|meetings?|sessions?)\b)",
    _I,
)
_COUNTED = re.compile(r"\b(an?|one|two|three|four|[1-9]) (\d+) minutes (?=\w)")
_MEDIUM_LAST = re.compile(r"^(\d+ minutes|an hour|half an hour),? (zoom|teams|video|phone)$", _I)
_MEDIA = {"zoom": "on Zoom", "teams": "on Teams", "video": "by video", "phone": "by phone"}
_TALK = re.compile(
    r"(?:\d+-minute |video|phone|telephone|zoom|teams|short )*"
    r"(?:call|chat|meeting|conversation|video|phone|zoom|coffee|lunch|walk)\b",
    _I,
)
_WRITTEN = re.compile(
    r"(?:written|in writing|by (?:e-?)?mail|text|by (?:text|message|letter)|writing)\b", _I
)
_ANSWER = re.compile(
    r"(?:an? |your )?(?:\w+ )?(?:written )?(?:answer|reply|note|message)\b"
    r"|(?:two|three|a few|one|some|\d) (?:lines?|sentences?|paragraphs?|words)\b",
    _I,
)
_TIME_FIRST = re.compile(
    r"(?:\d+|half|an? (?:quarter|half|hour)|fifteen|twenty|thirty|ten|forty)\b(?!-)", _I
)


def format_words(text: str) -> str:
    """A format as people say it: 20 min video call -> a 20-minute video call."""
    if is_gap(text):
        return text
    plain = lowfirst(unfinished(joined(items_of(text))))
    plain = re.sub(r"^async\w*$", "in writing", plain, flags=_I)
    plain = _MINUTES.sub(r"\1 minutes", plain)
    plain = _HOURS.sub(lambda m: "an hour" if m.group(1) == "1" else f"{m.group(1)} hours", plain)
    plain = _BEFORE_MEETING.sub(r"\1-minute ", plain)
    plain = _COUNTED.sub(r"\1 \2-minute ", plain)
    plain = _MEDIUM_LAST.sub(lambda m: f"{m.group(1)} {_MEDIA[m.group(2).lower()]}", plain)
    if not _TALK.match(plain):
        return plain
    if re.fullmatch(r"(?:video|phone|telephone|zoom|teams)", plain, _I):
        plain += " call"
    return f"{'an' if re.match('(?:8|11|18)', plain) else 'a'} {plain}"


def format_thing(text: str) -> str:
    """A format as a thing: 20 minutes by video, an exchange by mail, a call once a quarter."""
    plain = format_words(text)
    shape = phrase_shape(plain)
    if is_gap(text) or is_long(plain):
        return text if is_gap(text) else ""
    if shape is Shape.PREPOSITION:
        return f"an exchange {plain}"
    if shape is Shape.BASE:
        return to_gerund(plain)
    return f"a conversation {plain}" if _is_rhythm(plain) else plain


def _is_rhythm(plain: str) -> bool:
    bare = not re.match(r"(?:each|only|weekly|monthly|quarterly|yearly) \w", plain, _I)
    return first_word(plain).casefold() in wordlists.RHYTHMS and bare


def request_words(text: str) -> str:
    """A format as it stands after "Would you": give me 20 minutes by video; "" for a sentence."""
    if is_gap(text):
        return f"make time for {text}"
    if len(items_of(text)) != 1 or phrase_shape(text) in _STANDS_ALONE:
        return ""
    plain = format_words(text)
    if is_long(plain):
        return ""
    if phrase_shape(text) is Shape.BASE:
        return re.sub("^to ", "", plain)
    if _ANSWER.match(plain):
        return f"send me {_with_a(plain)}"
    if found := _WRITTEN.match(plain):
        way = plain if found.group().lower().startswith(("by", "in")) else "in writing"
        return f"send me an answer {way}"
    if phrase_shape(plain) is Shape.PREPOSITION or _is_rhythm(plain):
        return f"talk with me {plain}"
    return f"give me {plain}" if _TIME_FIRST.match(plain) else f"make time for {plain}"


def _with_a(plain: str) -> str:
    bare = re.match(r"(?:written|short|brief|answer|reply|note|message)\b", plain, _I)
    return f"{'an' if plain[0] in 'aeiou' else 'a'} {plain}" if bare else plain


def rhythm_words(text: str) -> str:
    """A format as it stands after "I would like us to": meet once a quarter; "" for a sentence."""
    if is_gap(text):
        return f"go on with {text}"
    if len(items_of(text)) != 1 or phrase_shape(text) in _STANDS_ALONE:
        return ""
    plain = format_words(text)
    if is_long(plain):
        return ""
    if phrase_shape(text) is Shape.BASE:
        return re.sub("^to ", "", plain)
    if phrase_shape(plain) is Shape.PREPOSITION:
        return f"go on {plain}"
    return f"meet {plain}" if _is_rhythm(plain) else f"go on with {plain}"


def trial(text: str) -> Phrase:
    """`bit` fits after "try": three 30-minute calls over eight weeks."""
    if is_gap(text):
        return Phrase(finish(f"The trial: {text}"), text)
    items = items_of(text)
    if not items:
        return EMPTY
    if len(items) > 1 or phrase_shape(items[0]) in _STANDS_ALONE:
        return Phrase(" ".join(map(finish, items)))
    plain = re.sub(r"^(?:a )?trial(?: of|:)? (?=\w)", "", format_words(items[0]), flags=_I)
    if is_long(plain) or phrase_shape(plain) not in {Shape.NOUN, Shape.GERUND}:
        return Phrase(finish(f"The trial: {plain}"))
    return Phrase(finish(f"The trial: {plain}"), closed(plain))


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_PERIOD = rf"(?:{_MONTH}|spring|summer|autumn|winter|q[1-4]|20\d\d)"
_UNTIL = re.compile(r"^(?:until|till) (?=\w)", _I)
_NEEDS_THE = re.compile(r"(?:end|start|middle|beginning|\d{1,2}(?:st|nd|rd|th) of)\b", _I)
_HAS_PREPOSITION = re.compile(
    r"(?:on|in|after|by|at|before|once|when|next|this|over|during|within)\b", _I
)
_SPAN = re.compile(
    r"(?:\w+ )?(?:\d+|an?|one|two|three|four|six|eight|ten|twelve|a few) "
    r"(?:days?|weeks?|months?|quarters?)\b",
    _I,
)


def review_date(text: str) -> Phrase:
    """`bit` is a time with its preposition: on 30 September, after the third call."""
    if is_gap(text):
        return Phrase(finish(f"The date: {text}"), f"on {text}")
    items = [_UNTIL.sub("", item) for item in items_of(text)]
    if not items or phrase_shape(items[0]) in _STANDS_ALONE or len(items) > 1:
        return Phrase(" ".join(map(finish, items)))
    plain = _bare_date(items[0])
    return Phrase(finish(f"The date: {plain}"), "" if is_long(plain) else _dated(plain))


def until_words(text: str) -> str:
    """A date as it stands after "until": 30 September; "" for a sentence."""
    if is_gap(text):
        return text
    items = [_UNTIL.sub("", item) for item in items_of(text)]
    if len(items) != 1 or phrase_shape(items[0]) in _STANDS_ALONE:
        return ""
    plain = re.sub(r"^(?:in|on|by|at) (?=\w)", "", _bare_date(items[0]))
    return f"{plain} from now" if _SPAN.match(plain) else plain


def _bare_date(text: str) -> str:
    plain = re.sub(r"^review(?: on| date)?:? (?=\w)", "", lowfirst(unfinished(text)), flags=_I)
    return f"the {plain}" if _NEEDS_THE.match(plain) else plain


def _dated(plain: str) -> str:
    if _HAS_PREPOSITION.match(plain):
        return plain
    if re.match(r"the (?:end|start|beginning)\b", plain, _I):
        return f"at {plain}"
    if re.match(rf"(?:(?:early|mid|late)[ -])?{_PERIOD}(?: 20\d\d)?$", plain, _I):
        return f"in {plain}"
    if _SPAN.match(plain) or re.match(r"the (?:first|second|third|last|final|\w+th)\b", plain, _I):
        return f"after {plain}"
    return f"on {plain}"


def thanks(text: str) -> str:
    """A typed thanks as a sentence: for the book list -> Thank you for the book list."""
    items = items_of(text)
    return " ".join(_thanks_one(item) for item in items)


def _thanks_one(text: str) -> str:
    if re.match(
        r"(?:many |with |much )?(?:thank|thanks|grateful|appreciated|cheers|i |i'm|it |that )",
        text,
        _I,
    ):
        return finish(text)
    shape = shape_of(text)
    plain = lowfirst(unfinished(text))
    if re.match(r"for \w", plain):
        return finish(f"Thank you {plain}")
    if shape in {Shape.NOUN, Shape.GERUND}:
        return finish(f"Thank you for {plain}")
    return finish(text)
