"""Brings back a backup: looked at first, with the present state kept, all or nothing.

The live file is never copied over or renamed over while it is sound: SQLite's backup interface
writes the pages in one transaction, so a killed restore leaves the old content or the new.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

from mentorcrm.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    NotFound,
    StorageError,
    UserError,
)
from mentorcrm.storage import faults, kept_files, rotation
from mentorcrm.storage.backup import (
    BEFORE_RESTORE,
    Backup,
    change_counter,
    content_hash,
    describe,
    make_backup,
    row_counts,
    verify,
)
from mentorcrm.storage.files import publish, side_files, sweep_temps, temporary_beside
from mentorcrm.storage.opening import FileState, Probe, keep_aside, probe, reader
from mentorcrm.storage.shape import SchemaFacts, differences, schema_objects
from mentorcrm.words import _

_LOCK_SECONDS = 10.0
_PAGE_SIZE = 4096
_KEEP_ASIDE = {FileState.DAMAGED, FileState.NOT_A_DATABASE, FileState.FOREIGN}
_NOTHING_THERE = {FileState.MISSING, FileState.EMPTY}


@dataclass(frozen=True)
class RestorePreview:
    """What a backup holds, and why it is refused ("" when it can be restored)."""

    backup: Backup
    schema: int | None
    counts: Mapping[str, int]
    refusal: str


@dataclass(frozen=True)
class Restored:
    """What was done: the backup's content is live; the state before is `kept` or set `aside`.

    `lost` are attached files that the backup names and that could not be found or are damaged.
    """

    preview: RestorePreview
    kept: Backup | None
    aside: Path | None
    lost: tuple[str, ...] = ()


def inspect_backup(file: Path, facts: SchemaFacts) -> RestorePreview:
    """Look at a backup file, from our folder or from anywhere, without changing or trusting it.

    Checks its mark, its schema number, its soundness (against the manifest when it has one) and
    that it holds exactly the tables, indexes and triggers of its schema. Raises `NotFound`.
    """
    if not file.is_file():
        raise NotFound(
            _("“{file}” is not a file. Choose one from the list of backups.").format(file=file)
        )
    try:
        backup = describe(file)
    except OSError as error:
        raise faults.storage_error(error, _("The backup could not be read"), file) from error
    seen = probe(file, facts.application_id, facts.head)
    refusal = _refused_by_state(seen) or verify(backup)
    counts: dict[str, int] = {}
    if not refusal:
        refusal, counts = _look_inside(file, seen.schema or 0, facts)
    if not refusal and not backup.verified and backup.manifest.exists():
        refusal = _("{file} has changed since it was made.").format(file=file.name)
    return RestorePreview(backup, seen.schema, counts, refusal)


def _refused_by_state(seen: Probe) -> str:
    name = seen.path.name
    return {
        FileState.CURRENT: "",
        FileState.OLDER: "",
        FileState.EMPTY: _("{name} is empty.").format(name=name),
        FileState.NEWER: (
            _(
                "{name} was made by a newer mentorcrm (schema {schema}; this one knows {head}). "
                "Update mentorcrm first."
            ).format(name=name, schema=seen.schema, head=seen.head)
        ),
        FileState.FOREIGN: _("{name} is a database of another program.").format(name=name),
        FileState.NOT_A_DATABASE: _(
            "{name} is not a mentorcrm backup, or its beginning is damaged."
        ).format(name=name),
        FileState.DAMAGED: _("{name} is damaged ({detail}).").format(name=name, detail=seen.detail),
    }.get(seen.state, _("{name} cannot be read ({detail}).").format(name=name, detail=seen.detail))


def _look_inside(file: Path, schema: int, facts: SchemaFacts) -> tuple[str, dict[str, int]]:
    expected = facts.expected(schema)
    if expected is None:
        return _("{file} has schema {schema}, which this mentorcrm does not know.").format(
            file=file.name, schema=schema
        ), {}
    try:
        with reader(file) as connection:
            strange = differences(schema_objects(connection), expected)
            size = connection.execute("PRAGMA page_size").fetchone()[0]
            counts = row_counts(connection)
    except faults.FAULTS as error:
        return str(
            faults.storage_error(error, _("{file} cannot be read").format(file=file.name), file)
        ), {}
    if strange:
        return _("{file} was changed by something other than mentorcrm ({strange}).").format(
            file=file.name, strange=strange
        ), counts
    if size != _PAGE_SIZE:
        return _("{file} was rewritten by another program (page size {size}).").format(
            file=file.name, size=size
        ), counts
    return "", counts


def restore(
    file: Path,
    database: Path,
    backups: Path,
    facts: SchemaFacts,
    now: Callable[[], datetime],
    *,
    app_version: str = "",
) -> Restored:
    """Make the content of a backup the live content. Hold the data lock alone meanwhile.

    First the present state is kept: as a `before-restore` backup, or set aside when it is damaged
    or not ours. Deleting old backups pauses until the user has confirmed the result. Raises
    `UserError` when the backup is refused, `StorageError` when it cannot be done; the live data
    is then as it was.
    """
    preview = inspect_backup(file, facts)
    if preview.refusal:
        raise UserError(
            _("{refusal} Nothing was restored; choose another backup.").format(
                refusal=preview.refusal
            )
        )
    sweep_temps(database.parent)
    try:
        return _restore(preview, database, backups, facts, now, app_version)
    except faults.FAULTS as error:
        raise faults.storage_error(
            error, _("The backup could not be restored"), database
        ) from error


def _restore(
    preview: RestorePreview,
    database: Path,
    backups: Path,
    facts: SchemaFacts,
    now: Callable[[], datetime],
    app_version: str,
) -> Restored:
    present = probe(database, facts.application_id, facts.head, thorough=True)
    if present.state is FileState.UNREADABLE:
        raise present.error()
    source = preview.backup.path
    kept = None
    if present.state not in _KEEP_ASIDE | _NOTHING_THERE:
        try:
            kept = make_backup(database, backups, BEFORE_RESTORE, now, app_version=app_version)
        except DatabaseDamaged:
            kept = None  # Sound at first sight only; keep the file itself instead.
    backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    rotation.pause(backups, now(), f"restored {source.name}")
    lost = _bring_files(preview.backup, database)  # First: a killed restore only leaves more.
    if kept is not None:
        _write_into(source, database, kept)
        return Restored(preview, kept, None, lost)
    return Restored(preview, None, _put_in_place(source, database, now()), lost)


def _bring_files(backup: Backup, database: Path) -> tuple[str, ...]:
    """Put the attached files of a backup back; those that could not be, by their SHA-256."""
    with reader(backup.path) as connection:
        names = kept_files.named_in(connection)
    there = set(kept_files.carry(names, backup.files, database.parent / kept_files.FOLDER))
    return tuple(name for name in names if name not in there)


def _write_into(source: Path, database: Path, kept: Backup) -> None:
    """Replace the content of the sound live file in one transaction."""
    with closing(_writable(database)) as target:
        _copy_pages(source, target)
        _move_counter_on(target, kept.changes or 0)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    _require_same(
        source, database, _("The state before is kept as {file}.").format(file=kept.path.name)
    )


def _put_in_place(source: Path, database: Path, now: datetime) -> Path | None:
    """Build the new file beside the place, keep what lies there, then give it the name."""
    database = database.resolve()
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with temporary_beside(database) as temp:
        with closing(_writable(temp)) as target:
            _copy_pages(source, target)
            _move_counter_on(target, 0)
        _require_same(source, temp, _("The file at its place was not touched."))
        occupied = [path for path in (database, *side_files(database)) if _has_bytes(path)]
        aside = keep_aside(database, now) if occupied else None
        for path in side_files(database):  # Left beside the new file they would break it.
            path.unlink(missing_ok=True)
        publish(temp, database)
    return aside


def _has_bytes(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _writable(path: Path) -> Any:
    connection = dbapi.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=1, isolation_level=None
    )
    for pragma in ("synchronous=FULL", "trusted_schema=OFF", "secure_delete=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def _copy_pages(source: Path, target: Any) -> None:
    """Copy every page in one transaction. Raises `DatabaseLocked` when a writer stays inside."""
    deadline = time.monotonic() + _LOCK_SECONDS

    def give_up(status: int, remaining: int, total: int) -> None:
        # The driver would try for ever while another process holds the write lock.
        if status in (faults.SQLITE_BUSY, faults.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise DatabaseLocked(
                _(
                    "Another program is writing to the data, so nothing was restored. Close "
                    "it and try again."
                )
            )

    with reader(source) as origin:
        origin.backup(target, pages=-1, progress=give_up, sleep=0.05)


def _move_counter_on(target: Any, before: int) -> None:
    """Let the change counter pass both states, so that no older backup looks up to date."""
    counter = change_counter(target)
    if counter is None:
        return
    target.execute(
        "INSERT INTO app_state (key, value) VALUES ('changes', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (str(max(counter, before) + 1),),
    )


def _require_same(source: Path, result: Path, otherwise: str) -> None:
    """Compare all rows, save the change counter, which a restore moves on."""
    with reader(source) as wanted, reader(result) as found:
        same = content_hash(wanted, counter=False) == content_hash(found, counter=False)
    if not same:
        raise StorageError(
            _("The restored data does not equal the backup. {otherwise}").format(
                otherwise=otherwise
            )
        )
