"""Texts that could not be saved, kept beside the database until they are.

The file has its room from the beginning, so that it can be written when the disk is full.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mentorcrm.storage.files import create_private

_LINE = 0  # Stands for the line of quick capture where the id of a draft stands.
ROOM = 128 * 1024  # Bytes; a long message with all its ingredients takes a tenth.


@dataclass(frozen=True)
class UnsavedText:
    """A draft as it stood on screen; `at` is a moment in ISO form, `name` says what it is."""

    draft_id: int
    name: str
    at: str
    subject: str
    body: str
    by_hand: bool
    parts: dict[str, str] = field(default_factory=dict)

    def as_text(self) -> str:
        """The message as one reads it, with its ingredients where there is no message yet."""
        pieces = [self.subject, self.body] if self.body.strip() else list(self.parts.values())
        return "\n\n".join(piece for piece in pieces if piece.strip())


class Recovery:
    """The recovery file. Reading and writing never raise; `keep` says whether it worked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def reserve(self) -> None:
        """Take the room on the disk while there is some."""
        with suppress(OSError):
            if not self.path.exists():
                create_private(self.path)
            if self.path.stat().st_size < ROOM:
                self._write(self._all())

    def texts(self) -> tuple[UnsavedText, ...]:
        """The drafts that are kept, in the order in which they were first kept."""
        return tuple(text for text in self._all() if text.draft_id != _LINE)

    def line(self) -> str:
        """What was left in quick capture."""
        return next((text.body for text in self._all() if text.draft_id == _LINE), "")

    def keep_line(self, text: str, at: str) -> None:
        """Keep what is left in quick capture for the next start; nothing takes it away."""
        if not text.strip():
            self.forget(_LINE)
        elif text != self.line():
            self.keep(UnsavedText(_LINE, "", at, "", text, by_hand=True))

    def _all(self) -> tuple[UnsavedText, ...]:
        try:
            line = self.path.read_bytes().partition(b"\n")[0]
            return tuple(UnsavedText(**entry) for entry in json.loads(line or b"[]"))
        except (OSError, ValueError, TypeError):
            return ()

    def keep(self, text: UnsavedText) -> bool:
        """Keep a text in the place of an earlier one of the same draft."""
        others = [kept for kept in self._all() if kept.draft_id != text.draft_id]
        try:
            if not self.path.exists():
                create_private(self.path)
            self._write([*others, text])
        except OSError:
            return False
        return True

    def forget(self, draft_id: int) -> None:
        """The text is saved, or not wanted."""
        kept = self._all()
        others = [text for text in kept if text.draft_id != draft_id]
        if len(others) < len(kept):
            with suppress(OSError):
                self._write(others)

    def _write(self, texts: Any) -> None:
        """Write over what is there, as a new file would need room of its own."""
        entries = json.dumps([asdict(text) for text in texts], ensure_ascii=False)
        line = entries.encode("utf-8", "surrogatepass")  # What is pasted may hold half a sign.
        with self.path.open("r+b") as file:
            file.write((line + b"\n").ljust(ROOM))
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
