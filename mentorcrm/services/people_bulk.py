"""What can be done to several people at once; each is one step of undo."""

from collections.abc import Sequence

from sqlalchemy import func, select

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import Role, Season
from mentorcrm.models.tables import Mentorship, PersonTag
from mentorcrm.services.commands import people as wish
from mentorcrm.services.commands.agreements import BeginTrial
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import (
    drop_unused_tags,
    live_people,
    move_season,
    start_role,
    tag_ids,
    whom,
)
from mentorcrm.services.trials import begin_trial
from mentorcrm.storage.search import as_json
from mentorcrm.words import _


def tag_people(work: Work, command: wish.TagPeople) -> int:
    people = live_people(work, command.person_ids)
    add = tag_ids(work, command.add)
    remove = tag_ids(work, command.remove, make=False)
    if not add and not command.remove:
        raise UserError(_("Write a tag first."))
    changed: set[int] = set()
    held = {(row.person_id, row.tag_id): row for row in _held(work, command.person_ids)}
    for person in people:
        for tag in add:
            if (person.id, tag) not in held:
                work.session.add(PersonTag(person_id=person.id, tag_id=tag))
                changed.add(person.id)
        for tag in remove - add:
            if (row := held.get((person.id, tag))) is not None:
                work.session.delete(row)
                changed.add(person.id)
    work.session.flush()
    drop_unused_tags(work)
    label = _("Tag {people}") if add else _("Untag {people}")
    work.label = label.format(people=whom(people))
    return len(changed)


def set_seasons(work: Work, command: wish.SetSeasons) -> int:
    people = live_people(work, command.person_ids)
    chosen = select(func.json_each(as_json(command.person_ids)).table_valued("value").c.value)
    first: dict[int, Mentorship] = {}
    query = select(Mentorship).where(Mentorship.person_id.in_(chosen)).order_by(Mentorship.id)
    for held in work.session.scalars(query):
        first.setdefault(held.person_id, held)
    changed = 0
    for person in people:
        if (role := first.get(person.id)) is None:
            role = start_role(work, person.id, Role.MENTOR, command.season)
        elif role.season is command.season:
            continue
        elif command.season is not Season.TRIAL:
            move_season(work, role, command.season)
        if command.season is Season.TRIAL:
            begin_trial(work, BeginTrial(person.id, role.role))
        changed += 1
    work.label = f"{command.season.label}: {whom(people)}"
    return changed


def _held(work: Work, person_ids: Sequence[int]) -> Sequence[PersonTag]:
    chosen = select(func.json_each(as_json(person_ids)).table_valued("value").c.value)
    return work.session.scalars(select(PersonTag).where(PersonTag.person_id.in_(chosen))).all()


HANDLERS: dict[type, Handler] = {
    wish.TagPeople: tag_people,
    wish.SetSeasons: set_seasons,
}
