"""Which advice a message reports on, and that its giver has heard once it was sent."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mentorcrm.asks.advice_told import ADVICE_ROOM
from mentorcrm.asks.record import QUOTES_ADVICE
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import Privacy
from mentorcrm.models.tables import Advice, Draft, DraftAdvice, Person
from mentorcrm.services.advice import live_advice
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found
from mentorcrm.words import _


def quote_advice(work: Work, command: wish.QuoteAdvice) -> None:
    draft = found(work, Draft, command.draft_id, _("That draft is no longer there."))
    if draft.sent_at is not None:
        raise UserError(_("This message is marked as sent, so what it reports on stays."))
    work.session.execute(delete(DraftAdvice).where(DraftAdvice.draft_id == draft.id))
    quote(work, draft, command.advice_ids)
    person = work.session.get_one(Person, draft.person_id).display_name
    work.label = _("Choose the advice that a message to {person} reports on").format(person=person)


def quote(work: Work, draft: Draft, advice_ids: Sequence[int]) -> None:
    """Note which advice a draft reports on; only its reader's own, and none that never leaves."""
    for position, advice_id in enumerate(dict.fromkeys(advice_ids)):
        row = live_advice(work, advice_id)
        if row.person_id != draft.person_id:
            raise UserError(_("That advice came from somebody else. Report it to them instead."))
        if row.privacy is Privacy.NEVER:
            raise UserError(_("That advice never leaves this computer, so no message quotes it."))
        work.session.add(DraftAdvice(draft_id=draft.id, advice_id=row.id, position=position))


def tell_by_message(work: Work, draft: Draft) -> None:
    """The reader of a message that was sent has heard of the advice it reports on."""
    if draft.kind not in QUOTES_ADVICE or draft.sent_at is None:
        return
    # What the form has no room for was not said.
    for advice_id in quoted_in(work.session, draft.id)[: ADVICE_ROOM[draft.form]]:
        row = work.session.get_one(Advice, advice_id)
        row.told_on, row.told_draft_id = work.day_of(draft.sent_at), draft.id


def quoted_in(session: Session, draft_id: int) -> tuple[int, ...]:
    """The advice that a message reports on and may quote, in its order."""
    query = (
        select(Advice.id)
        .join(DraftAdvice, DraftAdvice.advice_id == Advice.id)
        .join(Draft, Draft.id == DraftAdvice.draft_id)
        .where(
            Draft.id == draft_id,
            Advice.person_id == Draft.person_id,
            Advice.privacy != Privacy.NEVER,
            Advice.deleted_at.is_(None),
        )
        .order_by(DraftAdvice.position, DraftAdvice.id)
    )
    return tuple(session.scalars(query))


HANDLERS: dict[type, Handler] = {wish.QuoteAdvice: quote_advice}
