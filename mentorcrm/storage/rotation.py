"""Which backups to keep: all of two days, then one a day, a week and a month for a year.

The schedule is Anki's (all of 2 days, 12 daily, 10 weekly, 9 monthly).
"""

import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mentorcrm.errors import StorageError
from mentorcrm.storage import kept_files
from mentorcrm.storage.backup import (
    BEFORE_MIGRATION,
    Backup,
    delete_backup,
    list_backups,
    sweep_backups,
)
from mentorcrm.storage.files import atomic_write

FRESH = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
LAST_VERIFIED = 3
MIGRATION_SCHEMAS = 2
_CLOCK_SLACK = timedelta(days=1)
_PAUSE_FILE = "mentorcrm-rotation-paused.json"


@dataclass(frozen=True)
class Rotation:
    """The backups to keep and those to delete, both the newest first."""

    keep: tuple[Backup, ...]
    drop: tuple[Backup, ...]


def thin(backups: Iterable[Backup], now: datetime) -> Rotation:
    """Sort backups into those to keep and those to delete. Pure; days are counted in UTC.

    Files without a sound manifest are never ours to delete, and a backup dated in the future
    (the clock was wrong) neither counts nor goes.
    """
    ordered = sorted(backups, key=lambda backup: (backup.created, backup.path.name), reverse=True)
    known = [
        backup for backup in ordered if backup.verified and backup.created <= now + _CLOCK_SLACK
    ]
    wanted = {backup.path for backup in ordered} - {backup.path for backup in known}
    wanted |= {backup.path for backup in known[:LAST_VERIFIED]}
    wanted |= _migration_backups(known)
    wanted |= _by_age(known, now)
    return Rotation(
        tuple(backup for backup in ordered if backup.path in wanted),
        tuple(backup for backup in ordered if backup.path not in wanted),
    )


def _migration_backups(known: Sequence[Backup]) -> set[Path]:
    before = [backup for backup in known if backup.reason == BEFORE_MIGRATION]
    schemas = sorted({backup.schema or 0 for backup in before}, reverse=True)[:MIGRATION_SCHEMAS]
    return {backup.path for backup in before if (backup.schema or 0) in schemas}


def _by_age(known: Sequence[Backup], now: datetime) -> set[Path]:
    fresh = [backup for backup in known if now - backup.created < FRESH]
    rest: Sequence[Backup] = known[len(fresh) :]
    wanted = {backup.path for backup in fresh}
    for period, slots in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        kept, rest = _newest_per(period, rest, slots)
        wanted |= kept
    return wanted


def _newest_per(
    period: Callable[[datetime], Hashable], backups: Sequence[Backup], slots: int
) -> tuple[set[Path], Sequence[Backup]]:
    """The newest of each of the first `slots` periods that hold one, and what is older still."""
    kept: dict[Hashable, Path] = {}
    for index, backup in enumerate(backups):
        key = period(backup.created.astimezone(UTC))
        if key not in kept and len(kept) == slots:
            return set(kept.values()), backups[index:]
        kept.setdefault(key, backup.path)
    return set(kept.values()), ()


def _day(instant: datetime) -> Hashable:
    return instant.date()


def _week(instant: datetime) -> Hashable:
    return instant.isocalendar()[:2]


def _month(instant: datetime) -> Hashable:
    return instant.year, instant.month


def rotate(folder: Path, now: datetime) -> tuple[Backup, ...]:
    """Delete the backups that the schedule no longer wants; returns those.

    Attached files that no backup names any more go too. Does nothing while rotation is paused. A
    file that cannot be removed stays for the next time.
    """
    if is_paused(folder):
        return ()
    sweep_backups(folder)
    dropped = []
    for backup in thin(list_backups(folder), now).drop:
        with suppress(StorageError):
            delete_backup(backup)
            dropped.append(backup)
    with suppress(OSError):
        kept_files.sweep(folder)
    return tuple(dropped)


def pause(folder: Path, now: datetime, why: str) -> None:
    """Stop deleting backups until `resume`: after a restore an older one may be the good one."""
    content = {"since": now.astimezone(UTC).isoformat(timespec="seconds"), "why": why}
    atomic_write(folder / _PAUSE_FILE, json.dumps(content).encode())


def resume(folder: Path) -> None:
    """Let rotation go on, once the user has confirmed that the restored data is right."""
    (folder / _PAUSE_FILE).unlink(missing_ok=True)


def is_paused(folder: Path) -> bool:
    """Whether a restore has not been confirmed yet."""
    return (folder / _PAUSE_FILE).exists()


def total_bytes(backups: Iterable[Backup]) -> int:
    """Room that these backups take, for the warning before the disk fills."""
    return sum(backup.bytes for backup in backups)
