"""Quick capture: one line read against the record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from mentorcrm.capture.advising import giver, place_of, whose
from mentorcrm.capture.names import ADDRESS, Names, words_of
from mentorcrm.capture.parts import (
    AdviceFound,
    GiveFound,
    KnownPerson,
    Parsed,
    PersonFound,
    PromiseFound,
    Span,
    Tint,
    TopicFound,
)
from mentorcrm.capture.reading import parse
from mentorcrm.capture.when import Moment, warm_up
from mentorcrm.clock import Clock
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import CONTACT_CHANNELS, ContactKind, Direction
from mentorcrm.models.tables import ContactPoint, InteractionTopic, LastContact, Person
from mentorcrm.services.commands import capture as wish
from mentorcrm.services.contact_values import normalise
from mentorcrm.services.home_zone import home_zone
from mentorcrm.services.person_rows import AMONG, person_rows
from mentorcrm.services.start_rows import PersonRow
from mentorcrm.storage import search
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

__all__ = [
    "AdviceFound",
    "CaptureQueries",
    "GiveFound",
    "Parsed",
    "PersonFound",
    "PromiseFound",
    "Span",
    "Tint",
    "TopicFound",
    "Understood",
    "as_command",
    "counts",
    "giver",
    "promised_by",
    "taking_offers",
    "whose",
]

MOST_WORDS = 2_000
"""Characters of a line that are read; longer ones are kept whole and not taken apart."""

_WORDS_LOOKED_UP = 60
_LONGEST_WORD = 60  # Of what is longer, the index makes a phrase of hundreds of words.
_BEARERS = 120
_ALIKE = 60
_TOPICS = 500
_PEOPLE = (
    select(Person.id, Person.display_name, Person.nickname)
    .outerjoin(LastContact, LastContact.person_id == Person.id)
    .where(Person.id.in_(AMONG), Person.deleted_at.is_(None))
    .order_by(LastContact.at.is_(None), LastContact.at.desc(), Person.id)
)
_WITH_ADDRESS = (
    select(ContactPoint.person_id)
    .join(Person, Person.id == ContactPoint.person_id)
    .where(
        ContactPoint.normalised == bindparam("address"),
        ContactPoint.kind == ContactKind.MAIL,
        Person.deleted_at.is_(None),
    )
    .distinct()
    .limit(_BEARERS)
)


@dataclass(frozen=True)
class Understood:
    """A line as it was read, with the people that its names lead or may lead to."""

    parsed: Parsed
    people: dict[int, PersonRow]
    now: datetime

    @property
    def entries(self) -> int:
        """How many records it makes."""
        advice = [one for one in self.parsed.advice if one.sure]
        return 1 + len(self.parsed.promises) + len(self.parsed.gives) + len(advice)


class CaptureQueries:
    """Reading a line against the record."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def moment(self) -> Moment:
        """Now, as whoever writes has it: on the clock of their profile, else the computer's."""
        with self._store.read() as session:
            zone = home_zone(session, self._clock.zone())
        return Moment(self._clock.now().astimezone(ZoneInfo(zone)), zone)

    def warm_up(self) -> None:
        """Load what the first line would wait for; called in a thread."""
        from rapidfuzz import process

        assert process is not None
        warm_up(self.moment())
        self.read("call w nobody 20m yesterday #x")

    def read(self, text: str, in_view: int | None = None) -> Understood:
        """A line, understood. `in_view` is whom it is about when it names nobody else."""
        return self._read(text, in_view, present=False)

    def read_with(self, text: str, person: int) -> Understood:
        """A line about contact with somebody, whoever else it names."""
        return self._read(text, person, present=True)

    def _read(self, text: str, person: int | None, *, present: bool) -> Understood:
        with self._store.read() as session:
            addresses = _addressed(session, text[:MOST_WORDS])
            known = _known(session, text[:MOST_WORDS], person, addresses)
            topics = _topics(session) if "#" in text or "bout" in text or "re" in text else []
            certain = person if present else None
            names = Names(known, addresses)
            parsed = parse(text[:MOST_WORDS], names, self.moment(), topics, certain)
            parsed = replace(_in_view(parsed, known, person), text=text)
            rows = person_rows(session, _ids(parsed), self._clock.now())
        return Understood(parsed, {row.id: row for row in rows}, self._clock.now())


def _addressed(session: Session, text: str) -> dict[str, list[int]]:
    """Whose mail addresses stand in a text."""
    found: dict[str, list[int]] = {}
    for address in dict.fromkeys(match.group().casefold() for match in ADDRESS.finditer(text)):
        key = normalise(ContactKind.MAIL, address)
        bearers = session.scalars(_WITH_ADDRESS, {"address": key}).all()
        if bearers:
            found[address] = list(bearers)
    return found


def _known(
    session: Session, text: str, in_view: int | None, addresses: Mapping[str, Sequence[int]]
) -> list[KnownPerson]:
    """Who may be named in a text: the bearers of its words, and those with names alike."""
    connection = session.connection()
    written = [word for word in words_of(text) if len(word) <= _LONGEST_WORD]
    words = written[:_WORDS_LOOKED_UP]
    ids = search.bearing(connection, words, _BEARERS)
    pointed = [word for word in words if _may_name(word, text)]
    ids += search.beginning(connection, pointed, _ALIKE)
    ids += [person for bearers in addresses.values() for person in bearers]
    if in_view is not None:
        ids.append(in_view)
    rows = connection.execute(_PEOPLE, {"ids": search.as_json(dict.fromkeys(ids))})
    return [KnownPerson(row.id, row.display_name, row.nickname) for row in rows]


def _may_name(word: str, text: str) -> bool:
    """Whether a word is written as a name, or stands where one is expected."""
    if word[:1].isupper() or not word.isascii():
        return True
    return any(f"{sign}{word}" in text for sign in ("@", "with ", "w ", "w/ ", "met "))


def _in_view(parsed: Parsed, known: Sequence[KnownPerson], in_view: int | None) -> Parsed:
    """The person whose page is open, where nobody is named or the name is theirs too."""
    if in_view is None or all(person.id != in_view for person in known):
        return parsed
    people = tuple(
        replace(person, id=in_view, candidates=()) if in_view in person.candidates
        and person.doubtful else person
        for person in parsed.people
    )  # fmt: skip
    if not people:
        people = (PersonFound(Span(0, 0), "", in_view),)
    return replace(parsed, people=people)


def _topics(session: Session) -> list[str]:
    newest = func.max(InteractionTopic.id)
    query = select(InteractionTopic.name).group_by(InteractionTopic.key).order_by(newest.desc())
    return list(session.scalars(query.limit(_TOPICS)))


def _ids(parsed: Parsed) -> list[int]:
    named = list(parsed.people)
    for promise in parsed.promises:
        named += [*promise.mentioned, *([promise.by] if promise.by else [])]
    for give in parsed.gives:
        named += give.mentioned
    found = [i for one in named for i in (one.id, *one.candidates) if i is not None]
    return list(dict.fromkeys(found))


def as_command(understood: Understood, people: Sequence[int | str] | None = None) -> wish.Capture:
    """What a line becomes; `people` replaces those it names once doubts are settled.

    Raises UserError when a name is not clear, or nobody is named.
    """
    parsed = understood.parsed
    if people is None:
        people = [_sure(person) for person in parsed.people]
    promises = [
        wish.CapturedPromise(p.owner, p.what, p.due, promised_by(p, parsed.people))
        for p in parsed.promises
    ]
    return wish.Capture(
        text=parsed.text,
        people=tuple(people),
        at=parsed.at,
        zone=parsed.zone,
        channel=parsed.channel,
        direction=parsed.direction,
        minutes=parsed.minutes.minutes if parsed.minutes else None,
        summary=parsed.summary,
        counts=counts(parsed),
        topics=tuple(topic.name for topic in parsed.topics),
        promises=tuple(promises),
        gives=tuple(
            wish.CapturedGive(g.direction, g.kind, g.what, whose(g, parsed.people))
            for g in parsed.gives
        ),
        advice=tuple(_advice(parsed)),
    )


def promised_by(one: PromiseFound, people: Sequence[PersonFound]) -> int:
    """The place of whom a promise concerns among those who took part: the first unless named."""
    place = place_of(one.by, people) if one.by is not None else None
    return 0 if place is None else place


def taking_offers(understood: Understood) -> Understood:
    """The line with all that may be advice taken as such."""
    advice = tuple(replace(one, sure=True) for one in understood.parsed.advice)
    return replace(understood, parsed=replace(understood.parsed, advice=advice))


def _advice(parsed: Parsed) -> Iterator[wish.CapturedAdvice]:
    for one in parsed.advice:
        place = giver(one, parsed.people)
        if one.sure and parsed.people:
            if place is None:
                said = _("It is not clear whose advice “{words}” is. Say who advised it.")
                raise UserError(said.format(words=one.what))
            yield wish.CapturedAdvice(one.what, place)


def counts(parsed: Parsed) -> bool:
    """Whether a line tells of contact had: not of a plan, a note, or words of mine alone."""
    both = parsed.direction is not Direction.ME
    return parsed.channel in CONTACT_CHANNELS and not parsed.planned and both and parsed.reached


def _sure(person: PersonFound) -> int:
    if person.id is None:
        raise UserError(_("It is not clear who “{name}” is.").format(name=person.words))
    return person.id
