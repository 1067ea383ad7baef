"""What the database of a data folder is, seen together with the backups beside it."""

from dataclasses import replace

from mentorcrm.paths import Paths
from mentorcrm.storage import schema
from mentorcrm.storage.backup import list_backups
from mentorcrm.storage.opening import FileState, Probe, probe
from mentorcrm.words import _


def look_at(paths: Paths, application_id: int, head: int, *, thorough: bool = False) -> Probe:
    """`probe`, and more: an empty file beside backups is not a new start but a loss."""
    seen = probe(paths.database, application_id, head, thorough=thorough)
    if seen.state is FileState.EMPTY and list_backups(paths.backups):
        detail = _("it is empty, yet backups of it exist")
        return replace(seen, state=FileState.DAMAGED, detail=detail)
    return seen


def look_thoroughly(paths: Paths) -> Probe:
    """`look_at` as before opening: with SQLite's own checks, for this version of mentorcrm."""
    return look_at(paths, schema.APPLICATION_ID, schema.HEAD, thorough=True)
