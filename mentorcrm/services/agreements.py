"""What two people agreed for a role: how often, how long, what stays out, and how it ends.

`services.terms` (`terms_queries.TermsQueries`) reads it: `of(person_id)` gives a `PersonTerms`
with agreement, trial and what was used of this month's limits; `page(mentorship_id)` is the
agreement for paper.
"""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AGREEMENT_REVIEW_DAYS
from mentorcrm.models.kinds import CADENCE_DEFAULT_DAYS, CONTACT_CHANNELS, InteractionChannel
from mentorcrm.models.tables import Agreement, Mentorship, Trial
from mentorcrm.services.agreement_presets import USUAL
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found, live_person
from mentorcrm.services.text import clean_line, clean_text, sort_key
from mentorcrm.words import _

LIMITS = {
    "rhythm_days": (1, 3650),
    "minutes": (5, 8 * 60),
    "monthly_minutes": (1, 100 * 60),
    "monthly_asks": (0, 100),
}
_LINES = ("purpose",)
_MOST_TOPICS = 30


def edit_agreement(work: Work, command: wish.EditAgreement) -> int:
    held = live_role(work, command.mentorship_id)
    row = _begun(work, held)
    for name, value in command.values.items():
        setattr(row, name, _value(name, value))
    _require_order(row)
    _drive(work, held, row, command.values.keys())
    work.label = label_for(work, held, _("Edit the agreement with {person}"))
    work.merge_key = f"agreement/{row.id}/{','.join(sorted(command.values))}"
    return row.id


def set_off_limits(work: Work, command: wish.SetOffLimits) -> int:
    held = live_role(work, command.mentorship_id)
    row = _begun(work, held)
    topics: dict[str, str] = {}
    for topic in map(clean_line, command.topics):
        if topic:
            topics.setdefault(sort_key(topic), topic)
    if len(topics) > _MOST_TOPICS:
        raise UserError(_("Thirty topics are enough. Put some of them together."))
    row.off_limits = list(topics.values())
    work.label = label_for(work, held, _("Edit what is off limits with {person}"))
    return row.id


def agree_the_usual(work: Work, command: wish.AgreeTheUsual) -> int:
    held = live_role(work, command.mentorship_id)
    row = _begun(work, held)
    filled = []
    for name, value in USUAL.items():
        if getattr(row, name) in (None, ""):
            setattr(row, name, _(value) if isinstance(value, str) else value)
            filled.append(name)
    if row.rhythm_days is None:
        row.rhythm_days = held.cadence_days or CADENCE_DEFAULT_DAYS
        filled.append("rhythm_days")
    _drive(work, held, row, filled)
    work.label = label_for(work, held, _("Agree the usual with {person}"))
    return row.id


def review_agreement(work: Work, command: wish.ReviewAgreement) -> None:
    held = live_role(work, command.mentorship_id)
    row = agreement_of(work, held.id)
    if row is None:
        raise UserError(_("Nothing is agreed yet, so there is nothing to look at again."))
    following = command.next_on or work.today + timedelta(days=AGREEMENT_REVIEW_DAYS)
    if following <= work.today:
        raise UserError(_("The next look lies in the past. Choose a later day."))
    row.review_on = following
    work.label = label_for(work, held, _("Look again at the agreement with {person}"))


def remove_agreement(work: Work, command: wish.RemoveAgreement) -> None:
    held = live_role(work, command.mentorship_id)
    row = agreement_of(work, held.id)
    if row is None:
        raise UserError(_("Nothing is agreed yet."))
    work.label = label_for(work, held, _("Remove the agreement with {person}"))
    if open_trial(work, held.id) is None and held.planned_end == row.ends_on:
        held.planned_end = None
    work.session.delete(row)


def live_role(work: Work, mentorship_id: int) -> Mentorship:
    """A role of someone who is not in the bin, or NotFound."""
    held = found(work, Mentorship, mentorship_id, _("That role is no longer there."))
    live_person(work, held.person_id)
    return held


def agreement_of(work: Work, mentorship_id: int) -> Agreement | None:
    """The agreement of a role, if there is one."""
    return work.session.scalar(select(Agreement).where(Agreement.mentorship_id == mentorship_id))


def open_trial(work: Work, mentorship_id: int) -> Trial | None:
    """The trial of a role that was not decided yet, if there is one."""
    return work.session.scalar(
        select(Trial).where(Trial.mentorship_id == mentorship_id, Trial.result.is_(None))
    )


def _begun(work: Work, held: Mentorship) -> Agreement:
    row = agreement_of(work, held.id)
    if row is None:
        row = Agreement(
            mentorship_id=held.id,
            off_limits=[],
            agreed_on=work.today,
            review_on=work.today + timedelta(days=AGREEMENT_REVIEW_DAYS),
        )
        work.session.add(row)
        work.session.flush()
    return row


def _value(name: str, value: wish.Value) -> wish.Value:
    if name in wish.AGREEMENT_TEXT_FIELDS:
        text = str(value or "")
        return clean_line(text) if name in _LINES else clean_text(text)
    if name in wish.AGREEMENT_NUMBERS:
        return _number(name, value)
    if name in wish.AGREEMENT_DAYS:
        return value if isinstance(value, date) else None
    if name == "channel":
        return _channel(value)
    raise UserError(_("“{field}” is not something an agreement has.").format(field=name))


def _number(name: str, value: wish.Value) -> int | None:
    if value is None:
        return None
    least, most = LIMITS[name]
    if not isinstance(value, int) or not least <= value <= most:
        raise UserError(_REFUSED[name]())
    return value


def _channel(value: wish.Value) -> InteractionChannel | None:
    if value is None:
        return None
    channel = InteractionChannel(str(value))
    if channel not in CONTACT_CHANNELS:
        raise UserError(_("A note is no way to meet. Choose how you will meet."))
    return channel


def _require_order(row: Agreement) -> None:
    if row.ends_on is not None and row.agreed_on is not None and row.ends_on < row.agreed_on:
        raise UserError(_("The end lies before the day you agreed. Choose a later day."))


def _drive(work: Work, held: Mentorship, row: Agreement, names: Collection[str]) -> None:
    """What is agreed sets the rhythm and the end of the role; a trial under way keeps its own."""
    if "rhythm_days" in names and row.rhythm_days is not None:
        held.cadence_days = row.rhythm_days
    if "ends_on" in names and open_trial(work, held.id) is None:
        held.planned_end = row.ends_on


def label_for(work: Work, held: Mentorship, text: str) -> str:
    """A label that names the person and quotes nothing."""
    return text.format(person=live_person(work, held.person_id).display_name)


_REFUSED = {
    "rhythm_days": lambda: _("Choose a rhythm between 1 day and 10 years."),
    "minutes": lambda: _("A meeting is planned for between 5 minutes and 8 hours."),
    "monthly_minutes": lambda: _("The limit of a month is between 1 minute and 100 hours."),
    "monthly_asks": lambda: _("The limit of a month is between 0 and 100 asks."),
}

HANDLERS: dict[type, Handler] = {
    wish.EditAgreement: edit_agreement,
    wish.SetOffLimits: set_off_limits,
    wish.AgreeTheUsual: agree_the_usual,
    wish.ReviewAgreement: review_agreement,
    wish.RemoveAgreement: remove_agreement,
}
