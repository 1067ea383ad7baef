"""Plans whose time has passed: which of them ask whether they happened. Pure, but for columns."""

from datetime import datetime, time, timedelta
from typing import Any

from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.models.tables import Interaction, Meeting
from mentorcrm.services.zones import zone_of

ANSWERED = "confirmed"
"""The source of a contact that was planned and has been said to have taken place."""
USUAL_MINUTES = 30
"""How long a plan is taken to last that says nothing of it."""
STILL_NOW = timedelta(minutes=1)
"""What lies no further ahead than this when it is written down is no plan."""

COLUMNS = (
    *(Interaction.created_at, Interaction.source),
    *(Meeting.slot, Meeting.held_at, Meeting.closed_at, Meeting.cancelled_on, Meeting.moved),
)
"""What `asks` looks at besides the usual columns of a contact."""


def was_planned(at: datetime, written: datetime) -> bool:
    """Whether a contact still lay ahead when it was written down."""
    return at > written + STILL_NOW


def over_at(at: datetime, zone: str, minutes: int | None) -> datetime:
    """When a plan is over, on the clock of the place it is for.

    Noon without a length stands for a day alone, which is over with that day.
    """
    lived = at.astimezone(zone_of(zone))
    if minutes is None and lived.time() == time(12):
        return datetime.combine(lived.date() + timedelta(days=1), time(), lived.tzinfo)
    return at + timedelta(minutes=USUAL_MINUTES if minutes is None else minutes)


def asks(contact: Any, meeting: Any, now: datetime, zone: str) -> bool:
    """Whether a contact was planned, is over by now, and nobody has said what came of it.

    Both are rows, or one that holds both; `meeting` is None for a contact without preparation.
    `zone` is that of a contact without one.
    """
    moved = meeting is not None and bool(meeting.moved)  # It may lie before it was written down.
    if contact.at > now or not (moved or was_planned(contact.at, contact.created_at)):
        return False
    if meeting is not None:
        said = meeting.held_at or meeting.closed_at or meeting.cancelled_on
        return said is None and contact.at + timedelta(minutes=meeting.slot) <= now
    if contact.channel is InteractionChannel.NOTE or contact.draft_id is not None:
        return False
    if contact.source == ANSWERED:
        return False
    return over_at(contact.at, contact.zone or zone, contact.minutes) <= now
