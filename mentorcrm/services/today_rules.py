"""What waits, and in which order: pure, from plain facts and a day. No database, no clock.

Each reason is one function from the facts to rows; `RULES` lists them. A new reason needs a
member of `Reason` at its place in the order, a function, and its line in `RULES`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

from mentorcrm.models.kinds import (
    SECOND_FOLLOW_UP_WORKING_DAYS,
    Direction,
    DraftState,
    MessageKind,
    NeedKind,
    Outcome,
)
from mentorcrm.models.naming import LEARNED, is_initial, name_parts
from mentorcrm.services.today_rows import Reason, Unanswered, Waiting
from mentorcrm.services.working_days import add_working_days, working_days_between
from mentorcrm.words import _, short_day

MOST_ROWS = 7
DECISION_AHEAD_DAYS = 14
THANKS_FOR_DAYS = 30
"""After that long a thank-you would be odd, so it is no longer asked for."""

_WRITTEN_ANSWER = frozenset({MessageKind.ONE_QUESTION, MessageKind.ONE_DECISION})
_YES = frozenset({Outcome.YES, Outcome.YES_SMALLER})


@dataclass(frozen=True)
class Message:
    """A message as the rules see it; all days are in my own zone."""

    id: int
    person: int
    name: str
    tint: int
    kind: MessageKind
    subject: str
    state: DraftState
    changed: date
    sent: date | None = None
    nudge: date | None = None
    outcome: Outcome | None = None
    note: str = ""
    answered: date | None = None


@dataclass(frozen=True)
class Touch:
    """A contact with someone, had or planned. `draft` is the message that it is the record of.

    One that does not `count` was called off, or was none.
    """

    person: int
    day: date
    direction: Direction
    draft: int | None = None
    counts: bool = True


@dataclass(frozen=True)
class Wanted:
    """A need with a day."""

    id: int
    kind: NeedKind
    statement: str
    day: date


class _OfPerson(Protocol):
    @property
    def person(self) -> int: ...


Fact = TypeVar("Fact", bound=_OfPerson)


@dataclass(frozen=True)
class Facts:
    """All that the rules look at. What is with one person is looked up, never searched for:
    the rules ask for it with each message, and there may be thousands."""

    today: date
    messages: tuple[Message, ...] = ()
    touches: tuple[Touch, ...] = ()
    needs: tuple[Wanted, ...] = ()

    def said(self, day: date) -> str:
        """A day in words."""
        return short_day(day, self.today)

    def follow_ups(self, ask: Message) -> list[Message]:
        """The follow-ups that were sent after an ask, oldest first."""
        later = [
            m
            for m in self._messages_with.get(ask.person, ())
            if m.kind is MessageKind.FOLLOW_UP and m.sent and ask.sent
            if m.sent >= ask.sent
        ]
        return sorted(later, key=lambda m: (m.sent or date.min, m.id))

    def being_written(self, person: int) -> bool:
        """Whether a message to someone is on the table already."""
        return any(m.state in _OPEN for m in self._messages_with.get(person, ()))

    def follow_up_begun(self, person: int) -> bool:
        """Whether a follow-up to someone is on the table already."""
        return any(
            m.kind is MessageKind.FOLLOW_UP and m.state in _OPEN
            for m in self._messages_with.get(person, ())
        )

    def heard(self, ask: Message) -> Touch | None:
        """The first sign of life from someone after an ask, other than a recorded answer.

        What is planned is none yet.
        """
        signs = (
            t
            for t in self._touches_with.get(ask.person, ())
            if ask.sent and ask.sent < t.day <= self.today
            if t.counts and t.direction is not Direction.ME
        )
        return min(signs, key=lambda t: t.day, default=None)

    def came_back(self, message: Message) -> bool:
        """Whether I was in touch with someone since they answered."""
        return any(
            message.answered and t.day >= message.answered
            for t in self._touches_with.get(message.person, ())
            if t.direction is not Direction.THEM and t.draft != message.id
        )

    @cached_property
    def _messages_with(self) -> Mapping[int, list[Message]]:
        return _by_person(self.messages)

    @cached_property
    def _touches_with(self) -> Mapping[int, list[Touch]]:
        return _by_person(self.touches)


def _by_person(facts: Iterable[Fact]) -> Mapping[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.person].append(fact)
    return found


_OPEN = (DraftState.DRAFT, DraftState.READY)


def waiting(
    facts: Facts, put_off: frozenset[str] = frozenset(), more: Iterable[Waiting] = ()
) -> tuple[Waiting, ...]:
    """Everything that waits and was not put off, the most pressing first; `more` among it."""
    rows = [*(row for rule in RULES for row in rule(facts)), *more]
    return in_order(row for row in rows if row.what not in put_off)


def in_order(rows: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Rows with the most pressing first."""
    return tuple(sorted(rows, key=_order))


def unanswered(facts: Facts) -> tuple[Unanswered, ...]:
    """The asks that have no answer yet, the oldest first."""
    asks = sorted(_asks_out(facts), key=lambda m: (m.sent or date.min, m.id))
    return tuple(_unanswered(facts, m) for m in asks)


def _unanswered(facts: Facts, m: Message) -> Unanswered:
    nudged = bool(facts.follow_ups(m))
    sent = m.sent or facts.today
    return Unanswered(
        m.id, m.person, m.name, called(m.name), m.tint, m.kind.label, sent, _nudge(facts, m), nudged
    )


def coming(facts: Facts) -> tuple[str, date] | None:
    """The next thing that has a day, when nothing waits."""
    nudges = [
        (_("a nudge to {called} is fine").format(called=called(m.name)), day)
        for m in _asks_out(facts)
        if (day := _nudge(facts, m)) and day > facts.today
    ]
    days = [(f"“{shortened(n.statement)}”", n.day) for n in facts.needs if n.day > facts.today]
    return min([*nudges, *days], key=lambda found: (found[1], found[0]), default=None)


@lru_cache(maxsize=4096)  # Asked for by nearly every row.
def called(name: str) -> str:
    """How someone is spoken of: Helen, Dr Osei, or the whole name."""
    parts = name_parts(name)
    if parts.title in LEARNED and len(parts.words) > 1:
        return f"{parts.title} {parts.family}"
    first = parts.words[0] if parts.words else name
    return first if len(parts.words) > 1 and not is_initial(first) else parts.plain or name


def _replies(facts: Facts) -> Iterator[Waiting]:
    """Answers that wait for one of mine: a yes to meet, a question back."""
    for m in _answers(facts):
        meets = m.outcome in _YES and m.kind not in _WRITTEN_ANSWER
        if meets or m.outcome is Outcome.ASKED_MORE:
            whose = called(m.name)
            title = (
                _("Answer {whose}’s yes").format(whose=whose)
                if meets
                else _("Tell {whose} more").format(whose=whose)
            )
            said = _("Said yes to") if meets else _("Asked for more about")
            yield _answer(facts, m, Reason.REPLY, title, said, _("See the ask"))


def _thanks(facts: Facts) -> Iterator[Waiting]:
    for m in _answers(facts):
        said = {Outcome.NO: _("Said no to"), Outcome.SUGGESTED: _("Named someone else for")}
        words = said.get(m.outcome) if m.outcome else None
        if m.outcome in _YES and m.kind in _WRITTEN_ANSWER:
            words = _("Answered")
        if words:
            title = _("Thank {called} for the answer").format(called=called(m.name))
            yield _answer(facts, m, Reason.THANK, title, words, _("Draft thanks"))


def _answers(facts: Facts) -> Iterator[Message]:
    """Answers of late that I have not come back to in any way."""
    oldest = facts.today - timedelta(days=THANKS_FOR_DAYS)
    for m in facts.messages:
        fresh = m.outcome is not None and m.answered is not None and m.answered >= oldest
        if fresh and not facts.came_back(m) and not facts.being_written(m.person):
            yield m


def _answer(facts: Facts, m: Message, reason: Reason, title: str, did: str, button: str) -> Waiting:
    why = _("{did} your {label} on {said}").format(
        did=did, label=m.kind.label.lower(), said=facts.said(m.answered or facts.today)
    )
    return replace(_row(facts, m, reason, title, why, button), quote=shortened(m.note))


def _ask(facts: Facts, m: Message, *, first: bool = False) -> str:
    """`first ask of 12 Nov`."""
    words = _("{label} of {said}").format(
        label=m.kind.label.lower(), said=facts.said(m.sent or facts.today)
    )
    return words[0].upper() + words[1:] if first else words


def _heard(facts: Facts) -> Iterator[Waiting]:
    """In touch since the ask, and yet no answer is on record."""
    for m in _asks_out(facts):
        if touch := facts.heard(m):
            title = _("Note what {called} answered").format(called=called(m.name))
            why = _("In touch on {said}; your {ask} is still open").format(
                said=facts.said(touch.day), ask=_ask(facts, m)
            )
            yield _row(facts, m, Reason.HEARD, title, why, _("Note answer"), since=touch.day)


def _follow_ups(facts: Facts) -> Iterator[Waiting]:
    """One follow-up, and after it the offer to let it rest."""
    for m in _asks_out(facts):
        due = _nudge(facts, m)
        if m.sent is None or due is None or due > facts.today or facts.heard(m):
            continue
        sent = facts.follow_ups(m)
        if not sent and not facts.follow_up_begun(m.person):
            days = working_days_between(m.sent, facts.today)
            why = _("{ask}, no answer for {days} working days").format(
                ask=_ask(facts, m, first=True), days=days
            )
            title = _("Follow up with {called}").format(called=called(m.name))
            yield _row(facts, m, Reason.FOLLOW_UP, title, why, _("Draft follow-up"), since=m.sent)
        elif sent:
            last = facts.said(sent[-1].sent or facts.today)
            many = _("{count} follow-ups, the last of {last}").format(count=len(sent), last=last)
            often = _("a follow-up of {last}").format(last=last) if len(sent) == 1 else many
            why = _("{ask} and {often}, no answer").format(
                ask=_ask(facts, m, first=True), often=often
            )
            title = _("Let it rest with {called}").format(called=called(m.name))
            yield _row(facts, m, Reason.REST, title, why, _("Let it rest"), since=m.sent)


def _unsent(facts: Facts) -> Iterator[Waiting]:
    for m in facts.messages:
        to = _("your {label} to {called}").format(label=m.kind.label.lower(), called=called(m.name))
        about = f": “{shortened(m.subject)}”" if m.subject else ""
        if m.state is DraftState.READY:
            why = _("Ready since {said} and not sent yet{about}").format(
                said=facts.said(m.changed), about=about
            )
            yield _row(
                facts,
                m,
                Reason.SEND,
                _("Send {to}").format(to=to),
                why,
                _("Open to send"),
                since=m.changed,
            )
        elif m.state is DraftState.DRAFT:
            why = _("Last changed on {said}{about}").format(said=facts.said(m.changed), about=about)
            title, act = _("Finish {to}").format(to=to), _("Go on writing")
            yield _row(facts, m, Reason.FINISH, title, why, act,
                       since=m.changed)  # fmt: skip


def _days(facts: Facts) -> Iterator[Waiting]:
    """Decisions and other needs whose day is near or past."""
    for n in facts.needs:
        if n.day > facts.today + timedelta(days=DECISION_AHEAD_DAYS):
            continue
        decision = n.kind is NeedKind.DECISION
        over = n.day < facts.today
        why, title = _("You wanted to get there by {day}"), _("Look at: {need}")
        if decision:
            why, title = _("You wanted to decide by {day}"), _("Decide: {need}")
        why = why.format(day=facts.said(n.day))
        title = title.format(need=shortened(n.statement))
        yield Waiting(
            Reason.OVERDUE if over else Reason.DECIDE,
            "need",
            n.id,
            title,
            why,
            _("Open the need") if over else _("Ask about it"),
            due=n.day,
        )


Rule = Callable[[Facts], Iterator[Waiting]]
RULES: tuple[Rule, ...] = (_replies, _thanks, _heard, _follow_ups, _unsent, _days)


def _asks_out(facts: Facts) -> list[Message]:
    """What was sent and waits for an answer. A follow-up waits under the ask it belongs to."""
    sent = (m for m in facts.messages if m.state is DraftState.SENT and m.sent is not None)
    out = [m for m in sent if m.outcome is None]
    asks = [m for m in out if m.kind is not MessageKind.FOLLOW_UP]
    asked = {m.person for m in asks}
    lone = [m for m in out if m.kind is MessageKind.FOLLOW_UP and m.person not in asked]
    return [m for m in (*asks, *lone) if not _answered_since(facts, m)]


def _answered_since(facts: Facts, ask: Message) -> bool:
    """Whether a follow-up to this ask got the answer."""
    return any(m.state is DraftState.ANSWERED for m in facts.follow_ups(ask))


def _nudge(facts: Facts, ask: Message) -> date | None:
    """From when one may come back to an ask: once, and after it only at the later day."""
    if ask.sent is None or (ask.nudge is None and ask.kind is not MessageKind.FOLLOW_UP):
        return None
    if facts.follow_ups(ask):
        return add_working_days(ask.sent, SECOND_FOLLOW_UP_WORKING_DAYS)
    return ask.nudge


def _row(
    facts: Facts,
    m: Message,
    reason: Reason,
    title: str,
    why: str,
    button: str,
    since: date | None = None,
) -> Waiting:
    return Waiting(
        reason, "draft", m.id, title, why, button, m.person, m.name, m.tint,
        since=since or m.answered or facts.today,
    )  # fmt: skip


RANK = {reason: place for place, reason in enumerate(Reason)}


def _order(row: Waiting) -> tuple[int, date, int]:
    return (RANK[row.reason], row.due or row.since or date.max, row.record)


def shortened(text: str) -> str:
    """The beginning of a text, to be quoted: cut at a word."""
    line = " ".join(text.split())
    if len(line) <= 60:
        return line.rstrip(".")
    return line[:60].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
