"""Whose relationship a changed row can change: from rows of any table to people, now and then."""

from collections.abc import Iterable, Mapping

from sqlalchemy import CompoundSelect, Select, or_, select
from sqlalchemy.orm import Session

from mentorcrm.models.tables import (
    Advice,
    AgendaPoint,
    Commitment,
    Coverage,
    Draft,
    FitCheck,
    HealthNote,
    Interaction,
    InteractionPerson,
    Meeting,
    Mentorship,
    NeedTask,
    Person,
    ReciprocityNote,
)
from mentorcrm.services.person_rows import AMONG
from mentorcrm.storage import search

_Query = Select[int]


def _taking_part(query: _Query) -> _Query:
    return query.join(Interaction, Interaction.id == Meeting.interaction_id).join(
        InteractionPerson, InteractionPerson.interaction_id == Interaction.id
    )


def _covering(query: _Query) -> _Query:
    return query.join(Mentorship, Mentorship.id == Coverage.mentorship_id)


def _writing() -> CompoundSelect[int]:
    """Who a message is to; where it is the recap of a meeting, all who wait for theirs."""
    of_meeting = or_(
        Meeting.recap_draft_id == Draft.id, Meeting.recap_draft_id == Draft.follow_up_of
    )
    others = (
        select(InteractionPerson.person_id)
        .select_from(Draft)
        .join(Meeting, of_meeting)
        .join(InteractionPerson, InteractionPerson.interaction_id == Meeting.interaction_id)
    )
    mine = select(Draft.person_id).where(Draft.id.in_(AMONG))
    return mine.union(others.where(Draft.id.in_(AMONG)))


_MINE: Mapping[str, _Query | CompoundSelect[int]] = {
    "draft": _writing(),
    "person": select(Person.id).where(Person.id.in_(AMONG)),
    **{
        table.__tablename__: select(table.person_id).where(table.id.in_(AMONG))
        for table in (
            *(Advice, Commitment, FitCheck, HealthNote, InteractionPerson, Mentorship),
            ReciprocityNote,
        )
    },
    "interaction": select(InteractionPerson.person_id).where(
        InteractionPerson.interaction_id.in_(AMONG)
    ),
    "meeting": _taking_part(
        select(InteractionPerson.person_id).select_from(Meeting).where(Meeting.id.in_(AMONG))
    ),
    "agenda_point": _taking_part(
        select(InteractionPerson.person_id)
        .select_from(AgendaPoint)
        .join(Meeting, Meeting.id == AgendaPoint.meeting_id)
        .where(AgendaPoint.id.in_(AMONG))
    ),
    "coverage": _covering(
        select(Mentorship.person_id).select_from(Coverage).where(Coverage.id.in_(AMONG))
    ),
    "need": _covering(
        select(Mentorship.person_id).select_from(Coverage).where(Coverage.need_id.in_(AMONG))
    ),
    "need_task": _covering(
        select(Mentorship.person_id)
        .select_from(NeedTask)
        .join(Coverage, Coverage.need_id == NeedTask.need_id)
        .where(NeedTask.id.in_(AMONG))
    ),
}
WATCHED = frozenset(_MINE)
"""The tables whose changes can change how somebody stands."""


class Owners:
    """Whom records were about when they were read, by table and id.

    Most are about one person: a set for each would be most of what there is to keep.
    """

    def __init__(self) -> None:
        self._first: dict[tuple[str, int], int] = {}
        self._others: dict[tuple[str, int], set[int]] = {}

    def add(self, table: str, row: int, person: int) -> None:
        """Note that a record is about somebody."""
        if self._first.setdefault((table, row), person) != person:
            self._others.setdefault((table, row), set()).add(person)

    def of(self, table: str, row: int) -> set[int]:
        """Whom a record was about."""
        first = self._first.get((table, row))
        others = self._others.get((table, row), ())
        return set(others) if first is None else {first, *others}

    def take_in(self, later: "Owners") -> None:
        """Add what was read later."""
        for (table, row), person in later._first.items():
            self.add(table, row, person)
        for (table, row), people in later._others.items():
            for person in people:
                self.add(table, row, person)


def people_of(session: Session, changed: Mapping[str, Iterable[int]]) -> set[int]:
    """The people whom some rows are about now, by table."""
    found: set[int] = set()
    for table, rows in changed.items():
        if table in _MINE:
            found.update(session.scalars(_MINE[table], {"ids": search.as_json(rows)}))
    return found
