"""A parsed file as lines of JSON, to come out of a child process. Compact, and no pickle: a
process that has read a hostile file is not trusted with code.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from mentorcrm.interchange.contacts import CardPoint, ContactCard, ParsedFile, Skipped
from mentorcrm.interchange.csv_fields import Column, Field, Mapping
from mentorcrm.models.kinds import ContactKind

_TEXTS = tuple(field.name for field in fields(ContactCard))[:-3]
_KINDS = {kind.value: kind for kind in ContactKind}


def cards_line(cards: Sequence[ContactCard]) -> str:
    """A batch of cards as one JSON text without line breaks."""
    return _json({"cards": [_card_row(card) for card in cards]})


def end_line(parsed: ParsedFile) -> str:
    """All of a file but its cards, as one JSON text without line breaks."""
    skipped = [(one.where, one.reason) for one in parsed.skipped]
    return _json({"end": [parsed.file, parsed.kind, skipped, parsed.warnings]})


def cards_of(rows: Sequence[list[Any]]) -> Iterator[ContactCard]:
    """The cards of one batch."""
    kinds = _KINDS
    for *texts, tags, given, day in rows:
        points = tuple(
            [
                CardPoint(kinds[kind], value, normalised, label, preferred)
                for kind, value, normalised, label, preferred in given
            ]
        )
        connected_on = date.fromisoformat(day) if day else None
        yield ContactCard(*texts, tuple(tags), points, connected_on)  # type: ignore[call-arg]


def ended(end: list[Any], cards: tuple[ContactCard, ...]) -> ParsedFile:
    """The whole file, once its last line has come."""
    file, kind, skipped, warnings = end
    return ParsedFile(file, kind, cards, tuple(Skipped(*one) for one in skipped), tuple(warnings))


def mapping_row(mapping: Mapping | None) -> list[Any] | None:
    """A CSV mapping as plain JSON values."""
    if mapping is None:
        return None
    columns = [
        (column.index, column.field.value, column.label, column.label_from, column.group)
        for column in mapping.columns
    ]
    return [columns, mapping.header_row, mapping.delimiter, mapping.kind]


def mapping_of(row: list[Any] | None) -> Mapping | None:
    """The CSV mapping that `mapping_row` wrote."""
    if row is None:
        return None
    columns, header_row, delimiter, kind = row
    return Mapping(
        tuple(
            Column(index, Field(field), label, source, group)
            for index, field, label, source, group in columns
        ),
        header_row,
        delimiter,
        kind,
    )


def _card_row(card: ContactCard) -> list[Any]:
    day = card.connected_on.isoformat() if card.connected_on else ""
    return [*_texts(card), card.tags, card.points, day]


def _attributes() -> Callable[[ContactCard], tuple[str, ...]]:
    from operator import attrgetter

    return attrgetter(*_TEXTS)


_texts = _attributes()


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), check_circular=False)
