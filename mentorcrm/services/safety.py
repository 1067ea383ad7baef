"""Opening the data safely, and backups: made, listed, restored, checked."""

from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import timedelta
from pathlib import Path

from mentorcrm import __version__
from mentorcrm.clock import Clock
from mentorcrm.errors import StorageError
from mentorcrm.paths import Paths
from mentorcrm.services.text import day
from mentorcrm.storage import rotation, schema
from mentorcrm.storage.backup import Backup, changed_since, list_backups, make_backup
from mentorcrm.storage.checks import CheckResult, examine, exit_code, rebuild_search
from mentorcrm.storage.expected import schema_facts
from mentorcrm.storage.files import create_home, create_private, repair_modes, sweep_temps
from mentorcrm.storage.lock import DataLock, Use
from mentorcrm.storage.look import look_at, look_thoroughly
from mentorcrm.storage.opening import FileState, Probe
from mentorcrm.storage.restore import Restored, RestorePreview, inspect_backup, restore
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _, n_

__all__ = ["Backup", "CheckResult", "RestorePreview", "Restored", "Safety"]

BACKUP_EVERY = timedelta(minutes=30)
_NEW = (FileState.MISSING, FileState.EMPTY)
_TO_DO = (*_NEW, FileState.OLDER)
_PATIENCE_SECONDS = 10.0


def lost_in_words(number: int) -> str:
    """What a restore could not bring back; empty when nothing is missing."""
    if not number:
        return ""
    return n_(
        "{number:,} attached file was not beside the backup and not in the data folder; attach it "
        "again if you need it.",
        "{number:,} attached files were not beside the backup and not in the data folder; attach "
        "again what you need.",
        number,
    ).format(number=number)


class Safety:
    """Looks after the file: opens it, backs it up, puts a backup back."""

    def __init__(self, paths: Paths, clock: Clock) -> None:
        self._paths = paths
        self._clock = clock

    def open_store(
        self, lock: DataLock | None = None, seen: Callable[[], Probe] | None = None
    ) -> Store:
        """Open the database, creating or upgrading it first; a backup precedes an upgrade.

        `lock` is what this process holds; an upgrade keeps everybody else out meanwhile.
        `seen` tells what the file is, for who has looked at it thoroughly just before.

        Raises StorageError when the file is damaged, newer or not ours; it is then untouched.
        """
        if not schema.sqlite_is_safe():
            raise StorageError(
                _(
                    "The SQLite that is installed can damage data. Install mentorcrm’s own "
                    "dependencies with `python3 run.py`."
                )
            )
        create_home(self._paths)
        found = seen() if seen is not None else look_thoroughly(self._paths)
        if not found.usable:
            raise found.error(self._newest_in_words())
        if found.state in _NEW:
            if found.state is FileState.MISSING:
                with suppress(FileExistsError):  # Another first start was quicker.
                    create_private(self._paths.database)
            self._migrate(lock)
        elif found.state is FileState.OLDER:
            self.back_up("before-migration")
            self._migrate(lock)
        repair_modes(self._paths)
        sweep_temps(self._paths.home)
        return Store(self._paths.database, self._clock)

    def prepare(self) -> None:
        """Create or upgrade the data while nobody else is inside; first starts take turns.

        For a process that holds no lock yet. What is wrong with a file is told by `open_store`.
        """
        if self._state() in _TO_DO:
            with_data = DataLock(self._paths.lock, Use.ALONE, _("preparing the data"))
            with_data.acquire(wait=_PATIENCE_SECONDS)
            try:
                self._prepare()
            finally:
                with_data.release()

    def _prepare(self) -> None:
        state = self._state()  # Another process may have done it while this one waited.
        if state is FileState.OLDER:
            self.back_up("before-migration")
        elif state is FileState.MISSING:
            create_private(self._paths.database)
        if state in _TO_DO:
            self._migrate()

    def _state(self) -> FileState:
        create_home(self._paths)
        return look_at(self._paths, schema.APPLICATION_ID, schema.HEAD).state

    def back_up(self, reason: str = "by-hand") -> Backup:
        """Make a verified backup now, then thin the old ones."""
        backup = make_backup(
            self._paths.database,
            self._paths.backups,
            reason,
            self._clock.now,
            app_version=__version__,
        )
        rotation.rotate(self._paths.backups, self._clock.now())
        return backup

    def back_up_if_changed(self, reason: str, every: timedelta = timedelta()) -> Backup | None:
        """A backup when the newest verified one is older than `every` and the data changed."""
        newest = self.newest()
        if newest is not None and self._clock.now() - newest.created < every:
            return None
        if not changed_since(self._paths.database, newest):
            return None
        return self.back_up(reason)

    def backups(self) -> list[Backup]:
        """Every backup in the data folder, newest first."""
        return list_backups(self._paths.backups)

    def newest(self) -> Backup | None:
        """The newest verified backup."""
        return next((b for b in self.backups() if b.verified), None)

    def preview(self, file: Path) -> RestorePreview:
        """What a backup file holds and whether it can be restored."""
        return inspect_backup(file, schema_facts())

    def restore(self, file: Path, lock: DataLock, between: Callable[[], None]) -> Restored:
        """Put a backup back, alone with the data. `between` runs when nobody else is inside:
        it must close the open store.

        The present state is kept first. Raises UserError or StorageError with nothing changed.
        """
        with lock.alone(_("restoring a backup")):
            between()
            done = restore(
                file,
                self._paths.database,
                self._paths.backups,
                schema_facts(),
                self._clock.now,
                app_version=__version__,
            )
            if (done.preview.schema or 0) < schema.HEAD:
                self._migrate()
        return done

    def confirm_restore(self) -> None:
        """The restored data is right: old backups may be thinned again."""
        rotation.resume(self._paths.backups)

    def unconfirmed(self) -> bool:
        """Whether a backup was restored and nobody has said yet that it is right."""
        return rotation.is_paused(self._paths.backups)

    def sqlite_version(self) -> str:
        """The version of the SQLite that keeps the data."""
        return str(schema.dbapi.sqlite_version)

    def restore_alone(self, file: Path) -> Restored:
        """`restore` for a process that has nothing open; waits for nobody.

        Raises DatabaseLocked while a window or another command uses the data.
        """
        create_home(self._paths)
        with DataLock(self._paths.lock, Use.ALONE, _("restoring a backup")) as lock:
            return self.restore(file, lock, lambda: None)

    def command_lock(self) -> DataLock:
        """What a command holds while it works, so that no restore or upgrade begins meanwhile."""
        create_home(self._paths)
        return DataLock(self._paths.lock, Use.COMMAND, _("running a command"))

    def check(self) -> tuple[list[CheckResult], int]:
        """Everything `mentorcrm doctor` looks at, and its exit code: 1 when there is damage."""
        results = examine(self._paths, schema_facts(), self._clock.now())
        return results, exit_code(results)

    def rebuild_search(self) -> None:
        """Make the search index anew from the records. Raises StorageError."""
        with self.command_lock():
            rebuild_search(self._paths.database)

    def _migrate(self, lock: DataLock | None = None) -> None:
        from sqlalchemy.exc import DBAPIError

        from mentorcrm.storage.migrate import migrate

        with lock.alone(_("bringing the data up to date")) if lock else nullcontext():
            try:
                migrate(self._paths.database)
            except DBAPIError as error:
                raise StorageError(
                    _(
                        "The data could not be brought up to date ({error}). It is as it was; "
                        "see `mentorcrm doctor`, or restore a backup with `mentorcrm restore`."
                    ).format(error=error.orig)
                ) from error

    def _newest_in_words(self) -> str:
        newest = self.newest()
        return f"{day(newest.created.date())}, {newest.created:%H:%M} UTC" if newest else ""
