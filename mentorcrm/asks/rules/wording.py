"""Rules about single phrases, from the lexicons."""

import re
from collections.abc import Iterator

from mentorcrm.asks.lexicon import Hit, Mask, alternatives
from mentorcrm.asks.rules.base import Case, Check, Found
from mentorcrm.asks.rules.repair import fix_for
from mentorcrm.models.kinds import MessageKind, PartId
from mentorcrm.words import _

_DURATION = re.compile(
    r"\b(?:\d{1,3}|fifteen|twenty|thirty|forty-five)[ -]?(?:min(?:ute)?s?|hours?)\b"
    r"|half an hour|an hour"
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(?:am|pm)\b|\bnoon\b")
_READER = re.compile(
    r"\b(?:you|your|yours|please|reply|respond|answer|get back|let me know|write back|send|call me"
    r"|awaiting|looking forward)\b"
)
_IMPERATIVE = re.compile(
    r"\b(?:please|need you|reply|respond|answer|get back|let me know|write back|call me"
    r"|send (?:me|it|us|your)|hear from you"
    r"|your (?:reply|answer|response|help|decision|feedback)|(?:could|can|will|would) you)\b"
)
_CONDITION = re.compile(r"(?:if|when|to|in order|once|before|after) ")
_MEETING = re.compile(
    r"\b(?:meet|talk|speak|chat|call|coffee|connect|catch up|brain|zoom|lunch|available|discuss"
    r"|get together|let me know|free|convenience|time that"
    r"|have (?:a|some) (?:time|moment|minute))\b"
)
_WRITER_ACTS = re.compile(
    r"\b(?:i|we)(?:'ll|'m|'ve|'d| will| can| could| shall| would| plan| hope| aim| am| are| had"
    r"| have| started| began| want| intend| promise| \w+ed)\b"
)
_WANTS_OF_READER = re.compile(
    r"need you|you to\b|hear (?:back )?from you|need (?:an?|your)\b"
    r"|your (?:answer|reply|response|help|decision|feedback)"
)
_PAST = re.compile(r"\b(?:met|talked|spoke|discussed|had|chatted|used to|mentioned|told|said)\b")
_THANKFUL = re.compile(r"\bthank|\bgrateful|\bappreciate")
_EFFECT = re.compile(
    r"\b(?:helped|led (?:me|us|to)|changed|saved|taught|i used|we used|used it|made me|made us"
    r"|let me|let us|fell|rose|cut|because of|thanks to (?:it|that)|rewrote|i now|we now|learned"
    r"|learnt|so i|so we|got me|gave me)\b"
)
_NAMED = re.compile(rf"\byour (?:\w+ ){{0,3}}(?:{alternatives('works')})\b|\d|[\"“]")
_DATE_WORDS = re.compile(
    r"(?:I|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)"
)
_CLAUSE_STARTS = (",", ";", ":", " – ", " because ")
_ASKS_NOTHING_VAGUE = frozenset(
    {MessageKind.CLOSE, MessageKind.CONGRATULATE, MessageKind.IMPACT_NOTE, MessageKind.PAUSE}
)


def _hedges(case: Case) -> Iterator[Found]:
    for hit in case.hits("hedges"):
        if hit.entry.name_like and _is_name(case, hit):
            continue
        if hit.entry.addressed and not _IMPERATIVE.search(case.sentence_flat(hit.start)):
            continue
        yield _found(case, hit, _("{words} makes it sound unsure. Leave it out."))


def _is_name(case: Case, hit: Hit) -> bool:
    """Whether "Maybe" or "Perhaps" is part of a name such as Maybe Consulting Ltd."""
    if not case.body[hit.start].isupper():
        return False
    if case.sentence_at(hit.start).start != hit.start:
        return True
    following = case.body[hit.end : hit.end + 12].lstrip(" ")
    return following[:1].isupper() and not _DATE_WORDS.match(following)


def _apologies(case: Case) -> Iterator[Found]:
    for hit in case.hits("asking_apologies"):
        yield _found(case, hit, _("{words} apologises for asking. You may ask; leave it out."))


def _self_deprecation(case: Case) -> Iterator[Found]:
    for hit in case.hits("self_deprecation"):
        yield _found(case, hit, _("{words} makes you sound small. Say what you do instead."))


def _flattery(case: Case) -> Iterator[Found]:
    hits = [hit for hit in case.hits("flattery") if not _is_earned(case, hit)]
    if not case.is_ask and len(hits) < 2:
        return
    for hit in hits:
        if _anchored(case, hit):
            yield _found(case, hit, _("{words} praises the whole person."))


def _is_earned(case: Case, hit: Hit) -> bool:
    text = case.sentence_flat(hit.start)
    return bool(_EFFECT.search(text) and _NAMED.search(text))


def _anchored(case: Case, hit: Hit) -> bool:
    sentence = case.sentence_at(hit.start)
    around = case.flat[max(0, sentence.start - 80) : sentence.end + 80]
    return bool(re.search(r"\byou", around))


def _cliches(case: Case) -> Iterator[Found]:
    opening = case.sentences[1].end if len(case.sentences) > 1 else len(case.body)
    for hit in case.hits("cliche_openers"):
        if hit.start < opening:
            yield _found(
                case, hit, _("{words} opens most messages from strangers. Start with why them.")
            )


def _vague_asks(case: Case) -> Iterator[Found]:
    if case.draft.kind in _ASKS_NOTHING_VAGUE:
        return
    for hit in case.hits("vague_asks"):
        text = case.sentence_flat(hit.start)
        if hit.entry.concrete_ok and (_is_concrete(case, hit, text) or _PAST.search(text)):
            continue
        if not _THANKFUL.search(text):
            yield _found(
                case, hit, _("{words} does not say what you want from them."), PartId.QUESTIONS
            )


def _is_concrete(case: Case, hit: Hit, text: str) -> bool:
    sentence = case.sentence_at(hit.start)
    dated = any(
        one.is_point and sentence.start <= one.start < sentence.end and one.shape != "near"
        for one in case.dates
    )
    return dated or bool(_DURATION.search(text))


def _vague_times(case: Case) -> Iterator[Found]:
    request = case.request
    if request is not None and len(request.windows) > 1:
        return  # "or whenever you are free" beside real times is a courtesy
    for hit in case.hits("vague_time"):
        text = case.sentence_flat(hit.start)
        named = _is_concrete(case, hit, text) and _CLOCK.search(text)
        meets = case.sentence_at(hit.start).is_question or _MEETING.search(text)
        if meets and not named and not _PAST.search(text) and not _THANKFUL.search(text):
            yield _found(case, hit, _("{words} leaves the time to them."), PartId.WINDOWS)


def _pressure(case: Case) -> Iterator[Found]:
    # "No pressure, but reply today" presses all the same: only the way out itself is not judged.
    ways_out = Mask((out.start, out.end) for out in case.easy_outs)
    for hit in case.hits("pressure", judged=False):
        if ways_out.covers(hit.start, hit.end):
            continue
        conditional = _CONDITION.match(case.sentence_flat(hit.start))
        if not conditional and (not hit.entry.addressed or _is_addressed(case, hit)):
            yield _found(case, hit, _("{words} presses for an answer."))


def _is_addressed(case: Case, hit: Hit) -> bool:
    """Whether the clause around a phrase turns to the reader, and not to what the writer does."""
    sentence = case.sentence_at(hit.start)
    ends = (case.flat.rfind(mark, sentence.start, hit.start) for mark in _CLAUSE_STARTS)
    clause = case.flat[max(sentence.start, *ends) : hit.end]
    rest = re.split(r"[,;:.!?\n]", case.flat[hit.end : sentence.end], maxsplit=1)[0]
    if _WRITER_ACTS.search(clause) and not _WANTS_OF_READER.search(clause + rest):
        return False
    wanted = _IMPERATIVE if hit.entry.imperative else _READER
    return bool(wanted.search(clause + rest))


def _found(case: Case, hit: Hit, message: str, part: PartId | None = None) -> Found:
    words = message.format(words=case.words(hit.start, hit.end))
    if hit.entry.tip:
        words = f"{words} {hit.entry.tip}"
    return Found(hit.start, hit.end, words, fix_for(case, hit), part=part)


CHECKS: dict[str, Check] = {
    "pressure": _pressure,
    "vague-ask": _vague_asks,
    "vague-time": _vague_times,
    "self-deprecation": _self_deprecation,
    "asking-apology": _apologies,
    "flattery": _flattery,
    "cliche-opener": _cliches,
    "hedge": _hedges,
}
