"""The places and actions that the palette knows without asking the data."""

from collections.abc import Mapping

from PySide6.QtGui import QAction

from mentorcrm.services.people_filter import PeopleFilter, PeopleScope
from mentorcrm.ui.actions import WINDOW_KEYS, Key, key_caps
from mentorcrm.ui.nav import NAV
from mentorcrm.ui.pages.settings import SECTIONS
from mentorcrm.ui.palette.commands import COMMANDS, Command
from mentorcrm.ui.palette.entries import Entry
from mentorcrm.ui.places import Place, filtered_people
from mentorcrm.words import _

# Other words that people use for a section of the settings.
_ALSO = {
    "": _("profile name signature working hours zone me"),
    "look": _("theme dark light text size contrast colours appearance keys"),
    "reminders": _("notification desktop daily remind time tray"),
    "import": _("contacts csv vcard linkedin file"),
    "backups": _("restore data folder check database"),
    "duplicates": _("merge same person twice possible double records"),
    "bin": _("deleted erase for good trash recycle restore"),
    "templates": _("messages letters wording fields"),
    "about": _("version licences privacy help"),
}


# What the palette lists as places, in this order.
_PAGES = (*(item.page for item in NAV), "settings")
_GROUPS = (_("Do"), _("Window"), _("Go to"))


def places() -> tuple[Entry, ...]:
    """Pages and sections of the settings."""
    found = [
        Entry(
            f"page:{key.name}", key.words, icon=key.icon, keys=key_caps(key.keys[0]),
            place=Place(key.name), also=_("go to page"),
        )
        for key in WINDOW_KEYS if key.name in _PAGES
    ]  # fmt: skip
    for view, (words, icon, *_rest) in SECTIONS.items():
        place = Place("settings", view=view)
        entry = Entry(
            f"settings:{view}", words, _("Settings"), icon, place=place,
            also=_("settings {words}").format(words=_ALSO.get(view, "")),
        )  # fmt: skip
        found.append(entry)
    found.append(_sources())
    return (*found, *_shelves())


def actions(window: Mapping[str, QAction]) -> tuple[Entry, ...]:
    """What the window can do now, in the words of its actions; then what has no key."""
    keyed = (
        Entry(
            f"action:{key.name}", window[key.name].text(), icon=key.icon or "chevron-right",
            keys=key_caps(key.keys[0]), action=key.name, also=f"{key.words} {key.also}",
        )
        for key in sorted(WINDOW_KEYS, key=_group)
        if key.name not in (*_PAGES, "palette") and window[key.name].isEnabled()
    )  # fmt: skip
    return (*keyed, *(_command_entry(command) for command in COMMANDS))


def _command_entry(command: Command) -> Entry:
    return Entry(
        f"action:{command.name}", command.words, icon=command.icon,
        action=command.name, also=command.also,
    )  # fmt: skip


def _sources() -> Entry:
    return Entry(
        "page:sources", _("Where to look"), _("Mosaic"), "search", place=Place("sources"),
        also=_("sources channels find mentor candidates board season alumni go to page"),
    )  # fmt: skip


def _shelves() -> tuple[Entry, ...]:
    """Where people are who are not in the list."""
    shelves = (
        (PeopleScope.ARCHIVED, _("Archive"), "archive", _("archived people put away")),
        (PeopleScope.BIN, _("People in the bin"), "trash-2", _("deleted people trash recycle")),
    )
    return tuple(
        Entry(
            f"shelf:{scope}",
            words,
            _("People"),
            icon,
            place=filtered_people(PeopleFilter(scope=scope)),
            also=also,
        )
        for scope, words, icon, also in shelves
    )


def _group(key: Key) -> int:
    return _GROUPS.index(key.group)
