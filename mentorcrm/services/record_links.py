"""What advice and promises hang on: the contact they came from, and the day they are of."""

from datetime import date

from mentorcrm.errors import UserError
from mentorcrm.models.tables import Interaction
from mentorcrm.services.dispatcher import Work
from mentorcrm.services.people import found
from mentorcrm.words import _


def live_contact(work: Work, interaction_id: int) -> Interaction:
    """A contact that is not in the bin, or NotFound."""
    row = found(work, Interaction, interaction_id, _("That contact is no longer there."))
    if row.deleted_at is not None:
        raise UserError(_("That contact is in the bin. Undo its deletion first."))
    return row


def day_of_record(work: Work, said: date | None, interaction_id: int | None) -> date:
    """The day given, else that of the contact it came from, else today; never one to come."""
    if said is not None:
        return past_day(work, said)
    if interaction_id is None:
        return work.today
    return min(work.day_of(live_contact(work, interaction_id).at), work.today)


def past_day(work: Work, day: date) -> date:
    """A day that is not in the future, or UserError."""
    if day > work.today:
        raise UserError(_("That day lies in the future. Choose today or an earlier day."))
    return day
