"""Reset, lighten, pause, close: what their advice changed, and how it goes on (D13)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from mentorcrm.asks.prose import joined, lowfirst
from mentorcrm.errors import UserError
from mentorcrm.health.stall import Exit
from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import CADENCES_DAYS, NeedStatus, PartId, Role, Season
from mentorcrm.models.tables import Mentorship
from mentorcrm.services.advice_queries import AdviceQueries
from mentorcrm.services.advice_rows import AdviceRow
from mentorcrm.services.commands import leaving as wish
from mentorcrm.services.commands.people import SetMentorship
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.needs import NeedQueries
from mentorcrm.services.outreach import start_draft
from mentorcrm.services.people import live_person, set_mentorship
from mentorcrm.services.season_ends import ENDED, RETURNING
from mentorcrm.services.text import clean_text
from mentorcrm.services.today_rules import shortened
from mentorcrm.words import _

THINGS = 3
"""So many things that advice changed go into a message (product.md)."""
WITH_THANKS = "completed with thanks"
"""Kept as it is: completed is not cancelled."""
LOOK_AGAIN_DAYS = 90
"""After a no, so long at least (evidence.md, 8)."""
# What goes into a message is content, in the language of the templates.
REASONS_TOLD = (
    "I have less time than I had",
    "I know that your time is short",
    "My work has moved on",
    "We reached what we set out to do",
)
"""Why it goes on otherwise, as a message says it to them."""
_RHYTHMS = {
    7: "meet once a week",
    14: "meet every two weeks",
    30: "meet once a month",
    60: "meet every two months",
    90: "meet once a quarter",
    180: "meet twice a year",
    365: "meet once a year",
}
_GOT_THERE = "We got there"
_ADVICE = "your advice "
_DONE_WITH = (AdviceResponse.TRIED, AdviceResponse.ADAPTED)


def go_on_as(work: Work, command: wish.GoOnAs) -> None:
    person = live_person(work, command.person_id)
    if command.until is not None and command.until <= work.today:
        raise UserError(_("Choose a day that is still to come."))
    set_mentorship(
        work,
        SetMentorship(
            person.id, command.role, command.season, command.cadence_days, why=command.why
        ),
    )
    held = work.session.scalars(
        select(Mentorship).where(Mentorship.person_id == person.id, Mentorship.role == command.role)
    ).one()
    if command.season in RETURNING:
        held.planned_end = command.until
    if command.season in ENDED:
        held.ended_on = work.today
        held.ended_how = WITH_THANKS if command.season is Season.CLOSED else ""
    held.ended_reason = clean_text(command.why)
    held.terms_after = clean_text(command.terms)
    work.label = _("{person}: {season}").format(
        person=person.display_name, season=command.season.label.lower()
    )


def go_on_with(work: Work, command: wish.GoOnWith) -> int:
    draft = start_draft(work, command.message)
    if command.going is not None:
        go_on_as(work, command.going)
    return draft


HANDLERS: dict[type, Handler] = {wish.GoOnAs: go_on_as, wish.GoOnWith: go_on_with}


@dataclass(frozen=True)
class Answers:
    """What was answered on the way: in the words of the message, as they were typed.

    `rhythm_days` is how often from now on, where that is what changes.
    """

    things: tuple[str, ...] = ()
    reason: str = ""
    reached: str = ""
    terms: str = ""
    until: str = ""
    rhythm_days: int | None = None


def parts_of(way: Exit, answers: Answers) -> dict[PartId, str]:
    """The parts of the message that the answers fill; what is empty is left to the record."""
    rhythm = _RHYTHMS.get(answers.rhythm_days or 0, "") if way is Exit.LIGHTEN else ""
    reached = answers.reached.strip() if way is Exit.CLOSE else ""
    parts = {
        PartId.WHY_YOU: _together(answers.things[:THINGS]),
        PartId.FOCUS: reached if way is Exit.CLOSE else answers.reason,
        PartId.TRIED: _GOT_THERE if reached else "",
        PartId.FORMAT: answers.terms or rhythm,
        PartId.REVIEW_DATE: answers.until if way is Exit.PAUSE else "",
    }
    return {part: text for part, text in parts.items() if text.strip()}


def lighter(cadence_days: int) -> int:
    """The next longer rhythm of those that are offered."""
    longer = (days for days in CADENCES_DAYS if days > cadence_days)
    return next(longer, CADENCES_DAYS[-1])


def going(way: Exit, person_id: int, role: Role | None, cadence_days: int) -> wish.GoOnAs | None:
    """The season that a way leads to, without a reason; None where it stays as it is."""
    if way.season is None:
        return None
    rhythm = lighter(cadence_days) if way is Exit.LIGHTEN else None
    return wish.GoOnAs(person_id, role or Role.MENTOR, way.season, cadence_days=rhythm)


def thing(row: AdviceRow) -> str:
    """A piece of advice as a message says it, to the one who gave it.

    Only its words and its result: what I learned besides is for me alone.
    """
    said = f"{_ADVICE}“{shortened(row.words)}”"
    return f"{said} ({lowfirst(shortened(row.result))})" if row.result else said


def _together(things: Sequence[str]) -> str:
    """`your advice “A” and “B”`: what it is stands once."""
    return joined([*things[:1], *(one.removeprefix(_ADVICE) for one in things[1:])])


class LeavingQueries:
    """What there is to say to somebody when it goes on otherwise."""

    def __init__(self, advice: AdviceQueries, needs: NeedQueries) -> None:
        self._advice = advice
        self._needs = needs

    def changed(self, person_id: int) -> Sequence[AdviceRow]:
        """The advice that I did something with and may quote, what led somewhere first."""
        rows = [row for row in self._advice.quotable(person_id) if row.response in _DONE_WITH]
        return sorted(rows, key=lambda row: not row.result)

    def reached(self, person_id: int) -> tuple[str, ...]:
        """The needs that were met and that they helped with."""
        needs = self._needs.list(NeedStatus.MET)
        return tuple(
            need.statement
            for need in needs
            if any(one.person_id == person_id for one in need.helpers)
        )

    def answers(self, person_id: int, cadence_days: int) -> Answers:
        """What the record answers by itself, for who does not go through it step by step."""
        return Answers(
            tuple(thing(row) for row in self.changed(person_id)[:THINGS]),
            reached="; ".join(self.reached(person_id)),
            rhythm_days=lighter(cadence_days),
        )
