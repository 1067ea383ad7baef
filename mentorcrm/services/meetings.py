"""Meetings: planning, moving, cancelling, holding and closing them.

A meeting is a contact (`Interaction`: when, zone, channel, with whom, title) with a row of its own
for preparation, notes and close. A planned one counts as contact only once it was held. The parts:

| what | commands (`commands.meetings`) | handlers | read by (`Services`) |
|---|---|---|---|
| plan, move, cancel, hold, close | `PlanMeeting` … `CloseMeeting` | here | `meetings` |
| agenda and carry-over | `AddPoint` … `FitAgenda`, `SetDecision` | `meeting_agenda` | `meetings` |
| notes, advice and promises in them | `WriteLines`, `AddLine`, … | `meeting_notes` | `meetings` |
| questions with memory | `PutQuestion`, `NoteAsked`, … | `meeting_questions` | `questions` |
| since we last spoke, the brief | none | none | `briefs` (`meeting_brief`) |
| the recap | `BeginRecap` | `meeting_recap` | `recaps` |
| the invitation | none | none | `invitations` (`meeting_invitation`) |

`services.meetings` (`meeting_queries.MeetingQueries`):
- `list(*stages)`: `MeetingRow`s, coming ones first by time, then those to close, then the past;
- `detail(meeting_id)`: a `MeetingDetail` with points, lines, decision, checks, minutes over;
- `next_with(person_id)`, `of_interaction(interaction_id)`: a meeting's number, or None;
- `counts()`: how many come and how many wait to be closed;
- `TABLES`: the tables whose changes can change what it shows.

`services.questions`: `suggested(person_id, meeting_id=None, limit=5)` never offers what this person
was asked before; `everything(person_id)`, `asked(person_id)`.
`services.briefs`: `since(person_id)`, `brief(person_id)` for the window, and with `leaving=True`
only what may leave it; `page(brief)` and `markdown(brief)` for paper and files.
`services.recaps`: `begin(meeting_id, person_id=None)` gives the `BeginRecap` to run.
`services.invitations`: `ics(meeting_id)` as bytes, `agenda_text(meeting_id)` to send.
"""

from datetime import timedelta

from sqlalchemy import select

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import MEETING_RATING, RECAP_HOURS
from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.models.tables import AgendaPoint, Interaction, InteractionPerson, Meeting
from mentorcrm.services import (
    meeting_agenda,
    meeting_notes,
    meeting_questions,
    meeting_recap,
)
from mentorcrm.services import meeting_records as records
from mentorcrm.services import meeting_time as times
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found, live_person
from mentorcrm.services.text import clean_line, clean_text
from mentorcrm.services.zones import instant, require_zone
from mentorcrm.words import _, joined


def plan_meeting(work: Work, command: wish.PlanMeeting) -> int:
    people = [live_person(work, number) for number in dict.fromkeys(command.person_ids)]
    if not people:
        raise UserError(_("Say whom the meeting is with."))
    contact = Interaction(
        at=instant(command.at),
        zone=require_zone(command.zone) if command.zone else work.home,
        channel=times.channel(command.channel),
        direction=Direction.BOTH,
        minutes=times.slot(command.slot),
        summary=clean_line(command.title),
        counts_as_contact=False,
    )
    work.session.add(contact)
    work.session.flush()
    work.session.add_all(
        InteractionPerson(interaction_id=contact.id, person_id=person.id) for person in people
    )
    meeting = _meeting_of(work, contact, command.slot)
    meeting.link = clean_line(command.link)
    if command.decision_id is not None:
        need = records.need_for_decision(work, command.decision_id)
        records.take_decision(work, meeting, need.id)
    _prepare(work, meeting, contact)
    names = joined([person.display_name for person in people[:2]])
    work.label = _("Plan a meeting with {names}").format(names=names)
    return meeting.id


def make_meeting(work: Work, command: wish.MakeMeeting) -> int:
    contact = found(
        work, Interaction, command.interaction_id, _("That contact is no longer there.")
    )
    if contact.deleted_at is not None:
        raise UserError(_("That contact is in the bin. Undo its deletion first."))
    if contact.channel is InteractionChannel.NOTE:
        raise UserError(_("A note is no meeting. Change its kind first."))
    held = select(Meeting.id).where(Meeting.interaction_id == contact.id)
    if number := work.session.scalar(held):
        return int(number)
    meeting = _meeting_of(work, contact, contact.minutes or 30)
    _prepare(work, meeting, contact)
    work.label = _("Prepare the meeting with {names}").format(
        names=records.names_of(work, contact.id)
    )
    return meeting.id


def move_meeting(work: Work, command: wish.MoveMeeting) -> None:
    meeting, contact = records.open_meeting(work, command.meeting_id)
    if meeting.closed_at is not None:
        raise UserError(_("That meeting is closed. Plan another one instead."))
    times.set_time(work, meeting, contact, instant(command.at), command.zone)
    work.label = _("Move the meeting with {names}").format(names=records.names_of(work, contact.id))


def edit_meeting(work: Work, command: wish.EditMeeting) -> None:
    meeting, contact = records.live_meeting(work, command.meeting_id)
    if command.title is not None:
        contact.summary = clean_line(command.title)
    if command.channel is not None:
        contact.channel = times.channel(command.channel)
    if command.slot is not None:
        times.set_slot(meeting, contact, command.slot)
    if command.link is not None:
        meeting.link = clean_line(command.link)
    if command.rating is not None:
        meeting.rating = _rating(command.rating)
    for name in ("progress", "takeaways", "thanks"):
        if (text := getattr(command, name)) is not None:
            setattr(meeting, name, clean_text(text))
    given = [name for name, value in vars(command).items() if value is not None]
    if given != ["meeting_id", "takeaways"]:  # Each of those is entered by itself.
        work.merge_key = f"meeting/{meeting.id}/{','.join(sorted(given))}"
    work.label = _("Edit the meeting with {names}").format(names=records.names_of(work, contact.id))


def cancel_meeting(work: Work, command: wish.CancelMeeting) -> None:
    meeting, contact = records.open_meeting(work, command.meeting_id)
    if meeting.closed_at is not None:
        raise UserError(_("That meeting took place and is closed, so it cannot be cancelled."))
    meeting.cancelled_on, meeting.cancelled_why = work.today, clean_text(command.why)
    contact.counts_as_contact = False
    work.session.flush()
    meeting_agenda.carry_on(work, meeting, contact)
    work.label = _("Cancel the meeting with {names}").format(
        names=records.names_of(work, contact.id)
    )


def mark_agenda_sent(work: Work, command: wish.MarkAgendaSent) -> None:
    meeting, _contact = records.open_meeting(work, command.meeting_id)
    meeting.agenda_sent_on = command.on or work.today
    work.label = _("Note that the agenda was sent")


def start_notes(work: Work, command: wish.StartNotes) -> None:
    meeting, contact = records.open_meeting(work, command.meeting_id)
    _held(work, meeting, contact)
    work.label = _("Start the notes with {names}").format(names=records.names_of(work, contact.id))


def set_point_done(work: Work, command: wish.SetPointDone) -> None:
    """As the agenda has it; a question ticked off after the close is remembered, too."""
    meeting_agenda.set_done(work, command)
    point = work.session.get_one(AgendaPoint, command.point_id)
    meeting, contact = records.live_meeting(work, point.meeting_id)
    if meeting.closed_at is not None:
        meeting_questions.note_asked_in(work, meeting, contact)


def close_meeting(work: Work, command: wish.CloseMeeting) -> int | None:
    meeting, contact = records.open_meeting(work, command.meeting_id)
    if contact.at > work.now and meeting.held_at is None:
        raise UserError(_("That meeting is still to come. Move it, or start its notes first."))
    if command.minutes is not None and not 0 < command.minutes <= 24 * 60:
        raise UserError(_("A meeting lasts between 1 minute and 24 hours."))
    texts = {"takeaways": command.takeaways, "thanks": command.thanks}
    for name, text in texts.items():
        if text is not None:
            setattr(meeting, name, clean_text(text))
    if command.rating is not None:
        meeting.rating = _rating(command.rating)
    contact.minutes = command.minutes or contact.minutes or meeting.slot
    _held(work, meeting, contact)
    meeting.closed_at = meeting.closed_at or work.now
    if contact.at > work.now:  # It took place earlier than planned.
        contact.at = records.held_moment(meeting, contact)
    meeting.recap_due = records.held_moment(meeting, contact) + timedelta(hours=RECAP_HOURS)
    work.session.flush()
    meeting_questions.note_asked_in(work, meeting, contact)
    following = _plan_next(work, meeting, contact, command)
    if following is None:
        meeting_agenda.carry_on(work, meeting, contact)
    work.label = _("Close the meeting with {names}").format(
        names=records.names_of(work, contact.id)
    )
    return following


def _plan_next(
    work: Work, meeting: Meeting, contact: Interaction, command: wish.CloseMeeting
) -> int | None:
    if command.next_at is None:
        return None
    if command.next_at <= work.now:
        raise UserError(_("The next meeting lies in the past. Choose a later day."))
    return plan_meeting(
        work,
        wish.PlanMeeting(
            tuple(records.people_ids(work, contact.id)), command.next_at, contact.channel,
            meeting.slot, contact.summary, contact.zone, meeting.link,
        ),
    )  # fmt: skip


def _meeting_of(work: Work, contact: Interaction, slot: int) -> Meeting:
    meeting = Meeting(interaction_id=contact.id, slot=slot)
    work.session.add(meeting)
    work.session.flush()
    return meeting


def _prepare(work: Work, meeting: Meeting, contact: Interaction) -> None:
    """What lies behind needs no agenda; what is planned does not count as contact yet."""
    if meeting_agenda.is_coming(work, meeting, contact):
        contact.counts_as_contact = False
        meeting_agenda.propose(work, meeting)


def _held(work: Work, meeting: Meeting, contact: Interaction) -> None:
    """It takes place: from now on, or from when it was planned for if that has gone by."""
    if meeting.held_at is None:
        over = contact.at + timedelta(minutes=meeting.slot) < work.now
        meeting.held_at = contact.at if over else work.now
    contact.counts_as_contact = True


def _rating(rating: int) -> int:
    least, most = MEETING_RATING
    if not least <= rating <= most:
        raise UserError(_("What a meeting was worth is said from 1 to 4."))
    return rating


HANDLERS: dict[type, Handler] = {
    **meeting_agenda.HANDLERS,
    **meeting_notes.HANDLERS,
    **meeting_questions.HANDLERS,
    **meeting_recap.HANDLERS,
    wish.PlanMeeting: plan_meeting,
    wish.MakeMeeting: make_meeting,
    wish.MoveMeeting: move_meeting,
    wish.EditMeeting: edit_meeting,
    wish.CancelMeeting: cancel_meeting,
    wish.MarkAgendaSent: mark_agenda_sent,
    wish.SetPointDone: set_point_done,
    wish.StartNotes: start_notes,
    wish.CloseMeeting: close_meeting,
}
