"""Lists of meetings, advice, promises and what was given, at 10,000 rows of each.

    python -m benchmarks.meetings [--rows 10000] [--repeat 7] [--json]

What the window's thread waits for: the page of meetings read and filtered, Today, and each of the
lists of the page History read, with a window of their rows and a search.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.homes import STAMP, fill
from benchmarks.measure import Row, milliseconds, options, percentile, show
from mentorcrm.app import build
from mentorcrm.paths import Paths
from mentorcrm.services.advice_filter import AdviceFilter, PromiseFilter, PromiseShow
from mentorcrm.services.facade import Services
from mentorcrm.services.giving_rows import GiveFilter
from mentorcrm.services.meetings_rows import Stage
from mentorcrm.storage import schema

WINDOW = 50
_RECORDS = {
    "advice": "words, context, assumed, given_on, response, why, result, privacy, told_on",
    "commitment": "what, owner, made_on, due, dropped_reason, privacy, done_on",
    "reciprocity_note": "what, direction, kind, happened_on, prompted_by",
}
_MOSTLY = "iif(i.id % 50, date(at), NULL)"
_VALUES = {
    "advice": f"summary, '', '', date(at), 'tried', '', '', 'private', {_MOSTLY}",
    "commitment": f"summary, 'me', date(at), date(at), '', 'private', {_MOSTLY}",
    "reciprocity_note": "summary, 'given', 'thanks', date(at), ''",
}


def home(folder: Path, rows: int) -> Paths:
    """So many contacts, each with a meeting that was closed, advice, a promise and a give.

    One in fifty pieces of advice was not reported back, one in fifty promises is open.
    """
    paths = fill(folder, 200, rows)
    connection = schema.connect(paths.database)
    connection.execute("BEGIN IMMEDIATE")
    for table, columns in _RECORDS.items():
        connection.execute(
            f"INSERT INTO {table} (uid, created_at, updated_at, version, is_sample, "
            f"person_id, {columns}) SELECT '{table}-' || i.id, '{STAMP}', '{STAMP}', 1, 0, "
            f"o.person_id, {_VALUES[table]} "
            "FROM interaction AS i JOIN interaction_person AS o ON o.interaction_id = i.id"
        )
    connection.execute(
        "INSERT INTO meeting (uid, created_at, updated_at, version, interaction_id, slot, link, "
        "progress, takeaways, thanks, moved, cancelled_why, held_at, closed_at, recap_due) SELECT "
        f"'m-' || id, '{STAMP}', '{STAMP}', 1, id, 30, '', '', '', '', 0, '', at, at, at "
        "FROM interaction"
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA optimize")
    connection.close()
    return paths


def works(services: Services) -> dict[str, Callable[[], Any]]:
    """What is timed, by name."""
    meetings, every = services.meetings, tuple(Stage)
    lists: dict[str, tuple[Any, Callable[[str], list[int]]]] = {
        "advice": (services.advice, lambda text: services.advice.ids(AdviceFilter(text))),
        "promises": (
            services.commitments,
            lambda text: services.commitments.ids(PromiseFilter(text, PromiseShow.ALL)),
        ),
        "given": (services.giving, lambda text: services.giving.ids(GiveFilter(text))),
    }
    found: dict[str, Callable[[], Any]] = {
        "meetings: ids of all": partial(meetings.ids, every),
        "meetings: a window of rows": lambda: meetings.rows(meetings.ids(every)[:WINDOW]),
        "meetings: filtered by text": partial(meetings.ids, every, "an"),
        "meetings: counts": meetings.counts,
        "Today": services.today.page,
    }
    for name, (queries, ids) in lists.items():
        found[f"{name}: ids of all"] = partial(ids, "")
        found[f"{name}: search"] = partial(ids, "an")
        found[f"{name}: a window of rows"] = partial(queries.rows, ids("")[:WINDOW])
    return found


def main(arguments: list[str] | None = None) -> None:
    given = options(__doc__, rows=10_000, repeat=7).parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        services = build(home(Path(folder) / "home", given.rows))
        rows: list[Row] = []
        for name, work in works(services).items():
            work()
            times = [milliseconds(work) for _turn in range(given.repeat)]
            rows.append({"what": name, "min": min(times), "p99": percentile(times, 0.99)})
        services.store.close()
    show(f"lists of {given.rows:,} rows, milliseconds; the goal is ≤ 50", rows, given.json)


if __name__ == "__main__":
    main()
