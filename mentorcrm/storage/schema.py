"""The facts of the database file that everything in storage agrees on, without SQLAlchemy.

The first paint of the window reads through here, so nothing heavier than the driver is imported.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as dbapi

__all__ = ["APPLICATION_ID", "HEAD", "configure", "connect", "dbapi", "pragmas", "sqlite_is_safe"]

APPLICATION_ID = 0x4D435231  # "MCR1", written to the file's header so that it can be recognised.
HEAD = 8  # The schema this version writes; equals the newest Alembic revision and user_version.
MINIMUM_SQLITE = (3, 51, 3)  # Older ones can corrupt a WAL file that is reset while being read.
BUSY_TIMEOUT_MS = 5000

# reliability: WAL with FULL loses no acknowledged commit at power loss; secure_delete and the
# trust settings keep deleted notes deleted and a foreign file's schema inert.
_PRAGMAS = (
    "foreign_keys=ON",
    "synchronous=FULL",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "mmap_size=0",
    "cache_size=-65536",
    "wal_autocheckpoint=1000",
    "journal_size_limit=16777216",
    "recursive_triggers=ON",
)


def pragmas(*, read_only: bool = False) -> Iterator[str]:
    """The settings of every connection, in the order in which they are given."""
    if not read_only:
        yield "PRAGMA journal_mode=WAL"
    for setting in _PRAGMAS:
        yield f"PRAGMA {setting}"
    if sys.platform == "darwin":
        yield "PRAGMA fullfsync=ON"
        yield "PRAGMA checkpoint_fullfsync=ON"
    if read_only:
        yield "PRAGMA query_only=ON"


def configure(connection: Any, *, read_only: bool = False) -> None:
    """Give a fresh driver connection the settings that every connection has."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in pragmas(read_only=read_only):
        cursor.execute(pragma).fetchall()
    cursor.close()


def connect(path: Path, *, read_only: bool = False) -> Any:
    """A driver connection to the database, configured; the caller closes it."""
    if read_only:
        connection = dbapi.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    else:
        connection = dbapi.connect(str(path), timeout=5)
    try:
        configure(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def sqlite_is_safe() -> bool:
    """Whether the bundled SQLite has the fix for the WAL-reset race (3.51.3, 3.50.7, 3.44.6)."""
    version: tuple[int, ...] = tuple(dbapi.sqlite_version_info)
    if version >= MINIMUM_SQLITE:
        return True
    return (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
