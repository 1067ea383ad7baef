"""Practice: five signals of how a relationship is being looked after, each with its evidence.

Rhythm, open loops, balance, momentum and experience, as features.md D12 has them with the numbers
that product.md decided. Values and a day in, signals out. Each is green, amber, red or unknown,
says why in one sentence, names the records it rests on, and offers one thing to do. They are a
declared choice of what good practice is; no data stands behind their thresholds (evidence.md, 6.6).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mentorcrm.health.practice_states import (
    FIT_STATES,
    GREEN,
    MOMENTUM_DAYS,
    RHYTHM_AMBER,
    RHYTHM_RED,
    UNKNOWN,
    UNSTEADY_MEETINGS,
    WORSE,
    Evidence,
    Loop,
    LoopKind,
    Meeting,
    PracticeFacts,
    balance_state,
    flawless,
    loop_state,
    momentum_state,
    moved_of_late,
    rating_state,
    rhythm_state,
    unsteady_state,
    worst,
)
from mentorcrm.models.health_kinds import SignalKind, SignalState
from mentorcrm.models.history_kinds import FitVerdict
from mentorcrm.words import _, n_, short_day

__all__ = [
    "MOMENTUM_DAYS",
    "RHYTHM_AMBER",
    "RHYTHM_RED",
    "Act",
    "Button",
    "Evidence",
    "Loop",
    "LoopKind",
    "Meeting",
    "Practice",
    "PracticeFacts",
    "Signal",
    "experience",
    "length",
    "momentum",
    "open_loops",
    "practice",
    "rhythm",
]


class Act(StrEnum):
    """The one thing that a signal offers to do."""

    PLAN = "plan"
    WRITE = "write"
    REPLY = "reply"
    RECAP = "recap"
    PROMISE = "promise"
    TELL = "tell"
    GIVE = "give"
    NEXT_STEP = "next-step"
    RATE = "rate"
    TALK = "talk"


@dataclass(frozen=True)
class Button:
    """What is offered, in words, and the record it starts from where there is one."""

    act: Act
    label: str
    about: Evidence | None = None


@dataclass(frozen=True)
class Signal:
    """One judgement: how it stands, why in one sentence, what it rests on, and what to do."""

    kind: SignalKind
    state: SignalState
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    button: Button | None = None


@dataclass(frozen=True)
class Practice:
    """The five signals of a relationship on a day; all unknown where it rests or is new."""

    signals: tuple[Signal, ...] = field(default=())

    def of(self, kind: SignalKind) -> Signal | None:
        """The signal of a kind."""
        return next((signal for signal in self.signals if signal.kind is kind), None)

    @property
    def flawless(self) -> bool:
        """Whether every signal that is known is green, and one of them is known."""
        return flawless(signal.state for signal in self.signals)

    @property
    def worst(self) -> SignalState:
        """The most pressing state among them."""
        return worst(signal.state for signal in self.signals)

    def state(self, kind: SignalKind) -> SignalState:
        """How the signal of a kind stands, unknown where there is none."""
        signal = self.of(kind)
        return signal.state if signal is not None else UNKNOWN


def practice(
    facts: PracticeFacts, today: date, cadence: int, *, silent: bool = False, tended: bool = True
) -> Practice:
    """The five signals on a day, for a wished cadence in days.

    `silent` relationships, those that rest, have nothing to judge. With people who are not
    `tended` no rhythm is to be kept and nothing has to move; what I left open is judged all the
    same.
    """
    if silent:
        return Practice()
    return Practice(
        (
            rhythm(facts, today, cadence) if tended else _untended(SignalKind.RHYTHM),
            open_loops(facts.loops, today),
            balance(facts),
            momentum(facts, today) if tended else _untended(SignalKind.MOMENTUM),
            experience(facts, today),
        )
    )


def _untended(kind: SignalKind) -> Signal:
    said = {
        SignalKind.RHYTHM: _("No rhythm to keep yet; one begins with a trial, or once active."),
        SignalKind.MOMENTUM: _(
            "Nothing has to move yet. That begins with a trial, or once active."
        ),
    }
    return Signal(kind, UNKNOWN, said[kind])


def rhythm(facts: PracticeFacts, today: date, cadence: int) -> Signal:
    """The silence against my own plan."""
    kind, last = SignalKind.RHYTHM, facts.last
    if last is None:
        return Signal(kind, UNKNOWN, _("No contact is on record yet."))
    silence = (today - last.day).days
    plan = _("planned every {length}").format(length=length(cadence))
    ago = _("today") if silence < 1 else _("{length} ago").format(length=length(silence))
    said = _("Last contact {ago}, {plan}.").format(ago=ago, plan=plan)
    state = rhythm_state(silence, facts.episodes, cadence)
    if state is UNKNOWN:
        said = _("Met once, {ago}; too new to judge.").format(ago=ago)
        return Signal(kind, state, said, (last,), Button(Act.PLAN, _("Plan the second")))
    if state is GREEN:
        return Signal(kind, state, said, (last,), Button(Act.PLAN, _("Plan the next")))
    if facts.episodes == 1:
        said = _("Met once, {ago}; a second time makes it a relationship.").format(ago=ago)
    return Signal(kind, state, said, (last,), Button(Act.WRITE, _("Write a note")))


def open_loops(loops: Sequence[Loop], today: date) -> Signal:
    """What I left open, by what presses most."""
    kind = SignalKind.LOOPS
    judged = sorted(
        ((loop_state(one, today), one) for one in loops),
        key=lambda pair: (-WORSE[pair[0]], list(LoopKind).index(pair[1].kind),
                          pair[1].about.day),
    )  # fmt: skip
    if not judged:
        return Signal(kind, GREEN, _("Nothing of yours is left open."))
    state, first = judged[0]
    said = _loop_words(first, today)
    if len(judged) > 1:
        more = n_("{number} more is open", "{number} more are open", len(judged) - 1)
        said = _("{said}; {more}").format(said=said, more=more.format(number=len(judged) - 1))
    evidence = tuple(one.about for _state, one in judged)
    return Signal(kind, state, f"{said}.", evidence, _loop_button(first))


def _loop_words(loop: Loop, today: date) -> str:
    days = (today - loop.about.day).days
    about = f" “{loop.about.words}”" if loop.about.words else ""
    when = _("since today") if days < 1 else _("for {length}").format(length=length(days))
    if loop.kind is LoopKind.REPLY:
        return _("Your answer has been due {when}").format(when=when)
    if loop.kind is LoopKind.RECAP:
        return _("The recap of {day} has not gone").format(day=short_day(loop.about.day, today))
    if loop.kind is LoopKind.PROMISE:
        day = short_day(loop.about.day, today)
        was = _("You promised{about} by {day}")
        return was.format(about=about, day=day)
    if not about:
        return _("They have not heard what came of their advice")
    return _("They have not heard what came of{about}").format(about=about)


def _loop_button(loop: Loop) -> Button:
    act, label = {
        LoopKind.REPLY: (Act.REPLY, _("Answer")),
        LoopKind.RECAP: (Act.RECAP, _("Open the recap")),
        LoopKind.PROMISE: (Act.PROMISE, _("See the promise")),
        LoopKind.ADVICE: (Act.TELL, _("Tell them")),
    }[loop.kind]
    return Button(act, label, loop.about)


def balance(facts: PracticeFacts) -> Signal:
    """What I asked for since I last gave an update, thanks or anything else."""
    kind, asks = SignalKind.BALANCE, len(facts.asks)
    gave = (facts.gave,) if facts.gave is not None else ()
    state = balance_state(asks, bool(gave))
    if state is UNKNOWN:
        return Signal(kind, state, _("Nothing asked for and nothing given yet."))
    button = Button(Act.GIVE, _("Give something back"))
    if not asks:
        said = _("Since your last ask you gave something back.")
        return Signal(kind, state, said, gave, button)
    counted = n_("{number} ask", "{number} asks", asks).format(number=asks)
    said = (
        _("{asks} since you last gave something.").format(asks=counted)
        if gave
        else _("{asks} so far, and nothing given yet.").format(asks=counted)
    )
    return Signal(kind, state, said, (*facts.asks, *gave), button)


def momentum(facts: PracticeFacts, today: date) -> Signal:
    """What was decided, kept or reached in the last ninety days."""
    kind, moved = SignalKind.MOMENTUM, moved_of_late(facts.moved, today)
    state = momentum_state(moved, facts.aims, today)
    button = Button(Act.NEXT_STEP, _("Choose a next step"))
    if not moved:
        said = _("Nothing between you has been open long enough to judge.")
        if state is not UNKNOWN:
            said = _("Nothing has moved in {length}.").format(length=length(MOMENTUM_DAYS))
        elif not facts.aims:
            said = _("No need, promise or decision connects you yet.")
        return Signal(kind, state, said, facts.aims, button)
    latest = max(moved, key=lambda one: (one.day, one.id))
    counted = n_("{number} step", "{number} steps", len(moved)).format(number=len(moved))
    said = _("{steps} in {length}, the latest on {day}.").format(
        steps=counted, length=length(MOMENTUM_DAYS), day=short_day(latest.day, today)
    )
    return Signal(kind, state, said, moved, button)


def experience(facts: PracticeFacts, today: date) -> Signal:
    """How the last meetings went: what they were worth, how fit felt, what was moved."""
    kind = SignalKind.EXPERIENCE
    newest = facts.meetings[:UNSTEADY_MEETINGS]
    rated = next((m for m in facts.meetings if m.rating is not None), None)
    unsteady = [m for m in newest if m.unsteady]
    if rated is None and facts.fit is None and not unsteady:
        said = _("No meeting has been rated yet.")
        return Signal(kind, UNKNOWN, said, (), Button(Act.RATE, _("Rate the last one")))
    judged = [
        *(_rating(rated, today) if rated is not None else ()),
        *(_fit(*facts.fit, today) if facts.fit is not None else ()),
        *(_unsteady(unsteady) if unsteady else ()),
    ]
    state, said, _evidence = max(judged, key=lambda one: WORSE[one[0]])
    evidence = tuple(e for one in judged for e in one[2])
    button = Button(Act.RATE, _("See the meeting"), evidence[0])
    if state is not GREEN:
        button = Button(Act.TALK, _("Say what should change"), evidence[0])
    return Signal(kind, state, said, evidence, button)


_Judged = tuple[SignalState, str, tuple[Evidence, ...]]


def _rating(meeting: Meeting, today: date) -> Iterable[_Judged]:
    rating = meeting.rating or 0
    said = _("You found the meeting of {day} worth {rating} of 4.").format(
        day=short_day(meeting.about.day, today), rating=rating
    )
    yield rating_state(rating), said, (meeting.about,)


def _fit(verdict: FitVerdict, about: Evidence, today: date) -> Iterable[_Judged]:
    day = short_day(about.day, today)
    said = {
        FitVerdict.GOOD: _("You called it a good fit on {day}."),
        FitVerdict.DECIDING: _("You were still deciding about the fit on {day}."),
        FitVerdict.NOT: _("You called it not a good fit on {day}."),
    }[verdict]
    yield FIT_STATES[verdict], said.format(day=day), (about,)


def _unsteady(found: Sequence[Meeting]) -> Iterable[_Judged]:
    said = n_(
        "{number} of the last {total} meetings was moved or cancelled.",
        "{number} of the last {total} meetings were moved or cancelled.",
        len(found),
    ).format(number=len(found), total=UNSTEADY_MEETINGS)
    yield unsteady_state(len(found)), said, tuple(m.about for m in found)


def length(days: int) -> str:
    """A span in words: `12 days`, `6 weeks`, `4 months`."""
    if days < 21:
        return n_("{number} day", "{number} days", days).format(number=days)
    if days < 120:
        weeks = round(days / 7)
        return n_("{number} week", "{number} weeks", weeks).format(number=weeks)
    months = round(days / 30.44)
    return n_("{number} month", "{number} months", months).format(number=months)
