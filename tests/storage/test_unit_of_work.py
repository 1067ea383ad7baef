"""One unit of work: all or nothing, captured, replayable, safe against a second writer."""

import json
import threading
import zlib
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, update

from mentorcrm.clock import FixedClock
from mentorcrm.errors import DatabaseLocked, StaleUndo, StorageError
from mentorcrm.models.kinds import ContactKind
from mentorcrm.models.tables import ContactPoint, Person, captured_tables
from mentorcrm.storage import schema
from mentorcrm.storage.changes import ChangeSet, RowChange, pack, unpack
from mentorcrm.storage.replay import apply
from mentorcrm.storage.unit_of_work import Store, UnitOfWork

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(paths, clock):
    opened = Store(paths.database, clock)
    yield opened
    opened.close()


def person(name: str) -> Person:
    return Person(display_name=name, sort_name=name.lower())


def people(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Person.display_name).order_by(Person.id)))


def added(store: Store, name: str = "Ada") -> ChangeSet:
    with store.write() as unit:
        row = person(name)
        unit.session.add(row)
        unit.session.flush()
        unit.session.add(ContactPoint(person_id=row.id, kind=ContactKind.MAIL, value="a@b.example"))
    return unit.changes


def test_an_error_leaves_nothing_behind(store):
    with pytest.raises(RuntimeError, match="half-way"), store.write() as unit:
        unit.session.add(person("Ada"))
        unit.session.flush()
        raise RuntimeError("half-way")
    assert people(store) == []
    assert added(store, "Bob").rows[0].row_id == 1


def test_times_and_versions_are_stamped(store):
    added(store)
    with store.write() as unit:
        unit.session.get_one(Person, 1).title = "CTO"
    with store.read() as session:
        row = session.get_one(Person, 1)
        assert (row.created_at, row.updated_at, row.version) == (NOW, NOW, 2)


def test_bulk_statements_and_cascades_are_captured(store):
    added(store, "Ada")
    added(store, "Bob")
    with store.write() as unit:
        unit.session.execute(update(Person).values(title="Dr"))
        unit.session.execute(delete(Person).where(Person.display_name == "Bob"))
    changed = {(r.table, r.row_id, r.old is None, r.new is None) for r in unit.changes.rows}
    assert changed == {
        ("person", 1, False, False),
        ("person", 2, False, True),
        ("contact_point", 2, False, True),
    }


def test_insert_or_replace_keeps_the_row_it_replaced(store):
    added(store)
    with store.write() as unit:
        columns = ", ".join(c.name for c in Person.__table__.columns if c.name != "display_name")
        unit.session.connection().exec_driver_sql(
            f"INSERT OR REPLACE INTO person(display_name, {columns}) "
            f"SELECT 'Eve', {columns} FROM person WHERE id = 1"
        )
    replaced = next(r for r in unit.changes.rows if r.table == "person")
    assert replaced.old is not None and '"Ada"' in replaced.old
    assert replaced.new is not None and '"Eve"' in replaced.new


def test_what_came_to_nothing_is_no_change(store):
    added(store)
    with store.write() as unit:
        row = person("Gone")
        unit.session.add(row)
        unit.session.flush()
        unit.session.delete(row)
    assert not unit.changes


def test_a_change_set_survives_packing(store):
    changes = added(store, "Zoë “Zed” Ünal\n😀")
    assert unpack(pack(changes)) == changes


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_any_text_survives_packing(texts):
    """Images as SQLite writes them: line ends, tabs and controls in a value are escapes there."""
    with closing(schema.dbapi.connect(":memory:")) as connection:
        images = [
            connection.execute("SELECT json_object('a', ?)", (text.replace("\0", ""),)).fetchone()[
                0
            ]
            for text in texts
            if not any("\ud800" <= char <= "\udfff" for char in text)
        ]
    rows = [RowChange("tag", 1 + n, image, None) for n, image in enumerate(images)]
    rows += [RowChange("person", 1 + n, None, image) for n, image in enumerate(images)]
    rows += [RowChange("tag", 99 + n, image, image + " ") for n, image in enumerate(images)]
    changes = ChangeSet(tuple(rows))
    assert unpack(pack(changes)) == changes


def test_a_change_set_of_the_first_version_is_read():
    old = json.dumps([["tag", [[1, None, '{"a":"x\\ty"}'], [2, "{}", None]]], ["person", []]])
    assert unpack(zlib.compress(old.encode())) == ChangeSet(
        (RowChange("tag", 1, None, '{"a":"x\\ty"}'), RowChange("tag", 2, "{}", None))
    )


def test_inverse_and_forward_again(store):
    first = added(store)
    with store.write() as unit:
        apply(unit.session.connection(), first.inverse())
    assert people(store) == []
    with store.write() as unit:
        assert apply(unit.session.connection(), first).same_effect(first)
    assert people(store) == ["Ada"]


def test_a_row_that_looks_different_is_not_undone(store):
    first = added(store)
    with store.write() as unit:
        unit.session.get_one(Person, 1).title = "CTO"
    with pytest.raises(StaleUndo), store.write() as unit:
        apply(unit.session.connection(), first.inverse())
    assert people(store) == ["Ada"]


def test_undoing_would_take_another_record_with_it(store):
    first = added(store)
    with store.write() as unit:
        unit.session.add(ContactPoint(person_id=1, kind=ContactKind.PHONE, value="1"))
    with pytest.raises(StaleUndo), store.write() as unit:
        apply(unit.session.connection(), first.inverse())
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(ContactPoint)) == 2


def test_reading_cannot_write(store):
    with pytest.raises(StorageError), store.read() as session:
        session.execute(
            insert(Person).values(
                display_name="x", sort_name="x", uid="u", created_at=NOW, updated_at=NOW, version=1
            )
        )


def test_concurrent_increments_are_all_kept(store):
    added(store)

    def work() -> None:
        for _ in range(25):
            with store.write() as unit:
                row = unit.session.get_one(Person, 1)
                row.avatar_tint = row.avatar_tint + 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as session:
        assert session.get_one(Person, 1).avatar_tint == 100


def test_a_second_process_that_holds_the_lock_is_named(store, paths, monkeypatch):
    other = schema.connect(paths.database)
    other.execute("BEGIN IMMEDIATE")
    raw = store._write_engine.raw_connection()
    raw.cursor().execute("PRAGMA busy_timeout=50").fetchall()
    raw.close()
    try:
        with pytest.raises(DatabaseLocked, match="Nothing was changed"), store.write() as unit:
            unit.session.add(person("Ada"))
    finally:
        other.execute("ROLLBACK")
        other.close()
    added(store, "Later")
    assert people(store) == ["Later"]


def test_another_process_is_noticed_once(store, paths, clock):
    assert not store.changed_elsewhere()
    added(store)
    assert not store.changed_elsewhere()
    other = Store(paths.database, clock)
    added(other, "Bob")
    other.close()
    assert store.changed_elsewhere()
    assert not store.changed_elsewhere()


def test_what_is_remembered_is_neither_a_change_nor_a_step(store):
    store.remember("start_page", "{}")
    assert not store.changed_elsewhere()
    with store.write() as unit:
        pass
    assert not unit.changes


def test_private_text_stays_out_of_errors(store):
    added(store)
    secret = "she is leaving in May"
    with pytest.raises(Exception) as caught, store.write() as unit:
        unit.session.execute(
            insert(Person).values(
                id=1,
                display_name="x",
                sort_name="x",
                uid="u",
                created_at=NOW,
                updated_at=NOW,
                version=1,
                notes=secret,
                **dict.fromkeys(("prefix", "given_name"), ""),
            )
        )
    assert secret not in str(caught.value)
    assert secret not in repr(caught.value)


def test_every_table_of_records_is_captured():
    assert {"person", "contact_point", "draft", "interaction", "need"} <= set(captured_tables())
    assert not {"history_step", "app_state"} & set(captured_tables())


def test_the_unit_of_work_reports_its_time(paths):
    opened = Store(paths.database, FixedClock(NOW))
    try:
        with opened.write() as unit:
            assert isinstance(unit, UnitOfWork)
            assert unit.now == NOW
    finally:
        opened.close()


def test_a_search_index_built_anew_on_undo_fits_the_rows_and_forgets_what_left(store):
    rows = 300  # Enough for the index to be built anew instead of row by row.
    added(store, "Keeper")
    with store.write() as unit:
        unit.session.execute(
            insert(Person),
            [
                {"display_name": f"Zebulon {n}", "sort_name": "z", "created_at": NOW,
                 "updated_at": NOW, "version": 1}
                for n in range(rows)
            ],
        )  # fmt: skip
    with store.write() as undo:
        apply(undo.session.connection(), unit.changes.inverse())
    with store.write() as check:
        connection = check.session.connection()
        connection.exec_driver_sql("INSERT INTO person_fts(person_fts) VALUES('integrity-check')")
        left = connection.exec_driver_sql("SELECT block FROM person_fts_data").scalars().all()
        secure = connection.exec_driver_sql(
            "SELECT v FROM person_fts_config WHERE k = 'secure-delete'"
        ).scalar_one()
        found = connection.exec_driver_sql(
            "SELECT rowid FROM person_fts WHERE person_fts MATCH 'keeper OR zebulon'"
        ).all()
    assert secure == 1
    assert [tuple(row) for row in found] == [(1,)]
    assert not any(b"zebulon" in block for block in left)
