"""A message on its way out: an .eml file that mail programs open as a draft, or a mailto link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from mentorcrm.errors import UserError
from mentorcrm.interchange import normalise
from mentorcrm.words import _

# Mail programs and Windows cut longer links off without a word.
MAILTO_CHARACTERS = 1_800
_BREAKS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class MailtoUrl:
    """A link that opens a new message. Only `mail_out.mailto_url` makes one."""

    url: str


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person's name and e-mail address; the name may be empty."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file to attach: its name for the reader, its media type and its content."""

    name: str
    media_type: str
    content: bytes


def eml_bytes(
    subject: str,
    body: str,
    sender: Mailbox | None,
    recipients: Iterable[Mailbox],
    attachments: Iterable[MailFile] = (),
) -> bytes:
    """The message as an .eml file with CRLF line ends, marked as an unsent draft (`X-Unsent: 1`,
    which Outlook and Apple Mail open for editing).

    Raises `UserError` for a line break in a header or an address that is none.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if sender is not None:
        message["From"] = _address(sender)
    to = [_address(one) for one in recipients]
    if to:
        message["To"] = to
    message["Subject"] = _header(subject, _("subject"))
    message.set_content(body.replace("\r\n", "\n"), cte=None)
    for file in attachments:
        _attach(message, file)
    return message.as_bytes()


def mailto_url(address: str, subject: str, body: str, also: Sequence[str] = ()) -> MailtoUrl | None:
    """A link for the user's mail program, or None when the message is too long for one.

    It is addressed to `also` as well.

    Every part is percent-encoded, so that nothing in it can add a recipient or a header.
    Raises `UserError` for an address that is none and for a line break in the subject.
    """
    to = ",".join(_encoded(one) for one in (address, *also))
    text = body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    about = quote(_header(subject, "subject"), safe="")
    url = f"mailto:{to}?subject={about}&body={quote(text, safe='')}"
    return MailtoUrl(url) if len(url) <= MAILTO_CHARACTERS else None


def _encoded(address: str) -> str:
    local, _at, domain = _checked(address).rpartition("@")
    return f"{quote(local, safe='')}@{quote(domain, safe='')}"


def _address(box: Mailbox) -> Address:
    address = _checked(box.address)
    local, _at, domain = address.rpartition("@")
    name = _header(box.name, _("name"))
    try:
        return Address(name, local, domain)
    except (ValueError, IndexError) as error:
        raise UserError(
            _("“{address}” cannot be used as an e-mail address; correct it and try again.").format(
                address=box.address
            )
        ) from error


def _checked(address: str) -> str:
    """The address as it may stand in a header; its case is kept before the @."""
    text = address.strip()
    if any(char in _BREAKS for char in address) or not normalise.mail(text):
        shown = text.splitlines()[0][:80] if text else _("nothing")
        raise UserError(
            _("“{shown}” is not an e-mail address; correct it and try again.").format(shown=shown)
        )
    return text.removeprefix("mailto:").strip("<> ")


def _header(text: str, what: str) -> str:
    if any(char in _BREAKS for char in text):
        raise UserError(_("The {what} holds a line break; keep it on one line.").format(what=what))
    return "".join(char for char in text if char.isprintable())


def _attach(message: EmailMessage, file: MailFile) -> None:
    main, _slash, sub = file.media_type.partition("/")
    if not sub or main in ("text", "message", "multipart"):
        main, sub = "application", "octet-stream"  # Kept byte for byte, whatever it holds.
    message.add_attachment(
        file.content, maintype=main, subtype=sub, filename=_header(file.name, _("file name"))
    )
