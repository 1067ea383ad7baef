"""Tidying what people type, before it is kept."""

import unicodedata

from mentorcrm.errors import UserError
from mentorcrm.models.folding import sort_key
from mentorcrm.words import _, n_
from mentorcrm.words import day_in_words as day

__all__ = [
    "LARGEST_ID",
    "clean_line",
    "clean_text",
    "count",
    "day",
    "quoted",
    "sort_key",
    "tag_name",
]

LINE_LIMIT = 1_000
TEXT_LIMIT = 200_000
LARGEST_ID = 2**63 - 1  # What a row's number can be; larger ones cannot even be asked for.


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


def tag_name(value: str) -> str:
    """A tag as it is kept: one line, without the `#` that people put before it."""
    return clean_line(value).lstrip("#").strip()


def count(number: int, one: str, many: str) -> str:
    """`1 person`, `3 people`."""
    return f"{number:,} {n_(one, many, number)}"


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
            _(
                "That text has {number:,} characters; at most {limit:,} fit. Shorten it and try "
                "again."
            ).format(number=len(text), limit=limit)
        )
    return text
