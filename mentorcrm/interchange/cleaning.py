"""Text from a foreign file, made safe to store and to show: no control characters, NFC.

Direction overrides and isolates (U+202A-202E, U+2066-2069) and invisible spaces are removed,
because they let one name pass for another. Zero-width joiners stay: emoji and several scripts
need them.
"""

import re
import unicodedata

_LINES_KEPT = {
    0x09: " ",
    0x0A: "\n",
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_INVISIBLE = (
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
    0x061C,
    0x200B,
    0x200E,
    0x200F,
    0x2060,
    0xFEFF,
)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), ""),
    **dict.fromkeys(_INVISIBLE),
    **_LINES_KEPT,
    0xA0: " ",
    0x202F: " ",
}
_SPACES = re.compile(r"[ \t]{2,}")


def one_line(text: str, limit: int) -> str:
    """The text on one line, runs of white space as one space, at most `limit` characters."""
    if not text or (text.isascii() and text.isprintable() and "  " not in text):
        return text.strip()[:limit]
    return " ".join(_safe(text[: limit * 4]).split())[:limit]


def many_lines(text: str, limit: int) -> str:
    """The text with its line breaks, as `\\n`, at most `limit` characters."""
    if text.isascii() and text.replace("\n", " ").isprintable() and " \n" not in text:
        return text.strip()[:limit]
    safe = _safe(text[:limit].replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in safe.split("\n")).strip()


def squeeze(text: str) -> str:
    """The text with runs of blanks inside a line as one space."""
    return _SPACES.sub(" ", text)


def _safe(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_TABLE))
