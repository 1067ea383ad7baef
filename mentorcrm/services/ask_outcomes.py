"""What works in my asks, and where those who help were found: counts from my own record.

A share is told from ten on; below that a count is only a count (features.md, D15 and 30). Nothing
here is judged against anybody else's asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.asks.catalogue import spec
from mentorcrm.asks.draft_text import DraftText
from mentorcrm.asks.parts_in_text import parts_in_text
from mentorcrm.asks.readability import count_words
from mentorcrm.models.kinds import Channel, MessageKind, Outcome, PartId, PartState, Season
from mentorcrm.models.tables import Draft, Mentorship, Person, SeasonChange
from mentorcrm.services.channel_prompts import channel_of
from mentorcrm.services.standing import TENDED
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

ENOUGH = 10
"""From so many on a share says something."""
LENGTHS = ((49, _("Under 50 words")), (150, _("50 to 150 words")), (300, _("151 to 300 words")))
LONGEST = _("Over 300 words")
TOLD_PARTS = (
    *(PartId.WHY_YOU, PartId.TRIED, PartId.STUCK, PartId.DECISION, PartId.QUESTIONS),
    *(PartId.FORMAT, PartId.WINDOWS, PartId.EASY_OUT),
)
"""The parts that asks differ in; the others are in nearly all of them."""
NO_CHANNEL = ("added by hand", "import", "sample")
"""Sources that tell how a record came in, not where somebody was met."""
_YES = (Outcome.YES, Outcome.YES_SMALLER)
_ASKS = tuple(kind for kind in MessageKind if spec(kind).is_ask)
_SENT = (Draft.deleted_at.is_(None), Draft.sent_at.is_not(None), Draft.kind.in_(_ASKS))


@dataclass(frozen=True)
class Tally:
    """What became of some asks. `other` are answers that were neither: more was asked, or
    somebody else suggested."""

    words: str
    yes: int
    no: int
    silent: int
    other: int

    @property
    def total(self) -> int:
        """How many asks that is."""
        return self.yes + self.no + self.silent + self.other


@dataclass(frozen=True)
class Group:
    """Asks apart by one thing, such as their length."""

    words: str
    tallies: tuple[Tally, ...]


@dataclass(frozen=True)
class SourceYield:
    """How many people came by one channel, were asked, said yes, and are met with now."""

    words: str
    people: int
    asked: int
    yes: int
    active: int
    channel: Channel | None = None


def of_words(part: int, whole: int) -> str:
    """`7 of 12, 58 %`, or with too few to tell a share, that."""
    if whole < ENOUGH:
        return _("{part} of {whole}: too few to tell").format(part=part, whole=whole)
    share = round(100 * part / whole)
    return _("{part} of {whole}, {share} %").format(part=part, whole=whole, share=share)


def share_words(part: int, whole: int) -> str:
    """`58 %`, or that there are too few to tell."""
    if whole < ENOUGH:
        return _("too few to tell")
    return _("{share} %").format(share=round(100 * part / whole))


@dataclass(frozen=True)
class _Ask:
    person: int
    kind: MessageKind
    form: str
    words: int
    parts: frozenset[PartId]
    season: Season | None
    outcome: Outcome


class OutcomeQueries:
    """Questions about what came of my asks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def what_works(self) -> tuple[Group, ...]:
        """All my asks that came to an end, apart by parts, length, channel and season."""
        with self._store.read() as session:
            asks = tuple(_asks(session))
        if not asks:
            return ()
        return (
            Group(_("All asks"), (_tally(_("All asks"), asks),)),
            Group(_("With"), tuple(_with_parts(asks))),
            Group(_("Length"), _apart((_length(one.words), one) for one in asks)),
            Group(_("Channel"), _apart((one.form, one) for one in asks)),
            Group(_("Season when asked"), _apart((_season(one), one) for one in asks)),
        )

    def sources(self) -> tuple[SourceYield, ...]:
        """The channels people came by, the one with most of them first."""
        with self._store.read() as session:
            rows = session.execute(
                select(Person.id, Person.source).where(
                    Person.deleted_at.is_(None),
                    Person.source.not_in(("", *NO_CHANNEL)),
                )
            ).all()
            asks = select(Draft.person_id).where(*_SENT)
            asked = set(session.scalars(asks))
            yes = set(session.scalars(asks.where(Draft.outcome.in_(_YES))))
            tended = select(Mentorship.person_id).where(Mentorship.season.in_(TENDED))
            active = set(session.scalars(tended))
        names: dict[str, str] = {}
        people: dict[str, set[int]] = defaultdict(set)
        for person, source in rows:
            channel = channel_of(source)
            said = channel.label if channel is not None else " ".join(source.split())
            key = said.casefold()
            names.setdefault(key, said)
            people[key].add(person)
        found = (
            SourceYield(
                names[key],
                len(those),
                len(those & asked),
                len(those & yes),
                len(those & active),
                channel_of(names[key]),
            )
            for key, those in people.items()
        )
        return tuple(sorted(found, key=lambda one: (-one.people, one.words)))


def _asks(session: Session) -> Iterator[_Ask]:
    seasons = _seasons(session)
    query = select(
        *(Draft.person_id, Draft.kind, Draft.form, Draft.subject, Draft.body),
        *(Draft.sent_at, Draft.outcome),
    ).where(*_SENT, Draft.outcome.is_not(None))
    for person, kind, form, subject, body, sent, outcome in session.execute(query):
        if sent is None or outcome is None:
            continue
        reports = parts_in_text(DraftText(subject, body, kind, form))
        there = frozenset(one.id for one in reports if one.state is PartState.PRESENT)
        season = _season_on(seasons.get(person, []), sent)
        yield _Ask(person, kind, form.label, count_words(body), there, season, outcome)


_Steps = list[tuple[date, Season | None, Season]]


def _seasons(session: Session) -> dict[int, _Steps]:
    """The steps of each person's seasons, in their order."""
    query = (
        select(
            Mentorship.person_id,
            SeasonChange.changed_on,
            SeasonChange.from_season,
            SeasonChange.to_season,
        )
        .join(SeasonChange, SeasonChange.mentorship_id == Mentorship.id)
        .order_by(SeasonChange.id)
    )
    found: dict[int, _Steps] = defaultdict(list)
    for person, *step in session.execute(query):
        found[person].append(tuple(step))  # type: ignore[arg-type]
    return found


def _season_on(steps: _Steps, sent: datetime) -> Season | None:
    """The season before an ask: sending one sets it to asked on the same day."""
    before: Season | None = (steps[0][1] or steps[0][2]) if steps else None
    for day, _from, to in steps:
        if day > sent.date() or (day == sent.date() and to is Season.ASKED):
            break
        before = to
    return before


def _with_parts(asks: Iterable[_Ask]) -> Iterator[Tally]:
    asks = tuple(asks)
    for part in TOLD_PARTS:
        those = tuple(one for one in asks if part in one.parts)
        if those:
            yield _tally(part.label, those)


def _apart(told: Iterable[tuple[str, _Ask]]) -> tuple[Tally, ...]:
    """Tallies by words, the one of most asks first."""
    found: dict[str, list[_Ask]] = defaultdict(list)
    for words, ask in told:
        found[words].append(ask)
    tallies = (_tally(words, those) for words, those in found.items())
    return tuple(sorted(tallies, key=lambda one: (-one.total, one.words)))


def _tally(words: str, asks: Iterable[_Ask]) -> Tally:
    outcomes = [one.outcome for one in asks]
    yes = sum(outcome in _YES for outcome in outcomes)
    no, silent = outcomes.count(Outcome.NO), outcomes.count(Outcome.NO_ANSWER)
    return Tally(words, yes, no, silent, len(outcomes) - yes - no - silent)


def _length(words: int) -> str:
    return next((said for most, said in LENGTHS if words <= most), LONGEST)


def _season(ask: _Ask) -> str:
    return ask.season.label if ask.season is not None else _("No season yet")
