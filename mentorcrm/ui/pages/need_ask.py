"""From a need straight into the composer: the right kind of message, to the right person."""

from collections.abc import Mapping
from functools import partial

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import (
    DraftState,
    MessageForm,
    MessageKind,
    NeedKind,
    PartId,
    Season,
    Tone,
)
from mentorcrm.services.commands.giving import AddIntroduction, AskForIntroduction
from mentorcrm.services.commands.outreach import StartDraft
from mentorcrm.services.helping import Helper
from mentorcrm.services.rows import NeedRow, PersonDetail
from mentorcrm.ui.desk import Desk

_TOGETHER = (Season.TRIAL, Season.ACTIVE, Season.LIGHT_TOUCH, Season.ALUMNI)
_ASKING = (MessageKind.FIRST_ASK, MessageKind.ONE_QUESTION, MessageKind.TRIAL)
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
    _begin(desk, person_id, kind, need, advice=advice)


def ask_at_all(desk: Desk, person_id: int) -> None:
    """Open a message to someone that is about no need yet: the composer asks what it is about."""
    for draft in desk.services.outreach.to(person_id):
        if draft.state in _UNFINISHED and draft.kind in _ASKING:
            desk.go("composer", draft.id)
            return
    _begin(desk, person_id)


def ask_to_introduce(desk: Desk, need: NeedRow | None, helper: object) -> None:
    """Note that somebody may open the door to another, and open the letter that asks for it."""
    if not isinstance(helper, Helper) or helper.way is None:
        return
    (introducer, _name), number, name = helper.way, helper.person_id, helper.name
    kind, parts = MessageKind.INTRO_REQUEST, {PartId.FOCUS: name}
    message = _message(desk, introducer, kind, need, parts=parts)
    if message is None:
        return
    mine = (introducer, None, number)
    known = desk.services.introductions.listed(number)
    noted = any((one.introducer_id, one.first_id, one.second_id) == mine for one in known)
    new = AskForIntroduction(AddIntroduction(number, introducer_id=introducer), message)
    desk.run(message if noted else new, then=partial(desk.go, "composer"))


def _begin(
    desk: Desk,
    person_id: int,
    kind: MessageKind | None = None,
    need: NeedRow | None = None,
    *,
    advice: tuple[int, ...] | None = None,
    parts: Mapping[PartId, str] | None = None,
) -> None:
    command = _message(desk, person_id, kind, need, advice=advice, parts=parts)
    if command is not None:
        desk.run(command, then=partial(desk.go, "composer"))


def _message(
    desk: Desk,
    person_id: int,
    kind: MessageKind | None,
    need: NeedRow | None,
    *,
    advice: tuple[int, ...] | None = None,
    parts: Mapping[PartId, str] | None = None,
) -> StartDraft | None:
    """The command that begins it; None when that cannot be, which is told."""
    try:
        chosen = kind or fitting(need, desk.services.people.detail(person_id))
        about = need.id if need is not None else None
        return desk.services.desk.beginning(
            person_id, chosen, Tone.WARM, MessageForm.MAIL, about, parts, advice=advice
        )
    except UserError as error:
        desk.tell(str(error))
        return None


def fitting(need: NeedRow | None, person: PersonDetail) -> MessageKind:
    """A first ask to someone I have not spoken with; else one question, or the one decision."""
    together = any(held.season in _TOGETHER for held in person.mentorships)
    if person.last_contact is None and not together:
        return MessageKind.FIRST_ASK
    if need is not None and need.kind is NeedKind.DECISION:
        return MessageKind.ONE_DECISION
    return MessageKind.ONE_QUESTION
