"""Import of vCards with dedupe, search index and undo: people a second at 10k and 100k.

    python -m benchmarks.import_contacts [--sizes 10000 100000] [--repeat 3] [--json]

The floor, in the same run: the same file through the same reader, straight into one SQLite table
with a full-text index built at the end.
"""

import tempfile
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import Row, options, show
from benchmarks.people_files import write_vcards
from mentorcrm.app import build
from mentorcrm.interchange.contacts import ParsedFile
from mentorcrm.interchange.reader import read_contacts
from mentorcrm.models.kinds import ImportAction
from mentorcrm.paths import Paths
from mentorcrm.services.facade import Services
from mentorcrm.storage import schema


def floor_seconds(folder: Path, parsed: ParsedFile) -> float:
    """Seconds for the bare minimum: one table, one transaction, one index."""
    started = time.perf_counter()
    connection = schema.connect(folder / "floor.db")
    connection.execute(
        "CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT, org TEXT, title TEXT, "
        "mail TEXT, phone TEXT, url TEXT, note TEXT)"
    )
    connection.execute(
        "CREATE VIRTUAL TABLE f USING fts5(name, org, title, note, content='p', "
        "content_rowid='id', prefix='1 2 3')"
    )
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO p VALUES(NULL,?,?,?,?,?,?,?)",
        (
            (c.display_name, c.organisation, c.title, *(p.value for p in c.points[:3]), c.notes)
            for c in parsed.cards
        ),
    )
    connection.execute("INSERT INTO f(f) VALUES('rebuild')")
    connection.execute("COMMIT")
    connection.close()
    return time.perf_counter() - started


def measure(number: int) -> Row:
    """Seconds of each step for a file of `number` people, into an empty database."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "people.vcf"
        write_vcards(file, number)
        services = build(Paths(folder / "home"))
        try:
            times = _steps(services, file)
        finally:
            services.store.close()
        started = time.perf_counter()
        parsed = read_contacts(file)
        read_here = time.perf_counter() - started
        floor = read_here + floor_seconds(folder, parsed)
    total = times["read"] + times["plan"] + times["write"]
    return {"people": number, **times, "total": total, "per second": number / total,
            "floor": floor, "× floor": total / floor}  # fmt: skip


def _steps(services: Services, file: Path) -> dict[str, float]:
    marks = [time.perf_counter()]
    parsed = services.transfer.read(file)
    marks.append(time.perf_counter())
    plan = services.transfer.propose(parsed)
    marks.append(time.perf_counter())
    services.import_contacts(plan)
    marks.append(time.perf_counter())
    services.dispatcher.undo()
    marks.append(time.perf_counter())
    services.dispatcher.redo()
    marks.append(time.perf_counter())
    again = services.transfer.propose(parsed)
    marks.append(time.perf_counter())
    assert again.count(ImportAction.SKIP) == len(parsed.cards)
    names = ("read", "plan", "write", "undo", "redo", "plan again")
    return dict(zip(names, (b - a for a, b in pairwise(marks)), strict=True))


def median(rows: list[Row]) -> Row:
    """The run whose total is the median one."""
    return sorted(rows, key=lambda row: row["total"])[len(rows) // 2]


def main(arguments: list[str] | None = None) -> None:
    parser = options(__doc__, sizes=[10_000, 100_000], repeat=3)
    chosen = parser.parse_args(arguments)
    rows = [
        median([measure(number) for _ in range(chosen.repeat if number < 50_000 else 1)])
        for number in chosen.sizes
    ]
    for row in rows:
        row["× first size"] = row["total"] / rows[0]["total"]
    show("import: seconds, goal ≥ 10,000 people a second, ≤ 12× for 10×", rows, chosen.json)


if __name__ == "__main__":
    main()
