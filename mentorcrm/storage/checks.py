"""The doctor: looks at everything that keeps the data safe and says what to do about it."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

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
from mentorcrm.words import _, day_in_words, n_

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
_RESTORE = _("Run `mentorcrm restore` with the newest verified backup; the file is kept.")


def _inside(connection: Any) -> Generator[CheckResult, None, bool]:
    """integrity_check and foreign_key_check; returns whether both found nothing."""
    problems = check(connection, full=True) or check_pages(connection)
    for problem in problems:
        words = _("The database is damaged: {problem}").format(problem=problem)
        yield CheckResult("integrity", Level.DAMAGE, words, _RESTORE)
    if not problems:
        yield CheckResult("integrity", Level.OK, _("The database is sound."))
    return not problems


def _schema(connection: Any, schema: int, facts: SchemaFacts) -> Iterator[CheckResult]:
    if schema < facts.head:
        yield CheckResult(
            "schema",
            Level.WARN,
            _("The data has schema {schema}; this mentorcrm writes {head}.").format(
                schema=schema, head=facts.head
            ),
            _("Open mentorcrm once: it makes a backup and brings the data up to date."),
        )
    expected = facts.expected(schema)
    strange = "" if expected is None else differences(schema_objects(connection), expected)
    if strange:
        yield CheckResult(
            "schema",
            Level.DAMAGE,
            _("The database was changed by something other than mentorcrm: {strange}.").format(
                strange=strange
            ),
            _RESTORE,
        )
    elif schema == facts.head:
        words = _("Schema {schema} is complete.").format(schema=schema)
        yield CheckResult("schema", Level.OK, words)


def _files(paths: Paths, names: Sequence[str]) -> Iterator[CheckResult]:
    """The attached files, which stand beside the database; silent when all are there."""
    missing = kept_files.lacking(names, paths.attachments)
    if not missing:
        return
    held = kept_files.lacking(missing, paths.backups / kept_files.FOLDER)
    words = n_(
        "{number} attached file is missing or damaged in {folder}.",
        "{number} attached files are missing or damaged in {folder}.",
        len(missing),
    ).format(number=len(missing), folder=paths.attachments)
    remedy = _("Restoring the newest backup brings back what is missing.")
    if held:
        remedy = _("Attach again what you need.")
    yield CheckResult("attachments", Level.WARN, words, remedy)


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
            words = _("The search index {index} fits the data.").format(index=index)
            yield CheckResult("search", Level.OK, words)
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
            words = _("The search index was not compared: {error}.").format(error=error)
            return CheckResult("search", Level.WARN, words)
        return CheckResult(
            "search",
            Level.DAMAGE,
            _("The search index does not fit the data, so a search may miss something."),
            _("The records themselves are sound. Run `mentorcrm doctor --rebuild-search`."),
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
    anew = _("Run `mentorcrm backup`.") if sound else ""
    backups = list_backups(folder)
    for backup in backups:
        if not backup.verified:
            yield CheckResult(
                "backups",
                Level.WARN,
                _(
                    "{name} has no list of contents that fits it, so it counts as not verified."
                ).format(name=backup.path.name),
            )
    newest = next((backup for backup in backups if backup.verified), None)
    if newest is None:
        yield CheckResult("backups", Level.WARN, _("There is no verified backup."), anew)
        return
    problem = verify(newest)
    age = now - newest.created
    if problem:
        words = _("The newest backup: {problem}").format(problem=problem)
        yield CheckResult("backups", Level.WARN, words, anew)
    elif age > _OLD_BACKUP:
        words = _("The newest verified backup is {days} days old.").format(days=age.days)
        yield CheckResult("backups", Level.WARN, words, anew)
    else:
        words = _("The newest verified backup was made {ago}.").format(ago=_ago(age))
        yield CheckResult("backups", Level.OK, words)


def _ago(age: timedelta) -> str:
    hours = max(0, int(age.total_seconds() // 3600))
    if hours < 1:
        return _("within the last hour")
    if hours < 48:
        return n_("an hour ago", "{hours} hours ago", hours).format(hours=hours)
    return _("{days} days ago").format(days=hours // 24)


def _folder(paths: Paths) -> Iterator[CheckResult]:
    loose = loose_modes(paths)
    if loose:
        words = n_(
            "Other accounts of this computer can reach a file of mentorcrm: {first}.",
            "Other accounts of this computer can reach {number} files of mentorcrm, such as "
            "{first}.",
            len(loose),
        ).format(number=len(loose), first=loose[0])
        remedy = _("Open mentorcrm once: it closes them to others.")
        yield CheckResult("permissions", Level.WARN, words, remedy)
    else:
        yield CheckResult("permissions", Level.OK, _("Only this account can read the data."))
    place = unsuitable_place(paths.home)
    if place:
        yield CheckResult("place", Level.WARN, place)
    yield from _room(paths)


def _space(size: int) -> str:
    megabytes = size // _MEGABYTE
    if megabytes >= 10_240:
        return _("{number:,} GB").format(number=megabytes // 1024)
    return _("{number:,} MB").format(number=megabytes)


def _room(paths: Paths) -> Iterator[CheckResult]:
    free = free_bytes(paths.home)
    low = free < LOW_SPACE
    remedy = _("Free some space soon.") if low else ""
    words = _("{space} are free on the disk.").format(space=_space(free))
    yield CheckResult("space", Level.WARN if low else Level.OK, words, remedy)
    left = [*leftover_temps(paths.home), *leftover_temps(paths.backups)]
    if left:
        words = n_(
            "{number} temporary file was left by an interrupted run.",
            "{number} temporary files were left by an interrupted run.",
            len(left),
        ).format(number=len(left))
        remedy = _("Open mentorcrm once: it removes what was left.")
        yield CheckResult("leftovers", Level.WARN, words, remedy)
    wal = side_files(paths.database)[0]
    size = wal.stat().st_size if wal.is_file() else 0
    if size > _BIG_WAL:
        words = _("{size} MB of changes wait beside the database to be filed into it.").format(
            size=size // _MEGABYTE
        )
        remedy = _("Close mentorcrm and open it again.")
        yield CheckResult("waiting changes", Level.WARN, words, remedy)
