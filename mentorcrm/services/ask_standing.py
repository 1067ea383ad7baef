"""How an ask stands: what it waits for, from when to come back to it, what follows an answer.

Pure: rows and a day in, plain values out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from mentorcrm.models.kinds import (
    SECOND_FOLLOW_UP_WORKING_DAYS,
    DraftState,
    MessageKind,
    Outcome,
)
from mentorcrm.services.rows import DraftRow
from mentorcrm.services.working_days import add_working_days

_OPEN = (DraftState.DRAFT, DraftState.READY)
# A yes to these is the answer itself; there is nothing to plan.
_WRITTEN_ANSWER = frozenset({MessageKind.ONE_QUESTION, MessageKind.ONE_DECISION})


class Step(StrEnum):
    """What can be done next about a message that went out."""

    PLAN = "plan"
    THANK = "thank"
    TELL_MORE = "tell_more"
    ADD_PERSON = "add_person"
    THANK_FOR_NO = "thank_for_no"
    FOLLOW_UP = "follow_up"
    REST = "rest"


MESSAGE_OF: Mapping[Step, MessageKind] = {
    Step.THANK: MessageKind.RECAP,
    Step.PLAN: MessageKind.RECAP,
    Step.TELL_MORE: MessageKind.PROGRESS_UPDATE,
    Step.THANK_FOR_NO: MessageKind.THANKS_FOR_NO,
    Step.FOLLOW_UP: MessageKind.FOLLOW_UP,
}


@dataclass(frozen=True)
class Standing:
    """How one message stands. Days are in my own zone.

    `follow_up_from` is the day of the one follow-up; `rest_from` the day from which an ask that
    was followed up may rest; `step` what is due now, None when nothing is.
    """

    sent: date | None = None
    follow_up_from: date | None = None
    followed_up: date | None = None
    rest_from: date | None = None
    being_followed_up: bool = False
    under: int | None = None
    step: Step | None = None


@dataclass(frozen=True)
class Days:
    """Today, and in which zone a moment becomes a day."""

    today: date
    zone: tzinfo

    def of(self, moment: datetime | None) -> date | None:
        return moment.astimezone(self.zone).date() if moment is not None else None


def standings(
    drafts: Iterable[DraftRow], touches: Mapping[int, datetime], days: Days
) -> dict[int, Standing]:
    """The standing of every message, by its id; `touches` as `OutreachQueries.touches` has it."""
    theirs: dict[int, list[DraftRow]] = {}
    for draft in drafts:
        theirs.setdefault(draft.person_id, []).append(draft)
    found: dict[int, Standing] = {}
    for person, rows in theirs.items():
        touched = days.of(touches.get(person))
        for row in rows:
            found[row.id] = _standing(row, rows, touched, days)
    return found


def step_after(outcome: Outcome, kind: MessageKind, noted: bool) -> Step | None:
    """What follows an answer; `noted` says that whom they suggested is written down already."""
    if outcome in (Outcome.YES, Outcome.YES_SMALLER):
        return Step.THANK if kind in _WRITTEN_ANSWER else Step.PLAN
    if outcome is Outcome.SUGGESTED:
        return Step.THANK if noted else Step.ADD_PERSON
    return {Outcome.ASKED_MORE: Step.TELL_MORE, Outcome.NO: Step.THANK_FOR_NO}.get(outcome)


def _standing(row: DraftRow, theirs: list[DraftRow], touched: date | None, days: Days) -> Standing:
    sent = days.of(row.sent_at)
    if row.state is DraftState.SENT:
        return _waiting(row, theirs, sent, days)
    if row.state is DraftState.ANSWERED and row.outcome is not None:
        return Standing(sent, step=_step_after_answer(row, theirs, touched, days))
    return Standing(sent)


def _waiting(row: DraftRow, theirs: list[DraftRow], sent: date | None, days: Days) -> Standing:
    if row.kind is MessageKind.FOLLOW_UP:
        return Standing(sent, under=_asked(row, theirs))
    ups = [d for d in theirs if d.kind is MessageKind.FOLLOW_UP and _belongs(d, row)]
    went = [day for d in ups if (day := days.of(d.sent_at)) is not None]
    writing = any(d.state in _OPEN for d in ups)
    if not went:
        due = row.follow_up_due
        step = Step.FOLLOW_UP if due and due <= days.today and not writing else None
        return Standing(sent, due, being_followed_up=writing, step=step)
    rest = add_working_days(sent, SECOND_FOLLOW_UP_WORKING_DAYS) if sent else None
    step = Step.REST if rest and rest <= days.today and not writing else None
    return Standing(sent, None, max(went), rest, writing, step=step)


def _belongs(follow_up: DraftRow, ask: DraftRow) -> bool:
    """Whether a follow-up is to this ask: by its link, else by coming after it."""
    if follow_up.after is not None:
        return follow_up.after == ask.id
    if follow_up.sent_at is None or ask.sent_at is None:
        return follow_up.state in _OPEN
    return follow_up.sent_at >= ask.sent_at


def _asked(row: DraftRow, theirs: list[DraftRow]) -> int | None:
    """The ask that still waits and that this follow-up belongs to."""
    asks = (d for d in theirs if d.state is DraftState.SENT and d.kind is not MessageKind.FOLLOW_UP)
    return next((ask.id for ask in asks if _belongs(row, ask)), None)


def _step_after_answer(
    row: DraftRow, theirs: list[DraftRow], touched: date | None, days: Days
) -> Step | None:
    """What follows, unless a message followed it or we were in touch since."""
    assert row.outcome is not None
    step = step_after(row.outcome, row.kind, bool(row.outcome_note))
    if step is Step.ADD_PERSON:
        return step
    answered = row.outcome_on or days.today
    came_back = touched is not None and touched >= answered
    for other in theirs:
        went = days.of(other.sent_at)
        follows = other.after == row.id and other.kind is not MessageKind.FOLLOW_UP
        later = other.id != row.id and went is not None and went >= answered
        came_back |= follows or (later and other.kind is not MessageKind.FOLLOW_UP)
    return None if came_back else step
