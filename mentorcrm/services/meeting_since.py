"""Since we last spoke: what moved between me and someone, and what may be said of it to them.

A row's `told` is a finished sentence for the person it concerns and nobody else. It is empty
where a record is marked as never leaving. Reasons, assumptions, what I expected of an experiment
and what I learned from it stay with me.
"""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mentorcrm.asks.prose import finish, lowfirst, unfinished
from mentorcrm.models.history_kinds import AdviceResponse, Owner, Worked
from mentorcrm.models.kinds import Direction, NeedKind, Privacy
from mentorcrm.models.tables import (
    Advice,
    Commitment,
    Experiment,
    Interaction,
    InteractionPerson,
    Meeting,
    Need,
)
from mentorcrm.services.meetings_rows import Since, SinceKind, SinceRow
from mentorcrm.words import _

_FOLLOWED = {
    AdviceResponse.TRIED: "I tried what you advised: {words}",
    AdviceResponse.ADAPTED: "I took up what you advised, in my own way: {words}",
}
_WENT = {
    Worked.YES: "it worked",
    Worked.PARTLY: "it worked in part",
    Worked.NO: "it did not work",
}


def since(
    session: Session, person_id: int, zone: str, now: datetime, but: int | None = None
) -> Since:
    """What moved since the last meeting with someone; without one, since the last talk.

    `but` is the contact of a meeting that is under way: what was promised in it is left out.
    """
    last = last_spoke(session, person_id, now)
    day = last.astimezone(ZoneInfo(zone)).date() if last is not None else None
    rows = [
        *_promises(session, person_id, day, but),
        *_experiments(session, person_id, day),
        *_advice(session, person_id, day),
        *_decisions(session, person_id, day),
    ]
    kinds = list(SinceKind)
    return Since(day, tuple(sorted(rows, key=lambda row: kinds.index(row.kind))))


def last_spoke(session: Session, person_id: int, now: datetime) -> datetime | None:
    """When the last meeting with someone was held, else when we last talked both ways."""
    past = (
        select(Interaction.at)
        .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
        .where(
            InteractionPerson.person_id == person_id,
            Interaction.deleted_at.is_(None),
            Interaction.at < now,
        )
        .order_by(Interaction.at.desc())
        .limit(1)
    )
    closed = Meeting.closed_at.is_not(None)
    held = past.join(Meeting, Meeting.interaction_id == Interaction.id).where(closed)
    talk = past.where(
        Interaction.direction == Direction.BOTH, Interaction.counts_as_contact.is_(True)
    ).outerjoin(Meeting, Meeting.interaction_id == Interaction.id)
    # One whose notes have begun is the meeting that is being prepared for, not the last one.
    talk = talk.where(or_(Meeting.id.is_(None), closed))
    return session.scalar(held) or session.scalar(talk)


def _promises(
    session: Session, person_id: int, day: date | None, but: int | None
) -> Iterator[SinceRow]:
    query = (
        select(Commitment)
        .where(
            Commitment.person_id == person_id,
            Commitment.deleted_at.is_(None),
            Commitment.dropped_on.is_(None),
        )
        .order_by(Commitment.made_on, Commitment.id)
    )
    for row in session.scalars(query):
        mine, done = row.owner is Owner.ME, row.done_on is not None
        if but is not None and row.interaction_id == but:
            continue
        if done and day is not None and row.done_on is not None and row.done_on < day:
            continue
        quotable = row.privacy is not Privacy.NEVER
        if mine and done:
            told = finish(f"Done, as I promised: {lowfirst(unfinished(row.what))}")
            yield SinceRow(
                SinceKind.DONE, "commitment", row.id, row.what, _("done"),
                told if quotable else "", row.done_on, quotable,
            )  # fmt: skip
        elif mine:
            told = finish(f"Still open on my side: {lowfirst(unfinished(row.what))}")
            yield SinceRow(
                SinceKind.OPEN, "commitment", row.id, row.what, _("still open"),
                told if quotable else "", row.due, quotable,
            )  # fmt: skip
        elif done:
            yield SinceRow(
                SinceKind.THEIRS, "commitment", row.id, row.what, _("they did it"), "", row.done_on,
                quotable,
            )  # fmt: skip


def _experiments(session: Session, person_id: int, day: date | None) -> Iterator[SinceRow]:
    query = (
        select(Experiment, Advice.privacy, Advice.words)
        .join(Advice, Advice.id == Experiment.advice_id)
        .where(Advice.person_id == person_id, Advice.deleted_at.is_(None))
        .order_by(Experiment.id)
    )
    for row, privacy, words in session.execute(query):
        if row.worked is None and row.tried_on is None:
            continue
        if day is not None and row.tried_on is not None and row.tried_on < day:
            continue
        went = _WENT[row.worked] if row.worked else "it is still running"
        told = finish(f"I put your advice to the test, {lowfirst(unfinished(words))}: {went}")
        state = row.worked.label if row.worked else _("running")
        leaves = privacy is not Privacy.NEVER
        yield SinceRow(
            SinceKind.EXPERIMENT, "experiment", row.id, row.hypothesis, state,
            told if leaves else "", row.tried_on, leaves,
        )  # fmt: skip


def _advice(session: Session, person_id: int, day: date | None) -> Iterator[SinceRow]:
    query = (
        select(Advice)
        .where(
            Advice.person_id == person_id,
            Advice.deleted_at.is_(None),
            Advice.response.in_(list(_FOLLOWED)),
        )
        .order_by(Advice.given_on, Advice.id)
    )
    tested = set(
        session.scalars(
            select(Experiment.advice_id)
            .join(Advice, Advice.id == Experiment.advice_id)
            .where(Advice.person_id == person_id, Experiment.worked.is_not(None))
        )
    )
    for row in session.scalars(query):
        if row.id in tested and not row.result:
            continue  # The experiment says it.
        if day is not None and row.responded_on is not None and row.responded_on < day:
            continue
        told = finish(_FOLLOWED[row.response].format(words=lowfirst(unfinished(row.words))))
        if row.result:
            told = f"{told} {finish(row.result)}"
        leaves = row.privacy is not Privacy.NEVER
        yield SinceRow(
            SinceKind.ADVICE, "advice", row.id, row.words, row.response.label,
            told if leaves else "", row.responded_on, leaves,
        )  # fmt: skip


def _decisions(session: Session, person_id: int, day: date | None) -> Iterator[SinceRow]:
    """Decisions made since, of those that we met about or that they gave advice on."""
    met = (
        select(Meeting.decision_id)
        .join(InteractionPerson, InteractionPerson.interaction_id == Meeting.interaction_id)
        .where(InteractionPerson.person_id == person_id, Meeting.decision_id.is_not(None))
    )
    advised = select(Advice.need_id).where(
        Advice.person_id == person_id, Advice.need_id.is_not(None), Advice.deleted_at.is_(None)
    )
    query = (
        select(Need)
        .where(
            Need.kind == NeedKind.DECISION,
            Need.deleted_at.is_(None),
            Need.decided != "",
            or_(Need.id.in_(met), Need.id.in_(advised)),
        )
        .order_by(Need.decided_on, Need.id)
    )
    for need in session.scalars(query):
        if day is not None and (need.decided_on is None or need.decided_on < day):
            continue
        told = finish(f"I have decided: {lowfirst(unfinished(need.decided))}")
        yield SinceRow(
            SinceKind.DECIDED, "need", need.id, need.statement, _("decided"), told, need.decided_on
        )
