"""The one line, read as a whole."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from mentorcrm.capture import advising, lexis, promising, taking_part
from mentorcrm.capture.line import GONE, Line
from mentorcrm.capture.names import Names
from mentorcrm.capture.parts import (
    AdviceFound,
    GiveFound,
    HowFound,
    MinutesFound,
    Parsed,
    PromiseFound,
    Span,
    TopicFound,
    WhenFound,
)
from mentorcrm.capture.when import Moment, find_minutes, find_when
from mentorcrm.models.folding import sort_key
from mentorcrm.models.kinds import Direction, InteractionChannel

_WRITTEN = (InteractionChannel.MAIL, InteractionChannel.MESSAGE, InteractionChannel.LETTER)
# What joined two things that were taken out.
_JOINT = re.compile(r"[\s.,;:]*(?:and|but|then|so|also)?[\s.,;:]*", re.IGNORECASE)
_EARLY_WORDS = 5
_LED_WITHIN = 40  # Longer than what leads to a way of contact: "over a quick ".
_NOW = timedelta(minutes=1)
_SUMMARY = 300
_FAR_DAYS = 180


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
    head = line.head_end(lambda end: taking_part.names_only(line, names, end))
    plan = promising.is_plan(line, moment)
    said = _said(line, names, moment, plan=plan)
    people, met = taking_part.people(line, names, head, guess=present is None)
    if present is not None:
        people = taking_part.joined(people, present)
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
        people=tuple(people or taking_part.told_of(said.promises, said.advised)),
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
    past = found.how is not None and lexis.PAST.fullmatch(found.how.word) is not None
    if ahead and past and found.at.astimezone(moment.now.tzinfo).date() == moment.today:
        found, ahead = replace(found, at=moment.now, zone=moment.zone), False
    if note and ahead:  # A day that somebody speaks of, not one on which I was in touch.
        found = replace(found, when=None, at=moment.now, zone=moment.zone)
    found = replace(found, promises=tuple(_due_near(p, found, moment) for p in found.promises))
    missed = channel is InteractionChannel.CALL and bool(lexis.NOT_REACHED.search(found.text))
    return replace(
        found,
        channel=channel,
        direction=(
            Direction.ME
            if missed and not lexis.TO_ME.search(named)
            else _direction(channel, named, found.how)
        ),
        planned=ahead and not note,
        reached=not missed,
        minutes=minutes,
    )


def _due_near(promise: PromiseFound, found: Parsed, moment: Moment) -> PromiseFound:
    """A day without a year in a contact of some time ago: the one after it, though it is over."""
    due, span = promise.due, promise.due_span
    if due is None or span is None or re.search(r"\d{4}", found.text[span.start : span.end]):
        return promise
    held = found.at.astimezone(moment.now.tzinfo).date()
    earlier = due - timedelta(days=365)
    earlier += timedelta(days=due.day - earlier.day) if earlier.month == due.month else timedelta()
    if (due - moment.today).days > _FAR_DAYS and held <= earlier < moment.today:
        return replace(promise, due=earlier)
    return promise


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
    if lexis.NOTE.match(found.text) or lexis.CALLED_OFF.search(found.text):
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
    kept = (piece.strip(" ,;") for piece in pieces if not _JOINT.fullmatch(piece))
    said = " ".join(" ".join(kept).split())
    # What was taken out leaves its full stop behind.
    said = re.sub(r"^\.(?!\.)\s*", "", re.sub(r"(?<=[.!?]) \.(?=\s|$)", "", said))
    said = said.strip(" ,;:–—-")
    if not any(char.isalnum() for char in said):
        return ""
    if len(said) <= _SUMMARY:
        return said
    return said[:_SUMMARY].rsplit(" ", 1)[0] + "…"
