"""What a message may say of advice: only the words and the result, only to the one who gave it.

What it was said about, what was assumed, why it was set aside and what an experiment taught stay
here: they are not read at all.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.asks.advice_told import ADVICE_ROOM, AdviceBrief
from mentorcrm.asks.record import QUOTES_ADVICE
from mentorcrm.models.history_kinds import AdviceResponse, Worked
from mentorcrm.models.kinds import MessageForm, MessageKind, Privacy
from mentorcrm.models.tables import Advice, Experiment
from mentorcrm.services.person_rows import AMONG
from mentorcrm.storage import search

_MAY_BE_QUOTED = (Advice.deleted_at.is_(None), Advice.privacy != Privacy.NEVER)


def briefs(session: Session, person_id: int, ids: Sequence[int]) -> tuple[AdviceBrief, ...]:
    """The advice of these ids that may be quoted to a person, in that order."""
    if not ids:
        return ()
    these = {"ids": search.as_json(ids)}
    query = select(Advice.id, Advice.words, Advice.given_on, Advice.response, Advice.result).where(
        Advice.id.in_(AMONG), Advice.person_id == person_id, *_MAY_BE_QUOTED
    )
    judged = _judged(session, these)
    found = {
        row.id: AdviceBrief(
            row.id, row.words, row.given_on, row.response, row.result, judged.get(row.id)
        )
        for row in session.execute(query, these)
    }
    return tuple(found[one] for one in ids if one in found)


def _judged(session: Session, these: dict[str, str]) -> dict[int, Worked | None]:
    """How the newest experiment with each piece of advice went."""
    query = (
        select(Experiment.advice_id, Experiment.worked)
        .where(Experiment.advice_id.in_(AMONG), Experiment.worked.is_not(None))
        .order_by(Experiment.id)
    )
    return {row.advice_id: row.worked for row in session.execute(query, these)}


def proposed(
    session: Session, person_id: int, kind: MessageKind, form: MessageForm, need_id: int | None
) -> tuple[int, ...]:
    """What a new message to someone would report on: what I did something with and not told.

    About the need of the message if any of it is, what waits longest first.
    """
    if kind not in QUOTES_ADVICE:
        return ()
    query = (
        select(Advice.id, Advice.need_id)
        .where(
            Advice.person_id == person_id,
            Advice.told_on.is_(None),
            Advice.response != AdviceResponse.OPEN,
            *_MAY_BE_QUOTED,
        )
        .order_by(Advice.given_on, Advice.id)
    )
    waiting = session.execute(query).all()
    about = [row.id for row in waiting if need_id is not None and row.need_id == need_id]
    return tuple((about or [row.id for row in waiting])[: ADVICE_ROOM[form]])
