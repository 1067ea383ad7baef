"""Real files of other projects, where they lie beside the checkout; skipped elsewhere."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange.calendar_busy import busy_times
from mentorcrm.interchange.reader import read_contacts

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "samples"
SAMPLES = Path(os.environ.get("MENTORCRM_SAMPLES", _BESIDE))
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no sample files here")
_CARD = re.compile(rb"^BEGIN:VCARD", re.IGNORECASE | re.MULTILINE)


def samples(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((SAMPLES / folder).glob("*"))]


@needs_samples
def test_every_card_of_every_vcard_file_is_accounted_for() -> None:
    for path in samples("vcard"):
        parsed = read_contacts(path)
        assert len(parsed.cards) + len(parsed.skipped) == len(_CARD.findall(path.read_bytes())), (
            path.name
        )


@needs_samples
def test_every_table_of_contacts_is_read_whole() -> None:
    for path in samples("csv", "crm"):
        if "Messages" not in path.name:
            assert read_contacts(path).cards, path.name


@needs_samples
def test_messages_are_no_contacts() -> None:
    for path in samples("crm"):
        if "Messages" in path.name:
            with pytest.raises(ImportRejected, match=r"choose Connections\.csv"):
                read_contacts(path)


@needs_samples
def test_what_is_not_contacts_is_refused() -> None:
    for path in samples("ics", "eml", "mbox"):
        with pytest.raises(ImportRejected):
            read_contacts(path)


@needs_samples
def test_every_calendar_gives_busy_times_or_a_reason() -> None:
    start, end = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 7, 1, tzinfo=UTC)
    found = [_spans(path, start, end) for path in samples("ics")]
    for spans in found:
        assert all(start <= one < two <= end for one, two in spans)
        assert list(spans) == sorted(spans)
    assert sum(map(bool, found)) > 20


def _spans(path: Path, start: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """The busy spans of a file, none when it is refused."""
    try:
        return busy_times(path, start, end, "Europe/Lisbon")
    except ImportRejected:
        return ()
