"""Reading people: the long list by windows of ids, and one person whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock, today
from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.health_kinds import PRESSING
from mentorcrm.models.kinds import ContactKind, CoverageLevel, DraftState
from mentorcrm.models.tables import (
    Base,
    ContactPoint,
    Coverage,
    Draft,
    Fact,
    Interaction,
    Meeting,
    Mentorship,
    Need,
    Person,
    PersonTag,
    SeasonChange,
    Tag,
)
from mentorcrm.services import people_listing
from mentorcrm.services.commands.people import PERSON_TEXT_FIELDS
from mentorcrm.services.contact_values import normalise
from mentorcrm.services.interactions import interactions_of
from mentorcrm.services.next_steps import Ahead, NextStep, in_order, next_step
from mentorcrm.services.outreach_queries import draft_rows
from mentorcrm.services.people_ahead import ahead
from mentorcrm.services.people_filter import HealthWish, PeopleFilter, PeopleSort
from mentorcrm.services.people_listing import Matches
from mentorcrm.services.person_rows import person_rows
from mentorcrm.services.photos import photo_of
from mentorcrm.services.rows import (
    ContactPointRow,
    FactRow,
    MentorshipRow,
    PersonDetail,
    SeasonRow,
)
from mentorcrm.services.start_rows import Counts, PersonRow
from mentorcrm.services.text import LARGEST_ID, sort_key
from mentorcrm.storage import search
from mentorcrm.storage.unit_of_work import Store, change_counter
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.health import HealthQueries
    from mentorcrm.services.standing import Standing

_BY_MAIL, _BY_NAME = _("the same e-mail"), _("the same name")
_SEVERAL = 6  # Enough to say that a name is not clear.


class PeopleQueries:
    """Questions about people. Each answer is one short read."""

    def __init__(
        self, store: Store, clock: Clock, health: "Callable[[], HealthQueries] | None" = None
    ) -> None:
        """`health` answers filters by how people stand; without it they find nobody."""
        self._store = store
        self._clock = clock
        self._health = health
        self._counted: tuple[int, Counts] | None = None  # With the change counter of then.

    def ids(self, wanted: PeopleFilter | None = None, limit: int | None = None) -> list[int]:
        """The ids of the people in a filtered and sorted list, or the first `limit` of them.

        Found as by `matching`.
        """
        return self.matching(wanted or PeopleFilter(), limit).ids

    def matching(self, wanted: PeopleFilter, limit: int | None = None) -> Matches:
        """A filtered and sorted list, or the first `limit` of it.

        At most `people_listing.TYPED_MOST` when only a text filters: more would make each
        keystroke wait for rows that nobody scrolls to. Which ones of more,
        `storage.search.foremost` decides.
        """
        if wanted.judges:
            plain = replace(wanted, health=None)
            with self._store.read() as session:
                ids = people_listing.ids(session, plain, self._clock.now())
            if wanted.health is not None:
                chosen = self._standing(wanted.health)
                ids = [one for one in ids if one in chosen]
            if wanted.sort is PeopleSort.NEXT:
                ids = in_order(ids, self._steps())
            return Matches(ids[:limit], True)
        with self._store.read() as session:
            return people_listing.matching(session, wanted, self._clock.now(), limit)

    def _standing(self, wish: HealthWish) -> frozenset[int]:
        """Who stands with me as wished."""
        if wish is HealthWish.WAITING:
            with self._store.read() as session:
                sent = select(Draft.person_id).where(
                    Draft.state == DraftState.SENT, Draft.deleted_at.is_(None)
                )
                return frozenset(session.scalars(sent))
        everybody = self._health().all() if self._health is not None else ()
        return frozenset(one.person_id for one in everybody if stands(one, wish))

    def _steps(self) -> dict[int, NextStep]:
        """What comes next with everybody with whom something does."""
        known, day = self.ahead(), today(self._clock)
        everybody = {one.person_id: one for one in self._health().all()} if self._health else {}
        steps = {
            person: next_step(known.get(person), everybody.get(person), day)
            for person in known.keys() | everybody.keys()
        }
        return {person: step for person, step in steps.items() if step is not None}

    def ahead(self, ids: Sequence[int] | None = None) -> dict[int, Ahead]:
        """What is on record to come for some people, or for everybody; for `next_step`."""
        with self._store.read() as session:
            return ahead(session.connection(), self._clock.now(), self._clock.zone(), ids)

    def rows(self, ids: Sequence[int]) -> list[PersonRow]:
        """The rows of some ids, in the order of `ids`; ids that are gone are left out."""
        with self._store.read() as session:
            return person_rows(session, ids, self._clock.now())

    def listed(self, wanted: PeopleFilter | None = None, limit: int = 1000) -> list[PersonRow]:
        """The first `limit` rows of a filtered and sorted list."""
        if wanted is not None and wanted.judges:
            return self.rows(self.ids(wanted, limit))
        with self._store.read() as session:
            now = self._clock.now()
            ids = people_listing.ids(session, wanted or PeopleFilter(), now, limit)
            return person_rows(session, ids, now)

    def detail(self, person_id: int) -> PersonDetail:
        """Everything about one person; NotFound when there is no such person."""
        with self._store.read() as session:
            return _detail(session, person_id, self._clock.now())

    def find(self, name: str) -> int:
        """The id of the person whom a name or number means.

        Raises NotFound when nobody matches, UserError when several do.
        """
        with self._store.read() as session:
            return _find(session, name)

    def similar(self, name: str, mail: str) -> list[tuple[PersonRow, str]]:
        """Who may be the person of this name and mail, each with the reason, the surest first."""
        with self._store.read() as session:
            reasons: dict[int, str] = {}
            here = (Person.deleted_at.is_(None), Person.archived.in_((True, False)))
            if address := normalise(ContactKind.MAIL, mail):
                same = select(ContactPoint.person_id).where(ContactPoint.normalised == address)
                held = select(Person.id).where(Person.id.in_(same), *here).limit(_SEVERAL)
                reasons |= dict.fromkeys(session.scalars(held), _BY_MAIL)
            if key := sort_key(name):
                named = select(Person.id).where(*here, Person.sort_name == key).limit(_SEVERAL)
                reasons = dict.fromkeys(session.scalars(named), _BY_NAME) | reasons
            rows = person_rows(session, list(reasons), self._clock.now())
            found = [(row, reasons[row.id]) for row in rows]
            return sorted(found, key=lambda pair: pair[1] != _BY_MAIL)

    def sources(self) -> list[tuple[str, int]]:
        """Where people came from, with how many from each, the most first."""
        with self._store.read() as session:
            number = func.count()
            query = (
                select(Person.source, number)
                .where(Person.deleted_at.is_(None), Person.archived.is_(False), Person.source != "")
                .group_by(Person.source)
                .order_by(number.desc(), Person.source)
            )
            return [(source, count) for source, count in session.execute(query)]

    def needs_linked(self) -> list[tuple[int, str, int]]:
        """The needs that somebody helps with: id, words, how many people."""
        with self._store.read() as session:
            number = func.count(Mentorship.person_id.distinct())
            query = (
                select(Need.id, Need.statement, number)
                .join(Coverage, Coverage.need_id == Need.id)
                .join(Mentorship, Mentorship.id == Coverage.mentorship_id)
                .join(Person, Person.id == Mentorship.person_id)
                .where(Need.deleted_at.is_(None), Person.deleted_at.is_(None))
                .where(Coverage.level != CoverageLevel.NONE)
                .group_by(Need.id)
                .order_by(Need.id.desc())
            )
            return [(need, words, count) for need, words, count in session.execute(query)]

    def need_words(self, need_id: int) -> str:
        """What a need says, empty when it has gone."""
        with self._store.read() as session:
            need = session.get(Need, need_id)
            return need.statement if need is not None else ""

    def tags(self, among: Sequence[int] | None = None) -> list[tuple[str, int]]:
        """Every tag in use, or used by some people, with how many have it."""
        with self._store.read() as session:
            query = (
                select(Tag.name, func.count(PersonTag.id))
                .join(PersonTag, PersonTag.tag_id == Tag.id)
                .join(Person, Person.id == PersonTag.person_id)
                .where(Person.deleted_at.is_(None))
                .group_by(Tag.id)
                .order_by(Tag.key)
            )
            if among is not None:
                chosen = func.json_each(search.as_json(among)).table_valued("value").c.value
                query = query.where(Person.id.in_(select(chosen)))
            return [(name, number) for name, number in session.execute(query)]

    def counts(self) -> Counts:
        """The numbers beside the sidebar's entries. Counted anew only after a change."""
        with self._store.read() as session:
            counter, kept = change_counter(session.connection()), self._counted
            if kept is None or kept[0] != counter:
                kept = self._counted = counter, counts(session)
            return kept[1]

    def has_sample(self) -> bool:
        """Whether the sample network is here."""
        with self._store.read() as session:
            sample = select(Person.id).where(Person.is_sample.is_(True))
            return session.scalar(sample.where(Person.deleted_at.is_(None)).limit(1)) is not None


def stands(one: "Standing", wish: HealthWish) -> bool:
    """Whether somebody stands with me as wished; to owe is to have left something open."""
    if wish is not HealthWish.OWING:
        return one.band is wish.band
    return one.states.loops in PRESSING


def _counting() -> Select[int, int, int, int, int, int]:
    """One statement, as the sidebar and each keystroke in the filter wait for its answer."""

    def number(table: type[Base], *where: ColumnElement[bool]) -> ScalarSelect[int]:
        return select(func.count()).select_from(table).where(*where).scalar_subquery()

    def drafts(*states: DraftState) -> ScalarSelect[int]:
        somebody = select(Person.id).where(
            Person.id == Draft.person_id, Person.deleted_at.is_(None)
        )
        live = (Draft.deleted_at.is_(None), Draft.state.in_(states), somebody.exists())
        return number(Draft, *live)

    return select(
        number(Person, Person.deleted_at.is_(None), Person.archived.is_(False)),
        drafts(DraftState.DRAFT, DraftState.READY),
        drafts(DraftState.SENT),
        number(Need, Need.deleted_at.is_(None), Need.status == "open"),
        number(Person, Person.deleted_at.is_not(None)),
        _open_meetings(),
    )


def _open_meetings() -> ScalarSelect[int]:
    """Meetings that were neither closed nor cancelled."""
    contact = select(Interaction.id).where(
        Interaction.id == Meeting.interaction_id, Interaction.deleted_at.is_(None)
    )
    return (
        select(func.count())
        .select_from(Meeting)
        .where(Meeting.closed_at.is_(None), Meeting.cancelled_on.is_(None), contact.exists())
        .scalar_subquery()
    )


_COUNTS = _counting()


def counts(session: Session) -> Counts:
    """The numbers beside the sidebar's entries."""
    return Counts(*session.connection().execute(_COUNTS).one())


def _detail(session: Session, person_id: int, now: datetime) -> PersonDetail:
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound(_("That person is no longer there."))
    row = person_rows(session, [person_id], now)[0]
    introducer = session.get(Person, person.introduced_by) if person.introduced_by else None
    return PersonDetail(
        id=person.id,
        version=person.version,
        name=person.display_name,
        first_name=person.nickname or person.given_name,
        tint=person.avatar_tint,
        values={name: getattr(person, name) for name in PERSON_TEXT_FIELDS},
        introduced_by=(introducer.id, introducer.display_name) if introducer else None,
        favourite=person.favourite,
        archived=person.archived,
        deleted=person.deleted_at is not None,
        created_at=person.created_at,
        connected_on=person.connected_on,
        do_not_contact_until=person.do_not_contact_until,
        last_contact=row.last_contact,
        tags=row.tags,
        mentorships=_mentorships(session, person_id),
        points=_points(session, person_id),
        facts=facts_of(session, person_id),
        interactions=interactions_of(session, person_id),
        drafts=draft_rows(session, Draft.person_id == person_id),
        seasons=_seasons(session, person_id),
        photo=photo_of(session, person.photo_id),
    )


def _mentorships(session: Session, person_id: int) -> tuple[MentorshipRow, ...]:
    return tuple(
        MentorshipRow(
            *(m.id, m.role, m.season, m.since, m.cadence_days, m.steps_ahead),
            *(m.planned_end, m.ended_on, m.ended_how, m.ended_reason, m.terms_after),
        )
        for m in session.scalars(
            select(Mentorship).where(Mentorship.person_id == person_id).order_by(Mentorship.id)
        )
    )


def _seasons(session: Session, person_id: int) -> tuple[SeasonRow, ...]:
    query = (
        select(Mentorship.role, SeasonChange)
        .join(Mentorship, Mentorship.id == SeasonChange.mentorship_id)
        .where(Mentorship.person_id == person_id)
        .order_by(SeasonChange.changed_on.desc(), SeasonChange.id.desc())
    )
    return tuple(
        SeasonRow(role, c.from_season, c.to_season, c.changed_on, c.why)
        for role, c in session.execute(query)
    )


def _points(session: Session, person_id: int) -> tuple[ContactPointRow, ...]:
    return tuple(
        ContactPointRow(p.id, p.kind, p.value, p.label, p.preferred)
        for p in session.scalars(
            select(ContactPoint)
            .where(ContactPoint.person_id == person_id)
            .order_by(ContactPoint.kind, ContactPoint.id)
        )
    )


def facts_of(session: Session, person_id: int) -> tuple[FactRow, ...]:
    """The public facts about a person, oldest first."""
    return tuple(
        FactRow(f.id, f.text, f.source, f.verified_on)
        for f in session.scalars(select(Fact).where(Fact.person_id == person_id).order_by(Fact.id))
    )


def _find(session: Session, name: str) -> int:
    matches = next((found for found in _readings(session, name) if found), [])
    if not matches:
        raise NotFound(
            _("Nobody here is called “{name}”. `mentorcrm people` lists everyone.").format(
                name=name
            )
        )
    if len(matches) > 1:
        some = ", ".join(f"{m.display_name} ({m.id})" for m in matches[:5])
        raise UserError(
            _("“{name}” could be several people: {some}. Use the full name or number.").format(
                name=name, some=some
            )
        )
    return int(matches[0].id)


def _readings(session: Session, name: str) -> Iterator[Sequence[Row[int, str]]]:
    """Who may be meant, the surest reading first: number, whole name, words of it, anything."""
    live = select(Person.id, Person.display_name).where(Person.deleted_at.is_(None)).limit(_SEVERAL)
    typed = name.strip()
    if typed.isdecimal() and int(typed) <= LARGEST_ID:
        yield session.execute(live.where(Person.id == int(typed))).all()
    both = (True, False)  # Named, so that the index of the list leads straight to the name.
    whole = live.where(Person.archived.in_(both), Person.sort_name == sort_key(name))
    yield session.execute(whole).all()
    connection = session.connection()
    for ids in (
        search.named(connection, name, _SEVERAL, whole=True),
        search.named(connection, name, _SEVERAL, whole=False),
        search.live_people(connection, name, _SEVERAL),
    ):
        yield session.execute(live.where(Person.id.in_(ids)).order_by(Person.sort_name)).all()
