"""Private, atomic files, what is left over, and who may read them."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorcrm.errors import StorageError
from mentorcrm.paths import Paths
from mentorcrm.storage import files

posix = pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@posix
def test_files_are_private_under_every_umask(tmp_path: Path, umask: int) -> None:
    files.create_private(tmp_path / "made")
    files.atomic_write(tmp_path / "written", b"x")
    assert {mode(path) for path in tmp_path.iterdir()} == {0o600}


def test_create_private_touches_nothing_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("there", "link"):
        with pytest.raises(FileExistsError):
            files.create_private(tmp_path / name)
    assert (tmp_path / "there").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_atomic_write_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / ("long name " * 20 + ".toml")
    files.atomic_write(target, b"one")
    files.atomic_write(target, b"two")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"two"]


def test_a_failed_atomic_write_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "settings.toml"
    target.mkdir()
    (target / "child").touch()
    with pytest.raises(StorageError, match=r"settings\.toml could not be saved"):
        files.atomic_write(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid


def leave_temp(folder: Path, process: int, name: str = "data.db") -> Path:
    temp = folder / f".mentorcrm-tmp-{process}-0123456789ab-{name}"
    temp.write_bytes(b"half")
    return temp


def test_sweep_removes_only_what_dead_processes_left(tmp_path: Path) -> None:
    gone = [leave_temp(tmp_path, dead_process(), name) for name in ("a.db", "a.db-journal")]
    mine = leave_temp(tmp_path, os.getpid())
    other = tmp_path / ".mentorcrm-tmp-notes"
    other.touch()
    with files.temporary_beside(tmp_path / "data.db") as working:
        assert files.sweep_temps(tmp_path) == len(gone)
        assert sorted(tmp_path.iterdir()) == sorted([mine, other, working])


def test_sweep_removes_an_old_temp_whose_process_number_is_used_again(tmp_path: Path) -> None:
    temp = leave_temp(tmp_path, os.getpid())
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(temp, (two_days_ago, two_days_ago))
    assert files.sweep_temps(tmp_path) == 1
    assert files.sweep_temps(tmp_path / "absent") == 0


def test_free_bytes_of_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    assert files.free_bytes(tmp_path / "not" / "yet") > 0


@posix
def test_loose_modes_are_found_and_closed_but_only_on_our_names(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    paths.create()
    ours = [paths.database, paths.settings, paths.backups / "mentorcrm-x.db"]
    ours.append(paths.home / "mentorcrm.db-wal")
    theirs = [paths.home / "thesis.odt", paths.backups / "photos.zip"]
    for path in ours + theirs:
        path.touch()
        path.chmod(0o644)
    paths.backups.chmod(0o755)
    assert set(files.loose_modes(paths)) == {*ours, paths.backups}
    assert set(files.repair_modes(paths)) == {*ours, paths.backups}
    assert files.loose_modes(paths) == []
    assert {mode(path) for path in ours} == {0o600}
    assert mode(paths.backups) == 0o700
    assert {mode(path) for path in theirs} == {0o644}
