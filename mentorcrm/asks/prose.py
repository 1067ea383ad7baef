"""Small surgery on text that people typed: spaces, full stops, capitals, lists, dates.

Everything here is about form, nothing about meaning. A web address is never changed.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from mentorcrm.asks import wordlists

# A comma that closes an aside if words follow ("chapter 6, on peers⁣ changed ..."), and vanishes
# before a full stop or at the end of a line. It never leaves this package.
SOFT_COMMA = "\ue001"
GAP_OPEN, GAP_CLOSE = "⟦", "⟧"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_URL = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)\"'»”]", re.IGNORECASE)
_HELD = re.compile("\ue002(\\d+)\ue003")
_ISO_DATE = re.compile(r"(?<![\w/-])(\d{4})-(\d{2})-(\d{2})(?![\w/-])")
# Of names that are words as well only those that follow what leads to a time or a number.
_SMALL_DAY = re.compile(
    r"(?<![\w@/.-])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|january|february|april|june|july|september|october|november|december"
    r"|(?:(?<=\bin )|(?<=\bby )|(?<=\bof )|(?<=until )|(?<=since )|(?<=next )|(?<=last )|(?<=\d ))"
    r"(?:march|may|august))(?![\w@/-]|\.\w)"
)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪‣>]+\s+|[-–•*·]+(?=[^\W\d])|\(?\d{1,2}[.)]\s+)")
_ENDED = re.compile(r"[.?!…。？！]['\"”’»)\]]*$")
_JUNK = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_EMPTY_PAIRS = re.compile(r"\"\s*\"|“\s*”|‘\s*’|«\s*»|\(\s*\)|\[\s*\]|(?<!\w)''(?!\w)")
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\.{3,}"), "…"),
    (re.compile(r"\.{2}"), "."),
    (re.compile(r"…[.…]+|\.…"), "…"),
    (re.compile(r"\s+([,;:.?!…)])"), r"\1"),
    (re.compile(r"([(])\s+"), r"\1"),
    (re.compile(r"!*\?[?!]+|!+\?"), "?"),
    (re.compile(r"!{2,}"), "!"),
    (re.compile(r"([?!…])[.,;]+"), r"\1"),
    (re.compile(r"[,;:]+([.?!…])"), r"\1"),
    (re.compile(r"[,;:]*([,;:])(?=[,;:\s]|$)"), r"\1"),
    (re.compile(r"([.])[,;:]+(?=\s|$)"), r"\1"),
    (re.compile(r",(?=[^\W\d])"), ", "),
)


def gap(words: str) -> str:
    """The mark of something missing."""
    return f"{GAP_OPEN}{words}{GAP_CLOSE}"


# While someone types, all parts but one stay as they were, so these answers are remembered.
@lru_cache(maxsize=1024)
def tidy(text: str) -> str:
    """One line of clean text: no control characters, doubled marks or stray spaces."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if _is_junk(ch) else ch for ch in text)
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group())
        return f"\ue002{len(held) - 1}\ue003"

    text = _URL.sub(hold, text)
    text = _scrub(" ".join(text.split()))
    return _HELD.sub(lambda match: held[int(match.group(1))], text)


def _is_junk(ch: str) -> bool:
    # Joiners hold emoji and some scripts together; all other format characters go.
    return (
        unicodedata.category(ch) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
        and ch not in "\u200c\u200d"
    )


def _scrub(text: str) -> str:
    for _ in range(6):
        before = text
        text = " ".join(_EMPTY_PAIRS.sub(" ", text).split())
        for pattern, new in _STEPS:
            text = pattern.sub(new, text)
        text = _BULLET.sub("", text)
        text = text.strip(" ,;:").removesuffix(" -").removesuffix(" –").lstrip(".!?… ")
        if text == before:
            break
    return text if any(ch.isalnum() or _is_symbol(ch) for ch in text) else ""


def _is_symbol(ch: str) -> bool:
    return unicodedata.category(ch) in {"So", "Sc"} or ch == "\ue002"


@lru_cache(maxsize=1024)
def items_of(text: str) -> tuple[str, ...]:
    """The items of a part that may hold several: one per line or separated by ";"."""
    pieces = re.split(r"[\n\r;\u2028\u2029]+", text)
    return tuple(clean for piece in pieces if (clean := tidy(piece)))


def ended(text: str) -> bool:
    """Whether the text closes with its own full stop, question mark or the like."""
    return bool(_ENDED.search(text))


def finish(text: str) -> str:
    """The text as a sentence: a capital first and one mark at its end."""
    text = text.rstrip(" ,;:-–")
    if not text:
        return ""
    if ended(text) or _is_symbol(text[-1]):
        return upfirst(text)
    return upfirst(text) + "."


def unfinished(text: str) -> str:
    """The text without its final full stop, to go on after it. Abbreviations keep theirs."""
    if text.endswith(".") and not wordlists.ABBREVIATION.search(text):
        return text[:-1].rstrip(" ,;:")
    return text.rstrip(" ,;:!…") if text.endswith(("!", "…", ",", ";", ":")) else text


def asked(text: str) -> str:
    """A question with its mark, which typed ones often lack."""
    return text if re.search(r"[?？][\"'”’»)\]]*$", text) else f"{unfinished(text)}?"


def upfirst(text: str) -> str:
    """The text with a capital first letter, unless its first word is an address or a brand."""
    start = next((i for i, ch in enumerate(text) if ch.isalnum() or ch == GAP_OPEN), None)
    if start is None or not text[start].islower():
        return text
    word = text[start:].split(maxsplit=1)[0]
    if "@" in word or "://" in word or word.startswith("www.") or any(c.isupper() for c in word):
        return text
    return text[:start] + text[start].upper() + text[start + 1 :]


def lowfirst(text: str) -> str:
    """The text to go on mid-sentence: a capital that only marked its start is taken away."""
    word = first_word(text)
    if re.match(r"A (?:or\b|vs|and\b|[A-Z]\b)", text):
        return text  # "A or B": a name, not an article
    if word.casefold() in wordlists.LOWERABLE and not (len(word) > 1 and word.isupper()):
        return text[:1].lower() + text[1:]
    return text


def first_word(text: str) -> str:
    """The first word without the marks around it; "" for an empty text."""
    return next(iter(words_of(text)), "")


def words_of(text: str) -> list[str]:
    """The words, stripped of the marks around them, with plain apostrophes."""
    stripped = (piece.strip(" ,.;:?!…\"“”«»()[]'’‘") for piece in text.split())
    return [word.replace("’", "'") for word in stripped if word]


def joined(items: Sequence[str], last: str = "and") -> str:
    """Items as people write them: a, b and c. Items with commas of their own get semicolons."""
    if len(items) < 2:
        return "".join(items)
    separator = "; " if len(items) > 2 and any("," in item for item in items) else ", "
    bridge = f"; {last} " if separator == "; " else f" {last} "
    if len(items) == 2 and any("," in item or f" {last} " in item for item in items):
        bridge = f", {last} "
    return separator.join(items[:-1]) + bridge + items[-1]


def spoken_date(day: date, year: int | None = None) -> str:
    """A date as people say it: 14 June, with the year unless it is `year`."""
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return text if day.year == year else f"{text} {day.year}"


def spoken_dates(text: str, year: int | None = None) -> str:
    """The text with each ISO date as people say it, and days and months with their capital."""

    def say(match: re.Match[str]) -> str:
        try:
            return spoken_date(date(*map(int, match.groups())), year)
        except ValueError:
            return match.group()

    return _SMALL_DAY.sub(lambda match: match.group().title(), _ISO_DATE.sub(say, text))


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut between words, with an ellipsis where it was cut."""
    if len(text) <= length:
        return text
    kept = text[: max(0, length - 1)]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip(" ,;:.") + "…"


def settle(text: str) -> str:
    """A rendered message with its white space and soft commas put right.

    No trailing spaces, no doubled blank lines, no space before a mark, no comma before a full
    stop; lines keep their order.
    """
    text = re.sub(rf"{SOFT_COMMA}(?=\s*[.,;:?!…)]|\s*(?:\n|$))", "", text)
    text = text.replace(SOFT_COMMA, ",")
    lines = [_settle_line(line) for line in text.replace("\r\n", "\n").split("\n")]
    text = "\n".join(lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _settle_line(line: str) -> str:
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group())
        return f"\ue002{len(held) - 1}\ue003"

    line = _URL.sub(hold, line)
    line = " ".join(line.split())
    line = re.sub(r" +([,;:.?!…](?:\s|$))", r"\1", line)
    line = re.sub(r",([.?!…,;:])", r"\1", line)
    line = re.sub(r"([?!…])\.", r"\1", line)
    line = re.sub(r"\.{2}", ".", line)
    return _HELD.sub(lambda match: held[int(match.group(1))], line)
