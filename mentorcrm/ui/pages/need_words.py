"""How needs are put into words on screen. Pure: values in, words out."""

from dataclasses import dataclass
from datetime import date

from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.rows import NeedRow
from mentorcrm.services.today_rules import called
from mentorcrm.services.typed_days import typed_day
from mentorcrm.ui import icons, words
from mentorcrm.ui.delegates.need_row import NeedLine
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.words import _, joined, n_

_TONES: dict[NeedStatus, Tone] = {
    NeedStatus.OPEN: "accent",
    NeedStatus.PAUSED: "neutral",
    NeedStatus.MET: "good",
    NeedStatus.DROPPED: "neutral",
}
LOOK_AGAIN = "look-again:"
_AGAIN: tuple[tuple[str, int], ...] = (
    (_("In a month"), 30),
    (_("In three months"), 91),
    (_("In half a year"), 182),
)


@dataclass(frozen=True)
class Prompt:
    """A gentle question about a need: the words, and what its buttons do.

    Actions name a field to go to, or a status to set.
    """

    text: str
    actions: tuple[tuple[str, str], ...]


def need_line(need: NeedRow, today: date) -> NeedLine:
    """The words of one row of the list."""
    parts = [need.kind.label, due_words(need, today), steps_words(need), helpers_words(need)]
    detail = words.DOT.join(part for part in parts if part)
    tag, tone = "", _TONES[need.status]
    if need.status is not NeedStatus.OPEN:
        tag = need.status.label
    elif need.decided:
        tag, tone = _("Decided"), "good"
    elif is_past(need, today):
        tag, tone = _("Past its day"), "warn"
    spoken = ", ".join(part for part in (need.statement, *parts, tag) if part)
    return NeedLine(need.id, need.statement, detail, icons.OF_NEED[need.kind], tag, tone, spoken)


def due_words(need: NeedRow, today: date) -> str:
    """`by 15 Dec`, or when it was decided; empty without a day."""
    if need.decided and need.decided_on:
        return words.short_day(need.decided_on, today)
    return _("by {day}").format(day=words.short_day(need.due, today)) if need.due else ""


def steps_words(need: NeedRow) -> str:
    """`1 of 3 steps`, empty without steps."""
    done, total = need.progress
    if not total:
        return ""
    said = n_("{done} of {total} step", "{done} of {total} steps", total)
    return said.format(done=done, total=total)


def helpers_words(need: NeedRow) -> str:
    """Who helps: one name, `Ruth and Ana`, or how many."""
    names = [helper.name for helper in need.linked]
    if not names:
        return _("nobody yet") if need.status is NeedStatus.OPEN else ""
    if len(names) > 2:
        return _("{count} people").format(count=len(names))
    # Two whole names rarely find room in a row; one does.
    return joined([called(name) for name in names]) if len(names) > 1 else names[0]


def is_past(need: NeedRow, today: date) -> bool:
    """Whether an open need's day has gone by without a decision or an end."""
    open_still = need.status is NeedStatus.OPEN and not need.decided
    return open_still and need.due is not None and need.due < today


def away(day: date, today: date) -> str:
    """How far a day is: `in 3 weeks`, `tomorrow`, `2 days ago`."""
    days = (day - today).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if days in near:
        return near[days]
    said = words.span(abs(days))
    return _("in {span}").format(span=said) if days > 0 else _("{span} ago").format(span=said)


def full_day(day: date) -> str:
    """`15 Dec 2026`, which can be typed back as it stands."""
    return typed_day(day)


def prompt(need: NeedRow, today: date) -> Prompt | None:
    """What to ask about a need now, if anything. One question, asked gently."""
    if need.status is not NeedStatus.OPEN and not need.decided:
        return None
    if need.kind is NeedKind.DECISION and need.decided:
        return _how_it_turned_out(need, today)
    if not is_past(need, today) or need.due is None:
        return None
    day = words.short_day(need.due, date.min)
    if need.kind is NeedKind.DECISION:
        text = _("This was to be decided by {day}. Which way did it go?").format(day=day)
        return Prompt(
            text, ((_("Write it down"), "decided"), (_("Choose another day"), "decide_by"))
        )
    text = _("The day you set, {day}, has passed. Is it met, or does it need more time?").format(
        day=day
    )
    return Prompt(text, ((_("It is met"), "met"), (_("Choose another day"), "target_date")))


def _how_it_turned_out(need: NeedRow, today: date) -> Prompt | None:
    if need.look_again_on is None or need.look_again_on > today:
        return None
    text = _("You decided this. How did it turn out?")
    if need.decided_on:
        day = words.short_day(need.decided_on, date.min)
        text = _("You decided this on {day}. How did it turn out?").format(day=day)
        if need.expected:
            text = _("You decided this on {day} and expected: “{expected}”. How did it turn out?")
            text = text.format(day=day, expected=need.expected.rstrip("."))
    return Prompt(text, ((_("Write it down"), "outcome"), (_("Look again later"), "review_on")))


def when_to_look_again(need: NeedRow, today: date) -> Prompt | None:
    """Asked once something is decided: when to compare it with what was expected."""
    settled = need.look_again_on
    if settled is None or need.review_on is not None or settled <= today:
        return None
    text = _("When will you look at how it turned out? Today will ask you then.")
    days = tuple((said, f"{LOOK_AGAIN}{days}") for said, days in _AGAIN)
    return Prompt(text, (*days, (_("Another day"), "review_on")))


def empty_words(text: str, chosen: list[str]) -> str:
    """Why the list shows nothing."""
    said = [*([f"“{text}”"] if text else []), *chosen]
    return _("No need matches {said}").format(said=joined(said))
