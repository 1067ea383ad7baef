"""`health`: how relationships go on, from the record or from any CSV."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorcrm.cli.days import Day
from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import say, say_json, table
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import CADENCE_DEFAULT_DAYS, Labelled
from mentorcrm.paths import Paths
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from mentorcrm.services.health import Signal, Standing
    from mentorcrm.services.health_file import Continuity

_DIGITS = 6


@click.command()
@click.argument("person", required=False)
@click.option("--as-of", type=Day(), help="Judge as on this day.")
@click.option(
    "--from-csv",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Judge the contacts of a CSV with the columns person and date, one row a contact.",
)
@click.option(
    "--cadence",
    metavar="DAYS",
    type=click.FloatRange(0, 3660, min_open=True),
    help=f"The wished days between contacts of a CSV.  [default: {CADENCE_DEFAULT_DAYS}]",
)
@with_json
@with_home
def health(
    person: str | None,
    as_of: date | None,
    file: Path | None,
    cadence: float | None,
    as_json: bool,
    paths: Paths,
) -> None:
    """Say how relationships go on: PERSON's, or everybody's."""
    if file is not None:
        if person:
            raise UserError(_("Name a person or a file, not both."))
        _from_csv(file, as_of, cadence or CADENCE_DEFAULT_DAYS, as_json)
        return
    if cadence is not None:
        raise UserError(_("--cadence goes with --from-csv; a person has a cadence on record."))
    with opened(paths) as services:
        if person:
            key = services.people.find(person)
            rows = [row for row in [services.health.of(key, as_of)] if row is not None]
        else:
            rows = services.health.all(as_of)
    if as_json:
        say_json([_of_record(row) for row in rows])
    elif not rows:
        say(_("Nobody is here yet. `mentorcrm import FILE` brings your contacts in."))
    else:
        table(_line(row.name, row.continuity, row.band) for row in rows)


def _from_csv(file: Path, as_of: date | None, cadence: float, as_json: bool) -> None:
    from mentorcrm.clock import SystemClock, today
    from mentorcrm.services.health_file import judge_file

    day = as_of or today(SystemClock())
    known = judge_file(file, day, cadence)
    if as_json:
        say_json([{"person": name, **_figures(tie)} for name, tie in known.items()])
    elif not known:
        say(_("No contact up to {day} is in the file.").format(day=day.isoformat()))
    else:
        table(_line(name, tie, tie.band) for name, tie in known.items())


def _of_record(row: "Standing") -> dict[str, Any]:
    return {
        "person": row.name,
        "id": row.person_id,
        "season": row.season,
        "cadence_days": row.cadence_days,
        **_figures(row.continuity),
        "band": row.band,
        "signals": [_signal(signal) for signal in row.practice.signals],
        "signs_of_a_stall": [seen.sentence for seen in row.seen],
    }


def _signal(signal: "Signal") -> dict[str, Any]:
    """One practice signal, with the records it rests on."""
    return {
        "signal": signal.kind,
        "state": signal.state,
        "sentence": signal.sentence,
        "records": [{"table": one.table, "id": one.id} for one in signal.evidence],
    }


def _figures(tie: "Continuity | None") -> dict[str, Any]:
    """The figures of a tie by the names that scripts rely on."""
    if tie is None:
        return dict.fromkeys(("episodes", "silence_days", "p_alive", "p365", "band", "in_touch_by"))
    return {
        "episodes": tie.episodes,
        "silence_days": tie.silence_days,
        "p_alive": round(tie.p_alive, _DIGITS),
        "p365": round(tie.p_365, _DIGITS),
        "band": tie.band,
        "in_touch_by": tie.in_touch_by,
    }


def _line(name: str, tie: "Continuity | None", band: "Labelled | None") -> list[str]:
    if tie is None:
        return [name, _("no contact on record"), "", ""]
    word = band.label.lower() if band is not None else ""
    silence = n_("{days} day", "{days} days", tie.silence_days).format(days=tie.silence_days)
    over = tie.in_touch_by < tie.last + timedelta(days=tie.silence_days)
    said = _("the day to be in touch was {day}") if over else _("be in touch by {day}")
    by = said.format(day=tie.in_touch_by.isoformat())
    if tie.episodes == 1:  # Its day is that of the contact itself: the second is what is missing.
        by = _("plan a second time")
    since = _("{time} since the last contact").format(time=silence)
    return [name, word, since, "" if str(band) == "resting" else by]
