"""`need add` and `need list`."""

from datetime import date

import click

from mentorcrm.cli.days import Day
from mentorcrm.cli.opening import opened, with_home, with_home_before, with_json
from mentorcrm.cli.output import say, say_json, table
from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.paths import Paths
from mentorcrm.words import _


@click.group()
@with_home_before
def need() -> None:
    """Add and list what you need."""


@need.command()
@click.argument("text")
@click.option(
    "--kind", type=click.Choice([k.value for k in NeedKind]), default="outcome", show_default=True
)
@click.option("--why", default="", help="Why it matters now.")
@click.option("--done-when", default="", help="How you will know.")
@click.option("--by", type=Day(to_come=True), help="A date such as 2026-12-18, or “in 6 weeks”.")
@click.option("--option", "options", multiple=True, help="One option of a decision; repeat it.")
@with_json
@with_home
def add(
    text: str,
    kind: str,
    why: str,
    done_when: str,
    by: date | None,
    options: tuple[str, ...],
    as_json: bool,
    paths: Paths,
) -> None:
    """Add a need; what was added is said with its number."""
    from mentorcrm.services.commands.needs import AddNeed

    decision = NeedKind(kind) is NeedKind.DECISION
    with opened(paths, writes=True) as services:
        number = services.dispatcher.run(
            AddNeed(
                NeedKind(kind),
                text,
                why,
                done_when,
                None if decision else by,
                options,
                decide_by=by if decision else None,
            )
        )
    if as_json:
        say_json({"id": number})
    else:
        said = _("Added need {number}: {text}")
        say(said.format(number=number, text=" ".join(text.split())))


@need.command("list")
@click.option("--all", "everything", is_flag=True, help="Met, paused and dropped ones too.")
@with_json
@with_home
def list_needs(everything: bool, as_json: bool, paths: Paths) -> None:
    """List open needs."""
    with opened(paths) as services:
        rows = services.needs.list() if everything else services.needs.list(NeedStatus.OPEN)
    if as_json:
        say_json(list(rows))
    elif not rows:
        say(_('No needs yet. `mentorcrm need add --kind decision "…"` adds one.'))
    else:
        table(
            [
                str(r.id),
                r.kind.label,
                r.statement,
                "" if r.status is NeedStatus.OPEN else r.status.label,
            ]
            for r in rows
        )
