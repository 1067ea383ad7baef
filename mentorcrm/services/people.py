"""What can be done to people: the handlers behind `commands.people`."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import delete, func, select

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.base import Record
from mentorcrm.models.kinds import AVATAR_TINTS, CADENCE_DEFAULT_DAYS, ContactKind, Role, Season
from mentorcrm.models.tables import (
    ContactPoint,
    Fact,
    Mentorship,
    Person,
    PersonTag,
    SeasonChange,
    Tag,
)
from mentorcrm.services.commands import people as wish
from mentorcrm.services.contact_values import normalise, point_value, split_name
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.season_ends import let_go
from mentorcrm.services.text import clean_line, clean_text, count, sort_key, tag_name
from mentorcrm.services.zones import require_zone
from mentorcrm.storage.search import as_json
from mentorcrm.words import _

Row = TypeVar("Row", bound=Record)

_LONG_FIELDS = frozenset({"notes", "how_met", "why_them"})


def add_person(work: Work, command: wish.AddPerson) -> int:
    name = clean_line(command.name)
    if not name:
        raise UserError(_("A person needs a name. Write one first."))
    person = Person(
        display_name=name,
        sort_name=sort_key(name),
        source=clean_line(command.source) or "added by hand",
        organisation=clean_line(command.organisation),
        title=clean_line(command.title),
        why_them=clean_text(command.why_them),
        avatar_tint=tint(name),
        **split_name(name),
    )
    work.session.add(person)
    work.session.flush()
    if command.mail.strip():
        _add_point(work, person.id, ContactKind.MAIL, command.mail, "", preferred=True)
    for kind, value in command.points:
        _add_point(work, person.id, kind, value, "", preferred=False)
    if command.tags:
        set_tags(work, wish.SetTags(person.id, command.tags))
    if command.season is not None:
        start_role(work, person.id, Role.MENTOR, command.season)
    work.label = _("Add {name}").format(name=name)
    return person.id


def edit_person(work: Work, command: wish.EditPerson) -> None:
    person = live_person(work, command.person_id)
    for field, value in command.values.items():
        if field not in wish.PERSON_TEXT_FIELDS:
            raise UserError(_("“{field}” is not something a person has.").format(field=field))
        text = clean_text(value) if field in _LONG_FIELDS else clean_line(value)
        if field == "zone" and text:
            text = require_zone(text)
        setattr(person, field, text)
    if not person.display_name:
        raise UserError(_("A person needs a name. Write one first."))
    if "display_name" in command.values:
        person.sort_name = sort_key(person.display_name)
        if not {"given_name", "family_name"} & command.values.keys():
            for field, value in split_name(person.display_name).items():
                setattr(person, field, value)
    work.label = _("Edit {person}").format(person=person.display_name)
    work.merge_key = f"person/{person.id}/{','.join(sorted(command.values))}"


def set_introducer(work: Work, command: wish.SetIntroducer) -> None:
    person = live_person(work, command.person_id)
    if command.introduced_by == command.person_id:
        raise UserError(_("Someone cannot have introduced themselves. Choose another person."))
    if command.introduced_by is not None:
        live_person(work, command.introduced_by)
    person.introduced_by = command.introduced_by
    work.label = _("Edit {person}").format(person=person.display_name)


def set_flags(work: Work, command: wish.SetPersonFlags) -> None:
    people = live_people(work, command.person_ids)
    for person in people:
        if command.favourite is not None:
            person.favourite = command.favourite
        if command.archived is not None:
            person.archived = command.archived
    label = {
        True: _("Archive {people}"),
        False: _("Unarchive {people}"),
        None: _("Edit {people}"),
    }[command.archived]
    work.label = label.format(people=whom(people))


def set_do_not_contact(work: Work, command: wish.SetDoNotContact) -> None:
    person = live_person(work, command.person_id)
    person.do_not_contact_until = command.until
    work.label = _("Edit {person}").format(person=person.display_name)


def delete_people(work: Work, command: wish.DeletePeople) -> None:
    people = live_people(work, command.person_ids)
    for person in people:
        person.deleted_at = work.now
    work.label = _("Delete {people}").format(people=whom(people))


def restore_people(work: Work, command: wish.RestorePeople) -> None:
    people = _people(work, command.person_ids)
    for person in people:
        person.deleted_at = None
    work.label = _("Take {people} out of the bin").format(people=whom(people))


def add_point(work: Work, command: wish.AddContactPoint) -> int:
    person = live_person(work, command.person_id)
    work.label = _("Add a contact detail of {person}").format(person=person.display_name)
    return _add_point(
        work, person.id, command.kind, command.value, command.label, preferred=command.preferred
    )


def edit_point(work: Work, command: wish.EditContactPoint) -> None:
    point = found(
        work, ContactPoint, command.point_id, _("That contact detail is no longer there.")
    )
    point.value = point_value(point.kind, command.value)
    point.normalised = normalise(point.kind, point.value)
    point.label = clean_line(command.label)
    _prefer(work, point, preferred=command.preferred)
    work.label = _("Edit a contact detail of {person}").format(
        person=live_person(work, point.person_id).display_name
    )
    work.merge_key = f"point/{point.id}"


def remove_point(work: Work, command: wish.RemoveContactPoint) -> None:
    point = found(
        work, ContactPoint, command.point_id, _("That contact detail is no longer there.")
    )
    work.label = _("Remove a contact detail of {person}").format(
        person=live_person(work, point.person_id).display_name
    )
    work.session.delete(point)


def add_fact(work: Work, command: wish.AddFact) -> int:
    person = live_person(work, command.person_id)
    text = clean_line(command.text)
    if not text:
        raise UserError(_("Write the fact before adding it."))
    fact = Fact(
        person_id=person.id,
        text=text,
        source=clean_line(command.source),
        verified_on=command.verified_on or work.today,
    )
    work.session.add(fact)
    work.session.flush()
    work.label = _("Add a fact about {person}").format(person=person.display_name)
    return fact.id


def edit_fact(work: Work, command: wish.EditFact) -> None:
    fact = found(work, Fact, command.fact_id, _("That fact is no longer there."))
    fact.text, fact.source = clean_line(command.text), clean_line(command.source)
    fact.verified_on = command.verified_on
    if not fact.text:
        raise UserError(_("A fact cannot be empty. Remove it instead."))
    work.label = _("Edit a fact about {person}").format(
        person=live_person(work, fact.person_id).display_name
    )
    work.merge_key = f"fact/{fact.id}"


def remove_fact(work: Work, command: wish.RemoveFact) -> None:
    fact = found(work, Fact, command.fact_id, _("That fact is no longer there."))
    work.label = _("Remove a fact about {person}").format(
        person=live_person(work, fact.person_id).display_name
    )
    work.session.delete(fact)


def set_tags(work: Work, command: wish.SetTags) -> None:
    person = live_person(work, command.person_id)
    keep = tag_ids(work, command.tags)
    held = {
        row.tag_id: row
        for row in work.session.scalars(select(PersonTag).where(PersonTag.person_id == person.id))
    }
    for tag_id in held.keys() - keep:
        work.session.delete(held[tag_id])
    for tag_id in keep - held.keys():
        work.session.add(PersonTag(person_id=person.id, tag_id=tag_id))
    work.session.flush()
    drop_unused_tags(work)
    work.label = _("Edit the tags of {person}").format(person=person.display_name)


def set_mentorship(work: Work, command: wish.SetMentorship) -> int:
    person = live_person(work, command.person_id)
    held = work.session.scalar(
        select(Mentorship).where(Mentorship.person_id == person.id, Mentorship.role == command.role)
    )
    if held is None:
        held = start_role(work, person.id, command.role, command.season or Season.CANDIDATE)
    elif command.season is not None and command.season is not held.season:
        move_season(work, held, command.season, command.why)
    if command.cadence_days is not None:
        if not 1 <= command.cadence_days <= 3650:
            raise UserError(_("Choose a rhythm between 1 day and 10 years."))
        held.cadence_days = command.cadence_days
    if command.steps_ahead is not None:
        held.steps_ahead = command.steps_ahead
    work.label = f"{person.display_name}: {held.role.label.lower()}, {held.season.label.lower()}"
    return held.id


def remove_mentorship(work: Work, command: wish.RemoveMentorship) -> None:
    held = found(work, Mentorship, command.mentorship_id, _("That role is no longer there."))
    person = live_person(work, held.person_id)
    work.label = _("{person} is no longer {role}").format(
        person=person.display_name, role=held.role.label.lower()
    )
    work.session.delete(held)


def set_planned_end(work: Work, command: wish.SetPlannedEnd) -> None:
    held = found(work, Mentorship, command.mentorship_id, _("That role is no longer there."))
    person = live_person(work, held.person_id)
    if command.until is not None and held.since is not None and command.until < held.since:
        raise UserError(_("The end lies before the beginning. Choose a later day."))
    held.planned_end = command.until
    work.label = _("Set the end with {person}").format(person=person.display_name)


def found(work: Work, table: type[Row], row_id: int, gone: str) -> Row:
    """The row, or NotFound in words."""
    row = work.session.get(table, row_id)
    if row is None:
        raise NotFound(gone)
    return row


def live_person(work: Work, person_id: int) -> Person:
    """A person who is not in the bin, or NotFound."""
    person = found(work, Person, person_id, _("That person is no longer there."))
    _require_live(person)
    return person


def live_people(work: Work, person_ids: Sequence[int]) -> list[Person]:
    """Several people who are not in the bin, read at once; NotFound when one is missing."""
    people = _people(work, person_ids)
    for person in people:
        _require_live(person)
    return people


def tag_ids(work: Work, names: Sequence[str], *, make: bool = True) -> set[int]:
    """The tags of these names; those that are not there yet are made, or left out."""
    wanted = {sort_key(name): name for tag in names if (name := tag_name(tag))}
    present = {tag.key: tag for tag in work.session.scalars(select(Tag).where(Tag.key.in_(wanted)))}
    for key in wanted.keys() - present.keys() if make else ():
        present[key] = Tag(name=wanted[key], key=key)
        work.session.add(present[key])
    work.session.flush()
    return {tag.id for tag in present.values()}


def tint(name: str) -> int:
    """Which of the avatar's tints a name gets: stable, and without any meaning."""
    return sum(name.encode()) % AVATAR_TINTS


def _people(work: Work, person_ids: Sequence[int]) -> list[Person]:
    if not person_ids:
        raise UserError(_("Choose at least one person."))
    chosen = select(func.json_each(as_json(person_ids)).table_valued("value").c.value)
    by_id = {p.id: p for p in work.session.scalars(select(Person).where(Person.id.in_(chosen)))}
    if not by_id.keys() >= set(person_ids):
        raise NotFound(_("Somebody among them is no longer there. Look at the list again."))
    return [by_id[person_id] for person_id in dict.fromkeys(person_ids)]


def _require_live(person: Person) -> None:
    if person.deleted_at is not None:
        raise NotFound(
            _("{person} is in the bin. Take them out of it first.").format(
                person=person.display_name
            )
        )


def _add_point(
    work: Work, person_id: int, kind: ContactKind, value: str, label: str, *, preferred: bool
) -> int:
    text = point_value(kind, value)
    point = ContactPoint(
        person_id=person_id,
        kind=kind,
        value=text,
        label=clean_line(label),
        normalised=normalise(kind, text),
    )
    work.session.add(point)
    work.session.flush()
    _prefer(work, point, preferred=preferred)
    return point.id


def _prefer(work: Work, point: ContactPoint, *, preferred: bool) -> None:
    if preferred:
        for other in work.session.scalars(
            select(ContactPoint).where(
                ContactPoint.person_id == point.person_id, ContactPoint.kind == point.kind
            )
        ):
            other.preferred = False
    point.preferred = preferred


def start_role(work: Work, person_id: int, role: Role, season: Season) -> Mentorship:
    """Give someone a role they do not have yet."""
    held = Mentorship(
        person_id=person_id,
        role=role,
        season=season,
        since=work.today,
        cadence_days=CADENCE_DEFAULT_DAYS,
    )
    work.session.add(held)
    work.session.flush()
    _note_season(work, held, None, season, "")
    return held


def move_season(work: Work, held: Mentorship, season: Season, why: str = "") -> None:
    """Put a role into another season, on record."""
    _note_season(work, held, held.season, season, why)
    let_go(held)
    held.season = season


def _note_season(
    work: Work, held: Mentorship, before: Season | None, after: Season, why: str
) -> None:
    work.session.add(
        SeasonChange(
            mentorship_id=held.id,
            from_season=before,
            to_season=after,
            changed_on=work.today,
            why=clean_line(why),
        )
    )


def drop_unused_tags(work: Work) -> None:
    """Delete tags that nobody has any more."""
    used = select(func.count()).where(PersonTag.tag_id == Tag.id).scalar_subquery()
    work.session.execute(delete(Tag).where(used == 0))


def whom(people: Sequence[Person]) -> str:
    """A name, or how many people."""
    return people[0].display_name if len(people) == 1 else count(len(people), "person", "people")


HANDLERS: dict[type, Handler] = {
    wish.AddPerson: add_person,
    wish.EditPerson: edit_person,
    wish.SetIntroducer: set_introducer,
    wish.SetPersonFlags: set_flags,
    wish.SetDoNotContact: set_do_not_contact,
    wish.DeletePeople: delete_people,
    wish.RestorePeople: restore_people,
    wish.AddContactPoint: add_point,
    wish.EditContactPoint: edit_point,
    wish.RemoveContactPoint: remove_point,
    wish.AddFact: add_fact,
    wish.EditFact: edit_fact,
    wish.RemoveFact: remove_fact,
    wish.SetTags: set_tags,
    wish.SetMentorship: set_mentorship,
    wish.RemoveMentorship: remove_mentorship,
    wish.SetPlannedEnd: set_planned_end,
}
