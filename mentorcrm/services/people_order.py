"""The orders of the list of people, made for a hundred thousand of them."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, func, select, type_coerce
from sqlalchemy.orm import Session

from mentorcrm.models.tables import (
    Interaction,
    InteractionPerson,
    LastContact,
    Person,
)
from mentorcrm.models.types import utc_text
from mentorcrm.services.people_filter import PeopleSort

Ids = Select[tuple[int]]


def ordered_ids(
    session: Session, query: Ids, sort: PeopleSort, now: datetime, limit: int | None
) -> list[int]:
    """The ids that `query` selects from the table of people, sorted; the first `limit` of them."""
    if sort is PeopleSort.LAST_CONTACT:
        return _by_last_contact(session, query, now)[:limit]
    if sort is PeopleSort.ORGANISATION:
        return _by_organisation(session, query, limit)
    if sort is PeopleSort.RECENT:
        return _packed(session, query.order_by(Person.id.desc()).limit(limit))
    return _packed(session, query.order_by(Person.sort_name, Person.id).limit(limit))


def _by_organisation(session: Session, query: Ids, limit: int | None) -> list[int]:
    """Those without an organisation come last. Two questions, as the index answers each whole."""
    order = (Person.organisation, Person.sort_name, Person.id)
    some = query.where(Person.organisation > "").order_by(*order).limit(limit)
    none = query.where(Person.organisation == "").order_by(*order).limit(limit)
    return [*_packed(session, some), *_packed(session, none)][:limit]


def _by_last_contact(session: Session, query: Ids, now: datetime) -> list[int]:
    """Newest first, then by name. Sorted here: the database takes twice as long for it."""
    ids = _packed(session, query.order_by(Person.sort_name, Person.id))
    when = dict.fromkeys(ids, "") | _kept(session) | _not_yet(session, now)
    return sorted(ids, key=when.__getitem__, reverse=True)


def _kept(session: Session) -> dict[int, str]:
    """The newest contact of everybody, past or planned, as the database writes a time."""
    people = func.json_group_array(LastContact.person_id)
    times = func.json_group_array(type_coerce(LastContact.at, Text))
    who, when = session.execute(select(people, times)).one()
    return dict(zip(json.loads(who), json.loads(when), strict=True))


def _not_yet(session: Session, now: datetime) -> dict[int, str]:
    """The newest contact up to now of the few people with whom one is planned; "" for none."""
    planned = select(LastContact.person_id).where(LastContact.at > now)
    found = dict.fromkeys(session.scalars(planned), "")
    newest = (
        select(InteractionPerson.person_id, func.max(Interaction.at, type_=Interaction.at.type))
        .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
        .where(
            InteractionPerson.person_id.in_(planned),
            Interaction.counts_as_contact.is_(True),
            Interaction.deleted_at.is_(None),
            Interaction.at <= now,
        )
        .group_by(InteractionPerson.person_id)
    )
    if found:
        found |= {person: utc_text(at) for person, at in session.execute(newest)}
    return found


def _packed(session: Session, query: Ids) -> list[int]:
    # One value instead of a row for each: three times as fast for a long list.
    ids = query.subquery().c.id
    packed: Any = session.scalar(select(func.json_group_array(ids, type_=Text())))
    return list(json.loads(packed or "[]"))
