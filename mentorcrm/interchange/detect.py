"""What a file is, told by its content; the name's ending only settles a doubt."""

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import encoding
from mentorcrm.words import _

_SAMPLE = 64_000
_BINARY = (
    (b"%PDF", _("a PDF document; export the contacts as vCard or CSV")),
    (b"\xd0\xcf\x11\xe0", _("an old Excel or Outlook file; save the contacts as CSV")),
    (b"!BDN", _("an Outlook data file; in Outlook, export the contacts as CSV")),
    (b"SQLite format 3", _("a database; export the contacts as vCard or CSV")),
    (b"\x89PNG", _("a picture; choose a vCard or CSV file")),
    (b"\xff\xd8\xff", _("a picture; choose a vCard or CSV file")),
    (b"GIF8", _("a picture; choose a vCard or CSV file")),
    (b"\x1f\x8b", _("a compressed file; unpack it and choose the contacts inside")),
    (b"Rar!", _("a RAR archive; unpack it and choose the contacts inside")),
    (b"7z\xbc\xaf", _("a 7-Zip archive; unpack it and choose the contacts inside")),
    (b"BZh", _("a compressed file; unpack it and choose the contacts inside")),
    (b"\x7fELF", _("a program; choose a vCard or CSV file")),
    (b"MZ\x90", _("a program; choose a vCard or CSV file")),
)
_ZIP = b"PK\x03\x04"
_MAIL_HEADERS = (
    "received:",
    "return-path:",
    "delivered-to:",
    "from:",
    "to:",
    "subject:",
    "date:",
    "message-id:",
    "mime-version:",
    "content-type:",
    "x-mailer:",
)
_TEXT_STARTS = (
    ("<!doctype html", _("a web page")),
    ("<html", _("a web page")),
    ("<?xml", _("an XML file")),
    ("{\\rtf", _("a text document (RTF)")),
    ("dn:", _("an LDIF address book")),
    ("version: 1\ndn:", _("an LDIF address book")),
    ("#!", _("a script")),
)


def kind_of_file(data: bytes, file: str) -> str:
    """ "vcard" or "csv". Raises `ImportRejected`, naming what any other file is."""
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise ImportRejected(_("“{file}” is empty; export the contacts again.").format(file=file))
    refused = _binary(data)
    if refused:
        raise ImportRejected(_("“{file}” is {refused}.").format(file=file, refused=refused))
    mark, rest = encoding.split_mark(data)
    if not mark and _looks_binary(data[:_SAMPLE]):
        raise ImportRejected(
            _("“{file}” is not a text file; choose a vCard (.vcf) or CSV file.").format(file=file)
        )
    head = rest[:_SAMPLE].decode(mark or "utf-8", "replace").lower()
    if _has_line(head, "begin:vcard") or _deeper(rest, mark, b"BEGIN:VCARD"):
        return "vcard"
    other = _other_text(head)
    if other:
        raise ImportRejected(
            _("“{file}” is {other}, not contacts; choose a vCard (.vcf) or CSV file.").format(
                file=file, other=other
            )
        )
    return "csv"


def is_calendar(data: bytes) -> bool:
    """Whether a file says of itself that it is a calendar."""
    return b"BEGIN:VCALENDAR" in data[:_SAMPLE].upper() or b"BEGIN:VEVENT" in data[:_SAMPLE].upper()


def _binary(data: bytes) -> str:
    if data.startswith(_ZIP):
        return _zip_content(data)
    return next((what for magic, what in _BINARY if data.startswith(magic)), "")


def _zip_content(data: bytes) -> str:
    """What a zip file is, from the names near its start and end; nothing is unpacked."""
    names = data[:_SAMPLE] + data[-_SAMPLE:]
    if b"xl/" in names and b"[Content_Types].xml" in names:
        return _("an Excel workbook; save it as CSV and choose that file")
    if b"word/" in names:
        return _("a Word document; choose a vCard or CSV file")
    if b"opendocument" in names:
        return _("an OpenDocument file; save it as CSV and choose that file")
    if b"Connections.csv" in names:
        return _("a LinkedIn archive; unpack it and choose Connections.csv")
    return _("a zip archive; unpack it and choose the vCard or CSV file inside")


def _looks_binary(sample: bytes) -> bool:
    """Whether the bytes are no text: control characters by the dozen. A lone NUL is forgiven."""
    odd = sum(sample.count(code) for code in range(32) if code not in (7, 8, 9, 10, 12, 13, 27))
    return odd * 20 > len(sample)


def _has_line(text: str, start: str) -> bool:
    return text.lstrip().startswith(start) or f"\n{start}" in text or f"\r{start}" in text


def _deeper(rest: bytes, mark: str | None, needle: bytes) -> bool:
    """Whether a card begins further down, after a long preamble."""
    if mark and mark != "utf-8":
        return False
    return rest.find(b"\n" + needle) >= 0 or rest.find(b"\r" + needle) >= 0


def _other_text(head: str) -> str:
    text = head.lstrip()
    if _has_line(text, "begin:vcalendar") or _has_line(text, "begin:vevent"):
        return _("a calendar (iCalendar)")
    if text.startswith("from ") and _mail_lines(text.partition("\n")[2]) >= 2:
        return _("a mailbox (mbox)")
    if _mail_lines(text) >= 3:
        return _("an e-mail message")
    if text.startswith(("{", "[")) and ('":' in text or '["' in text or '{"' in text):
        return _("a JSON file")
    if text.startswith(("# ***", "set foreign_key_checks", "insert ", "create table", "-- ")):
        return _("a database dump (SQL)")
    return next((what for start, what in _TEXT_STARTS if text.startswith(start)), "")


def _mail_lines(text: str) -> int:
    """How many of the first lines are mail headers."""
    lines = text.split("\n", 30)[:30]
    return sum(1 for line in lines if line.startswith(_MAIL_HEADERS) and "," not in line[:12])
