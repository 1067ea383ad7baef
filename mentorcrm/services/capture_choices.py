"""What was chosen over the reading of a line, and what the two come to together. Pure values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.services.capture import (
    AdviceFound,
    GiveFound,
    PersonFound,
    PromiseFound,
    Span,
    Tint,
    TopicFound,
    Understood,
    counts,
    giver,
    promised_by,
    whose,
)
from mentorcrm.services.commands.capture import (
    Capture,
    CapturedAdvice,
    CapturedGive,
    CapturedPromise,
)

NEW = 0
"""Chosen for a name: somebody new. Ids of people are larger."""

Who = int | str


@dataclass(frozen=True)
class PromiseChoice:
    """What was changed of a promise; None leaves it as it was read."""

    owner: Owner | None = None
    due: date | None = None
    no_due: bool = False


@dataclass(frozen=True)
class Choices:
    """Choices by the words they belong to, so that they hold while the line is written on."""

    people: Mapping[str, int] = field(default_factory=dict)
    met: Mapping[str, int] = field(default_factory=dict)  # Who is to be met through an intro.
    channel: InteractionChannel | None = None
    direction: Direction | None = None
    day: date | None = None
    promises: Mapping[str, PromiseChoice] = field(default_factory=dict)
    advice: Mapping[str, str] = field(default_factory=dict)  # Whose it is, as they were named.
    left_out: frozenset[str] = frozenset()

    def choosing(self, part: str, words: str, value: object) -> "Choices":
        """These choices with one more, for `people`, `met`, `promises` or `advice`."""
        changed: dict[str, Any] = {part: {**getattr(self, part), words: value}}
        return replace(self, **changed)

    def without(self, words: str) -> "Choices":
        """These choices with a part of the line left out."""
        return replace(self, left_out=self.left_out | {words})


class Advised(NamedTuple):
    """Advice that would be kept, and the place of who gave it; None while that is not clear."""

    found: AdviceFound
    place: int | None


@dataclass(frozen=True)
class Question:
    """What is not clear: a name of several people, one nobody has, nobody named, whose advice.

    `part` says where an answer belongs; `must` that the line cannot be kept without it.
    """

    words: str
    candidates: tuple[int, ...]
    part: str = "people"
    new: bool = False
    must: bool = False


@dataclass(frozen=True)
class Settled:
    """A line with its choices: what is shown and what would be kept."""

    understood: Understood
    choices: Choices

    @property
    def people(self) -> tuple[PersonFound, ...]:
        """Who took part, without those left out."""
        return tuple(
            replace(one, id=chosen) if (chosen := self._chosen(one)) else one
            for one in self.understood.parsed.people
            if one.words not in self.choices.left_out
        )

    @property
    def topics(self) -> tuple[TopicFound, ...]:
        kept = self.understood.parsed.topics
        return tuple(one for one in kept if f"#{one.name}" not in self.choices.left_out)

    @property
    def gives(self) -> tuple[GiveFound, ...]:
        kept = self.understood.parsed.gives
        return tuple(one for one in kept if one.what not in self.choices.left_out)

    @property
    def advice(self) -> tuple[Advised, ...]:
        """What is plainly advice, and what was said to be."""
        people = self.people
        found = (one for one in self.understood.parsed.advice if not _left(self.choices, one))
        chosen = ((one, _whose(self.choices, one)) for one in found)
        return tuple(
            Advised(one, giver(one, people) if who is None else _place(who, people))
            for one, who in chosen
            if one.sure or who is not None
        )

    @property
    def offers(self) -> tuple[AdviceFound, ...]:
        """What may be advice; it is kept as such only when that is said."""
        return tuple(
            one
            for one in self.understood.parsed.advice
            if not (one.sure or _left(self.choices, one) or _whose(self.choices, one) is not None)
        )

    def tints(self) -> tuple[tuple[Span, Tint], ...]:
        """The stretches of the line to show."""
        kept = tuple(replace(one.found, sure=True) for one in self.advice)
        return replace(self.understood.parsed, advice=kept).tints()

    @property
    def promises(self) -> tuple[PromiseFound, ...]:
        """The promises as chosen; each keeps the words by which it was read."""
        kept = self.understood.parsed.promises
        return tuple(self._as_chosen(one) for one in kept if one.what not in self.choices.left_out)

    @property
    def channel(self) -> InteractionChannel:
        return self.choices.channel or self.understood.parsed.channel

    @property
    def at(self) -> datetime:
        """When it was or will be: the chosen day at the time that was read."""
        parsed = self.understood.parsed
        if self.choices.day is None:
            return parsed.at
        local = parsed.at.astimezone(ZoneInfo(parsed.zone))
        timed = parsed.when is not None and parsed.when.timed
        moved = local.replace(
            year=self.choices.day.year, month=self.choices.day.month, day=self.choices.day.day
        )
        return moved if timed or moved.date() == local.date() else moved.replace(hour=12, minute=0)

    @property
    def day(self) -> date:
        """The day of it, where it was lived."""
        return self.at.astimezone(ZoneInfo(self.understood.parsed.zone)).date()

    @property
    def entries(self) -> int:
        """How many records it makes."""
        return 1 + len(self.promises) + len(self.gives) + len(self.advice)

    def name(self, who: PersonFound) -> str:
        """How somebody is called on record, else as typed."""
        row = self.understood.people.get(who.id or 0)
        return row.name if row is not None else new_name(who.words)

    def question(self) -> Question | None:
        """The first thing to ask, what has to be known before what may be."""
        for one in self.people:
            if one.id is None and self.choices.people.get(one.words) != NEW:
                must = one.doubtful or _misspelt(one)
                if must or one.candidates:
                    return Question(one.words, one.candidates, new=one.unknown, must=must)
        if not self.people:
            return Question("", (), must=True)
        for advised in self.advice:
            if advised.place is None:
                return Question(advised.found.what, (), "advice", must=True)
        for promise in self.promises:
            for met in promise.mentioned:
                if met.id is None and met.candidates and met.words not in self.choices.met:
                    return Question(met.words, met.candidates, "met", new=met.unknown)
        return None

    def command(self) -> Capture:
        """What is kept; ask `question` first whether something must be answered."""
        named: list[Who] = [one.id or new_name(one.words) for one in self.people]
        people = tuple(dict.fromkeys(named))
        places = [people.index(who) for who in named]  # Two names may be of one person.
        parsed = self.understood.parsed
        settled = replace(
            parsed, channel=self.channel, planned=self.planned, direction=self.direction
        )
        return Capture(
            text=parsed.text,
            people=people,
            at=self.at,
            zone=parsed.zone,
            channel=self.channel,
            direction=settled.direction,
            minutes=parsed.minutes.minutes if parsed.minutes else None,
            summary=parsed.summary,
            counts=counts(settled),
            topics=tuple(one.name for one in self.topics),
            promises=tuple(self._kept(one, places) for one in self.promises),
            gives=tuple(
                CapturedGive(g.direction, g.kind, g.what, places[whose(g, self.people)])
                for g in self.gives
            ),
            advice=tuple(
                CapturedAdvice(one.found.what, places[one.place])
                for one in self.advice
                if one.place is not None
            ),
        )

    @property
    def planned(self) -> bool:
        """Whether it lies ahead; a day chosen on the menu decides over what was read."""
        parsed = self.understood.parsed
        if self.choices.day is None:
            return parsed.planned
        return self.at > self.understood.now and self.channel is not InteractionChannel.NOTE

    @property
    def direction(self) -> Direction:
        """Who reached out."""
        parsed = self.understood.parsed
        if self.choices.direction is not None:
            return self.choices.direction
        if self.channel is parsed.channel:
            return parsed.direction
        written = (InteractionChannel.MAIL, InteractionChannel.MESSAGE, InteractionChannel.LETTER)
        return Direction.ME if self.channel in written else Direction.BOTH

    def _chosen(self, one: PersonFound) -> int:
        return self.choices.people.get(one.words, 0)

    def _as_chosen(self, one: PromiseFound) -> PromiseFound:
        choice = self.choices.promises.get(one.what, PromiseChoice())
        due = None if choice.no_due else choice.due or one.due
        met = tuple(
            replace(person, id=self.choices.met.get(person.words) or person.id)
            for person in one.mentioned
        )
        return replace(one, owner=choice.owner or one.owner, due=due, mentioned=met)

    def _kept(self, one: PromiseFound, places: Sequence[int]) -> CapturedPromise:
        place = places[promised_by(one, self.people)]
        return CapturedPromise(one.owner, self.promised(one), one.due, place)

    def promised(self, one: PromiseFound) -> str:
        """The words of a promise, with the whole name of who was chosen for a part of it."""
        words = one.what
        for met in one.mentioned:
            if met.id is not None and self.choices.met.get(met.words):
                words = words.replace(met.words, self.name(met), 1)
        return words


def advice_key(one: AdviceFound) -> str:
    """The words by which advice is left out; a promise may have the same."""
    return f"advice: {one.what}"


def _left(choices: Choices, one: AdviceFound) -> bool:
    return any(advice_key(one).startswith(words) for words in choices.left_out if words)


def _whose(choices: Choices, one: AdviceFound) -> str | None:
    """Whose advice it was said to be; that holds while it is written on."""
    return next((who for said, who in choices.advice.items() if one.what.startswith(said)), None)


def _place(who: str, people: tuple[PersonFound, ...]) -> int | None:
    return next((place for place, one in enumerate(people) if one.words == who), None)


def new_name(words: str) -> str:
    """How somebody new is called: as typed, with capitals where there are none."""
    spaced = words.replace("-", " ").replace("_", " ") if words.islower() else words
    return " ".join(word.capitalize() for word in spaced.split()) if words.islower() else words


def _misspelt(one: PersonFound) -> bool:
    return one.unknown and one.words[:1].islower() and bool(one.candidates)
