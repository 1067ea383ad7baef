"""Who may use the data folder: one window at a time, and nobody else while the file is rebuilt.

Two locks of the operating system stand behind this, so a killed process never leaves one:

* the *seat*, `mentorcrm.lock`, is held by the one open window;
* the *door*, `mentorcrm.lock-use`, is shared by the window and by commands that write rows (these
  may also do without), and held alone by restore and migration.

A lock file also carries who holds it and since when, for the message only; the text of a process
that died means nothing, because its lock is gone.
"""

import errno
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from mentorcrm.errors import DatabaseLocked, StorageError
from mentorcrm.storage.faults import storage_error
from mentorcrm.words import _, day_in_words

_POLL_SECONDS = 0.05
_TEXT_LIMIT = 4096
_BUSY = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class Use(StrEnum):
    """What a process wants the data folder for."""

    WINDOW = "window"  # The one open window.
    COMMAND = "command"  # A command that writes rows; may run beside a window.
    ALONE = "alone"  # Restore or migration: no window, no command.


class DataLock:
    """The right to use a data folder in one way; a context manager, or `acquire`/`release`.

    `purpose` is what a second process is told, e.g. "restoring a backup"; `now` gives the aware
    instant that is shown to it as "since".
    """

    def __init__(
        self,
        path: Path,
        use: Use = Use.WINDOW,
        purpose: str = "open",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.use = use
        self._purpose = purpose
        self._now = now
        self._seat = _FileLock(path)
        self._door = _FileLock(path.with_name(path.name + "-use"))

    @property
    def held(self) -> bool:
        """Whether this object holds its lock now."""
        return self._door.held

    def acquire(self, wait: float = 0.0) -> None:
        """Take the lock, trying for `wait` seconds.

        Raises `DatabaseLocked` with who holds it, or `StorageError` when the folder cannot hold
        a lock file.
        """
        if self.held:
            return
        deadline = time.monotonic() + wait
        while not self._try():
            if time.monotonic() >= deadline:
                raise DatabaseLocked(self._who())
            time.sleep(_POLL_SECONDS)

    def release(self) -> None:
        """Give the lock back; releasing twice is no error. The lock files stay."""
        self._door.unlock()
        self._seat.unlock()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    @contextmanager
    def alone(self, purpose: str, wait: float = 5.0) -> Iterator[None]:
        """Keep every other process out for the length of a `with` block, then share again.

        For the window that holds the lock and wants to migrate or restore. Raises
        `DatabaseLocked` when a command is still running after `wait` seconds.
        """
        if not self.held:
            raise StorageError(_("The data folder is not open, so it cannot be kept for one use."))
        if self.use is Use.ALONE:
            yield
            return
        self._raise_to_alone(purpose, wait)
        try:
            yield
        finally:
            self._door.share_again()

    def _raise_to_alone(self, purpose: str, wait: float) -> None:
        deadline = time.monotonic() + wait
        while not self._door.relock_alone():
            if time.monotonic() >= deadline:
                raise DatabaseLocked(
                    _(
                        "Another mentorcrm command is still using the data. Wait until it has "
                        "finished and try again."
                    )
                )
            time.sleep(_POLL_SECONDS)
        self._door.write(self._text(purpose))

    def _try(self) -> bool:
        if self.use is Use.WINDOW and not self._seat.lock(shared=False):
            return False
        if not self._door.lock(shared=self.use is not Use.ALONE):
            self._seat.unlock()
            return False
        if self.use is Use.WINDOW:
            self._seat.write(self._text(self._purpose))
        if self.use is Use.ALONE:
            self._door.write(self._text(self._purpose))
        return True

    def _text(self, purpose: str) -> dict[str, Any]:
        since = self._now().astimezone(UTC).isoformat(timespec="seconds")
        return {"pid": os.getpid(), "purpose": purpose, "since": since}

    def _who(self) -> str:
        """Why the lock was refused, found by trying each part once more."""
        holder = self._door.read()
        if self._taken(self._door, shared=True):
            purpose = holder.get("purpose", _("working on the data"))
            words = _(
                "mentorcrm is {purpose} and nothing else can use the data meanwhile. Try again "
                "when it has finished."
            )
            if since := self._since(holder):
                words = _(
                    "mentorcrm is {purpose} (since {since}) and nothing else can use the data "
                    "meanwhile. Try again when it has finished."
                )
            return words.format(purpose=purpose, since=since)
        if self._taken(self._seat, shared=False):
            holder = self._seat.read()
            return self._open_since(self._since(holder))
        return _("Another mentorcrm command is using the data. Wait a moment and try again.")

    def _open_since(self, since: str) -> str:
        if self.use is Use.WINDOW:
            words = _("mentorcrm is already open. Use the window that is open.")
            if since:
                words = _("mentorcrm is already open (since {since}). Use the window that is open.")
        else:
            words = _("mentorcrm is open. Close it first, then try again.")
            if since:
                words = _("mentorcrm is open (since {since}). Close it first, then try again.")
        return words.format(since=since)

    def _since(self, holder: dict[str, Any]) -> str:
        """Since when, in the clock of this computer, with the day unless it is today; or ""."""
        try:
            since = datetime.fromisoformat(str(holder["since"])).astimezone()
        except (KeyError, ValueError, OverflowError):
            return ""
        same_day = since.date() == self._now().astimezone().date()
        if same_day:
            return f"{since:%H:%M}"
        return f"{day_in_words(since.date())}, {since:%H:%M}"

    @staticmethod
    def _taken(lock: "_FileLock", *, shared: bool) -> bool:
        if lock.lock(shared=shared):
            lock.unlock()
            return False
        return True


def holder(path: Path) -> dict[str, Any]:
    """Process number, purpose and start of the open window: empty when none is open."""
    lock = _FileLock(path)
    if not path.exists() or lock.lock(shared=False):
        lock.unlock()
        return {}
    return lock.read()


class _FileLock:
    """One lock file, locked by the operating system, shared or alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        return self._handle is not None

    def lock(self, *, shared: bool) -> bool:
        """Take it without waiting; False when another holds it."""
        handle = self._open()
        try:
            taken = _system_lock(handle, shared=shared)
        except OSError as error:
            os.close(handle)
            raise storage_error(
                error, _("The data folder could not be locked"), self._path.parent
            ) from error
        if taken:
            self._handle = handle
        else:
            os.close(handle)
        return taken

    def unlock(self) -> None:
        """Closing the file frees the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def relock_alone(self) -> bool:
        """From shared to alone without waiting; still shared when that fails."""
        assert self._handle is not None
        if _system_lock(self._handle, shared=False):
            return True
        # The change is not atomic: the shared lock may be gone, and another may be at it.
        self.share_again()
        return False

    def share_again(self) -> None:
        """From alone, or from nothing, to shared; waits for whoever is inside."""
        assert self._handle is not None
        while not _system_lock(self._handle, shared=True):
            time.sleep(_POLL_SECONDS)

    def write(self, content: dict[str, Any]) -> None:
        """Say who holds it. A full disk must not keep anyone from working, so it may fail."""
        assert self._handle is not None
        with suppress(OSError):
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, json.dumps(content).encode())

    def read(self) -> dict[str, Any]:
        """What the holder wrote, empty when that cannot be read."""
        try:
            with self._path.open("rb") as file:
                content = json.loads(file.read(_TEXT_LIMIT))
        except (OSError, ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        try:
            handle = os.open(self._path, flags, 0o600)
            if os.name == "posix":
                os.fchmod(handle, 0o600)
        except OSError as error:
            raise storage_error(
                error, _("The data folder could not be locked"), self._path.parent
            ) from error
        return handle


if sys.platform == "win32":
    import msvcrt

    # Windows' locks are alone only and hide the bytes they cover, so they lie far behind the
    # text, and sharing means holding any one of many bytes; alone means holding them all.
    _FIRST_BYTE, _SHARES = 1 << 30, 64

    def _system_lock(handle: int, *, shared: bool) -> bool:
        _free_all(handle)
        if not shared:
            return _lock_bytes(handle, _FIRST_BYTE, _SHARES)
        return any(_lock_bytes(handle, _FIRST_BYTE + share, 1) for share in range(_SHARES))

    def _free_all(handle: int) -> None:
        for start, length in [(0, _SHARES), *((share, 1) for share in range(_SHARES))]:
            os.lseek(handle, _FIRST_BYTE + start, os.SEEK_SET)
            with suppress(OSError):
                msvcrt.locking(handle, msvcrt.LK_UNLCK, length)

    def _lock_bytes(handle: int, start: int, length: int) -> bool:
        os.lseek(handle, start, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, length)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

else:
    import fcntl

    def _system_lock(handle: int, *, shared: bool) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True
