"""The doctor: looks at everything that keeps the data safe and says what to do about it."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

from mentorcrm.clock import day_in_words
from mentorcrm.paths import Paths
from mentorcrm.storage import faults, kept_files
from mentorcrm.storage.backup import list_backups, newest_verified, verify
from mentorcrm.storage.files import (
    LOW_SPACE,
    free_bytes,
    leftover_temps,
    loose_modes,
    side_files,
)
from mentorcrm.storage.look import look_at
from mentorcrm.storage.opening import FileState, check, check_pages, explain, quoted, reader
from mentorcrm.storage.places import unsuitable_place
from mentorcrm.storage.shape import SchemaFacts, differences, schema_objects
from mentorcrm.words import _

_OLD_BACKUP = timedelta(days=7)
_BIG_WAL = 64 * 1024 * 1024  # Bytes; four times the limit that the app sets.
_MEGABYTE = 1024 * 1024


class Level(StrEnum):
    """How bad it is. Damage: the data cannot be used as it is."""

    OK = "ok"
    WARN = "warn"
    DAMAGE = "damage"


@dataclass(frozen=True)
class CheckResult:
    """One thing that was looked at: what was found, and what to do when it is not in order."""

    check: str
    level: Level
    message: str
    remedy: str = ""


def examine(paths: Paths, facts: SchemaFacts, now: datetime) -> list[CheckResult]:
    """Look at the database, its search index, its backups and its folder; mends nothing.

    Reads the whole file and the newest backup, so it takes about a second per 100 MB. A sound
    file may have the changes that wait beside it filed into it, as at any opening.
    """
    folder = list(_folder(paths))  # First, because the search check may file waiting changes.
    database = list(_database(paths, facts))
    sound = exit_code(database) == 0
    return [*database, *_backups(paths.backups, now, sound), *folder]


def exit_code(results: Iterable[CheckResult]) -> int:
    """What the `doctor` command ends with: 1 when anything is damaged, else 0."""
    return int(any(result.level is Level.DAMAGE for result in results))


def _database(paths: Paths, facts: SchemaFacts) -> Iterator[CheckResult]:
    path = paths.database
    seen = look_at(paths, facts.application_id, facts.head)
    if seen.state in (FileState.MISSING, FileState.EMPTY):
        yield CheckResult("database", Level.OK, explain(seen))
        return
    if not seen.usable:
        newest = newest_verified(paths.backups)
        words = f"{day_in_words(newest.created)}, {newest.created:%H:%M} UTC" if newest else ""
        helps = newest is not None and seen.state in _RESTORABLE
        remedy = _RESTORE if helps else ""  # Else what to do is part of what it is.
        yield CheckResult("database", Level.DAMAGE, explain(seen, words), remedy)
        return
    try:
        with reader(path) as connection:
            sound = yield from _inside(connection)
            yield from _schema(connection, seen.schema or 0, facts)
            indexes = search_tables(connection) if sound else []
            yield from _files(paths, kept_files.named_in(connection) if sound else ())
    except faults.FAULTS as error:
        problem = faults.storage_error(error, _("The database could not be read"), path)
        yield CheckResult("integrity", Level.DAMAGE, str(problem), _RESTORE)
        return
    yield from _search(path, indexes)


_RESTORABLE = {FileState.DAMAGED, FileState.NOT_A_DATABASE}
_RESTORE = "Run `mentorcrm restore` with the newest verified backup; the file is kept."


def _inside(connection: Any) -> Generator[CheckResult, None, bool]:
    """integrity_check and foreign_key_check; returns whether both found nothing."""
    problems = check(connection, full=True) or check_pages(connection)
    for problem in problems:
        yield CheckResult(
            "integrity", Level.DAMAGE, f"The database is damaged: {problem}", _RESTORE
        )
    if not problems:
        yield CheckResult("integrity", Level.OK, "The database is sound.")
    return not problems


def _schema(connection: Any, schema: int, facts: SchemaFacts) -> Iterator[CheckResult]:
    if schema < facts.head:
        yield CheckResult(
            "schema",
            Level.WARN,
            f"The data has schema {schema}; this mentorcrm writes {facts.head}.",
            "Open mentorcrm once: it makes a backup and brings the data up to date.",
        )
    expected = facts.expected(schema)
    strange = "" if expected is None else differences(schema_objects(connection), expected)
    if strange:
        yield CheckResult(
            "schema",
            Level.DAMAGE,
            f"The database was changed by something other than mentorcrm: {strange}.",
            _RESTORE,
        )
    elif schema == facts.head:
        yield CheckResult("schema", Level.OK, f"Schema {schema} is complete.")


def _files(paths: Paths, names: Sequence[str]) -> Iterator[CheckResult]:
    """The attached files, which stand beside the database; silent when all are there."""
    missing = kept_files.lacking(names, paths.attachments)
    if not missing:
        return
    held = kept_files.lacking(missing, paths.backups / kept_files.FOLDER)
    files = "1 attached file is" if len(missing) == 1 else f"{len(missing)} attached files are"
    again = "Attach again what you need."
    yield CheckResult(
        "attachments",
        Level.WARN,
        f"{files} missing or damaged in {paths.attachments}.",
        again if held else "Restoring the newest backup brings them back.",
    )


def search_tables(connection: Any) -> list[str]:
    """The FTS5 tables of a database."""
    rows = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' "
        "AND sql LIKE 'CREATE VIRTUAL TABLE%USING%fts5%' ORDER BY name"
    )
    return [name for (name,) in rows.fetchall()]


def _search(path: Path, indexes: list[str]) -> Iterator[CheckResult]:
    """Compare each search index with the text it was made from.

    FTS5 takes this question as an INSERT, so it needs a writing connection; it is rolled back.
    """
    for index in indexes:
        name = quoted(index)
        problem = _ask_index(path, f'INSERT INTO "{name}"("{name}", rank) VALUES (?, 1)')
        if problem is None:
            yield CheckResult("search", Level.OK, f"The search index {index} fits the data.")
        else:
            yield problem


def _ask_index(path: Path, question: str) -> CheckResult | None:
    try:
        with closing(_writable(path)) as connection:
            connection.execute("BEGIN")
            connection.execute(question, ("integrity-check",))
            connection.execute("ROLLBACK")
    except dbapi.Error as error:
        if faults.primary_code(error) in faults.NOT_THE_FILES_FAULT:
            return CheckResult("search", Level.WARN, f"The search index was not compared: {error}.")
        return CheckResult(
            "search",
            Level.DAMAGE,
            "The search index does not fit the data, so a search may miss something.",
            "The records themselves are sound. Run `mentorcrm doctor --rebuild-search`.",
        )
    return None


def rebuild_search(database: Path, wait: float = 5.0) -> list[str]:
    """Make every search index anew from the records, in one transaction; the names of them.

    Raises `DatabaseLocked` when another process writes for `wait` seconds, or `StorageError`;
    nothing has then changed.
    """
    try:
        with closing(_writable(database, wait)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            indexes = search_tables(connection)
            for name in map(quoted, indexes):
                connection.execute(f'INSERT INTO "{name}"("{name}") VALUES (?)', ("rebuild",))
            connection.execute("COMMIT")
    except faults.FAULTS as error:
        raise faults.storage_error(
            error, _("The search index could not be rebuilt"), database
        ) from error
    return indexes


def _writable(path: Path, wait: float = 5.0) -> Any:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = dbapi.connect(uri, uri=True, timeout=wait, isolation_level=None)
    connection.execute("PRAGMA trusted_schema=OFF").fetchall()
    return connection


def _backups(folder: Path, now: datetime, sound: bool) -> Iterator[CheckResult]:
    """The backups; `sound` says that there is something to back up anew."""
    anew = "Run `mentorcrm backup`." if sound else ""
    backups = list_backups(folder)
    for backup in backups:
        if not backup.verified:
            yield CheckResult(
                "backups",
                Level.WARN,
                f"{backup.path.name} has no manifest that fits, so it counts as unverified.",
            )
    newest = next((backup for backup in backups if backup.verified), None)
    if newest is None:
        yield CheckResult("backups", Level.WARN, "There is no verified backup.", anew)
        return
    problem = verify(newest)
    age = now - newest.created
    if problem:
        yield CheckResult("backups", Level.WARN, f"The newest backup: {problem}", anew)
    elif age > _OLD_BACKUP:
        yield CheckResult(
            "backups",
            Level.WARN,
            f"The newest verified backup is {age.days} days old.",
            anew,
        )
    else:
        yield CheckResult("backups", Level.OK, f"The newest verified backup was made {_ago(age)}.")


def _ago(age: timedelta) -> str:
    hours = max(0, int(age.total_seconds() // 3600))
    if hours < 1:
        return "within the last hour"
    if hours < 48:
        return "an hour ago" if hours == 1 else f"{hours} hours ago"
    return f"{hours // 24} days ago"


def _folder(paths: Paths) -> Iterator[CheckResult]:
    loose = loose_modes(paths)
    if loose:
        yield CheckResult(
            "permissions",
            Level.WARN,
            f"Other accounts of this computer can reach {len(loose)} of our files: {loose[0]}.",
            "Open mentorcrm once: it closes them.",
        )
    else:
        yield CheckResult("permissions", Level.OK, "Only this account can read the data.")
    place = unsuitable_place(paths.home)
    if place:
        yield CheckResult("place", Level.WARN, place)
    yield from _room(paths)


def _space(size: int) -> str:
    megabytes = size // _MEGABYTE
    return f"{megabytes // 1024:,} GB" if megabytes >= 10_240 else f"{megabytes:,} MB"


def _room(paths: Paths) -> Iterator[CheckResult]:
    free = free_bytes(paths.home)
    level, remedy = (Level.OK, "") if free >= LOW_SPACE else (Level.WARN, "Free some space soon.")
    yield CheckResult("space", level, f"{_space(free)} are free on the disk.", remedy)
    left = [*leftover_temps(paths.home), *leftover_temps(paths.backups)]
    if left:
        yield CheckResult(
            "leftovers",
            Level.WARN,
            f"{len(left)} temporary files were left by an interrupted run.",
            "Open mentorcrm once: it removes them.",
        )
    wal = side_files(paths.database)[0]
    size = wal.stat().st_size if wal.is_file() else 0
    if size > _BIG_WAL:
        yield CheckResult(
            "waiting changes",
            Level.WARN,
            f"{size // _MEGABYTE} MB of changes wait beside the database to be filed into it.",
            "Close mentorcrm and open it again.",
        )
