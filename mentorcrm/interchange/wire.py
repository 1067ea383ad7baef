"""A parsed file as lines of JSON, to come out of a child process. Compact, and no pickle: a
process that has read a hostile file is not trusted with code.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from itertools import chain, islice
from typing import Any

from mentorcrm.interchange.contacts import CardPoint, ContactCard, ParsedFile, Skipped
from mentorcrm.interchange.csv_fields import Column, Field, Mapping
from mentorcrm.models.kinds import ContactKind

_TEXTS = tuple(field.name for field in fields(ContactCard))[:-3]
_KINDS = {kind.value: kind for kind in ContactKind}
_BATCH = 500
_POINT_FIELDS = 5


def to_lines(parsed: ParsedFile) -> Iterator[str]:
    """The file as JSON texts without line breaks: its cards in batches, then the rest."""
    cards = iter(parsed.cards)
    while batch := list(islice(cards, _BATCH)):
        yield _json({"cards": [_card_row(card) for card in batch]})
    yield _json({"end": [parsed.file, parsed.kind, [(one.where, one.reason)
                                                   for one in parsed.skipped],
                         parsed.warnings]})


def cards_of(rows: Sequence[list[Any]]) -> Iterator[ContactCard]:
    """The cards of one batch."""
    for *texts, tags, flat, day in rows:
        points = tuple(map(CardPoint, map(_KINDS.__getitem__, flat[::_POINT_FIELDS]),
                           flat[1::_POINT_FIELDS], flat[2::_POINT_FIELDS],
                           flat[3::_POINT_FIELDS], map(bool, flat[4::_POINT_FIELDS])))
        yield ContactCard(*texts, tuple(tags), points, date.fromisoformat(day) if day else None)


def ended(end: list[Any], cards: tuple[ContactCard, ...]) -> ParsedFile:
    """The whole file, once its last line has come."""
    file, kind, skipped, warnings = end
    return ParsedFile(file, kind, cards, tuple(Skipped(*one) for one in skipped), tuple(warnings))


def mapping_row(mapping: Mapping | None) -> list[Any] | None:
    """A CSV mapping as plain JSON values."""
    if mapping is None:
        return None
    columns = [(column.index, column.field.value, column.label, column.label_from, column.group)
               for column in mapping.columns]
    return [columns, mapping.header_row, mapping.delimiter, mapping.kind]


def mapping_of(row: list[Any] | None) -> Mapping | None:
    """The CSV mapping that `mapping_row` wrote."""
    if row is None:
        return None
    columns, header_row, delimiter, kind = row
    return Mapping(tuple(Column(index, Field(field), label, source, group)
                         for index, field, label, source, group in columns),
                   header_row, delimiter, kind)


def _card_row(card: ContactCard) -> list[Any]:
    flat = list(chain.from_iterable(map(_point_row, card.points)))
    return [*_texts(card), card.tags, flat,
            card.connected_on.isoformat() if card.connected_on else ""]


def _point_row(point: CardPoint) -> tuple[str, str, str, str, int]:
    return point.kind, point.value, point.normalised, point.label, int(point.preferred)


def _attributes() -> Callable[[ContactCard], tuple[str, ...]]:
    from operator import attrgetter

    return attrgetter(*_TEXTS)


_texts = _attributes()


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), check_circular=False)
