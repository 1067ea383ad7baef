"""Kept files that nothing names any more: no message, no person, no step that can be undone."""

import json
from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mentorcrm.models.tables import Attachment, DraftAttachment, HistoryStep, Person
from mentorcrm.paths import Paths
from mentorcrm.storage.changes import RowChange, unpack
from mentorcrm.storage.kept_files import DIGEST
from mentorcrm.storage.unit_of_work import Store

# The columns in which a row names a kept file.
_NAMES = ("attachment_id", "photo_id")


def sweep(store: Store, paths: Paths) -> int:
    """Remove rows and files that nothing names; how many files went from the data folder.

    What a step of undo would bring back stays. Backups keep files of their own.
    """
    with store.write() as unit:
        unit.session.execute(delete(Attachment).where(Attachment.id.in_(_loose(unit.session))))
    # Only what is committed is taken away, and nobody attaches anything meanwhile.
    with store.write() as unit:
        named = set(unit.session.scalars(select(Attachment.sha256)))
        return sum(_unlink(paths, name) for name in _kept(paths) if name not in named)


def _loose(session: Session) -> list[int]:
    used = set(session.scalars(select(DraftAttachment.attachment_id)))
    used |= set(session.scalars(select(Person.photo_id).where(Person.photo_id.is_not(None))))
    ids = [found for found in session.scalars(select(Attachment.id)) if found not in used]
    undoable = _in_history(session) if ids else set()
    return [found for found in ids if found not in undoable]


def _in_history(session: Session) -> set[int]:
    steps = session.scalars(select(HistoryStep.changes))
    return {found for packed in steps for row in unpack(packed).rows for found in _named(row)}


def _named(row: RowChange) -> Iterator[int]:
    if row.table == Attachment.__tablename__:
        yield row.row_id
    for image in (row.old, row.new):
        if image and any(name in image for name in _NAMES):
            values = json.loads(image)
            yield from (values[name] for name in _NAMES if values.get(name) is not None)


def _kept(paths: Paths) -> list[str]:
    folder = paths.attachments
    return [path.name for path in folder.iterdir() if DIGEST.fullmatch(path.name)]


def _unlink(paths: Paths, name: str) -> bool:
    try:
        (paths.attachments / name).unlink()
    except OSError:
        return False  # Another program holds it; the next time will do.
    return True
