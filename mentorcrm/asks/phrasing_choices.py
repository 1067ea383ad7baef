"""The decision, what comes next, what came of it, and the questions, put into sentences."""

import re

from mentorcrm.asks import wordlists
from mentorcrm.asks.grammar import (
    Shape,
    i_did,
    is_long,
    is_wish,
    to_gerund,
)
from mentorcrm.asks.phrase import EMPTY, Phrase, closed, combine, is_gap, led
from mentorcrm.asks.phrase import shape as phrase_shape
from mentorcrm.asks.prose import (
    finish,
    first_word,
    items_of,
    joined,
    lowfirst,
    unfinished,
)
from mentorcrm.asks.questions_said import clause_of, without_mark


def decision(text: str, lead: str) -> Phrase:
    """`bit` fits after "I am deciding": whether to stay or go, by 14 June."""
    return combine(re.sub(r"[;\n]\s*(?=by\b)", ", ", text), lead, _decision_one)


_BARE_OPTION = re.compile(
    r"^([a-z-]+ (?:role|job|offer|post|position|option|plan|team))(?=$|,| by )"
)


def _decision_one(text: str, lead: str) -> Phrase:
    if is_gap(text):
        return Phrase(finish(f"I am deciding on {text}"), f"on {text}")
    found = re.match(
        r"(?:i am |i'm |i have to |i need to |i must )?(?:to )?(?:deciding|decide|choose|"
        r"choosing|pick) (?=between|whether|which|what|how|on|if|about)",
        text,
        re.IGNORECASE,
    )
    if found:
        bit = unfinished(text[found.end() :])
        return Phrase(finish(f"I am deciding {bit}"), "" if is_long(bit) else bit)
    if clause := clause_of(text):
        return Phrase(finish(f"I am deciding {clause}"), "" if is_long(clause) else clause)
    shape = phrase_shape(text)
    bare = without_mark(text)
    if shape is Shape.QUESTION and phrase_shape(bare) in {Shape.NOUN, Shape.GERUND}:
        text, shape = bare, phrase_shape(bare)
    if shape in {Shape.SENTENCE, Shape.QUESTION}:
        return Phrase(finish(text))
    plain = re.sub(r"\s+(?:vs\.?|versus)\s+", " or ", lowfirst(unfinished(text)))
    if shape in {Shape.PAST, Shape.VERB}:
        return Phrase(finish(i_did(plain)))
    if shape is Shape.STATE:
        return Phrase(finish(f"I am {plain}"))
    bit = choice_words(plain, shape)
    if is_long(bit):
        return Phrase(led(lead, plain))
    return Phrase(finish(f"I am deciding {bit}"), bit)


def choice_words(plain: str, shape: Shape) -> str:
    """A choice as it stands after "deciding": between staying and going, whether to hire."""
    plain = re.sub(r"^(?:the )?decision (?:on|about|whether|between) ", "", plain)
    if shape is Shape.BASE or (is_wish(plain) and " or " not in plain):
        return f"whether to {re.sub('^to ', '', plain)}"
    if shape is Shape.CLAUSE or re.match(r"(?:between|whether|on|about)\b", plain):
        return re.sub(r"^if ", "whether ", plain)
    if shape is Shape.PREPOSITION:
        return f"what to do {plain}"
    if plain.casefold() in wordlists.BASES:
        return f"whether to {plain}"
    options = [_BARE_OPTION.sub(r"the \1", option) for option in re.split(r",? or ", plain)]
    if len(options) == 2:
        return f"between {options[0]} and {options[1]}"
    if len(options) > 2 or re.search(r", .* or ", plain):
        return f"between {plain}"
    return f"on {plain}" if shape is Shape.NOUN else f"about {plain}"


def next_step(text: str) -> str:
    """A decision as it stands after "I will": write the role description by Friday; else ""."""
    if is_gap(text):
        return text
    items = items_of(text)
    bases = [item for item in items if phrase_shape(item) is Shape.BASE and " or " not in item]
    found = re.match(
        r"(?:i will|i'll|i am going to|i'm going to) (\w.*)", text.strip(), re.IGNORECASE
    )
    if len(items) == 1 and found and not is_long(found.group(1)):
        return unfinished(items_of(found.group(1))[0])
    if not items or len(bases) != len(items) or any(map(is_long, items)):
        return ""
    return joined([re.sub(r"^to ", "", lowfirst(unfinished(item))) for item in items])


def result(text: str, lead: str) -> Phrase:
    """What came of it; `bit` fits after "it led to": a third fewer pages."""
    return combine(text, lead, _result_one)


def _result_one(text: str, lead: str) -> Phrase:
    shape = phrase_shape(text)
    plain = lowfirst(unfinished(text))
    if shape is Shape.NOUN and " or " not in plain and not is_long(plain):
        plain = re.sub(r"^(?:it led|led|leading) to ", "", plain)
        return Phrase(finish(f"It led to {plain}"), closed(plain))
    if found := re.match(r"led to (?=\w)", plain):
        return _result_one(plain[found.end() :], lead)
    return _decision_one(text, lead)


def questions(text: str) -> Phrase:
    """`bit` is the bare questions; `say` announces them: My question: what would you ...?"""
    if is_gap(text):
        return Phrase(finish(f"My question: {text}"), text)
    asked = [question(item) for item in _question_items(text)]
    if not asked:
        return EMPTY
    if len(asked) == 1:
        head = f"My question: {lowfirst(asked[0])}" if asked[0].endswith("?") else asked[0]
        return Phrase(head, asked[0])
    if len(asked) == 2:
        both = f"{asked[0]} {_and(asked[1])}"
        return Phrase(f"My two questions: {lowfirst(both)}", both)
    together = " ".join(asked)
    return Phrase(f"My questions: {lowfirst(together)}", together)


def _question_items(text: str) -> list[str]:
    items: list[str] = []
    for item in items_of(text):
        items += [piece for piece in re.split(r"(?<=\?)\s+", item) if piece]
    return [
        re.sub(r"^(?:and|my question:|question:|q:)\s+(?=\w)", "", i, flags=re.IGNORECASE)
        for i in items
    ]


def _and(asked: str) -> str:
    if first_word(asked).casefold() in wordlists.CLAUSE_STARTERS | wordlists.AUXILIARIES:
        return f"And {lowfirst(asked)}"
    return asked


def question(text: str) -> str:
    """One item as a question, however it was typed."""
    shape = phrase_shape(text)
    plain = unfinished(text)
    if shape is Shape.QUESTION:
        return finish(re.sub(r"[.!?…]+$", "", text) + "?")
    if shape is Shape.CLAUSE:
        return _question_of_clause(lowfirst(plain), text)
    if shape in {Shape.SENTENCE, Shape.VERB, Shape.PAST, Shape.STATE}:
        return finish(text)
    thing = to_gerund(lowfirst(plain)) if shape is Shape.BASE else lowfirst(plain)
    if is_long(thing):
        return finish(text)
    about = "" if shape is Shape.PREPOSITION else "about "
    return finish(f"What would you want me to know {about}{thing}?")


_HOW_TO = re.compile(
    r"(how|what|which(?: \w+)?|where|when|who|whom) (?:best )?to (?=\w)", re.IGNORECASE
)
_HOW_YOU = re.compile(r"((?:how|what|why|where|when|which)(?: \w+)?) you (\w+)", re.IGNORECASE)


def _question_of_clause(plain: str, text: str) -> str:
    if found := _HOW_TO.match(plain):
        return finish(f"{found.group(1)} would you {plain[found.end() :]}?")
    if plain.startswith("whether "):
        return finish(f"How would you decide {plain}?")
    if found := _HOW_YOU.match(plain):
        verb, rest = found.group(2).casefold(), plain[found.end() :]
        if verb in wordlists.BASE_OF and verb not in wordlists.BASES:
            return finish(f"{found.group(1)} did you {wordlists.BASE_OF[verb]}{rest}?")
        if verb in wordlists.BASES:
            return finish(f"{found.group(1)} do you {verb}{rest}?")
    if re.match(r"(?:what|how|where|when|why) (?:i|we|you)\b", plain, re.IGNORECASE):
        return finish(text) if text.endswith("?") else finish(f"I would like to hear {plain}")
    return finish(plain + "?")
