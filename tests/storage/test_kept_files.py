"""Attached files come along with a backup, and back with a restore."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from mentorcrm.storage import kept_files, rotation
from mentorcrm.storage.backup import delete_backup, list_backups, make_backup, verify
from mentorcrm.storage.restore import restore
from tests.storage import sample_database as sample

PAPERS = (b"trade-offs" * 900, b"a page of notes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    sample.create(tmp_path / "home.db")
    (tmp_path / "home").mkdir()
    path = (tmp_path / "home.db").rename(tmp_path / "home" / "data.db")
    sample.attach(path, *PAPERS)
    return path


def backups(path: Path) -> Path:
    return path.parent / "backups"


def put_back(file: Path, path: Path) -> tuple[str, ...]:
    return restore(file, path, backups(path), sample.facts(), sample.now).lost


def contents(folder: Path) -> list[bytes]:
    return sorted(file.read_bytes() for file in folder.iterdir())


def test_a_backup_has_the_files_that_its_database_names(path: Path) -> None:
    (path.parent / "attachments" / ("0" * 64)).write_bytes(b"named by nobody")
    made = make_backup(path, backups(path), "start", sample.now)
    assert len(made.attachments) == 2
    assert contents(made.files) == sorted(PAPERS)
    assert list_backups(backups(path)) == [made]
    assert verify(made) == ""


def test_lost_files_come_back_with_a_restore(path: Path) -> None:
    made = make_backup(path, backups(path), "start", sample.now)
    for file in (path.parent / "attachments").iterdir():
        file.unlink()
    assert put_back(made.path, path) == ()
    assert contents(path.parent / "attachments") == sorted(PAPERS)


def test_a_backup_on_another_disk_brings_its_own(path: Path, tmp_path: Path) -> None:
    made = make_backup(path, backups(path), "start", sample.now)
    stick = (tmp_path / "stick").absolute()
    backups(path).rename(stick)
    (path.parent / "attachments").rename(tmp_path / "lost")
    assert put_back(stick / made.path.name, path) == ()
    assert contents(path.parent / "attachments") == sorted(PAPERS)


def test_a_backup_without_its_files_is_restored_and_says_what_is_lost(
    path: Path, tmp_path: Path
) -> None:
    made = make_backup(path, backups(path), "start", sample.now)
    alone = tmp_path / made.path.name
    made.path.rename(alone)
    made.manifest.rename(alone.with_suffix(".json"))
    next((path.parent / "attachments").iterdir()).unlink()
    assert len(put_back(alone, path)) == 1


def test_a_damaged_file_is_neither_kept_nor_brought_back(path: Path) -> None:
    first, second = sorted((path.parent / "attachments").iterdir())
    first.write_bytes(b"something else")
    made = make_backup(path, backups(path), "start", sample.now)
    assert made.attachments == (second.name,)
    assert put_back(made.path, path) == (first.name,)


def test_a_damaged_file_is_mended_from_the_backup(path: Path) -> None:
    made = make_backup(path, backups(path), "start", sample.now)
    first = min((path.parent / "attachments").iterdir())
    first.unlink()
    first.write_bytes(b"something else")
    assert put_back(made.path, path) == ()
    assert contents(path.parent / "attachments") == sorted(PAPERS)


def test_a_backup_from_before_attachments_is_read_and_restored(path: Path) -> None:
    made = make_backup(path, backups(path), "start", sample.now)
    manifest = json.loads(made.manifest.read_bytes())
    del manifest["attachments"]
    made.manifest.write_text(json.dumps(manifest))
    (old,) = list_backups(backups(path))
    assert (old.verified, old.attachments, verify(old)) == (True, (), "")
    assert put_back(old.path, path) == ()


def test_files_go_with_the_last_backup_that_names_them(path: Path) -> None:
    make_backup(path, backups(path), "start", sample.now)
    sample.run(path, "DELETE FROM attachment")
    second = make_backup(path, backups(path), "quit", sample.now)
    rotation.rotate(backups(path), sample.NOW)
    assert contents(second.files) == sorted(PAPERS)
    for backup in list_backups(backups(path)):
        if backup.attachments:
            delete_backup(backup)
    rotation.rotate(backups(path), sample.NOW + timedelta(hours=1))
    assert contents(second.files) == []


def test_nothing_goes_while_a_manifest_cannot_be_read(path: Path) -> None:
    made = make_backup(path, backups(path), "start", sample.now)
    made.manifest.write_text("{")
    assert kept_files.sweep(backups(path)) == 0
    made.manifest.unlink()
    assert kept_files.sweep(backups(path)) == 0
    assert contents(made.files) == sorted(PAPERS)
