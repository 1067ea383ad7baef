"""The filter of the list of people as chips."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from mentorcrm.models.kinds import Role, Season
from mentorcrm.services.people_filter import HealthWish, PeopleFilter
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _

Choices = list[tuple[object, str]]

SOURCE_WORDS = {
    "import": _("Imported from a file"),
    "added by hand": _("Added by hand"),
    "sample": _("Sample network"),
}
_NAMES = {
    "role": _("Role"),
    "season": _("Season"),
    "tag": _("Tag"),
    "health": _("Health"),
    "source": _("Source"),
    "need": _("Need"),
    "more": _("More"),
}
_RARE = ("health", "source", "need")
_NEED_SHOWN = 40


class FilterChips(Flow):
    """Chips with menus. A chosen chip shows its value; a click clears it.

    What is rarely wanted stands behind the last chip, until it is chosen.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.wanted = PeopleFilter()
        self._need = ""  # The words of the need that is chosen.
        self._chips: dict[str, Chip] = {}
        for name, said in _NAMES.items():
            chip = Chip(said, menu_arrow=True)
            chip.setObjectName(name)
            chip.setAccessibleName(
                _("More filters")
                if name == "more"
                else _("Filter by {name}").format(name=said.lower())
            )
            chip.clicked.connect(self._clicked)
            self._chips[name] = chip
            self.add(chip)
        self._show()

    def choose(self, wanted: PeopleFilter) -> None:
        """Show what a filter chooses, without a signal."""
        self.wanted = wanted
        if wanted.need and self._desk.live:
            self._need = self._desk.services.people.need_words(wanted.need)
        self._show()

    def narrowed(self, wanted: PeopleFilter) -> PeopleFilter:
        """A filter with what the chips choose."""
        chosen = self.wanted
        return replace(
            wanted,
            role=chosen.role,
            season=chosen.season,
            tag=chosen.tag,
            source=chosen.source,
            need=chosen.need,
            health=chosen.health,
        )

    def words(self) -> list[str]:
        """What is chosen, as words."""
        return [words for words in self._values().values() if words]

    def _values(self) -> dict[str, str]:
        wanted = self.wanted
        return {
            "role": wanted.role.label if wanted.role else "",
            "season": wanted.season.label if wanted.season else "",
            "tag": f"#{wanted.tag}" if wanted.tag else "",
            "health": wanted.health.label if wanted.health else "",
            "source": SOURCE_WORDS.get(wanted.source, wanted.source),
            "need": _short(self._need) if wanted.need else "",
        }

    def _clicked(self) -> None:
        name = self.sender().objectName()
        if name != "more" and self._values()[name]:
            self._choose(name, None)
        elif self._desk.live:
            self._open_menu(name, name)

    def _open_menu(self, name: str, under: str) -> None:
        makers: dict[str, Callable[[], Choices]] = {
            "role": lambda: [(role, role.label) for role in Role],
            "season": lambda: [(season, season.label) for season in Season],
            "tag": self._tags,
            "health": lambda: [(wish, wish.label) for wish in HealthWish],
            "source": self._sources,
            "need": self._needs,
            "more": lambda: [
                ("health", _("How they stand, and what is open")),
                ("source", _("Where they came from")),
                ("need", _("A need they help with")),
            ],
        }
        menu = ChoiceMenu(self, makers[name]())
        menu.setObjectName(name)
        menu.chosen.connect(self._chosen)
        menu.open_under(self._chips[under])

    def _tags(self) -> Choices:
        tags = self._desk.services.people.tags()
        return [(tag, f"#{tag}  {number}") for tag, number in tags] or [(None, _("No tags yet"))]

    def _sources(self) -> Choices:
        found = self._desk.services.people.sources()
        return [(name, f"{SOURCE_WORDS.get(name, name)}  {number:,}") for name, number in found]

    def _needs(self) -> Choices:
        found = self._desk.services.people.needs_linked()[:_NEED_SHOWN]
        none: Choices = [(None, _("Nobody is linked to a need yet"))]
        return [(need, f"{_short(words)}  {number}") for need, words, number in found] or none

    def _chosen(self, value: object) -> None:
        name = self.sender().objectName()
        if name == "more":
            self._open_menu(str(value), "more")
        else:
            self._choose(name, value)

    def _choose(self, name: str, value: object) -> None:
        empty: dict[str, Any] = {"role": None, "season": None, "tag": "", "source": "", "need": 0}
        empty["health"] = None
        change: dict[str, Any] = {name: value or empty[name]}
        self.choose(replace(self.wanted, **change))
        self.changed.emit()

    def _show(self) -> None:
        values = self._values()
        for name, words in values.items():
            chip = self._chips[name]
            chip.setText(words or _NAMES[name])
            said = _NAMES[name].lower()
            chip.set_on(bool(words))
            chip.setAccessibleName(
                _("Filter by {name}: {words}").format(name=said, words=words)
                if words
                else _("Filter by {name}").format(name=said)
            )
        for name in _RARE:
            self._chips[name].setVisible(bool(values[name]))
        self._chips["more"].setVisible(not all(values[name] for name in _RARE))
        self.rearrange()


def _short(words: str, most: int = 32) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
