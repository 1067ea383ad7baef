"""What becomes of two rows that stand in one place once two people are one: nothing is dropped.

Each table has a rule of its own. What cannot stand in the row that stays is handed on in words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from mentorcrm.models.base import new_uid
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import (
    CADENCE_DEFAULT_DAYS,
    CoverageLevel,
    Labelled,
    Season,
    StepsAhead,
)
from mentorcrm.services.text import day
from mentorcrm.words import _, n_

Row = Mapping[str, Any]


class Left(NamedTuple):
    """A value that another one stands for now, with what it is called."""

    label: str
    text: str


@dataclass
class Joined:
    """What the row that stays becomes, and what is left over in words."""

    keep: Row
    gone: Row
    about: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    added: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def fill(self, column: str, label: str, unknown: Sequence[Any] = (None, "")) -> None:
        """The value that stays, or else the other's; of two, the other's is left over."""
        kept, other = self.keep[column], self.gone[column]
        if other in unknown or kept == other:
            return
        if kept in unknown:
            self.values[column] = other
        else:
            self.say(label, other)

    def unite(self, column: str) -> None:
        """All entries of both lists, each once."""
        entries = [*self.keep[column], *self.gone[column]]
        self.choose(column, list(dict.fromkeys(entries)))

    def append(self, column: str) -> None:
        """Both texts, the other's below."""
        kept, other = self.keep[column], self.gone[column]
        if other and other not in kept:
            self.values[column] = f"{kept}\n{other}" if kept else other

    def choose(self, column: str, value: Any) -> None:
        """Let a value stand."""
        if value != self.keep[column]:
            self.values[column] = value

    def say(self, label: str, value: Any) -> None:
        """Keep a value in words."""
        head = f"{self.about}, {label[:1].lower()}{label[1:]}" if self.about else label
        self.left.append(Left(head, in_words(value)))


# The season that says more about two people stands; the other is in the history and in words.
_SEASONS = (
    *(Season.ACTIVE, Season.TRIAL, Season.LIGHT_TOUCH, Season.PAUSED, Season.ASKED),
    *(Season.CLOSED, Season.ALUMNI, Season.DECLINED, Season.LAPSED),
    *(Season.RESEARCHED, Season.CANDIDATE),
)


def is_livelier(one: Season, than: Season) -> bool:
    """Whether a season says more about two people than another one."""
    return _SEASONS.index(one) < _SEASONS.index(than)


def in_words(value: Any) -> str:
    """A stored value as people read it."""
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def _same(keep: Row, gone: Row) -> Joined:
    return Joined(keep, gone)


def _contact_point(keep: Row, gone: Row) -> Joined:
    both = Joined(keep, gone)
    if gone["value"] != keep["value"]:
        both.say(gone["kind"].label, gone["value"])
    label = keep["label"] or gone["label"]
    if gone["label"] not in ("", label):
        label = f"{label}, {gone['label']}"
    both.choose("label", label)
    both.choose("preferred", keep["preferred"] or gone["preferred"])
    return both


def _fact(keep: Row, gone: Row) -> Joined:
    both = Joined(keep, gone)
    days = [row["verified_on"] for row in (keep, gone) if row["verified_on"] is not None]
    both.choose("verified_on", max(days, default=None))
    return both


def _mentorship(keep: Row, gone: Row) -> Joined:
    both = Joined(keep, gone, about=keep["role"].label)
    both.unite("facets")
    days = [row["since"] for row in (keep, gone) if row["since"] is not None]
    both.choose("since", min(days, default=None))
    if gone["since"] is not None and gone["since"] > min(days):
        both.say(_("Since"), gone["since"])
    if keep["cadence_days"] in (None, CADENCE_DEFAULT_DAYS) and gone["cadence_days"]:
        both.choose("cadence_days", gone["cadence_days"])
    elif gone["cadence_days"] not in (None, CADENCE_DEFAULT_DAYS, keep["cadence_days"]):
        both.say(_("Rhythm"), _days(gone["cadence_days"]))
    both.fill("steps_ahead", _("Steps ahead"), (StepsAhead.UNKNOWN,))
    both.fill("planned_end", _("Planned end"))
    both.fill("ended_on", _("Ended"))
    both.fill("ended_how", _("How it ended"))
    both.fill("ended_reason", _("Why it ended"))
    both.fill("terms_after", _("Terms afterwards"))
    return both


def settle_season(both: Joined, take_other: bool, on: date) -> None:
    """Which of two seasons of one role stands: on record where it changes, the other in words."""
    kept, other = both.keep["season"], both.gone["season"]
    if kept is other:
        return
    both.say(_("Season"), kept if take_other else other)
    if take_other:
        both.choose("season", other)
        step = {
            "uid": new_uid(),
            "mentorship_id": both.keep["id"],
            "from_season": kept,
            "to_season": other,
            "changed_on": on,
            "why": _("Two records were merged"),
        }
        both.added.append(("season_change", step))


def _coverage(keep: Row, gone: Row) -> Joined:
    both = Joined(keep, gone)
    levels = list(CoverageLevel)
    both.choose("level", max(keep["level"], gone["level"], key=levels.index))
    note = keep["note"] or gone["note"]
    if gone["note"] not in ("", note):
        note = f"{note}; {gone['note']}"
    both.choose("note", note)
    if keep["level"] is not gone["level"]:
        both.say(_("Help with a need"), min(keep["level"], gone["level"], key=levels.index))
    return both


_AGREEMENT = {
    "purpose": _("Purpose"),
    "minutes": _("Minutes of a meeting"),
    "channel": _("Channel"),
    "between": _("Between meetings"),
    "monthly_minutes": _("Minutes a month"),
    "monthly_asks": _("Asks a month"),
    "confidentiality": _("Confidentiality"),
    "conflicts": _("Conflicts of interest"),
    "agreed_on": _("Agreed on"),
    "review_on": _("Review on"),
    "ends_on": _("Ends on"),
    "how_we_end": _("How we end"),
}


def _agreement(keep: Row, gone: Row) -> Joined:
    both = Joined(keep, gone, about=_("Agreement"))
    both.unite("off_limits")
    for column, label in _AGREEMENT.items():
        both.fill(column, label)
    if gone["rhythm_days"] and keep["rhythm_days"] not in (None, gone["rhythm_days"]):
        both.say(_("Rhythm"), _days(gone["rhythm_days"]))
    elif gone["rhythm_days"]:
        both.choose("rhythm_days", gone["rhythm_days"])
    return both


def _working_style(keep: Row, gone: Row) -> Joined:
    both = Joined(keep, gone, about=_("Working style"))
    both.fill("feedback", _("Feedback"), (FeedbackStyle.UNKNOWN,))
    for column in ("prefers", "their_limits", "my_limits"):
        both.append(column)
    return both


def _fit_rating(keep: Row, gone: Row) -> Joined:
    """The newer judgement stands."""
    both = Joined(keep, gone, about=f"{keep['criterion'].label}, {keep['phase'].label.lower()}")
    newer, older = (gone, keep) if gone["rated_on"] > keep["rated_on"] else (keep, gone)
    for column in ("score", "weight", "how_i_know", "rated_on"):
        both.choose(column, newer[column])
    if (older["score"], older["how_i_know"]) != (newer["score"], newer["how_i_know"]):
        score = _("not known") if older["score"] is None else str(older["score"])
        words = f"{score} ({older['how_i_know']})" if older["how_i_know"] else score
        both.say(_("Rated on {day}").format(day=day(older["rated_on"])), words)
    return both


def _health_note(keep: Row, gone: Row) -> Joined:
    """The disagreement that holds longer stands."""
    both = Joined(keep, gone, about=keep["signal"].label)
    longer, other = (gone, keep) if gone["expires_on"] > keep["expires_on"] else (keep, gone)
    for column in ("reason", "expires_on"):
        both.choose(column, longer[column])
    if other["reason"] != longer["reason"]:
        until = _("Seen differently until {day}").format(day=day(other["expires_on"]))
        both.say(until, other["reason"])
    return both


def _review_entry(keep: Row, gone: Row) -> Joined:
    """What was decided for the one that stays stands; where nothing was, the other's."""
    both = Joined(keep, gone, about=_("Review"))
    for column, label in (("decision", _("Decision")), ("next_on", _("Next date"))):
        both.fill(column, label)
    for column in ("band", "draft_id"):
        if keep[column] is None and gone[column] is not None:
            both.choose(column, gone[column])
    both.append("note")
    return both


def _introduction_to_oneself(row: Row) -> list[Left]:
    """One person cannot be introduced to themselves; what was noted about it stays in words."""
    when = row["made_on"] or row["asked_on"]
    texts = [day(when) if when else "", row["why"], row["outcome"]]
    words = "; ".join(text for text in texts if text)
    return [Left(_("Introduction"), words or _("between the two records"))]


def _never_the_same(_row: Row) -> list[Left]:
    """They turned out to be one person after all."""
    return []


def _days(number: int) -> str:
    return n_("every day", "every {number} days", number).format(number=number)


Join = Callable[[Row, Row], Joined]

# The tables in which two rows can meet; a test holds that none is missing.
JOINS: dict[str, Join] = {
    "person_tag": _same,
    "interaction_person": _same,
    "not_same_person": _same,
    "contact_point": _contact_point,
    "public_fact": _fact,
    "mentorship": _mentorship,
    "coverage": _coverage,
    "agreement": _agreement,
    "working_style": _working_style,
    "fit_rating": _fit_rating,
    "health_note": _health_note,
    "review_entry": _review_entry,
}
# Where two rows are one although no key of the table says so.
SAME: dict[str, tuple[tuple[str, ...], ...]] = {
    "contact_point": (("person_id", "kind", "normalised"), ("person_id", "kind", "value")),
    "public_fact": (("person_id", "text", "source"),),
}
# Tables that name several people, for when two of these are one.
TWICE: dict[str, Callable[[Row], list[Left]]] = {
    "introduction": _introduction_to_oneself,
    "not_same_person": _never_the_same,
}
# Two people of whom the one with the smaller id comes first.
PAIRS: dict[str, tuple[str, str]] = {"not_same_person": ("one_id", "other_id")}
