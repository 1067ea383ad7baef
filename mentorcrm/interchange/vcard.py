"""Read vCard files of versions 2.1, 3.0 and 4.0, from any program, in one pass.

Each `BEGIN:VCARD` line opens one item, and each item ends up either as a card or as a skipped
place with its reason. A file is refused only as a whole: too big, too many items, too deep.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import limits
from mentorcrm.interchange.card_draft import CardDraft, finished
from mentorcrm.interchange.contacts import ContactCard, ParsedFile, Skipped
from mentorcrm.interchange.contentlines import Head, Line, logical_lines, split_line
from mentorcrm.interchange.vcard_properties import (
    IGNORED,
    Handler,
    VCardDraft,
    complete,
    plain_handler,
    take,
)
from mentorcrm.words import _

Tick = Callable[[int], None]
_NOT_PEOPLE = {
    "group": _("a group, not a person"),
    "location": _("a place, not a person"),
    "application": _("a program, not a person"),
    "device": _("a device, not a person"),
    "thing": _("a thing, not a person"),
}
_OPENS = re.compile(rb"^(?:\xef\xbb\xbf)?BEGIN:VCARD", re.IGNORECASE | re.MULTILINE)
_BETWEEN = re.compile(
    rb"^END:VCARD[ \t]*\r?\n(?:\r?\n)*(?=BEGIN:VCARD)", re.IGNORECASE | re.MULTILINE
)
_FENCE_LETTERS = "BbEe"
_HEADS_KEPT = 4096
_TICK_EVERY = 100


@dataclass(slots=True)
class _Open:
    """A card whose END has not come yet."""

    where: str
    card: VCardDraft
    properties: int = 0
    last: str = ""
    inner: list[str] = field(default_factory=list)
    nested: bool = False


class _Reader:
    """Walks the lines of a file and collects its items."""

    def __init__(
        self, file: str, region: str | None, cards: list[ContactCard], part: "Part"
    ) -> None:
        self.file = file
        self.region = region
        self.cards = cards
        self.skipped: list[Skipped] = []
        self.warnings: list[str] = []
        self.items = part.items_before
        self._part = part
        self._stack: list[_Open] = []

    def read(self, tick: Tick | None) -> None:
        """Take every line of a file.

        An address book repeats a few heads ("TEL;TYPE=CELL") a million times, so the handler of
        each plain head is remembered and the long way through `_line` is taken once.
        """
        handlers: dict[str, tuple[Handler, Head] | None] = {}
        told, top = self.items, None
        for line in logical_lines(self._part.data):
            front, colon, value = line[1].partition(":")
            known = handlers.get(front)
            if known is not None:
                if top is not None and top.properties < limits.PROPERTIES:
                    top.properties += 1
                    top.last = front
                    if value:
                        known[0](top.card, known[1], value)
                    continue
            elif front not in handlers and len(handlers) < _HEADS_KEPT:
                handlers[front] = plain_handler(front) if colon else None
            self._line(line)
            top = self._stack[-1] if self._stack else None
            if top is not None and top.inner:
                top = None
            if tick and self.items >= told + _TICK_EVERY:
                told = self.items
                tick(told - self._part.items_before)

    def _line(self, line: Line) -> None:
        text = line[1]
        if text[0] in _FENCE_LETTERS and text[:6].upper() == "BEGIN:":
            self._begin(text[6:].strip().upper(), line[0] + self._part.lines_before)
        elif text[0] in _FENCE_LETTERS and text[:4].upper() == "END:":
            self._end(text[4:].strip().upper())
        elif self._stack and not self._stack[-1].inner:
            self._property(self._stack[-1], line)

    def finish(self) -> ParsedFile:
        """The file, once every line has been taken."""
        for still_open in self._stack:
            self.skipped.append(
                Skipped(
                    still_open.where,
                    _("the card has no END:VCARD line, so the file may be cut off"),
                )
            )
        self._stack.clear()
        return ParsedFile(
            self.file,
            "vcard",
            tuple(self.cards),
            tuple(self.skipped),
            tuple(shortened(self.warnings)),
        )

    def _begin(self, what: str, number: int) -> None:
        top = self._stack[-1] if self._stack else None
        if what != "VCARD":
            if top:
                top.inner.append(what)
                self._check_depth(len(top.inner), number)
            return
        nested = top is not None and (top.last == "AGENT" or bool(top.inner))
        if top is not None and not nested:
            self._unfinished(self._stack.pop())
        self.items += 1
        if self.items > limits.ITEMS:
            raise ImportRejected(
                _("“{file}” holds more than {items:,} cards; split it into smaller files.").format(
                    file=self.file, items=limits.ITEMS
                )
            )
        where = f"card {self.items}, line {number}"
        self._stack.append(_Open(where, VCardDraft(CardDraft(where)), nested=nested))
        self._check_depth(len(self._stack), number)

    def _end(self, what: str) -> None:
        if not self._stack:
            return
        top = self._stack[-1]
        if what == "VCARD":
            self._close(self._stack.pop())
        elif what in top.inner:
            del top.inner[top.inner.index(what) :]

    def _unfinished(self, card: _Open) -> None:
        self._warn(
            _("{where}: the card has no END:VCARD line; it was read up to the next one").format(
                where=card.where
            )
        )
        self._close(card)

    def _close(self, opened: _Open) -> None:
        if opened.nested:
            if self._stack:
                self._stack[-1].last = ""
            reason = _("a card inside another card (an assistant’s), not a contact of its own")
            self.skipped.append(Skipped(opened.where, reason))
            return
        reason = _NOT_PEOPLE.get(opened.card.kind, "")
        if not reason:
            complete(opened.card)
            card = finished(opened.card.draft, self.region)
            if card:
                self.cards.append(card)
                return
            reason = _("no name, organisation or address in it")
        self.skipped.append(Skipped(opened.where, reason))

    def _property(self, opened: _Open, line: Line) -> None:
        number, text, cut = line[0] + self._part.lines_before, line[1], line[2]
        parts = split_line(text)
        if parts is None:
            self._loose_line(opened, number, text)
            return
        head, value = parts
        opened.last = head.name
        opened.properties += 1
        if head.name in IGNORED:
            return
        if head.name == "AGENT":
            self._agent(opened, value)
        elif cut:
            self._warn(
                _("{where}: {name} is longer than a megabyte and was left out").format(
                    where=opened.where, name=head.name
                )
            )
        elif opened.properties <= limits.PROPERTIES:
            take(opened.card, head, value)
        elif opened.properties == limits.PROPERTIES + 1:
            self._warn(
                _("{where}: only its first {number} lines were read").format(
                    where=opened.where, number=limits.PROPERTIES
                )
            )

    def _agent(self, opened: _Open, value: str) -> None:
        if value.strip():
            opened.last = ""
            self._warn(
                _("{where}: the assistant named in it was left out").format(where=opened.where)
            )

    def _loose_line(self, opened: _Open, number: int, text: str) -> None:
        """A line without a colon: the rest of a value that a writer broke by hand."""
        if opened.last.upper().startswith("NOTE") and opened.card.draft.notes:
            opened.card.draft.notes.append(text)
        elif opened.last not in IGNORED:
            self._warn(_("line {number}: not a vCard line, left out").format(number=number))

    def _check_depth(self, depth: int, number: int) -> None:
        if depth > limits.DEPTH:
            raise ImportRejected(
                _(
                    "“{file}”, line {number}: cards lie inside cards more than {depth} deep; "
                    "export the contacts again."
                ).format(file=self.file, number=number, depth=limits.DEPTH)
            )

    def _warn(self, text: str) -> None:
        self.warnings.append(text)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a vCard file, and how many cards and lines lie before it."""

    data: bytes
    items_before: int = 0
    lines_before: int = 0


def part_of(data: bytes, number: int, parts: int) -> Part:
    """One of several stretches of about equal size that together are the file.

    They are cut between one card's END and the next one's BEGIN; where no such place is found,
    the first stretch has all of it and the others are empty.
    """
    start, stop = _boundary(data, number, parts), _boundary(data, number + 1, parts)
    before = data[:start]
    return Part(data[start:stop], len(_OPENS.findall(before)), before.count(b"\n"))


def _boundary(data: bytes, number: int, parts: int) -> int:
    if number == 0:
        return 0
    found = _BETWEEN.search(data, len(data) * number // parts) if number < parts else None
    return found.end() if found else len(data)


def read_vcards(
    data: bytes | Part,
    file: str,
    region: str | None = None,
    tick: Tick | None = None,
    cards: list[ContactCard] | None = None,
) -> ParsedFile:
    """The contacts of a vCard file or a part of one. `tick` hears how many items have been met
    so far; `cards` is a list to put them into one by one, for a caller that passes them on.

    Raises `ImportRejected` for a file beyond the limits or without any card.
    """
    part = data if isinstance(data, Part) else Part(data)
    reader = _Reader(file, region, [] if cards is None else cards, part)
    reader.read(tick)
    if tick:
        tick(reader.items - part.items_before)
    if not reader.items:
        raise ImportRejected(
            _(
                "“{file}” holds no vCard (no BEGIN:VCARD line); choose a file exported "
                "from an address book."
            ).format(file=file)
        )
    return reader.finish()


def count_cards(data: bytes) -> int:
    """How many cards a file seems to hold, for progress only."""
    return data.count(b"BEGIN:VCARD") or data.lower().count(b"begin:vcard")


def shortened(warnings: list[str]) -> list[str]:
    """Each once, at most `limits.WARNINGS` of them, and a last line that counts the rest."""
    warnings = list(dict.fromkeys(warnings))  # A card may name two assistants.
    rest = len(warnings) - limits.WARNINGS
    return (
        warnings
        if rest <= 0
        else [*warnings[: limits.WARNINGS], _("and {number:,} more like these").format(number=rest)]
    )
