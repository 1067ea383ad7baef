"""Bringing a database file to the present schema, in one transaction, with Alembic.

Imported only when the stored revision is not the head, so that a usual start does not pay for it.
"""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from mentorcrm.errors import StorageError
from mentorcrm.storage.engine import migrating_engine
from mentorcrm.storage.schema import APPLICATION_ID
from mentorcrm.words import _

MIGRATIONS = Path(__file__).parent / "migrations"


def script_directory(folder: Path = MIGRATIONS) -> ScriptDirectory:
    """The revisions in a folder; by default those that ship with this version."""
    return ScriptDirectory(str(folder))


def head_revision() -> int:
    """The number of the newest revision."""
    return int(script_directory().get_current_head() or 0)


def migrate(path: Path, target: int | None = None, folder: Path = MIGRATIONS) -> int:
    """Upgrade the file to `target` (the head when None) and return the schema number it had.

    All revisions run in one transaction: it ends with the new schema or with the old one.
    Raises StorageError when rows would be left pointing nowhere.
    """
    engine = migrating_engine(path)
    try:
        with engine.begin() as connection:
            before = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            _run(connection, target, script_directory(folder))
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if orphans:
                raise StorageError(
                    _(
                        "The upgrade was undone: {number} rows would point to nothing. Your data "
                        "is as it was; it helps to report this with the output of "
                        "`mentorcrm doctor`."
                    ).format(number=len(orphans))
                )
        return before
    finally:
        engine.dispose()


def _run(connection: Connection, target: int | None, scripts: ScriptDirectory) -> None:
    head = f"{target:04d}" if target is not None else scripts.get_current_head()
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    base = f"{version:04d}" if version else None
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        for revision in reversed(list(scripts.iterate_revisions(head, base or "base"))):
            revision.module.upgrade()
            connection.exec_driver_sql(f"PRAGMA user_version={int(revision.revision)}")
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
