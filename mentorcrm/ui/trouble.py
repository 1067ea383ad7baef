"""What is told when the data cannot be written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import Enum

from mentorcrm.services.commands import Command
from mentorcrm.words import _

SAFE = _("Nothing that was saved before is lost, and what you typed is still on the screen.")


@dataclass(frozen=True)
class Trouble:
    """What could not be done, and what can be done about it.

    `again` tries once more, `text` is what was typed, `safe` says where it is now. A `quiet`
    trouble comes without the person having asked for anything just now.
    """

    sentence: str
    again: Callable[[], None] | None = None
    text: str = ""
    safe: str = SAFE
    quiet: bool = False


def text_of(command: Command[object]) -> str:
    """The words that a command carries, for a copy of them."""
    return "\n\n".join(_words(command))


def _words(value: object) -> list[str]:
    if isinstance(value, str) and not isinstance(value, Enum):
        return [value] if value.strip() else []
    if isinstance(value, Mapping):
        return [word for part in value.values() for word in _words(part)]
    if isinstance(value, tuple | list):
        return [word for part in value for word in _words(part)]
    if isinstance(value, Command):
        return _words([getattr(value, part.name) for part in fields(value)])  # type: ignore[arg-type]
    return []
