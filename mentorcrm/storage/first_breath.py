"""The only read that does not go through SQLAlchemy: one remembered row before the first paint."""

from pathlib import Path

from mentorcrm.errors import StorageError
from mentorcrm.storage import schema
from mentorcrm.storage.faults import FAULTS
from mentorcrm.storage.opening import reader


def remembered(database: Path, key: str) -> str | None:
    """A fact kept with `Store.remember`; None when the file is not a usable one of ours.

    What is wrong with the file, if anything, is found out and told when it is opened in full.
    """
    if not database.is_file():
        return None
    try:
        with reader(database) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] != schema.HEAD:
                return None
            row = connection.execute("SELECT value FROM app_state WHERE key = ?", (key,)).fetchone()
            return str(row[0]) if row else None
    except (*FAULTS, StorageError):
        return None
