"""Advice in a line: what is plainly advice, and what may be and is only offered as such.

`advice: …` and `she advised to …` are plain. “Suggested …” is plain where it is said of somebody
and goes on with a deed. Else it may be a time, a place or an idea of my own, and nothing is kept
as advice unless the person says so. What somebody advised who took no part is only told.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from mentorcrm.capture import lexis
from mentorcrm.capture.line import OPAQUE, Line
from mentorcrm.capture.names import Names
from mentorcrm.capture.parts import AdviceFound, GiveFound, PersonFound, Span
from mentorcrm.capture.phrases import WHEN
from mentorcrm.capture.promising import NEXT_GIVE, TOPIC
from mentorcrm.models.folding import sort_key

_MARK = re.compile(
    r"(?<![\w'’-])(?:(?:her|his|their|the|good|some) )?advice"
    r"(?: from @?(?P<of>[^:;,\n\x00]{1,60}?))?"
    r"(?:(?P<colon>(?: (?:was|is))?:)|(?: was| is)(?: to| that)(?= )|(?: was| is)(?= not to ))\s*",
    re.IGNORECASE,
)
# Before these words "advice" is sought, or mine.
_SOUGHT = re.compile(
    r"\b(?:for|my|our|no|any|needs?|needed|wants?|wanted|gets?|seeks?|seeking|about|on|of|"
    r"gave(?: her| him| them)?)\s+$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<![\w'’-])(?P<verb>advis|suggest|recommend)(?:ed|es|s)(?![\w-])", re.IGNORECASE
)
# Said to me in other words: `urged me to wait`, `warned me against it`, `thinks I should apply`.
_TOLD_ME = re.compile(
    r"(?<![\w'’-])(?P<verb>urge[ds]|encourage[ds]|pushed|pushes|warned|warns|told|tells) (?:me|us) "
    r"(?:to (?=\w)|(?=(?:not to|against) \w))",
    re.IGNORECASE,
)
_I_SHOULD = re.compile(
    r"(?<![\w'’-])(?P<verb>thinks|thought|says|said|feels|felt|believes|believed)"
    r"(?: that)? (?:I|we) (?:should|ought to|must) (?=\w)",
    re.IGNORECASE,
)
# What somebody told me to do may be an errand, so it is only offered.
_MAY_BE_AN_ERRAND = ("told", "tells", "said", "says", "pushed", "pushes")
_ADVERBS = re.compile(
    r"(?:(?:also|then|kindly|strongly|really|just|has|had|have|again|only|both)\s+)+$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<word>[^\s,;:.!?()\x00@]+)\s+$")
_HEADED = re.compile(r"\s*(?:note:?\s+)?@?(?P<name>[^:\s][^:]*):\s*", re.IGNORECASE)
_THEY = frozenset({"she", "he", "they"})
_NOT_THEY = frozenset(
    {
        *("i", "we", "i've", "we've", "i'd", "you", "it", "nobody", "not", "never", "to"),
        *("be", "being", "is", "are", "well", "ill", "who", "which", "what", "as", "than"),
    }
)
_PASSIVE = re.compile(r"\b(?:I|we)(?:['’]ve| have)?\s+(?:was|were|been)\s+$", re.IGNORECASE)
_OF_WHAT = re.compile(
    r"\b(?:what|as|like|than|how|whatever|which|that|everything|all)\s+$", re.IGNORECASE
)
_SOMEBODY = re.compile(r"\b(?:my|the|her|his|their|our|an?)\s+$", re.IGNORECASE)
_WHOM = re.compile(r"\s+(?P<whom>me|us|her|him|them|you)\b", re.IGNORECASE)
_FORM = re.compile(
    r"(?:\s*[:,–—]\s*|\s+)(?P<form>(?:that )?(?:I|we)(?: should| could| might)?\s+(?=\w)|to\s+"
    r"|that\s+|(?=(?:against|not to)\s))?",
    re.IGNORECASE,
)
_NO_ADVICE = re.compile(r"(?:on|by|about|of|in|with|for|at|as|and|or|but|so)\b", re.IGNORECASE)
_A_DEED = re.compile(
    r"(?!(?:something|anything|nothing|everything|morning|evening|spring|during|meeting)\b)"
    r"[^\W\d_]{2,}ing\b|against\b|not to\b",
    re.IGNORECASE,
)
# To see or speak to each other again is a plan rather than advice.
_A_PLAN = re.compile(
    r"(?:(?:that|we|I|an?|another|the|our|next|having|doing|to|have) )*(?:meet(?:ing|up)?|"
    r"calls?|calling|talk(?:ing)?(?! (?:to|with))|catch(?:ing)?[ -]?up|lunch|coffee|dinner|"
    r"breakfast|chat(?:ting)?|zoom|tomorrow|days?|dates?|times?)\b"
    r"(?= ?(?:$|[,.)\d]|(?:again|back|soon|later|next|last|this|on|in|at|by|every|each|once|over|"
    r"together|then|instead|for|about|tomorrow|mon|tue|wed|thu|fri|sat|sun)))",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![^\s(])@?(?=[^\W\d_])")
_STOP = re.compile(r"[;\n\x00]")
_TAKEN_NEXT = re.compile(r"\s*\x00")
_NEXT_SENTENCE = re.compile(r"(?<=\w{2})[.!?]\s+")
_NEXT_ADVICE = re.compile(
    r",? (?:and|but|then|while) (?:\S+ ){0,2}?(?:also |then )?"
    r"(?:advis|suggest|recommend)(?:ed|es|s)\b",
    re.IGNORECASE,
)
_HOW_IT_WAS = re.compile(
    r", (?:(?:in|over|during|on|at) (?:an? |the |our )?)?(?:\w+ )?"
    r"(?:call|lunch|coffee|dinner|breakfast|tea|walk|drinks|meeting|chat|zoom|video) (?:with|w/?) ",
    re.IGNORECASE,
)
_QUOTES = '"“„«'
_WORDS_OF_A_PLAN = 4
# So far before a verb one looks for who does it, and so many verbs of a line are looked at.
_NEAR = 80
_MOST = 8


class _Subject(NamedTuple):
    """Who advised: somebody for certain or not, and by which name."""

    theirs: bool
    by: PersonFound | None = None


class _Told(NamedTuple):
    """The words of the advice and where they stand."""

    what: str
    span: Span


def advice(line: Line, names: Names, given: Sequence[GiveFound]) -> list[AdviceFound]:
    """What a line tells of advice. The words of what is plain no longer speak of the contact."""
    found: list[AdviceFound] = []
    told = list(_to_me(line, names))
    for _one, place in told:
        line.set_aside(place)  # Who and what is named in it is no part of the contact.
    for one, place in sorted(
        [*_marked(line, names), *_spoken(line, names, given), *told],
        key=lambda pair: pair[0].span,
    ):
        if all(one.span.start >= other.span.end for other in found):
            found.append(one)
            if one.sure:
                line.set_aside(place)
    return found


def of_those(found: Iterable[AdviceFound], people: Sequence[PersonFound]) -> Iterator[AdviceFound]:
    """Without what somebody advised who took no part."""
    for one in found:
        if one.by is None or not people or giver(one, people) is not None:
            yield one


def giver(one: AdviceFound, people: Sequence[PersonFound]) -> int | None:
    """The place of who gave it among those who took part; None when that is not clear."""
    if one.by is None:
        return 0 if len(people) == 1 else None
    return place_of(one.by, people)


def place_of(who: PersonFound, people: Sequence[PersonFound]) -> int | None:
    """The place of someone who is named among those who took part; None when they did not."""
    return next((place for place, other in enumerate(people) if _is_same(who, other)), None)


def whose(give: GiveFound, people: Sequence[PersonFound]) -> int:
    """The place of who gave it or got it among those who took part; the first unless named."""
    named = [one for one in (give.by, *give.mentioned) if one is not None]
    places = (p for one in named for p, other in enumerate(people) if _is_same(one, other))
    return next(places, 0)


def _is_same(one: PersonFound, other: PersonFound) -> bool:
    if one.id is not None and other.id is not None:
        return one.id == other.id
    return sort_key(one.words) == sort_key(other.words)


def _marked(line: Line, names: Names) -> Iterator[tuple[AdviceFound, Span]]:
    """After the word itself: `advice: start small`, `her advice was to wait`."""
    for mark in islice(_MARK.finditer(line.said), _MOST):
        if _SOUGHT.search(line.said, max(0, mark.start() - _NEAR), mark.start()):
            continue
        by = _named_before(line.said, mark.start(), names)
        if mark["of"]:
            by = _named_before(line.said, mark.end("of"), names)
            by = by or PersonFound(Span(*mark.span("of")), mark["of"])
        told = _told(line, mark.end(), sentences=mark["colon"] is not None)
        told = _without_a_promiser(line, told, names)
        if told is not None:
            yield AdviceFound(Span(mark.start(), told.span.end), told.what, by=by), told.span


def _spoken(
    line: Line, names: Names, given: Sequence[GiveFound]
) -> Iterator[tuple[AdviceFound, Span]]:
    """In a sentence: `she advised to wait`, `suggested pilot first`."""
    for verb in islice(_VERB.finditer(line.said), _MOST):
        subject = _subject(line.said, verb.start(), names)
        if subject is None or any(
            give.span.start <= verb.start() < give.span.end for give in given
        ):
            continue
        whom = _WHOM.match(line.said, verb.end())
        if whom is not None and whom["whom"].lower() not in ("me", "us"):
            continue  # What I advised them.
        form = _FORM.match(line.said, whom.end() if whom else verb.end())
        told = _told(line, form.end(), sentences=False) if form else None
        if form is None or told is None:
            continue
        plain = _is_plain(subject, verb["verb"].lower(), told.what, form["form"], whom)
        if plain is not None:
            span = Span(verb.start(), told.span.end)
            yield AdviceFound(span, told.what, plain, subject.by), told.span


def _to_me(line: Line, names: Names) -> Iterator[tuple[AdviceFound, Span]]:
    """In other words: `she urged me to wait`, `Kofi thinks I should apply in January`."""
    for pattern in (_TOLD_ME, _I_SHOULD):
        for verb in islice(pattern.finditer(line.said), _MOST):
            subject = _subject(line.said, verb.start(), names)
            told = _told(line, verb.end(), sentences=False) if subject else None
            if subject is None or told is None:
                continue
            # What was done to me was done by them, also where nobody is named before it.
            theirs = subject.theirs or pattern is _TOLD_ME
            sure = theirs and verb["verb"].lower() not in _MAY_BE_AN_ERRAND
            span = Span(verb.start(), told.span.end)
            yield AdviceFound(span, told.what, sure, subject.by), told.span


def _is_plain(
    subject: _Subject, verb: str, what: str, form: str | None, whom: re.Match[str] | None
) -> bool | None:
    """Whether the words are plainly advice; None when they plainly are none."""
    if (not form and _NO_ADVICE.match(what)) or (verb != "advis" and WHEN.match(what)):
        return None
    if verb == "advis":
        return True
    if _A_PLAN.match(what):
        dated = WHEN.search(what) is not None
        return None if dated or len(what.split()) < _WORDS_OF_A_PLAN else False
    to_me = whom is not None or (form or "").lower().split()[-1:] in (["i"], ["should"])
    deed = form is not None or to_me or _A_DEED.match(what) is not None
    return to_me or (subject.theirs and deed)


def _subject(said: str, at: int, names: Names) -> _Subject | None:
    """Who does what the verb at a place says; None when it is me, or part of another thought."""
    before, near = said[:at], max(0, at - _NEAR)
    if adverbs := _ADVERBS.search(before, near):
        before = before[: adverbs.start()]
    word = _BEFORE.search(before, near)
    if word is None:
        head = _HEADED.fullmatch(before) if at < _NEAR else None
        by = _named_before(before, head.end("name"), names) if head else None
        return _Subject(by is not None, by)
    plain = word["word"].casefold().replace("’", "'")
    if plain in ("was", "were", "been"):
        return _Subject(True) if _PASSIVE.search(before, near) else None
    ahead = before[near : word.start()]
    if plain in _NOT_THEY or _OF_WHAT.search(ahead):
        return None
    if plain in _THEY:
        return _Subject(True)
    if by := _named_before(before, len(before), names):
        of_what = _OF_WHAT.search(before, near, by.span.start)
        return None if of_what else _Subject(True, by)
    if word["word"][:1].isupper():
        return _Subject(True, PersonFound(Span(*word.span("word")), word["word"]))
    return None if _SOMEBODY.search(ahead) else _Subject(False)


def _named_before(said: str, end: int, names: Names) -> PersonFound | None:
    """Whose name, with or without 's, stands just before a place."""
    starts = [at.end() for at in _WORD.finditer(said, max(0, end - _NEAR), end)]
    for start in starts[-3:]:
        found = names.at(said[:end], start, small=True, family=True)
        if found and re.fullmatch(r"(?:['’]s?)?\s*", said[found.span.end : end]):
            return found
    return None


def _told(line: Line, start: int, *, sentences: bool) -> _Told | None:
    """The words that begin at a place, as they were typed; several `sentences` where meant."""
    if line.text[start : start + 1] in _QUOTES and line.said[start : start + 1] == OPAQUE:
        end = start
        while line.said[end : end + 1] == OPAQUE:
            end += 1
        inside = " ".join(line.text[start + 1 : end - 1].split())
        return _Told(inside, Span(start, end)) if inside else None
    span = line.trimmed(start, _end(line.said, start, sentences=sentences))
    what = _clean(line.text[span.start : span.end])
    if span.end <= span.start or not any(letter.isalpha() for letter in what):
        return None
    return _Told(what, span)


def _without_a_promiser(line: Line, told: _Told | None, names: Names) -> _Told | None:
    """Without who begins the next sentence, whose promise was taken out: Start small. Ana will …"""
    if told is None or not _TAKEN_NEXT.match(line.said, told.span.end):
        return told
    starts = list(_NEXT_SENTENCE.finditer(line.text, told.span.start, told.span.end))
    by = _named_before(line.said, told.span.end, names) if starts else None
    if by is None or by.span.start != starts[-1].end():
        return told
    span = line.trimmed(told.span.start, starts[-1].start())
    return _Told(_clean(line.text[span.start : span.end]), span)


def _end(said: str, start: int, *, sentences: bool) -> int:
    end = len(said)
    stops = [_STOP, NEXT_GIVE, _NEXT_ADVICE, _HOW_IT_WAS]
    stops += [] if sentences else [lexis.SENTENCE_END]
    for stop in stops:
        if found := stop.search(said, start, end):
            end = found.start()
    for topic in TOPIC.finditer(said, start, end):
        if not TOPIC.sub("", said[topic.start() : end]).strip(" ,.;"):
            return topic.start()
    return end


def _clean(text: str) -> str:
    words = " ".join(TOPIC.sub(lambda topic: topic["name"], text).split())
    words = re.sub(r"[ ,]+(?:and|but|then)$", "", words.strip(" ,;.")).strip(" ,;.")
    return words.rstrip(")") if "(" not in words else words
