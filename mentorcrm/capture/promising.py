"""Promises and things given, in signs (`!send deck fri`, `?they owe an intro`) and plain words."""

import re
from collections.abc import Iterator

from mentorcrm.capture import lexis
from mentorcrm.capture.line import GONE, Line
from mentorcrm.capture.names import Names, capitalised
from mentorcrm.capture.parts import GiveFound, PersonFound, PromiseFound, Span, TopicFound
from mentorcrm.capture.when import Moment, find_due
from mentorcrm.models.history_kinds import GiveDirection, GiveKind, Owner

TOPIC = re.compile(r"(?:(?<=^)|(?<=[\s(,;]))#(?P<name>[^\W_](?:[\w&+./-]*\w)?)")
_SIGN = re.compile(r"(?:(?<=^)|(?<=[\s(]))(?P<sign>[!?])(?=[^\W_])")
# With a space behind it a sign is one only where something begins, and behind such a one.
_SIGN_APART = re.compile(r"(?:(?<=^)|(?<=[:;,] )|(?<=\n))(?P<sign>[!?]) (?=[^\W_])")
_NEXT_APART = re.compile(r"(?<=\s)(?P<sign>[!?]) (?=[^\W_])")
_PRONOUNS = frozenset({"she", "he", "they", "i", "we"})
_TO_ME = re.compile(r" (?:me|us|my|our)\b", re.IGNORECASE)
_NOUN_WITHIN = {"got": 24, "gave": 48}
_KINDS = {
    "thanked": GiveKind.THANKS,
    "introduced": GiveKind.INTRODUCTION,
    "reviewed": GiveKind.REVIEW,
    "helped": GiveKind.HELP,
    "forward": GiveKind.PAYING_FORWARD,
}
NEXT_GIVE = re.compile(
    r",? and (?=(?:then |also |I )?(?:gave|sent|shared|thanked|introduced|reviewed|helped|told|"
    r"got|received|recommended)\b)",
    re.IGNORECASE,
)


def is_plan(line: Line, moment: Moment) -> bool:
    """Whether the line only says that I will be in touch on a day: "I'll call Ana tomorrow"."""
    match = lexis.MINE.match(line.free.rstrip(" .")) or lexis.MINE.match(line.free)
    if match is None or not lexis.CONTACT.match(match["what"]):
        return False
    return find_due(match["what"], moment)[0] is not None


def signed(line: Line, names: Names, moment: Moment) -> list[PromiseFound]:
    """The promises that begin with a sign; their stretches are taken out of the line."""
    marks = _marks(line.free)
    found = []
    for number, mark in enumerate(marks):
        until = marks[number + 1].start() if number + 1 < len(marks) else len(line.text)
        until = _signed_end(line.free, mark.end(), until, moment)
        owner = Owner.ME if mark["sign"] == "!" else Owner.THEM
        start = mark.end()
        if owner is Owner.THEM and (lead := lexis.THEIR_LEAD.match(line.free, start, until)):
            start = lead.end() if line.free[lead.end() : until].strip() else start
        promise = _promise(line, names, moment, owner, Span(mark.start(), until), start)
        if promise is not None:
            found.append(promise)
    for promise in found:
        line.take(promise.span)
    return found


def _marks(free: str) -> list[re.Match[str]]:
    """Where a sign of a promise stands, in order."""
    marks = list(_SIGN.finditer(free))
    if apart := _SIGN_APART.search(free):
        marks += [apart, *_NEXT_APART.finditer(free, apart.end())]
    return sorted(marks, key=lambda mark: mark.start())


def _signed_end(free: str, start: int, until: int, moment: Moment) -> int:
    """A promise ends at a line end, a semicolon, a sentence, or a topic with more behind it."""
    for stop in re.finditer(r"[;\n]", free[start:until]):
        until = start + stop.start()
        break
    if sentence := lexis.SENTENCE_END.search(free, start, until):
        until = sentence.start()
    if give := NEXT_GIVE.search(free, start, until):
        until = give.start()
    if topic := TOPIC.search(free, start, until):
        behind = free[topic.end() : until]
        day, span = find_due(behind, moment)
        only_a_day = day is not None and span is not None and not _without(behind, span).strip(" .")
        if behind.strip() and not only_a_day and not behind.strip().startswith("#"):
            until = topic.start()
    return until


def spoken(line: Line, names: Names, moment: Moment) -> list[PromiseFound]:
    """The promises in plain words: "she'll intro me to Sam by Friday", "I'll send the deck"."""
    found: list[PromiseFound] = []
    for owner, pattern in ((Owner.THEM, lexis.THEIRS), (Owner.ME, lexis.MINE)):
        at = 0
        while match := pattern.search(line.free, at):
            at = match.start() + 1
            by = None
            if owner is Owner.THEM and match["who"].lower() not in _PRONOUNS:
                by = names.at(line.free, match.start(), small=False, family=True)
                if by is None or by.span.end != match.end("who"):
                    continue
            if owner is Owner.THEM and match["who"].lower() in ("i", "we"):
                continue
            end = _spoken_end(line.free, match.start("what"), match.end())
            if lexis.STATIVE.match(match["what"]):
                line.hush(Span(match.start(), end))
                continue
            span = Span(match.start(), end)
            promise = _promise(line, names, moment, owner, span, match.start("what"), by)
            if promise is not None:
                found.append(promise)
                line.take(Span(by.span.end if by else match.start(), promise.span.end))
                at = end
    return sorted(found, key=lambda promise: promise.span)


def _spoken_end(free: str, start: int, end: int) -> int:
    for stop in (lexis.SENTENCE_END, lexis.NEXT_PROMISE, TOPIC):
        if match := stop.search(free, start, end):
            end = match.start()
    return end


def _promise(
    line: Line,
    names: Names,
    moment: Moment,
    owner: Owner,
    span: Span,
    start: int,
    by: PersonFound | None = None,
) -> PromiseFound | None:
    """A promise whose words are `start` up to the end of `span`, its day cut out of them."""
    words = line.free[start : span.end]
    for topic in TOPIC.finditer(words):
        words = words[: topic.start()] + " " * len(topic.group()) + words[topic.end() :]
    shown = _shown(line.text[start : span.end], words)
    due, place = find_due(words, moment)
    what = _said(_without(shown, place) if place else shown)
    if not what:
        due, place, what = None, None, _said(shown)
    if not what:
        return None
    whole = line.trimmed(span.start, span.end)
    mentioned = _mentioned(line, names, start, span.end, words)
    if owner is Owner.ME:
        by = next(iter(_known_in(line, names, start, span.end)), None)
    due_span = Span(start + place.start, min(start + place.end, whole.end)) if place else None
    return PromiseFound(whole, owner, what, due, due_span, by, mentioned)


def _shown(text: str, words: str) -> str:
    """The words as typed where a topic was not taken out of them."""
    return "".join(
        blank if blank == " " and char != " " else char
        for char, blank in zip(text, words, strict=True)
    )


def _without(text: str, span: Span) -> str:
    return f"{text[: span.start]} {text[span.end :]}"


def _said(text: str) -> str:
    return re.sub(r" (?:and|but|then)$", "", " ".join(text.split()).strip(" ,;."))


def _known_in(line: Line, names: Names, start: int, end: int) -> Iterator[PersonFound]:
    for place in re.finditer(r"(?<![^\s(@])@?(?=[^\W\d_])", line.free[start:end]):
        found = names.at(line.names[:end], start + place.end(), small="@" in place.group())
        if found is not None and found.id is not None:
            yield found


def _mentioned(
    line: Line, names: Names, start: int, end: int, words: str
) -> tuple[PersonFound, ...]:
    """Who is to be met through an introduction; a name nobody bears is kept as such."""
    if not lexis.INTRODUCING.search(words):
        return ()
    found: list[PersonFound] = []
    for cue in lexis.MENTION.finditer(line.free, start, end):
        person = names.at(line.free[:end], cue.end(), family=True)
        span = capitalised(line.free[:end], cue.end())
        if person is None and span is not None:
            person = names.unknown(span, line.words(span))
        if person is not None and all(person.span.start >= other.span.end for other in found):
            found.append(person)
    return tuple(found)


def gives(line: Line, names: Names) -> list[GiveFound]:
    """Things given or received, as told in the past: "gave intro to Tom", "she thanked me"."""
    found: list[GiveFound] = []
    at = 0
    while match := lexis.GIVE.search(line.free, at):
        at = match.start() + 1
        end = match.end()
        if stop := NEXT_GIVE.search(line.free, match.start("rest"), end):
            end = stop.start()
        if stop := lexis.NEXT_PROMISE.search(line.free, match.start("rest"), end):
            end = stop.start()
        who = (match["who"] or "").lower()
        if who and who not in _PRONOUNS and not names.at(line.free, match.start("who")):
            continue
        verb = next(name for name in (*_KINDS, "gave", "got", "told") if match[name])
        rest = line.free[match.start("rest") : end]
        kind = _kind(verb, match.group(), rest)
        if kind is None:
            continue
        span = line.trimmed(match.start(), end)
        mentioned = _mentioned(line, names, match.start("rest"), end, line.free[span.start : end])
        direction = _direction(verb, who, rest)
        whom = _whom(line, names, match)
        found.append(GiveFound(span, direction, kind, _said(line.words(span)), mentioned, whom))
        at = max(end, at)
    return found


def _whom(line: Line, names: Names, match: re.Match[str]) -> PersonFound | None:
    """Who gave it or got it, when named: "Ana sent me a book", "gave Ana a book"."""
    if (who := match["who"]) and who.lower() not in _PRONOUNS:
        return names.at(line.free, match.start("who"))
    rest = match["rest"]
    return names.at(line.free, match.start("rest") + len(rest) - len(rest.lstrip()))


def _kind(verb: str, words: str, rest: str) -> GiveKind | None:
    if verb in _KINDS:
        return _KINDS[verb]
    if verb == "told":
        updated = words.lower().find("updated") >= 0 or lexis.HOW_IT_WENT.search(rest)
        return GiveKind.UPDATE if updated else None
    noun = lexis.GIVE_NOUN.search(rest, 0, _NOUN_WITHIN[verb] + 24)
    if (
        noun is None
        or noun.start() > _NOUN_WITHIN[verb]
        or GONE in rest[: noun.start()].strip(GONE)
    ):
        return None
    return GiveKind[str(noun.lastgroup)]


def _direction(verb: str, who: str, rest: str) -> GiveDirection:
    if verb == "got" or _TO_ME.match(rest):
        return GiveDirection.RECEIVED
    theirs = who and who not in ("i", "we")
    return GiveDirection.RECEIVED if theirs else GiveDirection.GIVEN


def topics(line: Line) -> list[TopicFound]:
    """The words after a `#`, taken out of the line; a number alone is none."""
    found = []
    for match in TOPIC.finditer(line.text):
        if match["name"].isdigit() or line.free[match.start()] == GONE != line.text[match.start()]:
            continue
        found.append(TopicFound(Span(match.start(), match.end()), match["name"]))
    return found
