"""Bytes to text when nobody says which encoding: a mark at the start, UTF-8, else a good guess.

Only the encodings of a fixed list are ever used: Python's codec names also reach `zip`, `idna`
and `unicode_escape`, which a file must not be able to ask for.
"""

import codecs
from functools import lru_cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-2": "iso8859-2",
    "iso-8859-15": "iso8859-15",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "gbk": "gbk",
    "gb2312": "gbk",
    "gb18030": "gb18030",
    "big5": "big5",
    "koi8-r": "koi8-r",
    "euc-jp": "euc_jp",
    "euc-kr": "euc_kr",
    "iso-2022-jp": "iso2022_jp",
    "cp1252": "cp1252",
    "macintosh": "mac_roman",
}
_GUESSES = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "koi8_r",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
]
_LATIN = frozenset(("cp1252", "cp1250", "cp1254", "ascii", "latin_1", "iso8859_1"))
_WESTERN = frozenset("äöüßÄÖÜéèêëàâçñíóúáåøæœïîôûùòìÅØÆÑÉÈÇÁÍÓÚÀÊãõÃÕ€–—’‘“”«»°·")
_EASTERN = frozenset("ąćęłńóśźżčďěňřšťůžýáíéúőűăâîșțşţäöüßôĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽÝŐŰĂÎŞŢÁÉÍÓÚ€–—’“”„")
_SAMPLE = 64_000
_NUL_SHARE = 0.2


def charset(name: str) -> str | None:
    """The codec for a charset that a file names, or None when it is not on the list."""
    return _NAMED.get(name.strip().strip('"').lower())


def split_mark(data: bytes) -> tuple[str | None, bytes]:
    """The encoding that a byte order mark or UTF-16's zero bytes declare, and the bytes after."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, data[len(mark) :]
    return _unmarked_utf16(data[:_SAMPLE]), data


def decode(data: bytes) -> str:
    """The text of a file. Bytes that fit no guess become U+FFFD; nothing is raised."""
    name, rest = split_mark(data)
    if name:
        return rest.decode(name, "replace")
    try:
        return rest.decode("utf-8")
    except UnicodeDecodeError as error:
        return rest.decode(_almost_utf8(rest, error) or guess(rest), "replace")


def guess(data: bytes) -> str:
    """The likeliest encoding of text that is not UTF-8, judged by its non-ASCII lines."""
    sample = _telling_lines(data)
    found = _detected(sample) or "cp1252"
    if found not in _LATIN:
        return found
    return (
        "cp1252"
        if _fit(sample, "cp1252", _WESTERN) >= _fit(sample, "cp1250", _EASTERN)
        else "cp1250"
    )


def _almost_utf8(data: bytes, error: UnicodeDecodeError) -> str | None:
    """UTF-8 when the file is that but for a damaged or cut character here and there."""
    sample = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE].decode("utf-8", "replace")
    good = sum(1 for char in sample if ord(char) > 127 and char != "\ufffd")
    return "utf-8" if good > 4 * sample.count("\ufffd") else None


def _unmarked_utf16(sample: bytes) -> str | None:
    half = max(1, len(sample) // 2)
    if len(sample) < 8:
        return None
    if sample[1::2].count(0) / half > 1 - _NUL_SHARE and sample[::2].count(0) / half < _NUL_SHARE:
        return "utf-16-le"
    if sample[::2].count(0) / half > 1 - _NUL_SHARE and sample[1::2].count(0) / half < _NUL_SHARE:
        return "utf-16-be"
    return None


def _telling_lines(data: bytes) -> bytes:
    lines: list[bytes] = []
    size = 0
    for line in data[: 16 * _SAMPLE].split(b"\n"):
        if not line.isascii():
            lines.append(line[:1000])
            size += len(lines[-1])
            if size > _SAMPLE // 2:
                break
    return b"\n".join(lines)


@lru_cache(maxsize=8)
def _detected(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_GUESSES, threshold=0.5).best()
    return best.encoding if best else None


def _fit(sample: bytes, name: str, letters: frozenset[str]) -> int:
    return sum(1 for char in sample.decode(name, "replace") if char in letters)
