"""The lines of vCard and iCalendar: decoding, unfolding, and `group.NAME;params:value`.

Every step is one forward pass. A file is decoded piece by piece, so that an inline picture of
30 MB never becomes one text, and a line that is not UTF-8 is read by the charset it names or the
one that the rest of the file suggests.
"""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from mentorcrm.interchange import encoding, limits

_BLOCK = limits.MEGABYTE
_CONTINUES = ("", " ", "\t")
# Bare words of vCard 2.1 that say how a value is written rather than what it is for.
_ENCODINGS = {
    "quoted-printable": "qp",
    "q": "qp",
    "base64": "base64",
    "b": "base64",
    "8bit": "",
    "7bit": "",
    "8-bit": "",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon, folded for comparison.

    `types` are the words of TYPE and vCard 2.1's bare words, in lower case; `encoding` is "",
    "qp" or "base64"; `charset` is a codec of the list in `encoding`, or "".
    """

    name: str
    group: str = ""
    types: tuple[str, ...] = ()
    encoding: str = ""
    charset: str = ""
    params: dict[str, str] = field(default_factory=dict)


# A whole property: the 1-based line where it starts, its text, and whether it was too long and
# is cut. A plain tuple, because a large address book has millions of them.
Line = tuple[int, str, bool]


class _Unfolded:
    """A line under way that has been continued at least once."""

    def __init__(self, text: str) -> None:
        self.parts = [text]
        self.size = len(text)
        self.soft = _is_soft(text, text)

    def add(self, piece: str) -> None:
        if self.soft:
            self.parts[-1] = self.parts[-1][:-1]
        self.size += len(piece)
        if self.size <= limits.LINE_CHARACTERS:
            self.parts.append(piece)
        self.soft = _is_soft(self.parts[0], piece)

    def line(self, number: int) -> Line:
        return number, "".join(self.parts), self.size > limits.LINE_CHARACTERS


def logical_lines(data: bytes) -> Iterator[Line]:
    """Unfold a file: continuation lines (a blank in front, or after a quoted-printable `=`) join
    the line they continue. Lines without text are left out.
    """
    start, text, more = 0, "", None
    for numbered in _line_blocks(data):
        for number, line in numbered:
            if line[:1] not in _CONTINUES and text[-1:] != "=" and more is None:
                if text:
                    yield start, text, False
                start, text = number, line
                continue
            more = more or _Unfolded(text)
            if piece := _continuation(more, line):
                more.add(piece)
                continue
            if text:
                yield more.line(start)
            start, text, more = number, line, None
    if text:
        yield more.line(start) if more else (start, text, False)


def _continuation(before: _Unfolded, line: str) -> str:
    """What a line adds to the one before it; "" when it starts anew."""
    if before.soft:
        return "" if _is_fence(line) else line
    if line[:1] in (" ", "\t") and before.parts[0] and not _is_fence(before.parts[0]):
        return line[1:] or " "
    return ""


def split_line(text: str) -> tuple[Head, str] | None:
    """A property's head and raw value; None when the line has no colon."""
    front, colon, value = text.partition(":")
    if '"' in front and front.count('"') % 2:
        at = _unquoted_colon(text)
        if at >= 0:
            front, value = text[:at], text[at + 1 :]
    if not colon:
        return None
    return (parse_head(front) if len(front) < 512 else _parsed_head(front)), value


def structured(value: str, separator: str = ";") -> list[str]:
    """Split a value at separators that no backslash escapes; the parts are unescaped."""
    if "\\" not in value:
        return value.split(separator)
    found: list[str] = []
    pending: list[str] = []
    for piece in value.split(separator):
        pending.append(piece)
        if (len(piece) - len(piece.rstrip("\\"))) % 2 == 0:
            found.append(unescaped(separator.join(pending)))
            pending = []
    if pending:
        found.append(unescaped(separator.join(pending)))
    return found


def unescaped(value: str) -> str:
    r"""A text value with `\n`, `\,`, `\;`, `\:` and `\\` resolved."""
    if "\\" not in value:
        return value
    pieces = value.split("\\\\")
    return "\\".join(
        piece.replace("\\n", "\n")
        .replace("\\N", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\:", ":")
        for piece in pieces
    )


def text_value(head: Head, value: str) -> str:
    """The raw value with its transfer encoding undone; damaged encodings are read as they are."""
    if not head.encoding:
        return value[: limits.VALUE_CHARACTERS]
    import binascii

    raw = value.encode("utf-8", "replace")
    try:
        raw = binascii.a2b_qp(raw) if head.encoding == "qp" else binascii.a2b_base64(raw)
    except binascii.Error:
        return value[: limits.VALUE_CHARACTERS]
    return _decoded(raw, head.charset)[: limits.VALUE_CHARACTERS]


@lru_cache(maxsize=4096)
def parse_head(front: str) -> Head:
    """The head of a property, remembered: address books repeat a few heads a million times."""
    return _parsed_head(front)


def _parsed_head(front: str) -> Head:
    first, *rest = _parameters(front)
    group, _dot, name = first.rpartition(".")
    types: list[str] = []
    params: dict[str, str] = {}
    for parameter in rest[: limits.PARAMETERS]:
        key, equals, value = parameter.partition("=")
        key, value = key.strip().upper(), value.strip().strip('"')
        if not equals or key == "TYPE":
            types += (value if equals else key).lower().split(",")
        else:
            params[key] = value
    wrapped = params.get("ENCODING", "").lower()
    for word in (wrapped, *types):
        if _ENCODINGS.get(word):
            wrapped = _ENCODINGS[word]
    return Head(
        name.strip().upper(),
        group.strip().lower(),
        tuple(word.strip() for word in types if word.strip() and word not in _ENCODINGS),
        wrapped if wrapped in ("qp", "base64") else "",
        encoding.charset(params.get("CHARSET", "")) or "",
        params,
    )


def _parameters(front: str) -> list[str]:
    """The head's pieces between semicolons outside quotes, a few more than are ever used."""
    if '"' not in front:
        return front.split(";", limits.PARAMETERS + 1)
    pieces: list[str] = []
    pending: list[str] = []
    for piece in front.split(";"):
        pending.append(piece)
        if pending[-1].count('"') % 2 == (len(pending) > 1):
            pieces.append(";".join(pending))
            pending = []
    return ([*pieces, ";".join(pending)] if pending else pieces)[: limits.PARAMETERS + 2]


def _unquoted_colon(text: str) -> int:
    quoted = False
    for index, char in enumerate(text):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return index
    return -1


def _is_soft(first: str, last: str) -> bool:
    """Whether a line whose pieces are given is quoted-printable and ends in a soft break."""
    return last[-1:] == "=" and "QUOTED-PRINTABLE" in first[:300].partition(":")[0].upper()


def _is_fence(text: str) -> bool:
    return text[:10].upper().startswith(("BEGIN:", "END:VCARD"))


def _line_blocks(data: bytes) -> Iterator[Iterable[tuple[int, str]]]:
    """The file's lines with their numbers, a block at a time."""
    name, data = encoding.split_mark(data)
    if name and name != "utf-8":
        data = data.decode(name, "replace").encode()
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    number = 1
    fallback = _Fallback(data)
    for block in _blocks(data):
        try:
            yield enumerate(block.replace(b"\r\n", b"\n").decode("utf-8").split("\n"), number)
        except UnicodeDecodeError:
            yield _rescued(block, number, fallback)
        number += block.count(b"\n") + 1


def _blocks(data: bytes) -> Iterator[bytes]:
    """Pieces of about a megabyte, cut at a line end (left out) that no folded line follows."""
    at = 0
    while at < len(data):
        end = data.find(b"\n", at + _BLOCK)
        while end >= 0 and data[end + 1 : end + 2] in (b" ", b"\t") and end - at < 8 * _BLOCK:
            end = data.find(b"\n", end + 1)
        stop = len(data) if end < 0 else end
        yield data[at:stop]
        at = stop + 1


class _Fallback:
    """The encoding for lines that are not UTF-8, guessed once and only when one turns up."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._name = ""

    def decode(self, raw: bytes) -> str:
        named = _named_charset(raw)
        if not named:
            self._name = named = self._name or encoding.guess(self._data)
        return raw.decode(named, "replace")


def _rescued(block: bytes, number: int, fallback: _Fallback) -> Iterator[tuple[int, str]]:
    """The lines of a block that is not all UTF-8. Folds are undone on the bytes first, because
    writers fold in the middle of a character; the joined line is given whole.
    """
    start, parts = number, [b""]
    for number, raw in enumerate(block.split(b"\n"), number):  # noqa: B020
        if raw[:1] in (b" ", b"\t") and parts[0]:
            parts.append(raw.rstrip(b"\r")[1:])
            continue
        yield start, _line_text(b"".join(parts), fallback)
        start, parts = number, [raw.rstrip(b"\r")]
    yield start, _line_text(b"".join(parts), fallback)


def _line_text(raw: bytes, fallback: _Fallback) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return fallback.decode(raw)


def _named_charset(raw: bytes) -> str | None:
    head = raw[:300].partition(b":")[0].upper()
    at = head.find(b"CHARSET=")
    if at < 0:
        return None
    named = encoding.charset(head[at + 8 :].split(b";", 1)[0].decode("ascii", "replace"))
    return named if named and codecs.lookup(named).name != "utf-8" else None


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name or "utf-8")
    except UnicodeDecodeError:
        return raw.decode(name or "cp1252", "replace")
