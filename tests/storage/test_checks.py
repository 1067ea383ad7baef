"""The doctor finds what was planted, and nothing else."""

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from mentorcrm.errors import DatabaseLocked, StorageError
from mentorcrm.paths import Paths
from mentorcrm.storage.backup import list_backups, make_backup
from mentorcrm.storage.checks import CheckResult, Level, examine, exit_code, rebuild_search
from mentorcrm.storage.schema import connect
from tests.storage import sample_database as sample

FACTS = sample.facts()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths(tmp_path / "home")
    paths.create()
    sample.create(paths.database)
    make_backup(paths.database, paths.backups, "start", sample.now)
    return paths


def look(paths: Paths) -> dict[str, CheckResult]:
    """What is not in order, by check; the files stay as they are."""
    before = sample.listing(paths.home)
    results = examine(paths, FACTS, sample.NOW)
    assert sample.listing(paths.home) == before
    assert all(
        result.message.endswith((".", ":")) or "damaged:" in result.message for result in results
    )
    bad = {result.check: result for result in results if result.level is not Level.OK}
    damaged = any(result.level is Level.DAMAGE for result in bad.values())
    assert exit_code(results) == int(damaged)
    return bad


def test_a_healthy_home_has_nothing_to_report(paths: Paths) -> None:
    assert look(paths) == {}
    checks = {result.check for result in examine(paths, FACTS, sample.NOW)}
    assert checks == {"integrity", "schema", "search", "backups", "permissions", "space"}


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.2, "within the last hour"),
        (1.5, "an hour ago"),
        (30, "30 hours ago"),
        (50, "2 days ago"),
    ],
)
def test_the_age_of_the_newest_backup_is_said_in_words(
    paths: Paths, hours: float, words: str
) -> None:
    newest = max(backup.created for backup in list_backups(paths.backups))
    results = examine(paths, FACTS, newest + timedelta(hours=hours))
    (said,) = [result.message for result in results if result.check == "backups"]
    assert said == f"The newest verified backup was made {words}."


def test_a_home_before_the_first_start_is_not_damaged(tmp_path: Path) -> None:
    results = examine(Paths(tmp_path / "new"), FACTS, sample.NOW)
    assert exit_code(results) == 0


def test_a_damaged_file(paths: Paths) -> None:
    content = bytearray(paths.database.read_bytes())
    content[4096 * 3 : 4096 * 8] = bytes(4096 * 5)
    paths.database.write_bytes(content)
    bad = look(paths)
    assert bad["integrity"].level is Level.DAMAGE
    assert "mentorcrm restore" in bad["integrity"].remedy


def test_a_file_that_is_no_database_names_the_newest_backup(paths: Paths) -> None:
    paths.database.write_bytes(b"oops" * 5000)
    assert "Restore the backup of 1 December 2026, 14:02 UTC" in look(paths)["database"].message


def test_a_file_without_bytes_beside_backups_is_damage(paths: Paths) -> None:
    paths.database.write_bytes(b"")
    found = look(paths)["database"]
    assert found.level is Level.DAMAGE
    assert "it is empty, yet backups of it exist" in found.message
    assert "mentorcrm restore" in found.remedy


@pytest.mark.parametrize("content", ["foreign", "text"])
def test_what_is_not_ours_gets_no_remedy_that_cannot_help(tmp_path: Path, content: str) -> None:
    paths = Paths(tmp_path / "home")
    paths.create()
    if content == "text":
        paths.database.write_bytes(b"Dear diary " * 900)
    else:
        with closing(connect(paths.database)) as connection:
            connection.execute("CREATE TABLE moz_places (id INTEGER)")
    bad = look(paths)
    assert bad["database"].level is Level.DAMAGE
    assert bad["database"].remedy == bad["backups"].remedy == ""


def test_a_newer_file(paths: Paths) -> None:
    sample.run(paths.database, "PRAGMA user_version=9")
    assert "newer mentorcrm" in look(paths)["database"].message


def test_an_older_schema_only_warns(paths: Paths) -> None:
    sample.run(paths.database, "PRAGMA user_version=2")
    assert look(paths)["schema"].level is Level.WARN


def test_orphaned_rows(paths: Paths) -> None:
    with closing(dbapi.connect(str(paths.database), isolation_level=None)) as connection:
        connection.execute("DELETE FROM person WHERE id = 3")
    assert "points to a record in person" in look(paths)["integrity"].message


def test_a_foreign_trigger(paths: Paths) -> None:
    sample.run(paths.database, "CREATE TRIGGER sly AFTER DELETE ON note BEGIN SELECT 1; END")
    bad = look(paths)["schema"]
    assert (bad.level, "unknown trigger sly" in bad.message) == (Level.DAMAGE, True)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO note (person_id, number, body) VALUES (1, 9, 'unseen')",
        "DELETE FROM note WHERE id = 4",
        "UPDATE note SET body = 'other words' WHERE id = 4",
    ],
)
def test_a_search_index_that_missed_a_change(paths: Paths, statement: str) -> None:
    trigger = (
        "CREATE TRIGGER note_added AFTER INSERT ON note BEGIN\n"
        "    INSERT INTO note_text (rowid, body) VALUES (new.id, new.body);\nEND"
    )
    sample.run(paths.database, "DROP TRIGGER note_added", statement, trigger)
    bad = look(paths)
    assert set(bad) == {"search"}
    assert "records themselves are sound" in bad["search"].remedy


@pytest.mark.parametrize("statement", sample.BROKEN_INDEX)
def test_a_broken_search_index_is_the_only_complaint(paths: Paths, statement: str) -> None:
    sample.run(paths.database, statement)
    bad = look(paths)
    assert {check: result.level for check, result in bad.items()} == {"search": Level.DAMAGE}
    assert make_backup(paths.database, paths.backups, "start", sample.now).verified


def test_a_search_index_is_rebuilt_from_the_records(paths: Paths) -> None:
    sample.run(paths.database, sample.BROKEN_INDEX[0])
    assert rebuild_search(paths.database) == ["note_text"]
    assert look(paths) == {}


def test_the_search_index_is_not_rebuilt_beside_a_writer(paths: Paths) -> None:
    with closing(connect(paths.database)) as window:
        window.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked, match="could not be rebuilt"):
            rebuild_search(paths.database, wait=0.1)
    with pytest.raises(StorageError):
        rebuild_search(paths.home / "absent.db")
    assert not (paths.home / "absent.db").exists()


def test_damage_among_the_unused_pages(paths: Paths) -> None:
    sample.run(paths.database, "CREATE TABLE gone (x)", "INSERT INTO gone VALUES (zeroblob(90000))")
    sample.run(paths.database, "DROP TABLE gone")
    content = bytearray(paths.database.read_bytes())
    content[36:40] = (3).to_bytes(4, "big")  # The header's count of free pages.
    paths.database.write_bytes(content)
    assert look(paths)["integrity"].level is Level.DAMAGE


def test_an_old_a_missing_and_a_spoilt_backup(paths: Paths) -> None:
    late = examine(paths, FACTS, sample.NOW + timedelta(days=9))
    assert any("9 days old" in result.message for result in late)
    (backup,) = paths.backups.glob("*.db")
    content = bytearray(backup.read_bytes())
    content[5000] ^= 1
    backup.write_bytes(content)
    assert "has changed since" in look(paths)["backups"].message
    backup.with_suffix(".json").unlink()
    assert "no verified backup" in look(paths)["backups"].message


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_a_file_that_others_can_read(paths: Paths) -> None:
    paths.database.chmod(0o644)
    assert "mentorcrm.db" in look(paths)["permissions"].message


def test_leftovers_a_sync_folder_and_a_great_log(paths: Paths, tmp_path: Path) -> None:
    (paths.backups / ".mentorcrm-tmp-999999999-0123456789ab-x.db").touch(mode=0o600)
    home = tmp_path / "Dropbox" / "crm"
    home.parent.mkdir()
    moved = Paths(paths.home.rename(home))
    assert set(look(moved)) == {"leftovers", "place"}
    with (home / "mentorcrm.db-wal").open("wb") as wal:
        wal.truncate(80 * 1024 * 1024)
    (home / "mentorcrm.db-wal").chmod(0o600)
    results = examine(moved, FACTS, sample.NOW)
    assert any(result.check == "waiting changes" for result in results)


def test_the_doctor_works_beside_an_open_window(paths: Paths) -> None:
    with closing(connect(paths.database)) as window:
        window.execute("BEGIN IMMEDIATE")
        sample.add_person(window, 77)
        results = examine(paths, FACTS, sample.NOW)
        window.execute("COMMIT")
    assert exit_code(results) == 0
