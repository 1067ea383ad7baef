"""What Today says of meetings: recaps that are due, meetings to prepare, meetings to close.

Each row rests on a meeting. `cards` are the coming ones for the card beside the rows.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from mentorcrm.models.tables import Meeting
from mentorcrm.services.meeting_queries import rows_of
from mentorcrm.services.meeting_reach import STILL_OPEN, still_waits
from mentorcrm.services.meetings_rows import MeetingPerson, MeetingRow, Stage, recap_clock
from mentorcrm.services.today_rows import Coming, Reason, Waiting
from mentorcrm.services.when_words import when_words
from mentorcrm.words import _, joined

AHEAD = timedelta(hours=48)
CARDS = 3
TABLES = ("meeting", "agenda_point")


def waiting(session: Session, zone: str, now: datetime) -> tuple[Waiting, ...]:
    """The rows of meetings, not yet in order."""
    found: list[Waiting] = []
    for row in rows_of(session, now, still_waits(now)):
        if not row.people:
            continue  # They lie in the bin, and what is with them waits there.
        if row.stage is Stage.RECAP and row.recap_due is not None and _untold(row):
            found.append(_recap(row, row.recap_due, zone, now))
        elif row.stage is Stage.TO_CLOSE and row.ends <= now and not row.asks:
            found.append(_close(row, zone, now))
        elif row.stage is Stage.COMING and row.at - now <= AHEAD and row.ready < 3:
            found.append(_prepare(row, zone, now))
    return tuple(found)


def cards(session: Session, zone: str, now: datetime) -> tuple[Coming, ...]:
    """The next meetings, for the card."""
    rows = rows_of(session, now, STILL_OPEN, Meeting.held_at.is_(None))
    coming = sorted(
        (row for row in rows if row.people and row.stage is Stage.COMING), key=lambda r: r.at
    )
    return tuple(_card(row, zone) for row in coming[:CARDS])


def _card(row: MeetingRow, zone: str) -> Coming:
    local = row.at.astimezone(ZoneInfo(zone))
    return Coming(
        row.id,
        joined([person.name for person in row.people[:2]]),
        row.title,
        row.channel.label,
        local.date(),
        f"{local:%H:%M}",
        row.ready,
        row.has_decision,
    )


def _recap(row: MeetingRow, due: datetime, zone: str, now: datetime) -> Waiting:
    people = _untold(row)
    title = _("Recap to {names} is due").format(names=joined([one.called for one in people[:2]]))
    row = replace(row, people=people)
    return _row(
        row, Reason.RECAP, title, recap_clock(due, now), _("Open the recap"), _day(due, zone)
    )


def _untold(row: MeetingRow) -> tuple[MeetingPerson, ...]:
    return tuple(person for person in row.people if person.id not in row.told)


def _close(row: MeetingRow, zone: str, now: datetime) -> Waiting:
    title = _("Close the meeting with {names}").format(names=_called(row))
    why = _("It was on {when}; takeaways and promises are fresh now").format(
        when=when_words(row.at, zone, now)
    )
    return _row(row, Reason.CLOSE, title, why, _("Close it"), None, _day(row.at, zone))


def _prepare(row: MeetingRow, zone: str, now: datetime) -> Waiting:
    when = when_words(row.at, zone, now)
    title = _("Meeting with {names} {when}: prepare").format(names=_called(row), when=when)
    why = _("{done} of {total} ready").format(done=row.ready, total=3)
    if not row.has_decision:
        why = _("No decision chosen yet; {ready}").format(ready=why)
    return _row(row, Reason.PREPARE, title, why, _("Prepare"), _day(row.at, zone))


def _row(
    row: MeetingRow,
    reason: Reason,
    title: str,
    why: str,
    button: str,
    due: date | None,
    since: date | None = None,
) -> Waiting:
    person = row.people[0] if row.people else None
    return Waiting(
        reason, "meeting", row.id, title, why, button, person.id if person else None,
        person.name if person else "", person.tint if person else 0, due, since,
    )  # fmt: skip


def _called(row: MeetingRow) -> str:
    return joined([person.called for person in row.people[:2]])


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
