"""What can be said about a plan whose time has passed: it happened, it is moved, it did not."""

from sqlalchemy import select

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import CONTACT_CHANNELS, Direction
from mentorcrm.models.tables import Interaction, Meeting
from mentorcrm.services import interactions, meetings
from mentorcrm.services.commands import interactions as change
from mentorcrm.services.commands import meetings as meet
from mentorcrm.services.commands import plans as wish
from mentorcrm.services.commands.outreach import DeleteInteraction
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found
from mentorcrm.services.plans import ANSWERED
from mentorcrm.services.text import day
from mentorcrm.words import _


def hold_plan(work: Work, command: wish.HoldPlan) -> None:
    contact = _live(work, command.interaction_id)
    if contact.at > work.now:
        raise UserError(_("That lies ahead. Move it first if it took place earlier."))
    meeting = _meeting(work, contact)
    if meeting is not None:
        meetings.start_notes(work, meet.StartNotes(meeting))
    else:
        _take_place(contact)
    work.label = _("Note that the contact of {day} took place").format(day=_day(contact))


def move_plan(work: Work, command: wish.MovePlan) -> None:
    contact = _live(work, command.interaction_id)
    meeting, before = _meeting(work, contact), _day(contact)
    if meeting is not None:
        meetings.move_meeting(work, meet.MoveMeeting(meeting, command.at, command.zone))
        return
    interactions.edit_interaction(
        work, change.EditInteraction(contact.id, at=command.at, zone=command.zone or None)
    )
    if contact.at <= work.now:
        _take_place(contact)
    work.label = _("Move the contact of {day} to {other}").format(day=before, other=_day(contact))


def drop_plan(work: Work, command: wish.DropPlan) -> None:
    contact = _live(work, command.interaction_id)
    meeting = _meeting(work, contact)
    if meeting is not None:
        meetings.cancel_meeting(work, meet.CancelMeeting(meeting))
    else:
        interactions.delete_interaction(work, DeleteInteraction(contact.id))
    work.label = _("Note that the contact of {day} did not happen").format(day=_day(contact))


def _live(work: Work, interaction_id: int) -> Interaction:
    contact = found(work, Interaction, interaction_id, _("That contact is no longer there."))
    if contact.deleted_at is not None:
        raise UserError(_("That contact is in the bin. Take it out first."))
    return contact


def _meeting(work: Work, contact: Interaction) -> int | None:
    """The number of the meeting that was prepared for a contact."""
    return work.session.scalar(select(Meeting.id).where(Meeting.interaction_id == contact.id))


def _take_place(contact: Interaction) -> None:
    """From now on it is on record as had; words of mine alone are no contact."""
    contact.source = ANSWERED
    reached = contact.channel in CONTACT_CHANNELS and contact.direction is not Direction.ME
    contact.counts_as_contact = contact.counts_as_contact or reached


def _day(contact: Interaction) -> str:
    return day(interactions.lived_at(contact.at, contact.zone).date())


HANDLERS: dict[type, Handler] = {
    wish.HoldPlan: hold_plan,
    wish.MovePlan: move_plan,
    wish.DropPlan: drop_plan,
}
