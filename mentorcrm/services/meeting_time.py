"""Another time for a meeting: what follows from it, whichever form it was typed in."""

from datetime import datetime

from sqlalchemy import select

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import CONTACT_CHANNELS, InteractionChannel
from mentorcrm.models.tables import Interaction, Meeting
from mentorcrm.services import meeting_agenda
from mentorcrm.services import meeting_records as records
from mentorcrm.services.dispatcher import Work
from mentorcrm.services.zones import require_zone
from mentorcrm.words import _

SLOTS = (5, 8 * 60)
"""The shortest and the longest slot of a meeting, in minutes."""


def meeting_of(work: Work, contact: Interaction) -> Meeting | None:
    """The meeting that was prepared for a contact."""
    return work.session.scalar(select(Meeting).where(Meeting.interaction_id == contact.id))


def set_time(work: Work, meeting: Meeting, contact: Interaction, at: datetime, zone: str) -> None:
    """Move a meeting that is planned; say better when one was that took place.

    Only a move is counted: the invitation of a calendar follows the count. UserError for a
    meeting that was cancelled, and for one that is closed and would lie ahead.
    """
    if meeting.cancelled_on is not None:
        records.open_meeting(work, meeting.id)  # Says so.
    if meeting.closed_at is not None and at > work.now:
        raise UserError(_("That meeting is closed. Plan another one instead."))
    if zone:
        contact.zone = require_zone(zone)
    if at == contact.at:
        return
    contact.at = at
    if at <= work.now and (meeting.held_at is not None or meeting.closed_at is not None):
        meeting.held_at = at
        return
    meeting.moved += 1
    if at > work.now:  # What had begun already did not take place after all.
        meeting.held_at, contact.counts_as_contact = None, False
    work.session.flush()
    if meeting_agenda.is_coming(work, meeting, contact):
        meeting_agenda.carry_into(work, meeting)


def set_slot(meeting: Meeting, contact: Interaction, minutes: int) -> None:
    """How long a meeting is planned for; how long a closed one took is another thing."""
    meeting.slot = slot(minutes)
    if meeting.closed_at is None:
        contact.minutes = minutes


def slot(minutes: int) -> int:
    """A length that a meeting can be planned for, in minutes, or UserError."""
    if not SLOTS[0] <= minutes <= SLOTS[1]:
        raise UserError(_("A meeting is planned for between 5 minutes and 8 hours."))
    return minutes


def channel(how: InteractionChannel) -> InteractionChannel:
    """A way to meet, or UserError."""
    if how not in CONTACT_CHANNELS:
        raise UserError(_("A note is no meeting. Choose how you will meet."))
    return how
