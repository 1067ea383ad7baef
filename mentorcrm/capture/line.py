"""A text while it is being read: what has been understood is taken out, its places stay."""

import re
from collections.abc import Callable

from mentorcrm.capture import lexis
from mentorcrm.capture.parts import Span

GONE = "\x00"
ASIDE = "\x02"
OPAQUE = "\x03"
# What is quoted, an address or a link is never a sign of anything.
_OPAQUE = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+%-])[\w.+%-]{1,64}@[\w.-]{1,200}\.\w+|\"[^\"\n]*\"|“[^”\n]*”|„[^“”\n]*[“”]"
    r"|«[^»\n]*»|`[^`\n]*`"
)
_HEAD_END = re.compile(r"(?<!\bre):(?=\s|$)", re.IGNORECASE)
_LONGEST_HEAD = 90
# Signs of our own are no text, and every space is one.
_PLAIN = {**dict.fromkeys((0x0, 0x2, 0x3), "\x01"), 0xA0: " ", 0x9: " ", 0xD: " "}


class Line:
    """The text with `free`, of the same length, in which everything taken is blank.

    In `said` only what was taken is blank; what is opaque stands as one sign for each character.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        plain = text.translate(_PLAIN)
        self.free = self.said = plain
        # Backwards and once: a quotation mark that nothing closes makes each search a long one.
        for found in reversed(list(_OPAQUE.finditer(plain))):
            span = Span(found.start(), found.end())
            self.free = _blanked(self.free, span)
            self.said = _blanked(self.said, span, OPAQUE)
        self.names = self.free  # As `free`, but what is told of others stays.
        self._hushed: list[Span] = []

    def take(self, span: Span) -> None:
        """Blank a stretch: nothing else will be found there."""
        self.free = _blanked(self.free, span)
        self.names = _blanked(self.names, span)
        self.said = _blanked(self.said, span)

    def set_aside(self, span: Span) -> None:
        """Nothing more is found there, but the words are those that tell what was said."""
        self.free = _blanked(self.free, span, ASIDE)
        self.names = _blanked(self.names, span, ASIDE)

    def hush(self, span: Span) -> None:
        """Say that a stretch tells of something else: no day of this contact stands there."""
        self._hushed.append(span)

    def head(self, end: int) -> str:
        """What is free up to `end`, without what was hushed."""
        text = self.free
        for span in self._hushed:
            text = _blanked(text, span)
        return text[:end]

    def words(self, span: Span) -> str:
        """What stands there."""
        return self.text[span.start : span.end]

    def trimmed(self, start: int, end: int) -> Span:
        """A stretch without the white space and commas around it."""
        while start < end and self.text[start] in " \t\n,;":
            start += 1
        while end > start and self.text[end - 1] in " \t\n,;":
            end -= 1
        return Span(start, end)

    def head_end(self, names_only: Callable[[int], bool]) -> int:
        """Where the words after a colon begin, the whole length without one.

        A colon counts when it closes a short beginning: not in a time, a link or a promise, and
        not where the particulars are still to come: `call: Ana 20m`, `Ana: call yesterday`.
        `names_only` says whether there are only names before a place.
        """
        marker = re.search(r"(?:^|\s)[!?](?=[^\W_])", self.free)
        limit = min(marker.start() if marker else len(self.text), _LONGEST_HEAD)
        for colon in _HEAD_END.finditer(self.free, 0, limit + 1):
            behind = self.free[colon.end() :].lstrip()
            way = lexis.HOW.fullmatch(self.free[: colon.start()].strip())
            if not way and not (lexis.HOW.match(behind) and names_only(colon.start())):
                return colon.start()
        return len(self.text)


def _blanked(text: str, span: Span, sign: str = GONE) -> str:
    return text[: span.start] + sign * (span.end - span.start) + text[span.end :]
