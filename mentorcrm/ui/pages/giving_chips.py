"""The filter of what was given and received as chips: which way, what kind, with whom."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from PySide6.QtCore import Signal

from mentorcrm.models.history_kinds import GiveDirection, GiveKind
from mentorcrm.services.giving_rows import GiveFilter
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.contact_fields import pick_person
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _

_NAMES = {"direction": _("Direction"), "kind": _("Kind"), "person_id": _("Person")}
_CHOICES: dict[str, tuple[GiveDirection, ...] | tuple[GiveKind, ...]] = {
    "direction": tuple(GiveDirection),
    "kind": tuple(GiveKind),
}


class GivingChips(Flow):
    """A chosen chip shows its value; a click clears it."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.wanted = GiveFilter()
        self.chips: dict[str, Chip] = {}
        for name, said in _NAMES.items():
            chip = Chip(said, menu_arrow=True)
            chip.setObjectName(name)
            chip.clicked.connect(self._clicked)
            self.chips[name] = chip
            self.add(chip)
        self.choose(self.wanted)

    def choose(self, wanted: GiveFilter) -> None:
        """Show what a filter chooses, without a signal."""
        self.wanted = wanted
        for name, chip in self.chips.items():
            said = self._said(name)
            chip.setText(said or _NAMES[name])
            chip.set_on(bool(said))
            words = {"name": _NAMES[name].lower(), "words": said}
            chip.setAccessibleName(
                _("Filter by {name}: {words}").format(**words)
                if said
                else _("Filter by {name}").format(**words)
            )
        self.rearrange()

    def words(self) -> list[str]:
        """What is chosen, as words."""
        return [said for name in _NAMES if (said := self._said(name))]

    def choose_value(self, name: str, value: object) -> None:
        """Choose one thing, as its menu does; None takes the choice away."""
        change: dict[str, Any] = {name: value}
        self.choose(replace(self.wanted, **change))
        self.changed.emit()

    def _said(self, name: str) -> str:
        value = getattr(self.wanted, name)
        if value is None:
            return ""
        if name != "person_id":
            return str(value.label)
        rows = self._desk.services.people.rows([value]) if self._desk.live else []
        return rows[0].name if rows else _("Person")

    def _clicked(self) -> None:
        name = self.sender().objectName()
        if getattr(self.wanted, name) is not None:
            self.choose_value(name, None)
        elif name == "person_id":
            pick_person(self, self._desk, _("Given and received with whom?"), self._choose_person)
        else:
            menu = ChoiceMenu(self, [(value, value.label) for value in _CHOICES[name]])
            menu.setObjectName(name)
            menu.chosen.connect(self._chosen)
            menu.open_under(self.chips[name])

    def _chosen(self, value: object) -> None:
        self.choose_value(self.sender().objectName(), value)

    def _choose_person(self, person: int) -> None:
        self.choose_value("person_id", person)


def filter_text(wanted: GiveFilter) -> str:
    """A filter as a place keeps it."""
    values = {
        "text": wanted.text,
        "direction": wanted.direction,
        "kind": wanted.kind,
        "person": wanted.person_id,
    }
    return urlencode({name: str(value) for name, value in values.items() if value})


def filter_from(text: str) -> GiveFilter:
    """A filter that was kept; what is not understood counts as not said."""
    said = dict(parse_qsl(text))
    way, kind, person = said.get("direction"), said.get("kind"), said.get("person", "")
    known = person.isascii() and person.isdecimal()
    return GiveFilter(
        said.get("text", ""),
        GiveDirection(way) if way in set(GiveDirection) else None,
        GiveKind(kind) if kind in set(GiveKind) else None,
        int(person[:18]) if known else None,
    )
