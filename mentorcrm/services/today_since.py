"""Since you last looked: what was noted while Today was not on show, and what time has changed.

When Today was looked at is remembered with the data. Less than some hours away is no time away, so
that a glance at another page takes nothing from the card.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.models.health_kinds import Band
from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import Outcome
from mentorcrm.models.tables import (
    AppState,
    Commitment,
    Draft,
    Interaction,
    InteractionPerson,
    Mentorship,
    Person,
    SeasonChange,
)
from mentorcrm.services.today_rows import News, Since, SinceLine, Unanswered
from mentorcrm.services.today_rules import called
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _, joined, n_

if TYPE_CHECKING:
    from mentorcrm.services.health import Standing

KEY = "today_looked"
TABLES = ("commitment", "draft", "interaction", "interaction_person", "mentorship", "person")
AWAY = timedelta(hours=8)
"""From so long on it was a time away."""
RENEWED = timedelta(minutes=10)
"""Looking again within that is one look."""
MOST = 5
BACK_DATED = timedelta(days=60)
"""A contact is found that was noted down so long after it."""
COMPARED_MOST = 500
_ORDER = (Band.DORMANT, Band.AT_RISK, Band.COOLING, Band.STEADY)


@dataclass(frozen=True)
class Look:
    """The newest look at Today, and the time away before: it began and ended. UTC."""

    seen: datetime
    left: datetime | None = None
    came: datetime | None = None


class Looks:
    """Remembers when Today was looked at."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def note(self) -> bool:
        """Today is being looked at now; whether that ends a time away."""
        now, last = self._clock.now().astimezone(UTC), self.last()
        if last is None or last.seen > now:  # Never yet, or the clock was set back since.
            self._remember(Look(now))
            return False
        if now - last.seen >= AWAY:
            self._remember(Look(now, last.seen, now))
            return True
        if now - last.seen >= RENEWED:
            self._remember(Look(now, last.left, last.came))
        return False

    def last(self) -> Look | None:
        """The newest look; None before the first."""
        with self._store.read() as session:
            value = session.scalar(select(AppState.value).where(AppState.key == KEY))
        try:
            kept = json.loads(value or "")
            days = [datetime.fromisoformat(text) if text else None for text in kept]
            seen, left, came = days
        except (ValueError, TypeError):
            return None
        return Look(seen, left, came) if seen is not None else None

    def _remember(self, look: Look) -> None:
        kept = [one.isoformat() if one else None for one in (look.seen, look.left, look.came)]
        self._store.remember(KEY, json.dumps(kept))


def since(
    session: Session,
    look: Look | None,
    tended: "Sequence[Standing]",
    unanswered: Sequence[Unanswered],
    zone: str,
    now: datetime,
) -> Since | None:
    """What is different from the last look, a few lines; None where there was no time away.

    `tended` are those with whom a rhythm is kept.
    """
    if look is None or look.left is None or look.came is None:
        return None
    place = ZoneInfo(zone)
    left, today = look.left.astimezone(place).date(), now.astimezone(place).date()
    if look.came.astimezone(place).date() != today:
        return None
    away = _Away(session, look.left, look.came, left)
    down, up = _bands(tended, left, today)
    lines = [
        *away.answers(), *down, *away.promises(), *away.seasons(), *up, *away.contacts(),
        *away.people(),
    ]  # fmt: skip
    if len(lines) < MOST:
        lines += _still_normal(unanswered, left, today)
    return Since(left, tuple(lines[:MOST]), max(0, len(lines) - MOST)) if lines else None


@dataclass(frozen=True)
class _Away:
    """What was noted down in a time away, which began on a day."""

    session: Session
    left: datetime
    came: datetime
    day: date

    def answers(self) -> Iterator[SinceLine]:
        """Answers to messages."""
        query = (
            select(Person.id, Person.display_name, Draft.outcome)
            .join(Person, Person.id == Draft.person_id)
            .where(
                Draft.deleted_at.is_(None),
                Person.deleted_at.is_(None),
                Draft.outcome_on >= self.day,
                Draft.outcome != Outcome.NO_ANSWER,
                Draft.updated_at > self.left,
                Draft.updated_at <= self.came,
            )
            .order_by(Draft.updated_at.desc())
        )
        for person, name, outcome in self.session.execute(query):
            if outcome is None:
                continue
            said = _("{called} answered: {outcome}")
            words = said.format(called=called(name), outcome=outcome.label.lower())
            yield SinceLine(News.ANSWER, words, person)

    def promises(self) -> Iterator[SinceLine]:
        """Promises that were kept, without their words."""
        query = (
            select(Person.id, Person.display_name, Commitment.owner, func.count())
            .join(Person, Person.id == Commitment.person_id)
            .where(
                Commitment.deleted_at.is_(None),
                Person.deleted_at.is_(None),
                Commitment.done_on >= self.day,
                Commitment.updated_at > self.left,
                Commitment.updated_at <= self.came,
            )
            .group_by(Person.id, Commitment.owner)
            .order_by(Person.sort_name)
        )
        for person, name, owner, number in self.session.execute(query):
            mine = n_("Promise to {called} kept", "{number} promises to {called} kept", number)
            theirs = n_("{called} kept a promise", "{called} kept {number} promises", number)
            words = mine if owner is Owner.ME else theirs
            yield SinceLine(News.PROMISE, words.format(called=called(name), number=number), person)

    def seasons(self) -> Iterator[SinceLine]:
        """Who is in another season."""
        query = (
            select(Person.id, Person.display_name, Mentorship.season)
            .join(Mentorship, Mentorship.person_id == Person.id)
            .join(SeasonChange, SeasonChange.mentorship_id == Mentorship.id)
            .where(
                Person.deleted_at.is_(None),
                SeasonChange.from_season.is_not(None),
                SeasonChange.to_season == Mentorship.season,
                SeasonChange.created_at > self.left,
                SeasonChange.created_at <= self.came,
            )
            .distinct()
            .order_by(Person.sort_name)
        )
        for person, name, season in self.session.execute(query):
            said = _("{called}: now {season}")
            words = said.format(called=called(name), season=season.label.lower())
            yield SinceLine(News.SEASON, words, person)

    def contacts(self) -> Iterator[SinceLine]:
        """With whom I was in touch, in one line."""
        query = (
            select(Person.id, Person.display_name)
            .join(InteractionPerson, InteractionPerson.person_id == Person.id)
            .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
            .where(
                Interaction.at >= self.left - BACK_DATED,
                Interaction.at <= self.came,
                Interaction.created_at > self.left,
                Interaction.created_at <= self.came,
                Interaction.deleted_at.is_(None),
                Interaction.counts_as_contact.is_(True),
                Interaction.is_sample.is_(False),
                Person.deleted_at.is_(None),
            )
            .distinct()
            .order_by(Person.sort_name)
        )
        yield from self._summed(News.CONTACT, query, _("In touch with {who}"))

    def people(self) -> Iterator[SinceLine]:
        """Who came into the list, in one line."""
        query = (
            select(Person.id, Person.display_name)
            .where(
                Person.created_at > self.left,
                Person.created_at <= self.came,
                Person.deleted_at.is_(None),
                Person.is_sample.is_(False),
            )
            .order_by(Person.sort_name)
        )
        yield from self._summed(News.PERSON, query, _("Added {who}"))

    def _summed(self, news: News, query: Select[int, str], said: str) -> Iterator[SinceLine]:
        """One or two people by name, more by their number: an import may bring thousands."""
        found = [(person, name) for person, name in self.session.execute(query.limit(3))]
        if not found:
            return
        who = joined([called(name) for _person, name in found])
        if len(found) > 2:
            everyone = query.order_by(None).subquery()
            number = self.session.scalar(select(func.count()).select_from(everyone)) or 0
            who = n_("{number:,} person", "{number:,} people", number).format(number=number)
        yield SinceLine(news, said.format(who=who), found[0][0] if len(found) == 1 else None)


def _bands(
    tended: "Sequence[Standing]", left: date, today: date
) -> tuple[list[SinceLine], list[SinceLine]]:
    """Who stands worse and who better, by contacts alone: how practice was is not on record."""
    down: list[SinceLine] = []
    up: list[SinceLine] = []
    for one in tended if len(tended) <= COMPARED_MOST else ():
        before, now = one.band_on(left), one.band_on(today)
        if before not in _ORDER or now not in _ORDER or before == now:
            continue
        words = _("{called}: from {before} to {now}").format(
            called=called(one.name), before=before.label.lower(), now=now.label.lower()
        )
        if _ORDER.index(now) < _ORDER.index(before):
            down.append(SinceLine(News.DOWN, words, one.person_id))
        else:
            up.append(SinceLine(News.UP, words, one.person_id))
    return down, up


def _still_normal(unanswered: Sequence[Unanswered], left: date, today: date) -> Iterator[SinceLine]:
    """The oldest ask whose answer may still take its time."""
    for one in unanswered:
        if one.sent <= left and one.nudge is not None and one.nudge > today:
            words = _("{called}: no reply yet, still normal").format(called=one.called)
            yield SinceLine(News.STILL, words, one.person)
            return
