"""The meetings of the sample network: one held with its notes, one to come. They go with it."""

from datetime import datetime, timedelta

from sqlalchemy import select

from mentorcrm.models.history_kinds import AgendaKind, LineKind
from mentorcrm.models.kinds import InteractionChannel, NeedKind
from mentorcrm.models.tables import Interaction, Meeting, MeetingLine, Need
from mentorcrm.services import meeting_agenda, meetings
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.dispatcher import Work

_HELD_DAYS, _AHEAD_DAYS = 40, 5
_QUOTE = "Ask me for a room, not for advice."


def add_meetings(work: Work, people: dict[str, int]) -> None:
    """Add meetings with these people, who are named by their keys."""
    decision = work.session.scalar(
        select(Need.id).where(Need.is_sample.is_(True), Need.kind == NeedKind.DECISION)
    )
    held = _plan(work, people["ana"], -_HELD_DAYS, "Autumn call with Ana", None)
    meeting_agenda.add_point(
        work, wish.AddPoint(held, "Whom to hire first", detail="She has done it twice")
    )
    line = MeetingLine(meeting_id=held, kind=LineKind.QUOTE, text=_QUOTE, position=0)
    work.session.add(line)
    work.session.flush()
    meetings.close_meeting(work, wish.CloseMeeting(held, 4, "Ask for scope before a title."))
    work.session.get_one(Meeting, held).recap_due = None  # Sent by hand, long ago.
    coming = _plan(work, people["ana"], _AHEAD_DAYS, "Quarterly call with Ana", decision)
    meeting_agenda.add_point(
        work,
        wish.AddPoint(
            coming, "What I can do for her", AgendaKind.GIVE, "She is hiring two leads", 5
        ),
    )
    meeting_agenda.fit_agenda(work, wish.FitAgenda(coming))


def _plan(work: Work, person: int, days: int, title: str, decision: int | None) -> int:
    day = work.now + timedelta(days=days)
    at = datetime(day.year, day.month, day.day, 16, tzinfo=day.tzinfo)
    command = wish.PlanMeeting(
        (person,), at, InteractionChannel.VIDEO, 45, title, decision_id=decision
    )
    number = meetings.plan_meeting(work, command)
    meeting = work.session.get_one(Meeting, number)
    work.session.get_one(Interaction, meeting.interaction_id).is_sample = True
    return number
