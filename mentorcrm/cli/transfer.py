"""`import`: contacts from files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import complain, say, say_json
from mentorcrm.errors import ImportRejected
from mentorcrm.paths import Paths

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services
    from mentorcrm.services.transfer import ImportPlan, ParsedFile

_SHOWN = 10


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would happen and change nothing.")
@with_json
@with_home
def import_files(files: tuple[Path, ...], dry_run: bool, as_json: bool, paths: Paths) -> None:
    """Bring in contacts from FILES: LinkedIn, Google, Outlook and other CSV, and vCard.

    Possible duplicates are named and left out; decide about them in the window. When a file
    cannot be read, nothing is imported from any of them.
    """
    with opened(paths, writes=not dry_run) as services:
        read = [_read(services, file) for file in files]
        refused = any(isinstance(parsed, ImportRejected) for parsed in read)
        reports = [
            _handle(services, file, parsed, write=not (dry_run or refused))
            for file, parsed in zip(files, read, strict=True)
        ]
    if as_json:
        say_json({"files": reports, "dry_run": dry_run, "applied": not (dry_run or refused)})
    else:
        for report in reports:
            _tell(report, applied=not (dry_run or refused))
    for report in reports:
        for error in report["errors"]:
            complain(error)
    if refused:
        sys.exit(2)


def _read(services: "Services", file: Path) -> "ParsedFile | ImportRejected":
    try:
        return services.transfer.read(file)
    except ImportRejected as error:
        return error


def _handle(
    services: "Services", file: Path, parsed: "ParsedFile | ImportRejected", *, write: bool
) -> dict[str, Any]:
    if isinstance(parsed, ImportRejected):
        return _report(file, "unknown", None, [str(parsed)])
    plan = services.transfer.propose(parsed)
    if write:
        services.import_contacts(plan)
    return _report(file, parsed.kind, plan, [])


def _report(file: Path, kind: str, plan: "ImportPlan | None", errors: list[str]) -> dict[str, Any]:
    from mentorcrm.models.kinds import ImportAction

    report: dict[str, Any] = {
        "file": str(file),
        "kind": kind,
        "new": 0,
        "updated": 0,
        "duplicates": 0,
        "skipped": [],
        "possible_duplicates": [],
        "warnings": [],
        "errors": errors,
    }
    if plan is not None:
        report |= {
            "new": plan.count(ImportAction.NEW),
            "updated": plan.count(ImportAction.UPDATE),
            "duplicates": plan.count(ImportAction.DUPLICATE),
            "skipped": [{"where": s.where, "reason": s.reason} for s in plan.skipped()],
            "possible_duplicates": [
                {"where": item.card.where, "name": item.card.display_name, "reason": item.reason}
                for item in plan.items
                if item.action is ImportAction.DUPLICATE
            ],
            "warnings": list(plan.parsed.warnings),
        }
    return report


def _tell(report: dict[str, Any], *, applied: bool) -> None:
    if report["errors"]:
        return
    skipped, doubtful = report["skipped"], report["possible_duplicates"]
    would = "" if applied else "would be "
    alike = "possible duplicate" if len(doubtful) == 1 else "possible duplicates"
    say(
        f"{Path(report['file']).name} ({report['kind']}): {report['new']:,} {would}new, "
        f"{report['updated']:,} {would}updated, {len(doubtful):,} {alike} left out, "
        f"{len(skipped):,} skipped"
    )
    for heading, entries in (("possible duplicate", doubtful), ("skipped", skipped)):
        for entry in entries[:_SHOWN]:
            say(f"  {heading}, {entry['where']}: {entry['reason']}")
        if len(entries) > _SHOWN:
            say(f"  … and {len(entries) - _SHOWN:,} more; --json lists them all")
    for warning in report["warnings"]:
        say(f"  note: {warning}")
