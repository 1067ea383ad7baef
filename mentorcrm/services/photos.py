"""Photos of people: a picture file kept beside the database, and whose it is."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.models.tables import Attachment
from mentorcrm.paths import Paths
from mentorcrm.services.attachments import keep_file
from mentorcrm.services.commands import people as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import live_person
from mentorcrm.words import _


def photo_of(session: Session, photo_id: int | None) -> str:
    """The SHA-256 of a photo's file, empty without one."""
    if photo_id is None:
        return ""
    return session.scalar(select(Attachment.sha256).where(Attachment.id == photo_id)) or ""


def set_photo_with(paths: Paths) -> Handler:
    """The handler of SetPhoto, which needs to know where files are kept."""

    def set_photo(work: Work, command: wish.SetPhoto) -> int:
        person = live_person(work, command.person_id)
        row = keep_file(work, paths, Path(command.path))
        person.photo_id = row.id
        work.label = _("Set the photo of {person}").format(person=person.display_name)
        return row.id

    return set_photo


def remove_photo(work: Work, command: wish.RemovePhoto) -> None:
    person = live_person(work, command.person_id)
    person.photo_id = None
    work.label = _("Remove the photo of {person}").format(person=person.display_name)


HANDLERS: dict[type, Handler] = {wish.RemovePhoto: remove_photo}
