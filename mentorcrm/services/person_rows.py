"""Rows of people for a list: everything that one line of it shows, read by id."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, bindparam, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import Role, Season
from mentorcrm.models.tables import (
    Interaction,
    InteractionPerson,
    LastContact,
    Mentorship,
    Person,
    PersonTag,
    Tag,
)
from mentorcrm.services.start_rows import PersonRow
from mentorcrm.storage import search

# The statements of a window of rows, built once: building them anew takes longer than running.
# The ids of the parameter `ids`, one JSON text, for `in_`.
AMONG = select(func.json_each(bindparam("ids", type_=Text)).table_valued("value").c.value)
_PEOPLE = (
    select(
        Person.id,
        Person.display_name,
        Person.organisation,
        Person.title,
        Person.avatar_tint,
        Person.archived,
        Person.favourite,
        LastContact.at,
    )
    .outerjoin(LastContact, LastContact.person_id == Person.id)
    .where(Person.id.in_(AMONG))
)
_ROLES = (
    select(Mentorship.person_id, Mentorship.role, Mentorship.season)
    .where(Mentorship.person_id.in_(AMONG))
    .order_by(Mentorship.id)
)
_TAGS = (
    select(PersonTag.person_id, Tag.name)
    .join(Tag, Tag.id == PersonTag.tag_id)
    .where(PersonTag.person_id.in_(AMONG))
    .order_by(Tag.key)
)
_PAST = (
    select(InteractionPerson.person_id, func.max(Interaction.at, type_=Interaction.at.type))
    .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
    .where(
        InteractionPerson.person_id.in_(AMONG),
        Interaction.counts_as_contact.is_(True),
        Interaction.deleted_at.is_(None),
        Interaction.at <= bindparam("now", type_=Interaction.at.type),
    )
    .group_by(InteractionPerson.person_id)
)


def person_rows(session: Session, ids: Sequence[int], now: datetime) -> list[PersonRow]:
    """Rows for these ids in their order, with roles, season, tags and last contact."""
    if not ids:
        return []
    # Without the ORM's own way of reading: a list asks for a window in the middle of a frame.
    connection, these = session.connection(), {"ids": search.as_json(ids)}
    people = connection.execute(_PEOPLE, these).all()
    roles, tags = _roles_of(connection, these), _tags_of(connection, these)
    when: dict[int, datetime | None] = {key: at for key, *_rest, at in people}
    planned = [key for key, at in when.items() if at is not None and at > now]
    if planned:
        when |= dict.fromkeys(planned) | last_contacts(session, planned, now)
    built = {
        key: PersonRow(
            key,
            name,
            organisation,
            title,
            tint,
            " · ".join([role.label for role, _ in roles[key]]) if key in roles else "",
            roles[key][0][1] if key in roles else None,
            when[key],
            tuple(tags.get(key, ())),
            archived,
            favourite,
        )
        for key, name, organisation, title, tint, archived, favourite, _at in people
    }
    return [built[i] for i in ids if i in built]


def last_contacts(session: Session, ids: Sequence[int], now: datetime) -> dict[int, datetime]:
    """The newest past contact that counts, per person."""
    if not ids:
        return {}
    found = session.connection().execute(_PAST, {"ids": search.as_json(ids), "now": now})
    return {row[0]: row[1] for row in found}


def _roles_of(
    connection: Connection, these: dict[str, str]
) -> dict[int, list[tuple[Role, Season]]]:
    roles: dict[int, list[tuple[Role, Season]]] = {}
    for person_id, role, season in connection.execute(_ROLES, these):
        roles.setdefault(person_id, []).append((role, season))
    return roles


def _tags_of(connection: Connection, these: dict[str, str]) -> dict[int, list[str]]:
    tags: dict[int, list[str]] = {}
    for person_id, name in connection.execute(_TAGS, these):
        tags.setdefault(person_id, []).append(name)
    return tags
