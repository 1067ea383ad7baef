"""One window, commands beside it, restore alone; nothing stays behind a killed process."""

import os
import stat
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentorcrm.errors import DatabaseLocked, StorageError
from mentorcrm.storage.lock import DataLock, Use, holder
from tests.storage.crash_trials import child, first_line

AT = datetime(2026, 12, 1, 12, 2, tzinfo=UTC)


def lock(folder: Path, use: Use = Use.WINDOW, purpose: str = "open") -> DataLock:
    return DataLock(folder / "mentorcrm.lock", use, purpose, lambda: AT)


def test_a_second_window_is_told_since_when_the_first_is_open(tmp_path: Path) -> None:
    since = AT.astimezone().strftime("%H:%M")
    with lock(tmp_path):
        with pytest.raises(DatabaseLocked, match=f"already open .since {since}."):
            lock(tmp_path).acquire()
        assert holder(tmp_path / "mentorcrm.lock")["pid"] == os.getpid()
    with lock(tmp_path) as again:
        assert again.held
    assert holder(tmp_path / "mentorcrm.lock") == {}


def test_commands_run_beside_a_window_and_beside_each_other(tmp_path: Path) -> None:
    with lock(tmp_path), lock(tmp_path, Use.COMMAND), lock(tmp_path, Use.COMMAND):
        pass
    with lock(tmp_path, Use.COMMAND), lock(tmp_path) as window:
        assert window.held


@pytest.mark.parametrize(
    ("inside", "told"),
    [(Use.WINDOW, "Close it first"), (Use.COMMAND, "Another mentorcrm command"), (Use.ALONE, "is")],
)
def test_restore_needs_the_data_alone(tmp_path: Path, inside: Use, told: str) -> None:
    with lock(tmp_path, inside), pytest.raises(DatabaseLocked, match=told):
        lock(tmp_path, Use.ALONE).acquire()
    with lock(tmp_path, Use.ALONE) as alone:
        assert alone.held


@pytest.mark.parametrize("use", [Use.WINDOW, Use.COMMAND])
def test_nothing_gets_in_while_a_restore_runs(tmp_path: Path, use: Use) -> None:
    with (
        lock(tmp_path, Use.ALONE, "restoring a backup"),
        pytest.raises(DatabaseLocked, match="mentorcrm is restoring a backup"),
    ):
        lock(tmp_path, use).acquire()


def test_a_refused_lock_holds_nothing(tmp_path: Path) -> None:
    with lock(tmp_path, Use.ALONE):
        window = lock(tmp_path)
        with pytest.raises(DatabaseLocked):
            window.acquire()
        assert not window.held
    with lock(tmp_path, Use.ALONE):
        pass


def test_a_window_can_have_the_data_alone_for_a_while(tmp_path: Path) -> None:
    with lock(tmp_path) as window:
        with window.alone("bringing the data up to date"):
            with pytest.raises(DatabaseLocked, match="bringing the data up to date"):
                lock(tmp_path, Use.COMMAND).acquire()
            with pytest.raises(DatabaseLocked):
                lock(tmp_path).acquire()
        with (
            lock(tmp_path, Use.COMMAND),
            pytest.raises(DatabaseLocked, match="still using"),
            window.alone("migrating", wait=0.1),
        ):
            pytest.fail("must not get in")
        with pytest.raises(DatabaseLocked):  # Still shared after the refusal.
            lock(tmp_path, Use.ALONE).acquire()
        with lock(tmp_path, Use.COMMAND) as command:
            assert command.held


def test_alone_needs_the_lock_first(tmp_path: Path) -> None:
    with pytest.raises(StorageError), lock(tmp_path).alone("migrating"):
        pytest.fail("must not get in")
    with lock(tmp_path, Use.ALONE) as whole, whole.alone("migrating"):
        assert whole.held


def test_acquire_and_release_may_be_repeated(tmp_path: Path) -> None:
    window = lock(tmp_path)
    window.acquire()
    window.acquire()
    window.release()
    window.release()
    assert not window.held


def test_waiting_takes_about_as_long_as_asked(tmp_path: Path) -> None:
    with lock(tmp_path):
        start = time.monotonic()
        with pytest.raises(DatabaseLocked):
            lock(tmp_path).acquire(wait=0.3)
        assert 0.25 < time.monotonic() - start < 3


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("use", [Use.WINDOW, Use.ALONE])
def test_the_lock_of_a_killed_process_is_free_at_once(tmp_path: Path, use: Use) -> None:
    with child("hold", tmp_path, use.value) as process:
        assert first_line(process) == "held"
        with pytest.raises(DatabaseLocked):
            lock(tmp_path).acquire()
        process.kill()
        process.wait()
        start = time.monotonic()
        with lock(tmp_path):
            assert time.monotonic() - start < 1
        with lock(tmp_path, Use.ALONE) as alone:
            assert alone.held


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"since": 5}', b"\xff" * 9000, b"[" * 4000, b'{"pid": 1}']
)
def test_a_spoilt_lock_text_only_costs_the_time_of_day(tmp_path: Path, content: bytes) -> None:
    with lock(tmp_path):
        (tmp_path / "mentorcrm.lock").write_bytes(content)
        with pytest.raises(DatabaseLocked, match=r"already open\. Use"):
            lock(tmp_path).acquire()


def test_an_older_lock_names_the_day(tmp_path: Path) -> None:
    early = DataLock(tmp_path / "mentorcrm.lock", now=lambda: AT - timedelta(days=40))
    with early, pytest.raises(DatabaseLocked, match=r"since \d\d \w+ \d{4}, \d\d:\d\d"):
        lock(tmp_path).acquire()


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_lock_files_are_private_and_no_link_is_followed(tmp_path: Path) -> None:
    before = os.umask(0)
    with lock(tmp_path):
        pass
    os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {0o600}
    (tmp_path / "mentorcrm.lock").unlink()
    (tmp_path / "mentorcrm.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match="could not be locked"):
        lock(tmp_path).acquire()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="could not be locked"):
        lock(tmp_path / "absent").acquire()
