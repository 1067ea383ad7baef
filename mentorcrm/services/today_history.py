"""What Today says of advice and promises: who has not heard back, what I promised and is due.

The rules are pure: values and a day in, rows out. One row a person for advice, so that somebody
who said much does not fill the page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from mentorcrm.models.history_kinds import ADVICE_AMBER_DAYS, AdviceResponse, Owner
from mentorcrm.models.kinds import DraftState, Privacy
from mentorcrm.models.tables import Advice, Commitment, Draft, DraftAdvice, Person
from mentorcrm.services.today_rows import Reason, Waiting
from mentorcrm.services.today_rules import called, shortened
from mentorcrm.words import _, n_, short_day

TABLES = ("advice", "commitment", "draft_advice")
SETTLED_DAYS = 2
"""So long after something was tried its row waits: a result is seldom known the same evening."""
PROMISE_AHEAD_DAYS = 3

_DID = {
    AdviceResponse.TRIED: _("advised on {day}, tried on {done}"),
    AdviceResponse.ADAPTED: _("advised on {day}, adapted on {done}"),
    AdviceResponse.SET_ASIDE: _("advised on {day}, set aside on {done}"),
}


@dataclass(frozen=True)
class Advised:
    """A piece of advice that its giver has heard nothing about."""

    id: int
    person: int
    name: str
    tint: int
    words: str
    given: date
    response: AdviceResponse
    responded: date | None
    has_result: bool = False


@dataclass(frozen=True)
class Promised:
    """An open promise of mine that has a day."""

    id: int
    person: int
    name: str
    tint: int
    what: str
    made: date
    due: date


def waiting(session: Session, today: date) -> tuple[Waiting, ...]:
    """The rows of advice and of promises, in no order."""
    return (
        *advice_rows(_untold(session, today), today),
        *promise_rows(_promised(session, today), today),
    )


def advice_rows(advised: Iterable[Advised], today: date) -> Iterator[Waiting]:
    """A row for each person who should hear: of what was tried first, else of what was not."""
    of_person: dict[int, list[Advised]] = {}
    for one in sorted(advised, key=lambda one: (one.given, one.id)):
        if _is_ripe(one, today):
            of_person.setdefault(one.person, []).append(one)
    for found in of_person.values():
        done = [one for one in found if one.response is not AdviceResponse.OPEN]
        yield _tell(done, today) if done else _look_again(found[0], today)


def promise_rows(promised: Iterable[Promised], today: date) -> Iterator[Waiting]:
    """A row for each promise of mine whose day is near or past."""
    for one in promised:
        if one.due > today + timedelta(days=PROMISE_AHEAD_DAYS):
            continue
        yield Waiting(
            Reason.PROMISE,
            "commitment",
            one.id,
            _("Keep your promise to {called}").format(called=called(one.name)),
            _("Promised on {day}").format(day=short_day(one.made, today)),
            _("Mark as kept"),
            one.person,
            one.name,
            one.tint,
            due=one.due,
            quote=shortened(one.what),
        )


def _is_ripe(one: Advised, today: date) -> bool:
    if one.response is AdviceResponse.OPEN:
        return (today - one.given).days >= ADVICE_AMBER_DAYS
    return (today - (one.responded or one.given)).days >= SETTLED_DAYS


def _tell(found: list[Advised], today: date) -> Waiting:
    first, more = found[0], len(found) - 1
    done = short_day(first.responded or first.given, today)
    why = _DID[first.response].format(day=short_day(first.given, today), done=done)
    if more:
        others = n_("{number} more piece of advice", "{number} more pieces of advice", more)
        why = _("{why}, and {others}").format(why=why, others=others.format(number=more))
    return _row(
        first,
        _("Tell {called} what came of their advice"),
        f"{why[:1].upper()}{why[1:]}",
        _("Draft impact note") if first.has_result else _("Draft update"),
    )


def _look_again(one: Advised, today: date) -> Waiting:
    why = _("Advised on {day}, nothing noted since").format(day=short_day(one.given, today))
    return _row(one, _("Look again at {called}’s advice"), why, _("Open the advice"))


def _row(one: Advised, title: str, why: str, button: str) -> Waiting:
    return Waiting(
        Reason.TELL,
        "advice",
        one.id,
        title.format(called=called(one.name)),
        why,
        button,
        one.person,
        one.name,
        one.tint,
        since=one.given,
        quote=shortened(one.words),
    )


def _untold(session: Session, today: date) -> Iterator[Advised]:
    """What is ripe, not told and in no message being written; none that never leaves."""
    long_ago = today - timedelta(days=ADVICE_AMBER_DAYS)
    settled = today - timedelta(days=SETTLED_DAYS)
    ripe = case(
        (Advice.response == AdviceResponse.OPEN, Advice.given_on <= long_ago),
        else_=func.coalesce(Advice.responded_on, Advice.given_on) <= settled,
    )
    in_hand = (
        select(DraftAdvice.advice_id)
        .join(Draft, Draft.id == DraftAdvice.draft_id)
        .where(Draft.deleted_at.is_(None), Draft.state.in_((DraftState.DRAFT, DraftState.READY)))
    )
    query = (
        select(
            Advice.id, Advice.person_id, Person.display_name, Person.avatar_tint, Advice.words,
            Advice.given_on, Advice.response, Advice.responded_on, Advice.result != "",
        )
        .join(Person, Person.id == Advice.person_id)
        .where(
            Advice.deleted_at.is_(None),
            Advice.told_on.is_(None),
            ripe,
            Advice.privacy != Privacy.NEVER,
            Person.deleted_at.is_(None),
            Advice.id.not_in(in_hand),
        )
    )  # fmt: skip
    return (Advised(*row[:8], bool(row[8])) for row in session.execute(query))


def _promised(session: Session, today: date) -> Iterator[Promised]:
    ahead = today + timedelta(days=PROMISE_AHEAD_DAYS)
    query = (
        select(Commitment, Person.display_name, Person.avatar_tint)
        .join(Person, Person.id == Commitment.person_id)
        .where(
            Commitment.deleted_at.is_(None),
            Commitment.done_on.is_(None),
            Commitment.dropped_on.is_(None),
            Commitment.due <= ahead,
            Commitment.owner == Owner.ME,
            Person.deleted_at.is_(None),
        )
    )  # fmt: skip
    return (
        Promised(row.id, row.person_id, name, tint, row.what, row.made_on, row.due)
        for row, name, tint in session.execute(query)
        if row.due is not None
    )
