"""What I tried, put into sentences: deeds, things and whole sentences sorted and joined."""

import re
from collections.abc import Sequence

from mentorcrm.asks import wordlists
from mentorcrm.asks.grammar import Shape, i_did, is_long, is_plural, to_participle
from mentorcrm.asks.phrase import Phrase, is_gap, led
from mentorcrm.asks.phrase import shape as phrase_shape
from mentorcrm.asks.prose import finish, first_word, items_of, joined, lowfirst, unfinished


def tried(text: str, lead: str) -> Phrase:
    """`bit` fits after "I have": talked to both managers and written out the trade-offs."""
    if is_gap(text):
        return Phrase(finish(f"I have {text}"), text)
    deeds: list[str] = []
    things: list[str] = []
    sentences: list[str] = []
    for item in _tried_items(text):
        _sort_tried(item, deeds, things, sentences)
    if sum(map(len, [*deeds, *things])) > 240 and len(deeds) + len(things) > 3:
        lines = "\n".join(f"- {item}" for item in [*deeds, *things])
        return Phrase(" ".join([*map(finish, sentences), f"{lead}:\n{lines}\n\n"]).lstrip())
    said = [finish(f"I have {joined(deeds)}")] if deeds else []
    said += map(finish, sentences)
    if things:
        said.append(_things(things, lead, bool(said)))
    return Phrase(" ".join(said), joined(deeds) if deeds and len(said) == 1 else "")


def _tried_items(text: str) -> Sequence[str]:
    items = items_of(text)
    if len(items) != 1 or ", " not in items[0] or phrase_shape(items[0]) is Shape.SENTENCE:
        return items
    pieces = [piece for piece in re.split(r",\s+(?:and\s+)?", items[0]) if piece]
    if any(_starts_aside(piece) for piece in pieces[1:]):
        return items
    last = re.split(r"\s+and\s+", pieces[-1], maxsplit=1)
    if (
        len(last) == 2
        and phrase_shape(last[1]) is Shape.PAST
        and phrase_shape(last[0]) is Shape.PAST
    ):
        pieces[-1:] = last
    return pieces


def _starts_aside(piece: str) -> bool:
    first = first_word(piece).casefold()
    starts = wordlists.DETERMINERS | wordlists.NUMBER_WORDS
    clear = (
        first in starts or first[:1].isdigit() or phrase_shape(piece) in {Shape.PAST, Shape.GERUND}
    )
    return not clear or len(piece.split()) < 2


def _sort_tried(item: str, deeds: list[str], things: list[str], sentences: list[str]) -> None:
    plain = unfinished(item)
    shape = phrase_shape(item)
    if re.match(r"(?:nothing|not yet|none)\b", plain, re.IGNORECASE):
        sentences.append("I have not tried anything yet")
    elif shape is Shape.SENTENCE and not _is_my_deed(plain):
        sentences.append(item)
    elif (deed_done := _done(plain, shape)) and not is_long(plain):
        deeds.append(deed_done)
    elif shape is Shape.GERUND and not is_long(plain):
        deeds.append(f"tried {lowfirst(plain)}")
    elif shape in {Shape.PAST, Shape.VERB}:
        sentences.append(i_did(plain))
    elif shape in {Shape.NOUN, Shape.CLAUSE, Shape.PREPOSITION} and not is_long(plain):
        things.append(lowfirst(plain))
    else:
        sentences.append(item)


def _is_my_deed(text: str) -> bool:
    """Whether a sentence is only "I have done this" or "I did this", so that it can join others."""
    found = re.match(r"(?:(?:i have|i've) |i )([a-z]+)", text, re.IGNORECASE)
    if not found or re.search(r"\b(?:but|because|so|which|however|I)\b", text[3:]):
        return False
    has = found.group().casefold() != f"i {found.group(1).casefold()}"
    return has or phrase_shape(f"{found.group(1)} it") is Shape.PAST


def _done(text: str, shape: Shape) -> str | None:
    if shape is Shape.NOUN or shape is Shape.CLAUSE:
        return None
    return to_participle(text)


def _things(things: Sequence[str], lead: str, follows: bool) -> str:
    if not follows:
        return led(lead, joined(things))
    many = len(things) > 1 or is_plural(things[0])
    return finish(f"There {'are' if many else 'is'} also {joined(things)}")
