"""Disagreeing with a judgement: for a reason, and for thirty days (features.md, D12)."""

from datetime import timedelta

from sqlalchemy import select

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.health_kinds import SignalKind
from mentorcrm.models.tables import HealthNote
from mentorcrm.services.commands import health as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import live_person
from mentorcrm.services.text import clean_text
from mentorcrm.words import _

HOLDS_DAYS = 30


def disagree(work: Work, command: wish.Disagree) -> None:
    person, reason = live_person(work, command.person_id), clean_text(command.reason)
    if not reason:
        raise UserError(_("Say in a few words why you see it differently."))
    until = work.today + timedelta(days=HOLDS_DAYS)
    note = _note(work, person.id, command.signal)
    if note is None:
        note = HealthNote(
            person_id=person.id, signal=command.signal, reason=reason, expires_on=until
        )
        work.session.add(note)
    note.reason, note.expires_on = reason, until
    work.label = _("See {what} with {person} differently").format(
        what=command.signal.label.lower(), person=person.display_name
    )


def agree_again(work: Work, command: wish.AgreeAgain) -> None:
    person = live_person(work, command.person_id)
    note = _note(work, person.id, command.signal)
    if note is None:
        raise NotFound(_("Nothing about that judgement was set aside."))
    work.session.delete(note)
    work.label = _("Let {what} with {person} count again").format(
        what=command.signal.label.lower(), person=person.display_name
    )


def _note(work: Work, person_id: int, signal: SignalKind) -> HealthNote | None:
    return work.session.scalar(
        select(HealthNote).where(HealthNote.person_id == person_id, HealthNote.signal == signal)
    )


HANDLERS: dict[type, Handler] = {wish.Disagree: disagree, wish.AgreeAgain: agree_again}
