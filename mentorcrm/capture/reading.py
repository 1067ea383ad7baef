"""The one line, read as a whole."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from mentorcrm.capture import advising, lexis, promising
from mentorcrm.capture.line import GONE, Line
from mentorcrm.capture.names import ADDRESS, Names, capitalised
from mentorcrm.capture.parts import (
    AdviceFound,
    GiveFound,
    HowFound,
    MinutesFound,
    Parsed,
    PersonFound,
    PromiseFound,
    Span,
    TopicFound,
    WhenFound,
)
from mentorcrm.capture.phrases import MONTH, WEEKDAY
from mentorcrm.capture.when import Moment, find_minutes, find_when
from mentorcrm.models.folding import sort_key
from mentorcrm.models.kinds import Direction, InteractionChannel

_AT = re.compile(r"(?<![\w.@])@(?=[^\W\d_])")
_DAY_WORD = re.compile(
    rf"(?:{WEEKDAY}|{MONTH}|today|yesterday|tomorrow|tonight|noon|last|next|this)\b", re.IGNORECASE
)
_WRITTEN = (InteractionChannel.MAIL, InteractionChannel.MESSAGE, InteractionChannel.LETTER)
# A family name behind a first name, with what may stand between: Ana de Sousa.
_MORE_NAME = re.compile(
    r" (?:(?:van|von|de|da|di|del|du|la|le|el|al|bin) )?"
    r"([^\W\d_a-z][^\W\d_A-Z][^\s,;:.!?]*)(?!['’])"
)
_EARLY_WORDS = 5
_LED_WITHIN = 40  # Longer than what leads to a way of contact: "over a quick ".
_NOW = timedelta(minutes=1)
_SUMMARY = 300


def parse(
    text: str,
    names: Names,
    moment: Moment,
    topics: Iterable[str] = (),
    present: int | None = None,
) -> Parsed:
    """Read a line. `topics` are those already in use, whose spelling a topic takes over.

    `present` took part for certain; others then only where the line says so.
    Never fails: what cannot be read stays part of the words.
    """
    line = Line(text)
    head = line.head_end()
    plan = promising.is_plan(line, moment)
    said = _said(line, names, moment, plan=plan)
    people, met = _people(line, names, head, guess=present is None)
    if present is not None:
        people = _joined(people, present)
    named = line.free
    how = _how(line.free[:head], colon=head < len(text)) or met
    minutes, lasting, when = _times(line, head, moment, ahead=plan)
    if how:
        line.take(how.span)
    summary = _summary(line, _told_from(line, head), [*said.promises, *said.topics])
    found = Parsed(
        text=text,
        at=when.at if when else moment.now,
        zone=when.zone if when else moment.zone,
        summary=summary,
        people=tuple(people or _from_what_was_said(said.promises, said.advised)),
        how=how,
        when=when,
        minutes=minutes,
        topics=_spelled([*said.topics, *_about(line, head)], topics),
        promises=tuple(sorted(said.promises, key=lambda promise: promise.span)),
        gives=tuple(said.given),
        advice=tuple(advising.of_those(said.advised, people)),
    )
    return _concluded(found, named, lasting, moment, plan=plan)


class _Said(NamedTuple):
    """What was said in a contact, as the line tells of it."""

    topics: list[TopicFound]
    promises: list[PromiseFound]
    given: list[GiveFound]
    advised: list[AdviceFound]


def _said(line: Line, names: Names, moment: Moment, *, plan: bool) -> _Said:
    """Tags, promises, gifts and advice, taken out of the line; a plan promises by signs alone."""
    topics = promising.topics(line)
    promises = promising.signed(line, names, moment)
    given = promising.gives(line, names)
    if not plan:
        promises += promising.spoken(line, names, moment)
    advised = advising.advice(line, names, given)
    for topic in topics:
        line.take(topic.span)
    return _Said(topics, promises, given, advised)


def _times(
    line: Line, head: int, moment: Moment, *, ahead: bool
) -> tuple[MinutesFound | None, MinutesFound | None, WhenFound | None]:
    """How long, how long by the hours given, and when; taken out of the line."""
    minutes = find_minutes(line.free[:head])
    if minutes:
        line.take(minutes.span)
    when, lasting = find_when(line.head(head), moment, ahead=ahead)
    for span in (when.span, when.apart) if when else ():
        if span is not None:
            line.take(span)
    return minutes, lasting, when


def _concluded(
    found: Parsed, named: str, lasting: MinutesFound | None, moment: Moment, *, plan: bool
) -> Parsed:
    """What follows from the parts together: the channel, the direction, whether it lies ahead.

    `named` is the text with names, promises and tags blank.
    """
    minutes = found.minutes or lasting
    channel = _channel(found, minutes, named, plan=plan)
    note = channel is InteractionChannel.NOTE
    ahead = found.at > moment.now + _NOW
    if note and ahead:  # A day that somebody speaks of, not one on which I was in touch.
        found = replace(found, when=None, at=moment.now, zone=moment.zone)
    missed = channel is InteractionChannel.CALL and bool(lexis.NOT_REACHED.search(found.text))
    return replace(
        found,
        channel=channel,
        direction=Direction.ME if missed else _direction(channel, named, found.how),
        planned=ahead and not note,
        reached=not missed,
        minutes=minutes,
    )


def _people(
    line: Line, names: Names, head: int, *, guess: bool
) -> tuple[list[PersonFound], HowFound | None]:
    """Who took part, and "saw" as a way of meeting; each name is taken out of the line."""
    found: list[PersonFound] = []
    met: HowFound | None = None
    for cue in lexis.CUE.finditer(line.names):
        start, sure = cue.end(), cue["sure"] is not None
        while (person := _person_at(line, names, start, unknown=sure)) is not None:
            _add(found, person, line)
            if sure and cue["sure"].lower() in ("saw", "visited"):
                span = Span(cue.start("sure"), cue.end("sure"))
                met = HowFound(span, InteractionChannel.IN_PERSON, cue["sure"])
            joint = lexis.AND.match(line.names, person.span.end)
            if joint is None:
                break
            start = joint.end() - joint.group().endswith("@")
    for sign in _AT.finditer(line.names):
        if line.names[sign.start()] != GONE:
            person = _person_at(line, names, sign.start(), unknown=True)
            if person is not None:
                _add(found, person, line)
    _add_subject(line, names, found, guess=guess)
    if guess and not found and (person := _first_known(line, names, head)):
        _add(found, person, line)
    return sorted(found, key=lambda person: person.span), met


def _joined(found: list[PersonFound], present: int) -> list[PersonFound]:
    """Who took part, with somebody who did for certain: named first, or not at all."""
    meant = [p for p in found if p.id == present or (p.doubtful and present in p.candidates)]
    first = replace(meant[0], id=present, candidates=()) if meant else None
    others = [person for person in found if person not in meant]
    return [first or PersonFound(Span(0, 0), "", present), *others]


def _add(found: list[PersonFound], person: PersonFound, line: Line) -> None:
    """Add somebody once; a name that stands there again is no other person."""
    line.take(person.span)
    same = [p for p in found if sort_key(p.words) == sort_key(person.words)]
    if not same and (person.id is None or all(p.id != person.id for p in found)):
        found.append(person)


def _person_at(line: Line, names: Names, start: int, *, unknown: bool) -> PersonFound | None:
    text = line.names
    if person := names.addressed(line.text, start):
        return person
    if text[start : start + 1] == "@" and _AT.match(text, start):
        return _widened(names.named(text, start + 1), start)
    person = names.at(text, start, small=True, family=True)
    is_day = _DAY_WORD.match(text, start) is not None
    if person is not None and not (is_day and not unknown):
        return _longer(line, names, person) if unknown else person
    if not unknown or is_day:
        return None
    span = capitalised(text, start)
    return names.unknown(span, line.words(span)) if span else names.misspelt(text, start)


def _longer(line: Line, names: Names, person: PersonFound) -> PersonFound:
    """Somebody else whose name only begins as the one found: Ana Novak beside Ana Ferreira."""
    behind = line.names[person.span.end :]
    more = _MORE_NAME.match(behind)
    if more is None or _DAY_WORD.match(more[1]) or lexis.HOW.match(more[1]):
        return person
    if " " in person.words or sort_key(person.words) not in names.firsts:
        return person
    span = Span(person.span.start, person.span.end + more.end())
    return names.unknown(span, line.words(span))


def _widened(person: PersonFound, start: int) -> PersonFound:
    return replace(person, span=Span(start, person.span.end))


def _add_subject(line: Line, names: Names, found: list[PersonFound], *, guess: bool) -> None:
    """Who the line begins with: "Ana called", "ana: ...". With others about, only a doer."""
    note = lexis.NOTE.match(line.names)
    start = note.end() if note else 0
    start += len(line.names[start:]) - len(line.names[start:].lstrip(" \t"))
    headed = re.match(r"[^:\s]+(?: [^:\s]+)?:(?=\s)", line.names[start:]) is not None
    person = names.addressed(line.text, start)
    person = person or names.at(line.names, start, small=headed, family=True)
    if person is None or _DAY_WORD.match(line.names, start):
        return
    behind = line.names[person.span.end :]
    does = lexis.THEY_DID.match(GONE + behind) or re.match(r"(?:,| and| &| \+) ?\x00", behind)
    if (guess and not found) or does or behind[:1] == ":":
        _add(found, person, line)
        joint = lexis.AND.match(line.names, person.span.end)
        other = joint and _person_at(line, names, joint.end(), unknown=False)
        if other:
            _add(found, other, line)


def _first_known(line: Line, names: Names, head: int) -> PersonFound | None:
    """The first name with a capital, before the colon if there is one."""
    for text in (line.free[:head], line.names):
        for place in re.finditer(r"(?<![^\s(\"“/])(?=[^\W\d_])", text):
            person = names.at(text, place.start())
            if person is not None and not _DAY_WORD.match(text, place.start()):
                return person
    found = (names.addressed(line.text, at.start()) for at in ADDRESS.finditer(line.text, 0, head))
    return next(filter(None, found), None)


def _from_what_was_said(
    promises: list[PromiseFound], advised: list[AdviceFound]
) -> list[PersonFound]:
    """Whom a promise or advice names, for a line that names nobody else."""
    named = [*(one.by for one in promises), *(one.by for one in advised)]
    return [by for by in named if by is not None and not by.unknown][:1]


def _how(head: str, *, colon: bool) -> HowFound | None:
    """The way of contact. Seeing each other on a screen wins over "call" and "met"."""
    found: list[HowFound] = []
    for match in lexis.HOW.finditer(head):
        at = match.start()
        early = len(head[:at].replace(GONE, " ").split(None, _EARLY_WORDS)) < _EARLY_WORDS
        if colon or early or lexis.LED_BY.search(head, max(0, at - _LED_WITHIN), at):
            channel = InteractionChannel[str(match.lastgroup)]
            found.append(HowFound(Span(match.start(), match.end()), channel, match.group()))
    video = next((how for how in found if how.channel is InteractionChannel.VIDEO), None)
    return video or (found[0] if found else None)


def _channel(
    found: Parsed, minutes: MinutesFound | None, named: str, *, plan: bool
) -> InteractionChannel:
    if lexis.NOTE.match(found.text):
        return InteractionChannel.NOTE
    if found.how is not None:
        spoke = found.how.word.lower().startswith("chat") and minutes is not None
        return InteractionChannel.CALL if spoke else found.how.channel
    together = re.search(r"(?<![\w/])(?:with|w/?) ?\x00", named, re.IGNORECASE)
    if found.people and (minutes or together or plan):
        return InteractionChannel.CALL
    return InteractionChannel.NOTE


def _direction(channel: InteractionChannel, named: str, how: HowFound | None) -> Direction:
    if channel is InteractionChannel.NOTE:
        return Direction.BOTH
    if lexis.TO_ME.search(named) or lexis.THEY_DID.search(named):
        return Direction.THEM
    chatted = how is not None and how.word.lower().startswith("chat")
    exchanged = re.search(r"\bexchang\w+|back and forth", named, re.IGNORECASE)
    if channel in _WRITTEN and not chatted and not exchanged:
        return Direction.ME
    return Direction.BOTH


def _told_from(line: Line, head: int) -> int:
    """Where the words begin that tell what was said: after the colon, else after the parts."""
    if head < len(line.text):
        return head + 1
    if note := lexis.NOTE.match(line.text):
        return note.end()
    at = told = 0
    while at < len(line.free):
        if line.free[at] == GONE:
            while at < len(line.free) and line.free[at] == GONE:
                at += 1
            told = at
        elif line.free[at].isspace():
            at += 1
        elif filler := lexis.FILLER.match(line.free, at):
            at = filler.end()
        else:
            break
    only_a_name = re.fullmatch(r"\s*\x00*\s*", line.free[:told]) and told
    behind = line.text[told : told + 1]
    return 0 if only_a_name and behind not in ("", ":") and not _is_part(line) else told


def _is_part(line: Line) -> bool:
    """Whether a line begins with a sign or a way of contact rather than with a bare name."""
    return line.text.lstrip()[:1] in "@#!?" or bool(
        lexis.HOW.match(line.text.lstrip()) or re.match(r"\s*\d", line.text)
    )


def _about(line: Line, head: int) -> list[TopicFound]:
    """What follows "about", when it is short enough to be a topic."""
    found = []
    for match in lexis.ABOUT.finditer(line.free[:head]):
        if lexis.NO_TOPIC.match(match["topic"]):
            continue
        span = Span(match.start("whole"), match.end("whole"))
        found.append(TopicFound(span, match["topic"]))
        line.take(span)
    return found


def _spelled(found: list[TopicFound], topics: Iterable[str]) -> tuple[TopicFound, ...]:
    known = {sort_key(name): name for name in topics}
    kept: dict[str, TopicFound] = {}
    for topic in sorted(found, key=lambda topic: topic.span):
        key = sort_key(topic.name)
        kept.setdefault(key, TopicFound(topic.span, known.get(key, topic.name)))
    return tuple(kept.values())


def _summary(line: Line, start: int, parts: list[PromiseFound | TopicFound]) -> str:
    """The words from `start` on as they were typed, without promises and tags."""
    pieces, at = [], start
    for part in sorted(parts, key=lambda part: part.span):
        if part.span.end > at:
            pieces.append(line.text[at : max(at, part.span.start)])
            at = part.span.end
    pieces.append(line.text[at:])
    said = " ".join(" ".join(piece.strip(" ,;") for piece in pieces).split()).strip(" ,;:–—-")
    if not any(char.isalnum() for char in said):
        return ""
    if len(said) <= _SUMMARY:
        return said
    return said[:_SUMMARY].rsplit(" ", 1)[0] + "…"
