"""Files kept beside the database, named by what they contain."""

import hashlib
import mimetypes
from pathlib import Path

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.tables import Attachment
from mentorcrm.paths import Paths
from mentorcrm.services.dispatcher import Work
from mentorcrm.services.text import clean_line
from mentorcrm.storage.files import atomic_write
from mentorcrm.storage.kept_files import lacking
from mentorcrm.words import _

MEGABYTE = 1_000_000
LIMIT_BYTES = 20 * MEGABYTE  # What common mail servers still accept.


def keep_file(work: Work, paths: Paths, source: Path) -> Attachment:
    """Copy a file into the data folder and return its new row.

    Raises UserError when it cannot be read or is larger than mail servers accept.
    """
    if source.exists() and not source.is_file():
        raise UserError(_("{file} is not a file. Choose a single file.").format(file=source.name))
    try:
        size = source.stat().st_size
        if size > LIMIT_BYTES:
            raise UserError(
                _(
                    "{file} has {size} MB; attach at most {limit} MB, or put a link into the text."
                ).format(file=source.name, size=size // MEGABYTE, limit=LIMIT_BYTES // MEGABYTE)
            )
        data = source.read_bytes()
    except OSError as error:
        raise UserError(
            _("{file} could not be read ({reason}).").format(
                file=source.name, reason=error.strerror
            )
        ) from error
    return keep_content(work, paths, source.name, data)


def keep_content(work: Work, paths: Paths, name: str, data: bytes) -> Attachment:
    """Keep some bytes as a file in the data folder and return its new row."""
    digest = hashlib.sha256(data).hexdigest()
    if lacking([digest], paths.attachments):  # Or damaged: attaching it again mends it.
        atomic_write(paths.attachments / digest, data)
    row = Attachment(
        sha256=digest,
        name=clean_line(name) or "file",
        size=len(data),
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
    )
    work.session.add(row)
    work.session.flush()
    return row


def read_file(paths: Paths, sha256: str, name: str) -> bytes:
    """The content of a kept file; NotFound when it has gone from the data folder."""
    try:
        return (paths.attachments / sha256).read_bytes()
    except OSError as error:
        raise NotFound(
            _("The attachment {name} is no longer in the data folder. Attach it again.").format(
                name=name
            )
        ) from error
