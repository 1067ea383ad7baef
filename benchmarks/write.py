"""One edit through the dispatcher against a plain insert and commit, taking turns in one run.

    python -m benchmarks.write [--people 10000] [--writes 400] [--json]

The edit is what a keystroke pause in a field costs: unit of work, capture, history step, change
counter, full-text index, bus. The floor has the same settings of the connection. "one table"
is the floor plus what no undoable write can do without: the update with its index, the captured
images and the history row, by the plain driver.
"""

import itertools
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.homes import STAMP, fill
from benchmarks.measure import Row, milliseconds, options, percentile, show
from mentorcrm.app import build
from mentorcrm.paths import Paths
from mentorcrm.services.commands.people import EditPerson
from mentorcrm.storage import schema
from mentorcrm.storage.capture import install_capture
from mentorcrm.storage.changes import ChangeSet, RowChange, pack


def floor(folder: Path) -> Callable[[], None]:
    """A plain insert and commit."""
    connection = schema.connect(folder / "floor.db")
    connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, note TEXT)")

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t(name, note) VALUES ('Ana Rivera', 'A note of a line')")
        connection.execute("COMMIT")

    return work


def by_hand(paths: Paths) -> Callable[[], None]:
    """The statements of an edit without SQLAlchemy: the reach of any undoable write."""
    connection = schema.connect(paths.database)
    install_capture(connection)
    numbers = itertools.count(1)

    def work() -> None:
        number = next(numbers)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE person SET title = ?, version = version + 1 WHERE id = ?",
            (f"Title {number}", number),
        )
        rows = connection.execute("SELECT tbl, row_id, old, new FROM captured").fetchall()
        connection.execute("DELETE FROM captured")
        connection.execute(
            "INSERT INTO history_step(op_id, label, merge_key, undone, created_at, row_count, "
            "changes) VALUES (?, 'Edit', '', 0, ?, 1, ?)",
            (f"hand-{number}", STAMP, pack(ChangeSet(tuple(map(RowChange._make, rows))))),
        )
        connection.execute(
            "DELETE FROM history_step WHERE id < (SELECT max(id) - 99 FROM history_step)"
        )
        connection.execute(
            "INSERT INTO app_state(key, value) VALUES ('changes', '1') ON CONFLICT(key) "
            "DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
        )
        connection.execute("COMMIT")

    return work


def measure(people: int, writes: int) -> list[Row]:
    """Milliseconds of each kind of write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = fill(folder / "home", people)
        services = build(paths)
        numbers = itertools.count(1)

        def edit() -> None:
            number = next(numbers)
            services.dispatcher.run(
                EditPerson(people // 2 + number, {"title": f"Title {number}"}),
            )

        works = {
            "plain insert + commit": floor(folder),
            "one table, captured, by hand": by_hand(paths),
            "EditPerson by the dispatcher": edit,
        }
        times: dict[str, list[float]] = {key: [] for key in works}
        for turn in range(writes + 120):
            for key, work in works.items():
                spent = milliseconds(work)
                if turn >= 120:  # The history is full from here on.
                    times[key].append(spent)
        services.store.close()
    least = statistics.median(times["plain insert + commit"])
    return [
        {
            "write": key,
            "p50 ms": statistics.median(values),
            "p99 ms": percentile(values, 0.99),
            "× floor": statistics.median(values) / least,
        }
        for key, values in times.items()
    ]


def main(arguments: list[str] | None = None) -> None:
    chosen = options(__doc__, people=10_000, writes=400).parse_args(arguments)
    show("write: one edit, goal ≤ 2.7× the floor", measure(chosen.people, chosen.writes),
         chosen.json)  # fmt: skip


if __name__ == "__main__":
    main()
