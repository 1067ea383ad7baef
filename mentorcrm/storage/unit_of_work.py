"""The one way to change anything: a session, a transaction and the change set it leaves."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event, exc
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session, UOWTransaction, configure_mappers
from sqlalchemy.pool import QueuePool

from mentorcrm.clock import Clock
from mentorcrm.errors import DatabaseDamaged, DatabaseLocked, DiskFull, StorageError
from mentorcrm.models.tables import Record
from mentorcrm.storage import schema
from mentorcrm.storage.capture import drain
from mentorcrm.storage.changes import ChangeSet
from mentorcrm.storage.engine import reading_engine, writing_engine
from mentorcrm.words import _

_BUMP = (
    "INSERT INTO app_state(key, value) VALUES ('changes', '1') "
    "ON CONFLICT(key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
)
_COUNTER = "SELECT value FROM app_state WHERE key = 'changes'"
_REMEMBER = (
    "INSERT INTO app_state(key, value) VALUES (?, ?) "
    "ON CONFLICT(key) DO UPDATE SET value = excluded.value"
)
_SAMPLES = "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat4'"
_SCRUB_TRIES = 3


@dataclass
class UnitOfWork:
    """One transaction in progress. `changes` is filled just before it commits."""

    session: Session
    now: datetime
    changes: ChangeSet = field(default_factory=ChangeSet)


BeforeCommit = Callable[[UnitOfWork], None]


class Store:
    """The open database: `write()` for one change, `read()` for queries."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self._clock = clock
        self._writer = threading.Lock()
        self._write_engine = writing_engine(path)
        self._read_engine = reading_engine(path)
        configure_mappers()
        self._seen = self._counter()

    @contextmanager
    def write(self, before_commit: BeforeCommit | None = None) -> Iterator[UnitOfWork]:
        """One change: everything in the block is committed together, or nothing is.

        Raises StorageError (locked, full, damaged) in the user's words.
        """
        with self._writer, translated(), Session(self._write_engine, expire_on_commit=False) as s:
            unit = UnitOfWork(s, self._clock.now())
            event.listen(s, "before_flush", _Stamp(unit.now))
            with s.begin():
                connection = s.connection()
                yield unit
                s.flush()
                unit.changes = drain(connection)
                if before_commit is not None:
                    before_commit(unit)
                    s.flush()
                connection.exec_driver_sql(_BUMP)
            self._seen += 1  # Not the counter itself: it may hold somebody else's change, too.

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that cannot write and sees one moment."""
        with translated(), Session(self._read_engine, autoflush=False) as session:
            yield session

    def remember(self, key: str, value: str) -> None:
        """Keep a small fact of the app's own, which is neither undone nor counted as a change."""
        with self._writer, translated(), self._write_engine.begin() as connection:
            connection.exec_driver_sql(_REMEMBER, (key, value))

    def scrub(self) -> None:
        """Leave nothing behind of what was removed: neither in the log nor in the statistics.

        Samples for the query planner hold values of indexed columns; it does without them. While
        somebody reads, the log cannot be emptied; it is by the next scrub or when all is closed.
        """
        with self._writer, translated():
            raw = self._write_engine.raw_connection()
            try:
                cursor = raw.cursor()
                if cursor.execute(_SAMPLES).fetchone()[0]:
                    cursor.execute("DELETE FROM sqlite_stat4")
                for _attempt in range(_SCRUB_TRIES):
                    busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                    if not busy:
                        break
            finally:
                raw.close()

    def busy(self) -> bool:
        """Whether a change is being written just now, so that the next one would have to wait."""
        return self._writer.locked()

    def changed_elsewhere(self) -> bool:
        """Whether another process has written since this was last asked.

        While this process itself is writing the answer is no; ask again afterwards.
        """
        if not self._writer.acquire(blocking=False):
            return False
        try:
            counter = self._counter()
            changed, self._seen = counter != self._seen, counter
        finally:
            self._writer.release()
        return changed

    def close(self) -> None:
        """Close every connection, leaving the file whole and without a write-ahead log.

        The next use opens new ones, so this also serves to let a restore at the file.
        """
        with self._writer:
            self._read_engine.dispose()
            # Housekeeping outside of any transaction; a file in use or damaged can do without.
            with suppress(exc.DBAPIError, schema.dbapi.Error), self._housekeeper() as connection:
                for pragma in ("PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    connection.cursor().execute(pragma).fetchall()
            self._write_engine.dispose()

    def _housekeeper(self) -> AbstractContextManager[Any]:
        """What wrote, which knows best what to look after; a plain connection if nothing did.

        The one that writes takes ten times as long to open, as it is set up to capture changes.
        """
        if isinstance(pool := self._write_engine.pool, QueuePool) and pool.checkedin():
            return closing(self._write_engine.raw_connection())
        return closing(schema.connect(self.path))

    def _counter(self) -> int:
        with translated(), self._read_engine.begin() as connection:
            return change_counter(connection)


def change_counter(connection: Connection) -> int:
    """How many changes the database has seen at the moment that the connection reads.

    As long as it stays, so does everything but what the app remembers for itself; a restore moves
    it, too. Whatever is costly to count can be kept with it.
    """
    return int(connection.exec_driver_sql(_COUNTER).scalar() or 0)


class _Stamp:
    """Gives new and changed rows the time of their unit of work."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def __call__(self, session: Session, _context: UOWTransaction, _instances: Any) -> None:
        for row in session.new:
            if isinstance(row, Record):
                row.created_at = row.created_at or self._now
                row.updated_at = self._now
        for row in session.dirty:
            if isinstance(row, Record) and session.is_modified(row):
                row.updated_at = self._now


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's complaints into ours, which say what is safe and what to do."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _storage_error(str(error.orig)) or error from error


def _storage_error(message: str) -> StorageError | None:
    text = message.lower()
    if "locked" in text or "busy" in text:
        return DatabaseLocked(
            _("Another program is using the database. Nothing was changed. Try again in a moment.")
        )
    if "full" in text and ("disk" in text or "database" in text):
        return DiskFull(
            _("The disk is full. The last change was not written. Make room and try again.")
        )
    if "malformed" in text or "not a database" in text:
        return DatabaseDamaged(
            _(
                "The database is damaged and was left untouched. Restore a backup with "
                "`mentorcrm restore`, or run `mentorcrm doctor` to see what is wrong."
            )
        )
    if "readonly" in text or "read-only" in text or "disk i/o" in text or "unable to open" in text:
        return StorageError(
            _(
                "The database could not be written ({message}). Check the data folder’s "
                "permissions and free space; nothing was lost."
            ).format(message=message)
        )
    return None
