"""A number for each line of a document, which stays with the line whatever is done around it.

It stands in the format of the line's block, so that Qt carries it through joins, moves, undo and
redo. Where Qt gives one number to several lines – a line that is split, words pasted in – the one
that still says what it said keeps it. Numbers of a document are never used twice.
"""

import json
from collections.abc import Iterator
from itertools import takewhile
from uuid import uuid4

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat

_KEY = QTextFormat.Property.UserProperty.value + 1
_MIME = "application/x-mentorcrm-lines"


class LineKeys:
    """The keys of the lines of a document. `start` begins anew, for another text."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._next = 1
        self._said: dict[int, str] = {}
        self._busy = False
        self._edition = ""
        self.start()
        document.contentsChange.connect(self._changed)

    def start(self) -> None:
        """Forget what the lines said; what was copied before has no keys any more."""
        self._said = {}
        self._edition = uuid4().hex

    def of(self, block: QTextBlock) -> int:
        """The key of a line, 0 while it has none."""
        value = block.blockFormat().property(_KEY)
        return value if isinstance(value, int) else 0

    def lines(self) -> list[tuple[int, str]]:
        """All lines with their keys."""
        return [(self.of(block), block.text()) for block in _blocks(self._document)]

    def copied(self, cursor: QTextCursor) -> QMimeData:
        """What is selected as plain text, with the keys of the lines that are whole in it."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        keys = []
        for block in _blocks(self._document, start, end):
            first, last = block.position(), block.position() + len(block.text())
            whole = start <= first < last <= end
            keys.append([self.of(block), block.text()] if whole else [0, ""])
        mime = QMimeData()
        mime.setText(cursor.selection().toPlainText())
        mime.setData(_MIME, json.dumps([self._edition, keys]).encode())
        return mime

    def paste(self, cursor: QTextCursor, text: str, source: QMimeData) -> None:
        """Insert a text; a line that was cut out whole comes back with its key."""
        cursor.beginEditBlock()
        cursor.insertText("")  # What is selected goes first: its keys are free then.
        first = cursor.block().blockNumber()
        here = {key for key, _text in self.lines()}
        cursor.insertText(text)
        self._busy = True
        for offset, (key, said) in enumerate(self._brought(source)):
            block = self._document.findBlockByNumber(first + offset)
            if key and key not in here and block.text() == said:
                self._set(block, key)
        self._busy = False
        cursor.endEditBlock()

    def _brought(self, source: QMimeData) -> list[tuple[int, str]]:
        if not source.hasFormat(_MIME):
            return []
        edition, keys = json.loads(bytes(source.data(_MIME).data()))
        return [(int(key), str(said)) for key, said in keys] if edition == self._edition else []

    def _changed(self, position: int, _removed: int, added: int) -> None:
        if self._busy:
            return
        self._busy = True
        near = list(_blocks(self._document, max(position - 1, 0), position + added + 1))
        keys = [self.of(block) for block in near]
        whole = len(set(keys)) < len(keys) or 0 in keys
        # What is undone or done again has its keys with it.
        if whole and not self._document.isRedoAvailable():
            self._part(near)
        if whole or self._document.blockCount() != len(self._said):
            self._said = dict(self.lines())
        else:
            self._said.update((self.of(block), block.text()) for block in near)
        self._busy = False

    def _part(self, near: list[QTextBlock]) -> None:
        """Give each of these lines a key of its own."""
        groups: dict[int, list[QTextBlock]] = {}
        for block in near:
            groups.setdefault(self.of(block), []).append(block)
        gone = self._gone()
        replaced = bool(gone)
        for key, blocks in groups.items():
            said = self._said.get(key, "") if key else None
            same = next((block for block in blocks if block.text() == said), None)
            others = [block for block in blocks if block is not same]
            others = [block for block in others if not self._back(block, gone)]
            if key and same is None:
                keeper = _keeper(others, said or "", replaced and len(blocks) > 1)
                others = [block for block in others if block is not keeper]
            for block in others:
                self._set(block, self._new())

    def _back(self, block: QTextBlock, gone: dict[str, int]) -> bool:
        """Whether a line is one that this very edit took away and put in again."""
        key = gone.pop(block.text(), 0)
        if key:
            self._set(block, key)
        return bool(key)

    def _gone(self) -> dict[str, int]:
        """The lines that this edit took away, by their words, where only one of them said so."""
        here = {key for key, _text in self.lines()}
        gone = [(text, key) for key, text in self._said.items() if key not in here]
        texts = [text for text, _key in gone]
        return {text: key for text, key in gone if text.strip() and texts.count(text) == 1}

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def _set(self, block: QTextBlock, key: int) -> None:
        """As part of the edit that made the line."""
        form = QTextBlockFormat()
        form.setProperty(_KEY, key)
        cursor = QTextCursor(block)
        cursor.joinPreviousEditBlock()
        cursor.mergeBlockFormat(form)
        cursor.endEditBlock()


def _blocks(document: QTextDocument, start: int = 0, end: int = -1) -> Iterator[QTextBlock]:
    block = document.findBlock(start)
    while block.isValid() and (end < 0 or block.position() <= end):
        yield block
        block = block.next()


def _keeper(blocks: list[QTextBlock], said: str, replaced: bool) -> QTextBlock | None:
    """Which of several lines is the one that said so; None where others took its place.

    Of a line that is split it is the first part with a word in it, else what is likest.
    """
    texts = [block.text() for block in blocks]
    ahead = (n for n, text in enumerate(texts) if _has_words(text) and said.startswith(text))
    likeness = [_likeness(text, said) for text in texts]
    best = max(likeness, default=0)
    if not blocks or (replaced and not best):
        return None
    return blocks[next(ahead, likeness.index(best))]


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _likeness(text: str, said: str) -> int:
    """How many letters at both ends two texts share."""
    ahead = _shared(text, said)
    return ahead + _shared(text[ahead:][::-1], said[ahead:][::-1])


def _shared(text: str, other: str) -> int:
    pairs = zip(text, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
