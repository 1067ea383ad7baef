"""What an earlier meeting left, as frozen plain values, ready to show."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class LeftRow:
    """A point that an earlier meeting left unfinished, and with whom of those here that was."""

    id: int
    text: str
    names: tuple[str, ...]
    at: datetime
