"""What two people said when they last met, put into sentences: what was offered, what has moved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentorcrm.asks import phrasing, wordlists
from mentorcrm.asks.grammar import Shape
from mentorcrm.asks.phrase import NOUNISH, Phrase, is_gap, led, shape
from mentorcrm.asks.prose import (
    finish,
    items_of,
    joined,
    lowfirst,
    spoken_date,
    spoken_dates,
    tidy,
    unfinished,
)

MOST = 6
MOST_KEPT = 3  # Beside what was done with advice; more are a list, not a letter.
_THEM = re.compile(
    r"^(?:they|she|he|you) (?:will|would|promised to|offered to|can) ", re.IGNORECASE
)
_TO_THEM = (
    r"send|give|show|tell|bring|write|ask|call|phone|email|e-mail|mail|thank|meet|visit|remind|"
    r"to|for"
)
# After it, "her" is somebody and not the owner of something.
_GOES_ON = (
    r"(?=$|[,.;]| (?:a|an|the|our|my|some|two|three|what|how|when|where|why|whether|which|who|"
    r"by|on|in|at|after|before|until|next|this|to|about|for|with|and|again|tomorrow)\b)"
)
_HER = re.compile(rf"\b({_TO_THEM}) (?:her|him){_GOES_ON}", re.IGNORECASE)
_HAS_DAY = re.compile(r"\b(?:by|until|before|on) [^.;]{2,24}$", re.IGNORECASE)


@dataclass(frozen=True)
class Promised:
    """Something they promised, as it was noted down, and the day if there is one."""

    what: str
    due: date | None = None


@dataclass(frozen=True)
class Talked:
    """What may be said to someone of the last meeting with them, and of the time since.

    `since` are finished sentences, `kept` what I promised them and did, as it was noted down.
    Nothing private is here, nor what others said.
    """

    theirs: tuple[Promised, ...] = ()
    since: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


NOTHING_SAID = Talked()


def taken(text: str, lead: str) -> Phrase:
    """What I take with me: what they told me to do, a sentence, a thing of theirs, or several.

    It goes after a colon, where a sentence may stand that does not look like one.
    """
    items = () if is_gap(text) else items_of(text)
    if not any(_is_thing(item) or _is_told(item) for item in items) or (
        len(items) == 1 and ": " in items[0]
    ):
        return phrasing.why_you(text, lead)
    said = [_of_them(lowfirst(unfinished(item))) for item in items]
    if all(map(_is_thing, items)):
        return Phrase(led(lead, joined(said)))
    if any(map(_is_thing, items)) and not any(map(_goes_on, items)):
        return Phrase(led(lead, "; ".join(said)))
    return Phrase(" ".join([led(lead, unfinished(items[0])), *map(finish, items[1:])]))


def _of_them(thing: str) -> str:
    return re.sub(r"^(?:his|her|their)\b", "your", thing, flags=re.IGNORECASE)


def _is_thing(item: str) -> bool:
    return shape(item) in NOUNISH


def _is_told(item: str) -> bool:
    """Whether an item is something to do, to ask, or a sentence that does not turn to them."""
    turned = re.match(r"(?:you|your|she|he|they)\b", item, re.IGNORECASE)
    whole = shape(item) in (Shape.SENTENCE, Shape.QUESTION)
    return shape(item) is Shape.BASE or (whole and not turned)


def _goes_on(item: str) -> bool:
    """Whether an item holds several sentences, or ends otherwise than with a full stop."""
    return bool(re.search(r"[.?!…] |[?!…]$|: ", item))


def offered(talked: Talked, year: int, name: str = "") -> str:
    """Their promises as said to them: You offered to ask about the opening by 8 December."""
    deeds: list[str] = []
    things: list[str] = []
    sentences: list[str] = []
    for promise in talked.theirs[:MOST]:
        text = with_day(_their_deed(tidy(promise.what), name), promise.due, year)
        plain = lowfirst(unfinished(text))
        match shape(plain):
            case Shape.BASE | Shape.VERB:
                deeds.append(re.sub(r"^to ", "", plain))
            case Shape.SENTENCE | Shape.QUESTION:
                sentences.append(finish(text))
            case _:
                things.append(plain)
    said = []
    if deeds:
        said.append(finish(f"You offered to {joined(deeds)}"))
    if things:
        said.append(finish(f"You {'also ' if deeds else ''}offered {joined(things)}"))
    return spoken_dates(" ".join([*said, *sentences]), year)


def _their_deed(text: str, name: str) -> str:
    """What they do, without saying who: Helen sends the wording -> send the wording."""
    if name and (named := re.match(rf"{re.escape(name)}(?:(:) ?| )", text, re.IGNORECASE)):
        deed = text[named.end() :]
        text = deed if named[1] and not _THEM.match(f"she {deed}") else f"she {deed}"
    if (plain := _THEM.sub("", text)) != text:
        return plain
    found = re.match(r"(?:she|he) (\w+s)(?= )", text, re.IGNORECASE)
    if found is None:
        return text
    verb = found.group(1).casefold()
    base = next((word for word in (verb[:-1], verb[:-2]) if word in wordlists.BASES), "")
    return f"{base}{text[found.end() :]}" if base else text


def _said_to(text: str, name: str) -> str:
    """A deed of mine as said to whom it is for: send her the deck -> send you the deck."""
    text = _HER.sub(r"\1 you", text)
    if not name:
        return text
    named = rf"\b({_TO_THEM}) {re.escape(name)}{_GOES_ON}"
    return re.sub(named, r"\1 you", text)


def kept_word(talked: Talked, name: str) -> str:
    """The promises that I kept, said to whom I made them; "" without any."""
    deeds = [lowfirst(unfinished(_said_to(tidy(what), name))) for what in talked.kept[:MOST_KEPT]]
    return finish(f"Done, as I promised: {'; '.join(deeds)}") if deeds else ""


def moved(talked: Talked) -> str:
    """What has moved since, as sentences."""
    return " ".join(map(tidy, talked.since[:MOST]))


def with_day(text: str, due: date | None, year: int) -> str:
    """A promise with its day, unless its words name one."""
    plain = unfinished(text)
    if due is None or _HAS_DAY.search(plain):
        return text
    return f"{plain} by {spoken_date(due, year)}"


def promises_typed(promises: Sequence[tuple[str, date | None]], year: int, name: str = "") -> str:
    """Promises of mine as one would type them, one a line: send the deck by 4 December.

    `name` is what the one they are made to is called.
    """
    lines = []
    for what, due in promises:
        text = _said_to(re.sub(r"^(?:I will|I'll|I) (?=[a-z])", "", tidy(what)), name)
        lines.append(with_day(text, due, year))
    return "\n".join(lines)
