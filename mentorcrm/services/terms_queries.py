"""Reading what was agreed with someone, how their trial goes, and what this month has used."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.asks.agreed import Agreed
from mentorcrm.asks.one_page import OnePage
from mentorcrm.clock import Clock
from mentorcrm.errors import NotFound
from mentorcrm.models.tables import (
    Agreement,
    Mentorship,
    Person,
    Trial,
    WorkingStyle,
)
from mentorcrm.services.agreement_page import agreement_page
from mentorcrm.services.meetings_held import Held, held_with
from mentorcrm.services.month_use import month_use
from mentorcrm.services.off_limits import off_limits_with
from mentorcrm.services.profile import profile_row
from mentorcrm.services.terms_rows import (
    AgreementRow,
    Boundaries,
    PersonTerms,
    RoleTerms,
    TrialRow,
)
from mentorcrm.services.today_rules import called
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _


class TermsQueries:
    """Questions about agreements and trials. Each answer is one short read."""

    TABLES = ("agreement", "trial", "mentorship", "person", "interaction", "interaction_person",
              "meeting", "draft")  # fmt: skip

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of(self, person_id: int) -> PersonTerms:
        """All that was agreed with someone; NotFound for an unknown person."""
        with self._store.read() as session:
            person = session.get(Person, person_id)
            if person is None:
                raise NotFound(_("That person is no longer there."))
            now, zone = self._clock.now(), self._clock.zone()
            return PersonTerms(
                person_id,
                person.display_name,
                called(person.display_name),
                role_terms(session, person_id, zone, now),
                month_use(session, person_id, zone, now),
            )

    def boundaries(self, person_id: int) -> Boundaries:
        """What to keep to with someone; for me to see, it leaves with nothing."""
        with self._store.read() as session:
            topics = off_limits_with(session, [person_id])
            query = select(WorkingStyle).where(WorkingStyle.person_id == person_id)
            style = session.scalar(query)
            if style is None:
                return Boundaries(topics)
            return Boundaries(topics, style.their_limits, style.my_limits)

    def page(self, person_id: int, mentorship_id: int, *, off_limits: bool = False) -> OnePage:
        """The agreement of a role on one page, for both to keep."""
        terms = self.of(person_id)
        role = terms.role(mentorship_id)
        if role is None or role.agreement is None:
            raise NotFound(_("Nothing is agreed yet."))
        with self._store.read() as session:
            me = profile_row(session).name
        today = self._clock.now().astimezone(ZoneInfo(self._clock.zone())).date()
        return agreement_page(role, terms.person, me, today, off_limits=off_limits)


def role_terms(session: Session, person_id: int, zone: str, now: datetime) -> tuple[RoleTerms, ...]:
    """Someone's roles with their agreements and newest trials, within a read."""
    query = (
        select(Mentorship, Agreement)
        .outerjoin(Agreement, Agreement.mentorship_id == Mentorship.id)
        .where(Mentorship.person_id == person_id)
        .order_by(Mentorship.id)
    )
    found = session.execute(query).all()
    trials = _newest_trials(session, [role.id for role, _agreement in found])
    held = held_with(session, person_id, now) if trials else ()
    return tuple(
        RoleTerms(
            role.id, role.role, role.season, role.cadence_days, role.planned_end,
            agreement_row(agreement) if agreement is not None else None,
            trial_row(trials[role.id], held, zone) if role.id in trials else None,
        )
        for role, agreement in found
    )  # fmt: skip


def _newest_trials(session: Session, roles: list[int]) -> dict[int, Trial]:
    query = select(Trial).where(Trial.mentorship_id.in_(roles)).order_by(Trial.id)
    return {trial.mentorship_id: trial for trial in session.scalars(query)}


def agreement_row(row: Agreement) -> AgreementRow:
    """An agreement as a plain row."""
    return AgreementRow(
        row.id, row.version, row.mentorship_id, row.purpose, row.rhythm_days, row.minutes,
        row.channel, row.between, row.monthly_minutes, row.monthly_asks, tuple(row.off_limits),
        row.confidentiality, row.conflicts, row.agreed_on, row.review_on, row.ends_on,
        row.how_we_end,
    )  # fmt: skip


def trial_row(row: Trial, held: tuple[Held, ...], zone: str) -> TrialRow:
    """A trial as a plain row, with the meetings that were held since it began."""
    days = [one.at.astimezone(ZoneInfo(zone)).date() for one in held]
    until = row.decided_on or date.max
    within = [day for day in days if row.started_on <= day <= until]
    return TrialRow(
        row.id, row.version, row.mentorship_id, row.started_on, row.meetings, row.minutes,
        row.ends_on, row.question, row.result, row.decided_on, row.note, len(within),
        within[-1] if within else None,
    )  # fmt: skip


def agreed_with(session: Session, person_id: int, zone: str, now: datetime) -> Agreed:
    """What the review of a message to someone keeps to."""
    used = month_use(session, person_id, zone, now)
    query = (
        select(Agreement.agreed_on)
        .join(Mentorship, Mentorship.id == Agreement.mentorship_id)
        .where(Mentorship.person_id == person_id)
        .order_by(Agreement.id)
    )
    return Agreed(
        off_limits_with(session, [person_id]), session.scalar(query), used.asks, used.asks_limit,
        used.minutes, used.minutes_limit,
    )  # fmt: skip
