"""Restoring: looked at first, the present state kept, exact content, all or nothing."""

import hashlib
import os
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from mentorcrm.errors import DatabaseLocked, NotFound, StorageError, UserError
from mentorcrm.paths import Paths
from mentorcrm.storage import restore as restoring
from mentorcrm.storage import rotation
from mentorcrm.storage.backup import (
    Backup,
    changed_since,
    list_backups,
    make_backup,
    verify,
)
from mentorcrm.storage.checks import Level, examine
from mentorcrm.storage.restore import Restored, inspect_backup, restore
from mentorcrm.storage.schema import connect
from tests.storage import sample_database as sample
from tests.storage.crash_trials import child, digest, unsound

FACTS = sample.facts()
posix = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.db"
    sample.create(path)
    return path


@pytest.fixture
def backup(path: Path) -> Backup:
    """A backup of 30 people; the live file has gone on to 42."""
    made = make_backup(path, path.parent / "backups", "start", sample.now)
    sample.add_people(path, range(100, 112))
    return made


def bring_back(file: Path, path: Path) -> Restored:
    return restore(file, path, path.parent / "backups", FACTS, sample.now)


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_restore_brings_back_the_content_and_keeps_the_present(
    path: Path, backup: Backup
) -> None:
    present, file_before = digest(path), sha(backup.path)
    done = bring_back(backup.path, path)
    assert digest(path) == digest(backup.path)
    assert unsound(path) == []
    assert done.kept is not None
    assert (digest(done.kept.path), verify(done.kept)) == (present, "")
    assert done.preview.counts["person"] == 30
    assert sha(backup.path) == file_before
    back = bring_back(done.kept.path, path)
    assert digest(path) == present
    assert back.kept is not None


def test_old_backups_are_not_thinned_until_the_user_has_looked(path: Path, backup: Backup) -> None:
    bring_back(backup.path, path)
    assert rotation.is_paused(path.parent / "backups")


def test_after_a_restore_no_older_backup_looks_up_to_date(path: Path, backup: Backup) -> None:
    bring_back(backup.path, path)
    for older in list_backups(path.parent / "backups"):
        assert changed_since(path, older)
    sample.add_people(path, range(12))
    for older in list_backups(path.parent / "backups"):
        assert changed_since(path, older)


@posix
def test_a_restore_over_a_crashed_file_with_waiting_changes(path: Path, backup: Backup) -> None:
    with child("hot", path.parent) as process:
        process.wait()
    assert path.with_name("data.db-wal").stat().st_size > 0
    present = digest(path)
    done = bring_back(backup.path, path)
    assert digest(path) == digest(backup.path)
    assert unsound(path) == []
    assert done.kept is not None
    assert digest(done.kept.path) == present


def test_readers_with_the_file_open_see_the_restored_content(path: Path, backup: Backup) -> None:
    with closing(connect(path)) as window:
        assert window.execute("SELECT count(*) FROM person").fetchone()[0] == 42
        bring_back(backup.path, path)
        assert window.execute("SELECT count(*) FROM person").fetchone()[0] == 30
        window.execute("BEGIN IMMEDIATE")
        sample.add_person(window, 500)
        window.execute("COMMIT")
    assert len(sample.names(path)) == 31


def test_a_writer_that_stays_inside_ends_the_restore_with_a_sentence(
    path: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "_LOCK_SECONDS", 0.2)
    present = digest(path)
    with closing(connect(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked, match="Close it and try again"):
            bring_back(backup.path, path)
        writer.execute("ROLLBACK")
    assert digest(path) == present


@pytest.mark.parametrize("content", [None, b"", b"scribble " * 900])
def test_a_live_file_that_is_gone_or_broken_is_put_in_place_anew(
    path: Path, backup: Backup, content: bytes | None
) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    done = bring_back(backup.path, path)
    assert digest(path) == digest(backup.path)
    assert unsound(path) == []
    assert done.kept is None
    if content:
        assert done.aside is not None
        assert done.aside.read_bytes() == content
    else:
        assert done.aside is None
    assert path.stat().st_mode & 0o777 == 0o600
    assert not [each for each in path.parent.iterdir() if each.name.startswith(".")]


def test_a_damaged_live_file_is_set_aside_with_its_waiting_changes(
    path: Path, backup: Backup
) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 8] = bytes(4096 * 6)
    path.write_bytes(content)
    wal = path.with_name("data.db-wal")
    wal.write_bytes(b"not a log")
    done = bring_back(backup.path, path)
    assert done.aside is not None
    assert done.aside.read_bytes() == content
    assert done.aside.with_name(done.aside.name + "-wal").read_bytes() == b"not a log"
    assert not wal.exists()
    assert digest(path) == digest(backup.path)


def test_a_newer_live_file_is_kept_as_a_backup_first(path: Path, backup: Backup) -> None:
    sample.run(path, "PRAGMA user_version=9")
    done = bring_back(backup.path, path)
    assert done.kept is not None
    assert done.kept.schema == 9
    assert digest(path) == digest(backup.path)


def refused(file: Path, path: Path) -> str:
    """The sentence of a refused restore, which must change nothing at all."""
    folders = (path.parent, file.parent)
    before = [sample.listing(folder) for folder in folders]
    with pytest.raises(UserError) as caught:
        bring_back(file, path)
    assert [sample.listing(folder) for folder in folders] == before
    assert inspect_backup(file, FACTS).refusal in str(caught.value)
    return str(caught.value)


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """A file as a stranger might send it: ours, without a manifest."""
    (tmp_path / "usb").mkdir()
    file = tmp_path / "usb" / "from a friend.db"
    sample.create(file, 5)
    sample.run(file, "PRAGMA journal_mode=DELETE")
    return file


def test_a_sound_file_from_elsewhere_can_be_restored(path: Path, stranger: Path) -> None:
    bring_back(stranger, path)
    assert len(sample.names(path)) == 5


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER sly AFTER INSERT ON person BEGIN DELETE FROM note; END",
        "CREATE VIEW person_view AS SELECT * FROM person",
        "CREATE TABLE extra (id INTEGER)",
        "CREATE INDEX extra ON person (name)",
        "DROP INDEX note_by_person",
        "ALTER TABLE person ADD COLUMN extra TEXT",
        "CREATE VIRTUAL TABLE extra USING fts5(x)",
        "CREATE TRIGGER note_text_data AFTER INSERT ON person BEGIN SELECT 1; END",
    ],
)
def test_a_schema_that_is_not_exactly_ours_is_refused(
    path: Path, stranger: Path, statement: str
) -> None:
    sample.run(stranger, statement, "PRAGMA journal_mode=DELETE")
    assert "changed by something other than mentorcrm" in refused(stranger, path)


def test_a_trigger_of_the_right_name_with_other_deeds_is_refused(
    path: Path, stranger: Path
) -> None:
    sample.run(
        stranger,
        "DROP TRIGGER note_added",
        "CREATE TRIGGER note_added AFTER INSERT ON note BEGIN DELETE FROM person; END",
        "PRAGMA journal_mode=DELETE",
    )
    assert "another trigger note_added" in refused(stranger, path)


def test_files_of_the_wrong_kind_are_refused(path: Path, stranger: Path) -> None:
    sample.run(stranger, "PRAGMA user_version=9", "PRAGMA journal_mode=DELETE")
    assert f"newer mentorcrm (schema 9; this one knows {sample.HEAD})" in refused(stranger, path)
    sample.run(stranger, "PRAGMA user_version=0", "PRAGMA journal_mode=DELETE")
    assert "does not know" in refused(stranger, path)
    sample.run(stranger, "PRAGMA application_id=5", "PRAGMA journal_mode=DELETE")
    assert "another program" in refused(stranger, path)
    stranger.write_bytes(b"PK\x03\x04 a zip" * 50)
    assert "not a mentorcrm backup" in refused(stranger, path)
    stranger.write_bytes(b"")
    assert "is empty" in refused(stranger, path)


def test_a_missing_file_or_a_folder_is_not_found(path: Path, tmp_path: Path) -> None:
    for file in (tmp_path / "absent.db", tmp_path):
        with pytest.raises(NotFound, match="is not a file"):
            bring_back(file, path)


def test_a_backup_that_has_changed_since_is_refused(path: Path, backup: Backup) -> None:
    with closing(dbapi.connect(str(backup.path))) as connection:
        connection.execute("UPDATE person SET name = 'X 1' WHERE id = 2")
        connection.commit()
    assert "changed since" in refused(backup.path, path)


def test_orphaned_rows_are_refused(path: Path, stranger: Path) -> None:
    with closing(dbapi.connect(str(stranger), isolation_level=None)) as connection:
        connection.execute("DELETE FROM person WHERE id = 2")
    assert "is damaged" in refused(stranger, path)


def test_another_page_size_is_refused(path: Path, stranger: Path) -> None:
    sample.run(stranger, "PRAGMA journal_mode=DELETE")
    with closing(dbapi.connect(str(stranger), isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size=8192").fetchall()
        connection.execute("VACUUM")
    assert "page size 8192" in refused(stranger, path)


def test_a_renamed_backup_with_its_manifest_is_still_verified(
    path: Path, backup: Backup, tmp_path: Path
) -> None:
    moved = backup.path.rename(tmp_path / "christmas.db")
    backup.manifest.rename(tmp_path / "christmas.json")
    assert inspect_backup(moved, FACTS).backup.verified
    bring_back(moved, path)
    assert len(sample.names(path)) == 30


def test_an_older_schema_is_restored_as_it_is(path: Path, stranger: Path) -> None:
    sample.run(stranger, "PRAGMA user_version=2", "PRAGMA journal_mode=DELETE")
    assert bring_back(stranger, path).preview.schema == 2
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 2


def test_restoring_the_live_file_onto_itself_is_harmless(path: Path) -> None:
    before = digest(path)
    with suppress(UserError, StorageError):
        bring_back(path, path)
    assert digest(path) == before


def test_a_folder_in_the_place_of_the_data_is_left_alone(tmp_path: Path, stranger: Path) -> None:
    (tmp_path / "data.db").mkdir()
    with pytest.raises(StorageError, match="it is a folder"):
        bring_back(stranger, tmp_path / "data.db")
    assert (tmp_path / "data.db").is_dir()


def test_the_real_schema_survives_a_backup_and_a_restore(paths: Paths) -> None:
    """With the tables, triggers and search index that the migrations make."""
    from mentorcrm.storage.expected import schema_facts

    made = make_backup(paths.database, paths.backups, "start", sample.now)
    done = restore(made.path, paths.database, paths.backups, schema_facts(), sample.now)
    assert done.preview.refusal == ""
    assert digest(paths.database) == digest(made.path)
    results = examine(paths, schema_facts(), sample.NOW)
    assert [result for result in results if result.level is not Level.OK] == []
