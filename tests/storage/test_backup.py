"""A backup is whole, private, described, and made beside a running writer."""

import json
import os
import random
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentorcrm.errors import DatabaseDamaged, DiskFull, StorageError
from mentorcrm.storage.backup import (
    Backup,
    change_counter,
    changed_since,
    content_hash,
    delete_backup,
    list_backups,
    make_backup,
    newest_verified,
    sweep_backups,
    verify,
)
from mentorcrm.storage.opening import reader
from mentorcrm.storage.schema import connect
from tests.storage import sample_database as sample
from tests.storage.crash_trials import CHILD, child, first_line, kill_and_read

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX only")
root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.db"
    sample.create(path)
    return path


def back_up(path: Path, reason: str = "start") -> Backup:
    return make_backup(path, path.parent / "backups", reason, sample.now, app_version="0.1")


def hash_of(path: Path) -> str:
    with reader(path) as connection:
        return content_hash(connection)


def test_a_backup_holds_the_same_and_says_what(path: Path) -> None:
    backup = back_up(path)
    assert verify(backup) == ""
    assert hash_of(backup.path) == hash_of(path)
    assert backup.counts == {"app_state": 1, "attachment": 0, "note": 150, "person": 30}
    assert (backup.schema, backup.changes, backup.reason) == (sample.HEAD, 30, "start")
    assert backup.path.name == "mentorcrm-20261201T140200Z-start.db"
    assert list_backups(path.parent / "backups") == [backup]
    with closing(connect(backup.path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == sample.MARK


def test_two_backups_of_one_second_are_both_kept(path: Path) -> None:
    first, second = back_up(path), back_up(path)
    assert first.path != second.path
    assert [verify(backup) for backup in list_backups(first.path.parent)] == ["", ""]


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_backups_are_private_under_every_umask(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        backup = back_up(path)
    finally:
        os.umask(before)
    folder = backup.path.parent
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
def test_every_backup_beside_a_running_writer_is_whole(path: Path) -> None:
    with child("write", path.parent, "1") as process:
        first_line(process)
        backups = [back_up(path, "half-hourly") for _ in range(15)]
        kill_and_read(process)
    assert [verify(backup) for backup in backups] == [""] * 15
    for backup in backups:
        assert backup.counts["note"] == 5 * backup.counts["person"]
        assert backup.changes == backup.counts["person"]
    assert len({backup.changes for backup in backups}) > 1


def test_a_backup_of_a_damaged_file_is_not_kept(path: Path) -> None:
    back_up(path)
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 6] = bytes(4096 * 4)
    path.write_bytes(content)
    before = sample.listing(path.parent / "backups")
    with pytest.raises(DatabaseDamaged):
        back_up(path)
    assert sample.listing(path.parent / "backups") == before
    assert path.read_bytes() == content


def test_orphaned_rows_are_not_backed_up_as_sound(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF").fetchall()
        connection.execute("DELETE FROM person WHERE id = 3")
    with pytest.raises(DatabaseDamaged, match="points to a record in person"):
        back_up(path)


def test_a_missing_database_is_said_and_not_created(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        make_backup(tmp_path / "absent.db", tmp_path / "backups", "start", sample.now)
    assert list(tmp_path.iterdir()) == [tmp_path / "backups"]
    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.parametrize("reason", ["", "../x", "Before", "a b", "a--b", "-"])
def test_a_reason_is_a_plain_word(path: Path, reason: str) -> None:
    with pytest.raises(ValueError, match="not a backup reason"):
        back_up(path, reason)


def test_every_turned_bit_of_a_backup_is_noticed(path: Path) -> None:
    backup = back_up(path)
    sound, chance = backup.path.read_bytes(), random.Random(5)
    for _ in range(200):
        content = bytearray(sound)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        backup.path.write_bytes(content)
        assert verify(backup) != ""
    backup.path.write_bytes(sound[:-1])
    assert not list_backups(backup.path.parent)[0].verified
    backup.path.unlink()
    assert "cannot be read" in verify(backup)


def test_counts_that_do_not_fit_are_noticed(path: Path) -> None:
    backup = back_up(path)
    assert "listed when it was made" in verify(replace(backup, counts={"person": 31}))


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "null",
        "{}",
        "[" * 20_000,
        '{"bytes": 1}',
        '{"created": 5}',
        '{"created": "2026-12-01"}',
        '{"created": "2026-12-01T10:00:00"}',
        '{"sha256": null}',
        '{"sha256": "abc"}',
        '{"schema": "x"}',
        '{"schema": 1e999}',
        '{"counts": [1]}',
        '{"counts": {"a": null}}',
        '{"changes": []}',
    ],
)
def test_a_spoilt_manifest_makes_a_backup_unverified(path: Path, manifest: str) -> None:
    backup = back_up(path)
    spoilt: object = manifest
    if manifest.startswith('{"'):
        spoilt = json.loads(backup.manifest.read_text()) | json.loads(manifest)
        spoilt = json.dumps(spoilt)
    backup.manifest.write_text(str(spoilt))
    (listed,) = list_backups(backup.path.parent)
    assert (listed.verified, listed.reason) == (False, "start")
    assert listed.created == backup.created
    assert newest_verified(backup.path.parent) is None


def test_unknown_files_are_listed_but_do_not_count(path: Path) -> None:
    backup = back_up(path)
    folder = backup.path.parent
    (folder / "copy of mine.db").write_bytes(b"?")
    (folder / "mentorcrm-99999999T999999Z-start.db").write_bytes(b"?")
    (folder / "notes.txt").touch()
    (folder / "folder.db").mkdir()
    (folder / "link.db").symlink_to(path)
    (folder / ".mentorcrm-tmp-1-000000000000-x.db").touch()
    listed = {each.path.name: each.verified for each in list_backups(folder)}
    assert listed == {
        backup.path.name: True,
        "copy of mine.db": False,
        "mentorcrm-99999999T999999Z-start.db": False,
    }
    assert newest_verified(folder) == backup
    assert list_backups(folder / "absent") == []


def test_changes_since_a_backup_are_known_by_the_counter(path: Path) -> None:
    assert changed_since(path, None)
    backup = back_up(path)
    assert not changed_since(path, backup)
    sample.add_people(path, range(1))
    assert changed_since(path, backup)
    assert not changed_since(path, back_up(path))


def test_when_in_doubt_something_has_changed(path: Path, tmp_path: Path) -> None:
    backup = back_up(path)
    assert changed_since(path, replace(backup, verified=False))
    assert changed_since(path, replace(backup, schema=1))
    assert changed_since(tmp_path / "absent.db", backup)
    sample.run(path, "DROP TABLE app_state")
    with reader(path) as connection:
        assert change_counter(connection) is None
    assert changed_since(path, back_up(path))


def test_deleting_removes_the_manifest_too(path: Path) -> None:
    backup = back_up(path)
    delete_backup(backup)
    assert list(backup.path.parent.iterdir()) == []
    delete_backup(backup)


def test_sweeping_removes_orphaned_manifests_of_killed_backups_only(path: Path) -> None:
    backup = back_up(path)
    folder = backup.path.parent
    orphan = folder / "mentorcrm-20200101T000000Z-start.json"
    young = folder / "mentorcrm-20200101T000001Z-start.json"
    other = folder / "mentorcrm-rotation-paused.json"
    for each in (orphan, young, other):
        each.write_text("{}")
    for each in (orphan, other):
        os.utime(each, (0, 0))
    assert sweep_backups(folder) == 1
    assert set(folder.iterdir()) == {backup.path, backup.manifest, young, other}


def test_equal_content_has_an_equal_hash_however_it_lies(tmp_path: Path) -> None:
    sample.create(tmp_path / "a.db", 40)
    sample.create(tmp_path / "b.db", 40)
    sample.run(tmp_path / "b.db", "VACUUM", "REINDEX", "ANALYZE")
    assert hash_of(tmp_path / "a.db") == hash_of(tmp_path / "b.db")
    sample.run(tmp_path / "b.db", "UPDATE note SET body = body || ' ' WHERE id = 7")
    assert hash_of(tmp_path / "a.db") != hash_of(tmp_path / "b.db")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let a test mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@root
@posix
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, small_disk: Path) -> None:
    path = tmp_path / "data.db"
    sample.create(path, 1500)
    assert path.stat().st_size > 600_000
    with pytest.raises(DiskFull, match="Free some space"):
        make_backup(path, small_disk, "start", sample.now)
    assert list(small_disk.iterdir()) == []
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    assert verify(make_backup(path, small_disk, "start", sample.now)) == ""


@root
@posix
def test_a_database_on_a_full_disk_loses_nothing_and_goes_on(small_disk: Path) -> None:
    path = small_disk / "data.db"
    sample.create(path, 3)
    with child("fill", small_disk, "0") as process:
        acknowledged = int(process.communicate()[0].split()[-1])
    assert acknowledged > 4
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    assert sample.names(path) == [f"Zoë {number}" for number in range(acknowledged + 1)]
    sample.add_people(path, range(1))
    assert verify(back_up(path)) == ""


@posix
def test_a_file_size_limit_loses_nothing_and_leaves_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    sample.create(path, 3)
    with child("fill", tmp_path, "600000") as process:
        acknowledged = int(process.communicate()[0].split()[-1])
    assert len(sample.names(path)) == acknowledged + 1
    sample.add_people(path, range(60))
    assert limited_backup(tmp_path, 200_000) == "StorageError"
    assert list((tmp_path / "backups").iterdir()) == []
    assert verify(back_up(path)) == ""


def limited_backup(folder: Path, limit: int) -> str:
    """The error class of a backup in a process whose files may not exceed `limit` bytes."""
    script = (
        "import resource, signal, sys; from pathlib import Path;"
        "from tests.storage.sample_database import now\n"
        "from mentorcrm.storage.backup import make_backup\n"
        "from mentorcrm.errors import StorageError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); limit = int(sys.argv[2])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)); folder = Path(sys.argv[1])\n"
        "try: make_backup(folder / 'data.db', folder / 'backups', 'start', now)\n"
        "except StorageError as error: print(type(error).__mro__[0].__name__)"
    )
    return run_child(script, str(folder), str(limit))


def run_child(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(CHILD.parents[2]), *sys.path])},
    )
    return done.stdout.strip() + done.stderr


@root
@posix
def test_a_read_only_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    sample.create(path, 3)
    (tmp_path / "backups").mkdir()
    for each, mode in ((path, 0o644), (tmp_path / "backups", 0o555), (tmp_path, 0o755)):
        each.chmod(mode)
    parents = [parent for parent in tmp_path.parents if not parent.stat().st_mode & 0o001]
    modes = [parent.stat().st_mode & 0o7777 for parent in parents]
    for parent in parents:
        parent.chmod(0o711)
    script = (
        "import os, sys; from pathlib import Path; from tests.storage.sample_database import now\n"
        "from mentorcrm.storage.backup import make_backup\n"
        "from mentorcrm.errors import StorageError\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "folder = Path(sys.argv[1])\n"
        "try: make_backup(folder / 'data.db', folder / 'backups', 'start', now)\n"
        "except StorageError as error: print(error)"
    )
    try:
        said = run_child(script, str(tmp_path))
    finally:
        for parent, mode in zip(parents, modes, strict=True):
            parent.chmod(mode)
    assert said.startswith("The backup could not be made: this account may not write to ")
    assert list((tmp_path / "backups").iterdir()) == []


def test_the_time_of_a_backup_is_kept_in_utc(path: Path) -> None:
    from datetime import timedelta, timezone

    local = datetime(2026, 12, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    backup = make_backup(path, path.parent / "backups", "start", lambda: local)
    assert backup.created == local
    assert backup.created.tzinfo is UTC
    assert list_backups(backup.path.parent) == [backup]
