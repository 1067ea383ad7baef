"""Notes as plain text: a mark at the beginning of a line says what the line is. Pure.

! advice   @ my promise   > their promise   ? decision   " quote   ~ experiment
"""

from collections.abc import Sequence

from mentorcrm.models.history_kinds import LineKind
from mentorcrm.services.meetings_rows import LineRow

MARKS = {
    "!": LineKind.ADVICE,
    "@": LineKind.MY_PROMISE,
    ">": LineKind.THEIR_PROMISE,
    "?": LineKind.DECISION,
    '"': LineKind.QUOTE,
    "“": LineKind.QUOTE,
    "~": LineKind.EXPERIMENT,
}
MARK_OF = {kind: mark for mark, kind in reversed(MARKS.items())}
# What Ctrl+Enter makes of a line.
_TURNED = {LineKind.MY_PROMISE: LineKind.THEIR_PROMISE, LineKind.THEIR_PROMISE: LineKind.NOTE}


def kind_of(line: str) -> LineKind:
    """What a line as it is typed is."""
    return MARKS.get(line.lstrip()[:1], LineKind.NOTE)


def words_of(line: str) -> str:
    """What a line says, without its mark."""
    text = line.strip()
    if not text or text[0] not in MARKS:
        return text
    said = text[1:].strip()
    return said.rstrip('"”').rstrip() if MARKS[text[0]] is LineKind.QUOTE else said


def notes_text(lines: Sequence[LineRow]) -> str:
    """Lines that are kept, as they are typed."""
    return "\n".join(typed(line.kind, line.text) for line in lines)


def typed(kind: LineKind, text: str) -> str:
    """A line as it is typed."""
    plain = " ".join(text.split())
    if kind is LineKind.NOTE:
        # A note may begin with a mark only where it was kept so before there were marks.
        return plain
    return f"{MARK_OF[kind]} {plain}"


def turned(line: str) -> str:
    """The line as another kind: a note is my promise, mine theirs, theirs a note again."""
    return typed(_TURNED.get(kind_of(line), LineKind.MY_PROMISE), words_of(line))
