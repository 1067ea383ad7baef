"""How a relationship ended or rests, in a sentence, and the reasons that are offered. Pure."""

from datetime import date
from typing import NamedTuple

from mentorcrm.models.kinds import CADENCE_DEFAULT_DAYS, Season
from mentorcrm.services.leaving import LOOK_AGAIN_DAYS, WITH_THANKS
from mentorcrm.services.rows import MentorshipRow, SeasonRow
from mentorcrm.ui import words
from mentorcrm.words import _

REASONS = (
    _("We reached what we set out to do"),
    _("Our paths moved apart"),
    _("No time on their side"),
    _("No time on my side"),
    _("It was not the right fit"),
)
"""Why something closes, in neutral words."""
NO_TIME = _("No time just now")
DECLINED_BECAUSE = (
    NO_TIME,
    _("Not their field"),
    _("Somebody else suits better"),
    _("It was not the right fit"),
)
"""Why somebody says no. Only the first is likely to change by waiting."""
_OVER = (Season.CLOSED, Season.ALUMNI, Season.DECLINED, Season.LAPSED, Season.PAUSED)


class Refusal(NamedTuple):
    """Why somebody said no, and from when one may look at it again."""

    why: str
    look_again: date | None

    def said(self, today: date) -> str:
        """The words of the choice."""
        why = self.why or _("No reason noted")
        if self.look_again is None:
            return why
        day = words.short_day(self.look_again, today)
        return _("{why}; look again on {day}").format(why=why, day=day)


def refusals(cadence_days: int | None, today: date) -> tuple[Refusal, ...]:
    """What is offered when somebody said no; the first answer is no reason."""
    # Not before three times the rhythm that was wished (evidence.md, 8).
    wait = max(LOOK_AGAIN_DAYS, 3 * (cadence_days or CADENCE_DEFAULT_DAYS))
    later = date.fromordinal(min(today.toordinal() + wait, date.max.toordinal()))
    reasons = ("", *DECLINED_BECAUSE)
    return tuple(Refusal(why, later if why == NO_TIME else None) for why in reasons)


def ended_words(held: MentorshipRow, seasons: tuple[SeasonRow, ...], today: date) -> str:
    """Since when something is over or rests, why, and what holds since; "" while it goes on."""
    if held.season not in _OVER:
        return ""
    # The newest is the first; the season may be older than what is kept of its end.
    begun = next((s for s in seasons if s.role is held.role and s.after is held.season), None)
    day = held.ended_on or (begun.on if begun is not None else None)
    said = _since(held, words.short_day(day, today) if day is not None else "")
    why = held.ended_reason or (begun.why if begun is not None else "")
    if why:
        said = f"{said}: {why}"
    said = f"{said.rstrip('.')}."
    if held.terms_after:
        terms = held.terms_after.rstrip(".")
        said = _("{said} What holds since: {terms}.").format(said=said, terms=terms)
    return said


def _since(held: MentorshipRow, day: str) -> str:
    thanked = held.season is Season.CLOSED and held.ended_how == WITH_THANKS
    name = _("Completed with thanks") if thanked else held.season.label
    return _("{season} on {day}").format(season=name, day=day) if day else name
