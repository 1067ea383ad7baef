"""A CSV file as rows: its delimiter, its cells, and where its header is.

`csv.Sniffer` is not used: 60 kB of odd quotes keep it busy for half a minute. Here each possible
delimiter reads the first rows once, and the one under which a row of known column names appears,
or the most cells, wins.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import limits
from mentorcrm.interchange.csv_fields import guess_field
from mentorcrm.interchange.csv_shapes import not_contacts
from mentorcrm.words import _

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 64_000
_OTHER_TABLE = 100
_SPECIAL_FIRST_LINE = "sep="
_ENDLESS = _(
    "“{file}”, row {number}: it has a quoted cell that never ends; look for a stray quotation mark "
    "there."
)


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file's text, the delimiter it uses, and its header.

    `header_row` is 1-based and 0 when no row holds column names that are known.
    """

    text: str
    delimiter: str
    header_row: int
    header: tuple[str, ...]


def find_table(text: str) -> Table:
    """The delimiter and header of a CSV text, looked for in its first rows."""
    head = text[:_SAMPLE_CHARACTERS]
    named = _declared_delimiter(head)
    candidates = [_candidate(text, head, one) for one in ([named] if named else DELIMITERS)]
    return max(candidates, key=lambda pair: pair[0])[1]


def rows(text: str, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number as a spreadsheet counts it: blank lines count, and a cell with
    line breaks makes one row. Raises `ImportRejected` naming the row that cannot be read.
    """
    csv.field_size_limit(limits.CELL_CHARACTERS)
    stream = _Physical(text)
    number = 0
    try:
        for number, row in enumerate(csv.reader(stream, delimiter=delimiter), 1):
            if stream.ended:
                raise ImportRejected(_ENDLESS.format(file=file, number=number))
            if len(row) > limits.COLUMNS:
                raise ImportRejected(
                    _(
                        "“{file}”, row {number}: more than {columns:,} columns; this does not "
                        "look like a list of contacts."
                    ).format(file=file, number=number, columns=limits.COLUMNS)
                )
            yield number, row
    except csv.Error as error:
        raise ImportRejected(_ENDLESS.format(file=file, number=number + 1)) from error


def sample_rows(text: str, delimiter: str, count: int) -> list[list[str]]:
    """The first rows, as far as they can be read."""
    csv.field_size_limit(limits.CELL_CHARACTERS)
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            found.append(row[: limits.COLUMNS])
            if len(found) >= count:
                break
    except csv.Error:
        pass
    return found


class _Physical:
    """Feeds lines to the reader. `ended` while a row is still open means an unclosed quote."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lines.readline()
        if not line:
            self.ended = True
            raise StopIteration
        return line.replace("\0", "")


def _declared_delimiter(head: str) -> str:
    first = head[:8].lower().lstrip('"')
    declared = first[4:5] if first.startswith(_SPECIAL_FIRST_LINE) else ""
    return declared if declared in DELIMITERS else ""


def _candidate(text: str, head: str, delimiter: str) -> tuple[tuple[int, int], Table]:
    """How well a delimiter fits: known column names in one row, then cells in the first rows."""
    first = sample_rows(head, delimiter, limits.HEADER_ROWS)
    best, score = 0, 0
    for number, row in enumerate(first, 1):
        known = sum(1 for cell in set(row[:400]) if cell and guess_field(cell))
        known += _OTHER_TABLE if len(row) < 100 and not_contacts(tuple(row)) else 0
        if known > score:
            best, score = number, known
    header = tuple(first[best - 1]) if best else ()
    return (score, sum(map(len, first))), Table(text, delimiter, best, header)
