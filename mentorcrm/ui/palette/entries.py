"""What the palette lists: ready-made rows that say where they lead."""

from dataclasses import dataclass

from mentorcrm.ui.places import Place
from mentorcrm.words import _


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. It leads to a `place` or triggers an `action` of the window, by name.

    `key` names it for the list of those used last; `also` are other words it is found by.
    People have `initials` and a `tint` in place of an icon.
    """

    key: str
    text: str
    detail: str = ""
    icon: str = ""
    initials: str = ""
    tint: int = 0
    keys: tuple[str, ...] = ()
    place: Place | None = None
    action: str = ""
    person: int | None = None
    also: str = ""

    @property
    def spoken(self) -> str:
        """The row as a sentence."""
        keys = _("shortcut {keys}").format(keys=" ".join(self.keys)) if self.keys else ""
        return ", ".join(part for part in (self.text, self.detail, keys) if part)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to what was typed; `message` says what to do when nothing was found."""

    groups: tuple[Group, ...] = ()
    message: str = ""
