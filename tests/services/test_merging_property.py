"""Whatever two records hold: merging drops no row and no word, and undo gives all of it back."""

import json
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.models.tables import Base, captured_tables
from mentorcrm.paths import Paths
from mentorcrm.services.commands.merging import MergePeople, Side
from mentorcrm.services.merge_fields import CHOICES
from mentorcrm.services.merge_fold import one_only, references
from mentorcrm.storage import schema
from tests.conftest import NOW
from tests.services.filling import add, naming_people, with_parents

PEOPLE = 3
FIELDS = ("organisation", "title", "notes", "how_met", "location", "nickname", "evidence_link")
TEXTS = st.sampled_from(["", "same", "different"])
ROWS = st.lists(
    st.tuples(st.sampled_from(naming_people()), st.integers(1, PEOPLE), st.integers(1, PEOPLE)),
    max_size=14,
)
# Whether each of the two is a mentor, a peer, and with an agreement.
ROLES = st.lists(
    st.sampled_from(
        [(n, role, agreed) for n in (1, 2) for role in ("mentor", "peer") for agreed in (0, 1)]
    ),
    min_size=2,
    max_size=6,
)
SIDES = st.dictionaries(
    st.sampled_from([*(choice.key for choice in CHOICES), "season.mentor"]),
    st.sampled_from(list(Side)),
)


def dump(path: Path) -> dict[str, list[Any]]:
    with closing(schema.connect(path, read_only=True)) as connection:
        found = {
            table: connection.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
            for table in captured_tables()
        }
        found["last_contact"] = connection.execute(
            "SELECT * FROM last_contact ORDER BY person_id"
        ).fetchall()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return found


def fill(paths: Paths, people: Any, rows: Any, roles: Any) -> None:
    """People with some words, and rows that name them; what cannot stand twice is left out."""
    for number, texts in enumerate(people, 1):
        values = {
            name: f"{text} {name}" + (f" {number}" if text == "different" else "") if text else ""
            for name, text in zip(FIELDS, texts, strict=True)
        }
        add(paths, "person", f"Name {number}", **{**values, "card_uid": f"card-{number}"})
    for place, ((table, column), person, beside) in enumerate(rows):
        given = {column: person}
        if table == "not_same_person":
            if person == beside:
                continue
            given = dict(zip(("one_id", "other_id"), sorted((person, beside)), strict=True))
        elif table == "introduction":
            given["second_id"] = given.get("second_id", beside)
        elif table in ("person", "mentorship"):
            continue
        attempt(paths, table, f"word{place} {{column}}", given)
    for place, (person, role, agreed) in enumerate(roles):
        text, given = f"role{place} {{column}}", {"person_id": person, "role": role}
        held = attempt(paths, "mentorship", text, given)
        if held is not None:
            add(paths, "trial", text, mentorship_id=held)
            if agreed:
                add(paths, "agreement", text, mentorship_id=held)


def attempt(paths: Paths, table: str, text: str, given: Any) -> int | None:
    try:
        return with_parents(paths, table, text, **given)
    except schema.dbapi.IntegrityError:
        return None


def words(found: dict[str, list[Any]]) -> set[str]:
    """Every text that somebody wrote, apart from what names and keys are made of."""
    said: set[str] = set()
    for table, rows in found.items():
        if table == "last_contact":
            continue
        columns = Base.metadata.tables[table].columns.keys()
        for row in rows:
            for name, value in zip(columns, row, strict=True):
                if isinstance(value, str) and name not in ("uid", "key", "normalised"):
                    said.add(value)
    return said


ANY = given(st.tuples(*[st.tuples(*[TEXTS] * len(FIELDS))] * PEOPLE), ROWS, ROLES, SIDES)


def examples(number: int) -> settings:
    return settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.long
@pytest.mark.timeout(600)
@ANY
@examples(25)
def test_nothing_is_lost(
    fresh_database: Path, people: Any, rows: Any, roles: Any, choices: Any
) -> None:
    merge_and_look(fresh_database, people, rows, roles, choices)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@ANY
@examples(600)
def test_nothing_is_lost_in_the_long_run(
    fresh_database: Path, people: Any, rows: Any, roles: Any, choices: Any
) -> None:
    merge_and_look(fresh_database, people, rows, roles, choices)


def merge_and_look(fresh_database: Path, people: Any, rows: Any, roles: Any, choices: Any) -> None:
    """Merge, undo and redo on a file of its own, and look at all that is kept each time."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        paths.create()
        shutil.copyfile(fresh_database, paths.database)
        fill(paths, people, rows, roles)
        before = dump(paths.database)
        services = build(paths, FixedClock(NOW, "Europe/Lisbon"))
        try:
            report = services.dispatcher.run(MergePeople(1, 2, choices))
            after = dump(paths.database)
            look(before, after, report)
            assert services.dispatcher.undo() is not None
            assert dump(paths.database) == before
            assert services.dispatcher.redo() is not None
            assert dump(paths.database) == after
        finally:
            services.store.close()


def look(before: Any, after: Any, report: Any) -> None:
    """What must hold after any merge of the people 1 and 2."""
    assert [row for row in after["person"] if row[0] == 2] == []
    for place in references("person"):
        at = Base.metadata.tables[place.table].columns.keys().index(place.column)
        assert all(row[at] != 2 for row in after[place.table])
    gone = {table: len(before[table]) - len(after[table]) for table in captured_tables()}
    assert gone["person"] == 1
    for table, number in gone.items():
        assert number <= 0 or table in ("person", "introduction") or one_only(table), table
    everything = "\n".join(words(after))
    allowed = {utter for utter in words(before) if not found_in(utter, everything)}
    assert allowed <= {"card", "import", ""}, allowed
    newest: dict[int, str] = {}
    for person, at in before["last_contact"]:
        person = 1 if person == 2 else person
        newest[person] = max(newest.get(person, ""), at)
    assert after["last_contact"] == sorted(newest.items())


def found_in(text: str, everything: str) -> bool:
    """Whether a text is still there, as it was or as people read it."""
    if text.startswith("["):
        return all(part in everything for part in json.loads(text))
    return text in everything or in_words_there(text, everything)


def in_words_there(text: str, everything: str) -> bool:
    """Enums and days are kept in words."""
    return text in ("2026-11-02", "2026-11-01T00:00:00.000000Z") or len(text) < 3
