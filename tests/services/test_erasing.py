"""Erased for good is gone: the words of a record are in no byte of the data folder any more."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mentorcrm.models.kinds import InteractionChannel, MessageKind, Season
from mentorcrm.models.tables import Base, captured_tables
from mentorcrm.services.commands.bin import BinKind, RestoreFromBin
from mentorcrm.services.commands.outreach import (
    AttachContent,
    DeleteDraft,
    EditDraft,
    LogInteraction,
)
from mentorcrm.services.commands.people import AddPerson, DeletePeople, EditPerson, SetTags
from mentorcrm.services.erasing import erase
from mentorcrm.services.recovery import UnsavedText
from mentorcrm.storage import schema
from tests.conftest import NOW
from tests.services.filling import STAMP, add, required, with_parents

MARK = "zqxmarkerqxz"


def found_in(folder: Path) -> dict[str, int]:
    """How often the marker stands in each file, whatever its case."""
    counted = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (number := path.read_bytes().lower().count(MARK.encode())):
            counted[path.relative_to(folder).as_posix()] = number
    return counted


def binned(services: Any, kind: BinKind) -> tuple[BinKind, int]:
    """Two hundred rows of a kind, and among them one in the bin that holds the marker."""
    for number in range(200):
        with_parents(services.paths, kind.value, f"filler {number} {{column}}")
    marked = f"{MARK} {{column}}"
    row = with_parents(
        services.paths, kind.value, marked, **beside(services, kind.value), deleted_at=STAMP
    )
    for table, column in hanging_on(kind.value):
        given = {**beside(services, table), column: row}
        with_parents(services.paths, table, marked, **given)
    return kind, row


def beside(services: Any, table: str) -> dict[str, int]:
    """Rows without the marker for all that a row of a table has to name."""
    return {name: with_parents(services.paths, to, "kept") for name, to in required(table)}


def hanging_on(table: str) -> Iterator[tuple[str, str]]:
    """The columns by which other rows go along when a row goes."""
    for other in captured_tables():
        for column in Base.metadata.tables[other].columns:
            for key in column.foreign_keys:
                if key.column.table.name == table and key.ondelete == "CASCADE":
                    yield other, column.name


@pytest.mark.parametrize("kind", list(BinKind))
def test_no_byte_of_a_record_stays(services: Any, kind: BinKind) -> None:
    item = binned(services, kind)
    services.store.close()
    with closing(schema.connect(services.paths.database)) as connection:
        connection.execute("ANALYZE")  # The planner's samples hold values, too.
    assert found_in(services.paths.home)
    assert erase(services, [item]).records == 1
    assert found_in(services.paths.home) == {}
    with closing(schema.connect(services.paths.database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'")
        for (index,) in names.fetchall():
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert found_in(services.paths.home) == {}
    services.store.close()
    assert found_in(services.paths.home) == {}


def lived_with(services: Any) -> int:
    """Somebody with all that a person leaves behind while the app is used."""
    run = services.dispatcher.run
    person: int = run(AddPerson(f"Ana {MARK}", mail=f"{MARK}@x.example", season=Season.ACTIVE))
    run(EditPerson(person, {"notes": f"Note of {MARK}", "organisation": MARK}))
    run(SetTags(person, (MARK,)))
    run(LogInteraction((person,), NOW, InteractionChannel.CALL, summary=MARK, body=MARK))
    draft = run(services.desk.beginning(person, MessageKind.RECAP))
    run(EditDraft(draft, body=f"Dear {MARK}"))
    run(AttachContent(draft, "cv.txt", f"The file of {MARK}".encode()))
    services.recovery.keep(
        UnsavedText(draft, f"To {MARK}", NOW.isoformat(), MARK, MARK, True, {"stuck": MARK})
    )
    services.keep_start_page()
    run(DeletePeople((person,)))
    return person


def test_nothing_stays_beside_the_tables_either(services: Any) -> None:
    kofi = services.dispatcher.run(AddPerson("Kofi"))
    person = lived_with(services)
    services.dispatcher.run(EditPerson(kofi, {"location": "Accra"}))
    places = found_in(services.paths.home)
    assert {"mentorcrm.db-wal", "mentorcrm-unsaved-texts.json"} < places.keys()
    assert erase(services, [(BinKind.PERSON, person)]).records == 1
    assert found_in(services.paths.home) == {}
    assert services.dispatcher.undo() == "Edit Kofi"
    assert services.dispatcher.undo() is None


def test_from_the_backups_only_when_that_is_asked(services: Any) -> None:
    services.dispatcher.run(AddPerson("Kofi"))
    before = services.safety.back_up()
    person = lived_with(services)
    services.safety.back_up()
    done = erase(services, [(BinKind.PERSON, person)])
    assert done.backups == 0
    assert {Path(name).parts[0] for name in found_in(services.paths.home)} == {"backups"}
    other = lived_with(services)
    services.safety.back_up()
    done = erase(services, [(BinKind.PERSON, other)], from_backups=True)
    assert done.backups == 1
    kept = [backup.path for backup in services.safety.backups()]
    assert before.path in kept
    assert "after-erasing" in {backup.reason for backup in services.safety.backups()}


def test_backups_that_held_it_are_gone_with_their_files(services: Any) -> None:
    services.dispatcher.run(AddPerson("Kofi"))
    person = lived_with(services)
    services.safety.back_up()
    done = erase(services, [(BinKind.PERSON, person)], from_backups=True)
    assert (done.backups, done.unread) == (1, 0)
    assert found_in(services.paths.home) == {}
    assert len(services.safety.backups()) == 1


def test_a_backup_that_cannot_be_read_is_told(services: Any) -> None:
    person = lived_with(services)
    backup = services.safety.back_up()
    backup.path.write_bytes(b"not a database at all" * 400)
    done = erase(services, [(BinKind.PERSON, person)], from_backups=True)
    assert done.unread == 1


def test_what_is_not_in_the_bin_stays(services: Any) -> None:
    kofi = services.dispatcher.run(AddPerson("Kofi"))
    assert erase(services, [(BinKind.PERSON, kofi)]).records == 0
    assert services.people.detail(kofi).name == "Kofi"
    assert services.dispatcher.undo() == "Add Kofi"


def test_many_report_how_far_it_is_and_can_be_stopped(services: Any) -> None:
    people = tuple(add(services.paths, "person", f"P{n}", deleted_at=STAMP) for n in range(450))
    told: list[tuple[int, int]] = []
    items = [(BinKind.PERSON, person) for person in people]
    done = erase(
        services, items, progress=lambda *now: told.append(now), cancelled=lambda: len(told) == 2
    )
    assert told == [(200, 450), (400, 450)]
    assert (done.records, services.bin.number()) == (400, 50)


def test_the_bin_says_what_lies_there_and_gives_it_back(
    services: Any, run: Any, there_and_back: Any
) -> None:
    ana = run(AddPerson("Ana"))
    draft = run(services.desk.beginning(ana, MessageKind.RECAP))
    run(EditDraft(draft, subject="Thank you"))
    run(DeleteDraft(draft))
    run(DeletePeople((ana,)))
    rows = services.bin.rows(services.bin.items())
    assert {(row.kind, row.title, row.about) for row in rows} == {
        (BinKind.DRAFT, "Thank you", "Ana"), (BinKind.PERSON, "Ana", ""),
    }  # fmt: skip
    assert {str(row.goes) for row in rows} == {"2026-12-24"}
    there_and_back(RestoreFromBin(((BinKind.DRAFT, draft),)), "Take a message out of the bin")
    assert services.bin.items() == []
    assert services.people.detail(ana).deleted is False


@pytest.mark.parametrize("kind", [kind for kind in BinKind if kind is not BinKind.PERSON])
def test_the_step_that_brings_something_back_holds_none_of_its_words(
    services: Any, run: Any, kind: BinKind
) -> None:
    row = with_parents(services.paths, kind.value, MARK, deleted_at=STAMP)
    assert run(RestoreFromBin(((kind, row),))) == 1
    label = services.history.labels()[0]
    assert label.startswith("Take ")
    assert MARK not in label


def test_the_day_a_thing_goes_is_that_where_i_am(services: Any, run: Any) -> None:
    from dataclasses import replace

    from mentorcrm.services.in_the_bin import BinQueries

    late = NOW.replace(hour=22)
    person = add(services.paths, "person", "Ana", deleted_at=late.isoformat())
    assert services.bin.items() == [(BinKind.PERSON, person)]
    for zone, day in (("Asia/Tokyo", "2026-12-25"), ("America/New_York", "2026-12-24")):
        there = BinQueries(services.store, replace(services.clock, zone_name=zone))
        (row,) = there.rows(there.items())
        assert str(row.goes) == day
    assert services.bin.rows([(BinKind.PERSON, 9999)]) == ()
