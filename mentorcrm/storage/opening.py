"""Looks at a database file before anything is done with it, and leaves no trace.

`probe` never writes: neither the file nor the names beside it change, so a damaged, foreign or
newer file stays exactly as it was found.
"""

import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

from mentorcrm.errors import DatabaseDamaged, DatabaseTooNew, StorageError
from mentorcrm.storage import faults
from mentorcrm.storage.files import publish, side_files, sync_folder, temporary_beside
from mentorcrm.words import _

_READER_PRAGMAS = (
    "trusted_schema=OFF",  # A function hidden in a foreign file's schema must not run.
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "cache_size=-4096",
    "busy_timeout=5000",
    "query_only=ON",
)
_NO_ROLLBACK = {faults.SQLITE_READONLY, faults.SQLITE_CANTOPEN}
_SHOWN_PROBLEMS = 3
_SEARCH_INDEX = re.compile(r"^fts5\b|inverted index")


class FileState(StrEnum):
    """What a database file turned out to be."""

    MISSING = "missing"
    EMPTY = "empty"  # No bytes, or a database without any table: a start that was interrupted.
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"
    NOT_A_DATABASE = "not a database"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Probe:
    """The result of looking at a file; `seconds` is how long the look took."""

    path: Path
    state: FileState
    head: int
    schema: int | None = None
    detail: str = ""
    seconds: float = 0.0

    @property
    def usable(self) -> bool:
        """Whether the app may open the file, create it or migrate it."""
        return self.state in _USABLE

    def error(self, newest_backup: str = "") -> StorageError:
        """The error to raise when the file is not usable."""
        kind = {
            FileState.NEWER: DatabaseTooNew,
            FileState.DAMAGED: DatabaseDamaged,
            FileState.NOT_A_DATABASE: DatabaseDamaged,
        }.get(self.state, StorageError)
        return kind(explain(self, newest_backup))


_USABLE = {FileState.MISSING, FileState.EMPTY, FileState.CURRENT, FileState.OLDER}


def explain(probe: Probe, newest_backup: str = "") -> str:
    """What the file is and what to do about it, for a person.

    `newest_backup` names the newest verified backup in words ("1 December 2026, 14:02").
    """
    restore = _("Restore a backup if you have one")
    before = _("Update mentorcrm, or restore a backup made before the update.")
    if newest_backup:
        restore = _("Restore the backup of {newest}").format(newest=newest_backup)
        before = _("Update mentorcrm, or restore a backup made before the update: {newest}.")
    gaps = {
        "path": probe.path,
        "detail": f" ({probe.detail})" if probe.detail else "",
        "schema": probe.schema,
        "head": probe.head,
        "restore": restore,
        "update": before.format(newest=newest_backup),
    }
    return _EXPLAINED[probe.state].format(**gaps)


_EXPLAINED = {
    FileState.MISSING: _("There is no data yet at {path}; it will be created."),
    FileState.EMPTY: _("{path} is still empty; it will be set up."),
    FileState.CURRENT: _("{path} is in order."),
    FileState.OLDER: _(
        "{path} was written by an older mentorcrm (schema {schema}; this one writes {head}). It "
        "will be brought up to date after a backup has been made."
    ),
    FileState.NEWER: _(
        "This data was written by a newer mentorcrm (schema {schema}; this one knows {head}). "
        "Nothing was changed. {update}"
    ),
    FileState.FOREIGN: _(
        "{path} is a database of another program{detail}. Nothing was changed. Move it away or "
        "choose another data folder."
    ),
    FileState.NOT_A_DATABASE: _(
        "{path} is not a readable database: it is something else, encrypted, or its beginning "
        "was overwritten. Nothing was changed. {restore}; the file is kept beside it."
    ),
    FileState.DAMAGED: _(
        "{path} is damaged{detail}. Nothing was changed. {restore}; the damaged file is kept "
        "beside it."
    ),
    FileState.UNREADABLE: _("{path} cannot be read{detail}. Nothing was changed."),
}


def probe(path: Path, application_id: int, head: int, *, thorough: bool = False) -> Probe:
    """Find out what the file at `path` is, without changing it or the folder it is in.

    `application_id` and `head` are the header mark and the schema number of this mentorcrm.
    `thorough` adds SQLite's quick_check and foreign_key_check (about 0.1 s per 100 MB).
    """
    start = time.perf_counter()
    before = _stamp(path)
    state, schema, detail = _look(path, application_id, head, thorough)
    if state is FileState.DAMAGED and _stamp(path) != before:
        # Another process began to write while the file was read; what looked torn may be whole.
        state, schema, detail = _look(path, application_id, head, thorough)
    return Probe(path, state, head, schema, detail, time.perf_counter() - start)


_Look = tuple[FileState, int | None, str]


def _look(path: Path, application_id: int, head: int, thorough: bool) -> _Look:
    try:
        return _look_closely(path, application_id, head, thorough)
    except MemoryError:  # A damaged length field can ask for more than there is.
        return FileState.DAMAGED, None, _("it cannot be read to its end")
    except faults.FAULTS as error:
        return _state_of(error), None, _reason(error)


def _stamp(path: Path) -> list[tuple[int, int]]:
    """Size and time of the file and its side files, to notice a writer."""
    stamps = []
    for name in (path, *side_files(path.resolve())):
        with suppress(OSError):
            info = name.stat()
            stamps.append((info.st_size, info.st_mtime_ns))
    return stamps


def _look_closely(path: Path, application_id: int, head: int, thorough: bool) -> _Look:
    found = _look_outside(path)
    if found is not None:
        return found
    with reader(path) as connection:
        mark, schema, objects = header(connection)
        if not objects and mark in (0, application_id):
            return FileState.EMPTY, schema, ""
        if mark != application_id:
            return FileState.FOREIGN, schema, _("it does not carry mentorcrm’s mark")
        if schema > head:
            return FileState.NEWER, schema, ""
        problems = check(connection) if thorough else []
        if problems:
            return FileState.DAMAGED, schema, "; ".join(problems[:_SHOWN_PROBLEMS])
        return (FileState.OLDER if schema < head else FileState.CURRENT), schema, ""


def _look_outside(path: Path) -> _Look | None:
    """What can be said without opening the file; None when it must be opened."""
    try:
        info = path.stat()
    except FileNotFoundError:
        if path.is_symlink() and not path.resolve().parent.is_dir():
            return FileState.UNREADABLE, None, _("it is a link to a place that is not there")
        return FileState.MISSING, None, ""
    except NotADirectoryError:
        return FileState.UNREADABLE, None, _("a file is in the place of its folder")
    if stat.S_ISDIR(info.st_mode):
        return FileState.UNREADABLE, None, _("it is a folder")
    if not stat.S_ISREG(info.st_mode):
        return FileState.UNREADABLE, None, _("it is not an ordinary file")
    if info.st_size == 0:
        wal = side_files(path.resolve())[0]
        if wal.exists() and wal.stat().st_size:
            return FileState.DAMAGED, None, _("it is empty, yet changes are waiting beside it")
        return FileState.EMPTY, None, ""
    return None


def header(connection: Any) -> tuple[int, int, int]:
    """Application id, schema number and number of tables and other objects."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    objects = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return mark & 0xFFFFFFFF, schema, objects


def check(connection: Any, *, full: bool = False) -> list[str]:
    """What is wrong with the records: at most a few lines, empty when all is well.

    Goes table by table, as SQLite's check of everything reads each search index in full, which
    takes ten times as long and would call a file damaged whose index can simply be rebuilt.
    `full` also compares every index with its table.
    """
    pragma = "integrity_check" if full else "quick_check"
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
    ).fetchall()
    problems = []
    for (name,) in names:
        rows = connection.execute(f'PRAGMA main.{pragma}("{quoted(name)}")').fetchall()
        problems += [str(row[0]) for row in rows if row[0] != "ok"]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(10)
    problems += [
        _("row {row} of {table} points to a record in {other} that is not there").format(
            row=row[1], table=row[0], other=row[2]
        )
        for row in orphans
    ]
    return problems[:10]


def check_pages(connection: Any) -> list[str]:
    """What SQLite's check of the whole file finds, unused pages included, search indexes not."""
    try:
        rows = connection.execute("PRAGMA main.integrity_check(10)").fetchall()
    except dbapi.OperationalError as error:
        if "fts5" not in str(error):  # An index whose settings are gone ends the whole check.
            raise
        return []
    return [str(row[0]) for row in rows if row[0] != "ok" and not _SEARCH_INDEX.search(row[0])]


def quoted(name: str) -> str:
    """A name made fit to stand between double quotes in SQL."""
    return name.replace('"', '""')


def _state_of(error: Exception) -> FileState:
    if isinstance(error, OSError):
        return FileState.UNREADABLE
    code = faults.primary_code(error)
    if code == faults.SQLITE_NOTADB:
        return FileState.NOT_A_DATABASE
    if code in faults.NOT_THE_FILES_FAULT:
        return FileState.UNREADABLE
    return FileState.DAMAGED


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or _("the system gave no reason")
    if faults.primary_code(error) == faults.SQLITE_CANTOPEN:
        return _("this account may not open it")
    if isinstance(error, UnicodeDecodeError):
        return _("its list of tables cannot be read")
    return str(error)


@contextmanager
def reader(path: Path) -> Iterator[Any]:
    """A driver connection that reads the file and leaves it and its folder as they were.

    For files that may be damaged, foreign or newer; the app's own reading goes through
    `schema.connect`. Raises the driver's errors, and `OSError` when a copy cannot be made.
    """
    path = path.resolve()  # SQLite keeps the side files beside the file that a link points to.
    wal, shm, journal = side_files(path)
    if (wal.exists() and shm.exists()) or _has_content(journal):
        chosen = _connection(path, "mode=ro") if _readable_in_place(path) else _copied(path)
    elif _has_content(wal):  # Reading in place would create the missing -shm.
        chosen = _copied(path)
    else:  # Nobody has it open and nothing waits to be replayed: the file alone is the truth.
        chosen = _connection(path, "immutable=1")
    with chosen as connection:
        yield connection


def _readable_in_place(path: Path) -> bool:
    """Whether the file can be read beside a writer, without the recovery that would change it."""
    try:
        with _connection(path, "mode=ro") as connection:
            header(connection)
    except dbapi.OperationalError as error:
        if faults.primary_code(error) not in _NO_ROLLBACK:
            raise
        return False
    return True


@contextmanager
def _copied(path: Path) -> Iterator[Any]:
    """Read a private copy, in which SQLite may finish what a killed process began."""
    # Not needed before the first paint.
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="mentorcrm-") as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        for source, target in zip(side_files(path), side_files(copy), strict=True):
            if not source.name.endswith("-shm") and source.exists():
                shutil.copyfile(source, target)
        with _connection(copy, "mode=rw") as connection:
            yield connection


@contextmanager
def _connection(path: Path, query: str) -> Iterator[Any]:
    connection = dbapi.connect(f"{path.as_uri()}?{query}", uri=True, isolation_level=None)
    try:
        # Damaged text must not stop a check.
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        for pragma in _READER_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        yield connection
    finally:
        connection.close()


def _has_content(path: Path) -> bool:
    with suppress(OSError):
        return path.stat().st_size > 0
    return False


def set_aside(path: Path, now: datetime) -> Path:
    """Move a file that cannot be used, and what is beside it, to `name.damaged-DATE`.

    Nothing is overwritten and no disk space is needed. Only on the user's choice; no process may
    have the file open. Returns the new place.
    """
    aside = keep_aside(path, now)
    path = path.resolve()
    for name in (*side_files(path), path):  # The main file last: it marks the move as unfinished.
        name.unlink(missing_ok=True)
    sync_folder(path.parent)
    return aside


def keep_aside(path: Path, now: datetime) -> Path:
    """Give a file and what is beside it a second name, `name.damaged-DATE`, in the same folder."""
    path = path.resolve()
    aside = _free_name(path, now)
    try:
        for source, target in zip(
            (path, *side_files(path)), (aside, *side_files(aside)), strict=True
        ):
            if source.exists():
                _second_name(source, target)
    except OSError as error:
        raise faults.storage_error(error, _("The file could not be set aside"), path) from error
    sync_folder(path.parent)
    return aside


def _free_name(path: Path, now: datetime) -> Path:
    stem = f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}"
    number, aside = 1, path.with_name(stem)
    while any(name.exists() or name.is_symlink() for name in (aside, *side_files(aside))):
        number += 1
        aside = path.with_name(f"{stem}-{number}")
    return aside


def _second_name(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        import shutil

        # No hard links on this disk (FAT), so a copy does it.
        with temporary_beside(target) as temp:
            shutil.copyfile(source, temp)
            publish(temp, target)
