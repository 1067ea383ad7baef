"""Reading what went both ways: lists, one person's, what to give next, and what came since."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock, today
from mentorcrm.models.history_kinds import (
    ADVICE_AMBER_DAYS,
    AdviceResponse,
    GiveDirection,
    IdeaKind,
)
from mentorcrm.models.kinds import InteractionChannel, MessageKind, Privacy
from mentorcrm.models.tables import (
    Advice,
    Draft,
    GiveIdea,
    Interaction,
    InteractionPerson,
    Introduction,
    Person,
    ReciprocityNote,
)
from mentorcrm.services.given_entries import entry_ids, entry_rows, note_days
from mentorcrm.services.giving_rows import (
    GiveFilter,
    GiveRow,
    IdeaRow,
    IntroductionRow,
    SinceGiving,
    Suggestion,
    SuggestionSource,
)
from mentorcrm.services.introductions import introduction_rows
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.text import quoted
from mentorcrm.storage import search
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

ASKING = (
    *(MessageKind.FIRST_ASK, MessageKind.ONE_QUESTION, MessageKind.ONE_DECISION),
    *(MessageKind.TRIAL, MessageKind.INTRO_REQUEST, MessageKind.RECONNECT),
)
"""The kinds of message that ask for something."""
GIVING = (
    *(MessageKind.RECAP, MessageKind.PROGRESS_UPDATE, MessageKind.IMPACT_NOTE),
    *(MessageKind.OFFER_HELP, MessageKind.CONGRATULATE, MessageKind.THANKS_FOR_NO),
    MessageKind.CLOSE,
)
"""The kinds that give an update, thanks or help."""
_MET = (InteractionChannel.IN_PERSON, InteractionChannel.VIDEO, InteractionChannel.CALL)
_MOST = 6


class GivingQueries:
    """Questions about what went both ways. Each answer is one short read."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def ids(self, wanted: GiveFilter | None = None, limit: int | None = None) -> list[int]:
        """The ids of a filtered list, newest first."""
        with self._store.read() as session:
            return _ids(session, wanted or GiveFilter(), limit)

    def rows(self, ids: Sequence[int]) -> list[GiveRow]:
        """The rows of some ids in their order; ids that are gone are left out."""
        with self._store.read() as session:
            return give_rows(session, ids)

    def entries(self, wanted: GiveFilter | None = None) -> list[int]:
        """The keys of notes and introductions that a filter leaves, newest first."""
        with self._store.read() as session:
            return entry_ids(session, wanted or GiveFilter(), ZoneInfo(self._clock.zone()))

    def entry_rows(self, keys: Sequence[int]) -> list[GiveRow | IntroductionRow]:
        """The rows of some keys in their order; those that are gone are left out."""
        with self._store.read() as session:
            notes = give_rows(session, [key for key in keys if key > 0])
            return entry_rows(session, keys, notes)

    def listed(self, wanted: GiveFilter | None = None, limit: int = 1000) -> list[GiveRow]:
        """The first rows of a filtered list."""
        with self._store.read() as session:
            return give_rows(session, _ids(session, wanted or GiveFilter(), limit))

    def ideas(self, person_id: int) -> list[IdeaRow]:
        """What may help someone: what is still to be given first, then what was."""
        with self._store.read() as session:
            query = (
                select(GiveIdea)
                .where(GiveIdea.person_id == person_id)
                .order_by(GiveIdea.done_as.is_not(None), GiveIdea.id.desc())
            )
            return [
                IdeaRow(row.id, row.person_id, row.kind, row.text, row.noted_on, row.done_as)
                for row in session.scalars(query)
            ]

    def suggestions(self, person_id: int) -> list[Suggestion]:
        """What could be given to someone next, a word about what came of their help first."""
        with self._store.read() as session:
            found = [
                *_from_advice(session, person_id, self._long_ago()),
                *_from_introductions(session, person_id),
                *_from_ideas(session, person_id),
            ]
            return found[:_MOST]

    def _long_ago(self) -> date:
        return today(self._clock) - timedelta(days=ADVICE_AMBER_DAYS)

    def since(self, person_id: int) -> SinceGiving:
        """What came from me since I last gave them something. No totals, no balance."""
        with self._store.read() as session:
            zone = ZoneInfo(self._clock.zone())
            last = _last_give(session, person_id, zone)
            after = datetime.combine(last, time.max, zone).astimezone(UTC) if last else None
            return SinceGiving(
                last,
                _asks(session, person_id, after),
                _meetings(session, person_id, after, self._clock.now()),
            )


def give_rows(session: Session, ids: Sequence[int]) -> list[GiveRow]:
    """Notes by their ids, in that order, without those in the bin."""
    query = (
        select(ReciprocityNote, Person.display_name, Person.avatar_tint)
        .join(Person, Person.id == ReciprocityNote.person_id)
        .where(ReciprocityNote.id.in_(AMONG), ReciprocityNote.deleted_at.is_(None))
    )
    built = {
        row.id: GiveRow(
            row.id,
            row.version,
            row.person_id,
            name,
            tint,
            row.direction,
            row.kind,
            row.happened_on,
            row.what,
            row.effort,
            row.prompted_by,
            row.interaction_id,
        )
        for row, name, tint in session.execute(query, {"ids": search.as_json(ids)})
    }
    return [built[one] for one in ids if one in built]


def _ids(session: Session, wanted: GiveFilter, limit: int | None) -> list[int]:
    return [key for _day, _is_note, key in note_days(session, wanted, limit)]


def _last_give(session: Session, person_id: int, zone: ZoneInfo) -> date | None:
    """The newest day on which they got something from me, noted or by a message that was sent."""
    noted = session.scalar(
        select(func.max(ReciprocityNote.happened_on, type_=ReciprocityNote.happened_on.type)).where(
            ReciprocityNote.person_id == person_id,
            ReciprocityNote.direction == GiveDirection.GIVEN,
            ReciprocityNote.deleted_at.is_(None),
        )
    )
    sent = session.scalar(
        select(func.max(Draft.sent_at, type_=Draft.sent_at.type)).where(
            Draft.person_id == person_id, Draft.kind.in_(GIVING), Draft.deleted_at.is_(None)
        )
    )
    days = [noted, sent.astimezone(zone).date() if sent else None]
    return max((day for day in days if day is not None), default=None)


def _asks(session: Session, person_id: int, after: datetime | None) -> int:
    query = select(func.count(Draft.id)).where(
        Draft.person_id == person_id,
        Draft.kind.in_(ASKING),
        Draft.sent_at.is_not(None),
        Draft.deleted_at.is_(None),
    )
    if after is not None:
        query = query.where(Draft.sent_at > after)
    return session.scalar(query) or 0


def _meetings(session: Session, person_id: int, after: datetime | None, now: datetime) -> int:
    query = (
        select(func.count(Interaction.id))
        .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
        .where(
            InteractionPerson.person_id == person_id,
            Interaction.channel.in_(_MET),
            Interaction.counts_as_contact.is_(True),
            Interaction.deleted_at.is_(None),
            Interaction.at <= now,
        )
    )
    if after is not None:
        query = query.where(Interaction.at > after)
    return session.scalar(query) or 0


def _from_advice(session: Session, person_id: int, long_ago: date) -> Iterator[Suggestion]:
    """Their advice that they have heard nothing of, what waits longest first.

    There is nothing to tell yet of what was not tried, but after a month silence says it worse.
    """
    query = (
        select(Advice.id, Advice.words, Advice.privacy, Person.given_name, Person.display_name)
        .join(Person, Person.id == Advice.person_id)
        .where(Advice.person_id == person_id, Advice.told_on.is_(None), Advice.deleted_at.is_(None))
        .where(or_(Advice.response != AdviceResponse.OPEN, Advice.given_on <= long_ago))
        .order_by(Advice.given_on, Advice.id)
    )
    for key, words, privacy, given, name in session.execute(query):
        if privacy is not Privacy.NEVER:
            text = _("Tell {name} what came of {words}").format(
                name=given or name, words=quoted(words)
            )
            yield Suggestion(SuggestionSource.ADVICE, key, text)


def _from_introductions(session: Session, person_id: int) -> Iterator[Suggestion]:
    for row in introduction_rows(session, Introduction.introducer_id == person_id):
        if row.loop_is_open:
            text = _("Tell {name} what came of the introduction to {other}").format(
                name=row.introducer, other=row.second
            )
            yield Suggestion(SuggestionSource.INTRODUCTION, row.id, text)


def _from_ideas(session: Session, person_id: int) -> Iterator[Suggestion]:
    words = {
        IdeaKind.WANTED: (SuggestionSource.WANTED, _("They mentioned needing {text}")),
        IdeaKind.IDEA: (SuggestionSource.IDEA, "{text}"),
        IdeaKind.INTEREST: (SuggestionSource.INTEREST, _("Send something on {text}")),
    }
    query = select(GiveIdea).where(GiveIdea.person_id == person_id, GiveIdea.done_as.is_(None))
    ideas = list(session.scalars(query.order_by(GiveIdea.id.desc())))
    for kind, (source, text) in words.items():
        for idea in ideas:
            if idea.kind is kind:
                yield Suggestion(source, idea.id, text.format(text=idea.text))
