"""From keystroke to reading: quick capture with many people on record.

    python -m benchmarks.capture [--people 10000] [--rounds 3] [--json]

Lines of the corpus's kind are typed letter by letter; each prefix is read against the record as
the overlay does it. "cold" is the first reading after the warm-up that the overlay starts, and
"first day" what dateparser takes to be imported and to read its first day, which happens in a
thread. The floor, in the same run, is one FTS5 query for the bearers of the words.
"""

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.homes import fill
from benchmarks.measure import Row, milliseconds, options, percentile, show
from mentorcrm.app import build
from mentorcrm.storage import schema

GOAL = 50.0
"""Milliseconds for a keystroke."""

LINES = (
    "call w @{0} 20m yesterday: suggested pilot first #pricing !send deck fri ?they owe an intro",
    "coffee with {0} yesterday about the promotion; she'll intro me to {1} by Friday",
    "zoom with {0} and {1} 45 mins on 3 November about hiring, I'll send the notes in 2 weeks",
    "thanked {0} for the intro to {1} and gave feedback on the deck",
    "met {0} at the conference on Friday 16:30: she is looking for a head of platform " * 3,
)


def main() -> None:
    """Measure and print."""
    parser = options(__doc__, people=10_000, rounds=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = fill(Path(folder), wanted.people, wanted.people)
        connection = schema.connect(paths.database, read_only=True)
        names = [
            row[0]
            for row in connection.execute("SELECT display_name FROM person ORDER BY id LIMIT 40")
        ]
        services = build(paths)
        warm = milliseconds(services.capture.warm_up)
        cold = milliseconds(lambda: services.capture.read(f"call with {names[5]} yesterday"))
        times, floors = [], []
        for number, line in enumerate(LINES):
            text = line.format(names[number].split()[0], names[number + 10])
            for end in range(1, len(text) + 1):
                typed = text[:end]
                best = min(
                    milliseconds(lambda typed=typed: services.capture.read(typed))  # type: ignore[misc]
                    for _round in range(wanted.rounds)
                )
                times.append(best)
                floors.append(_floor(connection, typed))
        services.store.close()
        connection.close()
    row: Row = {
        "people": wanted.people,
        "keystrokes": len(times),
        "median ms": statistics.median(times),
        "95 % ms": percentile(times, 0.95),
        "longest ms": max(times),
        "ratio to one query": statistics.median(times) / statistics.median(floors),
        "cold ms": cold,
        "first day ms": warm,
        "within goal": f"{sum(t <= GOAL for t in times) / len(times):.1%}",
    }
    show("capture", [row], wanted.json)


def _floor(connection: object, typed: str) -> float:
    words = " OR ".join(f'"{word}"' for word in typed.split() if word.isalnum()) or '"x"'
    started = time.perf_counter()
    connection.execute(  # type: ignore[attr-defined]
        "SELECT rowid FROM person_fts WHERE person_fts MATCH ? ORDER BY rowid DESC LIMIT 400",
        (f"{{display_name nickname}} : ({words})",),
    ).fetchall()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
