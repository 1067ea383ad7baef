"""Advice put to the test: what I try, how I will know, and what I learned."""

from datetime import date

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.tables import Advice, Experiment, Person
from mentorcrm.services.advice import live_advice, respond
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found
from mentorcrm.services.record_links import past_day
from mentorcrm.services.text import clean_text
from mentorcrm.words import _

_DAYS = ("until", "tried_on")


def add_experiment(work: Work, command: wish.AddExperiment) -> int:
    advice = live_advice(work, command.advice_id)
    row = Experiment(
        advice_id=advice.id,
        hypothesis=_hypothesis(command.hypothesis),
        sign=clean_text(command.sign),
        until=command.until,
    )
    work.session.add(row)
    work.session.flush()
    work.label = _named(_("Try out advice from {person}"), work, advice)
    return row.id


def edit_experiment(work: Work, command: wish.EditExperiment) -> None:
    row = found(work, Experiment, command.experiment_id, _("That experiment is no longer there."))
    advice = live_advice(work, row.advice_id)
    for field, value in command.values.items():
        if field not in wish.EXPERIMENT_TEXT_FIELDS:
            raise UserError(_("“{field}” is not something an experiment has.").format(field=field))
        setattr(row, field, _hypothesis(value) if field == "hypothesis" else clean_text(value))
    for field, day in (command.days or {}).items():
        _set_day(work, row, field, day)
    if command.judge:
        row.worked = command.worked
        if command.worked is not None and row.tried_on is None:
            row.tried_on = work.today
        _note_tried(work, advice, row)
    work.label = _named(_("Edit what came of advice from {person}"), work, advice)
    if command.days is None and not command.judge:
        work.merge_key = f"experiment/{row.id}/{','.join(sorted(command.values))}"


def _note_tried(work: Work, advice: Advice, row: Experiment) -> None:
    """How an experiment went says that its advice was tried, where nothing else was said of it."""
    if row.worked is not None and advice.response is AdviceResponse.OPEN:
        respond(work, advice, AdviceResponse.TRIED)
        advice.responded_on = row.tried_on


def remove_experiment(work: Work, command: wish.RemoveExperiment) -> None:
    row = found(work, Experiment, command.experiment_id, _("That experiment is no longer there."))
    advice = live_advice(work, row.advice_id)
    work.session.delete(row)
    work.label = _named(_("Remove an experiment with advice from {person}"), work, advice)


def _set_day(work: Work, row: Experiment, field: str, day: date | None) -> None:
    if field not in _DAYS:
        raise UserError(_("“{field}” is not a day that an experiment has.").format(field=field))
    if field == "tried_on" and day is not None:
        past_day(work, day)
    setattr(row, field, day)


def _hypothesis(value: str) -> str:
    text = clean_text(value)
    if not text:
        raise UserError(_("Say in a few words what you want to find out."))
    return text


def _named(text: str, work: Work, advice: Advice) -> str:
    return text.format(person=work.session.get_one(Person, advice.person_id).display_name)


HANDLERS: dict[type, Handler] = {
    wish.AddExperiment: add_experiment,
    wish.EditExperiment: edit_experiment,
    wish.RemoveExperiment: remove_experiment,
}
