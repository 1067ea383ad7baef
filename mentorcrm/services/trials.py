"""A trial: a few short meetings until a day, then a review, and either of us may leave it there.

The review comes by itself once the day is there or the meetings were held (`today_terms`). Each
answer leads on: to an agreement, to a reset of expectations, or to a close with thanks.
"""

from datetime import date, timedelta

from sqlalchemy import select

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import TrialResult
from mentorcrm.models.kinds import TRIAL_WEEKS, CoverageLevel, NeedStatus, Outcome, Season
from mentorcrm.models.tables import Draft, Mentorship, Need, Trial
from mentorcrm.services.agreements import agreement_of, label_for, live_role, open_trial
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.commands.needs import LinkNeed
from mentorcrm.services.commands.people import SetMentorship
from mentorcrm.services.coverage import is_linked, link_need
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found, move_season, set_mentorship
from mentorcrm.services.text import clean_line, clean_text
from mentorcrm.words import _

MEETINGS = (1, 12)
MINUTES = (5, 120)


def start_trial(work: Work, command: wish.StartTrial) -> int:
    held = live_role(work, command.mentorship_id)
    if open_trial(work, held.id) is not None:
        raise UserError(_("A trial is under way. Review it first."))
    started = command.started_on or work.today
    ends = command.ends_on or held_end(held, work.today)
    row = Trial(
        mentorship_id=held.id,
        started_on=started,
        meetings=_meetings(command.meetings),
        minutes=_minutes(command.minutes),
        ends_on=_end(ends, started),
        question=clean_line(command.question),
    )
    work.session.add(row)
    work.session.flush()
    _into(work, held, Season.TRIAL)
    held.planned_end = row.ends_on
    work.label = label_for(work, held, _("Start a trial with {person}"))
    return row.id


def begin_trial(work: Work, command: wish.BeginTrial) -> int:
    has = select(Mentorship.id).where(
        Mentorship.person_id == command.person_id, Mentorship.role == command.role
    )
    # A role that is new begins with it; of another one the end of its season is not the trial's.
    season = Season.TRIAL if work.session.scalar(has) is None else None
    held = set_mentorship(work, SetMentorship(command.person_id, command.role, season))
    under_way = open_trial(work, held)
    if under_way is None:
        return start_trial(work, wish.StartTrial(held))
    role = live_role(work, held)
    _into(work, role, Season.TRIAL)
    role.planned_end = under_way.ends_on
    work.label = label_for(work, role, _("Go on with the trial with {person}"))
    return under_way.id


def set_trial_end(work: Work, command: wish.SetTrialEnd) -> None:
    row = open_trial(work, command.mentorship_id)
    if row is not None:
        edit_trial(work, wish.EditTrial(row.id, {"ends_on": command.ends_on}))
    else:
        start_trial(work, wish.StartTrial(command.mentorship_id, ends_on=command.ends_on))


def go_on(work: Work, command: wish.GoOn) -> None:
    held = live_role(work, command.mentorship_id)
    if command.trial:
        start_trial(work, wish.StartTrial(held.id))
    else:
        _into(work, held, Season.ACTIVE)
    agreed = (
        select(Draft.need_id)
        .join(Need, Need.id == Draft.need_id)
        .where(
            Draft.person_id == held.person_id,
            Draft.outcome.in_((Outcome.YES, Outcome.YES_SMALLER)),
            Draft.deleted_at.is_(None),
            Need.deleted_at.is_(None),
            Need.status == NeedStatus.OPEN,
        )
        .distinct()
    )
    for need_id in work.session.scalars(agreed).all():
        if need_id is not None and not is_linked(work, need_id, held.person_id):
            link_need(work, LinkNeed(need_id, held.person_id, CoverageLevel.SOME))
    work.label = label_for(work, held, _("Go on with {person} after their yes"))


def edit_trial(work: Work, command: wish.EditTrial) -> None:
    row = _trial(work, command.trial_id)
    held = live_role(work, row.mentorship_id)
    for name, value in command.values.items():
        if name == "meetings" and isinstance(value, int):
            row.meetings = _meetings(value)
        elif name == "minutes" and isinstance(value, int):
            row.minutes = _minutes(value)
        elif name == "ends_on" and isinstance(value, date):
            row.ends_on = _end(value, row.started_on)
            if row.result is None:
                held.planned_end = row.ends_on
        elif name in wish.TRIAL_TEXT_FIELDS:
            text = str(value)
            setattr(row, name, clean_line(text) if name == "question" else clean_text(text))
        else:
            raise UserError(_("“{field}” is not something a trial has.").format(field=name))
    work.label = label_for(work, held, _("Edit the trial with {person}"))
    work.merge_key = f"trial/{row.id}/{','.join(sorted(command.values))}"


def decide_trial(work: Work, command: wish.DecideTrial) -> None:
    row = _trial(work, command.trial_id)
    if row.result is not None:
        raise UserError(_("That trial was reviewed already. Undo that, or start another one."))
    held = live_role(work, row.mentorship_id)
    row.result, row.decided_on = command.result, work.today
    if command.note.strip():
        row.note = clean_text(command.note)
    if command.result is TrialResult.CLOSE:
        _into(work, held, Season.CLOSED)
        held.ended_on, held.planned_end = work.today, None
    else:
        _into(work, held, Season.ACTIVE)
        agreed = agreement_of(work, held.id)
        held.planned_end = agreed.ends_on if agreed is not None else None
    work.label = label_for(work, held, _("Review the trial with {person}"))


def remove_trial(work: Work, command: wish.RemoveTrial) -> None:
    row = _trial(work, command.trial_id)
    held = live_role(work, row.mentorship_id)
    if row.result is None and held.planned_end == row.ends_on:
        held.planned_end = None
    work.label = label_for(work, held, _("Remove the trial with {person}"))
    work.session.delete(row)


def held_end(held: Mentorship, today: date) -> date:
    """When a trial ends unless a day is named: the end that was set for the role, or 8 weeks."""
    usual = today + timedelta(weeks=TRIAL_WEEKS)
    planned = held.planned_end
    if held.season is Season.TRIAL and planned is not None and planned > today:
        return planned
    return usual


def _trial(work: Work, trial_id: int) -> Trial:
    return found(work, Trial, trial_id, _("That trial is no longer there."))


def _into(work: Work, held: Mentorship, season: Season) -> None:
    if held.season is not season:
        move_season(work, held, season)


def _meetings(number: int) -> int:
    if not MEETINGS[0] <= number <= MEETINGS[1]:
        raise UserError(_("A trial has between 1 and 12 meetings."))
    return number


def _minutes(number: int) -> int:
    if not MINUTES[0] <= number <= MINUTES[1]:
        raise UserError(_("A meeting of a trial lasts between 5 minutes and 2 hours."))
    return number


def _end(day: date, started: date) -> date:
    if day <= started:
        raise UserError(_("A trial ends after it began. Choose a later day."))
    return day


HANDLERS: dict[type, Handler] = {
    wish.StartTrial: start_trial,
    wish.BeginTrial: begin_trial,
    wish.SetTrialEnd: set_trial_end,
    wish.GoOn: go_on,
    wish.EditTrial: edit_trial,
    wish.DecideTrial: decide_trial,
    wish.RemoveTrial: remove_trial,
}
