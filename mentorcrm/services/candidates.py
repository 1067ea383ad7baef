"""What is known of people as candidates for a need, read for many at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from mentorcrm.finding.candidate import (
    Candidate,
    KnownContact,
    KnownFacet,
    KnownFact,
    KnownRole,
    KnownStyle,
    KnownTag,
)
from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.kinds import CoverageLevel, Outcome
from mentorcrm.models.tables import (
    Coverage,
    Draft,
    Fact,
    Interaction,
    InteractionPerson,
    Mentorship,
    Person,
    PersonTag,
    Tag,
    WorkingStyle,
)
from mentorcrm.services.interactions import lived_at

_MOST_CONTACTS = 20  # Of one person, the newest; older talks rarely speak for asking today.
_INTRODUCER = aliased(Person)
_PEOPLE = (
    select(
        Person.id,
        Person.display_name,
        Person.title,
        Person.organisation,
        Person.why_them,
        Person.notes,
        Person.do_not_contact_until,
        _INTRODUCER.id.label("by"),
        _INTRODUCER.display_name.label("by_name"),
    )
    .outerjoin(
        _INTRODUCER, (_INTRODUCER.id == Person.introduced_by) & _INTRODUCER.deleted_at.is_(None)
    )
    .where(Person.deleted_at.is_(None))
)
_FACTS = select(Fact.person_id, Fact.id, Fact.text, Fact.verified_on).order_by(Fact.id)
_TAGS = (
    select(PersonTag.person_id, Tag.id, Tag.name)
    .join(Tag, Tag.id == PersonTag.tag_id)
    .order_by(Tag.key)
)
_ROLES = select(
    Mentorship.person_id,
    Mentorship.id,
    Mentorship.role,
    Mentorship.season,
    Mentorship.steps_ahead,
    exists()
    .where(
        Draft.person_id == Mentorship.person_id,
        Draft.outcome.in_((Outcome.YES, Outcome.YES_SMALLER)),
        Draft.deleted_at.is_(None),
    )
    .label("said_yes"),
).order_by(Mentorship.id)
_FACETS = (
    select(Mentorship.person_id, Coverage.id, Coverage.facet)
    .join(Mentorship, Mentorship.id == Coverage.mentorship_id)
    .where(Coverage.facet.in_(list(Facet)), Coverage.level != CoverageLevel.NONE)
    .order_by(Coverage.id)
)
_STYLES = select(WorkingStyle.person_id, WorkingStyle.id, WorkingStyle.feedback)
_OPENED = (
    select(Person.introduced_by, Person.id, Person.display_name)
    .where(Person.deleted_at.is_(None))
    .order_by(Person.id)
)
_CONTACTS = (
    select(
        InteractionPerson.person_id,
        Interaction.id,
        Interaction.at,
        Interaction.zone,
        Interaction.summary,
        Interaction.body,
    )
    .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
    .where(Interaction.deleted_at.is_(None), Interaction.counts_as_contact.is_(True))
    .order_by(Interaction.at.desc(), Interaction.id.desc())
)


def candidates(session: Session, ids: Sequence[int], now: datetime) -> dict[int, Candidate]:
    """Everyone of these ids who is not in the bin, with what is known of them."""
    facts = _grouped(session, _FACTS.where(Fact.person_id.in_(ids)), KnownFact)
    tags = _grouped(session, _TAGS.where(PersonTag.person_id.in_(ids)), KnownTag)
    roles = _grouped(session, _ROLES.where(Mentorship.person_id.in_(ids)), KnownRole)
    contacts = _contacts(session, ids, now)
    styles = _grouped(session, _STYLES.where(WorkingStyle.person_id.in_(ids)), KnownStyle)
    facets = _grouped(session, _FACETS.where(Mentorship.person_id.in_(ids)), _facet)
    opened = _grouped(session, _OPENED.where(Person.introduced_by.in_(ids)), _pair)
    return {
        p.id: Candidate(
            p.id,
            p.display_name,
            p.title,
            p.organisation,
            p.why_them,
            p.notes,
            tuple(facts.get(p.id, ())),
            tuple(tags.get(p.id, ())),
            tuple(contacts.get(p.id, ())),
            tuple(roles.get(p.id, ())),
            (p.by, p.by_name) if p.by is not None else None,
            p.do_not_contact_until,
            next(iter(styles.get(p.id, ())), None),
            tuple(opened.get(p.id, ())),
            tuple(facets.get(p.id, ())),
        )
        for p in session.execute(_PEOPLE.where(Person.id.in_(ids)))
    }


def _facet(number: int, facet: str) -> KnownFacet:
    return KnownFacet(number, Facet(facet))


def _pair(number: int, name: str) -> tuple[int, str]:
    return number, name


def _grouped(session: Session, query: Any, kind: Any) -> dict[int, list[Any]]:
    rows: dict[int, list[Any]] = {}
    for person_id, *values in session.execute(query):
        rows.setdefault(person_id, []).append(kind(*values))
    return rows


def _contacts(session: Session, ids: Iterable[int], now: datetime) -> dict[int, list[KnownContact]]:
    query = _CONTACTS.where(InteractionPerson.person_id.in_(list(ids)), Interaction.at <= now)
    found: dict[int, list[KnownContact]] = {}
    for person_id, contact_id, at, zone, summary, body in session.execute(query):
        known = found.setdefault(person_id, [])
        if len(known) < _MOST_CONTACTS:
            known.append(KnownContact(contact_id, lived_at(at, zone).date(), summary, body))
    return found
