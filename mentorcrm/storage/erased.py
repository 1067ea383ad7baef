"""Backups that still hold what was erased: finding and removing them."""

import zlib
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from mentorcrm.models.tables import captured_tables
from mentorcrm.storage import faults, kept_files
from mentorcrm.storage.backup import Backup, delete_backup, list_backups
from mentorcrm.storage.opening import reader


def backups_that_hold(folder: Path, uids: Collection[str]) -> tuple[list[Backup], int]:
    """The backups in which a record with one of these public ids is, and how many were unreadable.

    A record may be a row or, in the steps of undo, the image of one.
    """
    holding, unread = [], 0
    for backup in list_backups(folder):
        try:
            with reader(backup.path) as connection:
                if _holds(connection, uids):
                    holding.append(backup)
        except (*faults.FAULTS, zlib.error):
            unread += 1
    return holding, unread


def forget_backups(folder: Path, backups: Iterable[Backup]) -> int:
    """Remove backups with the attached files that only they named; how many went."""
    number = 0
    for backup in backups:
        delete_backup(backup)
        number += 1
    kept_files.sweep(folder)
    return number


def _holds(connection: Any, uids: Collection[str]) -> bool:
    present = {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    for table in captured_tables():
        if table in present:
            rows = connection.execute(f'SELECT uid FROM "{table}"')
            if any(uid in uids for (uid,) in rows):
                return True
    return "history_step" in present and _in_steps(connection, uids)


def _in_steps(connection: Any, uids: Collection[str]) -> bool:
    wanted = [uid.encode() for uid in uids]
    for (packed,) in connection.execute("SELECT changes FROM history_step"):
        images = zlib.decompress(packed)
        if any(uid in images for uid in wanted):
            return True
    return False
