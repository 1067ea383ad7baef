"""Hostile and damaged files end in a result or in one clear sentence, and soon."""

import os
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange.contacts import ParsedFile
from mentorcrm.interchange.csv_contacts import preview
from mentorcrm.interchange.limits import NAME_CHARACTERS, VALUE_CHARACTERS
from mentorcrm.interchange.reader import read_contacts
from tests.interchange.hostile import mutations, tables, vcards

# Measured at 0.1 to 1.5 s each; the rest is for a busy computer.
SECONDS = 15.0
CORPUS = [
    *((f"vcard {name}", data) for name, data in vcards()),
    *((f"csv {name}", data) for name, data in tables()),
]


def outcome(path: Path) -> ParsedFile | str:
    try:
        return read_contacts(path)
    except ImportRejected as refused:
        return str(refused)


def is_safe(parsed: ParsedFile) -> bool:
    """Nothing in the contacts that could deceive or flood whoever shows them."""
    for card in parsed.cards:
        texts = (
            card.display_name,
            card.given_name,
            card.family_name,
            card.organisation,
            card.nickname,
            *(point.value for point in card.points),
        )
        if not card.display_name or any(len(text) > 4 * NAME_CHARACTERS for text in texts):
            return False
        if any(
            unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in "\u202e\u2066"
            for text in texts
            for char in text
        ):
            return False
        if len(card.notes) > VALUE_CHARACTERS:
            return False
    return True


@pytest.mark.parametrize(("name", "data"), CORPUS, ids=[name for name, _data in CORPUS])
def test_the_corpus(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / "hostile.dat"
    path.write_bytes(data)
    began = time.monotonic()
    result = outcome(path)
    assert time.monotonic() - began < SECONDS
    if isinstance(result, str):
        assert "hostile.dat" in result
        assert "\n" not in result
    else:
        assert is_safe(result)


def test_every_card_of_a_damaged_file_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "damaged.dat"
    for data in mutations(seed=20261124, count=1_500):
        path.write_bytes(data)
        began = time.monotonic()
        result = outcome(path)
        assert time.monotonic() - began < 5, data
        assert isinstance(result, str) or is_safe(result), data


@pytest.mark.slow
def test_many_more_damaged_files(tmp_path: Path) -> None:
    path = tmp_path / "damaged.dat"
    for data in mutations(seed=int(os.environ.get("SEED", "7")), count=100_000):
        path.write_bytes(data)
        result = outcome(path)
        assert isinstance(result, str) or is_safe(result), data


LINES = st.lists(
    st.sampled_from(
        [
            b"BEGIN:VCARD",
            b"END:VCARD",
            b"FN:Ada",
            b"AGENT:",
            b"BEGIN:VEVENT",
            b"END:VEVENT",
            b" folded",
            b"NOTE;QUOTED-PRINTABLE:a=",
            b"",
            b"KIND:group",
            b"no colon",
            b"begin:vcard",
        ]
    ),
    max_size=30,
)


@given(LINES)
def test_any_order_of_fences_counts_each_card_once(lines: list[bytes]) -> None:
    from mentorcrm.interchange.vcard import read_vcards

    try:
        parsed = read_vcards(b"\n".join(lines), "x.vcf")
    except ImportRejected:
        return
    items = len(parsed.cards) + len(parsed.skipped)
    opened = sum(1 for line in lines if line.upper() == b"BEGIN:VCARD")
    assert items == opened


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=6), max_size=8),
    st.sampled_from([",", ";", "\t"]),
)
def test_any_table_counts_each_row_once(rows: list[list[str]], delimiter: str) -> None:
    import csv
    import io

    from mentorcrm.interchange.csv_contacts import read_csv

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([["Name", "Email", "Company"], *rows])
    filled = sum(1 for row in rows if any(cell.replace("\0", "").strip() for cell in row))
    if not filled:
        with pytest.raises(ImportRejected, match="no contacts"):
            read_csv(stream.getvalue().encode(), "x.csv")
        return
    parsed = read_csv(stream.getvalue().encode(), "x.csv")
    assert len(parsed.cards) + len(parsed.skipped) == filled


@given(st.binary(max_size=300))
def test_any_bytes_can_be_previewed(data: bytes) -> None:
    assert preview(data).mapping.header_row >= 0
