"""The filter of the history as chips: kind, person, need, topic and time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal

from mentorcrm.errors import NotFound
from mentorcrm.services.interactions_rows import CONTACT_KINDS, HistoryFilter
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.contact_fields import pick_person
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _

Choices = list[tuple[object, str]]

_NAMES = {
    "kind": _("Kind"),
    "person": _("Person"),
    "need": _("Need"),
    "topic": _("Topic"),
    "since": _("Time"),
}
_SPANS = ((7, _("Last 7 days")), (30, _("Last 30 days")), (91, _("Last 3 months")))
_MOST = 40


class HistoryChips(Flow):
    """Chips with menus. A chosen chip shows its value; a click clears it."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.wanted = HistoryFilter()
        self._said: dict[str, str] = {}
        self._chips: dict[str, Chip] = {}
        for name, words in _NAMES.items():
            chip = Chip(words, menu_arrow=True)
            chip.setObjectName(name)
            chip.clicked.connect(self._clicked)
            self._chips[name] = chip
            self.add(chip)
        self._show()

    def choose(self, wanted: HistoryFilter) -> None:
        """Show what a filter chooses, without a signal."""
        self.wanted = wanted
        self._said = {name: words for name, words in self._values().items() if words}
        self._show()

    def words(self) -> list[str]:
        """What is chosen, as words."""
        return list(self._said.values())

    def choose_value(self, name: str, value: object) -> None:
        """Choose one thing, as its menu does; None takes the choice away."""
        empty: dict[str, Any] = {"kind": None, "person": 0, "need": 0, "topic": "", "since": None}
        change: dict[str, Any] = {name: value or empty[name]}
        if name == "since":
            since, until = value if isinstance(value, tuple) else (value, None)
            change = {"since": since, "until": until}
        self.choose(replace(self.wanted, **change))
        self.changed.emit()

    def _values(self) -> dict[str, str]:
        wanted = self.wanted
        return {
            "kind": wanted.kind.label if wanted.kind else "",
            "person": self._person_words(wanted.person) if wanted.person else "",
            "need": self._need_words(wanted.need) if wanted.need else "",
            "topic": f"#{wanted.topic}" if wanted.topic else "",
            "since": self._time_words(),
        }

    def _person_words(self, person: int) -> str:
        if self._desk.live:
            rows = self._desk.services.people.rows([person])
            return rows[0].name if rows else _("Nobody")
        return _("Person")

    def _need_words(self, need: int) -> str:
        try:
            return _short(self._desk.services.needs.detail(need).statement)
        except (NotFound, RuntimeError):
            return _("Need")

    def _time_words(self) -> str:
        wanted = self.wanted
        if wanted.since is None:
            return ""
        if wanted.until is not None:
            return str(wanted.since.year)
        days = (self._today() - wanted.since).days
        return next((words for number, words in _SPANS if number == days), wanted.since.isoformat())

    def _clicked(self) -> None:
        name = self.sender().objectName()
        if name in self._said:
            self.choose_value(name, None)
        elif name == "person":
            pick_person(self, self._desk, _("Contacts with whom?"), self._choose_person)
        elif self._desk.live:
            self._open_menu(name)

    def _choose_person(self, person: int) -> None:
        self.choose_value("person", person)

    def _open_menu(self, name: str) -> None:
        makers: dict[str, Callable[[], Choices]] = {
            "kind": lambda: [(kind, kind.label) for kind in CONTACT_KINDS],
            "need": self._needs,
            "topic": self._topics,
            "since": self._times,
        }
        menu = ChoiceMenu(self, makers[name]())
        menu.setObjectName(name)
        menu.chosen.connect(self._chosen)
        menu.open_under(self._chips[name])

    def _needs(self) -> Choices:
        found = self._desk.services.timeline.needs()[:_MOST]
        none: Choices = [(None, _("No contact is about a need yet"))]
        return [(need, _short(words)) for need, words in found] or none

    def _topics(self) -> Choices:
        found = self._desk.services.timeline.topics()[:_MOST]
        none: Choices = [(None, _("No topics yet. Write them into a contact."))]
        return [(topic, f"#{topic}  {number}") for topic, number in found] or none

    def _times(self) -> Choices:
        today = self._today()
        spans: Choices = [(today - timedelta(days=days), words) for days, words in _SPANS]
        years = range(today.year, today.year - 5, -1)
        return [*spans, *(((date(y, 1, 1), date(y, 12, 31)), str(y)) for y in years)]

    def _today(self) -> date:
        return desk_today(self._desk)

    def _chosen(self, value: object) -> None:
        if value is not None:
            self.choose_value(self.sender().objectName(), value)

    def _show(self) -> None:
        for name, chip in self._chips.items():
            words, said = self._said.get(name, ""), _NAMES[name].lower()
            chip.setText(words or _NAMES[name])
            chip.set_on(bool(words))
            chip.setAccessibleName(
                _("Filter by {name}: {words}").format(name=said, words=words)
                if words
                else _("Filter by {name}").format(name=said)
            )
        self.rearrange()


def _short(words: str, most: int = 32) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
