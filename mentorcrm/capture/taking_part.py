"""Who took part in a contact, as a line tells of it."""

import re
from dataclasses import replace

from mentorcrm.capture import lexis
from mentorcrm.capture.line import GONE, Line
from mentorcrm.capture.names import ADDRESS, Names, capitalised
from mentorcrm.capture.parts import AdviceFound, HowFound, PersonFound, PromiseFound, Span
from mentorcrm.capture.phrases import MONTH, WEEKDAY
from mentorcrm.models.folding import sort_key
from mentorcrm.models.kinds import InteractionChannel

_AT = re.compile(r"(?<![\w.@])@(?=[^\W\d_])")
_DAY_WORD = re.compile(
    rf"(?:{WEEKDAY}|{MONTH}|today|yesterday|tomorrow|tonight|noon|last|next|this)\b", re.IGNORECASE
)
# A family name behind a first name, with what may stand between: Ana de Sousa.
_MORE_NAME = re.compile(
    r" (?:(?:van|von|de|da|di|del|du|la|le|el|al|bin) )?"
    r"([^\W\d_a-z][^\W\d_A-Z][^\s,;:.!?]*)(?!['’])"
)
# Ways of contact that only a person answers to: behind them a whole name may be a new one.
_REACHED = re.compile(
    r"(?<![\w'’-])(?:called|rang|phoned|texted|e-?mailed|messaged|wrote to|spoke to|talked to) ",
    re.IGNORECASE,
)
# A name or two, and a colon.
_HEADED = re.compile(r"[^:\s]+(?: [^:\s]+)?(?: (?:&|\+|and) [^:\s]+(?: [^:\s]+)?)?:(?=\s)")


def people(
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
            if not sure and (other := _new_by_name(line, names, start)):
                _add(found, other, line)
                break
    for sign in _AT.finditer(line.names):
        if line.names[sign.start()] != GONE:
            person = _person_at(line, names, sign.start(), unknown=True)
            if person is not None:
                _add(found, person, line)
    _add_subject(line, names, found, guess=guess)
    if guess and not found and (person := _behind_the_way(line, names)):
        _add(found, person, line)
    if guess and not found and (person := _first_known(line, names, head)):
        _add(found, person, line)
    reached = _REACHED.search(line.text) if guess and not found else None
    if reached and (person := _new_by_name(line, names, reached.end())):
        _add(found, person, line)
    return sorted(found, key=lambda person: person.span), met


def joined(found: list[PersonFound], present: int) -> list[PersonFound]:
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
    if person is not None and (not is_day or unknown or " " in person.words):
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


def _new_by_name(line: Line, names: Names, start: int) -> PersonFound | None:
    """Somebody nobody knows, by first and family name: called Ana and Lena Vogt.

    A single word with a capital may as well be a firm or a place.
    """
    if _person_at(line, names, start, unknown=False) or _DAY_WORD.match(line.names, start):
        return None
    span = capitalised(line.names, start)
    return names.unknown(span, line.words(span)) if span and " " in line.words(span) else None


def _widened(person: PersonFound, start: int) -> PersonFound:
    return replace(person, span=Span(start, person.span.end))


def _add_subject(line: Line, names: Names, found: list[PersonFound], *, guess: bool) -> None:
    """Who the line begins with: "Ana called", "ana: ...". With others about, only a doer."""
    note = lexis.NOTE.match(line.names)
    start = note.end() if note else 0
    start += len(line.names[start:]) - len(line.names[start:].lstrip(" \t"))
    headed = _HEADED.match(line.names, start) is not None
    person = names.addressed(line.text, start)
    person = person or names.at(line.names, start, small=True, family=True)
    if person is None or _DAY_WORD.match(line.names, start):
        return
    behind = line.names[person.span.end :]
    small = line.text[start : start + 1].islower() and not headed
    if small and not lexis.DOES.match(GONE + behind):
        return
    does = lexis.DOES.match(GONE + behind) or re.match(r"(?:,| and| &| \+) ?\x00", behind)
    if (guess and not found) or does or behind[:1] == ":":
        _add(found, person, line)
        joint = lexis.AND.match(line.names, person.span.end)
        other = joint and _person_at(line, names, joint.end(), unknown=False)
        if other:
            _add(found, other, line)


def _behind_the_way(line: Line, names: Names) -> PersonFound | None:
    """Who stands, with or without a capital, behind a way of contact and a colon: `call: ana`."""
    way = re.match(rf"\s*(?:{lexis.HOW.pattern}):\s+", line.names, re.IGNORECASE)
    return names.at(line.names, way.end(), small=True, family=True) if way else None


def _first_known(line: Line, names: Names, head: int) -> PersonFound | None:
    """The first name with a capital, before the colon if there is one."""
    for text in (line.free[:head], line.names):
        for place in re.finditer(r"(?<![^\s(\"“/])(?=[^\W\d_])", text):
            person = names.at(text, place.start(), small=True)
            if person is None or _DAY_WORD.match(text, place.start()):
                continue
            owns = re.match(r"['’]s\b", text[person.span.end :])
            if owns or not text[place.start()].islower():
                return person
    found = (names.addressed(line.text, at.start()) for at in ADDRESS.finditer(line.text, 0, head))
    return next(filter(None, found), None)


def told_of(promises: list[PromiseFound], advised: list[AdviceFound]) -> list[PersonFound]:
    """Whom a promise or advice names, for a line that names nobody else."""
    named = [*(one.by for one in promises), *(one.by for one in advised)]
    return [by for by in named if by is not None and not by.unknown][:1]


def names_only(line: Line, names: Names, end: int) -> bool:
    """Whether nothing but names of people stands before a place."""
    at = len(line.text) - len(line.text.lstrip())
    while True:
        at += line.text.startswith("@", at)
        person = names.at(line.text, at, small=True, family=True)
        if person is None:
            return False
        if person.span.end == end:
            return True
        joint = lexis.AND.match(line.text, person.span.end)
        if joint is None:
            return False
        at = joint.end()
