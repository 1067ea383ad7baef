"""Engines for one SQLite file: one that writes and captures, one that can only read.

SQLAlchemy's own transaction handling is switched off in the driver, so that DDL and reads are
part of the transaction and a writer takes the lock when it begins, not half-way.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection

from mentorcrm.models.folding import sort_key
from mentorcrm.storage import schema
from mentorcrm.storage.capture import install_capture


def writing_engine(path: Path) -> Engine:
    """The engine through which every change goes: one connection, capture switched on."""
    engine = _engine(path, pool_size=1, max_overflow=0)

    @event.listens_for(engine, "connect")
    def _connect(connection: DBAPIConnection, _record: Any) -> None:
        schema.configure(connection)
        install_capture(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reading_engine(path: Path) -> Engine:
    """The engine of queries: it refuses to write, and sees one moment per transaction.

    Its SQL has `folded(text)`: without case and accents, as names are compared. `lower` knows
    ASCII alone.
    """
    engine = _engine(path, pool_size=4, max_overflow=4)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        schema.configure(connection)
        connection.create_function("folded", 1, sort_key, deterministic=True)
        cursor = connection.cursor()
        cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def migrating_engine(path: Path) -> Engine:
    """The engine of migrations: no capture, and foreign keys off until they are checked whole."""
    engine = _engine(path, pool_size=1, max_overflow=0)

    @event.listens_for(engine, "connect")
    def _connect(connection: DBAPIConnection, _record: Any) -> None:
        schema.configure(connection)
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _engine(path: Path, **pool: int) -> Engine:
    # hide_parameters keeps private notes out of exception texts and so out of the log.
    return create_engine(
        URL.create("sqlite", database=str(path)),
        module=schema.dbapi,
        hide_parameters=True,
        connect_args={"timeout": schema.BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
        **pool,
    )
