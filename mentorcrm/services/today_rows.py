"""The rows of Today as plain values: kept for the first paint, so nothing heavy is imported."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from mentorcrm.models.health_kinds import Band
from mentorcrm.models.history_kinds import ADVICE_AMBER_DAYS, ADVICE_RED_DAYS
from mentorcrm.models.kinds import NeedKind
from mentorcrm.words import DAYS, _, n_, short_day

TagTone = Literal["", "warn", "risk"]


class Reason(StrEnum):
    """Why something waits. The order of members is the order of the rows."""

    REPLY = "reply"
    ANSWER = "answer"
    RECAP = "recap"
    HAPPENED = "happened"
    CLOSE = "close"
    THANK = "thank"
    TELL = "tell"
    PROMISE = "promise"
    TRIAL = "trial"
    OVERDUE = "overdue"
    PREPARE = "prepare"
    HEARD = "heard"
    FIT = "fit"
    TERMS = "terms"
    RETURN = "return"
    FOLLOW_UP = "follow-up"
    SEND = "send"
    DECIDE = "decide"
    LOOK_BACK = "look-back"
    FINISH = "finish"
    REST = "rest"
    NEXT = "next"
    RHYTHM = "rhythm"
    SECOND = "second"
    STALL = "stall"
    CELEBRATE = "celebrate"
    REVIVE = "revive"


@dataclass(frozen=True)
class Waiting:
    """One thing that waits now, with the record it rests on.

    `due` is the day it should happen, `since` the day it began to wait. `quote` is what was noted
    down about it; it is not kept for the first paint.
    """

    reason: Reason
    table: str
    record: int
    title: str
    why: str
    button: str
    person: int | None = None
    name: str = ""
    tint: int = 0
    due: date | None = None
    since: date | None = None
    quote: str = ""

    @property
    def what(self) -> str:
        """The name under which the row is put off; of one need several people may be told."""
        name = f"{self.reason.value}/{self.table}/{self.record}"
        return f"{name}/{self.person}" if self.reason is Reason.CELEBRATE else name

    @property
    def evidence(self) -> str:
        """Why it waits, with the words that were noted."""
        return f"{self.why}: “{self.quote}”" if self.quote else self.why

    @property
    def spoken(self) -> str:
        """The row as one sentence, for being read aloud."""
        return f"{self.title}. {self.evidence}."


@dataclass(frozen=True)
class Unanswered:
    """A message that was sent and has no answer yet.

    From `nudge` on a follow-up is fine; where one was sent, that is the day to let it rest.
    """

    draft: int
    person: int
    name: str
    called: str
    tint: int
    kind: str
    sent: date
    nudge: date | None
    nudged: bool = False


class OpenNeed(NamedTuple):
    """An open need, with its day if it has one."""

    id: int
    kind: NeedKind
    statement: str
    day: date | None = None


@dataclass(frozen=True)
class Coming:
    """A meeting to come: with whom, how, when on my clock, and how far it is prepared, of 3."""

    id: int
    names: str
    title: str
    how: str
    day: date
    time: str
    ready: int = 0
    has_decision: bool = False


@dataclass(frozen=True)
class PulseBar:
    """One relationship in the strip of Today."""

    person: int
    name: str
    band: Band


@dataclass(frozen=True)
class Pulse:
    """How relationships stand: a bar each while they are few, and how many stand how.

    `change` is how many more (below zero: fewer) are cooling or worse than a month ago.
    """

    bars: tuple[PulseBar, ...] = ()
    counts: tuple[tuple[Band, int], ...] = ()
    change: int | None = None

    @property
    def people(self) -> int:
        """How many relationships there are."""
        return sum(number for _band, number in self.counts)


@dataclass(frozen=True)
class Budget:
    """What this month has used with someone of what was agreed; None where there is no limit.

    `unreturned` is how often I asked since I last gave anything, where that is often.
    """

    person: int
    name: str
    tint: int
    asks: int = 0
    asks_limit: int | None = None
    minutes: int = 0
    minutes_limit: int | None = None
    unreturned: int = 0

    @property
    def fullness(self) -> float:
        """The larger share that is used of a limit; 0 without one."""
        pairs = ((self.asks, self.asks_limit), (self.minutes, self.minutes_limit))
        return max((used / max(limit, 1) for used, limit in pairs if limit is not None), default=0)

    @property
    def full(self) -> bool:
        """Whether nothing is left of it."""
        return self.fullness >= 1


class News(StrEnum):
    """What a line of the time away is about."""

    ANSWER = "answer"
    DOWN = "down"
    PROMISE = "promise"
    SEASON = "season"
    UP = "up"
    CONTACT = "contact"
    PERSON = "person"
    STILL = "still"


class SinceLine(NamedTuple):
    """One thing that is different, and whom it is about when that is one person."""

    news: News
    words: str
    person: int | None = None


class Since(NamedTuple):
    """What is different from the day of the last look; `more` is how much is left out."""

    day: date
    lines: tuple[SinceLine, ...]
    more: int = 0


@dataclass(frozen=True)
class FirstSteps:
    """Which of the first steps really happened."""

    profile: bool = False
    person: bool = False
    need: bool = False
    written: bool = False
    sent: bool = False

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.profile and self.person and self.need and self.written and self.sent


@dataclass(frozen=True)
class TodayPage:
    """All that the page shows. `rows` are the first of `total`; `steps` is None once set aside.

    `coming` is what comes next when nothing waits, with its day. `needs` are the open ones, those
    with the nearest day first.
    """

    rows: tuple[Waiting, ...] = ()
    total: int = 0
    unanswered: tuple[Unanswered, ...] = ()
    steps: FirstSteps | None = None
    coming: tuple[str, date] | None = None
    empty: bool = False
    sample: bool = False
    needs: tuple[OpenNeed, ...] = ()
    meetings: tuple[Coming, ...] = ()
    pulse: Pulse | None = None
    budgets: tuple[Budget, ...] = ()
    since: Since | None = None


# After how many days of waiting a row's tag is tinted; product.md, "reply owed by me".
_AMBER = {
    Reason.REPLY: 2,
    Reason.ANSWER: 2,
    Reason.THANK: 2,
    Reason.TELL: ADVICE_AMBER_DAYS,
    Reason.FOLLOW_UP: 0,
}
_RED = {Reason.REPLY: 5, Reason.ANSWER: 5, Reason.TELL: ADVICE_RED_DAYS}


def tag(row: Waiting, today: date) -> tuple[str, TagTone]:
    """The words beside a row's title, and their tint: its day, or how long it has waited."""
    if row.due is not None:
        return _due_words(row.due, today)
    if row.since is None:
        return "", ""
    days = (today - row.since).days
    words = _("Today") if days < 1 else _length(days)
    if days >= _RED.get(row.reason, days + 1):
        return words, "risk"
    return words, "warn" if days >= _AMBER.get(row.reason, days + 1) else ""


def _due_words(due: date, today: date) -> tuple[str, TagTone]:
    ahead = (due - today).days
    if ahead < 0:
        return _("{length} over").format(length=_length(-ahead)), "risk" if ahead <= -7 else "warn"
    if ahead == 0:
        return _("Today"), "risk"
    if ahead == 1:
        return _("Tomorrow"), "warn"
    return (DAYS[due.weekday()] if ahead < 7 else short_day(due, today)), "warn" if (
        ahead <= 3
    ) else ""


def _length(days: int) -> str:
    if days < 21:
        return n_("{number} day", "{number} days", days).format(number=days)
    weeks = round(days / 7)
    return n_("{number} week", "{number} weeks", weeks).format(number=weeks)
