"""How a message's state is put into a tag."""

from datetime import date

from mentorcrm.models.kinds import DraftState
from mentorcrm.services.rows import DraftDetail, DraftRow
from mentorcrm.ui import words
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.words import _

_TONES: dict[DraftState, Tone] = {
    DraftState.DRAFT: "neutral",
    DraftState.READY: "accent",
    DraftState.SENT: "neutral",
    DraftState.ANSWERED: "good",
    DraftState.CLOSED: "neutral",
}


def state_words(draft: DraftRow | DraftDetail) -> str:
    """Where a message stands; one that asks for no answer is sent, and that is all."""
    told = draft.state is DraftState.CLOSED and draft.sent_at is not None and draft.outcome is None
    return _("Sent") if told else draft.state.label


def draft_tag(draft: DraftRow, today: date) -> tuple[str, Tone]:
    """The words and tint of a draft's tag: waiting turns to a nudge on the follow-up day."""
    if draft.outcome is not None:
        return draft.outcome.label, _TONES[draft.state]
    if draft.state is DraftState.SENT:
        if draft.follow_up_due and draft.follow_up_due <= today:
            return _("Follow up"), "warn"
        if draft.follow_up_due:
            day = words.short_day(draft.follow_up_due, today)
            return _("Waiting, follow up from {day}").format(day=day), "neutral"
    return state_words(draft), _TONES[draft.state]
