"""`merge` and `duplicates`."""

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import plain, say, say_json, table
from mentorcrm.paths import Paths
from mentorcrm.services.commands.merging import MergePeople, MergeReport
from mentorcrm.words import _


@click.command()
@click.argument("keep", metavar="A")
@click.argument("other", metavar="B")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@with_json
@with_home
def merge(keep: str, other: str, dry_run: bool, as_json: bool, paths: Paths) -> None:
    """Put everything of B into A, by names or numbers. A's values stand; B's are kept in notes.

    `mentorcrm undo` takes it back.
    """
    with opened(paths, writes=not dry_run) as services:
        wish = MergePeople(services.people.find(keep), services.people.find(other))
        if dry_run:
            report = services.merging.rehearse(wish)
        else:
            services.safety.back_up_if_changed("before-merge")
            report = services.dispatcher.run(wish)
    if as_json:
        say_json({**plain(report), "dry_run": dry_run})
    else:
        _tell(report, dry_run)


@click.command()
@with_json
@with_home
def duplicates(as_json: bool, paths: Paths) -> None:
    """List people who may be on record twice, the surest first, with the reasons."""
    with opened(paths) as services:
        found = services.duplicates.find()
    if as_json:
        say_json(list(found))
    elif not found:
        say(_("Nobody seems to be on record twice."))
    else:
        table(
            [f"{pair.one.id} {pair.one.name}", f"{pair.other.id} {pair.other.name}",
             ", ".join(pair.reasons)]
            for pair in found
        )  # fmt: skip


def _tell(report: MergeReport, dry_run: bool) -> None:
    head = (
        _("Would merge {other} into {person}.") if dry_run else _("Merged {other} into {person}.")
    )
    say(head.format(other=report.other, person=f"{report.name} ({report.person})"))
    lines = [(_("Moved"), what) for what in report.moved]
    if report.joined:
        lines.append((_("Stood in both"), str(report.joined)))
    lines += [(_("In the notes"), what) for what in report.noted]
    table([f"  {head}", text] for head, text in lines)
    if not dry_run:
        say(_("`mentorcrm undo` takes it back."))
