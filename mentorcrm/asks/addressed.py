"""Whether a letter speaks to somebody: by name, at its beginning. Pure."""

from mentorcrm.asks.rules.letter import Letter
from mentorcrm.asks.rules.names import bare_name_tokens, is_no_name, may_be

_MOST_WORDS = 4  # Before the comma, where the name stands without a hail.


def addresses(body: str, name: str) -> bool:
    """Whether a message greets who is called so: “Dear Ana,”, “Ana, thank you”.

    A `name` in other letters than the message, or none, is taken as greeted.
    """
    names = bare_name_tokens(name)
    letter = Letter(body)
    greeting = letter.greeting
    greeted = greeting["name"] if greeting is not None else _before_comma(body)
    tokens = [token for token in bare_name_tokens(greeted or "") if not is_no_name(token)]
    return not names or any(may_be(token, names) for token in tokens)


def _before_comma(body: str) -> str:
    first = next((line for line in body.splitlines() if line.strip()), "")
    lead, comma, _rest = first.partition(",")
    return lead if comma and len(lead.split()) <= _MOST_WORDS else ""
