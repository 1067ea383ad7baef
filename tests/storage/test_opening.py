"""Looking at a file changes nothing and always ends in a sentence."""

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from mentorcrm.errors import DatabaseDamaged, DatabaseTooNew, StorageError
from mentorcrm.storage.opening import FileState, Probe, explain, probe, reader, set_aside
from mentorcrm.storage.schema import connect
from tests.storage import sample_database as sample
from tests.storage.crash_trials import child

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX only")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "mentorcrm.db"
    path.parent.mkdir()
    sample.create(path)
    return path


def look(path: Path, *, thorough: bool = True) -> Probe:
    """Probe, and demand that the folder is byte for byte as before."""
    before = sample.listing(path.parent)
    seen = probe(path, sample.MARK, sample.HEAD, thorough=thorough)
    assert sample.listing(path.parent) == before
    assert explain(seen).endswith(".")
    return seen


@pytest.mark.parametrize("thorough", [True, False])
def test_our_own_file_is_current(path: Path, thorough: bool) -> None:
    seen = look(path, thorough=thorough)
    assert (seen.state, seen.schema, seen.usable) == (FileState.CURRENT, sample.HEAD, True)
    assert seen.seconds > 0


def test_an_older_and_a_newer_file_are_told_apart(path: Path) -> None:
    sample.run(path, "PRAGMA user_version=1")
    assert look(path).state is FileState.OLDER
    sample.run(path, "PRAGMA user_version=9")
    seen = look(path)
    assert (seen.state, seen.usable) == (FileState.NEWER, False)
    error = seen.error("1 December 2026, 14:02")
    assert isinstance(error, DatabaseTooNew)
    knows = f"newer mentorcrm (schema 9; this one knows {sample.HEAD}). Nothing was changed."
    assert knows in str(error)
    assert str(error).endswith("before the update: 1 December 2026, 14:02.")


def test_a_database_of_another_program_is_foreign(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "places.sqlite")) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER)")
    seen = look(tmp_path / "places.sqlite")
    assert seen.state is FileState.FOREIGN
    assert type(seen.error()) is StorageError


def test_missing_and_empty_files_may_be_set_up(tmp_path: Path) -> None:
    assert look(tmp_path / "absent.db").state is FileState.MISSING
    (tmp_path / "zero.db").touch()
    assert look(tmp_path / "zero.db").state is FileState.EMPTY
    with closing(connect(tmp_path / "bare.db")):
        pass
    assert look(tmp_path / "bare.db").state is FileState.EMPTY


def test_an_empty_file_with_waiting_changes_is_not_taken_for_new(tmp_path: Path) -> None:
    (tmp_path / "data.db").touch()
    (tmp_path / "data.db-wal").write_bytes(b"x" * 5000)
    assert look(tmp_path / "data.db").state is FileState.DAMAGED


@pytest.mark.parametrize("content", [b"Dear diary", b"x" * 9000, b"SQLite format 3\0", b"\0" * 512])
def test_a_file_that_is_no_database_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "data.db"
    path.write_bytes(content)
    seen = look(path)
    assert seen.state in (FileState.NOT_A_DATABASE, FileState.DAMAGED)
    assert isinstance(seen.error(), DatabaseDamaged)


@posix
def test_folders_pipes_and_loose_links_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "unplugged" / "data.db")
    (tmp_path / "file").touch()
    for name in ("pipe", "link", "file/data.db", "."):
        assert probe(tmp_path / name, 1, 1).state is FileState.UNREADABLE


def test_rows_that_point_nowhere_are_damage_for_the_thorough_look(path: Path) -> None:
    with closing(dbapi.connect(str(path), isolation_level=None)) as connection:
        connection.execute("DELETE FROM person WHERE id = 3")
    assert look(path, thorough=False).state is FileState.CURRENT
    seen = look(path)
    assert seen.state is FileState.DAMAGED
    assert "points to a record in person" in seen.detail


def crash_with_hot_wal(path: Path) -> None:
    with child("hot", path.parent) as process:
        process.wait()


@posix
@pytest.mark.parametrize("without_shm", [False, True])
def test_changes_that_wait_in_the_wal_are_seen_and_left_waiting(
    tmp_path: Path, without_shm: bool
) -> None:
    path = tmp_path / "data.db"
    sample.create(path, 3)
    crash_with_hot_wal(path)
    if without_shm:
        (tmp_path / "data.db-shm").unlink()
    assert look(path).state is FileState.CURRENT
    with reader(path) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone()[0] == 4
    assert (tmp_path / "data.db-wal").stat().st_size > 0
    assert (tmp_path / "data.db-shm").exists() is not without_shm


@posix
def test_a_hot_rollback_journal_is_rolled_back_only_in_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    sample.create(path, 200)
    script = (
        "import os, sys, sqlcipher3.dbapi2 as d; c = d.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA journal_mode=DELETE'); c.execute('PRAGMA cache_size=5');"
        "c.execute('BEGIN'); c.execute(\"UPDATE note SET body = 'half'\"); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert (tmp_path / "data.db-journal").stat().st_size > 0
    assert look(path).state is FileState.CURRENT
    with reader(path) as connection:
        halves = connection.execute("SELECT count(*) FROM note WHERE body = 'half'").fetchone()[0]
    assert halves == 0


def test_probing_beside_an_open_connection_disturbs_nobody(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        sample.add_person(connection, 100)
        assert probe(path, sample.MARK, sample.HEAD, thorough=True).state is FileState.CURRENT
        connection.execute("COMMIT")
    assert len(sample.names(path)) == 31


def test_a_path_with_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "a b?mode=rw#é%20.db"
    sample.create(path, 2)
    assert look(path).state is FileState.CURRENT


def test_a_hostile_trigger_does_not_act_when_looked_at(path: Path) -> None:
    sample.run(path, "CREATE VIEW sly AS SELECT * FROM note WHERE load_extension('x')")
    assert look(path).state is FileState.CURRENT


def damage(path: Path, chance: random.Random) -> None:
    """One bit turned, one sector emptied, or the end cut off."""
    content = bytearray(path.read_bytes())
    kind = chance.randrange(3)
    at = chance.randrange(len(content))
    if kind == 0:
        content[at] ^= 1 << chance.randrange(8)
    elif kind == 1:
        sector = at // 512 * 512
        content[sector : sector + 512] = bytes(512)
    else:
        del content[at:]
    path.write_bytes(content)


def test_damage_of_every_kind_ends_in_a_state_and_is_never_written_to(
    path: Path, tmp_path: Path
) -> None:
    chance = random.Random(7)
    sound = path.read_bytes()
    seen: list[Probe] = []
    for _ in range(150):
        path.write_bytes(sound)
        damage(path, chance)
        seen.append(look(path))
    assert max(each.seconds for each in seen) < 2
    states = {each.state for each in seen}
    assert {FileState.DAMAGED, FileState.NOT_A_DATABASE} <= states
    assert FileState.UNREADABLE not in states


def test_a_schema_that_is_no_text_any_more_is_damage(path: Path) -> None:
    content = path.read_bytes()
    word = b"CREATE TABLE "
    assert word in content
    path.write_bytes(content.replace(word, b"CREATE TABLE\xdf"))
    found = look(path)
    assert found.state is FileState.DAMAGED
    assert isinstance(found.error(), DatabaseDamaged)
    assert "codec" not in str(found.error())


@pytest.mark.parametrize("statement", sample.BROKEN_INDEX)
def test_a_broken_search_index_does_not_make_the_records_unusable(
    path: Path, statement: str
) -> None:
    sample.run(path, statement)
    assert look(path).state is FileState.CURRENT


@posix
def test_every_bit_of_the_header_may_be_turned(path: Path) -> None:
    sound = path.read_bytes()
    for bit in range(800):
        content = bytearray(sound)
        content[bit // 8] ^= 1 << bit % 8
        path.write_bytes(content)
        probe(path, sample.MARK, sample.HEAD, thorough=True)
        assert path.read_bytes() == content
    assert [name.name for name in path.parent.iterdir()] == ["mentorcrm.db"]


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "state"),
    [
        (0o444, 0o755, FileState.CURRENT),
        (0o644, 0o555, FileState.CURRENT),
        (0o444, 0o555, FileState.CURRENT),
        (0o000, 0o755, FileState.UNREADABLE),
        (0o644, 0o000, FileState.UNREADABLE),
    ],
)
@pytest.mark.parametrize("hot", [False, True])
def test_read_only_files_and_folders_are_still_read(
    tmp_path: Path, file_mode: int, folder_mode: int, state: FileState, hot: bool
) -> None:
    """Root ignores modes, so a child without rights looks."""
    path = tmp_path / "data.db"
    sample.create(path, 5)
    if hot:
        crash_with_hot_wal(path)
    for file in tmp_path.iterdir():
        file.chmod(file_mode)
    tmp_path.chmod(folder_mode)
    try:
        assert as_nobody(path, tmp_path) == state
    finally:
        tmp_path.chmod(0o755)


def as_nobody(path: Path, folder: Path) -> str:
    """The state that an unprivileged account sees; every parent is opened to it meanwhile."""
    parents = [parent for parent in folder.parents if not parent.stat().st_mode & 0o001]
    before = [parent.stat().st_mode & 0o7777 for parent in parents]
    for parent in parents:
        parent.chmod(0o711)
    script = (
        # What is loaded on first use must be there before the rights to read it are given up.
        "import os, shutil, sys, tempfile; from pathlib import Path;"
        "from mentorcrm.storage.opening import probe;"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534);"
        f"p = probe(Path(sys.argv[1]), {sample.MARK}, {sample.HEAD}, thorough=True);"
        "print(p.state); print(p.detail, file=sys.stderr)"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", script, str(path)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    finally:
        for parent, mode in zip(parents, before, strict=True):
            parent.chmod(mode)
    return done.stdout.strip() or done.stderr


def test_setting_aside_keeps_everything_and_overwrites_nothing(path: Path) -> None:
    folder = path.parent
    wal = folder / "mentorcrm.db-wal"
    contents = []
    for number in range(3):
        path.write_bytes(b"broken %d" % number)
        wal.write_bytes(b"waiting %d" % number)
        contents.append((path.read_bytes(), wal.read_bytes()))
        aside = set_aside(path, sample.NOW)
        assert aside.name.startswith("mentorcrm.db.damaged-20261201-140200")
        assert not path.exists()
        assert not wal.exists()
    kept = [
        (aside.read_bytes(), aside.with_name(aside.name + "-wal").read_bytes())
        for aside in sorted(folder.iterdir())
        if not aside.name.endswith("-wal")
    ]
    assert sorted(kept) == contents


def test_a_file_set_aside_opens_with_its_waiting_changes(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    sample.create(path, 3)
    crash_with_hot_wal(path)
    aside = set_aside(path, sample.NOW)
    with closing(connect(aside)) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone()[0] == 4


def test_a_linked_database_is_set_aside_where_it_lies(tmp_path: Path) -> None:
    real = tmp_path / "disk" / "real.db"
    real.parent.mkdir()
    sample.create(real, 2)
    link = tmp_path / "mentorcrm.db"
    link.symlink_to(real)
    assert probe(link, sample.MARK, sample.HEAD).state is FileState.CURRENT
    assert set_aside(link, sample.NOW).parent == real.parent
    assert probe(link, sample.MARK, sample.HEAD).state is FileState.MISSING


def test_the_start_up_look_is_quick(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    sample.create(path, 1000)
    start = time.perf_counter()
    seen = probe(path, sample.MARK, sample.HEAD, thorough=True)
    assert seen.state is FileState.CURRENT
    assert time.perf_counter() - start < 0.5
