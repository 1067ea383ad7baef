"""What went both ways as one list: things given and received, and introductions, newest first.

An entry has one key: the id of a note, or the negative id of an introduction. So a key that was
kept for a note, in a place or a link, stays good.
"""

from collections.abc import Sequence
from datetime import date
from heapq import merge
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mentorcrm.models.folding import sort_key
from mentorcrm.models.history_kinds import GiveDirection, GiveKind
from mentorcrm.models.tables import Introduction, Person, ReciprocityNote
from mentorcrm.services.giving_rows import GiveFilter, GiveRow, IntroductionRow
from mentorcrm.services.introductions import introduction_rows

Dated = tuple[date, bool, int]  # The day, whether it is a note, and its id.


def introduction_key(introduction_id: int) -> int:
    """The key of an introduction in the list; the other way round, its id."""
    return -introduction_id


def entry_ids(session: Session, wanted: GiveFilter, zone: ZoneInfo) -> list[int]:
    """The keys of what a filter leaves, newest first; on one day notes before introductions."""
    notes, introductions = note_days(session, wanted), _introduction_days(session, wanted, zone)
    both = merge(notes, introductions, reverse=True)
    return [key if is_note else introduction_key(key) for _day, is_note, key in both]


def entry_rows(
    session: Session, keys: Sequence[int], notes: Sequence[GiveRow]
) -> list[GiveRow | IntroductionRow]:
    """The rows of some keys in their order, of which `notes` are those of notes."""
    wanted = [introduction_key(key) for key in keys if key < 0]
    found: dict[int, GiveRow | IntroductionRow] = {row.id: row for row in notes}
    if wanted:
        for row in introduction_rows(session, Introduction.id.in_(wanted)):
            found[introduction_key(row.id)] = row
    return [found[key] for key in keys if key in found]


def note_days(session: Session, wanted: GiveFilter, limit: int | None = None) -> list[Dated]:
    """The notes that a filter leaves, each with its day, newest first."""
    query = (
        select(ReciprocityNote.happened_on, ReciprocityNote.id)
        .join(Person, Person.id == ReciprocityNote.person_id)
        .where(ReciprocityNote.deleted_at.is_(None), Person.deleted_at.is_(None))
        .order_by(ReciprocityNote.happened_on.desc(), ReciprocityNote.id.desc())
    )
    if wanted.direction is not None:
        query = query.where(ReciprocityNote.direction == wanted.direction)
    if wanted.kind is not None:
        query = query.where(ReciprocityNote.kind == wanted.kind)
    if wanted.person_id is not None:
        query = query.where(ReciprocityNote.person_id == wanted.person_id)
    for word in map(sort_key, wanted.text.split()):
        # A few thousand short notes at most, so no index of their own.
        texts = (ReciprocityNote.what, ReciprocityNote.prompted_by, Person.display_name)
        query = query.where(or_(*(func.instr(func.folded(text), word) > 0 for text in texts)))
    return [(day, True, key) for day, key in session.execute(query.limit(limit))]


def introduction_day(row: IntroductionRow, zone: ZoneInfo) -> date:
    """On which day it stands in a list: when it was made, else when it last came on."""
    on_the_way = [row.second_agreed_on, row.first_agreed_on, row.asked_on]
    known = row.made_on or max((day for day in on_the_way if day is not None), default=None)
    return known or row.noted_at.astimezone(zone).date()


def way_of(row: IntroductionRow) -> GiveDirection | None:
    """Mine to make is given, made for me is received; between others it is neither."""
    if row.mine:
        return GiveDirection.GIVEN
    return GiveDirection.RECEIVED if row.first_id is None else None


def _introduction_days(session: Session, wanted: GiveFilter, zone: ZoneInfo) -> list[Dated]:
    if wanted.kind not in (None, GiveKind.INTRODUCTION):
        return []
    rows = introductions(session, wanted)
    return sorted(((introduction_day(row, zone), False, row.id) for row in rows), reverse=True)


def introductions(session: Session, wanted: GiveFilter) -> list[IntroductionRow]:
    """The introductions in which somebody has a part, or all, whose way and words fit a filter."""
    parts = (Introduction.introducer_id, Introduction.first_id, Introduction.second_id)
    mine = [] if wanted.person_id is None else [or_(*(c == wanted.person_id for c in parts))]
    return [row for row in introduction_rows(session, *mine) if _fits(row, wanted)]


def _fits(row: IntroductionRow, wanted: GiveFilter) -> bool:
    """Whether its way and its words are those of a filter. There are few, so they are read."""
    if wanted.direction is not None and wanted.direction is not way_of(row):
        return False
    text = sort_key(" ".join((row.introducer, row.first, row.second, row.why, row.outcome)))
    return all(word in text for word in map(sort_key, wanted.text.split()))
