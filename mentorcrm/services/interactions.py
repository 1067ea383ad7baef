"""Contact had or planned: recording it, changing it, the bin."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import CONTACT_CHANNELS, Direction, InteractionChannel
from mentorcrm.models.tables import (
    Interaction,
    InteractionPerson,
    InteractionTopic,
    Meeting,
    Need,
    Person,
)
from mentorcrm.services import meeting_records as records
from mentorcrm.services import meeting_time as times
from mentorcrm.services.commands import interactions as change
from mentorcrm.services.commands import outreach as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found, live_person
from mentorcrm.services.plans import ANSWERED, was_planned
from mentorcrm.services.rows import InteractionRow
from mentorcrm.services.text import clean_line, clean_text, day, sort_key, tag_name
from mentorcrm.services.zones import instant, require_zone, zone_of
from mentorcrm.words import _, joined

MOST_MINUTES = 24 * 60
_SHOWN = 20


def log_interaction(work: Work, command: wish.LogInteraction) -> int:
    people = [live_person(work, person_id) for person_id in dict.fromkeys(command.person_ids)]
    if not people:
        raise UserError(_("Say who the contact was with."))
    row = Interaction(
        at=instant(command.at),
        zone=require_zone(command.zone) if command.zone else work.home,
        channel=command.channel,
        direction=command.direction,
        minutes=_minutes(command.minutes),
        summary=clean_line(command.summary),
        body=clean_text(command.body),
        privacy=command.privacy,
        counts_as_contact=command.counts_as_contact and command.channel in CONTACT_CHANNELS,
        need_id=_need(work, command.need_id),
    )
    work.session.add(row)
    work.session.flush()
    work.session.add_all(
        InteractionPerson(interaction_id=row.id, person_id=person.id) for person in people
    )
    _set_topics(work, row.id, command.topics)
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
        zone=work.home,
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


def edit_interaction(work: Work, command: change.EditInteraction) -> None:
    row = _contact(work, command.interaction_id)
    if row.deleted_at is not None:
        raise UserError(_("That contact is in the bin. Take it out first."))
    meeting = times.meeting_of(work, row)
    if command.channel is not None:
        _set_channel(row, times.channel(command.channel) if meeting else command.channel)
    moved = _edit_time(work, row, meeting, command)
    if command.direction is not None:
        row.direction = command.direction
    if command.minutes is not None or command.clear_minutes:
        row.minutes = _minutes(command.minutes)
        if meeting is not None and meeting.closed_at is None and command.minutes is not None:
            times.set_slot(meeting, row, command.minutes)
    if command.summary is not None:
        row.summary = clean_line(command.summary)
    if command.body is not None:
        row.body = clean_text(command.body)
    if command.privacy is not None:
        row.privacy = command.privacy
    _edit_links(work, row, command)
    if command.counts_as_contact is not None:
        _set_counts(row, command.counts_as_contact)
        if row.at <= work.now and not _is_sent(row):
            row.source = ANSWERED
    work.label = _("Edit the contact of {day}").format(day=_day(row))
    if moved:
        names = records.names_of(work, row.id)
        work.label = _("Move the meeting with {names}").format(names=names)
    work.merge_key = _merge_key(command)


def _edit_time(
    work: Work, row: Interaction, meeting: Meeting | None, command: change.EditInteraction
) -> bool:
    """When and where it was; of a meeting as on its own page. Returns whether that was moved."""
    at = row.at if command.at is None else instant(command.at)
    before = meeting.moved if meeting is not None else 0
    if meeting is not None and (command.at is not None or command.zone is not None):
        times.set_time(work, meeting, row, at, command.zone or "")
    elif command.at is not None:
        _set_time(row, at, work.now)
    if command.zone is not None:
        row.zone = require_zone(command.zone)
    return meeting is not None and meeting.moved > before


def _edit_links(work: Work, row: Interaction, command: change.EditInteraction) -> None:
    if command.person_ids is not None:
        _set_people(work, row.id, command.person_ids)
    if command.need_id is not None or command.clear_need:
        row.need_id = _need(work, command.need_id)
    if command.topics is not None:
        _set_topics(work, row.id, command.topics)


def delete_interaction(work: Work, command: wish.DeleteInteraction) -> None:
    row = _contact(work, command.interaction_id)
    row.deleted_at = work.now
    work.label = _("Delete the contact of {day}").format(day=_day(row))


def restore_interaction(work: Work, command: change.RestoreInteraction) -> None:
    row = _contact(work, command.interaction_id)
    row.deleted_at = None
    work.label = _("Take the contact of {day} out of the bin").format(day=_day(row))


def set_privacy(work: Work, command: wish.SetPrivacy) -> None:
    row = _contact(work, command.interaction_id)
    row.privacy = command.privacy
    work.label = _("{privacy}: the contact of {day}").format(
        privacy=command.privacy.label, day=_day(row)
    )


def interactions_of(session: Session, person_id: int) -> tuple[InteractionRow, ...]:
    """The few newest contacts with a person, planned ones included; `timeline` has them all."""
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


def lived_at(at: datetime, zone: str) -> datetime:
    """An instant on the clock of the place where it was lived; UTC when that is not known."""
    return at.astimezone(zone_of(zone))


def _contact(work: Work, interaction_id: int) -> Interaction:
    return found(work, Interaction, interaction_id, _("That contact is no longer there."))


def _day(row: Interaction) -> str:
    return day(lived_at(row.at, row.zone).date())


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise UserError(_("Write a length between 0 minutes and 24 hours."))
    return minutes


def _need(work: Work, need_id: int | None) -> int | None:
    if need_id is None:
        return None
    return found(work, Need, need_id, _("That need is no longer there.")).id


def _set_channel(row: Interaction, channel: InteractionChannel) -> None:
    """A note never counts; what turns out to have been a contact counts from then on."""
    was_note, row.channel = row.channel is InteractionChannel.NOTE, channel
    if channel is InteractionChannel.NOTE:
        row.counts_as_contact = False
    elif was_note:
        row.counts_as_contact = True


def _set_time(row: Interaction, at: datetime, now: datetime) -> None:
    """Another time of what was had is a correction; a plan goes on asking whether it happened."""
    had = row.counts_as_contact or not was_planned(row.at, row.created_at)
    row.at = at
    if at > now and row.source == ANSWERED:
        row.source = "typed"
    elif at <= now and had and not _is_sent(row):
        row.source = ANSWERED


def _is_sent(row: Interaction) -> bool:
    return row.draft_id is not None


def _set_counts(row: Interaction, counts: bool) -> None:
    if counts and row.channel is InteractionChannel.NOTE:
        raise UserError(_("A note is not a contact. Choose how you were in touch first."))
    row.counts_as_contact = counts


def _set_people(work: Work, interaction_id: int, person_ids: Sequence[int]) -> None:
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        raise UserError(_("Say who the contact was with."))
    query = select(InteractionPerson).where(InteractionPerson.interaction_id == interaction_id)
    held = {part.person_id: part for part in work.session.scalars(query)}
    for person_id in wanted:
        if person_id not in held:
            person = live_person(work, person_id)
            work.session.add(InteractionPerson(interaction_id=interaction_id, person_id=person.id))
    for person_id, part in held.items():
        if person_id not in wanted:
            work.session.delete(part)


def _set_topics(work: Work, interaction_id: int, topics: Sequence[str]) -> None:
    names = {sort_key(name): name for name in map(tag_name, topics) if name}
    query = select(InteractionTopic).where(InteractionTopic.interaction_id == interaction_id)
    held = {topic.key: topic for topic in work.session.scalars(query)}
    gone = [topic.id for key, topic in held.items() if key not in names]
    if gone:
        work.session.execute(delete(InteractionTopic).where(InteractionTopic.id.in_(gone)))
    work.session.add_all(
        InteractionTopic(interaction_id=interaction_id, name=name, key=key)
        for key, name in names.items()
        if key not in held
    )


def _merge_key(command: change.EditInteraction) -> str:
    """Typing on in the summary or in the text is one step of undo."""
    usual = change.EditInteraction(command.interaction_id)
    changed = [n for n in vars(usual) if getattr(command, n) != getattr(usual, n)]
    if len(changed) == 1 and changed[0] in ("summary", "body"):
        return f"interaction/{command.interaction_id}/{changed[0]}"
    return ""


HANDLERS: dict[type, Handler] = {
    wish.LogInteraction: log_interaction,
    wish.DeleteInteraction: delete_interaction,
    wish.SetPrivacy: set_privacy,
    change.EditInteraction: edit_interaction,
    change.RestoreInteraction: restore_interaction,
}
