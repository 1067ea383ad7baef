"""Files written so that a crash, a full disk or a neighbour's eyes do them no harm.

A file is first written whole beside its final place, private to its owner, and then renamed;
until the rename the old file stands, after it the new one does.
"""

import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mentorcrm.errors import StorageError
from mentorcrm.paths import HOME_VARIABLE, Paths
from mentorcrm.storage.faults import storage_error
from mentorcrm.words import _

LOW_SPACE = 200 * 1024 * 1024  # Bytes; below this the user is warned.
SIDE_FILES = ("-wal", "-shm", "-journal")  # What SQLite keeps beside a database.
_TEMP_PREFIX = ".mentorcrm-tmp-"
_TEMP = re.compile(re.escape(_TEMP_PREFIX) + r"(\d+)-[0-9a-f]{12}-")
_ABANDONED_AFTER = 24 * 3600  # Seconds; process numbers are used again.
_RENAME_TRIES = 5
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700


def create_private(path: Path) -> None:
    """Create an empty file that only its owner can read (0600 whatever the umask).

    Raises `FileExistsError` instead of touching a file, or following a link, that is there.
    """
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE)
    try:
        if os.name == "posix":
            os.fchmod(handle, _PRIVATE_FILE)
    finally:
        os.close(handle)


@contextmanager
def temporary_beside(target: Path) -> Iterator[Path]:
    """An empty private file in the folder of `target`; gone afterwards unless it was renamed."""
    token = f"{os.getpid()}-{os.urandom(6).hex()}"
    temp = target.parent / f"{_TEMP_PREFIX}{token}-{target.name[-80:]}"
    create_private(temp)
    try:
        yield temp
    finally:
        remove_with_side_files(temp)


def publish(temp: Path, target: Path) -> None:
    """Make `temp` durable and give it the name of `target`, replacing what stood there."""
    sync_file(temp)
    _replace(temp, target)
    sync_folder(target.parent)


def atomic_write(target: Path, content: bytes) -> None:
    """Replace `target` by a private file with this content, wholly or not at all.

    Raises `DiskFull` or `StorageError`; the old file then still stands.
    """
    try:
        with temporary_beside(target) as temp:
            temp.write_bytes(content)
            publish(temp, target)
    except OSError as error:
        raise storage_error(
            error, _("{file} could not be saved").format(file=target.name), target.parent
        ) from error


def sync_file(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    # Windows flushes only through a handle that may write.
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on the disk, where the system can do that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # Some file systems refuse to sync a folder; the rename stands.
            os.fsync(handle)
    finally:
        os.close(handle)


def _replace(source: Path, target: Path) -> None:
    """Rename, again after a pause when a virus scanner or indexer holds the file on Windows."""
    for attempt in range(1, _RENAME_TRIES + 1):
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt" or attempt == _RENAME_TRIES:
                raise
            time.sleep(0.1 * attempt)
        else:
            return


def remove_with_side_files(path: Path) -> None:
    """Remove a file of ours and what SQLite left beside it; what is not there is no error."""
    for name in (path, *side_files(path)):
        with suppress(OSError):
            name.unlink(missing_ok=True)


def side_files(database: Path) -> tuple[Path, ...]:
    """The names that SQLite uses beside this database, whether or not they exist."""
    return tuple(database.with_name(database.name + suffix) for suffix in SIDE_FILES)


def leftover_temps(folder: Path) -> list[Path]:
    """Temporary files of processes that are gone, in this folder itself."""
    if not folder.is_dir():
        return []
    return sorted(entry for entry in folder.iterdir() if _abandoned(entry))


def sweep_temps(folder: Path) -> int:
    """Remove what killed processes left in this folder; the number of files removed."""
    removed = 0
    for entry in leftover_temps(folder):
        with suppress(OSError):  # Windows refuses while another process still writes it.
            entry.unlink()
            removed += 1
    return removed


def _abandoned(entry: Path) -> bool:
    match = _TEMP.match(entry.name)
    if match is None:
        return False
    try:
        info = entry.lstat()
    except OSError:
        return False
    if not stat.S_ISREG(info.st_mode):
        return False
    return time.time() - info.st_mtime > _ABANDONED_AFTER or not _alive(int(match[1]))


def _alive(process: int) -> bool:
    if sys.platform == "win32":  # There signal 0 is Ctrl+C, and open files cannot be removed.
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def free_bytes(folder: Path) -> int:
    """Room left for this account on the disk of `folder` (or of its nearest existing parent)."""
    import shutil  # Not needed before the first paint.

    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return shutil.disk_usage(place).free


def loose_modes(paths: Paths) -> list[Path]:
    """Files and folders of ours that other accounts of this computer can read or write.

    Only names that mentorcrm itself gives are looked at, as the data folder may have been
    pointed at a folder that also holds other things. Always empty on Windows.
    """
    if os.name != "posix":
        return []
    return [path for path in _own(paths) if _is_loose(path)]


def create_home(paths: Paths) -> None:
    """Make the data folder. Raises StorageError when the place cannot be one."""
    try:
        paths.create()
    except OSError as error:
        raise StorageError(
            _(
                "{home} cannot be used as the data folder ({reason}). Choose another "
                "with --home or {home_variable}."
            ).format(home=paths.home, reason=error.strerror, home_variable=HOME_VARIABLE)
        ) from error


def repair_modes(paths: Paths) -> list[Path]:
    """Close what `loose_modes` finds (0700 folders, 0600 files); returns what was closed."""
    closed = []
    for path in loose_modes(paths):
        with suppress(OSError):  # Not ours to change, or a read-only disk: the check repeats it.
            path.chmod(_PRIVATE_FOLDER if path.is_dir() else _PRIVATE_FILE)
            closed.append(path)
    return closed


def _own(paths: Paths) -> Iterator[Path]:
    yield from (paths.home, paths.backups, paths.attachments)
    yield from (paths.settings, paths.window_state)
    for folder, pattern in (
        (paths.home, "mentorcrm*"),
        (paths.home, f"{_TEMP_PREFIX}*"),
        (paths.backups, "mentorcrm*"),
        (paths.backups, f"{_TEMP_PREFIX}*"),
        (paths.attachments, "*"),
    ):
        if folder.is_dir():
            yield from sorted(folder.glob(pattern))


def _is_loose(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and bool(stat.S_IMODE(mode) & 0o077)
