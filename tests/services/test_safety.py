"""Opening the data, backups and restoring, through the services that use them."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseTooNew,
    StorageError,
    UserError,
)
from mentorcrm.paths import Paths
from mentorcrm.services.bus import Changes
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.safety import Safety
from mentorcrm.storage import schema
from mentorcrm.storage.lock import DataLock, Use
from tests.conftest import NOW


def sql(path: Path, *statements: str) -> None:
    with closing(schema.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)


def names(services: Any) -> list[str]:
    return [person.name for person in services.people.listed()]


@pytest.fixture
def window(paths: Paths, clock: FixedClock) -> Any:
    """The app as a window has it: with the lock of the data folder."""
    lock = DataLock(paths.lock, Use.WINDOW, "open in a window")
    lock.acquire()
    services = build(paths, clock, lock)
    yield services
    services.store.close()
    lock.release()


def test_a_fresh_folder_is_made(tmp_path: Path, clock: FixedClock):
    services = build(Paths(tmp_path / "new" / "home"), clock)
    services.dispatcher.run(AddPerson("Ana"))
    services.store.close()
    assert services.paths.database.stat().st_mode & 0o777 == 0o600
    assert services.paths.home.stat().st_mode & 0o777 == 0o700
    assert not services.paths.database.with_name("mentorcrm.db-wal").exists()


def test_an_empty_file_is_filled(paths: Paths, clock: FixedClock):
    paths.database.write_bytes(b"")
    services = build(paths, clock)
    assert names(services) == []
    services.store.close()


def test_an_empty_file_beside_backups_is_damage_until_one_is_restored(
    paths: Paths, clock: FixedClock, services: Any, run: Any
):
    run(AddPerson("Ana"))
    made = services.safety.back_up()
    services.store.close()
    for name in paths.home.glob("mentorcrm.db*"):
        name.unlink()
    paths.database.write_bytes(b"")
    with pytest.raises(DatabaseDamaged, match="it is empty, yet backups of it exist"):
        Safety(paths, clock).prepare() or build(paths, clock)
    assert paths.database.read_bytes() == b""
    Safety(paths, clock).restore_alone(made.path)
    services = build(paths, clock)
    assert names(services) == ["Ana"]
    services.store.close()


def test_an_upgrade_that_fails_leaves_the_file_and_a_backup(paths: Paths, clock: FixedClock):
    sql(paths.database, "PRAGMA user_version=0")  # Ours, yet with tables where none should be.
    with pytest.raises(StorageError, match="as it was"):
        build(paths, clock)
    assert Safety(paths, clock).newest().reason == "before-migration"
    with closing(schema.connect(paths.database, read_only=True)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)


def ruined(paths: Paths) -> None:
    data = bytearray(paths.database.read_bytes())
    data[4096:12288] = b"\x5a" * 8192
    paths.database.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda p: sql(p.database, f"PRAGMA user_version={schema.HEAD + 1}"), DatabaseTooNew),
        (lambda p: sql(p.database, "PRAGMA application_id=7"), StorageError),
        (lambda p: p.database.write_bytes(b"hello, this is a text" * 500), StorageError),
        (ruined, DatabaseDamaged),
    ],
    ids=["newer", "foreign", "text", "damaged"],
)
def test_a_file_that_is_not_right_is_named_and_not_touched(
    paths: Paths, clock: FixedClock, spoil: Any, error: type[Exception]
):
    spoil(paths)
    before = paths.database.read_bytes()
    with pytest.raises(error) as caught:
        build(paths, clock)
    assert str(caught.value).endswith(".")
    assert paths.database.read_bytes() == before
    with pytest.raises(error):
        Safety(paths, clock).prepare() or build(paths, clock)
    assert paths.database.read_bytes() == before


def test_a_folder_that_cannot_be_one_is_said(tmp_path: Path, clock: FixedClock):
    file = tmp_path / "file"
    file.write_text("x")
    for home in (file, file / "below"):
        with pytest.raises(StorageError, match="MENTORCRM_HOME"):
            build(Paths(home), clock)


def test_backups_follow_changes(services: Any, run: Any):
    run(AddPerson("Ana"))
    made = services.safety.back_up_if_changed("start")
    assert made.counts["person"] == 1
    assert services.safety.back_up_if_changed("start") is None
    run(AddPerson("Kofi"))
    assert services.safety.back_up_if_changed("start").counts["person"] == 2
    assert [b.verified for b in services.safety.backups()] == [True, True]


def test_restoring_brings_everything_back_and_tells_everybody(window: Any):
    heard: list[Changes] = []
    window.dispatcher.run(AddPerson("Ana"))
    kept = window.safety.back_up()
    window.dispatcher.run(AddPerson("Kofi"))
    window.bus.subscribe(heard.append)
    done = window.restore(kept.path)
    assert heard[-1].everything
    assert names(window) == ["Ana"]
    assert window.history.labels() == ("Add Ana", None)
    assert not window.changed_elsewhere()
    window.dispatcher.run(AddPerson("Ruth"))
    assert window.dispatcher.undo() == "Add Ruth"
    window.restore(done.kept.path)
    assert names(window) == ["Ana", "Kofi"]
    assert window.safety.check()[1] == 0


@pytest.mark.parametrize("what", ["missing", "text", "foreign"])
def test_a_backup_that_is_none_is_refused_and_nothing_changes(
    window: Any, tmp_path: Path, what: str
):
    window.dispatcher.run(AddPerson("Ana"))
    file = tmp_path / "x.db"
    if what == "text":
        file.write_text("not a database" * 999)
    elif what == "foreign":
        sql(file, "CREATE TABLE t (x)")
    with pytest.raises((UserError, StorageError)) as caught:
        window.restore(file)
    assert "x.db" in str(caught.value)
    assert names(window) == ["Ana"]


def test_a_backup_with_a_trigger_of_a_strangers_is_refused(window: Any, tmp_path: Path):
    file = Path(shutil.copy(window.safety.back_up().path, tmp_path / "odd.db"))
    file.chmod(0o600)
    sql(file, "CREATE TRIGGER evil AFTER INSERT ON person BEGIN DELETE FROM need; END")
    with pytest.raises((UserError, StorageError), match="evil"):
        window.restore(file)


def test_nothing_is_restored_under_an_open_window(window: Any, clock: FixedClock):
    kept = window.safety.back_up()
    with pytest.raises(DatabaseLocked):
        Safety(window.paths, clock).restore_alone(kept.path)


def test_restoring_needs_the_folder(services: Any, run: Any):
    with pytest.raises(StorageError, match="not open"):
        services.restore(services.safety.back_up().path)


FIRST_START = (
    "import sys; from pathlib import Path; from mentorcrm.paths import Paths; "
    "from mentorcrm.cli.opening import opened\n"
    "with opened(Paths(Path(sys.argv[1]))) as services: print(len(services.people.ids()))"
)


def test_several_first_starts_at_once_take_turns(tmp_path: Path):
    command = [sys.executable, "-c", FIRST_START, str(tmp_path / "home")]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [process.communicate(timeout=60) for process in started] == [("0\n", "")] * 3


def test_closing_keeps_the_start_page_and_a_backup(paths: Paths, clock: FixedClock):
    from mentorcrm.services import snapshot

    services = build(paths, clock)
    services.dispatcher.run(AddPerson("Ana"))
    services.close()
    assert services.safety.newest().reason == "quit"
    page = snapshot.read(paths.database)
    assert page is not None
    assert (page.total, [p.name for p in page.people]) == (1, ["Ana"])
    assert services.clock.now() == NOW
