"""A small database with all that matters here: keys, a search index, triggers, a counter."""

import hashlib
import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

from mentorcrm.storage.schema import connect
from mentorcrm.storage.shape import SchemaFacts, SchemaObject, schema_objects

MARK = 0x4D435254
HEAD = 5
NOW = datetime(2026, 12, 1, 14, 2, tzinfo=UTC)

SCHEMA = """
CREATE TABLE app_state (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    number INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE attachment (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL);
CREATE INDEX note_by_person ON note (person_id);
CREATE VIRTUAL TABLE note_text USING fts5(body, content='note', content_rowid='id');
CREATE TRIGGER note_added AFTER INSERT ON note BEGIN
    INSERT INTO note_text (rowid, body) VALUES (new.id, new.body);
END;
"""


# Damage of the search index, which can be rebuilt; the records are sound.
BROKEN_INDEX = [
    "UPDATE note_text_data SET block = x'00ff' WHERE id > 10",
    "DELETE FROM note_text_data WHERE id > 10",
    "DELETE FROM note_text_config",
]


def now() -> datetime:
    return NOW


def create(path: Path, people: int = 30, *, schema: int = HEAD, mark: int = MARK) -> None:
    """A sound, closed database with five notes for each person."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(connect(path)) as connection:
        connection.executescript(SCHEMA)
        connection.execute(f"PRAGMA application_id={mark}")
        connection.execute(f"PRAGMA user_version={schema}")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO app_state VALUES ('changes', '0')")
        for number in range(people):
            add_person(connection, number)
        connection.execute("COMMIT")


def add_person(connection: Any, number: int, length: int = 60) -> None:
    """One person with five notes and one more change on the counter, in the open transaction."""
    person = connection.execute(
        "INSERT INTO person (name) VALUES (?)", (f"Zoë {number}",)
    ).lastrowid
    connection.executemany(
        "INSERT INTO note (person_id, number, body) VALUES (?, ?, ?)",
        [(person, number, f"note {number}.{part} " + "é" * length) for part in range(5)],
    )
    connection.execute("UPDATE app_state SET value = value + 1 WHERE key = 'changes'")


def attach(path: Path, *contents: bytes) -> list[Path]:
    """Attached files beside the database, and the rows that name them."""
    folder = path.parent / "attachments"
    folder.mkdir(exist_ok=True)
    files = [folder / hashlib.sha256(content).hexdigest() for content in contents]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
        run(path, f"INSERT INTO attachment (sha256) VALUES ('{file.name}')")
    return files


def add_people(path: Path, numbers: range) -> None:
    with closing(connect(path)) as connection:
        for number in numbers:
            connection.execute("BEGIN IMMEDIATE")
            add_person(connection, number)
            connection.execute("COMMIT")


def names(path: Path) -> list[str]:
    with closing(connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM person ORDER BY id")]


def run(path: Path, *statements: str) -> None:
    with closing(connect(path)) as connection:
        for statement in statements:
            connection.execute(statement).fetchall()


def expected_objects() -> frozenset[SchemaObject]:
    with closing(dbapi.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        return schema_objects(connection)


def facts() -> SchemaFacts:
    known = expected_objects()
    return SchemaFacts(MARK, HEAD, lambda schema: known if 0 < schema <= HEAD else None)


def listing(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, save the shared memory, which holds no data."""
    return {
        path.name: b"" if path.name.endswith("-shm") else path.read_bytes()
        for path in folder.iterdir()
        if path.is_file()
    }


Clock = Callable[[], datetime]
