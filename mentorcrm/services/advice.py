"""What can be done to advice: the handlers behind `commands.advice`."""

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import Privacy
from mentorcrm.models.tables import Advice, Person
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.coverage import live_need
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found, live_person
from mentorcrm.services.record_links import day_of_record, live_contact, past_day
from mentorcrm.services.text import clean_text
from mentorcrm.words import _

_LABELS = {
    AdviceResponse.OPEN: _("Mark advice from {person} as not yet tried"),
    AdviceResponse.TRIED: _("Mark advice from {person} as tried"),
    AdviceResponse.ADAPTED: _("Mark advice from {person} as adapted"),
    AdviceResponse.SET_ASIDE: _("Set advice from {person} aside"),
}


def add_advice(work: Work, command: wish.AddAdvice) -> int:
    """Keep a piece of advice; also for those who write it along with a record of their own."""
    person = live_person(work, command.person_id)
    if command.interaction_id is not None:
        live_contact(work, command.interaction_id)
    row = Advice(
        person_id=person.id,
        interaction_id=command.interaction_id,
        need_id=live_need(work, command.need_id).id if command.need_id is not None else None,
        words=_words(command.words),
        context=clean_text(command.context),
        assumed=clean_text(command.assumed),
        given_on=day_of_record(work, command.given_on, command.interaction_id),
        privacy=command.privacy,
    )
    work.session.add(row)
    work.session.flush()
    work.label = _("Add advice from {person}").format(person=person.display_name)
    return row.id


def edit_advice(work: Work, command: wish.EditAdvice) -> None:
    row = live_advice(work, command.advice_id)
    for field, value in command.values.items():
        if field not in wish.ADVICE_TEXT_FIELDS:
            raise UserError(_("“{field}” is not something advice has.").format(field=field))
        setattr(row, field, _words(value) if field == "words" else clean_text(value))
    if command.given_on is not None:
        row.given_on = past_day(work, command.given_on)
    if command.response is not None:
        respond(work, row, command.response)
    if command.responded_on is not None and row.response is not AdviceResponse.OPEN:
        row.responded_on = past_day(work, command.responded_on)
    if command.privacy is not None:
        row.privacy = Privacy(command.privacy)
    work.label = _named(
        _LABELS[command.response] if command.response else _("Edit advice from {person}"),
        work,
        row,
    )
    others = (command.response, command.given_on, command.responded_on, command.privacy)
    if all(value is None for value in others):
        work.merge_key = f"advice/{row.id}/{','.join(sorted(command.values))}"


def link_advice(work: Work, command: wish.LinkAdvice) -> None:
    row = live_advice(work, command.advice_id)
    row.need_id = live_need(work, command.need_id).id if command.need_id is not None else None
    text = _("Link advice from {person} to a need")
    if row.need_id is None:
        text = _("Unlink advice from {person}")
    work.label = _named(text, work, row)


def tell_advice(work: Work, command: wish.TellAdvice) -> None:
    row = live_advice(work, command.advice_id)
    row.told_on, row.told_draft_id = past_day(work, command.on or work.today), None
    work.label = _named(_("Reported back to {person}"), work, row)


def untell_advice(work: Work, command: wish.UntellAdvice) -> None:
    row = live_advice(work, command.advice_id)
    row.told_on = row.told_draft_id = None
    work.label = _named(_("Not yet reported back to {person}"), work, row)


def delete_advice(work: Work, command: wish.DeleteAdvice) -> None:
    row = live_advice(work, command.advice_id)
    row.deleted_at = work.now
    work.label = _named(_("Delete advice from {person}"), work, row)


def restore_advice(work: Work, command: wish.RestoreAdvice) -> None:
    row = found(work, Advice, command.advice_id, _("That advice is no longer there."))
    row.deleted_at = None
    work.label = _named(_("Take advice from {person} out of the bin"), work, row)


def live_advice(work: Work, advice_id: int) -> Advice:
    """A piece of advice that is not in the bin, or NotFound."""
    row = found(work, Advice, advice_id, _("That advice is no longer there."))
    if row.deleted_at is not None:
        raise UserError(_("That advice is in the bin. Undo its deletion first."))
    return row


def respond(work: Work, row: Advice, response: AdviceResponse) -> None:
    """Note what I did with advice, from today unless a day is on record."""
    if response is AdviceResponse.OPEN:
        row.responded_on = None
    elif row.responded_on is None:
        row.responded_on = work.today
    row.response = response


def _named(text: str, work: Work, row: Advice) -> str:
    """Labels name the person and never quote: a private word has no place in the history."""
    return text.format(person=work.session.get_one(Person, row.person_id).display_name)


def _words(value: str) -> str:
    text = clean_text(value)
    if not text:
        raise UserError(_("Write down what they advised."))
    return text


HANDLERS: dict[type, Handler] = {
    wish.AddAdvice: add_advice,
    wish.EditAdvice: edit_advice,
    wish.LinkAdvice: link_advice,
    wish.TellAdvice: tell_advice,
    wish.UntellAdvice: untell_advice,
    wish.DeleteAdvice: delete_advice,
    wish.RestoreAdvice: restore_advice,
}
