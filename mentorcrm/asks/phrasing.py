"""From what was typed to what can be said.

People type parts as fragments ("talked to both managers") or sentences, one or several. For each
part there is a function here, in `phrasing_choices` or in `phrasing_terms` that makes a `Phrase`:
`say`, finished sentences that stand alone, and `bit`, the same as a fragment that fits into
another sentence, or "" where it does not fit. The slot that each bit fits is part of the published
field list (see `context`). `lead` names a part before a fragment that no sentence can hold.
"""

import re

from mentorcrm.asks import wordlists
from mentorcrm.asks.grammar import (
    Shape,
    i_did,
    is_base,
    is_long,
    is_wish,
    shape_of,
    to_gerund,
    to_past,
    with_article,
)
from mentorcrm.asks.phrase import Phrase, closed, combine, is_gap, led
from mentorcrm.asks.phrase import shape as phrase_shape
from mentorcrm.asks.phrasing_choices import choice_words
from mentorcrm.asks.prose import (
    asked,
    finish,
    first_word,
    items_of,
    joined,
    lowfirst,
    unfinished,
    words_of,
)
from mentorcrm.asks.questions_said import clause_of, topic_of, without_mark

_WANT = re.compile(
    r"^(?:i|we)(?:'d| would)? (?:want|like|need|hope|wish|plan|aim|am trying|are trying) to (?=\w)",
    re.IGNORECASE,
)


def why_you(text: str, lead: str) -> Phrase:
    """`bit` is a noun phrase about them: your March talk on staffing."""
    return combine(text, lead, _why_one)


def _why_one(text: str, lead: str) -> Phrase:
    text = re.sub(r"^(?:because(?: of)?|for|since) (?=\w)", "", text, flags=re.IGNORECASE)
    found = re.match(r"(?:she|he|they) (?=(\w+))", text, re.IGNORECASE)
    if found and phrase_shape(f"{found.group(1)} it") is Shape.PAST:
        text = f"You {text[found.end() :]}"
    shape = phrase_shape(text)
    if shape in {Shape.SENTENCE, Shape.QUESTION}:
        return Phrase(finish(text))
    plain = unfinished(text)
    if re.match(r"\w+ed by ", plain):
        return Phrase(finish(f"I was {lowfirst(plain)}"))
    if shape in {Shape.PAST, Shape.BASE, Shape.VERB}:
        verb = re.sub(r"^to ", "", lowfirst(plain))
        return Phrase(finish(f"You {to_past(verb) if shape is Shape.PAST else verb}"))
    if shape is Shape.STATE:
        return Phrase(finish(f"You are {lowfirst(plain)}"))
    thing = plain if is_gap(plain) else _theirs(lowfirst(plain), shape)
    say = led(lead, thing)
    return Phrase(say) if is_long(thing) else Phrase(say, closed(thing))


def _theirs(text: str, shape: Shape) -> str:
    """A thing of theirs, said to them: staffing talk -> your staffing talk."""
    text = re.sub(r"^(?:his|her|their)\b", "your", text, flags=re.IGNORECASE)
    if shape is Shape.CLAUSE or re.search(r"\b(?:you|your)\b", text):
        return _the(text) if shape is Shape.NOUN else text
    if shape is Shape.GERUND:
        return f"your work on {text}"
    words = [word.casefold() for word in words_of(text)]
    if words[0] in wordlists.BACKGROUNDS:
        return f"your work as {text}"
    if words[0] in wordlists.NUMBER_WORDS or words[0].isdigit():
        return f"your {text}"
    own = words[0] in wordlists.THEIR_THINGS or (
        len(words) > 1 and words[1] in wordlists.THEIR_THINGS and text[0].islower()
    )
    return f"your {text}" if own and words[0] not in wordlists.DETERMINERS else text


def _the(text: str) -> str:
    first = first_word(text).casefold()
    bare = first in wordlists.THEIR_THINGS or (
        text[:1].islower()
        and first not in wordlists.LOWERABLE
        and first_word(text[len(first) :]).casefold() in wordlists.THEIR_THINGS
    )
    return f"the {text}" if bare else text


def who_i_am(text: str, lead: str, name: str = "") -> Phrase:
    """`bit` fits after "I am": a staff engineer at Oxbow."""
    return combine(text, lead, lambda one, _: _who_one(one, name))


def _who_one(text: str, name: str) -> Phrase:
    text = re.sub(r" @ ?(?=\w)", " at ", re.sub(r" [|·•] ", ", ", text))
    if found := re.match(r"(?:i am|i'm|i’m) (?!in\b|at\b)(.+)", text, re.IGNORECASE):
        rest = unfinished(found.group(1))
        return Phrase(finish(text), "" if is_long(rest) else closed(rest))
    shape = phrase_shape(text)
    if shape in {Shape.SENTENCE, Shape.QUESTION}:
        return Phrase(finish(text))
    plain = lowfirst(unfinished(text))
    if is_gap(plain):
        return Phrase(finish(f"I am {plain}"), plain)
    if (verb := _first_person(plain)) is not None:
        return Phrase(finish(f"I {verb}"))
    if shape in {Shape.PAST, Shape.VERB}:
        return Phrase(finish(i_did(plain)))
    if found := re.match(r"currently (?=\w)", plain):
        now = _who_one(plain[found.end() :], name).say
        return Phrase(re.sub(r"^I am ", "I am currently ", now))
    if shape in {Shape.STATE, Shape.GERUND, Shape.PREPOSITION}:
        since = re.search(r"\b(?:since|for \w+ years)\b", plain)
        return Phrase(finish(f"I have been {plain}" if since else f"I am {plain}"))
    if shape is Shape.CLAUSE:
        return Phrase(finish(text))
    role = _role(plain, name)
    return Phrase(finish(f"I am {role}"), "" if is_long(role) else role)


def _first_person(text: str) -> str | None:
    """A phrase that starts with what I do, as it stands after "I"; None when it does not."""
    words = [word.casefold() for word in words_of(text)]
    if is_base(words):
        return text
    head, _, rest = text.partition(" ")
    base = next((b for b in (head[:-1], head[:-2], head[:-3] + "y") if b in wordlists.BASES), "")
    if head.endswith("s") and base and words[1:] and is_base([base, *words[1:]]):
        return f"{base} {rest}"
    return None


# A stretch of time with words of its own: six years in, two weeks before a move.
_SINCE = (
    r"\S+ (?:years|months|weeks|days) (?:in(?=$|[,.;])|(?:into|out|before|after|ago|away|from)\b)"
)


def _role(text: str, name: str) -> str:
    """A role with its article; a name before it and a team size after it get their words."""
    text = re.sub(rf", (?=(?:\d+|[a-z]+) [a-z]+s\b)(?!{_SINCE})(?=(\S+))", _with_number, text)
    head, comma, rest = text.partition(", ")
    if comma and name and head.casefold() in {name.casefold(), name.split()[0].casefold()}:
        return f"{head}, {with_article(lowfirst(rest))}"
    return with_article(text)


def _with_number(match: re.Match[str]) -> str:
    word = match.group(1).casefold()
    return ", with " if word.isdigit() or word in wordlists.NUMBER_WORDS else ", "


# How a subject that is a clause is said: whether to take the role, how to say no.
_WORKING_OUT = "I am working out"


def focus(
    text: str, lead: str, *, reason: bool = False, frame: str = _WORKING_OUT, things: bool = False
) -> Phrase:
    """`bit` fits after "about": leading former peers.

    A wish ("I want to lead former peers") becomes a subject, unless it is meant as a `reason`; a
    question becomes a clause after `frame`. With `things` a bit is a thing or a deed, never a
    clause.
    """
    if reason and _WANT.match(text.strip()) and not clause_of(text):
        return Phrase(sentences(text))
    return combine(text, lead, lambda one, own: _focus_one(one, own, frame, things))


def _focus_one(text: str, lead: str, frame: str = _WORKING_OUT, things: bool = False) -> Phrase:
    text = re.sub(
        r"^(?:it is |it's |this is )?(?:about|on|regarding|re:) (?=\w)",
        "",
        text,
        flags=re.IGNORECASE,
    )
    if clause := clause_of(text):
        return _clause_said(clause, frame, things)
    if found := _WANT.match(text):
        wish = unfinished(text[found.end() :])
        bit = "" if is_long(wish) or not is_base_phrase(wish) else to_gerund(wish)
        return Phrase(finish(text), bit)
    shape = phrase_shape(text)
    if shape is Shape.QUESTION:
        if not (thing := _thing_asked(text)):
            return Phrase(_question_said(text))
        text, shape = thing, phrase_shape(thing)
    plain = lowfirst(unfinished(text))
    if shape is Shape.SENTENCE:
        return Phrase(finish(text))
    if shape in {Shape.PAST, Shape.VERB}:
        return Phrase(finish(i_did(plain)))
    if shape is Shape.STATE:
        return Phrase(finish(f"I am {plain}"))
    if shape is Shape.CLAUSE:
        return _clause_said(plain, frame, things)
    thing = to_gerund(plain) if shape is Shape.BASE or is_wish(plain) else plain
    if is_long(thing) or shape is Shape.PREPOSITION:
        return Phrase(led(lead, thing))
    return Phrase(finish(f"It is about {thing}"), closed(thing))


def _clause_said(clause: str, frame: str, things: bool) -> Phrase:
    """A clause in its frame; only "how to" and the like also fit after "about"."""
    say = finish(f"{frame} {clause}")
    if is_long(clause):
        return Phrase(say)
    holds = not things and not clause.startswith(("whether ", "why "))
    return Phrase(say, closed(clause) if holds else "")


def _thing_asked(text: str) -> str:
    """The thing in a question without a verb: A user study? Staff engineer or team lead?"""
    plain = lowfirst(unfinished(without_mark(text)))
    if phrase_shape(plain) not in {Shape.NOUN, Shape.GERUND} or "?" in plain:
        return ""
    either = choice_words(plain, phrase_shape(plain))
    return f"the choice {either}" if either.startswith("between ") else plain


def _question_said(text: str) -> str:
    """A question that no clause holds: said to them as it is, else named as mine."""
    if re.search(r"\b(?:you|your|yours)\b", text, re.IGNORECASE):
        return finish(asked(text))
    return f"I am working on one question: {lowfirst(asked(text))}"


def focus_topic(text: str) -> str:
    """A subject that is a clause, for a subject line: taking the role; else ""."""
    items = items_of(text) if not is_gap(text) else ()
    if len(items) != 1:
        return ""
    if phrase_shape(items[0]) is Shape.CLAUSE:
        return topic_of(clause_of(items[0]) or lowfirst(unfinished(items[0])))
    return topic_of(clause_of(items[0]))


def is_base_phrase(text: str) -> bool:
    """Whether a phrase starts with a verb that has a gerund."""
    return first_word(text).casefold() in wordlists.BASES


def offer(text: str) -> str:
    """A focus as it stands after "I can offer": two hours on pricing, help with leading peers."""
    items = items_of(text) if not is_gap(text) else (text,)
    plain = joined([lowfirst(unfinished(item)) for item in items])
    if is_gap(plain):
        return plain
    if is_long(plain) or any(
        phrase_shape(item) not in {Shape.NOUN, Shape.GERUND} for item in items
    ):
        return ""
    first = first_word(plain).casefold()
    named = {"a", "an", "one", "half", "my", "some", "help"} | wordlists.NUMBER_WORDS
    if len(items) == 1 and is_wish(plain):
        return f"help with {to_gerund(plain)}"
    is_thing = first in named or first[:1].isdigit()
    return plain if is_thing and phrase_shape(items[0]) is Shape.NOUN else f"help with {plain}"


def deed(text: str) -> str:
    """A focus as it stands after "I could": review the deck before the board; else ""."""
    text = without_mark(text)
    plain = lowfirst(unfinished(text))
    if (
        is_gap(text)
        or len(items_of(text)) != 1
        or shape_of(text) is not Shape.BASE
        or is_long(plain)
    ):
        return ""
    return re.sub(r"^to ", "", plain)


_KNOWS = "someone who knows "
_SOMEONE = f"{_KNOWS}about "
_PERSON_WORDS = {"someone", "somebody", "anyone", "anybody", "whoever", "people", "one"}


def person_sought(text: str) -> str:
    """A focus as it stands after "introduce me to": Maya Ortiz, someone who knows pricing."""
    items = items_of(text) if not is_gap(text) else (text,)
    plain = joined([unfinished(item) for item in items])
    if is_gap(plain) or not plain:
        return plain
    if is_long(plain):
        return ""
    words = words_of(plain)
    lower = lowfirst(plain)
    named = len(words) > 1 and all(word[:1].isupper() for word in words[:2])
    if words[0].casefold() in _PERSON_WORDS:
        return lower
    if named:
        found = _NAME_AND_SUBJECT.match(plain)
        return found.group(1) if found else closed(plain)
    if re.match(r"(?:a|an|the|your)\b.*\b(?:who|person|colleague|friend|team|head)\b", lower):
        return lower
    topic = _focus_one(plain, "").bit
    if topic.startswith("how to "):
        return f"{_KNOWS}{topic}"
    return f"{_SOMEONE}{topic}" if topic else ""


_TO_THEM = {"she": "you", "he": "you", "they": "you", "his": "your", "their": "your"}
_NAME_AND_SUBJECT = re.compile(r"^(.+?),? (?:to talk about|about|regarding) (.+)$")


def sought_subject(text: str) -> str:
    """What follows the name of the person sought: how she split her support team; else ""."""
    items = items_of(text) if not is_gap(text) else ()
    found = _NAME_AND_SUBJECT.match(unfinished(items[0])) if len(items) == 1 else None
    named = found and not person_sought(items[0]).startswith(_KNOWS)
    return found.group(2) if found and named and not is_long(found.group(2)) else ""


def sought_topic(text: str) -> str:
    """What I would ask the person sought, said to them: how you split your support team."""
    sought = "" if is_gap(text) else person_sought(text)
    topic = sought_subject(text) or (
        sought.removeprefix(_KNOWS).removeprefix("about ") if sought.startswith(_KNOWS) else ""
    )
    topic = re.sub(r"\bher\b(?= \w)", "your", topic)
    return re.sub(r"\b(?:she|he|they|his|their)\b", lambda m: _TO_THEM[m.group()], topic)


def stuck(text: str, lead: str) -> Phrase:
    """`bit` fits after "I am stuck on": which role teaches hiring sooner."""
    return combine(text, lead, _stuck_one)


def _stuck_one(text: str, lead: str) -> Phrase:
    text = re.sub(r"^(?:i am |i'm )?stuck (?:on|with) (?=\w)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^on (?=\w)", "", text, flags=re.IGNORECASE)
    shape = phrase_shape(text)
    plain = lowfirst(unfinished(text))
    if shape is Shape.QUESTION and (clause := clause_of(text)):
        return Phrase(finish(f"I am stuck on {clause}"), "" if is_long(clause) else closed(clause))
    if shape is Shape.QUESTION:
        return Phrase(f"I am stuck on one question: {lowfirst(asked(text))}")
    if shape is Shape.SENTENCE:
        return Phrase(_stuck_sentence(text))
    if shape in {Shape.VERB, Shape.PAST}:
        return Phrase(_stuck_sentence(i_did(plain)))
    if shape is Shape.STATE:
        return Phrase(finish(f"I am {plain}"))
    if shape is Shape.PREPOSITION:
        return Phrase(finish(f"I am stuck {plain}"))
    thing = f"how to {re.sub('^to ', '', plain)}" if shape is Shape.BASE else plain
    if is_long(thing):
        return Phrase(led("Where I am stuck", thing))
    return Phrase(finish(f"I am stuck on {thing}"), closed(thing))


def _stuck_sentence(text: str) -> str:
    if re.match(
        r"(?:so |but |still )?(?:i am|i'm|i feel|i keep|where|the)\b", text, re.IGNORECASE
    ) or (is_long(text) or not text[:1].isascii()):
        return finish(text)
    return finish(f"I am stuck on one point: {lowfirst(text)}")


def sentences(text: str) -> str:
    """Typed text as it is, each item a finished sentence."""
    return " ".join(map(finish, items_of(text)))


def stands_alone(text: str) -> bool:
    """Whether each item of a text is a sentence or question of its own."""
    shapes = [shape_of(item) for item in items_of(text)]
    return bool(shapes) and all(s in {Shape.SENTENCE, Shape.QUESTION} for s in shapes)
