"""Notes as plain text: a mark at the beginning of a line says what the line is. Pure.

! advice   @ my promise   > their promise   ? decision   " quote   ~ experiment
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from mentorcrm.models.history_kinds import LineKind
from mentorcrm.services.commands.meetings import NoteLine
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

Line = tuple[LineKind, str]


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


def read_notes(text: str) -> tuple[Line, ...]:
    """The lines of a text; empty ones are left out."""
    lines = [(kind_of(line), words_of(line)) for line in text.split("\n")]
    return tuple((kind, said) for kind, said in lines if said)


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


def matched(before: Sequence[LineRow], now: Sequence[Line]) -> tuple[NoteLine, ...]:
    """The lines as typed, each with the record of the line that it was, as far as one can tell."""
    old = [(line.kind, " ".join(line.text.split())) for line in before]
    ids: list[int | None] = [None] * len(now)
    for tag, start, end, first, last in SequenceMatcher(
        None, old, list(now), autojunk=False
    ).get_opcodes():
        if tag in ("equal", "replace"):
            for offset in range(min(end - start, last - first)):
                ids[first + offset] = before[start + offset].id
    people = {line.id: line.person_id for line in before}
    return tuple(
        NoteLine(number, kind, text, people.get(number) if number is not None else None)
        for number, (kind, text) in zip(ids, now, strict=True)
    )
