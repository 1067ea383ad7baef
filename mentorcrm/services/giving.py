"""What can be done to notes of things given and received, and to ideas of what to give."""

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import GiveDirection
from mentorcrm.models.tables import GiveIdea, Person, ReciprocityNote
from mentorcrm.services.commands import giving as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found, live_person
from mentorcrm.services.record_links import day_of_record, live_contact, past_day
from mentorcrm.services.text import clean_line, clean_text
from mentorcrm.words import _


def note_giving(work: Work, command: wish.NoteGiving) -> int:
    """Keep a note of something given; also for those who write it along with a record of theirs."""
    person = live_person(work, command.person_id)
    if command.interaction_id is not None:
        live_contact(work, command.interaction_id)
    row = ReciprocityNote(
        person_id=person.id,
        interaction_id=command.interaction_id,
        direction=command.direction,
        kind=command.kind,
        happened_on=day_of_record(work, command.on, command.interaction_id),
        what=clean_text(command.what),
        effort=command.effort,
        prompted_by=clean_line(command.prompted_by),
    )
    work.session.add(row)
    work.session.flush()
    if command.idea_id is not None:
        _finish_idea(work, command.idea_id, row)
    text = _("Note something given to {person}")
    if row.direction is GiveDirection.RECEIVED:
        text = _("Note something received from {person}")
    work.label = text.format(person=person.display_name)
    return row.id


def edit_giving(work: Work, command: wish.EditGiving) -> None:
    row = live_giving(work, command.note_id)
    for field, value in command.values.items():
        if field not in wish.GIVE_TEXT_FIELDS:
            raise UserError(_("“{field}” is not something such a note has.").format(field=field))
        setattr(row, field, clean_text(value) if field == "what" else clean_line(value))
    if command.direction is not None:
        row.direction = command.direction
    if command.kind is not None:
        row.kind = command.kind
    if command.on is not None:
        row.happened_on = past_day(work, command.on)
    if command.effort is not None or command.clear_effort:
        row.effort = None if command.clear_effort else command.effort
    work.label = _named(_("Edit what {person} and you gave"), work, row.person_id)
    others = (command.direction, command.kind, command.on, command.effort)
    if all(value is None for value in others) and not command.clear_effort:
        work.merge_key = f"giving/{row.id}/{','.join(sorted(command.values))}"


def delete_giving(work: Work, command: wish.DeleteGiving) -> None:
    row = live_giving(work, command.note_id)
    row.deleted_at = work.now
    work.label = _named(_("Delete what {person} and you gave"), work, row.person_id)


def restore_giving(work: Work, command: wish.RestoreGiving) -> None:
    row = found(work, ReciprocityNote, command.note_id, _("That note is no longer there."))
    row.deleted_at = None
    work.label = _named(_("Take a note about {person} out of the bin"), work, row.person_id)


def live_giving(work: Work, note_id: int) -> ReciprocityNote:
    """A note that is not in the bin, or NotFound."""
    row = found(work, ReciprocityNote, note_id, _("That note is no longer there."))
    if row.deleted_at is not None:
        raise UserError(_("That note is in the bin. Undo its deletion first."))
    return row


def add_idea(work: Work, command: wish.AddGiveIdea) -> int:
    person = live_person(work, command.person_id)
    row = GiveIdea(
        person_id=person.id,
        kind=command.kind,
        text=_idea_text(command.text),
        noted_on=work.today,
    )
    work.session.add(row)
    work.session.flush()
    work.label = _("Add an idea for {person}").format(person=person.display_name)
    return row.id


def edit_idea(work: Work, command: wish.EditGiveIdea) -> None:
    row = _idea(work, command.idea_id)
    row.text = _idea_text(command.text)
    if command.kind is not None:
        row.kind = command.kind
    else:
        work.merge_key = f"idea/{row.id}"
    work.label = _named(_("Edit an idea for {person}"), work, row.person_id)


def remove_idea(work: Work, command: wish.RemoveGiveIdea) -> None:
    row = _idea(work, command.idea_id)
    work.label = _named(_("Remove an idea for {person}"), work, row.person_id)
    work.session.delete(row)


def _finish_idea(work: Work, idea_id: int, note: ReciprocityNote) -> None:
    idea = _idea(work, idea_id)
    if idea.person_id != note.person_id:
        raise UserError(_("That idea was for somebody else. Choose one of theirs."))
    idea.done_as = note.id


def _idea(work: Work, idea_id: int) -> GiveIdea:
    return found(work, GiveIdea, idea_id, _("That idea is no longer there."))


def _idea_text(value: str) -> str:
    text = clean_line(value)
    if not text:
        raise UserError(_("Say in a few words what may help them."))
    return text


def _named(text: str, work: Work, person_id: int) -> str:
    """Labels name the person and never quote: what is noted here is for me alone."""
    return text.format(person=work.session.get_one(Person, person_id).display_name)


HANDLERS: dict[type, Handler] = {
    wish.NoteGiving: note_giving,
    wish.EditGiving: edit_giving,
    wish.DeleteGiving: delete_giving,
    wish.RestoreGiving: restore_giving,
    wish.AddGiveIdea: add_idea,
    wish.EditGiveIdea: edit_idea,
    wish.RemoveGiveIdea: remove_idea,
}
