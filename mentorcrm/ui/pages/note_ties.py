"""Which line of the editor is which line on record. Pure.

The editor gives each line a key that stays with it; here each key has the id of the line that was
written for it. So a line is found by what it is, never by its words or its place.
"""

from collections.abc import Sequence, Set

from mentorcrm.models.kinds import Privacy
from mentorcrm.services.commands.meetings import NoteLine
from mentorcrm.services.meetings_rows import LineRow
from mentorcrm.services.note_marks import kind_of, words_of

Typed = Sequence[tuple[int, str]]


class NoteTies:
    """The lines on record by the keys of the editor's lines."""

    def __init__(self) -> None:
        self._rows: dict[int, LineRow] = {}
        self._ids: dict[int, int] = {}
        self._whose: dict[int, int] = {}
        self._last: dict[int, LineRow] = {}
        self._said: dict[int, str] = {}
        self._born: set[int] = set()
        self._there: Set[int] = frozenset()

    def read(self, rows: Sequence[LineRow]) -> None:
        """What is on record now."""
        self._rows = {row.id: row for row in rows}
        for key, number in self._ids.items():
            row = self._rows.get(number)
            if row is None:
                continue
            self._last[key] = row
            if row.privacy is Privacy.NEVER:  # Now the record says it, and may be told otherwise.
                self._born.discard(key)
            if key in self._whose and self._whose[key] == row.person_id:
                del self._whose[key]

    def start(self, typed: Typed, rows: Sequence[LineRow]) -> None:
        """A text was put into the editor that says these rows, a line for each."""
        self._ids = {key: row.id for (key, _text), row in zip(typed, rows, strict=False)}
        self._whose, self._last, self._born = {}, {}, set()
        self._said = {key: _plain(words_of(text)) for key, text in typed}
        self._there = self._said.keys()
        self.read(rows)

    def follow(self, typed: Typed) -> None:
        """The editor says what is on record, line for line: they are the same ones."""
        keys = [key for key, text in typed if words_of(text)]
        self._ids = dict(zip(keys, self._rows, strict=False))
        self.read(tuple(self._rows.values()))

    def says(self, typed: Typed) -> bool:
        """Whether the editor has the words that are on record, but for how they are spaced."""
        kept = [(row.kind, _plain(row.text)) for row in self._rows.values()]
        now = [(kind_of(text), _plain(words_of(text))) for _key, text in typed]
        return kept == [line for line in now if line[1]]

    def is_kept(self, typed: Typed) -> bool:
        """Whether it also has the very lines that are on record."""
        ids = [self._ids.get(key) for key, text in typed if words_of(text)]
        return ids == list(self._rows) and self.says(typed)

    def row(self, key: int) -> LineRow | None:
        """The line on record; None while there is none."""
        return self._rows.get(self._ids.get(key, 0))

    def number(self, key: int) -> int | None:
        """Its id, as it was last written."""
        return self._ids.get(key)

    def notice(self, typed: Typed) -> None:
        """Note what the lines say now. Words that never leave stay so in another line.

        They come into one at once: when their line is parted or joined, or a copy is put in.
        """
        said = {key: _plain(words_of(text)) for key, text in typed}
        for gone in self._there - said.keys():
            words = self._said.get(gone)
            if words and self._stays(gone):
                changed = (key for key in said if self._said.get(key) != said[key])
                self._born.update(key for key in changed if words in said[key])
        self._there = said.keys()
        for key, words in said.items():
            before = self._said.get(key, "")
            if key in self._ids or before or len(words) < 2:
                continue
            if any(words in was and self._stays(other) for other, was in self._said.items()):
                self._born.add(key)
        self._said |= said

    def _stays(self, key: int) -> bool:
        row = self.row(key) or self._last.get(key)
        return key in self._born or (row is not None and row.privacy is Privacy.NEVER)

    def choose(self, key: int, person: int) -> None:
        """Somebody was chosen whose line it is."""
        self._whose[key] = person

    def meant(self, typed: Typed) -> tuple[tuple[int, ...], tuple[NoteLine, ...]]:
        """The lines with words, to be written, and their keys."""
        lines = [(key, text) for key, text in typed if words_of(text)]
        return tuple(key for key, _text in lines), tuple(self._line(*line) for line in lines)

    def written(self, keys: Sequence[int], ids: Sequence[int]) -> None:
        """They were written, under these ids; a line that was not is on record no more."""
        self._ids = dict(zip(keys, ids, strict=True))

    def _line(self, key: int, text: str) -> NoteLine:
        """A line that was taken out, and is back with its words, is as private as it was."""
        words, last = words_of(text), self._last.get(key)
        row = self.row(key)
        if row is None and last is not None and _plain(last.text) == _plain(words):
            row = last
        person = self._whose.get(key, row.person_id if row is not None else None)
        privacy = row.privacy if row is not None else Privacy.PRIVATE
        if key in self._born:
            privacy = Privacy.NEVER
        return NoteLine(self._ids.get(key), kind_of(text), words, person, privacy)


def _plain(text: str) -> str:
    return " ".join(text.split())
