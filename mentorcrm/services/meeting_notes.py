"""The lines of a meeting's notes, and the advice and promises that some of them are.

The editor hands over all lines as they stand; what changed is found here. A line that becomes
advice or a promise gets a record of its own. When it stops being one, a record that nobody has
worked with since goes for good, and one that somebody has goes to the bin.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AdviceResponse, LineKind, Owner
from mentorcrm.models.kinds import Privacy
from mentorcrm.models.tables import (
    Advice,
    Commitment,
    Experiment,
    Interaction,
    Meeting,
    MeetingLine,
)
from mentorcrm.services import meeting_records as records
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found
from mentorcrm.services.text import clean_line, clean_text
from mentorcrm.services.typed_days import read_day
from mentorcrm.words import _

ADVICE_KINDS = frozenset({LineKind.ADVICE, LineKind.EXPERIMENT})
OWNERS = {LineKind.MY_PROMISE: Owner.ME, LineKind.THEIR_PROMISE: Owner.THEM}
MOST_LINES = 2_000
_BY = re.compile(r"\b(?:by|until|before) ((?:\w+[ .]?){1,4})$", re.IGNORECASE)


@dataclass(frozen=True)
class _Notes:
    """The meeting whose notes are written, and who may be meant in them."""

    work: Work
    meeting: Meeting
    contact: Interaction
    people: tuple[int, ...]

    @property
    def day(self) -> date:
        """The day of the meeting, where it took place."""
        return self.work.day_of(records.held_moment(self.meeting, self.contact))


def write_lines(work: Work, command: wish.WriteLines) -> tuple[int, ...]:
    notes = _notes(work, command.meeting_id)
    if len(command.lines) > MOST_LINES:
        raise UserError(
            _("Notes have at most {number:,} lines. Join some.").format(number=MOST_LINES)
        )
    before = {line.id: line for line in records.lines_of(work, notes.meeting.id)}
    ids = []
    for position, typed in enumerate(command.lines):
        line = before.get(typed.id) if typed.id is not None else None
        if line is not None and _in_the_bin(work, line):
            line = None  # What is in the bin stays there; these words are another line.
        if line is not None:
            del before[line.id]
        ids.append(_write(notes, line, typed, position))
    for gone in before.values():
        if not _in_the_bin(work, gone):
            _remove(work, gone)
    work.label = _("Write notes on the meeting with {names}").format(
        names=records.names_of(work, notes.contact.id)
    )
    work.merge_key = f"notes/{notes.meeting.id}"
    return tuple(ids)


def add_line(work: Work, command: wish.AddLine) -> int:
    notes = _notes(work, command.meeting_id)
    position = len(records.lines_of(work, notes.meeting.id))
    typed = wish.NoteLine(None, command.kind, command.text, command.person_id)
    if not clean_text(command.text):
        raise UserError(_("A line needs a few words."))
    work.label = _("Add a line to the notes")
    return _write(notes, None, typed, position)


def set_line_privacy(work: Work, command: wish.SetLinePrivacy) -> None:
    line = _line(work, command.line_id)
    line.privacy = command.privacy
    record = _record(work, line)
    if record is not None:
        record.privacy = command.privacy
    work.label = _("{privacy}: a line of the notes").format(privacy=command.privacy.label)


def set_line_due(work: Work, command: wish.SetLineDue) -> None:
    promise = _record(work, _line(work, command.line_id))
    if not isinstance(promise, Commitment):
        raise UserError(_("Only a promise has a day by which it is due."))
    promise.due = command.due
    work.label = _("Set the day of a promise")


def day_in(text: str, today: date) -> date | None:
    """The day at the end of a promise: “send the deck by Friday”."""
    said = _BY.search(text.rstrip(". "))
    return read_day(said.group(1), today, ahead=True) if said else None


def _notes(work: Work, meeting_id: int) -> _Notes:
    meeting, contact = records.open_meeting(work, meeting_id)
    people = tuple(records.people_ids(work, contact.id))
    return _Notes(work, meeting, contact, people)


def _line(work: Work, line_id: int) -> MeetingLine:
    line = found(work, MeetingLine, line_id, _("That line is no longer there."))
    records.live_meeting(work, line.meeting_id)
    return line


def _write(notes: _Notes, line: MeetingLine | None, typed: wish.NoteLine, position: int) -> int:
    work = notes.work
    text = clean_text(typed.text)
    if line is None:
        line = MeetingLine(
            meeting_id=notes.meeting.id, kind=typed.kind, text="", privacy=typed.privacy
        )
        work.session.add(line)
    was, line.kind, line.position = line.kind, typed.kind, position
    record = _record(work, line)
    if typed.privacy is Privacy.NEVER:
        for kept in (line, record):
            if kept is not None:
                kept.privacy = Privacy.NEVER
    if record is not None and not _goes_with(record, typed.kind):
        _unlink(work, line, record)
        record = None
    if not text and record is None:
        line.text = ""
    elif typed.kind in ADVICE_KINDS:
        person = _whose(notes, record, typed, was)
        _write_advice(notes, line, record, text, person, was)
    elif typed.kind in OWNERS:
        person = _whose(notes, record, typed, was)
        _write_promise(notes, line, record, text, person)
    else:
        line.text = text
    work.session.flush()
    return line.id


def _whose(
    notes: _Notes, record: Advice | Commitment | None, typed: wish.NoteLine, was: LineKind
) -> int:
    """Whose line it is: who was chosen for it, else who it names, else who was named first."""
    chosen = typed.person_id if typed.person_id in notes.people else None
    if record is None:
        return chosen or _named(notes, typed.kind, typed.text)
    said = record.words if isinstance(record, Advice) else record.what
    before = _named(notes, was, said)
    if record.person_id == before and chosen in (None, before):
        return _named(notes, typed.kind, typed.text or said)
    return chosen or record.person_id


def _named(notes: _Notes, kind: LineKind, text: str) -> int:
    """Whom a line names: what I promise names them anywhere, what is theirs begins with them."""
    first = notes.people[0]
    if len(notes.people) == 1:
        return first
    places = records.names_in(notes.work, notes.people, text)
    if kind is not LineKind.MY_PROMISE:
        places = {person: place for person, place in places.items() if place == 0}
    return min(places, key=lambda person: places[person], default=first)


def _goes_with(record: Advice | Commitment, kind: LineKind) -> bool:
    """Whether a record can stay while its line is of this kind."""
    return kind in (ADVICE_KINDS if isinstance(record, Advice) else OWNERS)


def _write_advice(
    notes: _Notes,
    line: MeetingLine,
    record: Advice | Commitment | None,
    text: str,
    person: int,
    was: LineKind,
) -> None:
    session = notes.work.session
    advice = record if isinstance(record, Advice) else None
    if advice is None:
        advice = Advice(
            person_id=person, interaction_id=notes.contact.id, words=text,
            need_id=notes.meeting.decision_id, given_on=notes.day, privacy=line.privacy,
            response=AdviceResponse.OPEN,
        )  # fmt: skip
        session.add(advice)
        session.flush()
    advice.words = text or advice.words
    advice.person_id = person
    line.text, line.advice_id = "", advice.id
    tests = select(Experiment).where(Experiment.advice_id == advice.id).order_by(Experiment.id)
    test = session.scalar(tests.limit(1))
    if line.kind is LineKind.EXPERIMENT:
        if test is None:
            session.add(Experiment(advice_id=advice.id, hypothesis=advice.words))
        elif test.worked is None and test.tried_on is None:
            test.hypothesis = advice.words
    elif was is LineKind.EXPERIMENT and test is not None and _is_untouched(test):
        session.delete(test)


def _write_promise(
    notes: _Notes,
    line: MeetingLine,
    record: Advice | Commitment | None,
    text: str,
    person: int,
) -> None:
    session = notes.work.session
    promise = record if isinstance(record, Commitment) else None
    if promise is None:
        promise = Commitment(
            person_id=person, interaction_id=notes.contact.id, what=text,
            need_id=notes.meeting.decision_id, owner=OWNERS[line.kind], made_on=notes.day,
            privacy=line.privacy,
        )  # fmt: skip
        session.add(promise)
        session.flush()
    before = day_in(promise.what, notes.day)
    promise.what = clean_line(text) or promise.what
    if promise.due is None or promise.due == before:
        promise.due = day_in(promise.what, notes.day)
    promise.owner = OWNERS[line.kind]
    promise.person_id = person
    line.text, line.commitment_id = "", promise.id


def _record(work: Work, line: MeetingLine) -> Advice | Commitment | None:
    """The advice or promise that a line holds; None when it holds none or it is in the bin."""
    record: Advice | Commitment | None = None
    if line.advice_id is not None:
        record = work.session.get(Advice, line.advice_id)
    elif line.commitment_id is not None:
        record = work.session.get(Commitment, line.commitment_id)
    return record if record is not None and record.deleted_at is None else None


def _in_the_bin(work: Work, line: MeetingLine) -> bool:
    """Whether a line is not shown because its advice or promise is in the bin."""
    return bool(line.advice_id or line.commitment_id) and _record(work, line) is None


def _unlink(work: Work, line: MeetingLine, record: Advice | Commitment) -> None:
    """Let a line go its own way; the record goes with it unless somebody has worked with it."""
    line.advice_id = line.commitment_id = None
    work.session.flush()
    if _is_fresh(work, record):
        work.session.delete(record)
    else:
        record.deleted_at = work.now
    work.session.flush()


def _remove(work: Work, line: MeetingLine) -> None:
    record = _record(work, line)
    if record is not None:
        _unlink(work, line, record)
    work.session.delete(line)


_TOUCHED: Mapping[type, tuple[str, ...]] = {
    Advice: ("context", "assumed", "responded_on", "why", "result", "told_on"),
    Commitment: ("done_on", "dropped_on", "dropped_reason"),
}


def _is_fresh(work: Work, record: Advice | Commitment) -> bool:
    """Whether nothing was added to a record since its line was written."""
    if any(getattr(record, name) for name in _TOUCHED[type(record)]):
        return False
    if isinstance(record, Commitment):
        return True
    if record.response is not AdviceResponse.OPEN:
        return False
    tests = list(work.session.scalars(select(Experiment).where(Experiment.advice_id == record.id)))
    lines = select(func.count()).where(MeetingLine.advice_id == record.id)
    return all(_is_untouched(test) for test in tests) and not work.session.scalar(lines)


def _is_untouched(test: Experiment) -> bool:
    return not (test.sign or test.until or test.tried_on or test.worked or test.learned)


HANDLERS: dict[type, Handler] = {
    wish.WriteLines: write_lines,
    wish.AddLine: add_line,
    wish.SetLinePrivacy: set_line_privacy,
    wish.SetLineDue: set_line_due,
}
