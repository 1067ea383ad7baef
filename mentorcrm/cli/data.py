"""`undo`, `redo`, `backup`, `restore`, `doctor` and `sample`."""

import sys
from pathlib import Path

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import say, say_json
from mentorcrm.paths import Paths
from mentorcrm.words import _, n_


@click.command()
@with_json
@with_home
def undo(as_json: bool, paths: Paths) -> None:
    """Take the newest change back."""
    with opened(paths, writes=True) as services:
        label = services.dispatcher.undo()
    _told(_("Undone"), _("There is nothing to undo."), label, as_json)


@click.command()
@with_json
@with_home
def redo(as_json: bool, paths: Paths) -> None:
    """Do the change that was undone again."""
    with opened(paths, writes=True) as services:
        label = services.dispatcher.redo()
    _told(_("Done again"), _("There is nothing to redo."), label, as_json)


@click.command()
@with_json
@with_home
def backup(as_json: bool, paths: Paths) -> None:
    """Make a verified backup now and print where it is."""
    with opened(paths) as services:
        made = services.safety.back_up()
    if as_json:
        say_json(
            {
                "file": made.path,
                "bytes": made.bytes,
                "sha256": made.sha256,
                "created": made.created,
                "schema": made.schema,
                "counts": dict(made.counts),
                "attachments": len(made.attachments),
            }
        )
    else:
        say(str(made.path))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_json
@with_home
def restore(file: Path, as_json: bool, paths: Paths) -> None:
    """Put the backup FILE back. The present state is kept as a backup first."""
    from mentorcrm.clock import SystemClock
    from mentorcrm.services.safety import Safety, lost_in_words

    # A bare name may also be one of the backups; a path means that file and no other.
    bare = file.parent == Path() and not file.exists()
    chosen = paths.backups / file if bare else file
    done = Safety(paths, SystemClock()).restore_alone(chosen)
    kept = done.kept.path if done.kept else done.aside
    if as_json:
        say_json(
            {
                "restored": chosen,
                "kept": kept,
                "counts": dict(done.preview.counts),
                "lost_attachments": len(done.lost),
            }
        )
    else:
        people, lost = done.preview.counts.get("person", 0), lost_in_words(len(done.lost))
        told = [
            n_(
                "Restored {name} with {number:,} person.",
                "Restored {name} with {number:,} people.",
                people,
            ).format(name=chosen.name, number=people)
        ]
        if kept:
            told.append(_("What was here before is kept as {file}.").format(file=kept))
        say(" ".join([*told, lost] if lost else told))


@click.command()
@click.option("--rebuild-search", is_flag=True, help="First make the search index anew.")
@with_json
@with_home
def doctor(rebuild_search: bool, as_json: bool, paths: Paths) -> None:
    """Check the database, its search index, its backups and its folder; exit 1 on damage."""
    from mentorcrm.clock import SystemClock
    from mentorcrm.services.safety import Safety

    safety = Safety(paths, SystemClock())
    if rebuild_search:
        safety.rebuild_search()
    results, code = safety.check()
    if as_json:
        say_json({"results": results, "damaged": bool(code)})
    else:
        for result in results:
            say(
                f"{result.level.value:7} {result.message}"
                + (f" {result.remedy}" if result.remedy else "")
            )
    sys.exit(code)


@click.command()
@click.option("--remove", is_flag=True, help="Take the sample network out again.")
@with_json
@with_home
def sample(remove: bool, as_json: bool, paths: Paths) -> None:
    """Add the sample network, or remove it; either is one step of undo."""
    from mentorcrm.services.commands.transfer import AddSample, RemoveSample

    with opened(paths, writes=True) as services:
        number = services.dispatcher.run(RemoveSample() if remove else AddSample())
    if as_json:
        say_json({"removed" if remove else "added": number})
    elif remove:
        removed = _("Removed {number} sample people.").format(number=number)
        say(removed if number else _("There is no sample network here."))
    else:
        say(
            _(
                "Added {number} sample people. `mentorcrm sample --remove` takes them out again."
            ).format(number=number)
        )


def _told(done: str, nothing: str, label: str | None, as_json: bool) -> None:
    if as_json:
        say_json({"label": label})
    else:
        say(f"{done}: {label}" if label else nothing)
