"""How well someone fits, judged in parts and never in one number, and how they work.

`services.fit` (`fit_queries.FitQueries`) reads it: `of(person_id)` gives a `FitView`.
"""

from sqlalchemy import select

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import FIT_SCORES, FIT_WEIGHTS
from mentorcrm.models.tables import FitCheck, FitRating, WorkingStyle
from mentorcrm.services import meeting_records as records
from mentorcrm.services.commands import fit as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.meetings_held import held_with
from mentorcrm.services.people import live_person
from mentorcrm.services.text import clean_line, clean_text
from mentorcrm.words import _


def rate_fit(work: Work, command: wish.RateFit) -> int:
    person = live_person(work, command.person_id)
    mine = {
        (row.criterion, row.phase): row
        for row in work.session.scalars(select(FitRating).where(FitRating.person_id == person.id))
    }
    row = mine.get((command.criterion, command.phase))
    of_criterion = [r for r in mine.values() if r.criterion is command.criterion]
    if row is None:
        weight = of_criterion[0].weight if of_criterion else 1
        row = FitRating(
            person_id=person.id, criterion=command.criterion, phase=command.phase,
            weight=weight, rated_on=work.today,
        )  # fmt: skip
        work.session.add(row)
    for name, value in command.values.items():
        _set(work, row, of_criterion, name, value)
    work.session.flush()
    work.label = _("Judge the fit with {person}").format(person=person.display_name)
    work.merge_key = f"fit/{row.id}/{','.join(sorted(command.values))}"
    return row.id


def _set(
    work: Work, row: FitRating, of_criterion: list[FitRating], name: str, value: str | int | None
) -> None:
    if name == "score":
        row.score = None if value is None else _within(value, FIT_SCORES, _SCORE)
        row.rated_on = work.today
    elif name == "weight":
        for one in {id(r): r for r in (*of_criterion, row)}.values():
            one.weight = _within(value, FIT_WEIGHTS, _WEIGHT)
    elif name == "how_i_know":
        row.how_i_know = clean_line(str(value or ""))
    else:
        raise UserError(_("“{field}” is not something a judgement of fit has.").format(field=name))


_SCORE = _("Fit is judged from 0 to 3, or left unknown.")
_WEIGHT = _("How much something matters is said from 1 to 3.")


def _within(value: str | int | None, span: tuple[int, int], refused: str) -> int:
    if not isinstance(value, int) or not span[0] <= value <= span[1]:
        raise UserError(_(refused))
    return value


def check_fit(work: Work, command: wish.CheckFit) -> int:
    person = live_person(work, command.person_id)
    query = select(FitCheck).where(FitCheck.person_id == person.id)
    number = command.number
    if command.meeting_id is not None:
        meeting, contact = records.live_meeting(work, command.meeting_id)
        if person.id not in records.people_ids(work, contact.id):
            raise UserError(
                _("{person} was not at that meeting.").format(person=person.display_name)
            )
        query = query.where(FitCheck.meeting_id == meeting.id)
    if number is None:
        number = max(1, len(held_with(work.session, person.id, work.now)))
    if command.meeting_id is None:
        query = query.where(FitCheck.number == number)
    row = work.session.scalar(query.order_by(FitCheck.id.desc()))
    if row is None:
        row = FitCheck(person_id=person.id, number=number, meeting_id=command.meeting_id)
        work.session.add(row)
    row.verdict, row.checked_on = command.verdict, work.today
    row.note = clean_text(command.note)
    work.session.flush()
    work.label = _("Note how the fit with {person} feels").format(person=person.display_name)
    return row.id


def set_working_style(work: Work, command: wish.SetWorkingStyle) -> int:
    person = live_person(work, command.person_id)
    row = work.session.scalar(select(WorkingStyle).where(WorkingStyle.person_id == person.id))
    if row is None:
        row = WorkingStyle(person_id=person.id)
        work.session.add(row)
    for name, text in command.texts.items():
        if name not in wish.STYLE_TEXT_FIELDS:
            raise UserError(_("“{field}” is not part of how someone works.").format(field=name))
        setattr(row, name, clean_text(text))
    if command.feedback is not None:
        row.feedback = command.feedback
    work.session.flush()
    work.label = _("Edit how {person} works").format(person=person.display_name)
    changed = [*sorted(command.texts), *(["feedback"] if command.feedback else [])]
    work.merge_key = f"style/{row.id}/{','.join(changed)}"
    return row.id


HANDLERS: dict[type, Handler] = {
    wish.RateFit: rate_fit,
    wish.CheckFit: check_fit,
    wish.SetWorkingStyle: set_working_style,
}
