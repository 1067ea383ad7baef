"""A question that was typed, as a clause that a sentence can hold.

Take the role? -> whether to take the role. How do I say no? -> how to say no.
"""

import re

from mentorcrm.asks import wordlists
from mentorcrm.asks.grammar import Shape, is_base, shape_of, to_gerund
from mentorcrm.asks.prose import first_word, lowfirst, unfinished, words_of

_I = re.IGNORECASE
_MINE = r"(?:i|we)"
_SHOULD = re.compile(rf"(?:should|shall|do|could|can) {_MINE} (?:really |now |just )?(?=\w)", _I)
_WH = r"(how|what|which(?: [\w-]+){0,4}?|when|where|whom?|what(?: [\w-]+){1,4}?)"
_WH_SHOULD = re.compile(rf"{_WH} (?:should|shall|can|could|do|would|might) {_MINE} (?:best )?", _I)
_WHY = re.compile(rf"why (do|did|am|are|can't|don't|should|have|was) ({_MINE})\b ?(n't |not )?", _I)
_WHAT_IS = re.compile(r"(what|who|where|when|how) (is|are|was|were) (?=\w)", _I)
_SUBJECT = re.compile(
    r"(am|is|are|was|were|do|does|did|can|could|will|would|should|shall|must|may|might|has|have)"
    r" (i|we|it|this|that|there|they|my [\w-]+|our [\w-]+|the [\w-]+|an? [\w-]+)\b ?",
    _I,
)
_DECIDE = re.compile(
    r"(?:(?:i|we) (?:need|have|want|must|ought|am trying|are trying)(?: to)? |i am |i'm |to )?"
    r"(?:decid(?:e|ing)|work(?:ing)? out|figur(?:e|ing) out|not sure|unsure|wonder(?:ing)?)"
    r" (?=(?:whether|if|how|what|which|when|where|whom?)\b)",
    _I,
)
_LEAD_IN = re.compile(r"(?:(?:my|the|one) )?(?:question|decision|dilemma)(?: is)?:? (?=\w)", _I)


def clause_of(text: str) -> str:
    """The clause of a question, or of a decision that is put as one; "" when there is none."""
    text = re.sub(_LEAD_IN, "", text)
    asks = text.rstrip("\"'”’»)] ").endswith(("?", "？"))
    plain = lowfirst(unfinished(re.sub(r"[?？!.…]+(?=[\"'”’»)]*$)", "", text)))
    if not plain or re.search(r"[?？!;]|[.:]\s", plain):
        return ""
    if found := _DECIDE.match(plain):
        return _whether(plain[found.end() :])
    if plain.startswith(("whether ", "if ")):
        return _whether(plain)
    if asks or shape_of(text) is Shape.QUESTION:
        return _of_question(plain)
    return ""


def _of_question(plain: str) -> str:
    if found := _SHOULD.match(plain):
        rest = plain[found.end() :]
        able = found.group().lower().startswith(("could", "can"))
        wants = found.group().lower().startswith("do") and first_word(rest) not in {"go", "stay"}
        if not able and not wants:
            return f"whether to {rest}"
    if found := _WH_SHOULD.match(plain):
        return f"{_whom(found.group(1), plain[found.end() :])} to {plain[found.end() :]}"
    if found := _WHY.match(plain):
        return _why(found, plain[found.end() :])
    if found := _WHAT_IS.match(plain):
        return _what_is(found, plain[found.end() :])
    if found := _SUBJECT.match(plain):
        return _turned(found, plain[found.end() :])
    return _of_fragment(plain)


def _of_fragment(plain: str) -> str:
    """A question without its verb in front: Take the role? Stay or go?"""
    words = [word.casefold() for word in words_of(plain)]
    if words[0] in wordlists.CLAUSE_STARTERS:
        # "What makes a good hire": the clause reads as the question does.
        subject = words[0] in {"what", "who", "which"} and len(words) > 2
        finite = subject and words[1].endswith("s") and words[1] not in wordlists.AUXILIARIES
        to = words[1:2] == ["to"]
        return plain if finite or to else ""
    is_verb = words[0] in wordlists.BASES and (is_base(words) or words[1:2] in ([], ["or"]))
    if is_verb or (words[0] in wordlists.BASES and "or" in words):
        return f"whether to {plain}"
    return f"whether {plain}" if words[0] == "to" and len(words) > 1 else ""


def _whether(plain: str) -> str:
    return re.sub(r"^if ", "whether ", plain)


def _whom(asked: str, rest: str) -> str:
    asked = asked.lower() if len(asked.split()) == 1 else lowfirst(asked)
    return "whom" if asked == "who" and rest else asked


def _why(found: re.Match[str], rest: str) -> str:
    verb, subject, no = found.group(1).lower(), found.group(2), (found.group(3) or "").strip()
    subject = "I" if subject.lower() == "i" else subject.lower()
    if verb == "do" and not no:
        return f"why {subject} {rest}"
    if verb == "did" and not no:
        return ""
    return f"why {subject} {verb} {no + ' ' if no else ''}{rest}".rstrip()


def _what_is(found: re.Match[str], rest: str) -> str:
    asked, verb = found.group(1).lower(), found.group(2).lower()
    if re.match(r"the (?:best|right|fastest|smallest|first|next|most)\b", rest):
        return rest if asked == "what" and verb in {"is", "are"} else ""
    # "What is a fair price" -> what a fair price is; with more after it the verb goes nowhere.
    short = re.match(r"(?:a|an|the|my|our) ", rest) and len(rest.split()) <= 4
    return f"{asked} {rest} {verb}" if short else ""


def _turned(found: re.Match[str], rest: str) -> str:
    """Am I ready to lead -> whether I am ready to lead."""
    verb, subject = found.group(1).lower(), found.group(2)
    subject = "I" if subject.lower() == "i" else lowfirst(subject)
    if not rest:
        return ""
    if subject[:2] in {"a ", "an"} and verb not in {"will", "would", "can", "could", "should"}:
        return ""
    if verb == "do":
        return f"whether {subject} {rest}"
    if verb == "does":
        head, _, tail = rest.partition(" ")
        if head not in wordlists.BASES or head in {"have", "do", "go"}:
            return ""
        return f"whether {subject} {_third(head)} {tail}".rstrip()
    return "" if verb == "did" else f"whether {subject} {verb} {rest}"


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"


def topic_of(clause: str) -> str:
    """A clause as it stands in a subject line: whether to take the role -> taking the role."""
    if found := re.match(r"whether to (?=\w)", clause):
        rest = clause[found.end() :]
        either = re.split(r",? or ", rest)
        first = first_word(rest).casefold()
        if first in wordlists.BASES and len(either) == 1:
            return to_gerund(rest)
    return clause


def without_mark(text: str) -> str:
    """A fragment typed with a question mark, without it: A user study? -> A user study."""
    return re.sub(r"\s*[?？]+$", "", text)
