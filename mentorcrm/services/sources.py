"""Where people come from: the channels with what they brought, and the board of candidates."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import Channel, Role, Season
from mentorcrm.models.tables import Mentorship, Person
from mentorcrm.services.ask_outcomes import NO_CHANNEL, SourceYield
from mentorcrm.services.channel_prompts import PROMPTS, channel_of
from mentorcrm.storage.unit_of_work import Store

if TYPE_CHECKING:
    from mentorcrm.services.ask_outcomes import OutcomeQueries

TABLES = ("person", "mentorship", "draft")
"""The tables whose changes can change what is said of sources and of the board."""
SHOWN = 12
"""People of one season on the board; the others are in the list of people."""
_OF_MINE = tuple(role for role in Role if role is not Role.MENTEE)


@dataclass(frozen=True)
class ChannelPrompt:
    """A channel with one question to ask oneself."""

    words: str
    prompt: str


@dataclass(frozen=True)
class ChannelRow:
    """A channel with its questions, and what it brought; None where nobody came by it yet.

    `channel` is None for words of one's own.
    """

    channel: Channel | None
    words: str
    prompts: tuple[str, ...]
    brought: SourceYield | None = None


@dataclass(frozen=True)
class BoardPerson:
    """Someone on the board. `found` is where, in words; empty where that is not noted."""

    id: int
    name: str
    tint: int
    found: str


@dataclass(frozen=True)
class Lane:
    """The people of one season, the newest first, at most SHOWN of `number`."""

    season: Season
    number: int
    people: tuple[BoardPerson, ...]


@dataclass(frozen=True)
class SourcesPage:
    """All that the page of sources shows."""

    lanes: tuple[Lane, ...]
    channels: tuple[ChannelRow, ...]

    @property
    def people(self) -> int:
        """How many stand on the board."""
        return sum(lane.number for lane in self.lanes)


class SourceQueries:
    """Questions about where people come from."""

    def __init__(self, store: Store, outcomes: "OutcomeQueries") -> None:
        self._store = store
        self._outcomes = outcomes

    def page(self) -> SourcesPage:
        """The board by season, and the channels, those that brought most first."""
        with self._store.read() as session:
            lanes = tuple(_lanes(session))
        return SourcesPage(lanes, self.channels())

    def channels(self) -> tuple[ChannelRow, ...]:
        """Every channel: those that brought most help first, the others in their order."""
        brought = {one.words: one for one in self._outcomes.sources()}
        rows = [
            ChannelRow(one, one.label, PROMPTS[one], brought.pop(one.label, None))
            for one in Channel
        ]
        rows += [ChannelRow(None, words, (), one) for words, one in brought.items()]
        return tuple(sorted(rows, key=_worth))

    def prompts(self, most: int, turn: int = 0) -> tuple[ChannelPrompt, ...]:
        """The first questions of the channels most worth a look; the next ones at each `turn`."""
        rows = [row for row in self.channels() if row.prompts]
        first = turn * most % len(rows)
        return tuple(ChannelPrompt(row.words, row.prompts[0]) for row in rows[first:][:most])


def _worth(row: ChannelRow) -> tuple[int, int, int]:
    brought = row.brought
    if brought is None:
        return 0, 0, 0
    return -brought.active, -brought.yes, -brought.people


def _lanes(session: Session) -> Iterable[Lane]:
    """Each person stands in one lane: that of the role which is furthest on."""
    order = case({season.value: place for place, season in enumerate(_NEAREST)},
                 value=Mentorship.season)  # fmt: skip
    best = (
        select(Mentorship.person_id, func.min(order).label("place"))
        .join(Person, Person.id == Mentorship.person_id)
        .where(
            Mentorship.role.in_(_OF_MINE),
            Person.deleted_at.is_(None),
            Person.archived.is_(False),
        )
        .group_by(Mentorship.person_id)
        .subquery()
    )
    counted = select(best.c.place, func.count()).group_by(best.c.place)
    counts: dict[int, int] = dict(session.execute(counted).all())
    for season in Season:
        place = _NEAREST.index(season)
        people = _people(session, best, place) if counts.get(place) else ()
        yield Lane(season, counts.get(place, 0), people)


_NEAREST = (
    *(Season.ACTIVE, Season.TRIAL, Season.LIGHT_TOUCH, Season.ASKED, Season.RESEARCHED),
    *(Season.CANDIDATE, Season.PAUSED, Season.ALUMNI, Season.CLOSED),
    *(Season.DECLINED, Season.LAPSED),
)


def _people(session: Session, best: Subquery, place: int) -> tuple[BoardPerson, ...]:
    query = (
        select(Person.id, Person.display_name, Person.avatar_tint, Person.source)
        .join(best, best.c.person_id == Person.id)
        .where(best.c.place == place)
        .order_by(Person.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        BoardPerson(number, name, tint, found_words(source))
        for number, name, tint, source in session.execute(query)
    )


def found_words(source: str) -> str:
    """Where someone was found, in words; empty for what only tells how the record came in."""
    if source in ("", *NO_CHANNEL):
        return ""
    channel = channel_of(source)
    return channel.label if channel is not None else source
