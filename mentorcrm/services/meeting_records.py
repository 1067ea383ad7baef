"""Finding meetings and their parts inside a change; what the handlers of meetings share."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import NeedKind
from mentorcrm.models.tables import (
    Advice,
    AgendaPoint,
    Commitment,
    Interaction,
    InteractionPerson,
    Meeting,
    MeetingLine,
    Need,
    Person,
)
from mentorcrm.services.coverage import live_need
from mentorcrm.services.dispatcher import Work
from mentorcrm.services.people import found
from mentorcrm.words import _, joined


def live_meeting(work: Work, meeting_id: int) -> tuple[Meeting, Interaction]:
    """A meeting and its contact, neither in the bin, or NotFound."""
    meeting = found(work, Meeting, meeting_id, _("That meeting is no longer there."))
    contact = work.session.get_one(Interaction, meeting.interaction_id)
    if contact.deleted_at is not None:
        raise NotFound(_("That meeting is in the bin. Undo its deletion first."))
    return meeting, contact


def open_meeting(work: Work, meeting_id: int) -> tuple[Meeting, Interaction]:
    """As `live_meeting`; UserError when it was cancelled."""
    meeting, contact = live_meeting(work, meeting_id)
    if meeting.cancelled_on is not None:
        raise UserError(_("That meeting was cancelled. Undo that, or plan another one."))
    return meeting, contact


def people_ids(work: Work, interaction_id: int) -> list[int]:
    """Who takes part, in the order in which they were named."""
    query = (
        select(InteractionPerson.person_id)
        .where(InteractionPerson.interaction_id == interaction_id)
        .order_by(InteractionPerson.id)
    )
    return list(work.session.scalars(query))


def names_of(work: Work, interaction_id: int) -> str:
    """The names of who takes part, the first two of them."""
    query = (
        select(Person.display_name)
        .join(InteractionPerson, InteractionPerson.person_id == Person.id)
        .where(InteractionPerson.interaction_id == interaction_id)
        .order_by(InteractionPerson.id)
        .limit(2)
    )
    return joined(list(work.session.scalars(query)))


def names_in(work: Work, people: Sequence[int], text: str) -> dict[int, int]:
    """Who of these people a text names, and where: by a name that only they bear."""
    query = select(Person.id, Person.display_name, Person.nickname).where(Person.id.in_(people))
    bearers: dict[str, set[int]] = {}
    for person, name, nickname in work.session.execute(query):
        for called in {name, nickname, name.partition(" ")[0]} - {""}:
            bearers.setdefault(called.casefold(), set()).add(person)
    places: dict[int, int] = {}
    for called, persons in bearers.items():
        match = re.search(rf"\b{re.escape(called)}\b", text.casefold())
        if match is not None and len(persons) == 1:
            (person,) = persons
            places[person] = min(match.start(), places.get(person, match.start()))
    return places


def points_of(work: Work, meeting_id: int) -> list[AgendaPoint]:
    """The points of an agenda, in order."""
    query = (
        select(AgendaPoint)
        .where(AgendaPoint.meeting_id == meeting_id)
        .order_by(AgendaPoint.position, AgendaPoint.id)
    )
    return list(work.session.scalars(query))


def lines_of(work: Work, meeting_id: int) -> list[MeetingLine]:
    """The lines of the notes, in order."""
    query = (
        select(MeetingLine)
        .where(MeetingLine.meeting_id == meeting_id)
        .order_by(MeetingLine.position, MeetingLine.id)
    )
    return list(work.session.scalars(query))


def successors(work: Work, point_ids: Iterable[int]) -> dict[int, AgendaPoint]:
    """For each point that was carried on, the point it became."""
    query = select(AgendaPoint).where(AgendaPoint.carried_from.in_(list(point_ids)))
    return {p.carried_from: p for p in work.session.scalars(query) if p.carried_from is not None}


def meetings_with(
    work: Work, people: Sequence[int], *where: ColumnElement[bool]
) -> list[tuple[Meeting, Interaction]]:
    """The meetings that fit, that one of these people takes part in and that are not binned.

    By time. There may be hundreds with somebody: say which are wanted.
    """
    with_them = select(InteractionPerson.interaction_id).where(
        InteractionPerson.person_id.in_(list(people))
    )
    query = (
        select(Meeting, Interaction)
        .join(Interaction, Interaction.id == Meeting.interaction_id)
        .where(Interaction.id.in_(with_them), Interaction.deleted_at.is_(None), *where)
        .order_by(Interaction.at, Meeting.id)
    )
    return [(meeting, contact) for meeting, contact in work.session.execute(query)]


def renumber(points: Iterable[AgendaPoint]) -> None:
    """Give points the places in which they stand."""
    for position, point in enumerate(points):
        point.position = position


def decision_of(work: Work, meeting: Meeting) -> Need | None:
    """The decision of a meeting; None without one or when it is in the bin."""
    need = work.session.get(Need, meeting.decision_id) if meeting.decision_id else None
    return need if need is not None and need.deleted_at is None else None


def take_decision(work: Work, meeting: Meeting, need_id: int | None) -> None:
    """Make a need the decision of a meeting; what was said in it is about that unless said."""
    contact = work.session.get_one(Interaction, meeting.interaction_id)
    if contact.need_id in (None, meeting.decision_id):
        contact.need_id = need_id
    meeting.decision_id = need_id
    if need_id is None:
        return
    for table in (Advice, Commitment):
        said = (table.interaction_id == contact.id, table.need_id.is_(None))
        work.session.execute(update(table).where(*said).values(need_id=need_id))


def need_for_decision(work: Work, need_id: int) -> Need:
    """A need that can be the decision of a meeting, or UserError."""
    need = live_need(work, need_id)
    if need.kind is not NeedKind.DECISION:
        raise UserError(_("A meeting is for one decision. Choose a need of the kind “Decision”."))
    return need


def held_moment(meeting: Meeting, contact: Interaction) -> datetime:
    """When a meeting took place: when its notes began, or when it was planned for."""
    return meeting.held_at or contact.at
