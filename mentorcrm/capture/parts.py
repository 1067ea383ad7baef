"""What a line is read into. Every part carries its place in the text, `start` up to `end`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from mentorcrm.models.history_kinds import GiveDirection, GiveKind, Owner
from mentorcrm.models.kinds import Direction, InteractionChannel


class Span(NamedTuple):
    """A stretch of the text."""

    start: int
    end: int


class Tint(StrEnum):
    """What a stretch of the text was read as, for showing it."""

    PERSON = "person"
    HOW = "how"
    WHEN = "when"
    TOPIC = "topic"
    PROMISE = "promise"
    GIVE = "give"
    ADVICE = "advice"


@dataclass(frozen=True)
class KnownPerson:
    """A person on record, as far as a name can lead to them."""

    id: int
    name: str
    nickname: str = ""


@dataclass(frozen=True)
class PersonFound:
    """Somebody named in the text.

    `id` is set when the name is clear. Else `candidates` are those it may mean, best first:
    people who bear the name when `alike` is false, people whose name is only alike when it is
    true. Nobody is chosen here.
    """

    span: Span
    words: str
    id: int | None = None
    candidates: tuple[int, ...] = ()
    alike: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether several people bear the name."""
        return self.id is None and bool(self.candidates) and not self.alike

    @property
    def unknown(self) -> bool:
        """Whether nobody bears the name."""
        return self.id is None and (self.alike or not self.candidates)


@dataclass(frozen=True)
class HowFound:
    """How the contact went; `word` is what was typed for it: coffee, zoom."""

    span: Span
    channel: InteractionChannel
    word: str


@dataclass(frozen=True)
class WhenFound:
    """When it was or will be: an aware instant, with the zone that it is meant in.

    `timed` says whether a time of day was given; else it is noon, or now for today. `apart` is
    the time of day where it stands elsewhere than the day.
    """

    span: Span
    at: datetime
    zone: str
    timed: bool = False
    apart: Span | None = None


@dataclass(frozen=True)
class MinutesFound:
    """How long it took."""

    span: Span
    minutes: int


@dataclass(frozen=True)
class TopicFound:
    """A word for what it was about."""

    span: Span
    name: str


@dataclass(frozen=True)
class PromiseFound:
    """A promise: whose, what, and by when. `by` is who promised or is promised, when named."""

    span: Span
    owner: Owner
    what: str
    due: date | None = None
    due_span: Span | None = None
    by: PersonFound | None = None
    mentioned: tuple[PersonFound, ...] = ()


@dataclass(frozen=True)
class GiveFound:
    """Something one of us did for the other."""

    span: Span
    direction: GiveDirection
    kind: GiveKind
    what: str
    mentioned: tuple[PersonFound, ...] = ()
    by: PersonFound | None = None


@dataclass(frozen=True)
class AdviceFound:
    """Something they advised, as it was typed. Unless it is `sure` it is only offered as such.

    `by` is who gave it, when named.
    """

    span: Span
    what: str
    sure: bool = True
    by: PersonFound | None = None


@dataclass(frozen=True)
class Parsed:
    """A line, understood as far as it can be. `at`, `zone` and `channel` always have a value."""

    text: str
    at: datetime
    zone: str
    channel: InteractionChannel = InteractionChannel.NOTE
    direction: Direction = Direction.BOTH
    planned: bool = False
    reached: bool = True  # False for a call that nobody took.
    summary: str = ""
    people: tuple[PersonFound, ...] = ()
    how: HowFound | None = None
    when: WhenFound | None = None
    minutes: MinutesFound | None = None
    topics: tuple[TopicFound, ...] = ()
    promises: tuple[PromiseFound, ...] = ()
    gives: tuple[GiveFound, ...] = ()
    advice: tuple[AdviceFound, ...] = ()

    def tints(self) -> tuple[tuple[Span, Tint], ...]:
        """Stretches to show, in order and without overlap; a part inside another cuts it."""
        painted: list[Tint | None] = [None] * len(self.text)
        for span, tint in self._layers():
            painted[span.start : span.end] = [tint] * (span.end - span.start)
        dues = {p.due_span.start for p in self.promises if p.due_span}
        runs = _runs(painted, dues | {p.span.start for p in self.promises})
        trimmed = ((_trimmed(self.text, span), tint) for span, tint in runs)
        return tuple((span, tint) for span, tint in trimmed if span.start < span.end)

    def _layers(self) -> Iterator[tuple[Span, Tint]]:
        yield from ((one.span, Tint.ADVICE) for one in self.advice if one.sure)
        yield from ((give.span, Tint.GIVE) for give in self.gives)
        yield from ((promise.span, Tint.PROMISE) for promise in self.promises)
        yield from ((topic.span, Tint.TOPIC) for topic in self.topics)
        yield from ((person.span, Tint.PERSON) for person in self.people)
        if self.how:
            yield self.how.span, Tint.HOW
        for part in (self.when, self.minutes):
            if part:
                yield part.span, Tint.WHEN
        if self.when and self.when.apart:
            yield self.when.apart, Tint.WHEN


def _trimmed(text: str, span: Span) -> Span:
    """A stretch without the white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _runs(painted: list[Tint | None], cuts: set[int]) -> Iterator[tuple[Span, Tint]]:
    start = 0
    for at in range(1, len(painted) + 1):
        here = painted[start]
        if at == len(painted) or painted[at] is not here or at in cuts:
            if here is not None:
                yield Span(start, at), here
            start = at
