"""Migrations: they build what the models say, keep every row, and fail as a whole."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.errors import StorageError
from mentorcrm.models.tables import Base, captured_tables
from mentorcrm.paths import Paths
from mentorcrm.storage import schema
from mentorcrm.storage.backup import content_hash, tables
from mentorcrm.storage.engine import migrating_engine
from mentorcrm.storage.migrate import head_revision, migrate
from mentorcrm.storage.shape import schema_objects
from tests.conftest import NOW
from tests.source_tree import ROOT
from tools.freeze_schema import ODD, filled

FROZEN = sorted((ROOT / "tests" / "fixtures" / "schema").glob("v*.db"))

REVISION = '''"""A revision of a test."""

from alembic import op

revision = "{number:04d}"
down_revision = {below!r}


def upgrade() -> None:
    for statement in {statements!r}:
        op.execute(statement)
    {last}
'''


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with rows in every table; copy it, do not open it."""
    return filled(tmp_path_factory.mktemp("full") / "home")


@pytest.fixture
def copy(full: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(full, tmp_path / "copy.db"))


def read(path: Path, query: str) -> list[Any]:
    with closing(schema.connect(path, read_only=True)) as connection:
        return connection.execute(query).fetchall()


def content(path: Path) -> str:
    with closing(schema.connect(path, read_only=True)) as connection:
        return content_hash(connection)


def shape(path: Path) -> frozenset[Any]:
    with closing(schema.connect(path, read_only=True)) as connection:
        return schema_objects(connection)


def rows(path: Path, columns: dict[str, str]) -> dict[str, list[Any]]:
    return {
        table: sorted(read(path, f'SELECT {names} FROM "{table}"'), key=repr)
        for table, names in columns.items()
    }


def columns_of(path: Path) -> dict[str, str]:
    """The columns of each table; what is not a record of the user's is left out."""
    with closing(schema.connect(path, read_only=True)) as connection:
        return {
            table: ", ".join(
                f'"{name}"'
                for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
            )
            for table in tables(connection)
            if table != "app_state"
        }


@pytest.fixture
def revisions(tmp_path: Path) -> Iterator[Any]:
    """Writes a revision on top of the present ones into a folder of its own."""
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "mentorcrm" / "storage" / "migrations", folder)

    def write(*statements: str, last: str = "pass") -> Path:
        number = schema.HEAD + 1
        text = REVISION.format(
            number=number, below=f"{schema.HEAD:04d}", statements=statements, last=last
        )
        (folder / "versions" / f"{number:04d}_test.py").write_text(text, encoding="utf-8")
        return folder

    return write


def test_the_migrations_build_what_the_models_say(fresh_database: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(fresh_database, tmp_path / "compare.db"))
    engine = migrating_engine(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": lambda _c, _i, _m, there, ours: (
                    there._type_affinity is not ours.as_generic()._type_affinity
                    if not hasattr(ours, "impl")
                    else there._type_affinity is not ours.impl._type_affinity
                ),
                "include_object": lambda _o, name, kind, _r, _t: (
                    kind != "table" or "_fts" not in name
                ),
            },
        )
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def test_the_comparison_sees_a_missing_column(copy: Path) -> None:
    with closing(schema.connect(copy)) as connection:
        connection.execute("ALTER TABLE profile DROP COLUMN calendar_file")
    engine = migrating_engine(copy)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert any("calendar_file" in repr(difference) for difference in differences)


def test_head_newest_revision_and_user_version_are_one_number(fresh_database: Path) -> None:
    assert head_revision() == schema.HEAD
    assert read(fresh_database, "PRAGMA user_version") == [(schema.HEAD,)]
    assert read(fresh_database, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]


def test_every_column_of_the_models_is_strict_text_or_whole_number(fresh_database: Path) -> None:
    kinds = {
        kind
        for table in captured_tables()
        for (kind,) in read(fresh_database, f"SELECT type FROM pragma_table_info('{table}')")
    }
    assert kinds == {"TEXT", "INTEGER"}
    loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
    assert read(fresh_database, loose + "AND NOT strict AND name NOT LIKE 'sqlite%'") == []


def test_the_filled_database_has_rows_everywhere_and_odd_ones(full: Path) -> None:
    for table in tables_of(full):
        assert read(full, f'SELECT count(*) FROM "{table}"') > [(0,)], table
    assert read(full, "SELECT max(length(notes)) FROM person") == [(200_000,)]
    assert read(full, "SELECT count(*) FROM person WHERE introduced_by IS NOT NULL") == [(2,)]
    assert any("👩🏽‍🔬" in name for (name,) in read(full, "SELECT display_name FROM person"))


def tables_of(path: Path) -> list[str]:
    with closing(schema.connect(path, read_only=True)) as connection:
        return tables(connection)


def test_a_filled_database_at_the_head_stays_as_it_is(copy: Path) -> None:
    before = content(copy)
    assert migrate(copy) == schema.HEAD
    assert content(copy) == before


def test_a_revision_that_rebuilds_keeps_every_row(copy: Path, revisions: Any) -> None:
    columns = columns_of(copy)
    before = rows(copy, columns)
    folder = revisions(
        "ALTER TABLE person ADD COLUMN shoe_size INTEGER",
        "CREATE TABLE tag_new (name TEXT, key TEXT UNIQUE, id INTEGER PRIMARY KEY AUTOINCREMENT, "
        "uid TEXT, created_at TEXT, updated_at TEXT, version INTEGER) STRICT",
        "INSERT INTO tag_new SELECT name, key, id, uid, created_at, updated_at, version FROM tag",
        "DROP TABLE tag",
        "ALTER TABLE tag_new RENAME TO tag",
    )
    assert migrate(copy, folder=folder) == schema.HEAD
    assert read(copy, "PRAGMA user_version") == [(schema.HEAD + 1,)]
    assert rows(copy, columns) == before
    assert migrate(copy, folder=folder) == schema.HEAD + 1


@pytest.mark.parametrize("state", ["filled", "empty"])
def test_a_revision_that_fails_half_way_leaves_the_old_schema(
    state: str, copy: Path, fresh_database: Path, revisions: Any
) -> None:
    if state == "empty":
        shutil.copy(fresh_database, copy)
    before, was = content(copy), shape(copy)
    folder = revisions(
        "CREATE TABLE extra (id INTEGER PRIMARY KEY, text TEXT)",
        "ALTER TABLE person ADD COLUMN shoe_size INTEGER",
        "CREATE INDEX ix_extra ON extra (text)",
        "INSERT INTO extra (text) VALUES ('half')",
        "DELETE FROM tag",
        last="raise RuntimeError('the power went')",
    )
    with pytest.raises(RuntimeError, match="the power went"):
        migrate(copy, folder=folder)
    assert content(copy) == before
    assert shape(copy) == was
    assert read(copy, "PRAGMA user_version") == [(schema.HEAD,)]
    assert read(copy, "PRAGMA integrity_check") == [("ok",)]


def test_rows_that_would_point_nowhere_undo_the_upgrade(copy: Path, revisions: Any) -> None:
    before = content(copy)
    folder = revisions("DELETE FROM person WHERE id = 1")
    with pytest.raises(StorageError, match="was undone"):
        migrate(copy, folder=folder)
    assert content(copy) == before


def test_a_fresh_file_comes_up_through_every_revision(tmp_path: Path, revisions: Any) -> None:
    path = tmp_path / "new.db"
    assert migrate(path, folder=revisions("CREATE TABLE extra (id INTEGER PRIMARY KEY)")) == 0
    assert read(path, "PRAGMA user_version") == [(schema.HEAD + 1,)]


def test_a_released_schema_has_a_frozen_file() -> None:
    assert [int(path.stem[1:]) for path in FROZEN] == list(range(1, schema.HEAD + 1))


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_a_frozen_database_opens_with_all_that_is_in_it(frozen: Path, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    paths.create()
    shutil.copy(frozen, paths.database)
    assert content(paths.database) == frozen.with_suffix(".sha256").read_text().strip()
    columns = columns_of(paths.database)
    before = rows(paths.database, columns)
    services = build(paths, FixedClock(NOW, "Europe/Lisbon"))
    try:
        assert services.safety.check()[1] == 0
        assert len(services.people.ids()) == 3
        person = services.people.find("x")
        assert services.people.detail(person).values["why_them"] == ODD.strip()
        (draft,) = services.outreach.list()
        assert len(services.outreach.detail(draft.id).parts) == 15
        assert services.dispatcher.undo() is not None
        assert services.dispatcher.redo() is not None
    finally:
        services.store.close()
    after = rows(paths.database, {t: c for t, c in columns.items() if t != "history_step"})
    assert after == {t: r for t, r in before.items() if t != "history_step"}


def test_the_second_revision_finds_the_last_contacts(tmp_path: Path) -> None:
    path = Path(shutil.copy(FROZEN[0], tmp_path / "old.db"))
    newest = (
        "SELECT person_id, max(at) FROM interaction_person JOIN interaction AS i "
        "ON i.id = interaction_id WHERE counts_as_contact AND i.deleted_at IS NULL "
        "GROUP BY person_id ORDER BY person_id"
    )
    before = read(path, newest)
    assert migrate(path) == 1
    assert len(before) == 2
    assert read(path, "SELECT person_id, at FROM last_contact ORDER BY person_id") == before
