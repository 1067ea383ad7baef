"""From keystroke to results: the filter of the People list, and the search over everything.

    python -m benchmarks.search [--people 10000 100000] [--queries 150] [--json]

Ten notes for each person. Words of the records are typed letter by letter, one to five of them
and whole. "list" is the ids of everybody who matches, the count beside them and the rows of the
first window. The floor, in the same run, is the plain driver with one FTS5 query for 20 people
and one for 20 notes; it is asked for every fifth word, as with one letter it takes longer than all
the others together.
"""

import random
import re
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.homes import fill
from benchmarks.measure import Row, milliseconds, options, percentile, show
from mentorcrm.app import build
from mentorcrm.paths import Paths
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.storage import schema

LENGTHS = (1, 2, 3, 4, 5, 0)  # 0 is the whole word.
WINDOW = 50
FLOOR_EVERY = 5


def typed_words(connection: Any, number: int, rng: random.Random) -> list[str]:
    """Words of people and notes, as often as they occur in them."""
    people = connection.execute("SELECT count(*) FROM person").fetchone()[0]
    notes = connection.execute("SELECT count(*) FROM interaction").fetchone()[0]
    found = []
    while len(found) < number:
        name, text = connection.execute(
            "SELECT display_name || ' ' || organisation, (SELECT summary FROM interaction "
            "WHERE id = ?) FROM person WHERE id = ?",
            (rng.randint(1, notes), rng.randint(1, people)),
        ).fetchone()
        found.append(rng.choice(re.findall(r"\w+", rng.choice((name, text)).lower())))
    return found


def plain(connection: Any) -> Callable[[str], object]:
    """The floor: people and notes by the plain driver."""

    def work(text: str) -> object:
        expression = f'"{text}"*'
        return [
            connection.execute(
                f"SELECT p.* FROM {index} f JOIN {table} p ON p.id = f.rowid "
                f"WHERE {index} MATCH ? ORDER BY f.rowid DESC LIMIT 20",
                (expression,),
            ).fetchall()
            for index, table in (("person_fts", "person"), ("note_fts", "interaction"))
        ]

    return work


def measure(paths: Paths, people: int, queries: int) -> list[Row]:
    """Milliseconds by kind of search and length of what is typed."""
    rng = random.Random(7)
    connection = schema.connect(paths.database)
    words = typed_words(connection, queries, rng)
    services = build(paths)

    def listed(text: str) -> object:
        ids = services.people.ids(PeopleFilter(text=text))
        services.people.counts()
        return services.people.rows(ids[:WINDOW])

    kinds = {"floor": plain(connection), "list": listed, "everything": services.search.everything}
    times: dict[tuple[str, int], list[float]] = {}
    for work in kinds.values():
        work(words[0])
    for number, word in enumerate(words):
        for length in LENGTHS:
            for name, work in kinds.items():
                if name == "floor" and number % FLOOR_EVERY:
                    continue
                text = word[:length] if length else word
                spent = milliseconds(lambda work=work, text=text: work(text))
                times.setdefault((name, length), []).append(spent)
    services.store.close()
    connection.close()
    return [_row(people, name, times) for name in kinds]


def _row(people: int, name: str, times: dict[tuple[str, int], list[float]]) -> Row:
    row: Row = {"people": people, "search": name}
    every: list[float] = []
    for length in LENGTHS:
        values = times[name, length]
        every += values
        row[f"{length or 'word'} p50/p99"] = (
            f"{statistics.median(values):.2f} / {percentile(values, 0.99):.2f}"
        )
    return {**row, "all p99": percentile(every, 0.99), "most": max(every)}


def main(arguments: list[str] | None = None) -> None:
    chosen = options(__doc__, people=[10_000, 100_000], queries=150).parse_args(arguments)
    rows = []
    for people in chosen.people:
        with tempfile.TemporaryDirectory() as folder:
            rows += measure(
                fill(Path(folder) / "home", people, people * 10), people, chosen.queries
            )
    show("search: ms from keystroke to results, goal p99 ≤ 3 at 10k, ≤ 16.7 at 100k", rows,
         chosen.json)  # fmt: skip


if __name__ == "__main__":
    main()
