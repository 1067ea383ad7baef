"""Today: gathers what the rules look at, keeps what was put off, ticks the first steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import Select, case, exists, or_, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock, today
from mentorcrm.errors import UserError
from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.models.kinds import CONTACT_CHANNELS, DraftState, MessageKind, NeedKind, NeedStatus
from mentorcrm.models.tables import (
    Draft,
    Interaction,
    InteractionPerson,
    Need,
    Person,
    Snooze,
)
from mentorcrm.services import (
    today_budget,
    today_celebrate,
    today_decisions,
    today_history,
    today_meetings,
    today_plans,
    today_returns,
    today_since,
    today_terms,
)
from mentorcrm.services import today_rules as rules
from mentorcrm.services.commands import today as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.home_zone import home_zone
from mentorcrm.services.meeting_recaps import recap_drafts
from mentorcrm.services.profile import profile_row
from mentorcrm.services.today_rows import FirstSteps, OpenNeed, TodayPage, Waiting
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.health import HealthQueries
    from mentorcrm.services.today_health import Everybody

TABLES = (
    *("draft", "interaction", "interaction_person", "need", "person", "profile", "snooze"),
    *today_history.TABLES,
    *today_terms.TABLES,
    *today_meetings.TABLES,
    *today_plans.TABLES,
    *today_returns.TABLES,
    *today_celebrate.TABLES,
    *("health_note", "need_task", "reciprocity_note"),
)
"""The tables whose changes can change what Today shows."""

FIRST_STEPS = "first-steps"
_OPEN = (DraftState.DRAFT, DraftState.READY, DraftState.SENT)


class TodayQueries:
    """What waits now."""

    def __init__(self, store: Store, clock: Clock, health: Callable[[], "HealthQueries"]) -> None:
        self._store = store
        self._clock = clock
        self._health = health
        self._everybody: Everybody | None = None
        self.looks = today_since.Looks(store, clock)

    @property
    def ready(self) -> bool:
        """Whether the page is had at once; else reading everybody's contacts comes first."""
        return self._health().ready

    def page(self, *, with_health: bool = True) -> TodayPage:
        """All that the page shows; `with_health` it says how relationships stand as well."""
        now = today(self._clock)
        everybody = self._standing(now) if with_health else None
        asking = everybody.asking if everybody is not None else ()
        tended = everybody.tended if everybody is not None else ()
        zone, instant, look = self._clock.zone(), self._clock.now(), self.looks.last()
        with collection_paused(), self._store.read() as session:
            needs = _needs(session)
            facts = self._facts(session, now, needs)
            put_off = _put_off(session, now)
            rows = self._rows(session, facts, put_off)
            more, number = _asked(everybody, put_off, rows)
            there, out = _there(session), rules.unanswered(facts)
            steps = None if FIRST_STEPS in put_off else there.first_steps(session)
            return TodayPage(
                rules.in_order((*rows, *more))[: rules.MOST_ROWS],
                len(rows) + number,
                out,
                None if steps is None or steps.done else steps,
                rules.coming(facts),
                not there.anything,
                there.sample,
                needs,
                today_meetings.cards(session, self._home(session), instant),
                everybody.pulse if everybody is not None else None,
                today_budget.budgets(session, asking, zone, instant),
                today_since.since(session, look, tended, out, zone, instant),
            )

    def number(self) -> int:
        """How many rows wait: the `total` of the page, for the sidebar."""
        now = today(self._clock)
        everybody = self._standing(now) if self.ready else None
        with self._store.read() as session:
            facts = self._facts(session, now, _needs(session))
            put_off = _put_off(session, now)
            rows = self._rows(session, facts, put_off)
            return len(rows) + _asked(everybody, put_off, rows)[1]

    def _standing(self, now: date) -> "Everybody":
        """How relationships stand, worked out anew once one of them stands otherwise."""
        from mentorcrm.services.today_health import Everybody  # Loaded with health.

        standings, kept = self._health().everybody(), self._everybody
        if kept is None or kept.standings is not standings:
            kept = self._everybody = Everybody(standings, now)
        return kept

    def _rows(
        self, session: Session, facts: rules.Facts, put_off: frozenset[str]
    ) -> tuple[Waiting, ...]:
        """Everything that waits."""
        # The recap of a meeting is one thing, not a meeting and a message.
        recaps = recap_drafts(session)
        rows = rules.waiting(facts, put_off, self._more(session, facts.today))
        return tuple(r for r in rows if r.table != "draft" or r.record not in recaps)

    def _more(self, session: Session, now: date) -> tuple[Waiting, ...]:
        """The rows of the subjects that have rules of their own."""
        clock = self._clock
        return (
            *today_history.waiting(session, now),
            *today_terms.waiting(session, clock.now(), clock.zone()),
            *today_meetings.waiting(session, self._home(session), clock.now()),
            *today_plans.waiting(session, self._home(session), clock.now()),
            *today_returns.waiting(session, now, clock.zone()),
            *today_celebrate.waiting(session, now),
            *today_decisions.waiting(session, now),
        )

    def _home(self, session: Session) -> str:
        return home_zone(session, self._clock.zone())

    def _facts(self, session: Session, now: date, needs: tuple[OpenNeed, ...]) -> rules.Facts:
        zone = ZoneInfo(self._clock.zone())
        messages = _messages(session, zone, now)
        people = {m.person for m in messages if m.sent}
        first = min((m.sent for m in messages if m.sent), default=now)
        touches = _touches(session, people, zone, first) if people else ()
        dated = tuple(
            rules.Wanted(need.id, need.kind, need.statement, need.day)
            for need in needs
            if need.day is not None
        )
        return rules.Facts(now, messages, touches, dated)


def _asked(
    everybody: "Everybody | None", put_off: frozenset[str], rows: Sequence[Waiting]
) -> tuple[tuple[Waiting, ...], int]:
    """The first of what relationships ask for beside the other rows, and how many in all."""
    if everybody is None:
        return (), 0
    named = {row.person for row in rows if row.person is not None}
    found = everybody.waiting(put_off, rules.MOST_ROWS, named)
    return found.rows, found.total


def snooze(work: Work, command: wish.SnoozeRow) -> None:
    if command.days < 1:
        raise UserError(_("Put a row off for at least one day."))
    until = work.today + timedelta(days=command.days)
    _put_off_until(work, command.what, until)
    work.label = _("Put off “{what}” for {days} days").format(
        what=command.title or command.what, days=command.days
    )


def set_first_steps_aside(work: Work, _command: wish.SetFirstStepsAside) -> None:
    _put_off_until(work, FIRST_STEPS, date.max)
    work.label = _("Set the first steps aside")


def _put_off_until(work: Work, what: str, until: date) -> None:
    row = work.session.scalar(select(Snooze).where(Snooze.what == what))
    if row is None:
        work.session.add(Snooze(what=what, until=until))
    else:
        row.until = until


def _put_off(session: Session, now: date) -> frozenset[str]:
    return frozenset(session.scalars(select(Snooze.what).where(Snooze.until > now)))


def _messages(session: Session, zone: ZoneInfo, now: date) -> tuple[rules.Message, ...]:
    """Messages that are open, were answered of late, or are follow-ups."""
    late = now - timedelta(days=rules.THANKS_FOR_DAYS)
    query = (
        select(
            Draft.id, Draft.person_id, Person.display_name, Person.avatar_tint, Draft.kind,
            Draft.subject, Draft.state, Draft.updated_at, Draft.sent_at, Draft.follow_up_due,
            Draft.outcome, Draft.outcome_note, Draft.outcome_on,
        )
        .join(Person, Person.id == Draft.person_id)
        .where(
            Draft.deleted_at.is_(None),
            Person.deleted_at.is_(None),
            or_(
                Draft.state.in_(_OPEN),
                Draft.outcome_on >= late,
                (Draft.kind == MessageKind.FOLLOW_UP) & Draft.sent_at.is_not(None),
            ),
        )
    )  # fmt: skip
    return tuple(
        rules.Message(
            *row[:7], _day(row[7], zone), _day(row[8], zone) if row[8] else None, *row[9:]
        )
        for row in session.execute(query)
    )


def _touches(
    session: Session, people: set[int], zone: ZoneInfo, since: date
) -> tuple[rules.Touch, ...]:
    start = datetime(since.year, since.month, since.day, tzinfo=zone)
    query = (
        select(
            InteractionPerson.person_id, Interaction.at, Interaction.direction,
            Interaction.draft_id, Interaction.counts_as_contact,
        )
        .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
        .where(
            Interaction.deleted_at.is_(None),
            Interaction.at >= start,
            InteractionPerson.person_id.in_(people),
            Interaction.channel.in_(CONTACT_CHANNELS),
        )
    )  # fmt: skip
    return tuple(
        rules.Touch(person, _day(at, zone), direction, draft, counts)
        for person, at, direction, draft, counts in session.execute(query)
    )


def _needs(session: Session) -> tuple[OpenNeed, ...]:
    """Open needs with their day: for a decision its own until it is made, else the target."""
    day = case(
        (Need.kind != NeedKind.DECISION, Need.target_date), (Need.decided == "", Need.decide_by)
    )
    query = select(Need.id, Need.kind, Need.statement, day).where(
        Need.deleted_at.is_(None), Need.status == NeedStatus.OPEN
    )
    found = [OpenNeed(*row) for row in session.execute(query)]
    return tuple(sorted(found, key=lambda need: (need.day or date.max, -need.id)))


@dataclass(frozen=True)
class _There:
    """What there is at all. The sample network does not count but for `sample` and `anything`."""

    person: bool
    need: bool
    written: bool
    sent: bool
    sample: bool
    anything: bool

    def first_steps(self, session: Session) -> FirstSteps:
        """What has happened so far with real people."""
        complete = profile_row(session).complete
        return FirstSteps(complete, self.person, self.need, self.written, self.sent)


def _looks() -> Select[bool, bool, bool, bool, bool, bool]:
    """One statement, as each takes longer to begin than to answer."""
    real = (Draft.deleted_at.is_(None), Draft.person_id == Person.id, Person.is_sample.is_(False))
    begun = or_(Draft.edited_by_hand.is_(True), Draft.parts != {}, Draft.state != DraftState.DRAFT)
    return select(
        exists().where(Person.is_sample.is_(False), Person.deleted_at.is_(None)),
        exists().where(Need.is_sample.is_(False), Need.deleted_at.is_(None)),
        exists().where(*real, begun),
        exists().where(*real, Draft.sent_at.is_not(None)),
        exists().where(Person.is_sample.is_(True), Person.deleted_at.is_(None)),
        # Even if it lies in the bin.
        or_(exists().where(Person.id > 0), exists().where(Need.id > 0)),
    )


_LOOKS = _looks()


def _there(session: Session) -> _There:
    return _There(*map(bool, session.connection().execute(_LOOKS).one()))


def _day(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()


HANDLERS: dict[type, Handler] = {
    wish.SnoozeRow: snooze,
    wish.SetFirstStepsAside: set_first_steps_aside,
}
