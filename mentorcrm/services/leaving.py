"""Reset, lighten, pause, close: what their advice changed, and how it goes on (D13)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from mentorcrm.errors import UserError
from mentorcrm.health.stall import Exit
from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import NeedStatus, PartId, Season
from mentorcrm.models.tables import Mentorship
from mentorcrm.services.advice_queries import AdviceQueries
from mentorcrm.services.advice_rows import AdviceRow
from mentorcrm.services.commands import leaving as wish
from mentorcrm.services.commands.people import SetMentorship
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.needs import NeedQueries
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


HANDLERS: dict[type, Handler] = {wish.GoOnAs: go_on_as}


@dataclass(frozen=True)
class Answers:
    """What was answered on the way: in the words of the message, as they were typed."""

    things: tuple[str, ...] = ()
    reason: str = ""
    reached: str = ""
    terms: str = ""
    until: str = ""


def parts_of(way: Exit, answers: Answers) -> dict[PartId, str]:
    """The parts of the message that the answers fill; what is empty is left to the record."""
    parts = {
        PartId.WHY_YOU: "\n".join(answers.things[:THINGS]),
        PartId.FOCUS: answers.reason if way is not Exit.CLOSE else "",
        PartId.TRIED: answers.reached if way is Exit.CLOSE else "",
        PartId.FORMAT: answers.terms,
        PartId.REVIEW_DATE: answers.until if way is Exit.PAUSE else "",
    }
    return {part: text for part, text in parts.items() if text.strip()}


def thing(row: AdviceRow) -> str:
    """A piece of advice as a message says it, to the one who gave it.

    Only its words and its result: what I learned besides is for me alone.
    """
    said = f"your advice “{shortened(row.words)}”"
    return f"{said} ({shortened(row.result)})" if row.result else said


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
