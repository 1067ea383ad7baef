"""Contact days from a CSV: every common way of writing one, and refusals that name the row."""

from datetime import date
from pathlib import Path

import pytest

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange.contact_days import read_contact_days


def read(tmp_path: Path, text: str | bytes) -> dict[str, list[date]]:
    file = tmp_path / "days.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_contact_days(file)


@pytest.mark.parametrize(
    "text",
    [
        "person,date\nAna,2026-11-24\n",
        "\ufeffPerson;Date\r\nAna;2026-11-24\r\n",
        'kind,"date","person"\nmail,2026-11-24T23:10:00Z,Ana\n\n',
        "date\tperson\n24 Nov 2026\t Ana \n",
        "person,date,minutes\nAna,2026-11-24 08:00,20\n,,\n",
    ],
)
def test_a_contact_is_read_however_it_is_written(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == {"Ana": [date(2026, 11, 24)]}


def test_people_and_days_keep_the_order_of_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, "person,date\nBen,2026-02-01\nAna,2026-01-01\nBen,2026-01-01\n")
    assert list(found) == ["Ben", "Ana"]
    assert found["Ben"] == [date(2026, 2, 1), date(2026, 1, 1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no columns"),
        ("who,when\nAna,2026-11-24\n", "no columns “person” and “date”"),
        ("person,date\nAna,2026-02-30\n", "row 2: “2026-02-30” is not a day"),
        ("person,date\nAna,2026-01-01\nBen\n", "row 3: “” is not a day"),
        ("person,date\n,2026-01-01\n", "row 2: it names no person"),
        ('person,date\n"Ana,2026-01-01\n', "never ends"),
        (b"\x00\x01\xff\xfe" * 40, "no columns"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_row(
    tmp_path: Path, text: str | bytes, words: str
) -> None:
    with pytest.raises(ImportRejected, match=words):
        read(tmp_path, text)
