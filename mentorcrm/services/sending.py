"""Getting a message out of the door: as a mail file or through the mail app. Nothing is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mentorcrm.errors import UserError
from mentorcrm.interchange.mail_out import Mailbox, MailFile, eml_bytes, mailto_url
from mentorcrm.paths import Paths
from mentorcrm.services.attachments import read_file
from mentorcrm.services.outreach_queries import OutreachQueries
from mentorcrm.services.people_queries import PeopleQueries
from mentorcrm.services.rows import DraftDetail
from mentorcrm.storage.files import atomic_write
from mentorcrm.words import _

_MAIL = "message.eml"


@dataclass(frozen=True)
class Sending:
    """Turns drafts into files and links that other programs understand."""

    paths: Paths
    outreach: OutreachQueries
    people: PeopleQueries

    def eml(self, draft_id: int) -> bytes:
        """The draft as an unsent mail with its attachments, for any mail program.

        Raises UserError when the subject or an address could not stand in a mail.
        """
        draft = self.outreach.detail(draft_id)
        return self.eml_of(draft, draft.subject, draft.body)

    def eml_of(self, draft: DraftDetail, subject: str, body: str) -> bytes:
        """As `eml`, with a text that is not kept yet."""
        files = [
            MailFile(a.name, a.media_type, read_file(self.paths, a.sha256, a.name))
            for a in draft.attachments
        ]
        return eml_bytes(subject, body, None, self.recipients(draft.person_id), files)

    def recipients(self, person_id: int) -> list[Mailbox]:
        """Where a message to this person goes: their address if there is one."""
        person = self.people.detail(person_id)
        return [Mailbox(person.mail(), person.name)] if person.mail() else []

    def save_eml(self, draft_id: int, target: Path) -> None:
        """Write the draft to a file, readable by its owner alone. Raises UserError."""
        write_file(target, self.eml(draft_id), _MAIL)

    def write(self, person_id: int, subject: str, body: str, target: Path) -> None:
        """Write a message that is not kept as a draft to a mail file. Raises UserError."""
        mail = eml_bytes(subject, body, None, self.recipients(person_id))
        write_file(target, mail, _MAIL)

    def text_link(self, people: Sequence[int], subject: str, body: str) -> str:
        """A link that opens the mail app with a text that is no draft, to all who have an address.

        Empty when nobody has one.
        """
        found = [self.people.detail(person).mail() for person in people]
        mails = [mail for mail in found if mail]
        link = mailto_url(mails[0], subject, body, mails[1:]) if mails else None
        return link.url if link else ""

    def mailto(self, draft_id: int) -> str | None:
        """A link that opens the mail app with the draft; None when it would be too long for one.

        Raises UserError when the person has no usable address.
        """
        draft = self.outreach.detail(draft_id)
        person = self.people.detail(draft.person_id)
        if not person.mail():
            raise UserError(
                _(
                    "{name} has no e-mail address yet. Add one on their page, or copy the text."
                ).format(name=person.name)
            )
        link = mailto_url(person.mail(), draft.subject, draft.body)
        return link.url if link else None


def write_file(target: Path, content: bytes, example: str) -> None:
    """Write a file for other programs, readable by its owner alone; `example` is a name for one.

    Raises UserError for a place that is none, StorageError when it could not be written.
    """
    if not target.absolute().parent.is_dir():
        raise UserError(
            _("There is no folder {folder}. Choose another place.").format(folder=target.parent)
        )
    if target.is_dir():
        raise UserError(
            _("{target} is a folder. Name a file in it, such as {example}.").format(
                target=target, example=example
            )
        )
    atomic_write(target, content)
