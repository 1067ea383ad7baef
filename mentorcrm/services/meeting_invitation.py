"""The invitation to a planned meeting as an .ics file, and its agenda as a text to send.

The invitation holds the title, the time in its own zone, the length and the link, and nothing
else: no agenda, no note. Its UID stays for good and its SEQUENCE rises with every move, so that a
calendar replaces what it has.
"""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from mentorcrm.clock import Clock
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import ContactKind, Privacy
from mentorcrm.models.tables import ContactPoint, Interaction, Meeting
from mentorcrm.services.account import full_name
from mentorcrm.services.meeting_brief import when
from mentorcrm.services.meeting_queries import MeetingQueries
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.services.profile import profile_row
from mentorcrm.services.zones import zone_of
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NO_MAIL = "invalid:nomail"  # What other calendars write where an organiser has no address.


class Invitations:
    """Writes invitations. Reads only."""

    def __init__(self, store: Store, clock: Clock, meetings: MeetingQueries) -> None:
        self._store = store
        self._clock = clock
        self._meetings = meetings

    def ics(self, meeting_id: int) -> bytes:
        """The invitation of a planned meeting, or of one that was cancelled its withdrawal.

        Raises UserError for a meeting that is over or that never leaves this computer.
        """
        from icalendar import Calendar

        detail = self._meetings.detail(meeting_id)
        if detail.privacy is Privacy.NEVER:
            raise UserError(
                _("This meeting is marked as never leaving this computer, so it has no invitation.")
            )
        if detail.closed_at is not None:
            raise UserError(_("This meeting is over, so there is nothing to invite to."))
        calendar = Calendar()
        calendar.add("prodid", "-//mentorcrm//mentorcrm//EN")
        calendar.add("version", "2.0")
        event = self._event(detail, calendar)
        calendar.add_component(event)
        calendar.add_missing_timezones()
        return bytes(calendar.to_ical())

    def name(self, meeting_id: int) -> str:
        """A name for the file."""
        row = self._meetings.detail(meeting_id).row
        day = row.at.astimezone(zone_of(row.zone)).date()
        who = "-".join(person.called for person in row.people[:2]) or "meeting"
        plain = re.sub(r"[^\w-]+", "-", who).strip("-").lower()
        return f"{day.isoformat()}-{plain}.ics"

    def agenda_text(self, meeting_id: int) -> str:
        """The agenda as it may be sent: the points with their minutes, without notes on them.

        Raises UserError for a meeting that never leaves this computer.
        """
        detail = self._meetings.detail(meeting_id)
        if detail.privacy is Privacy.NEVER:
            raise UserError(
                _("This meeting is marked as never leaving this computer, so no agenda is sent.")
            )
        row = detail.row
        lines = [row.title, when(row.at, row.zone, row.slot), ""]
        points = [point for point in detail.points if not (point.dropped or point.moved_to)]
        for number, point in enumerate(points, 1):
            text = _("{number}. {point} ({minutes} min)")
            lines.append(text.format(number=number, point=point.text, minutes=point.minutes))
        if detail.link:
            lines += ["", detail.link]
        return "\n".join(lines)

    def _event(self, detail: MeetingDetail, calendar: "Calendar") -> "Event":
        from icalendar import Event

        row, zone = detail.row, zone_of(detail.row.zone)
        start = row.at.astimezone(zone)
        event = Event()
        cancelled = detail.cancelled_on is not None
        uid, made, mails = self._record(detail)
        event.add("uid", f"{uid}@mentorcrm")
        event.add("sequence", detail.moved + cancelled)
        event.add("dtstamp", self._clock.now())
        event.add("created", made)
        event.add("dtstart", start)
        event.add("dtend", (row.at + timedelta(minutes=row.slot)).astimezone(zone))
        event.add("summary", row.title)
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        if detail.link:
            event.add("location", detail.link)
        sender = self._address(event, mails, detail)
        method = "PUBLISH" if not (mails and sender) else "CANCEL" if cancelled else "REQUEST"
        calendar.add("method", method)
        return event

    def _address(self, event: "Event", mails: dict[int, str], detail: MeetingDetail) -> bool:
        """Say who invites and, where both sides have an address, who is invited."""
        from icalendar import vCalAddress, vText

        with self._store.read() as session:
            profile = profile_row(session)
        found = _MAIL.search(profile.reach_me)
        organiser = vCalAddress(f"mailto:{found.group()}" if found else _NO_MAIL)
        if name := profile.name or full_name():
            organiser.params["CN"] = vText(name)
        event.add("organizer", organiser, encode=False)
        for person in detail.row.people if found else ():
            if mail := mails.get(person.id):
                guest = vCalAddress(f"mailto:{mail}")
                guest.params["CN"] = vText(person.name)
                guest.params["RSVP"] = vText("TRUE")
                event.add("attendee", guest, encode=False)
        return bool(found)

    def _record(self, detail: MeetingDetail) -> tuple[str, object, dict[int, str]]:
        ids = [person.id for person in detail.row.people]
        with self._store.read() as session:
            meeting = session.get_one(Meeting, detail.row.id)
            contact = session.get_one(Interaction, meeting.interaction_id)
            query = (
                select(ContactPoint.person_id, ContactPoint.value)
                .where(ContactPoint.person_id.in_(ids), ContactPoint.kind == ContactKind.MAIL)
                .order_by(ContactPoint.preferred, ContactPoint.id.desc())
            )
            mails = {row.person_id: row.value for row in session.execute(query)}
            return meeting.uid, contact.created_at, mails
