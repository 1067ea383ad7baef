"""Who covers which need: links between needs and people, made through what they are to me."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import CoverageLevel, Role, Season
from mentorcrm.models.tables import Coverage, Mentorship, Need, Person
from mentorcrm.services.commands import needs as wish
from mentorcrm.services.commands.people import SetMentorship
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found, live_person, set_mentorship
from mentorcrm.services.rows import HelperRow
from mentorcrm.services.text import clean_text, quoted
from mentorcrm.words import _

# Of several roles the one through which someone is most likely to help.
_BEFORE = (Role.MENTOR, Role.PEER, Role.REVERSE, Role.MENTEE)


def link_need(work: Work, command: wish.LinkNeed) -> None:
    """Link a person to a need, or change how far they cover it."""
    need, person = live_need(work, command.need_id), live_person(work, command.person_id)
    links = _links(work, need.id, person.id)
    if not links:
        held = helping_role(work, person.id)
        links = [Coverage(need_id=need.id, mentorship_id=held, level=command.level, note="")]
        work.session.add(links[0])
    for link in links:
        link.level = command.level
        link.note = clean_text(command.note) or link.note
    work.label = _("Link {person} to {need}").format(
        person=person.display_name, need=quoted(need.statement)
    )
    if command.level is CoverageLevel.NONE:
        work.label = _("Set {person} aside for {need}").format(
            person=person.display_name, need=quoted(need.statement)
        )


def is_linked(work: Work, need_id: int, person_id: int) -> bool:
    """Whether it is on record how far a person covers a need, be it not at all."""
    return bool(_links(work, need_id, person_id))


def unlink_need(work: Work, command: wish.UnlinkNeed) -> None:
    """Take every link of a person to a need away."""
    need, person = live_need(work, command.need_id), live_person(work, command.person_id)
    links = _links(work, need.id, person.id)
    if not links:
        raise NotFound(_("{person} is not linked to that need.").format(person=person.display_name))
    for link in links:
        work.session.delete(link)
    work.label = _("Unlink {person} from {need}").format(
        person=person.display_name, need=quoted(need.statement)
    )


def live_need(work: Work, need_id: int) -> Need:
    """A need that is not in the bin, or NotFound."""
    need = found(work, Need, need_id, _("That need is no longer there."))
    if need.deleted_at is not None:
        raise NotFound(_("That need is in the bin. Undo its deletion first."))
    return need


def helpers_of(session: Session, need_ids: Iterable[int]) -> dict[int, tuple[HelperRow, ...]]:
    """The people linked to each need, the main help first; who is in the bin is left out."""
    query = (
        select(Coverage.need_id, Person.id, Person.display_name, Person.avatar_tint, Coverage.level)
        .join(Mentorship, Mentorship.id == Coverage.mentorship_id)
        .join(Person, Person.id == Mentorship.person_id)
        .where(Coverage.need_id.in_(list(need_ids)), Person.deleted_at.is_(None))
        .order_by(Person.sort_name, Person.id)
    )
    links: dict[int, dict[int, HelperRow]] = {}
    for need_id, person_id, name, tint, level in session.execute(query):
        if need_id is not None:
            links.setdefault(need_id, {})[person_id] = HelperRow(person_id, name, tint, level)
    return {
        need_id: tuple(sorted(people.values(), key=_main_first))
        for need_id, people in links.items()
    }


def _main_first(helper: HelperRow) -> int:
    return -list(CoverageLevel).index(helper.level)


def _links(work: Work, need_id: int, person_id: int) -> list[Coverage]:
    query = (
        select(Coverage)
        .join(Mentorship, Mentorship.id == Coverage.mentorship_id)
        .where(Coverage.need_id == need_id, Mentorship.person_id == person_id)
    )
    return list(work.session.scalars(query))


def helping_role(work: Work, person_id: int) -> int:
    """The role through which someone is most likely to help; without any, candidate as mentor."""
    roles = select(Mentorship).where(Mentorship.person_id == person_id)
    held = {mentorship.role: mentorship.id for mentorship in work.session.scalars(roles)}
    if not held:
        return set_mentorship(work, SetMentorship(person_id, Role.MENTOR, Season.CANDIDATE))
    return next(held[role] for role in _BEFORE if role in held)


HANDLERS: dict[type, Handler] = {wish.LinkNeed: link_need, wish.UnlinkNeed: unlink_need}
