"""Any contact file, by path: checked, recognised and read."""

from collections.abc import Callable
from pathlib import Path

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import limits
from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.interchange.contacts import ContactCard, ParsedFile
from mentorcrm.interchange.csv_contacts import read_csv
from mentorcrm.interchange.csv_fields import Mapping
from mentorcrm.interchange.detect import kind_of_file
from mentorcrm.interchange.vcard import Part, count_cards, part_of, read_vcards
from mentorcrm.words import _

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class ImportCancelled(ImportRejected):
    """The user stopped the import. Nothing of the file has been written."""


def read_contacts(
    path: Path,
    *,
    mapping: Mapping | None = None,
    region: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    cards: list[ContactCard] | None = None,
    part: tuple[int, int] = (0, 1),
) -> ParsedFile:
    """The contacts of a vCard or CSV file.

    `mapping` says what the columns of a CSV file mean when its own names do not. `region` is
    the two-letter country of telephone numbers without a country code. `progress` hears items
    done and, roughly, items in all. `cards` is a list to put the contacts into one by one.
    `part` (number, of how many) reads only that stretch of a vCard file; a CSV file is all in its
    first part. Raises `ImportRejected` with one sentence for the user, and `ImportCancelled` once
    `cancelled` says so.
    """
    data = load(path, limits.FILE_BYTES)
    file = shown_name(path)
    kind = "csv" if mapping else kind_of_file(data, file)
    if kind == "csv" and part[0]:
        return ParsedFile(file, kind)
    stretch = part_of(data, *part) if kind == "vcard" and part[1] > 1 else Part(data)
    if part[0] and not stretch.data:
        return ParsedFile(file, kind)
    total = count_cards(stretch.data) if kind == "vcard" else data.count(b"\n")

    def tick(done: int) -> None:
        if cancelled and cancelled():
            raise ImportCancelled(
                _("The import of “{file}” was stopped; nothing was changed.").format(file=file)
            )
        if progress:
            progress(done, max(done, total))

    tick(0)
    with collection_paused():
        if kind == "vcard":
            return read_vcards(stretch, file, region, tick, cards)
        return read_csv(data, file, mapping, region, tick, cards)


def load(path: Path, most: int) -> bytes:
    """A file's bytes, or `ImportRejected` when it is missing, unreadable or too big."""
    file = shown_name(path)
    try:
        if path.is_dir():
            raise ImportRejected(
                _("“{file}” is a folder; choose a file inside it.").format(file=file)
            )
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError as error:
        raise ImportRejected(
            _("“{file}” is not there; check the name and the folder.").format(file=file)
        ) from error
    except OSError as error:
        reason = error.strerror or _("it cannot be read")
        raise ImportRejected(
            _("“{file}” cannot be opened ({reason}); check that you may read it.").format(
                file=file, reason=reason
            )
        ) from error
    if len(data) > most:
        raise ImportRejected(
            _("“{file}” is larger than {size} MB; split it, or export it without pictures.").format(
                file=file, size=most // limits.MEGABYTE
            )
        )
    return data


def shown_name(path: Path) -> str:
    """The file's name as it may be shown: without its folder and without odd characters."""
    return "".join(char if char.isprintable() else "?" for char in path.name)[:120] or str(path)
