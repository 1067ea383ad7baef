"""Emptying the bin: what has lain in it for thirty days is gone for good."""

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.models.base import Binned, Record
from mentorcrm.models.kinds import BIN_DAYS
from mentorcrm.models.tables import (
    Advice,
    Commitment,
    Draft,
    HistoryStep,
    Interaction,
    InteractionPerson,
    Introduction,
    Need,
    Person,
    PersonTag,
    ReciprocityNote,
    Tag,
)
from mentorcrm.paths import Paths
from mentorcrm.services.bus import ChangeBus, as_changes
from mentorcrm.services.loose_files import sweep
from mentorcrm.storage.changes import ChangeSet, unpack
from mentorcrm.storage.search_upkeep import many_leaving
from mentorcrm.storage.unit_of_work import Store, UnitOfWork
from mentorcrm.words import _

_BINS: tuple[type[Record], ...] = (
    *(Advice, Commitment, ReciprocityNote, Introduction),
    *(Draft, Interaction, Need, Person),
)


class Trash:
    """The bin. Emptying it is no step of undo; the steps that led to it go along."""

    def __init__(self, store: Store, bus: ChangeBus, clock: Clock, paths: Paths) -> None:
        self._store = store
        self._paths = paths
        self._bus = bus
        self._clock = clock

    def purge(self) -> int:
        """Remove what was deleted more than thirty days ago; how many records went.

        What hangs on a record goes with it, in one transaction; then files that nothing names any
        more. Back up first: only a backup brings these back.
        """
        if not self._is_due():  # A write would count as a change and call for a backup.
            return 0
        with self._store.write(forget_steps) as unit:
            number = sum(_remove(unit, table) for table in _BINS)
            if number:
                remove_orphans(unit.session)
        if unit.changes:
            sweep(self._store, self._paths)
            self._bus.publish(as_changes(unit.changes, _("Empty the bin"), None))
        return number

    def _is_due(self) -> bool:
        now = self._clock.now()
        with self._store.read() as session:
            due = (session.scalar(_overdue(table, now).limit(1)) for table in _BINS)
            return any(found is not None for found in due)


def _overdue(table: type[Record], now: datetime) -> Select[int]:
    assert issubclass(table, Binned)
    return select(table.id).where(table.deleted_at < now - timedelta(days=BIN_DAYS))


def _remove(unit: UnitOfWork, table: type[Record]) -> int:
    overdue = _overdue(table, unit.now)
    number = len(unit.session.scalars(overdue).all())
    with many_leaving(unit.session.connection(), table.__tablename__, number):
        unit.session.execute(delete(table).where(table.id.in_(overdue)))
    return number


def remove_orphans(session: Session) -> None:
    """Conversations and tags whose last person has gone: nobody can reach them any more."""
    somebody = exists().where(InteractionPerson.interaction_id == Interaction.id)
    session.execute(delete(Interaction).where(~somebody))
    session.execute(delete(Tag).where(~exists().where(PersonTag.tag_id == Tag.id)))


def forget_steps(unit: UnitOfWork) -> None:
    """Drop the steps up to the newest one that names a record which is gone.

    Undo goes back step by step, so an older one could no longer be reached; and what is gone for
    good must not live on in the history.
    """
    if not unit.changes:
        return
    session = unit.session
    for undone in (False, True):
        of_this_side = HistoryStep.undone.is_(undone)
        newest = _newest_touching(session, unit.changes, undone=undone)
        if newest is None:
            continue
        gone = of_this_side if undone else (HistoryStep.id <= newest) & of_this_side
        session.execute(delete(HistoryStep).where(gone))


def _newest_touching(session: Session, changes: ChangeSet, *, undone: bool) -> int | None:
    gone = {(row.table, row.row_id) for row in changes.rows}
    ids = select(HistoryStep.id).where(HistoryStep.undone.is_(undone))
    for step_id in session.scalars(ids.order_by(HistoryStep.id.desc())).all():
        packed = session.scalar(select(HistoryStep.changes).where(HistoryStep.id == step_id))
        if packed and any((row.table, row.row_id) in gone for row in unpack(packed).rows):
            return step_id
    return None
