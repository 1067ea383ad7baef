"""A part of a message, ready to be used: the value that the phrasing modules make."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from mentorcrm.asks.grammar import Shape, is_aside, shape_of
from mentorcrm.asks.prose import (
    GAP_CLOSE,
    GAP_OPEN,
    SOFT_COMMA,
    finish,
    items_of,
    joined,
    lowfirst,
    unfinished,
)

NOUNISH = {Shape.NOUN, Shape.GERUND, Shape.CLAUSE}


@dataclass(frozen=True)
class Phrase:
    """One part, ready to be used: sentences in `say`, a fragment in `bit`."""

    say: str = ""
    bit: str = ""


EMPTY = Phrase()


_GAP = re.compile(rf"{GAP_OPEN}[^{GAP_OPEN}{GAP_CLOSE}\n]{{1,80}}{GAP_CLOSE}")


def is_gap(text: str) -> bool:
    """Whether a text is the mark of something missing, and nothing else."""
    return bool(_GAP.fullmatch(text))


def shape(text: str) -> Shape:
    """The shape of a tidy phrase; a gap stands for a noun phrase."""
    return Shape.NOUN if is_gap(text) else shape_of(text)


def combine(text: str, lead: str, one: Callable[[str, str], Phrase]) -> Phrase:
    """One phrase for a part whose items may stand on several lines."""
    items = items_of(text) if not is_gap(text) else (text,)
    if not items:
        return EMPTY
    if len(items) == 1:
        return one(items[0], lead)
    if all(shape(item) in NOUNISH for item in items) and len(items) < 4:
        return one(joined([lowfirst(unfinished(item)) for item in items]), lead)
    return Phrase(" ".join(one(item, "").say for item in items))


def led(lead: str, text: str) -> str:
    """A fragment as a sentence of its own, with words before it that say what it is."""
    return finish(f"{lead}: {lowfirst(text)}") if lead and ": " not in text else finish(text)


def closed(text: str) -> str:
    """A noun phrase that ends inside an aside gets the comma that closes it."""
    return text + SOFT_COMMA if is_aside(text) else text
