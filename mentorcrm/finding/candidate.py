"""What is known of a person and of a need, and what is found: frozen values. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import Role, Season, StepsAhead

RecordKind = Literal["person", "fact", "tag", "contact", "mentorship", "working_style", "coverage"]


@dataclass(frozen=True)
class Source:
    """The record a reason rests on: which one, which field of it, and the words it holds."""

    record: RecordKind
    id: int
    field: str
    text: str


@dataclass(frozen=True)
class KnownFact:
    """Public work that can be named."""

    id: int
    text: str
    verified_on: date | None = None


@dataclass(frozen=True)
class KnownTag:
    id: int
    name: str


@dataclass(frozen=True)
class KnownContact:
    """One contact in the past."""

    id: int
    on: date
    summary: str = ""
    body: str = ""


@dataclass(frozen=True)
class KnownRole:
    """What someone is to me, and where that stands."""

    id: int
    role: Role
    season: Season
    steps_ahead: StepsAhead = StepsAhead.UNKNOWN
    said_yes: bool = False  # To something that was asked of them.


@dataclass(frozen=True)
class KnownStyle:
    """How someone gives feedback, as I noted it."""

    id: int
    feedback: FeedbackStyle


@dataclass(frozen=True)
class KnownFacet:
    """A kind of help that someone was marked for in the mosaic."""

    id: int
    facet: Facet


@dataclass(frozen=True)
class Candidate:
    """Someone who may help. Everything but the name may be unknown; `contacts` newest first.

    `opened` are those whom I met through them, by id and name.
    """

    id: int
    name: str
    title: str = ""
    organisation: str = ""
    why_them: str = ""
    notes: str = ""
    facts: tuple[KnownFact, ...] = ()
    tags: tuple[KnownTag, ...] = ()
    contacts: tuple[KnownContact, ...] = ()
    roles: tuple[KnownRole, ...] = ()
    introduced_by: tuple[int, str] | None = None
    do_not_contact_until: date | None = None
    style: KnownStyle | None = None
    opened: tuple[tuple[int, str], ...] = ()
    facets: tuple[KnownFacet, ...] = ()

    def sources(self) -> Iterator[Source]:
        """Every record that a reason may rest on."""
        for field in ("title", "organisation", "why_them", "notes"):
            if text := getattr(self, field):
                yield Source("person", self.id, field, text)
        for fact in self.facts:
            yield Source("fact", fact.id, "text", fact.text)
        for tag in self.tags:
            yield Source("tag", tag.id, "name", tag.name)
        for contact in self.contacts:
            yield Source("contact", contact.id, "at", contact.on.isoformat())
            yield Source("contact", contact.id, "text", f"{contact.summary}\n{contact.body}")
        for held in self.roles:
            yield Source("mentorship", held.id, "season", held.season.value)
            yield Source("mentorship", held.id, "role", held.role.value)
            yield Source("mentorship", held.id, "steps_ahead", held.steps_ahead.value)
        if self.introduced_by is not None:
            yield Source("person", self.id, "introduced_by", self.introduced_by[1])
        if self.do_not_contact_until is not None:
            day = self.do_not_contact_until.isoformat()
            yield Source("person", self.id, "do_not_contact_until", day)
        if self.style is not None:
            yield Source("working_style", self.style.id, "feedback", self.style.feedback.value)
        for marked in self.facets:
            yield Source("coverage", marked.id, "facet", marked.facet.value)
        for met, _name in self.opened:
            yield Source("person", met, "introduced_by", self.name)


@dataclass(frozen=True)
class Wish:
    """What a need says of itself."""

    statement: str
    options: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Its words."""
        return (self.statement, *self.options)


ReasonKind = Literal["work", "close", "ahead", "path", "contact", "season", "rest"]


@dataclass(frozen=True)
class Reason:
    """A sentence that speaks for someone, or with the kind `rest` for waiting, and its source."""

    kind: ReasonKind
    sentence: str
    source: Source


@dataclass(frozen=True)
class Suggestion:
    """Someone who could help, and why. `close` says whether their record meets the need's words.

    `unknown` names the biggest thing not known and the cheapest way to learn it.
    """

    person_id: int
    name: str
    reasons: tuple[Reason, ...]
    close: bool
    unknown: str = ""

    @property
    def waits(self) -> bool:
        """Whether something speaks for not asking now."""
        return any(reason.kind == "rest" for reason in self.reasons)
