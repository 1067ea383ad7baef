"""Read every contact file below a folder and print a Markdown table of what became of it.

    python benchmarks/import_samples.py DIR [DIR …]

Items follow the counting rule: a vCard file holds as many as it has lines `BEGIN:VCARD`, a CSV
file as many as it has rows with any text below its header. Items = cards + skipped, or a line in
the table is marked.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import encoding
from mentorcrm.interchange.csv_table import find_table, rows
from mentorcrm.interchange.reader import read_contacts

_CARD = re.compile(r"^[ \t]*BEGIN:VCARD", re.IGNORECASE | re.MULTILINE)


def main(folders: list[str]) -> int:
    print("| file | kind | items | cards | skipped | first reason, refusal or note |")
    print("|---|---|---|---|---|---|")
    wrong = 0
    for path in sorted(
        file for folder in folders for file in Path(folder).rglob("*") if file.is_file()
    ):
        row, counted = _row(path)
        wrong += not counted
        print(f"| {path.parent.name}/{path.name} | {' | '.join(row)} |")
    return 1 if wrong else 0


def _row(path: Path) -> tuple[list[str], bool]:
    try:
        parsed = read_contacts(path)
    except ImportRejected as error:
        reason = str(error).replace(f"“{path.name}”", "…")
        return ["refused", "–", "0", "–", reason.replace("|", "\\|")], True
    items = _items(path, parsed.kind)
    counted = items == len(parsed.cards) + len(parsed.skipped)
    notes = [f"{one.where}: {one.reason}" for one in parsed.skipped[:1]] or list(
        parsed.warnings[:1]
    )
    mark = "" if counted else "**counts differ** "
    return [
        parsed.kind,
        str(items),
        str(len(parsed.cards)),
        str(len(parsed.skipped)),
        mark + "".join(notes),
    ], counted


def _items(path: Path, kind: str) -> int:
    text = encoding.decode(path.read_bytes())
    if kind == "vcard":
        return len(_CARD.findall(re.sub(r"\r?\n[ \t]", "", text)))
    return sum(1 for _row in _filled(text))


def _filled(text: str) -> Iterator[list[str]]:
    table = find_table(text)
    for number, row in rows(text, table.delimiter, ""):
        if number > table.header_row and any(cell.strip() for cell in row):
            yield row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
