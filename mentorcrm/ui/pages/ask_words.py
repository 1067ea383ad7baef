"""How an ask in the list is put into words. Pure: rows in, lines out."""

from mentorcrm.models.kinds import DraftState, Outcome
from mentorcrm.services.ask_standing import Days, Standing, Step
from mentorcrm.services.rows import DraftRow
from mentorcrm.ui import words
from mentorcrm.ui.delegates.draft_row import DraftLine
from mentorcrm.ui.widgets.avatar import initials
from mentorcrm.ui.widgets.chips import Tone

HEADINGS = {
    DraftState.READY: "Ready to go",
    DraftState.DRAFT: "Being written",
    DraftState.SENT: "Waiting for an answer",
    DraftState.ANSWERED: "Answered",
    DraftState.CLOSED: "Closed",
}
STAGES = {
    DraftState.DRAFT: "Draft",
    DraftState.READY: "Ready",
    DraftState.SENT: "Waiting",
    DraftState.ANSWERED: "Answered",
    DraftState.CLOSED: "Closed",
}
STEPS = {
    Step.PLAN: "Thank and plan",
    Step.THANK: "Thank them",
    Step.TELL_MORE: "Tell them more",
    Step.ADD_PERSON: "Add the person",
    Step.THANK_FOR_NO: "Thank for the no",
    Step.FOLLOW_UP: "Follow up",
    Step.REST: "Let it rest",
}
NOTE_ANSWER = "Note answer"
_GOOD = (Outcome.YES, Outcome.YES_SMALLER)


def ask_line(row: DraftRow, standing: Standing, days: Days) -> DraftLine:
    """One row: what to whom about what, how it stands, and what can be done with one click."""
    tag, tone, when = standing_words(row, standing, days)
    title = f"{row.kind.label} to {row.person}"
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
        return row.outcome.label, tone, f"{'answered' if answered else 'closed'} {on}".strip()
    if standing.sent is not None:
        return row.state.label, "neutral", f"sent {words.short_day(standing.sent, days.today)}"
    edited = days.of(row.updated_at) or days.today
    day = "today" if edited == days.today else words.short_day(edited, days.today)
    return (
        row.state.label,
        "accent" if row.state is DraftState.READY else "neutral",
        f"edited {day}",
    )


def _waiting(row: DraftRow, standing: Standing, days: Days) -> tuple[str, Tone, str]:
    def said(word: str, day: object) -> str:
        return f"{word} {words.short_day(day, days.today)}" if day else ""  # type: ignore[arg-type]

    sent = said("sent", standing.sent)
    if standing.being_followed_up:
        return "Waiting", "neutral", "follow-up being written"
    if standing.step is Step.FOLLOW_UP:
        return "Follow up", "warn", sent
    if standing.step is Step.REST:
        return "Let it rest", "neutral", said("followed up", standing.followed_up)
    if standing.followed_up is not None:
        return "Waiting", "neutral", said("let it rest from", standing.rest_from)
    if standing.follow_up_from is not None:
        return "Waiting", "neutral", said("follow up from", standing.follow_up_from)
    return "Waiting", "neutral", sent


def summary(numbers: dict[DraftState, int], due: int) -> str:
    """The sentence under the title."""
    writing = numbers[DraftState.DRAFT] + numbers[DraftState.READY]
    parts = [
        f"{writing} being written" if writing else "",
        f"{numbers[DraftState.SENT]} waiting for an answer" if numbers[DraftState.SENT] else "",
        f"{due} to come back to" if due else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said.capitalize()}." if said else ""


def nothing_words(text: str, chosen: list[str]) -> str:
    """What to say when the filter leaves nothing."""
    said = [f"“{text}”"] if text else []
    return f"No ask matches {' and '.join([*said, *chosen])}"
