"""Contacts out of CSV files: the known exports by themselves, any other through a mapping."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import limits
from mentorcrm.interchange.card_draft import finished
from mentorcrm.interchange.contacts import ContactCard, ParsedFile, Skipped
from mentorcrm.interchange.csv_fields import NAME_FIELDS, REACH_FIELDS, Column, Field, Mapping
from mentorcrm.interchange.csv_rows import RowReader
from mentorcrm.interchange.csv_shapes import headerless, kind_of, mapping_for, not_contacts
from mentorcrm.interchange.csv_table import Table, find_table, rows, sample_rows
from mentorcrm.interchange.encoding import decode
from mentorcrm.interchange.vcard import shortened
from mentorcrm.words import _

Tick = Callable[[int], None]
_SAMPLE_ROWS = 50
_TICK_EVERY = 200
_CLOSED = _("only a date: LinkedIn leaves this where an account was closed")


@dataclass(frozen=True, slots=True)
class CsvPreview:
    """What a mapping dialog shows: column names ("" for none), some rows, and a first guess."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: Mapping


def read_csv(
    data: bytes,
    file: str,
    mapping: Mapping | None = None,
    region: str | None = None,
    tick: Tick | None = None,
    cards: list[ContactCard] | None = None,
) -> ParsedFile:
    """The contacts of a CSV file. `tick` hears how many rows have been read; `cards` is a list
    to put them into one by one, for a caller that passes them on.

    Raises `ImportRejected` when the file holds no contacts, or no column that names people.
    """
    text = decode(data)
    used = mapping or _recognised(text, file)
    used = used if used.delimiter else replace(used, delimiter=find_table(text).delimiter)
    if not used.has(*NAME_FIELDS, *REACH_FIELDS):
        raise ImportRejected(
            _(
                "“{file}” has no column with names or e-mail addresses; say which column "
                "is which and import it again."
            ).format(file=file)
        )
    return _read(text, file, used, region, tick, [] if cards is None else cards)


def preview(data: bytes) -> CsvPreview:
    """The head of a CSV file and a guess at its columns, for a person to correct.

    Where no column name is known, the first row of the usual width that holds no address or
    link is taken for the header.
    """
    text = decode(data)
    table = find_table(text)
    first = sample_rows(text, table.delimiter, limits.HEADER_ROWS + _SAMPLE_ROWS)
    header_row = table.header_row or _likely_header(first)
    header = tuple(first[header_row - 1]) if header_row else ()
    sample = [row for row in first[header_row:] if any(map(str.strip, row))]
    mapping = propose_mapping(header, sample)
    mapping = replace(mapping, header_row=header_row, delimiter=table.delimiter)
    return CsvPreview(header, tuple(map(tuple, sample[:_SAMPLE_ROWS])), mapping)


def _likely_header(first: list[list[str]]) -> int:
    usual = Counter(map(len, filter(None, first))).most_common(1)
    width = usual[0][0] if usual else 0
    number = next(
        (
            at
            for at, row in enumerate(first, 1)
            if row and len(row) == width and not row[0].startswith("sep=")
        ),
        0,
    )
    return number if number and not any(map(_look, filter(None, first[number - 1]))) else 0


def propose_mapping(header: tuple[str, ...], sample: list[list[str]]) -> Mapping:
    """A guess at what the columns mean: by their names, and by their cells where names fail."""
    mapping = mapping_for(header, 1 if header else 0)
    named = {column.index for column in mapping.columns}
    width = max((len(row) for row in sample), default=len(header))
    found = [
        Column(index, field)
        for index in range(min(width, limits.COLUMNS))
        if index not in named and (field := _by_cells(sample, index)) is not None
    ]
    if not mapping.has(*NAME_FIELDS):
        found += _name_column(sample, named | {column.index for column in found}, width)
    return replace(mapping, columns=(*mapping.columns, *found))


def _recognised(text: str, file: str) -> Mapping:
    """The mapping of a file whose column names are known; refuses what is not contacts."""
    table = find_table(text)
    what = not_contacts(table.header)
    if what:
        raise ImportRejected(
            _(
                "“{file}” is {what}, not a list of people; from a LinkedIn archive "
                "choose Connections.csv."
            ).format(file=file, what=what)
        )
    mapping = _headed(text, table)
    enough = NAME_FIELDS if mapping.kind == "linkedin" else {*NAME_FIELDS, Field.MAIL}
    if not mapping.has(*enough):
        _refuse_nameless(text, table, file)
    return mapping


def _headed(text: str, table: Table) -> Mapping:
    mapping = mapping_for(table.header, table.header_row, table.delimiter)
    if mapping.has(*NAME_FIELDS, Field.MAIL):
        return mapping
    sample = sample_rows(text, table.delimiter, limits.HEADER_ROWS)
    names = headerless(sample)
    return mapping_for(names, 0, table.delimiter) if names else mapping


def _refuse_nameless(text: str, table: Table, file: str) -> None:
    if not text.strip():
        raise ImportRejected(_("“{file}” is empty; export the contacts again.").format(file=file))
    if kind_of(table.header) == "linkedin":
        raise ImportRejected(
            _(
                "“{file}”, row {header_row}: the columns First Name and Last Name are "
                "missing; download Connections.csv from LinkedIn again."
            ).format(file=file, header_row=table.header_row)
        )
    where = f"row {table.header_row}" if table.header_row else f"rows 1 to {limits.HEADER_ROWS}"
    raise ImportRejected(
        _(
            "“{file}”, {where}: no column is named for people (such as Name, First "
            "Name or E-mail); say which column is which, or choose another file."
        ).format(file=file, where=where)
    )


def _read(
    text: str,
    file: str,
    mapping: Mapping,
    region: str | None,
    tick: Tick | None,
    cards: list[ContactCard],
) -> ParsedFile:
    reader = RowReader(mapping)
    skipped: list[Skipped] = []
    items = 0
    for number, row in rows(text, mapping.delimiter, file):
        if number <= mapping.header_row or not any(row) or not any(map(str.strip, row)):
            continue
        items += 1
        if items > limits.ITEMS:
            raise ImportRejected(
                _("“{file}” has more than {items:,} rows; split it into smaller files.").format(
                    file=file, items=limits.ITEMS
                )
            )
        draft = reader.draft(f"row {number}", row)
        reason = reader.refusal(row)
        card = None if reason else finished(draft, region)
        if card:
            cards.append(card)
        else:
            skipped.append(Skipped(draft.where, reason or _why_nobody(mapping, row)))
        if tick and not items % _TICK_EVERY:
            tick(items)
    if not items:
        raise ImportRejected(
            _(
                "“{file}” has column names but no contacts below them; export the contacts again."
            ).format(file=file)
        )
    if tick:
        tick(items)
    return ParsedFile(
        file, mapping.kind, tuple(cards), tuple(skipped), tuple(shortened(reader.warnings))
    )


def _why_nobody(mapping: Mapping, row: list[str]) -> str:
    filled = [index for index, cell in enumerate(row) if cell.strip()]
    dates = {column.index for column in mapping.columns if column.field is Field.CONNECTED_ON}
    if filled and dates.issuperset(filled):
        return _CLOSED
    return _("no name, organisation or address in it")


def _by_cells(sample: list[list[str]], index: int) -> Field | None:
    """What most cells of a column look like: addresses and links are plain to see."""
    cells = [row[index].strip() for row in sample if index < len(row) and row[index].strip()]
    looks = Counter(_look(cell) for cell in cells)
    field, count = looks.most_common(1)[0] if looks else (None, 0)
    return field if count * 10 >= len(cells) * 6 else None


def _look(cell: str) -> Field | None:
    if "@" in cell and " " not in cell and "." in cell.rpartition("@")[2]:
        return Field.MAIL
    if cell.lower().startswith(("http://", "https://", "www.", "linkedin.com/")):
        return Field.WEB
    digits = sum(char.isdigit() for char in cell)
    looks_dialled = 7 <= digits <= 15 and all(char in "0123456789+-()/. " for char in cell)
    return Field.PHONE if looks_dialled and cell[0] in "+0(" else None


def _name_column(sample: list[list[str]], taken: set[int], width: int) -> list[Column]:
    """The first free column whose cells read like names: two to four words of letters."""
    for index in range(min(width, limits.COLUMNS)):
        cells = [row[index] for row in sample if index < len(row) and row[index].strip()]
        likely = sum(1 for cell in cells if _reads_like_name(cell))
        if index not in taken and cells and likely * 10 >= len(cells) * 7:
            return [Column(index, Field.FULL_NAME)]
    return []


def _reads_like_name(cell: str) -> bool:
    words = cell.split()
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() for word in words)
        and not any(char.isdigit() for char in cell)
    )
