"""A promise with its day, as typed in one line: `Send the deck by Friday`. Pure."""

import re
from datetime import date

from mentorcrm.services.typed_days import read_day

_MARK = re.compile(r"\s+(?:by|until|before|on)\s+", re.IGNORECASE)
_BARE = re.compile(
    r"\s+(?P<day>today|tomorrow|\d{4}-\d{1,2}-\d{1,2}|in (?:\d+|[a-z]+) (?:day|week|month)s?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s*[.!]?$",
    re.IGNORECASE,
)


def split_due(text: str, today: date) -> tuple[str, date | None]:
    """The promise without its day, and the day; None when no day closes the line."""
    words = " ".join(text.split())
    for mark in reversed(list(_MARK.finditer(words))):
        if day := read_day(words[mark.end() :].rstrip(".! "), today, ahead=True):
            return words[: mark.start()].rstrip(" ,;"), day
    if found := _BARE.search(words):
        day = read_day(found["day"], today, ahead=True)
        if day is not None:
            return words[: found.start()].rstrip(" ,;"), day
    return words, None


def unnamed(what: str, name: str) -> str:
    """A promise without who made it, where the notes begin with that: `helen: send the list`.

    For a line that says the name itself. What is kept stays as it was typed.
    """
    head, colon, said = what.partition(":")
    named = colon and said.strip() and head.strip().casefold() == name.casefold()
    return said.strip() if named else what
