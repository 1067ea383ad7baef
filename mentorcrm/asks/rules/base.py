"""What a rule is, and the reading of a draft that all rules share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from mentorcrm.asks.catalogue import KindSpec, spec
from mentorcrm.asks.dates import DateSpan, find_dates
from mentorcrm.asks.draft_text import DraftText, Fix, Place
from mentorcrm.asks.lexicon import Hit, Mask, lexicon
from mentorcrm.asks.record import AskRequest
from mentorcrm.asks.rules.letter import Letter
from mentorcrm.asks.sources import Source
from mentorcrm.models.kinds import EvidenceKind, FindingLevel, PartId, PartNeed

# More dates than any message holds; a bound that keeps hostile text cheap.
_MOST_DATES = 200


@dataclass(frozen=True)
class Found:
    """One hit of a rule, before it becomes a finding."""

    start: int
    end: int
    message: str
    fix: Fix | None = None
    field: Place = "body"
    part: PartId | None = None


@dataclass(frozen=True)
class Rule:
    """One rule of the review.

    `reason` says in one line why it matters; `source` is the study behind it, if any. Rules of one
    `family` never mark the same words twice; `rank` decides which of two families wins.
    """

    id: str
    title: str
    level: FindingLevel
    evidence: EvidenceKind
    reason: str
    source: Source | None
    family: str
    check: "Check" = field(repr=False, compare=False)


class Case(Letter):
    """A draft, read once; rules look things up in it."""

    def __init__(self, draft: DraftText, request: AskRequest | None = None) -> None:
        super().__init__(draft.body)
        self.draft = draft
        self.request = request
        self._hits: dict[tuple[str, bool], tuple[Hit, ...]] = {}

    @cached_property
    def spec(self) -> KindSpec | None:
        return spec(self.draft.kind) if self.draft.kind else None

    @cached_property
    def today(self) -> date | None:
        """The day on which the message is written, in the writer's zone; None without a record."""
        return self.request.today if self.request is not None else None

    @cached_property
    def is_ask(self) -> bool:
        """Whether the message asks for something; without a kind, whether it reads so."""
        return self.spec.is_ask if self.spec else bool(self.request_hits)

    def requires(self, part: PartId) -> bool:
        """Whether the kind of message cannot do without a part; of an unnamed kind, an ask's."""
        if self.spec is None:
            return self.is_ask
        return self.spec.needs(self.draft.form)[part] is PartNeed.REQUIRED

    @cached_property
    def easy_outs(self) -> tuple[Hit, ...]:
        """Words that make a no easy; quoted ones count, for they are what the reader may say."""
        found = lexicon("easy_outs").find(self.flat, self.replies)
        return tuple(hit for hit in found if hit.start < self.own_end)

    @cached_property
    def unread(self) -> Mask:
        """Where wording is not judged: quotations, and easy-outs to the end of their sentence."""
        ways_out = (
            (hit.start, max(hit.end, self.sentence_at(hit.start).end)) for hit in self.easy_outs
        )
        return Mask((*self.quoted.spans, *ways_out))

    def hits(self, name: str, *, judged: bool = True) -> tuple[Hit, ...]:
        """The phrases of a lexicon; `judged` leaves out quotations and easy-outs."""
        key = (name, judged)
        if key not in self._hits:
            mask = self.unread if judged else self.quoted
            self._hits[key] = lexicon(name).find(self.flat, mask)
        return self._hits[key]

    @cached_property
    def request_hits(self) -> tuple[Hit, ...]:
        """One request phrase for each sentence that asks for something."""
        first: dict[int, Hit] = {}
        for hit in self.hits("requests"):
            first.setdefault(self.sentence_at(hit.start).start, hit)
        return tuple(first.values())

    @cached_property
    def dates(self) -> tuple[DateSpan, ...]:
        """The dates of the message, outside quotations."""
        found = find_dates(self.body[: self.own_end], self.today, _MOST_DATES)
        return tuple(one for one in found if not self.quoted.covers(one.start, one.end))

    def absent(self, message: str, part: PartId | None = None, fix: Fix | None = None) -> Found:
        """A finding about the whole message, placed before its closing words."""
        return Found(self.closing_start, self.closing_start, message, fix, part=part)


Check = Callable[[Case], Iterator[Found]]
