"""The letter that brings two people together, once both have said yes. Pure.

It says who each of them is from what is public, and what brings them together in words that both
will read. Why I think so, and what I noted about either, is not among the values here.
"""

from dataclasses import dataclass

from mentorcrm.asks.prose import GAP_OPEN, finish, gap, tidy
from mentorcrm.asks.record import Recipient
from mentorcrm.asks.salutations import their_name

REASON_CHARACTERS = 400


@dataclass(frozen=True)
class TwoSided:
    """The two in the order of the introduction, what brings them together, and the sign-off."""

    first: Recipient
    second: Recipient
    together: str = ""
    sign_off: str = ""


def subject(letter: TwoSided) -> str:
    """Both names, so that each finds it again."""
    return f"Introduction: {letter.first.name} and {letter.second.name}"


def body(letter: TwoSided) -> str:
    """The whole text; what is missing is marked."""
    one, two = their_name(letter.first), their_name(letter.second)
    together = tidy(letter.together[:REASON_CHARACTERS])
    reason = finish(together) if together else gap("what brings you together") + "."
    paragraphs = (
        f"Dear {one}, dear {two},",
        "You both said that you would like to meet, so here you are.",
        " ".join(filter(None, (_is(letter.first, one), _is(letter.second, two)))),
        reason,
        f"From here on it is yours: {one}, perhaps you would suggest a time? There is no need to "
        "keep me in the thread.",
        letter.sign_off or f"Kind regards\n{gap('my name')}",
    )
    return "\n\n".join(filter(None, paragraphs))


def is_whole(text: str) -> bool:
    """Whether nothing is marked as missing in a text."""
    return GAP_OPEN not in text


def of_introduction(name: str) -> str:
    """What a message to the one who introduced me to somebody is about, in its own words."""
    return f"your introduction to {name}"


def _is(who: Recipient, called: str) -> str:
    """Ana is VP Engineering at Kestrel Health; nothing where nothing is on record."""
    title, place = tidy(who.title), tidy(who.organisation)
    if title and place and place.casefold() not in title.casefold():
        return finish(f"{called}: {title}, {place}")
    return finish(f"{called}: {title or place}") if title or place else ""
