"""Their advice quoted back to them, with what I did with it and what came of it.

Only their words and my result are told. In what situation they said it, what they assumed and
why I set it aside are not even among the values here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mentorcrm.asks.grammar import Shape, i_did
from mentorcrm.asks.phrase import led, shape
from mentorcrm.asks.prose import (
    ended,
    finish,
    items_of,
    lowfirst,
    shortened,
    spoken_date,
    tidy,
    unfinished,
)
from mentorcrm.models.history_kinds import AdviceResponse, Worked
from mentorcrm.models.kinds import MessageForm, Tone

QUOTE_CHARACTERS = {MessageForm.MAIL: 280, MessageForm.CHAT: 160, MessageForm.LINKEDIN: 80}
# How many pieces of advice a message reports on; more are a list, not a letter.
ADVICE_ROOM = {MessageForm.MAIL: 4, MessageForm.CHAT: 2, MessageForm.LINKEDIN: 1}
_DEEDS = {
    AdviceResponse.TRIED: "I tried it",
    AdviceResponse.ADAPTED: "I tried it in a form of my own",
    AdviceResponse.SET_ASIDE: "In the end I went another way",
}
_DONE = {
    AdviceResponse.TRIED: "tried",
    AdviceResponse.ADAPTED: "adapted",
    AdviceResponse.SET_ASIDE: "set aside",
}
_WORKED = {
    Worked.YES: "it worked",
    Worked.PARTLY: "it worked in part",
    Worked.NO: "it did not work",
}
_OPENS = re.compile(r'(?:^|(?<=[\s(]))"(?=\w)')
_INNER_QUOTES = str.maketrans('“”„«»"', "‘’‘‘’’")


@dataclass(frozen=True)
class AdviceBrief:
    """A piece of advice that a message to its giver reports on. `id` is the caller's own."""

    id: int
    words: str
    said_on: date | None = None
    response: AdviceResponse = AdviceResponse.OPEN
    result: str = ""
    worked: Worked | None = None

    @property
    def is_answered(self) -> bool:
        """Whether it is on record what I did with it."""
        return self.response is not AdviceResponse.OPEN

    @property
    def has_outcome(self) -> bool:
        """Whether it is on record what came of it; what was set aside needs no result."""
        set_aside = self.response is AdviceResponse.SET_ASIDE
        return set_aside or self.worked is not None or bool(items_of(self.result))


@dataclass(frozen=True)
class Told:
    """What to say along with the words: deeds and outcomes or not, and the mark where one lacks.

    `instead` is a mark that stands for the words themselves.
    """

    deeds: bool = True
    deed_gap: str = ""
    outcomes: bool = True
    outcome_gap: str = ""
    instead: str = ""


def quoted(brief: AdviceBrief, form: MessageForm) -> str:
    """Their words between quotation marks, on one line and not too long."""
    text = _OPENS.sub("‘", tidy(brief.words).strip("“”„«»\"' ")).translate(_INNER_QUOTES)
    text = shortened(text, QUOTE_CHARACTERS[form])
    return f"“{text}”" if text else ""


def as_deed(brief: AdviceBrief, form: MessageForm) -> str:
    """What I did with it as it could be typed: tried “run a pilot first”; "" when nothing yet."""
    return f"{_DONE[brief.response]} {quoted(brief, form)}" if brief.is_answered else ""


def as_outcome(brief: AdviceBrief) -> str:
    """What came of it as it could be typed."""
    said = "; ".join(items_of(brief.result))
    if said or not brief.has_outcome:
        return said
    return _WORKED[brief.worked] if brief.worked else _DEEDS[AdviceResponse.SET_ASIDE]


def tell(
    briefs: Sequence[AdviceBrief], tone: Tone, form: MessageForm, year: int, told: Told
) -> str:
    """All of it: a paragraph for each in a mail, else one run of sentences."""
    between = "\n\n" if form is MessageForm.MAIL else " "
    paragraphs = (_one(brief, tone, form, year, told) for brief in briefs)
    return between.join(" ".join(sentences) for sentences in paragraphs)


def _one(brief: AdviceBrief, tone: Tone, form: MessageForm, year: int, told: Told) -> Iterator[str]:
    yield _quote(brief, tone, form, year, told.instead)
    if told.deeds and brief.is_answered:
        yield finish(_deed(brief))
    elif told.deed_gap:
        yield finish(f"I have {told.deed_gap}")
    if told.outcomes and brief.has_outcome:
        yield from _outcome(brief)
    elif told.outcome_gap:
        yield finish(f"It led to {told.outcome_gap}")


def _quote(brief: AdviceBrief, tone: Tone, form: MessageForm, year: int, instead: str) -> str:
    words = instead or quoted(brief, form)
    if words.endswith("”") and not ended(words):
        words = f"{words[:-1]}.”"
    day = spoken_date(brief.said_on, year) if brief.said_on and form is MessageForm.MAIL else ""
    if tone is Tone.BRIEF:
        head = f"Your advice of {day}" if day else "Your advice"
    elif tone is Tone.PLAIN:
        head = f"On {day} you advised" if day else "You advised"
    else:
        head = f"On {day} you said to me" if day else "You said to me"
    return finish(f"{head}: {words}")


def _deed(brief: AdviceBrief) -> str:
    deed = _DEEDS[brief.response]
    if brief.worked is None or brief.response is AdviceResponse.SET_ASIDE:
        return deed
    but = "but" if brief.worked is Worked.NO else "and"
    return f"{deed}, {but} {_WORKED[brief.worked]}"


def _outcome(brief: AdviceBrief) -> Iterator[str]:
    for item in items_of(brief.result):
        plain = re.sub(r"^(?:it )?led to (?=\w)", "", lowfirst(unfinished(item)))
        form = shape(plain)
        if form is Shape.NOUN and not re.search(r" or |: ", plain):
            yield finish(f"It led to {plain}")
        elif form is Shape.PAST:
            yield finish(i_did(plain))
        elif form in {Shape.SENTENCE, Shape.QUESTION}:
            yield finish(item)
        else:
            yield led("What came of it", item)
