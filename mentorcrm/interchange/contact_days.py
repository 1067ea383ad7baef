"""When who was in contact, from any CSV with the columns person and date: one row a contact."""

import re
from datetime import date
from pathlib import Path

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import limits
from mentorcrm.interchange.csv_table import DELIMITERS, rows
from mentorcrm.interchange.dates import connected
from mentorcrm.interchange.encoding import decode
from mentorcrm.interchange.reader import load, shown_name
from mentorcrm.words import _

_PERSON, _DATE = "person", "date"
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")


def read_contact_days(path: Path) -> dict[str, list[date]]:
    """The contact days of each person, both in the order of the file; other columns are passed by.

    A day is ISO (`2026-11-24`, a time after it is passed by), `24 Nov 2026` or, as LinkedIn
    writes it, month first. Raises ImportRejected with the row that cannot be read: half of a
    history would be judged wrongly.
    """
    file = shown_name(path)
    text = decode(load(path, limits.FILE_BYTES))
    delimiter, person, day = _columns(text, file)
    days: dict[str, list[date]] = {}
    for number, row in rows(text, delimiter, file):
        if number == 1 or not any(cell.strip() for cell in row):
            continue
        name, when = (row[i].strip() if i < len(row) else "" for i in (person, day))
        if not name:
            raise ImportRejected(
                _("“{file}”, row {number}: it names no person. Fill in or remove the row.").format(
                    file=file, number=number
                )
            )
        days.setdefault(name, []).append(_day(when, file, number))
    return days


def _columns(text: str, file: str) -> tuple[str, int, int]:
    """The delimiter, and where person and date stand in the first row."""
    first = text.split("\n", 1)[0]
    for delimiter in DELIMITERS:
        names = [cell.strip().strip('"').lower() for cell in first.split(delimiter)]
        if _PERSON in names and _DATE in names:
            return delimiter, names.index(_PERSON), names.index(_DATE)
    raise ImportRejected(
        _(
            "“{file}” has no columns “person” and “date” in its first row. Name them so, one row "
            "for each contact."
        ).format(file=file)
    )


def _day(text: str, file: str, number: int) -> date:
    if found := _INSTANT.fullmatch(text):
        text = found[1]
    day = connected(text)
    if day is None:
        raise ImportRejected(
            _(
                "“{file}”, row {number}: “{text}” is not a day. Write it as 2026-11-24 and retry."
            ).format(file=file, number=number, text=text[:40])
        )
    return day
