"""What shape a typed phrase has, and how to turn one shape into another.

A phrase can stand alone (sentence, question), follow "I have" (past), "I will" (base), "about"
(noun, gerund, clause) or "I am" (state). The rules look at the first words and search for a
finite verb; they are heuristics for short English notes, and fall back to a noun phrase, which
every frame can hold. Text without Latin letters is left as it is.
"""

import re
from enum import Enum, auto
from functools import lru_cache

from mentorcrm.asks import wordlists as lists
from mentorcrm.asks.prose import first_word, lowfirst, words_of

LONG_PHRASE_WORDS = 20
# Spelled alike in base form and past.
_SAME = frozenset({"read", "cut", "put", "set", "let", "split", "spread"})
_SUBJECT_HAVE = re.compile(r"^(?:i've|i have|i|we|we've|we have)\s+", re.IGNORECASE)
_MODALS = frozenset({"may", "will", "can", "must", "might"})
_OBJECTS = (
    lists.DETERMINERS | lists.CLAUSE_STARTERS | frozenset({"me", "us", "him", "them", "it", "that"})
) - {"if", "when", "where"}
_SUBJECT_PRONOUNS = frozenset({"i", "you", "we", "he", "she", "they"})
_PASSIVE = re.compile(
    r"(?:promoted|accepted|offered|selected|chosen|invited|asked|shortlisted|nominated|hired|made) "
    r"(?:to|by|into|for|onto|as)\b|\w+ed by\b",
    re.IGNORECASE,
)
_OFFICES = frozenset({"ceo", "cto", "cfo", "coo", "cpo", "vp"})


class Shape(Enum):
    """What a phrase can do in a sentence."""

    SENTENCE = auto()  # stands alone
    QUESTION = auto()  # stands alone and asks
    PAST = auto()  # follows a subject: talked to both managers
    BASE = auto()  # follows "to": write the role description
    GERUND = auto()  # leading former peers
    CLAUSE = auto()  # how to lead former peers
    NOUN = auto()  # two conversations
    STATE = auto()  # follows "I am": torn between two offers
    VERB = auto()  # follows "I", already finite: can't tell which role
    PREPOSITION = auto()  # by mail, after the third call


# Nothing but a question begins with these; "do", "have" and "will" also begin wishes and names.
_ALWAYS_ASKS = frozenset(
    ["is", "are", "am", "was", "were", "does", "did", "has", "isn't", "aren't", "wasn't", "doesn't"]
)
_ASKS_OF_THINGS = frozenset(["can", "could", "should", "would", "shall"])


@lru_cache(maxsize=2048)
def shape_of(text: str) -> Shape:
    """The shape of a tidy phrase."""
    words = [word.casefold() for word in words_of(text)]
    if not words or not _is_latin(text):
        return Shape.SENTENCE
    if _asks(text, words):
        return Shape.QUESTION
    if _is_clause(text, words):
        return Shape.SENTENCE
    return _shape_by_start(words)


def _is_latin(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha()]
    latin = sum(1 for ch in letters if ch < "\u0250")
    return not letters or latin * 2 > len(letters)


def _asks(text: str, words: list[str]) -> bool:
    if re.search(r"[?？][\"'”’»)\]]*$", text):
        return True
    if len(words) > 2 and _turned_round(*words[:2]):
        return True
    if words[0] not in lists.CLAUSE_STARTERS - {"if", "whether"}:
        return False
    verbs = (i for i, word in enumerate(words[1:6], 1) if word in lists.AUXILIARIES)
    at = next(verbs, None)
    if at is None or len(words) <= at + 1:
        return False
    # "What would you": a question. "What I would": a clause.
    return not any(word in lists.PRONOUNS for word in words[1:at])


def _turned_round(verb: str, subject: str) -> bool:
    """Whether a phrase begins as a question does: "is my doubt", "can a lead", "do I"."""
    if verb in _ALWAYS_ASKS:
        return True
    if verb in _ASKS_OF_THINGS and subject in lists.DETERMINERS:
        return True
    return verb in lists.AUXILIARIES and subject in lists.PRONOUNS


def _is_clause(text: str, words: list[str]) -> bool:
    if re.search(r"[.!…][\"'”’»)]*\s+[\"'“‘(]?[A-Z]", text):
        return True
    if len(words) < 2:
        return False
    if words[0] in lists.SUBJECTS or words[0] in lists.OPENERS - {"no", "since", "before", "after"}:
        return words[0] not in {"people", "someone's"} or _has_finite_verb(words)
    if words[0] in lists.CLAUSE_STARTERS:
        return False
    whole = text.endswith(".") and text[:1].isupper() and not lists.ABBREVIATION.search(text)
    return _has_finite_verb(words, whole)


def _has_finite_verb(words: list[str], whole: bool = False) -> bool:
    """Whether a verb carries the words; `whole` when a capital and a full stop say so too."""
    if words[0] in lists.SUBJECTLESS | lists.STATES or _is_past(words[0]):
        return False
    clause = 0
    for index, word in enumerate(words[1:], 1):
        if word in lists.RELATIVES:
            return False
        if word in _SUBJECT_PRONOUNS:
            clause = index + 1  # "the way you ran": this verb belongs to an aside
        if index == clause:
            continue
        if _is_finite(words, index) or (whole and _is_past(word)):
            return True
    return False


def _is_finite(words: list[str], index: int) -> bool:
    word, after = words[index], words[index + 1] if index + 1 < len(words) else ""
    if word in _MODALS:
        return bool(after) and words[index - 1] not in lists.PREPOSITIONS and not after[0].isdigit()
    if word in lists.AUXILIARIES or word in lists.CLEAR_PASTS:
        return True
    if word in lists.THIRD_PERSON and (index > 1 or words[0] not in lists.DETERMINERS):
        return words[0] not in lists.BASES or index > 1
    # A verb with an object: "showed how", "helped me". A participle takes a preposition instead.
    return (_is_past(word) or _is_third_person(word)) and after in _OBJECTS


def _is_third_person(word: str) -> bool:
    return any(base in lists.BASES for base in (word[:-1], word[:-2])) and word.endswith("s")


def _shape_by_start(words: list[str]) -> Shape:
    first = words[0]
    if first == "to" and words[1:] and words[1] in lists.BASES:
        return Shape.BASE
    if first in lists.CLAUSE_STARTERS:
        return Shape.CLAUSE
    if first in lists.ADVERBS and words[1:] and _is_past(words[1]):
        return Shape.PAST
    if first in lists.SUBJECTLESS and words[1:]:
        return Shape.VERB
    if first in lists.STATES and words[1:] and first != "new":
        return Shape.STATE
    if first in lists.PREPOSITIONS and words[1:]:
        return Shape.PREPOSITION
    if is_base(words):
        return Shape.BASE
    if words[1:] and _starts_past(first, words[1]):
        return Shape.PAST
    if first.endswith("ing") and len(first) > 4 and first not in lists.NOT_GERUND:
        return Shape.GERUND
    if first in lists.NOT_GERUND and words[1:] and words[1] in lists.DETERMINERS:
        return Shape.GERUND
    return Shape.NOUN


def _starts_past(first: str, second: str) -> bool:
    if first in lists.MAYBE_PAST:
        return second in lists.DETERMINERS | {"to", "for", "with"}
    return _is_past(first)


def _is_past(word: str) -> bool:
    if word in lists.NOT_PAST or word in lists.BASES - {
        "read",
        "cut",
        "put",
        "set",
        "let",
        "split",
    }:
        return False
    return word in lists.PARTICIPLES or (word.endswith("ed") and len(word) > 4)


def is_base(words: list[str]) -> bool:
    """Whether the words start with a verb in its base form, rather than a noun of that spelling."""
    first = words[0]
    if first not in lists.BASES or first in {"read", "cut", "put", "let"} or not words[1:]:
        return False
    following = words[1]
    if first in lists.NOUN_OR_VERB - lists.ALWAYS_VERBS:
        return following in lists.DETERMINERS | {"or", "me", "us", "them", "it", "people"} or (
            following in {"at", "in", "for", "as"} and first in {"work", "lead"}
        )
    return first != "have" or following in lists.DETERMINERS


def is_wish(text: str) -> bool:
    """Whether a phrase that may be a thing is rather something to do: lead platform engineering.

    For needs alone, which people write as things to do: there the verb is the likelier reading.
    """
    words = [word.casefold() for word in words_of(text)]
    if len(words) < 2 or words[0] not in lists.WISHES:
        return False
    return words[1] not in lists.NOT_AFTER_WISHES


def to_gerund(text: str) -> str:
    """A base phrase as a gerund: lead a team -> leading a team."""
    text = re.sub(r"^to\s+", "", text, flags=re.IGNORECASE)
    head, _, rest = text.partition(" ")
    return f"{lists.gerund(head.lower())} {rest}".rstrip()


def to_participle(text: str) -> str | None:
    """A past, base or gerund-free phrase as it stands after "I have"; None when it cannot be."""
    text = lowfirst(_SUBJECT_HAVE.sub("", text))
    words = text.split()
    at = 1 if words and words[0].casefold() in lists.ADVERBS and words[1:] else 0
    verb = first_word(" ".join(words[at:])).casefold()
    if verb in {"have", "had", "was", "am", "did", "do"} or verb not in _verb_forms(verb):
        return None
    words[at] = _verb_forms(verb)[verb] + words[at][len(verb) :]
    words[at] = words[at].lower()
    return " ".join(words)


def _verb_forms(verb: str) -> dict[str, str]:
    if verb in lists.PARTICIPLES and (verb in _SAME or verb not in lists.BASES):
        return {verb: lists.PARTICIPLES[verb]}
    if verb in lists.BASES:
        past, participle = lists.IRREGULAR.get(verb, ("", ""))
        return {verb: participle or past or lists.regular_past(verb)}
    return {verb: verb} if _is_past(verb) else {}


def to_past(text: str) -> str:
    """A past phrase as it stands after "I" or "You": written the guide -> wrote the guide."""
    head, _, rest = lowfirst(text).partition(" ")
    word = lists.PASTS_OF_PARTICIPLES.get(head.casefold(), head)
    return f"{word} {rest}".rstrip()


def i_did(text: str) -> str:
    """A past phrase said of me: got the job -> I got the job, promoted -> I was promoted."""
    passive = _PASSIVE.match(text)
    return f"I was {lowfirst(text)}" if passive else f"I {to_past(text)}"


def is_long(text: str) -> bool:
    """Whether a phrase is too long, or too built up, to stand inside another sentence."""
    return len(text.split()) > LONG_PHRASE_WORDS or bool(re.search(r"[;!…]|[:.?]\s", text))


_OPENS_ASIDE = re.compile(
    r"(?:on|about|in|from|at|for|with|where|which|who|of|after|above all|not least|especially"
    r"|particularly|mainly|mostly|such as|the one)\b"
)


def is_aside(text: str) -> bool:
    """Whether the phrase ends inside an aside: chapter 6, on leading former peers."""
    _, comma, tail = text.partition(", ")
    if not comma or "," in tail:
        return False
    return bool(_OPENS_ASIDE.match(tail)) or first_word(tail).endswith("ing")


def is_plural(text: str) -> bool:
    """Whether the phrase names several things, as far as its first words show."""
    words = [word.casefold() for word in words_of(text)]
    return bool(words) and (
        words[0] in lists.NUMBER_WORDS - {"one", "half"} or (words[0].isdigit() and words[0] != "1")
    )


def with_article(text: str) -> str:
    """A role with the article that it needs: a staff engineer, an analyst, head of platform."""
    words = words_of(text)
    first = words[0].casefold()
    if first in lists.DETERMINERS | lists.NUMBER_WORDS | lists.NO_ARTICLE or first[0].isdigit():
        return text
    if _is_unique_role(words):
        return text
    return f"{_article(words[0])} {text}"


def _is_unique_role(words: list[str]) -> bool:
    heads = {word.casefold() for word in words[:4]}
    return bool(heads & (_OFFICES | {"head"}))


def _article(word: str) -> str:
    lower = word.casefold()
    if word.isupper() and len(word) > 1:
        return "an" if word[0] in "AEFHILMNORSX" else "a"
    if re.match(r"(?:uni|use|euro|one\b|ux|ui\b)", lower):
        return "a"
    return "an" if lower[0] in "aeiou" or re.match(r"hono|hour|heir", lower) else "a"
