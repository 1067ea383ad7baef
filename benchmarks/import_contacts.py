"""Import of vCards with dedupe, search index and undo: people a second at 10k and 100k.

    python -m benchmarks.import_contacts [--sizes 10000 100000]

The floor, in the same run: the same file through the same reader, straight into one SQLite table
with a full-text index built at the end.
"""

import argparse
import json
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.people_files import write_vcards
from mentorcrm.app import build
from mentorcrm.interchange.contacts import ParsedFile
from mentorcrm.interchange.reader import read_contacts
from mentorcrm.models.kinds import ImportAction
from mentorcrm.paths import Paths
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


def measure(number: int) -> dict[str, float]:
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
    return {
        "people": number,
        **times,
        "total": total,
        "per_second": number / total,
        "floor": floor,
        "ratio": total / floor,
    }


def _steps(services, file: Path) -> dict[str, float]:
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
    names = ("read", "plan", "write", "undo", "redo", "plan_again")
    return dict(zip(names, (b - a for a, b in pairwise(marks)), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    for number in parser.parse_args().sizes:
        print(json.dumps({k: round(v, 3) for k, v in measure(number).items()}))


if __name__ == "__main__":
    main()
