"""How, how long, how often and until when, put into sentences; thanks and leaning too."""

import re

from mentorcrm.asks import wordlists
from mentorcrm.asks.grammar import (
    Shape,
    is_long,
    shape_of,
)
from mentorcrm.asks.phrase import EMPTY, Phrase, closed, is_gap
from mentorcrm.asks.phrase import shape as phrase_shape
from mentorcrm.asks.prose import (
    finish,
    first_word,
    items_of,
    lowfirst,
    unfinished,
)

_MINUTES = re.compile(r"(\d+)\s*[- ]?(?:minutes|minute|mins|min|m)\b\.?", re.IGNORECASE)
_MEETINGS = (
    r"(?:video|phone|telephone|zoom|teams|google)? ?(?:calls?|chats?|conversations?|meetings?)"
)
_TALK = re.compile(
    r"(?:\d+-minute |video|phone|telephone|zoom|teams|short )*"
    r"(?:call|chat|meeting|conversation|video|phone|zoom|coffee|lunch|walk)\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"(?:async\w*|written|in writing|by (?:e-?)?mail|text|by message|reply|writing)\b",
    re.IGNORECASE,
)


def format_words(text: str) -> str:
    """A format as a noun phrase: 20 min video call -> a 20-minute video call."""
    if is_gap(text):
        return text
    plain = lowfirst(unfinished(" and ".join(items_of(text))))
    plain = _MINUTES.sub(lambda m: f"{m.group(1)} minutes", plain)
    plain = re.sub(r"\b(\d+)\s*(?:hours?|hrs?|h)\b", lambda m: _hours(m.group(1)), plain)
    plain = re.sub(
        r"^(\d+) minutes (?=" + _MEETINGS + r"\b)", r"\1-minute ", plain, flags=re.IGNORECASE
    )
    plain = re.sub(
        r"\b(an?|one|two|three|four|[2-9]|1) (\d+) minutes (?=\w)", r"\1 \2-minute ", plain
    )
    if _TALK.match(plain):
        if re.fullmatch(r"(?:video|phone|telephone|zoom|teams)", plain, re.IGNORECASE):
            plain += " call"
        return f"{'an' if re.match('(?:8|11|18)', plain) else 'a'} {plain}"
    return plain


def _hours(number: str) -> str:
    return "an hour" if number == "1" else f"{number} hours"


def request_words(text: str) -> str:
    """A format as it stands after "Would you": give me 20 minutes by video; "" for a sentence."""
    if is_gap(text):
        return f"make time for {text}"
    if len(items_of(text)) != 1 or phrase_shape(text) in {Shape.SENTENCE, Shape.QUESTION}:
        return ""
    plain = format_words(text)
    if is_long(plain):
        return ""
    if re.match(r"(?:a |an )?(?:written|short written)\b.*(?:answer|reply)", plain, re.IGNORECASE):
        return f"send me {plain if plain.startswith('a') else 'a ' + plain}"
    if phrase_shape(text) is Shape.BASE:
        return plain
    if found := _WRITTEN.match(plain):
        way = plain if found.group().lower().startswith(("by", "in")) else "in writing"
        return f"send me an answer {way}"
    if phrase_shape(text) is Shape.PREPOSITION:
        return f"talk with me {plain}"
    if re.match(
        r"(?:\d+|half|an? (?:quarter|half|hour)|fifteen|twenty|thirty|ten|forty)\b(?!-)", plain
    ):
        return f"give me {plain}"
    if re.match(r"(?:two|three|a few|one|some|\d) (?:lines?|sentences?|paragraphs?|words)", plain):
        return f"send me {plain}"
    return f"make time for {plain}"


def rhythm_words(text: str) -> str:
    """A format as it stands after "I would like us to": meet once a quarter; "" for a sentence."""
    if is_gap(text):
        return f"go on with {text}"
    if len(items_of(text)) != 1 or phrase_shape(text) in {Shape.SENTENCE, Shape.QUESTION}:
        return ""
    plain = format_words(text)
    first = first_word(plain).casefold()
    if is_long(plain):
        return ""
    if phrase_shape(text) is Shape.BASE:
        return re.sub("^to ", "", plain)
    if phrase_shape(text) is Shape.PREPOSITION:
        return f"go on {plain}"
    if first in wordlists.RHYTHMS and not re.match(
        r"(?:each|only|weekly|monthly|quarterly|yearly) \w", plain
    ):
        return f"meet {plain}"
    return f"go on with {plain}"


def trial(text: str) -> Phrase:
    """`bit` fits after "try": three 30-minute calls over eight weeks."""
    if is_gap(text):
        return Phrase(finish(f"The trial: {text}"), text)
    items = items_of(text)
    if not items:
        return EMPTY
    if len(items) > 1 or phrase_shape(items[0]) in {Shape.SENTENCE, Shape.QUESTION}:
        return Phrase(" ".join(map(finish, items)))
    plain = re.sub(
        r"^(?:a )?trial(?: of|:)? (?=\w)", "", format_words(items[0]), flags=re.IGNORECASE
    )
    if is_long(plain) or phrase_shape(plain) not in {Shape.NOUN, Shape.GERUND}:
        return Phrase(finish(f"The trial: {plain}"))
    return Phrase(finish(f"The trial: {plain}"), closed(plain))


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_PERIOD = rf"(?:{_MONTH}|spring|summer|autumn|winter|q[1-4]|20\d\d)"


def review_date(text: str) -> Phrase:
    """`bit` is a time with its preposition: on 30 September, after the third call."""
    if is_gap(text):
        return Phrase(finish(f"The date: {text}"), f"on {text}")
    items = items_of(text)
    if not items or phrase_shape(items[0]) in {Shape.SENTENCE, Shape.QUESTION} or len(items) > 1:
        return Phrase(" ".join(map(finish, items)))
    plain = _bare_date(items[0])
    return Phrase(finish(f"The date: {plain}"), "" if is_long(plain) else _dated(plain))


def until_words(text: str) -> str:
    """A date as it stands after "until": 30 September; "" for a sentence."""
    if is_gap(text):
        return text
    items = items_of(text)
    if len(items) != 1 or phrase_shape(items[0]) in {Shape.SENTENCE, Shape.QUESTION}:
        return ""
    return re.sub(r"^(?:in|on|by|at) (?=\w)", "", _bare_date(items[0]))


def _bare_date(text: str) -> str:
    plain = re.sub(
        r"^(?:until|till|review(?: on| date)?:?|the) (?=\w)",
        "",
        lowfirst(unfinished(text)),
        flags=re.IGNORECASE,
    )
    return (
        f"the {plain}"
        if re.match(r"(?:end|start|middle|beginning)\b", plain, re.IGNORECASE)
        else plain
    )


def _dated(plain: str) -> str:
    if re.match(
        r"(?:on|in|after|by|at|before|once|when|next|this|over|during|within)\b",
        plain,
        re.IGNORECASE,
    ):
        return plain
    if re.match(r"the (?:end|start|beginning)\b", plain, re.IGNORECASE):
        return f"at {plain}"
    if re.match(rf"(?:(?:early|mid|late)[ -])?{_PERIOD}(?: 20\d\d)?$", plain, re.IGNORECASE):
        return f"in {plain}"
    if re.match(
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d|{_WEEKDAY})", plain, re.IGNORECASE
    ):
        return f"on {plain}"
    if re.match(
        r"(?:\w+ )?(?:\d+|one|two|three|four|six|eight|ten|twelve) (?:days|weeks|months)", plain
    ):
        return f"after {plain}"
    return f"at {plain}" if first_word(plain) in wordlists.DETERMINERS else f"on {plain}"


def thanks(text: str) -> str:
    """A typed thanks as a sentence: for the book list -> Thank you for the book list."""
    items = items_of(text)
    return " ".join(_thanks_one(item) for item in items)


def _thanks_one(text: str) -> str:
    if re.match(r"(?:many |with )?(?:thank|thanks|grateful|i |i'm|it |that )", text, re.IGNORECASE):
        return finish(text)
    shape = shape_of(text)
    plain = lowfirst(unfinished(text))
    if re.match(r"for \w", plain):
        return finish(f"Thank you {plain}")
    if shape in {Shape.NOUN, Shape.GERUND}:
        return finish(f"Thank you for {plain}")
    return finish(text)
