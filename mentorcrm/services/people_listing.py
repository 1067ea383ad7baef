"""Who is in a filtered list of people, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.models.tables import (
    Coverage,
    Mentorship,
    Person,
    PersonTag,
    Tag,
)
from mentorcrm.services.people_filter import PeopleFilter, PeopleScope
from mentorcrm.services.people_order import ordered_ids
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.text import sort_key
from mentorcrm.storage import search

TYPED_MOST = 200  # Twenty screens of them; with more letters it is fewer.


@dataclass(frozen=True)
class Matches:
    """Ids in order, and whether they are `whole`: everybody who matches."""

    ids: list[int]
    whole: bool


def matching(
    session: Session, wanted: PeopleFilter, now: datetime, limit: int | None = None
) -> Matches:
    """The list; when nothing but a text filters and there is no limit, `TYPED_MOST` of it."""
    if limit is not None or not _only_text(wanted):
        return Matches(ids(session, wanted, now, limit), True)
    found = search.foremost(session.connection(), wanted.text, TYPED_MOST + 1)
    whole = len(found) <= TYPED_MOST
    return Matches(_in_order(session, wanted, now, among_ids=found[:TYPED_MOST]), whole)


def ids(
    session: Session, wanted: PeopleFilter, now: datetime, limit: int | None = None
) -> list[int]:
    """All of the list, or its first `limit`."""
    found = search.people(session.connection(), wanted.text) if wanted.text.strip() else None
    return _in_order(session, wanted, now, among_ids=found, limit=limit)


def _only_text(wanted: PeopleFilter) -> bool:
    """Whether nothing but a text filters the plain list."""
    plain = PeopleFilter(text=wanted.text, sort=wanted.sort)
    return bool(wanted.text.strip()) and wanted == plain


def _in_order(
    session: Session,
    wanted: PeopleFilter,
    now: datetime,
    *,
    among_ids: Sequence[int] | None,
    limit: int | None = None,
) -> list[int]:
    query = _statement(replace(wanted, text=""), some=among_ids is not None)
    given = {} if among_ids is None else {"ids": search.as_json(among_ids)}
    return ordered_ids(session, query, given, wanted.sort, now, limit)


@lru_cache(maxsize=64)
def _statement(wanted: PeopleFilter, *, some: bool) -> Select[tuple[int]]:
    """Everybody in a list, or those of the parameter `ids`. Kept: building it takes longer."""
    if not some:
        return _scoped(select(Person.id), wanted, Person.deleted_at.is_(None))
    # Said so that no index fits: a few are looked up by id, not sought in a list of everybody.
    here = func.typeof(Person.deleted_at) == "null"
    return _scoped(select(Person.id), wanted, here).where(Person.id.in_(AMONG))


def _scoped(
    query: Select[tuple[int]], wanted: PeopleFilter, here: ColumnElement[bool]
) -> Select[tuple[int]]:
    """The query narrowed to the filter; `here` says how someone is known not to be in the bin."""
    if wanted.scope is PeopleScope.BIN:
        query = query.where(~here)
    else:
        query = query.where(here, Person.archived.is_(wanted.scope is PeopleScope.ARCHIVED))
    if wanted.season is not None or wanted.role is not None:
        held = select(Mentorship.person_id)
        if wanted.season is not None:
            held = held.where(Mentorship.season == wanted.season)
        if wanted.role is not None:
            held = held.where(Mentorship.role == wanted.role)
        query = query.where(Person.id.in_(held))
    if wanted.source:
        query = query.where(Person.source == wanted.source)
    if wanted.need:
        helpers = (
            select(Mentorship.person_id)
            .join(Coverage, Coverage.mentorship_id == Mentorship.id)
            .where(Coverage.need_id == wanted.need, Coverage.level != CoverageLevel.NONE)
        )
        query = query.where(Person.id.in_(helpers))
    if wanted.tag:
        query = query.where(
            Person.id.in_(
                select(PersonTag.person_id)
                .join(Tag, Tag.id == PersonTag.tag_id)
                .where(Tag.key == sort_key(wanted.tag))
            )
        )
    return query
