"""Health of all, Today, Review and one changed contact, with 10,000 people, 100,000 contacts.

    python -m benchmarks.health_of_all [--people 10000] [--contacts 100000] [--json]

Cold is the first question of a new process' services, warm the same question again, and changed
the question after one contact was logged; health is asked for everybody's band. The floor, before
each of them in the same run, is the plain driver reading the instants of all contacts. Nothing is
collected while a question is answered, as in the window, which collects by a timer of its own: how
long that takes once a question was answered is the last column. Goals: 1,000 ms cold, 100 ms warm.
"""

import gc
import statistics
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.homes import fill, tend
from benchmarks.measure import Row, milliseconds, options, show
from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.paths import Paths
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.facade import Services
from mentorcrm.storage import schema

REPEAT = 5
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_FLOOR = (
    "SELECT t.person_id, i.at FROM interaction_person AS t "
    "JOIN interaction AS i ON i.id = t.interaction_id WHERE i.counts_as_contact = 1"
)


def measured(paths: Paths) -> list[Row]:
    """One row for each question."""
    clock = FixedClock(NOW, "Europe/Berlin")
    rows: list[Row] = []
    for name, ask in (("health", _health), ("today", _today), ("review", _review)):
        times = [_once(paths, clock, ask) for _ in range(REPEAT)]
        floor, cold, warm, changed, collected = (
            statistics.median(column) for column in zip(*times, strict=True)
        )
        rows.append(
            {
                "question": name,
                "cold ms": cold,
                "warm ms": warm,
                "after a change ms": changed,
                "floor ms": floor,
                "cold, × floor": cold / floor,
                "collecting ms": collected,
            }
        )
    return rows


def _once(paths: Paths, clock: FixedClock, ask: Callable[[Services], object]) -> list[float]:
    """The floor, and one question three times: in a new process' services, again, after a change.

    Last the time of a collection that looks at what the question left and at nothing else.
    """
    connection = schema.connect(paths.database)
    times = [milliseconds(lambda: connection.execute(_FLOOR).fetchall())]
    connection.close()
    services = build(paths, clock)
    services.people.counts()  # The mappers are configured with the first question.
    gc.collect()
    gc.freeze()
    times += [milliseconds(partial(ask, services)) for _ in range(2)]
    services.dispatcher.run(LogInteraction((7,), NOW, InteractionChannel.CALL))
    times.append(milliseconds(partial(ask, services)))
    times.append(milliseconds(gc.collect))
    services.store.close()
    gc.unfreeze()
    return times


def _health(services: Services) -> None:
    assert all(one.band or not one.days for one in services.health.all())


def _today(services: Services) -> None:
    services.today.page()


def _review(services: Services) -> None:
    services.reviews.page()


def main() -> None:
    asked = options(__doc__, people=10_000, contacts=100_000).parse_args()
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        paths = fill(Path(folder), asked.people, asked.contacts)
        tend(paths, asked.people)
        show("health of all", measured(paths), asked.json)


if __name__ == "__main__":
    main()
