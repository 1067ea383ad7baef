"""Backups: whole, private copies of the database that have been opened again and counted.

A backup is `mentorcrm-DATE-REASON.db` with a manifest `….json` beside it, and the attached files it
names stand in the folder `attachments` there, which all backups share. The database gets its name
last, so a backup with a name is always complete.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

from mentorcrm.errors import DatabaseDamaged, StorageError
from mentorcrm.storage import faults, kept_files
from mentorcrm.storage.files import (
    atomic_write,
    publish,
    remove_with_side_files,
    sweep_temps,
    temporary_beside,
)
from mentorcrm.storage.kept_files import file_sha256
from mentorcrm.storage.opening import check, header, quoted, reader
from mentorcrm.words import _

MANIFEST_FORMAT = 1
_MANIFEST_LIMIT = 1_000_000  # Bytes; ours are a few kilobytes.
_NAME = re.compile(r"mentorcrm-(\d{8}T\d{6}Z)-([a-z0-9-]+?)(?:-\d+)?\.db")
_REASON = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CHUNK = 1 << 20

BEFORE_MIGRATION, BEFORE_RESTORE = "before-migration", "before-restore"


@dataclass(frozen=True)
class Backup:
    """One backup as its manifest describes it.

    `verified` says that the manifest is sound and fits the file's size; `verify` reads it all.
    `attachments` are the attached files that came along; older backups name none.
    Of an unverified file only path, bytes and a guessed `created` are known.
    """

    path: Path
    created: datetime
    bytes: int
    verified: bool
    reason: str = ""
    sha256: str = ""
    schema: int | None = None
    changes: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)
    app_version: str = ""
    attachments: tuple[str, ...] = ()

    @property
    def files(self) -> Path:
        """Where the attached files of this backup are, by their SHA-256."""
        return self.path.parent / kept_files.FOLDER

    @property
    def manifest(self) -> Path:
        """Where this backup's manifest is."""
        return self.path.with_suffix(".json")


def make_backup(
    database: Path,
    folder: Path,
    reason: str,
    now: Callable[[], datetime],
    *,
    app_version: str = "",
) -> Backup:
    """Copy the database to `folder`, check the copy, and describe it.

    Runs on its own connection beside any reader or writer and may run in a worker thread.
    `reason` is a short word such as `start`, `before-import`. Raises `DiskFull`, `DatabaseDamaged`
    or `StorageError`, and then leaves nothing behind.
    """
    if not _REASON.fullmatch(reason):
        raise ValueError(f"not a backup reason: {reason!r}")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sweep_temps(folder)
        return _make(database, folder, reason, now().astimezone(UTC), app_version)
    except faults.FAULTS as error:
        place = folder if faults.primary_code(error) not in _SOURCE_DAMAGED else database
        raise faults.storage_error(error, _("The backup could not be made"), place) from error


_SOURCE_DAMAGED = {faults.SQLITE_CORRUPT, faults.SQLITE_NOTADB}


def _make(database: Path, folder: Path, reason: str, created: datetime, app_version: str) -> Backup:
    target = _free_name(folder, created, reason)
    with temporary_beside(target) as temp:
        _copy_into(database, temp)
        schema, changes, counts, names = _examine(temp, database)
        size, digest = temp.stat().st_size, file_sha256(temp)
        live, beside = database.parent / kept_files.FOLDER, folder / kept_files.FOLDER
        backup = Backup(
            target, created, size, True, reason, digest, schema, changes, counts, app_version,
            kept_files.carry(names, live, beside),
        )  # fmt: skip
        atomic_write(backup.manifest, _manifest(backup))
        try:
            # Before the manifest named them, another process may have swept them.
            swept = [name for name in backup.attachments if not (beside / name).exists()]
            kept_files.carry(swept, live, beside)
            publish(temp, target)
        except OSError:
            backup.manifest.unlink(missing_ok=True)
            raise
    return backup


def _free_name(folder: Path, created: datetime, reason: str) -> Path:
    stem = f"mentorcrm-{created:%Y%m%dT%H%M%SZ}-{reason}"
    number, target = 1, folder / f"{stem}.db"
    while target.exists() or target.with_suffix(".json").exists():
        number += 1
        target = folder / f"{stem}-{number}.db"
    return target


def _copy_into(database: Path, temp: Path) -> None:
    """VACUUM INTO keeps the header's marks and the 0600 of the waiting empty file."""
    with _source(database) as connection:
        connection.execute("VACUUM INTO ?", (str(temp),))


@contextmanager
def _source(database: Path) -> Iterator[Any]:
    """A connection that takes part in the locks; on a read-only disk one that needs none."""
    connection = dbapi.connect(
        f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=5, isolation_level=None
    )
    with closing(connection):
        try:
            header(connection)
        except dbapi.OperationalError as error:
            if faults.primary_code(error) not in (faults.SQLITE_READONLY, faults.SQLITE_CANTOPEN):
                raise
        else:
            yield connection
            return
    with reader(database) as connection:
        yield connection


_Found = tuple[int, int | None, dict[str, int], tuple[str, ...]]


def _examine(copy: Path, database: Path) -> _Found:
    """Open the copy as a stranger would: schema number, change counter, row counts, files."""
    with reader(copy) as connection:
        problems = check(connection, full=True)
        if problems:
            raise DatabaseDamaged(
                _(
                    "The backup was not kept, because {database} is damaged: {problem}. "
                    "Restore an earlier backup."
                ).format(database=database, problem=problems[0])
            )
        schema, names = header(connection)[1], kept_files.named_in(connection)
        return schema, change_counter(connection), row_counts(connection), names


def row_counts(connection: Any) -> dict[str, int]:
    """Rows of each ordinary table, by name; search indexes and SQLite's own tables left out."""
    return {
        table: connection.execute(f'SELECT count(*) FROM "{quoted(table)}"').fetchone()[0]
        for table in tables(connection)
    }


def tables(connection: Any) -> list[str]:
    """The ordinary tables of a database in the order of their names."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in rows.fetchall()]


def change_counter(connection: Any) -> int | None:
    """How many changes the database has seen, None when it does not count."""
    try:
        row = connection.execute("SELECT value FROM app_state WHERE key = 'changes'").fetchone()
        return int(row[0]) if row else 0
    except (dbapi.OperationalError, ValueError, TypeError):
        return None


def changed_since(database: Path, backup: Backup | None) -> bool:
    """Whether the database holds anything that `backup` does not; True when in doubt."""
    if backup is None or not backup.verified or backup.changes is None:
        return True
    try:
        with reader(database) as connection:
            counter, schema = change_counter(connection), header(connection)[1]
    except faults.FAULTS:
        return True
    return (counter, schema) != (backup.changes, backup.schema)


def list_backups(folder: Path) -> list[Backup]:
    """Every database file in the folder, the newest first; never fails on an odd file."""
    if not folder.is_dir():
        return []
    found = []
    for path in folder.glob("*.db"):
        with suppress(OSError):
            hidden = path.name.startswith(".")  # A backup that is being made.
            if not hidden and not path.is_symlink() and path.is_file():
                found.append(describe(path))
    return sorted(found, key=lambda backup: (backup.created, backup.path.name), reverse=True)


def newest_verified(folder: Path) -> Backup | None:
    """The backup that a person would restore, None when there is none."""
    return next((backup for backup in list_backups(folder) if backup.verified), None)


def describe(path: Path) -> Backup:
    """What is known of one backup file from its manifest, without reading the file itself."""
    info = path.stat()
    backup = _from_manifest(path, info.st_size)
    if backup is not None:
        return backup
    match = _NAME.fullmatch(path.name)
    created = datetime.fromtimestamp(info.st_mtime, UTC)
    if match:
        with suppress(ValueError):
            created = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return Backup(path, created, info.st_size, False, match[2] if match else "")


def verify(backup: Backup) -> str:
    """Read a backup whole: "" when it is sound, else one sentence that says what is wrong.

    Compares size, SHA-256 and row counts with the manifest and runs SQLite's own checks; a
    single flipped bit is noticed. A backup without a manifest gets SQLite's checks only.
    """
    try:
        if backup.sha256 and file_sha256(backup.path) != backup.sha256:
            return _("{file} is not the file that was backed up: it has changed since.").format(
                file=backup.path.name
            )
        with reader(backup.path) as connection:
            problems = check(connection, full=True)
            if problems:
                return _("{file} is damaged: {problem}.").format(
                    file=backup.path.name, problem=problems[0]
                )
            if backup.sha256 and row_counts(connection) != dict(backup.counts):
                return _(
                    "{file} does not hold the records that were listed when it was made."
                ).format(file=backup.path.name)
    except faults.FAULTS as error:
        problem = faults.storage_error(
            error, _("{file} cannot be read").format(file=backup.path.name), backup.path
        )
        return str(problem)
    return ""


def delete_backup(backup: Backup) -> None:
    """Remove a backup and its manifest. The database first: a manifest alone is no backup."""
    try:
        remove_with_side_files(backup.path)
        if backup.path.exists():
            backup.path.unlink()
        backup.manifest.unlink(missing_ok=True)
    except OSError as error:
        raise faults.storage_error(
            error, _("The old backup could not be removed"), backup.path
        ) from error


def sweep_backups(folder: Path) -> int:
    """Remove what killed backups left: temporary files, and manifests whose file never came."""
    removed = sweep_temps(folder) + sweep_temps(folder / kept_files.FOLDER)
    if not folder.is_dir():
        return removed
    for manifest in folder.glob("mentorcrm-*.json"):
        database = manifest.with_suffix(".db")
        if _NAME.fullmatch(database.name) and not database.exists() and _is_old(manifest):
            manifest.unlink(missing_ok=True)
            removed += 1
    return removed


def _is_old(manifest: Path) -> bool:
    """A backup that is being made now renames its file within a second of its manifest."""
    age = datetime.now(UTC).timestamp() - manifest.stat().st_mtime
    return age > 60 or age < 0


def content_hash(connection: Any, *, counter: bool = True) -> str:
    """SHA-256 over all rows of all ordinary tables: equal content, equal hash.

    Independent of how the rows lie in the file. Without `counter` the change counter is left out.
    """
    digest, names = hashlib.sha256(), tables(connection)
    queries = [_all_rows(connection, table, counter=counter) for table in names]
    decode, connection.text_factory = connection.text_factory, bytes  # Exact, and quick.
    try:
        for table, query in zip(names, queries, strict=True):
            digest.update(f"\0{table}\0".encode())
            cursor = connection.execute(query)
            while rows := cursor.fetchmany(1000):
                digest.update(repr(rows).encode())
    finally:
        connection.text_factory = decode
    return digest.hexdigest()


def _all_rows(connection: Any, table: str, *, counter: bool) -> str:
    left_out = "" if counter or table != "app_state" else " WHERE key <> 'changes'"
    order = ", ".join(_order(connection, table))
    return f'SELECT * FROM "{quoted(table)}"{left_out} ORDER BY {order}'


def _order(connection: Any, table: str) -> list[str]:
    """The primary key, then every column: the same order in every copy of the table."""
    info = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    keys = sorted((pk, name) for name, pk in info if pk)
    names = [name for _, name in keys] or [name for name, _ in info]
    return [f'"{quoted(name)}"' for name in names]


def _manifest(backup: Backup) -> bytes:
    content = asdict(backup)
    del content["path"], content["verified"]
    content.update(
        format=MANIFEST_FORMAT,
        file=backup.path.name,
        created=backup.created.isoformat(timespec="seconds"),
    )
    return json.dumps(content, indent=1, sort_keys=True).encode()


def _from_manifest(path: Path, size: int) -> Backup | None:
    """The backup of a sound manifest that fits the file's size, else None."""
    manifest = path.with_suffix(".json")
    try:
        if manifest.stat().st_size > _MANIFEST_LIMIT:
            return None
        content = json.loads(manifest.read_bytes())
        if content["bytes"] != size:  # The name may differ: people rename what they copy.
            return None
        created = datetime.fromisoformat(content["created"])
        if created.tzinfo is None or not re.fullmatch(r"[0-9a-f]{64}", content["sha256"]):
            return None
        changes = content["changes"]
        return Backup(
            path=path,
            created=created.astimezone(UTC),
            bytes=size,
            verified=True,
            reason=str(content["reason"]),
            sha256=content["sha256"],
            schema=int(content["schema"]),
            changes=None if changes is None else int(changes),
            counts={str(name): int(count) for name, count in content["counts"].items()},
            app_version=str(content.get("app_version", "")),
            attachments=tuple(map(str, content.get("attachments", ()))),
        )
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        OverflowError,
    ):
        return None


def require_verified(backup: Backup) -> None:
    """Raise `StorageError` when a backup turns out not to be sound."""
    problem = verify(backup)
    if problem:
        raise StorageError(_("{problem} Choose another backup.").format(problem=problem))
