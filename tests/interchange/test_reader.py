"""Any file by its path: recognised by content, refused in one clear sentence."""

import io
import zipfile
from pathlib import Path

import pytest

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange.child import read_in_child
from mentorcrm.interchange.csv_fields import Column, Field, Mapping
from mentorcrm.interchange.reader import ImportCancelled, read_contacts
from tests.interchange.files import ATOMIC, CARD_21, CARD_30, GOOGLE_OLD, LINKEDIN


def put(folder: Path, content: str | bytes, name: str = "contacts.dat") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (CARD_30, "vcard"),
        ("\n\ngarbage first\n" + CARD_21, "vcard"),
        (LINKEDIN, "linkedin"),
        (CARD_30.encode("utf-16"), "vcard"),
        (LINKEDIN.encode("utf-16"), "linkedin"),
        (CARD_30.replace("BEGIN", "begin"), "vcard"),
    ],
)
def test_recognised_by_content_whatever_the_name(
    tmp_path: Path, content: str | bytes, kind: str
) -> None:
    parsed = read_contacts(put(tmp_path, content))
    assert (parsed.kind, parsed.file) == (kind, "contacts.dat")
    assert parsed.cards


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n", "calendar"),
        (
            "From ada@example.org Mon Jan  1 00:00:00 2024\nFrom: a@b.de\nSubject: x\n\nhi\n",
            "mailbox",
        ),
        (
            "Return-Path: <a@b.de>\nFrom: a@b.de\nTo: c@d.de\nSubject: x\n\nhi\n",
            "an e-mail message",
        ),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel workbook; save it as CSV"),
        (zipped("Connections.csv", "Profile.csv"), "LinkedIn archive; unpack it"),
        (zipped("a.vcf"), "zip archive; unpack it"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Excel"),
        ('{"people": [{"name": "Ada"}]}', "JSON"),
        ("<html><body>x</body></html>", "web page"),
        ("dn: cn=Ada\ncn: Ada\n", "LDIF"),
        (bytes(range(256)) * 20, "not a text file"),
        ("Just a letter to a friend.\nWith two lines.\n", "no column is named for people"),
    ],
)
@pytest.mark.parametrize("reader", [read_contacts])
def test_other_files_are_named(
    tmp_path: Path, content: str | bytes, what: str, reader: object
) -> None:
    with pytest.raises(ImportRejected, match=what) as refused:
        read_contacts(put(tmp_path, content))
    text = str(refused.value)
    assert "contacts.dat" in text
    assert "\n" not in text
    assert text.endswith(".")


def test_missing_folder_and_unreadable(tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="is not there"):
        read_contacts(tmp_path / "nothing.vcf")
    with pytest.raises(ImportRejected, match="is a folder"):
        read_contacts(tmp_path)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorcrm.interchange.limits.FILE_BYTES", 1_000)
    with pytest.raises(ImportRejected, match="split it"):
        read_contacts(put(tmp_path, CARD_30 * 2))


def test_progress_and_cancel(tmp_path: Path) -> None:
    path = put(tmp_path, CARD_30 * 450)
    heard: list[tuple[int, int]] = []
    read_contacts(path, progress=lambda done, total: heard.append((done, total)))
    assert heard[0] == (0, 450)
    assert heard[-1] == (450, 450)
    assert len(heard) > 3
    with pytest.raises(ImportCancelled, match="nothing was changed"):
        read_contacts(path, cancelled=lambda: True)


@pytest.mark.parametrize(
    "content", [CARD_30 * 600 + CARD_21, LINKEDIN, GOOGLE_OLD, ATOMIC, "BEGIN:VCARD\nEND:VCARD\n"]
)
def test_a_child_process_reads_the_same(tmp_path: Path, content: str) -> None:
    path = put(tmp_path, content)
    heard: list[tuple[int, int]] = []
    parsed = read_in_child(
        path, region="DE", progress=lambda done, total: heard.append((done, total))
    )
    assert parsed == read_contacts(path, region="DE")
    assert heard[-1][0] == len(parsed.cards) + len(parsed.skipped)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_large_file_is_read_in_parts(
    tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentorcrm.interchange.child._PART_MEGABYTES", 0.1)
    text = (CARD_30 + CARD_21 + "BEGIN:VCARD\nEND:VCARD\n") * 300
    path = put(tmp_path, text.encode(encoding))
    heard: list[tuple[int, int]] = []
    parsed = read_in_child(path, progress=lambda done, total: heard.append((done, total)))
    assert parsed == read_contacts(path)
    assert heard[-1] == (900, 900)


def test_a_mapping_reaches_the_child(tmp_path: Path) -> None:
    mapping = Mapping((Column(0, Field.FULL_NAME), Column(1, Field.MAIL, "work")), 1, ";")
    path = put(tmp_path, "x;y\nAda Lovelace;ada@example.org\n")
    assert read_in_child(path, mapping=mapping) == read_contacts(path, mapping=mapping)


def test_a_refusal_comes_back_from_the_child(tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="is empty"):
        read_in_child(put(tmp_path, b""))


def test_a_child_can_be_stopped_and_runs_out_of_time(tmp_path: Path) -> None:
    path = put(tmp_path, CARD_30 * 4_000)
    with pytest.raises(ImportCancelled):
        read_in_child(path, cancelled=lambda: True)
    with pytest.raises(ImportRejected, match="takes too long"):
        read_in_child(path, stall=0.0)


def test_the_child_does_not_import_what_lies_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "csv.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert read_in_child(put(tmp_path, LINKEDIN)).cards
