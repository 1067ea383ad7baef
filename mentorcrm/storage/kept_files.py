"""The attached files beside a database and beside its backups, named by their SHA-256.

A folder `attachments` stands next to the database and another next to the backups. All backups
share the latter: a file that many of them name is there once.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from mentorcrm.storage.files import publish, sync_folder, temporary_beside

FOLDER = "attachments"
DIGEST = re.compile(r"[0-9a-f]{64}")


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex. Not for the live database (see `content_hash`)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def named_in(connection: Any) -> tuple[str, ...]:
    """The files that a database names, each once and in order."""
    has_table = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'attachment'"
    ).fetchone()[0]
    if not has_table:
        return ()
    rows = connection.execute("SELECT DISTINCT sha256 FROM attachment ORDER BY sha256").fetchall()
    return tuple(name for (name,) in rows if DIGEST.fullmatch(str(name)))


def carry(names: Iterable[str], source: Path, target: Path) -> tuple[str, ...]:
    """Have these files of the folder `source` in the folder `target`; those that are there now.

    A file whose content does not fit its name is not carried. Each appears whole or not at all,
    and what is there already and sound is left alone. Raises OSError when the disk is full.
    """
    return tuple(name for name in names if _has(target, name) or _carried(name, source, target))


def lacking(names: Iterable[str], folder: Path) -> tuple[str, ...]:
    """The files that are not in a folder, or not as they should be. Reads them whole."""
    return tuple(name for name in names if not _has(folder, name))


def _has(folder: Path, name: str) -> bool:
    path = folder / name
    return path.is_file() and not path.is_symlink() and file_sha256(path) == name


def _carried(name: str, source: Path, target: Path) -> bool:
    if not DIGEST.fullmatch(name) or not _has(source, name):
        return False
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = target / name
    place.unlink(missing_ok=True)  # Damaged, or it would not be carried.
    try:
        os.link(source / name, place)
        sync_folder(target)
    except OSError:  # Another disk, or one without hard links.
        with temporary_beside(place) as temp:
            shutil.copyfile(source / name, temp)
            publish(temp, place)
    return True


def sweep(folder: Path) -> int:
    """Remove from beside the backups what none of them names; how many files went.

    Nothing goes while there is a backup whose manifest cannot be read: it may name any of them.
    """
    kept = folder / FOLDER
    if not kept.is_dir():
        return 0
    named = _named_by_manifests(folder)
    if named is None:
        return 0
    stray = [path for path in kept.iterdir() if DIGEST.fullmatch(path.name)]
    stray = [path for path in stray if path.name not in named]
    for path in stray:
        path.unlink(missing_ok=True)
    return len(stray)


def _named_by_manifests(folder: Path) -> Collection[str] | None:
    named: set[str] = set()
    for database in folder.glob("*.db"):
        if not database.name.startswith(".") and not database.with_suffix(".json").exists():
            return None
    for manifest in folder.glob("*.json"):
        if manifest.name.startswith("."):
            continue
        try:
            content = json.loads(manifest.read_bytes())
            named |= set(content.get("attachments", ()))
        except (OSError, ValueError, TypeError, AttributeError):
            return None
    return named
