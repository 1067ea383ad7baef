"""The recap of a meeting, from its close; and what a message may say of the last meeting.

Only what the person it is written to said, offered or was promised goes into it, and nothing that
is marked as private or as never leaving.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import LineKind, Owner
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId, Privacy, Tone
from mentorcrm.models.tables import (
    Commitment,
    Interaction,
    InteractionPerson,
    Meeting,
)
from mentorcrm.services import meeting_records as records
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.meeting_notes import ADVICE_KINDS
from mentorcrm.services.meeting_recaps import add_recap
from mentorcrm.services.meetings_rows import MeetingDetail, SinceKind
from mentorcrm.services.off_limits import first_topic, off_limits_with
from mentorcrm.services.outreach import start_draft
from mentorcrm.services.takeaways import takeaways_of
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.asks.talked import Talked
    from mentorcrm.services.ask_desk import AskDesk
    from mentorcrm.services.meeting_queries import MeetingQueries

_TAKEN = 3
TALKED_IN = frozenset(
    {MessageKind.RECAP, MessageKind.PROGRESS_UPDATE, MessageKind.IMPACT_NOTE, MessageKind.RECONNECT}
)
"""The kinds of message that look back on the last meeting."""


def begin_recap(work: Work, command: wish.BeginRecap) -> int:
    meeting, contact = records.open_meeting(work, command.meeting_id)
    if command.draft.person_id not in records.people_ids(work, contact.id):
        raise UserError(_("A recap goes to somebody who was there."))
    number = start_draft(work, command.draft)
    add_recap(work.session, meeting, number)
    return number


class Recaps:
    """Writes the first text of a recap. Reads only."""

    def __init__(self, store: Store, meetings: "MeetingQueries", desk: "AskDesk") -> None:
        self._store = store
        self._meetings = meetings
        self._desk = desk

    def begin(
        self,
        meeting_id: int,
        person_id: int | None = None,
        tone: Tone = Tone.WARM,
        form: MessageForm = MessageForm.MAIL,
    ) -> wish.BeginRecap:
        """The command that keeps a recap of a meeting: to someone, or to whom it is due next."""
        detail = self._meetings.detail(meeting_id)
        person = person_id or detail.next_recap
        if person is None:
            raise UserError(_("Nobody who was there is on record any more."))
        parts = self.parts(detail, person)
        need = detail.decision.id if detail.decision is not None else None
        command = self._desk.beginning(person, MessageKind.RECAP, tone, form, need, parts)
        return wish.BeginRecap(
            meeting_id, replace(command, parts={**(command.parts or {}), **parts})
        )

    def parts(self, detail: MeetingDetail, person_id: int) -> dict[PartId, str]:
        """The parts of the recap that the close of a meeting fills for someone."""
        from mentorcrm.asks.talked import promises_typed

        if detail.privacy is Privacy.NEVER:
            return {}
        mine = [
            (line.text, line.due)
            for line in detail.lines
            if line.kind is LineKind.MY_PROMISE
            and line.person_id == person_id
            and line.privacy is not Privacy.NEVER
        ]
        year = detail.row.at.astimezone(ZoneInfo(self._desk.my_zone())).year
        name = next((one.name for one in detail.row.people if one.id == person_id), "")
        parts = {
            PartId.WHY_YOU: "\n".join(self._taken(detail, person_id)),
            PartId.DECISION: promises_typed(mine, year, name.partition(" ")[0]),
            PartId.THANKS: detail.thanks,
        }
        if detail.decision is None:
            parts[PartId.FOCUS] = self._subject(detail)
        return {part: text for part, text in parts.items() if text.strip()}

    def _taken(self, detail: MeetingDetail, person_id: int) -> list[str]:
        """The takeaways that may be said to someone; without any, the advice that they gave."""
        advised = [line for line in detail.lines if line.kind in ADVICE_KINDS]
        others = {_folded(line.text) for line in advised if line.person_id != person_id}
        told = [
            one.text
            for one in takeaways_of(detail.takeaways)
            if one.privacy is Privacy.SHAREABLE
            or (one.privacy is Privacy.PRIVATE and _folded(one.text) not in others)
        ] or [
            line.text
            for line in advised
            if line.person_id == person_id and line.privacy is not Privacy.NEVER
        ]
        with self._store.read() as session:
            topics = off_limits_with(session, [person_id])
        return [text for text in told if not first_topic(topics, text)][:_TAKEN]

    def _subject(self, detail: MeetingDetail) -> str:
        """What the meeting was about: the title that was typed, unless it only names people."""
        with self._store.read() as session:
            contact = session.get_one(Interaction, detail.row.interaction_id)
            title = contact.summary
        names = {word for person in detail.row.people for word in person.name.split()}
        return "" if names & set(title.replace(",", " ").split()) else title


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


def talked_with(session: Session, person_id: int, zone: str, now: datetime) -> "Talked":
    """What a message to someone may say of the last meeting with them and of the time since."""
    from mentorcrm.asks.talked import Promised, Talked
    from mentorcrm.services.meeting_since import since

    last = session.execute(
        select(Interaction.id, Interaction.privacy)
        .join(Meeting, Meeting.interaction_id == Interaction.id)
        .join(InteractionPerson, InteractionPerson.interaction_id == Interaction.id)
        .where(
            InteractionPerson.person_id == person_id,
            Interaction.deleted_at.is_(None),
            Meeting.closed_at.is_not(None),
        )
        .order_by(Interaction.at.desc())
        .limit(1)
    ).first()
    theirs = (
        select(Commitment)
        .where(
            Commitment.person_id == person_id,
            Commitment.owner == Owner.THEM,
            Commitment.interaction_id == (last.id if last is not None else None),
            Commitment.deleted_at.is_(None),
            Commitment.dropped_on.is_(None),
            Commitment.done_on.is_(None),
            Commitment.privacy != Privacy.NEVER,
        )
        .order_by(Commitment.id)
    )
    spoken_of = last is not None and last.privacy is not Privacy.NEVER
    promised = session.scalars(theirs) if spoken_of else ()
    moved = since(session, person_id, zone, now)
    return Talked(
        tuple(Promised(row.what, row.due) for row in promised),
        moved.told,
        tuple(row.text for row in moved.rows if row.kind is SinceKind.DONE and row.told),
    )


def moved_since(session: Session, person_id: int, zone: str, now: datetime) -> str:
    """What I did since the last meeting, as one would type it for a progress update."""
    from mentorcrm.services.meeting_since import since

    rows = since(session, person_id, zone, now).rows
    done = [row.text for row in rows if row.kind is SinceKind.DONE and row.told]
    others = (SinceKind.EXPERIMENT, SinceKind.ADVICE)
    return "\n".join([*done, *(row.told for row in rows if row.kind in others and row.told)])


HANDLERS: dict[type, Handler] = {wish.BeginRecap: begin_recap}
