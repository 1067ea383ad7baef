"""Changes to the mosaic: cells of needs and of facets, and weights."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.tables import Coverage, Mentorship, MosaicWeight
from mentorcrm.services.commands import mosaic as wish
from mentorcrm.services.commands.needs import LinkNeed, UnlinkNeed
from mentorcrm.services.coverage import helping_role, link_need, live_need, unlink_need
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import live_person
from mentorcrm.services.text import quoted
from mentorcrm.words import _

MOST_WEIGHT = 3


def set_cell(work: Work, command: wish.SetCell) -> None:
    need, facet = _named(command.row)
    if need is not None:
        _set_need(work, need, command)
    elif facet is not None:
        _set_facet(work, facet, command)


def _set_need(work: Work, need: int, command: wish.SetCell) -> None:
    if command.level is None:
        unlink_need(work, UnlinkNeed(need, command.person_id))
    else:
        link_need(work, LinkNeed(need, command.person_id, command.level))


def _set_facet(work: Work, facet: Facet, command: wish.SetCell) -> None:
    person = live_person(work, command.person_id)
    links = _facet_links(work, facet, person.id)
    work.label = _("{facet}: {person} is taken out").format(
        facet=facet.label, person=person.display_name
    )
    if command.level is None:
        for link in links:
            work.session.delete(link)
        return
    if not links:
        role = helping_role(work, person.id)
        links = [Coverage(facet=facet.value, mentorship_id=role, level=command.level, note="")]
        work.session.add(links[0])
    for link in links:
        link.level = command.level
    work.label = _("{facet}: {person}, {level}").format(
        facet=facet.label, person=person.display_name, level=command.level.label.lower()
    )


def _facet_links(work: Work, facet: Facet, person_id: int) -> Sequence[Coverage]:
    query = (
        select(Coverage)
        .join(Mentorship, Mentorship.id == Coverage.mentorship_id)
        .where(Coverage.facet == facet.value, Mentorship.person_id == person_id)
    )
    return list(work.session.scalars(query))


def set_weight(work: Work, command: wish.SetWeight) -> None:
    need, facet = _named(command.row)
    least = 1 if need is not None else 0
    if not least <= command.weight <= MOST_WEIGHT:
        raise UserError(_("Choose a weight from 1 to 3."))
    words = _quoted_row(work, need, facet)
    held = select(MosaicWeight)
    held = held.where(
        MosaicWeight.need_id == need if need is not None else MosaicWeight.facet == facet
    )
    row = work.session.scalar(held)
    if row is None:
        value = facet.value if facet is not None else None
        work.session.add(MosaicWeight(need_id=need, facet=value, weight=command.weight))
    else:
        row.weight = command.weight
    work.label = _("Weigh {what} as {weight}").format(what=words, weight=command.weight)
    if command.weight == 0:
        work.label = _("Leave {what} out of the mosaic").format(what=words)


def _quoted_row(work: Work, need: int | None, facet: Facet | None) -> str:
    """A row as the label of a step speaks of it."""
    if need is not None:
        return quoted(live_need(work, need).statement)
    return facet.label if facet is not None else ""


def _named(row: str) -> tuple[int | None, Facet | None]:
    """What a key names, or NotFound."""
    table, _slash, name = row.partition("/")
    if table == "need" and name.isdecimal():
        return int(name), None
    facets: Mapping[str, Facet] = {facet.value: facet for facet in Facet}
    if table == "facet" and name in facets:
        return None, facets[name]
    raise NotFound(_("That row of the mosaic is no longer there."))


HANDLERS: dict[type, Handler] = {wish.SetCell: set_cell, wish.SetWeight: set_weight}
