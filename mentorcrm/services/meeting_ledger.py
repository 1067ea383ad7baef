"""What a meeting put on record: received and given, decided, and when next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from mentorcrm.models.history_kinds import GiveDirection, LineKind
from mentorcrm.models.tables import ReciprocityNote
from mentorcrm.services.due_words import unnamed
from mentorcrm.services.meetings_rows import LineRow, MeetingDetail
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _


class Side(StrEnum):
    """Where an entry stands. The order is the order of showing."""

    RECEIVED = "received"
    GIVEN = "given"
    DECIDED = "decided"
    NEXT = "next"


@dataclass(frozen=True)
class LedgerEntry:
    """One entry, and the record it stands for: a row of `table`.

    `decided` are words of the notes that the decision of the meeting can take over.
    """

    side: Side
    table: str
    record: int
    words: str
    at: datetime | None = None
    decided: str = ""


_LINES = {
    LineKind.ADVICE: (Side.RECEIVED, _("Advice: {words}")),
    LineKind.EXPERIMENT: (Side.RECEIVED, _("Experiment: {words}")),
    LineKind.THEIR_PROMISE: (Side.RECEIVED, _("Promise: {words}")),
    LineKind.MY_PROMISE: (Side.GIVEN, _("Promise: {words}")),
}
_NAMED = {
    LineKind.ADVICE: _("Advice from {name}: {words}"),
    LineKind.EXPERIMENT: _("Experiment after {name}: {words}"),
    LineKind.THEIR_PROMISE: _("{name} promised: {words}"),
    LineKind.MY_PROMISE: _("Promise to {name}: {words}"),
}


class Ledgers:
    """Reading what meetings put on record."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, detail: MeetingDetail) -> tuple[LedgerEntry, ...]:
        """The entries of a meeting, side by side."""
        found = [*_of_lines(detail), *self._notes(detail)]
        found += _decided(detail)
        if detail.next_id is not None:
            found.append(LedgerEntry(Side.NEXT, "meeting", detail.next_id, "", detail.next_at))
        sides = list(Side)
        return tuple(sorted(found, key=lambda entry: sides.index(entry.side)))

    def _notes(self, detail: MeetingDetail) -> list[LedgerEntry]:
        """What was given in it, beside advice and promises."""
        query = (
            select(ReciprocityNote)
            .where(
                ReciprocityNote.interaction_id == detail.row.interaction_id,
                ReciprocityNote.deleted_at.is_(None),
            )
            .order_by(ReciprocityNote.id)
        )
        with self._store.read() as session:
            return [
                LedgerEntry(
                    Side.GIVEN if row.direction is GiveDirection.GIVEN else Side.RECEIVED,
                    "reciprocity_note",
                    row.id,
                    _("{kind}: {words}").format(kind=row.kind.label, words=row.what)
                    if row.what
                    else row.kind.label,
                )
                for row in session.scalars(query)
            ]


def _decided(detail: MeetingDetail) -> list[LedgerEntry]:
    """The decision of the meeting, and what its notes say was decided."""
    need, said = detail.decision, _("Decided: {words}")
    lines = [line.text for line in detail.lines if line.kind is LineKind.DECISION and line.text]
    if need is None:
        return [
            LedgerEntry(Side.DECIDED, "meeting", detail.row.id, said.format(words=text))
            for text in lines
        ]
    offered = lines[-1] if lines and not need.decided else ""
    words = need.decided or need.statement
    return [
        LedgerEntry(Side.DECIDED, "need", need.id, words, decided=offered),
        *(
            LedgerEntry(Side.DECIDED, "need", need.id, said.format(words=text))
            for text in lines
            if text != need.decided
        ),
    ]


def _of_lines(detail: MeetingDetail) -> list[LedgerEntry]:
    names = {person.id: person.called for person in detail.row.people}
    found = []
    for line in detail.lines:
        record, table = _record(line)
        if record is None:
            continue
        side, words = _LINES[line.kind]
        if len(names) > 1 and line.person_id in names:
            name = names[line.person_id]
            words = _(_NAMED[line.kind]).format(name=name, words=unnamed(line.text, name))
        else:
            words = _(words).format(words=line.text)
        found.append(LedgerEntry(side, table, record, words))
    return found


def _record(line: LineRow) -> tuple[int | None, str]:
    if line.kind not in _LINES:
        return None, ""
    if line.advice_id is not None:
        return line.advice_id, "advice"
    return line.commitment_id, "commitment"
