"""Tidying what people type, before it is kept."""

import unicodedata
from datetime import date

from mentorcrm.errors import UserError

LINE_LIMIT = 1_000
TEXT_LIMIT = 200_000


def clean_line(value: str, limit: int = LINE_LIMIT) -> str:
    """One line: composed, without control characters, white space folded.

    Raises UserError above `limit` characters.
    """
    text = " ".join(_without_controls(value, keep="").split())
    return _within(text, limit)


def clean_text(value: str, limit: int = TEXT_LIMIT) -> str:
    """Several lines: composed, without control characters other than line breaks and tabs."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return _within(_without_controls(text, keep="\n\t").strip(), limit)


def sort_key(value: str) -> str:
    """A name folded for comparing and ordering: no case, no accents, single spaces."""
    decomposed = unicodedata.normalize("NFKD", value)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def day(value: date) -> str:
    """A date as people read it: `24 November 2026`."""
    return f"{value.day} {value:%B %Y}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 person`, `3 people`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quoted(value: str, limit: int = 40) -> str:
    """A short quotation for a label, cut at a word."""
    text = " ".join(value.split())
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
    return f"“{text}”"


def _without_controls(value: str, keep: str) -> str:
    composed = unicodedata.normalize("NFC", value)
    return "".join(
        c if c in keep or unicodedata.category(c) not in ("Cc", "Cs") else " " for c in composed
    )


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise UserError(
            f"That text has {len(text):,} characters; at most {limit:,} fit. Shorten it and retry."
        )
    return text
