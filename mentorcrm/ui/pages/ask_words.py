"""How an ask in the list is put into words. Pure: rows in, lines out."""

from datetime import date

from mentorcrm.models.kinds import DraftState, Outcome
from mentorcrm.services.ask_standing import Days, Standing, Step
from mentorcrm.services.rows import DraftRow
from mentorcrm.ui import words
from mentorcrm.ui.delegates.draft_row import DraftLine
from mentorcrm.ui.pages.draft_words import state_words
from mentorcrm.ui.widgets.avatar import initials
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.words import _, joined

HEADINGS = {
    DraftState.READY: _("Ready to go"),
    DraftState.DRAFT: _("Being written"),
    DraftState.SENT: _("Waiting for an answer"),
    DraftState.ANSWERED: _("Answered"),
    DraftState.CLOSED: _("Done, nothing to wait for"),
}
STAGES = {
    DraftState.DRAFT: _("Draft"),
    DraftState.READY: _("Ready"),
    DraftState.SENT: _("Waiting"),
    DraftState.ANSWERED: _("Answered"),
    DraftState.CLOSED: _("Done"),
}
STEPS = {
    Step.PLAN: _("Thank and plan"),
    Step.THANK: _("Thank them"),
    Step.TELL_MORE: _("Tell them more"),
    Step.ADD_PERSON: _("Add the person"),
    Step.THANK_FOR_NO: _("Thank them for the no"),
    Step.FOLLOW_UP: _("Follow up"),
    Step.REST: _("Let it rest"),
}
NOTE_ANSWER = _("Note answer")
_GOOD = (Outcome.YES, Outcome.YES_SMALLER)


def ask_line(row: DraftRow, standing: Standing, days: Days) -> DraftLine:
    """One row: what to whom about what, how it stands, and what can be done with one click."""
    tag, tone, when = standing_words(row, standing, days)
    title = _("{label} to {person}").format(label=row.kind.label, person=row.person)
    detail = words.DOT.join(part for part in (row.subject, row.need) if part)
    waiting = row.state is DraftState.SENT
    step = STEPS[standing.step] if standing.step is not None else ""
    spoken = ", ".join(part for part in (title, row.subject, row.need, tag, when) if part)
    return DraftLine(
        row.id,
        title,
        detail,
        initials(row.person),
        row.tint,
        tag,
        tone,
        when,
        spoken,
        NOTE_ANSWER if waiting else step,
        waiting,
    )


def standing_words(row: DraftRow, standing: Standing, days: Days) -> tuple[str, Tone, str]:
    """The tag, its tint, and the line under it."""
    if row.state is DraftState.SENT:
        return _waiting(row, standing, days)
    if row.outcome is not None:
        tone: Tone = "good" if row.outcome in _GOOD else "neutral"
        on = words.short_day(row.outcome_on, days.today) if row.outcome_on else ""
        answered = row.state is DraftState.ANSWERED
        said = _("answered {day}") if answered else _("closed {day}")
        return row.outcome.label, tone, said.format(day=on).strip()
    if standing.sent is not None:
        return (
            state_words(row),
            "neutral",
            _("sent {day}").format(day=words.short_day(standing.sent, days.today)),
        )
    edited = days.of(row.updated_at) or days.today
    day = _("today") if edited == days.today else words.short_day(edited, days.today)
    return (
        state_words(row),
        "accent" if row.state is DraftState.READY else "neutral",
        _("edited {day}").format(day=day),
    )


def _waiting(row: DraftRow, standing: Standing, days: Days) -> tuple[str, Tone, str]:
    def said(word: str, day: date | None) -> str:
        return word.format(day=words.short_day(day, days.today)) if day else ""

    sent = said(_("sent {day}"), standing.sent)
    if standing.being_followed_up:
        return _("Waiting"), "neutral", _("follow-up being written")
    if standing.step is Step.FOLLOW_UP:
        return _("Follow up"), "warn", sent
    if standing.step is Step.REST:
        return _("Let it rest"), "neutral", said(_("followed up {day}"), standing.followed_up)
    if standing.followed_up is not None:
        return _("Waiting"), "neutral", said(_("let it rest from {day}"), standing.rest_from)
    if standing.follow_up_from is not None:
        return _("Waiting"), "neutral", said(_("follow up from {day}"), standing.follow_up_from)
    return _("Waiting"), "neutral", sent


def summary(numbers: dict[DraftState, int], due: int) -> str:
    """The sentence under the title."""
    writing = numbers[DraftState.DRAFT] + numbers[DraftState.READY]
    parts = [
        _("{number} being written").format(number=writing) if writing else "",
        _("{number} waiting for an answer").format(number=numbers[DraftState.SENT])
        if numbers[DraftState.SENT]
        else "",
        _("{number} to come back to").format(number=due) if due else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said.capitalize()}." if said else ""


def nothing_words(text: str, chosen: list[str]) -> str:
    """What to say when the filter leaves nothing."""
    said = [f"“{text}”"] if text else []
    return _("No ask matches {said}").format(said=joined([*said, *chosen]))
