"""From a need straight into the composer: the right kind of message, to the right person."""

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import DraftState, MessageForm, MessageKind, NeedKind, Season, Tone
from mentorcrm.services.rows import NeedRow, PersonDetail
from mentorcrm.ui.desk import Desk

_TOGETHER = (Season.TRIAL, Season.ACTIVE, Season.LIGHT_TOUCH, Season.ALUMNI)
_UNFINISHED = (DraftState.DRAFT, DraftState.READY)


def ask_about(
    desk: Desk,
    need: NeedRow,
    person_id: int,
    kind: MessageKind | None = None,
    advice: tuple[int, ...] | None = None,
) -> None:
    """Open a message to someone about a need: the one that is being written, else a new one.

    `advice` is what a report quotes; without, it is proposed from the record.
    """
    for draft in desk.services.outreach.about(need.id):
        mine = draft.person_id == person_id and draft.state in _UNFINISHED
        if mine and kind in (None, draft.kind):
            desk.go("composer", draft.id)
            return
    try:
        chosen = kind or fitting(need, desk.services.people.detail(person_id))
        command = desk.services.desk.beginning(
            person_id, chosen, Tone.WARM, MessageForm.MAIL, need.id, advice=advice
        )
    except UserError as error:
        desk.tell(str(error))
        return

    def open_draft(draft_id: int) -> None:
        desk.go("composer", draft_id)

    desk.run(command, then=open_draft)


def fitting(need: NeedRow, person: PersonDetail) -> MessageKind:
    """A first ask to someone I have not spoken with; else one question, or the one decision."""
    together = any(held.season in _TOGETHER for held in person.mentorships)
    if person.last_contact is None and not together:
        return MessageKind.FIRST_ASK
    if need.kind is NeedKind.DECISION:
        return MessageKind.ONE_DECISION
    return MessageKind.ONE_QUESTION
