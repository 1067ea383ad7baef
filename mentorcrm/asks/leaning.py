"""Which way I lean, in a sentence of a letter: what was noted may be a word or a fragment."""

import re

from mentorcrm.asks import wordlists
from mentorcrm.asks.grammar import Shape, is_long, shape_of
from mentorcrm.asks.phrase import Phrase, led
from mentorcrm.asks.phrasing import sentences
from mentorcrm.asks.prose import finish, first_word, items_of, lowfirst, unfinished

_LEAD = re.compile(
    r"^(?:(?:more |rather )?towards?|to|i lean towards?) (?=\w)", flags=re.IGNORECASE
)
_ANSWERS = frozenset({"yes", "no", "rather"})


def leaning(text: str) -> Phrase:
    """Which way I lean; `bit` fits after "I lean towards"."""
    items = items_of(text)
    if len(items) != 1:
        return Phrase(sentences(text))
    plain = _LEAD.sub("", lowfirst(unfinished(items[0])))
    shape, first = shape_of(plain), first_word(plain).casefold()
    if shape is Shape.BASE or plain.casefold() in wordlists.BASES:
        head, _, rest = plain.partition(" ")
        plain, shape = f"{wordlists.gerund(head)} {rest}".rstrip(), Shape.GERUND
    fits = shape in {Shape.NOUN, Shape.GERUND} and not is_long(plain)
    if fits and first not in _ANSWERS:
        return Phrase(finish(f"I lean towards {plain}"), plain)
    if shape is Shape.STATE:
        return Phrase(finish(f"I am {plain}"))
    if first in wordlists.SUBJECTS:
        return Phrase(finish(items[0]))
    return Phrase(led("Where I lean so far", plain))  # A fragment is no sentence of a letter.
