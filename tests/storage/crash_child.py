"""Processes that the crash tests start in order to kill them: `crash_child.py MODE FOLDER …`."""

import os
import random
import sys
import time
from contextlib import closing
from pathlib import Path

from mentorcrm.storage.backup import make_backup
from mentorcrm.storage.lock import DataLock, Use
from mentorcrm.storage.restore import restore
from mentorcrm.storage.schema import connect
from tests.storage.sample_database import add_person, facts, now


def say(text: object) -> None:
    os.write(1, f"{text}\n".encode())


def write(folder: Path, seed: str) -> None:
    """Commit without pause; say a number only after its COMMIT has returned."""
    lengths = random.Random(seed)
    with closing(connect(folder / "data.db")) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=50").fetchall()
        number = connection.execute("SELECT count(*) FROM person").fetchone()[0]
        while True:
            connection.execute("BEGIN IMMEDIATE")
            add_person(connection, number, lengths.randint(10, 9000))
            connection.execute("COMMIT")
            say(number)
            number += 1


def fill(folder: Path, limit: str) -> None:
    """Commit until four commits have failed for want of room, as `write` does otherwise."""
    import resource
    import signal

    if int(limit):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    failures = 0
    with closing(connect(folder / "data.db")) as connection:
        number = connection.execute("SELECT count(*) FROM person").fetchone()[0]
        while failures < 4:
            try:
                connection.execute("BEGIN IMMEDIATE")
                add_person(connection, number, 4000)
                connection.execute("COMMIT")
            except connection.DatabaseError:
                failures += 1
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                continue
            say(number)
            number += 1


def hot(folder: Path) -> None:
    """Leave committed changes in the -wal and die with the file open."""
    connection = connect(folder / "data.db")
    connection.execute("PRAGMA wal_autocheckpoint=0").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    add_person(connection, 999)
    connection.execute("COMMIT")
    os.kill(os.getpid(), 9)


def backup(folder: Path) -> None:
    say("ready")
    while True:
        make_backup(folder / "data.db", folder / "backups", "half-hourly", now)


def bring_back(folder: Path, file: str) -> None:
    known = facts()
    say("ready")
    restore(Path(file), folder / "data.db", folder / "backups", known, now)
    say("done")
    time.sleep(60)


def hold(folder: Path, use: str) -> None:
    with DataLock(folder / "mentorcrm.lock", Use(use), "restoring a backup"):
        say("held")
        time.sleep(60)


if __name__ == "__main__":
    modes = {"write": write, "fill": fill, "hot": hot, "backup": backup}
    modes |= {"bring_back": bring_back, "hold": hold}
    modes[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
