"""Turns what the driver and the system report into one sentence that a person can act on."""

import errno
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

from mentorcrm.errors import DatabaseDamaged, DatabaseLocked, DiskFull, StorageError
from mentorcrm.words import _

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}

# Primary result codes of SQLite; extended codes carry them in the low byte.
SQLITE_PERM, SQLITE_BUSY, SQLITE_LOCKED = 3, 5, 6
SQLITE_READONLY, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL = 8, 10, 11, 13
SQLITE_CANTOPEN, SQLITE_NOTADB = 14, 26

# Locks, rights, room and the disk: they say nothing about what the file holds.
NOT_THE_FILES_FAULT = {
    SQLITE_PERM,
    SQLITE_BUSY,
    SQLITE_LOCKED,
    SQLITE_READONLY,
    SQLITE_IOERR,
    SQLITE_CANTOPEN,
    SQLITE_FULL,
}

_NO_ROOM = _("{doing}: there is no room left on the disk ({place}). Free some space and try again.")
_NO_LEAVE = _("{doing}: this account may not write to {place}. Check the permissions there.")


def primary_code(error: BaseException) -> int:
    """SQLite's primary result code of a driver error, 0 when it carries none.

    A message that is no text quotes the damaged schema, so it stands for SQLITE_CORRUPT.
    """
    if isinstance(error, UnicodeDecodeError):
        return SQLITE_CORRUPT
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def storage_error(error: Exception, doing: str, place: Path) -> StorageError:
    """The `StorageError` for a failed disk or database operation.

    `doing` begins the sentence ("The backup could not be made"); `place` is named in it.
    """
    if isinstance(error, StorageError):
        return error
    if isinstance(error, OSError):
        return _of_system(error, doing, place)
    return _of_driver(error, doing, place)


def _of_system(error: OSError, doing: str, place: Path) -> StorageError:
    if error.errno in _FULL:
        return DiskFull(_NO_ROOM.format(doing=doing, place=place))
    if error.errno in _REFUSED:
        return StorageError(_NO_LEAVE.format(doing=doing, place=place))
    reason = error.strerror or _("the system gave no reason")
    return StorageError(f"{doing}: {reason} ({place}).")


def _of_driver(error: Any, doing: str, place: Path) -> StorageError:
    code = primary_code(error)
    if code == SQLITE_FULL:
        return DiskFull(_NO_ROOM.format(doing=doing, place=place))
    if code in (SQLITE_BUSY, SQLITE_LOCKED):
        return DatabaseLocked(
            _(
                "{doing}: another program is writing to {place}. Wait a moment and try again."
            ).format(doing=doing, place=place)
        )
    if code in (SQLITE_CORRUPT, SQLITE_NOTADB):
        return DatabaseDamaged(
            _("{doing}: {place} is damaged. It was left as it is; restore a backup.").format(
                doing=doing, place=place
            )
        )
    if code in (SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN):
        return StorageError(_NO_LEAVE.format(doing=doing, place=place))
    if code == SQLITE_IOERR:
        return StorageError(
            _("{doing}: the disk reported an error or is full ({place}). Check the disk.").format(
                doing=doing, place=place
            )
        )
    return StorageError(f"{doing}: {error} ({place}).")


FAULTS = (OSError, dbapi.Error, UnicodeDecodeError)
"""What a disk or database operation may raise; pass it to `storage_error`."""
