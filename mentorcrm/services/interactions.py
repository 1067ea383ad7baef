"""Contact had: recording it and reading it back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import CONTACT_CHANNELS, Direction
from mentorcrm.models.tables import Interaction, InteractionPerson, Person
from mentorcrm.services.commands import outreach as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found, live_person
from mentorcrm.services.rows import InteractionRow
from mentorcrm.services.text import clean_line, clean_text, day
from mentorcrm.words import _, joined

_SHOWN = 200


def log_interaction(work: Work, command: wish.LogInteraction) -> int:
    people = [live_person(work, person_id) for person_id in dict.fromkeys(command.person_ids)]
    if not people:
        raise UserError(_("Say who the contact was with."))
    if command.minutes is not None and not 0 <= command.minutes <= 24 * 60:
        raise UserError(_("Write a length between 0 minutes and 24 hours."))
    row = Interaction(
        at=command.at,
        zone=command.zone or work.zone,
        channel=command.channel,
        direction=command.direction,
        minutes=command.minutes,
        summary=clean_line(command.summary),
        body=clean_text(command.body),
        privacy=command.privacy,
        counts_as_contact=command.counts_as_contact and command.channel in CONTACT_CHANNELS,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add_all(
        InteractionPerson(interaction_id=row.id, person_id=person.id) for person in people
    )
    names = joined([person.display_name for person in people[:2]])
    work.label = _("Log {channel} with {names}").format(
        channel=command.channel.label.lower(), names=names
    )
    return row.id


def log_sent(
    work: Work, draft_id: int, person_id: int, command: wish.MarkSent, subject: str
) -> int:
    """Record an outbound message as contact made from my side."""
    row = Interaction(
        at=command.sent_at,
        zone=work.zone,
        channel=command.channel,
        direction=Direction.ME,
        summary=subject or "Message sent",
        source="draft",
        draft_id=draft_id,
        counts_as_contact=False,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add(InteractionPerson(interaction_id=row.id, person_id=person_id))
    return row.id


def delete_interaction(work: Work, command: wish.DeleteInteraction) -> None:
    row = found(work, Interaction, command.interaction_id, _("That contact is no longer there."))
    row.deleted_at = work.now
    work.label = _("Delete the contact of {day}").format(day=day(row.at.date()))


def set_privacy(work: Work, command: wish.SetPrivacy) -> None:
    row = found(work, Interaction, command.interaction_id, _("That contact is no longer there."))
    row.privacy = command.privacy
    work.label = _("{privacy}: the contact of {day}").format(
        privacy=command.privacy.label, day=day(row.at.date())
    )


def interactions_of(session: Session, person_id: int) -> tuple[InteractionRow, ...]:
    """The newest contacts with a person, planned ones included, newest first."""
    query = (
        select(Interaction)
        .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
        .where(InteractionPerson.person_id == person_id, Interaction.deleted_at.is_(None))
        .order_by(Interaction.at.desc(), Interaction.id.desc())
        .limit(_SHOWN)
    )
    rows = list(session.scalars(query))
    people: dict[int, list[tuple[int, str]]] = {}
    for interaction_id, other_id, name in session.execute(
        select(InteractionPerson.interaction_id, Person.id, Person.display_name)
        .join(Person, Person.id == InteractionPerson.person_id)
        .where(InteractionPerson.interaction_id.in_([row.id for row in rows]))
    ):
        people.setdefault(interaction_id, []).append((other_id, name))
    return tuple(
        InteractionRow(
            r.id,
            r.at,
            r.zone,
            r.channel,
            r.direction,
            r.minutes,
            r.summary,
            r.body,
            r.privacy,
            r.counts_as_contact,
            tuple(people.get(r.id, ())),
            r.draft_id,
        )
        for r in rows
    )


HANDLERS: dict[type, Handler] = {
    wish.LogInteraction: log_interaction,
    wish.DeleteInteraction: delete_interaction,
    wish.SetPrivacy: set_privacy,
}
