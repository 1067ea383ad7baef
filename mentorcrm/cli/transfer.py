"""`import`: contacts from files."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import complain, say, say_json
from mentorcrm.errors import ImportRejected
from mentorcrm.paths import Paths
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services
    from mentorcrm.services.transfer import ImportPlan, ParsedFile

_SHOWN = 10
_SKIP, _NEW, _UPDATE = "skip", "new", "update"


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would happen and change nothing.")
@click.option(
    "--duplicates",
    type=click.Choice([_SKIP, _NEW, _UPDATE]),
    default=_SKIP,
    show_default=True,
    help="Possible duplicates: leave them out, add them as people of their own, or fill up the "
    "person that each may be.",
)
@with_json
@with_home
def import_files(
    files: tuple[Path, ...], dry_run: bool, duplicates: str, as_json: bool, paths: Paths
) -> None:
    """Bring in contacts from FILES: LinkedIn, Google, Outlook and other CSV, and vCard.

    All files together are one import and one step of undo. When a file cannot be read, nothing
    is imported from any of them.
    """
    with opened(paths, writes=not dry_run) as services:
        read = [_read(services, file) for file in files]
        good = [parsed for parsed in read if not isinstance(parsed, ImportRejected)]
        applied = len(good) == len(read) and not dry_run
        plan = _plan(services, good, duplicates) if good else None
        if applied and plan is not None:
            services.import_contacts(plan)
    reports = _reports(files, read, plan)
    if as_json:
        say_json({"files": reports, "dry_run": dry_run, "applied": applied})
    else:
        for report in reports:
            _tell(report, applied=applied)
        if duplicates == _SKIP and any(report["duplicates"] for report in reports):
            say(
                _(
                    "Possible duplicates were left out. `--duplicates new` adds them as people of "
                    "their own, `--duplicates update` fills up the person that each may be."
                )
            )
        if good and not dry_run and not applied:
            say(_("Nothing was imported, because not every file could be read."))
    for report in reports:
        for error in report["errors"]:
            complain(error)
    if len(good) < len(read):
        sys.exit(2)


def _read(services: "Services", file: Path) -> "ParsedFile | ImportRejected":
    try:
        return services.transfer.read(file)
    except ImportRejected as error:
        return error


def _plan(services: "Services", files: "Sequence[ParsedFile]", duplicates: str) -> "ImportPlan":
    """One plan across all files, so that somebody who is in two of them is one person."""
    from mentorcrm.services.importing import Decision, merged_files, settled

    plan = services.transfer.propose(merged_files(files))
    choices = {_NEW: Decision.KEEP_SEPARATE, _UPDATE: Decision.SAME_PERSON}
    return settled(plan, choices[duplicates]) if duplicates in choices else plan


def _reports(
    files: Sequence[Path],
    read: "Sequence[ParsedFile | ImportRejected]",
    plan: "ImportPlan | None",
) -> list[dict[str, Any]]:
    """A report for each file; the items of the plan stand in the order of the files."""
    reports, at = [], 0
    for file, parsed in zip(files, read, strict=True):
        if isinstance(parsed, ImportRejected) or plan is None:
            reports.append({**_blank(file), "errors": [str(parsed)]})
            continue
        reports.append({**_blank(file), "kind": parsed.kind, **_counted(plan, parsed, at)})
        at += len(parsed.cards)
    return reports


def _blank(file: Path) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": "unknown",
        "new": 0,
        "updated": 0,
        "duplicates": 0,
        "skipped": [],
        "possible_duplicates": [],
        "warnings": [],
        "errors": [],
    }


def _counted(plan: "ImportPlan", parsed: "ParsedFile", at: int) -> dict[str, Any]:
    """What becomes of the items of one file, each counted once."""
    from mentorcrm.models.kinds import ImportAction

    items = list(zip(parsed.cards, plan.items[at : at + len(parsed.cards)], strict=True))
    held: dict[ImportAction, list[dict[str, str]]] = {action: [] for action in ImportAction}
    for card, item in items:
        entry = {"where": card.where, "name": card.display_name, "reason": item.reason}
        held[item.action].append(entry)
    skipped = [{"where": s.where, "reason": s.reason} for s in parsed.skipped]
    return {
        "new": len(held[ImportAction.NEW]),
        "updated": len(held[ImportAction.UPDATE]),
        "duplicates": len(held[ImportAction.DUPLICATE]),
        "skipped": skipped
        + [{"where": e["where"], "reason": e["reason"]} for e in held[ImportAction.SKIP]],
        "possible_duplicates": held[ImportAction.DUPLICATE],
        "warnings": list(parsed.warnings),
    }


def _tell(report: dict[str, Any], *, applied: bool) -> None:
    if report["errors"]:
        return
    skipped, doubtful = report["skipped"], report["possible_duplicates"]
    alike = n_("{number:,} possible duplicate", "{number:,} possible duplicates", len(doubtful))
    words = _(
        "{file} ({kind}): {new:,} new, {updated:,} updated, {alike} left out, {skipped:,} skipped"
    )
    if not applied:
        words = _(
            "{file} ({kind}): {new:,} would be new, {updated:,} would be updated, {alike} left "
            "out, {skipped:,} skipped"
        )
    say(
        words.format(
            file=Path(report["file"]).name,
            kind=report["kind"],
            new=report["new"],
            updated=report["updated"],
            alike=alike.format(number=len(doubtful)),
            skipped=len(skipped),
        )
    )
    for heading, entries in ((_("possible duplicate"), doubtful), (_("skipped"), skipped)):
        for entry in entries[:_SHOWN]:
            say(f"  {heading}, {entry['where']}: {entry['reason']}")
        if len(entries) > _SHOWN:
            more = _("… and {number:,} more; --json lists them all")
            say("  " + more.format(number=len(entries) - _SHOWN))
    for warning in report["warnings"]:
        say("  " + _("note: {warning}").format(warning=warning))
