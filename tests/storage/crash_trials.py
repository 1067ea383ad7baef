"""One trial each of killing a process at a bad moment; the tests run a few, the campaign many."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from mentorcrm.storage.backup import content_hash, list_backups, verify
from mentorcrm.storage.files import leftover_temps
from mentorcrm.storage.kept_files import lacking
from mentorcrm.storage.opening import FileState, check, probe, reader
from mentorcrm.storage.schema import connect
from tests.storage import sample_database as sample

# Large enough for a kill to fall between them.
ATTACHED = tuple(bytes([number]) * 3_000_000 for number in range(6))
CHILD = Path(__file__).with_name("crash_child.py")


@dataclass(frozen=True)
class Trial:
    """`faults` must be empty; `facts` are figures for the report."""

    faults: tuple[str, ...]
    facts: Counter[str]


@contextmanager
def child(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, str(CHILD), *map(str, arguments)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(CHILD.parents[2]), *sys.path])},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def first_line(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().decode().strip()


def kill_and_read(process: subprocess.Popen[bytes]) -> list[str]:
    process.kill()
    process.wait()
    assert process.stdout is not None
    return process.stdout.read().decode().split()


def unsound(path: Path) -> list[str]:
    with closing(connect(path)) as connection:
        problems = check(connection, full=True)
        connection.execute("INSERT INTO note_text(note_text, rank) VALUES ('integrity-check', 1)")
    return problems


def broken_people(path: Path, acknowledged: list[int]) -> list[str]:
    """What is lost or half written, seen in a file that has been opened normally."""
    with closing(connect(path)) as connection:
        rows = connection.execute(
            "SELECT person.name, count(note.id) FROM person "
            "LEFT JOIN note ON note.person_id = person.id GROUP BY person.id"
        ).fetchall()
        counter = connection.execute("SELECT value FROM app_state").fetchone()[0]
    present = {int(name.split()[1]): notes for name, notes in rows}
    faults = [f"lost {number}" for number in acknowledged if number not in present]
    faults += [f"partial {number}" for number, notes in present.items() if notes != 5]
    if int(counter) != len(present):
        faults.append(f"counter {counter} for {len(present)}")
    return faults


def kill_writer(folder: Path, chance: random.Random) -> Trial:
    """Kill a writer in the same file again and again; nothing acknowledged may be gone."""
    path = folder / "data.db"
    if not path.exists():
        sample.create(path, 3)
    with child("write", folder, chance.random()) as process:
        # Counted, not timed, so that a busy machine kills it as far on; then at any moment.
        said = [first_line(process) for _commit in range(chance.randint(1, 8))]
        time.sleep(chance.uniform(0, 0.01))
        acknowledged = [*map(int, said), *map(int, kill_and_read(process))]
    seen = probe(path, sample.MARK, sample.HEAD, thorough=True)
    faults = [] if seen.state is FileState.CURRENT else [f"probe: {seen.state} {seen.detail}"]
    faults += broken_people(path, acknowledged) + unsound(path)
    return Trial(tuple(faults), Counter(kills=1, acknowledged=len(acknowledged)))


def kill_backup(folder: Path, chance: random.Random) -> Trial:
    """Kill a process that makes one backup after the other; each that has a name is whole."""
    path, backups = folder / "data.db", folder / "backups"
    if not path.exists():
        sample.create(path, 400)
        sample.attach(path, *ATTACHED)
    with child("backup", folder) as process:
        first_line(process)
        time.sleep(chance.uniform(0, 0.3))
        kill_and_read(process)
    found = list_backups(backups)
    faults = [f"unverified {backup.path.name}" for backup in found if not backup.verified]
    faults += [problem for backup in found if (problem := verify(backup))]
    faults += [
        f"{len(gone)} files missing" for b in found if (gone := lacking(b.attachments, b.files))
    ]
    faults += [f"names {len(b.attachments)}" for b in found if len(b.attachments) != len(ATTACHED)]
    left = len(leftover_temps(backups)) if backups.exists() else 0
    shutil.rmtree(backups, ignore_errors=True)
    return Trial(tuple(faults), Counter(kills=1, backups=len(found), leftovers=left))


def kill_restore(folder: Path, chance: random.Random) -> Trial:
    """Kill a restore; the live content is the old or the new, never a mixture."""
    path, file, present = folder / "data.db", folder / "stick" / "older.db", folder / "present.db"
    if not file.exists():
        file.parent.mkdir()
        sample.create(file, 1500)
        sample.attach(file, *ATTACHED)
        sample.run(file, "PRAGMA journal_mode=DELETE")
        sample.create(present, 700)
    for name in folder.glob("data.db*"):
        name.unlink()
    shutil.rmtree(folder / "attachments", ignore_errors=True)
    shutil.copyfile(present, path)
    before, wanted = digest(path), digest(file)
    with child("bring_back", folder, file) as process:
        first_line(process)
        time.sleep(chance.uniform(0, 0.2))
        said = kill_and_read(process)
    after = digest(path)
    outcome = {before: "old", wanted: "new"}.get(after, "mixed")
    faults = unsound(path)
    if outcome == "mixed" or (said and outcome != "new"):
        faults.append(f"{outcome} after {said}")
    files = [name.name for name in (file.parent / "attachments").iterdir()]
    if outcome == "new" and lacking(files, folder / "attachments"):
        faults.append("attached files are missing")
    if lacking(files, file.parent / "attachments"):
        faults.append("the backup's own files suffered")
    kept = [backup for backup in list_backups(folder / "backups") if not verify(backup)]
    if outcome == "new" and not any(digest(backup.path) == before for backup in kept):
        faults.append("the state before was not kept")
    shutil.rmtree(folder / "backups", ignore_errors=True)
    return Trial(tuple(faults), Counter({"kills": 1, outcome: 1}))


def digest(path: Path) -> str:
    with reader(path) as connection:
        return content_hash(connection, counter=False)
