"""Undo and redo that survive a restart: the last hundred steps, in the user's words."""

from datetime import timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import UNDO_STEPS
from mentorcrm.models.tables import Base, HistoryStep
from mentorcrm.services.rows import HistoryRow
from mentorcrm.storage.changes import ChangeSet, pack, unpack
from mentorcrm.storage.replay import apply
from mentorcrm.storage.unit_of_work import Store, UnitOfWork

# Typing in one field counts as one step unless the hands were off the keys for this long.
MERGE_WITHIN = timedelta(seconds=60)

# Steps without their changes, which can be those of a large import.
_ROWS = select(
    HistoryStep.id,
    HistoryStep.label,
    HistoryStep.created_at,
    HistoryStep.row_count,
    HistoryStep.undone,
)
# What every change does, built once and run without the ORM: each keystroke pause waits for it.
_TABLE = Base.metadata.tables["history_step"]
_FORGET_UNDONE = delete(_TABLE).where(_TABLE.c.undone.is_(True))
_ADD = insert(_TABLE)
_KEPT = select(_TABLE.c.id).order_by(_TABLE.c.id.desc()).offset(UNDO_STEPS - 1).limit(1)
_TRIM = delete(_TABLE).where(_TABLE.c.id < _KEPT.scalar_subquery())
# Without its changes, which can be those of a large import.
_NEWEST = (
    select(HistoryStep.id, HistoryStep.merge_key, HistoryStep.created_at)
    .where(HistoryStep.undone.is_(False))
    .order_by(HistoryStep.id.desc())
    .limit(1)
)


class History:
    """Records each committed change set and moves it back and forth."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, unit: UnitOfWork, op_id: str, label: str, merge_key: str) -> None:
        """Keep the unit's change set as a step; what had been undone can no longer be redone."""
        if not unit.changes:
            return
        connection = unit.session.connection()
        connection.execute(_FORGET_UNDONE)
        if merge_key and self._merge(unit, op_id, label, merge_key):
            return
        step = {
            "op_id": op_id,
            "label": label,
            "merge_key": merge_key,
            "undone": False,
            "created_at": unit.now,
            "row_count": len(unit.changes.rows),
            "changes": pack(unit.changes),
        }
        connection.execute(_ADD, step)
        connection.execute(_TRIM)

    def has(self, op_id: str) -> bool:
        """Whether a step with this operation id is on disk."""
        with self._store.read() as session:
            return bool(session.scalar(select(func.count()).where(HistoryStep.op_id == op_id)))

    def step_of(self, op_id: str) -> int | None:
        """The step with this operation id; None when nothing was changed by it."""
        with self._store.read() as session:
            return session.scalar(select(HistoryStep.id).where(HistoryStep.op_id == op_id))

    def undo(self, unit: UnitOfWork) -> tuple[str, ChangeSet] | None:
        """Take the newest step that is done back, inside the caller's transaction."""
        step = self._next_undo(unit.session)
        if step is None:
            return None
        done = apply(unit.session.connection(), unpack(step.changes).inverse())
        step.undone = True
        return step.label, done

    def redo(self, unit: UnitOfWork) -> tuple[str, ChangeSet] | None:
        """Do the oldest undone step again, inside the caller's transaction."""
        step = self._next_redo(unit.session)
        if step is None:
            return None
        done = apply(unit.session.connection(), unpack(step.changes))
        step.undone = False
        return step.label, done

    def labels(self) -> tuple[str | None, str | None]:
        """What undo and redo would act on now, in the user's words."""
        with self._store.read() as session:
            steps = select(HistoryStep.label).limit(1)
            done = steps.where(HistoryStep.undone.is_(False)).order_by(HistoryStep.id.desc())
            undone = steps.where(HistoryStep.undone.is_(True)).order_by(HistoryStep.id)
            return session.scalar(done), session.scalar(undone)

    def upcoming(self, *, redo: bool) -> HistoryRow | None:
        """The step that undo, or redo, would act on now."""
        order = HistoryStep.id if redo else HistoryStep.id.desc()
        steps = _ROWS.where(HistoryStep.undone.is_(redo)).order_by(order).limit(1)
        with self._store.read() as session:
            row = session.execute(steps).first()
            return HistoryRow(*row) if row is not None else None

    def recent(self, limit: int = UNDO_STEPS) -> tuple[HistoryRow, ...]:
        """The steps kept, newest first."""
        with self._store.read() as session:
            rows = session.execute(_ROWS.order_by(HistoryStep.id.desc()).limit(limit)).all()
            return tuple(HistoryRow(*row) for row in rows)

    def _merge(self, unit: UnitOfWork, op_id: str, label: str, merge_key: str) -> bool:
        newest = unit.session.connection().execute(_NEWEST).first()
        if newest is None or newest.merge_key != merge_key:
            return False
        if unit.now - newest.created_at > MERGE_WITHIN:
            return False
        step = unit.session.get_one(HistoryStep, newest.id)
        both = unpack(step.changes).then(unit.changes)
        step.op_id, step.label, step.created_at = op_id, label, unit.now
        step.row_count, step.changes = len(both.rows), pack(both)
        return True

    def _next_undo(self, session: Session) -> HistoryStep | None:
        return session.scalar(
            select(HistoryStep)
            .where(HistoryStep.undone.is_(False))
            .order_by(HistoryStep.id.desc())
            .limit(1)
        )

    def _next_redo(self, session: Session) -> HistoryStep | None:
        return session.scalar(
            select(HistoryStep)
            .where(HistoryStep.undone.is_(True))
            .order_by(HistoryStep.id)
            .limit(1)
        )
