"""`today`: what waits now, with why, and how relationships stand."""

from typing import TYPE_CHECKING, Any

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import say, say_json, table
from mentorcrm.paths import Paths
from mentorcrm.services.today_rows import Pulse, Waiting, tag
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from datetime import date

    from mentorcrm.services.today_rows import TodayPage


@click.command()
@with_json
@with_home
def today(as_json: bool, paths: Paths) -> None:
    """Show what waits now, the most pressing first, seven at most."""
    from mentorcrm.clock import today as day_of

    with opened(paths) as services:
        page, day = services.today.page(), day_of(services.clock)
    if as_json:
        say_json(_page(page))
        return
    if not page.rows:
        say(_("All clear."))
    else:
        table(_line(row, day) for row in page.rows)
    if page.total > len(page.rows):
        more = page.total - len(page.rows)
        say(n_("{number} more waits.", "{number} more wait.", more).format(number=more))
    if page.pulse is not None:
        say(_pulse_line(page.pulse))


def _line(row: Waiting, day: "date") -> list[str]:
    when, _tone = tag(row, day)
    return [row.title, when, row.evidence]


def _pulse_line(pulse: Pulse) -> str:
    """`6 relationships: 2 thriving, 3 cooling, 1 resting.`"""
    people = n_("{number} relationship", "{number} relationships", pulse.people)
    bands = ", ".join(f"{number} {band.label.lower()}" for band, number in pulse.counts)
    return _("{people}: {bands}.").format(people=people.format(number=pulse.people), bands=bands)


def _page(page: "TodayPage") -> dict[str, Any]:
    return {
        "total": page.total,
        "rows": [_row(row) for row in page.rows],
        "bands": dict(page.pulse.counts) if page.pulse else {},
    }


def _row(row: Waiting) -> dict[str, Any]:
    """One row; `record` is what it rests on, `what` the name under which it is put off."""
    return {
        "reason": row.reason,
        "title": row.title,
        "why": row.evidence,
        "action": row.button,
        "person": row.name or None,
        "person_id": row.person,
        "due": row.due,
        "since": row.since,
        "record": {"table": row.table, "id": row.record},
        "what": row.what,
    }
