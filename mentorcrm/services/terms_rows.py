"""What was agreed with someone, their trial and this month, as plain rows."""

from dataclasses import dataclass
from datetime import date

from mentorcrm.models.history_kinds import TrialResult
from mentorcrm.models.kinds import InteractionChannel, Role, Season


@dataclass(frozen=True)
class AgreementRow:
    """The agreement of one role; `minutes` is a meeting's length, `monthly_minutes` a limit."""

    id: int
    version: int
    mentorship_id: int
    purpose: str = ""
    rhythm_days: int | None = None
    minutes: int | None = None
    channel: InteractionChannel | None = None
    between: str = ""
    monthly_minutes: int | None = None
    monthly_asks: int | None = None
    off_limits: tuple[str, ...] = ()
    confidentiality: str = ""
    conflicts: str = ""
    agreed_on: date | None = None
    review_on: date | None = None
    ends_on: date | None = None
    how_we_end: str = ""


@dataclass(frozen=True)
class TrialRow:
    """A trial and how far it has come; `held` counts the meetings since it began."""

    id: int
    version: int
    mentorship_id: int
    started_on: date
    meetings: int
    minutes: int
    ends_on: date
    question: str
    result: TrialResult | None
    decided_on: date | None
    note: str
    held: int = 0
    last_held: date | None = None

    def due(self, today: date) -> bool:
        """Whether its review is due: the day is there, or the meetings were held."""
        return self.result is None and (self.ends_on <= today or self.held >= self.meetings)


@dataclass(frozen=True)
class MonthUse:
    """What was used this month of what was agreed for it; None where there is no limit."""

    minutes: int = 0
    asks: int = 0
    minutes_limit: int | None = None
    asks_limit: int | None = None


@dataclass(frozen=True)
class Boundaries:
    """What to keep to with someone: topics that are off limits, and the limits on both sides."""

    off_limits: tuple[str, ...] = ()
    theirs: str = ""
    mine: str = ""

    def __bool__(self) -> bool:
        return bool(self.off_limits or self.theirs or self.mine)


@dataclass(frozen=True)
class RoleTerms:
    """One role with what was agreed for it, and its newest trial."""

    mentorship_id: int
    role: Role
    season: Season
    cadence_days: int | None
    planned_end: date | None
    agreement: AgreementRow | None
    trial: TrialRow | None


@dataclass(frozen=True)
class PersonTerms:
    """All of someone's roles, and this month. `off_limits` are the topics of all agreements."""

    person_id: int
    person: str
    called: str
    roles: tuple[RoleTerms, ...]
    used: MonthUse

    @property
    def off_limits(self) -> tuple[str, ...]:
        """The topics that any agreement rules out, each once."""
        topics = (t for role in self.roles if role.agreement for t in role.agreement.off_limits)
        return tuple(dict.fromkeys(topics))

    def role(self, mentorship_id: int) -> RoleTerms | None:
        """One of the roles."""
        return next((r for r in self.roles if r.mentorship_id == mentorship_id), None)
