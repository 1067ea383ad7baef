"""Opens the palette and does what was chosen in it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.palette import catalogue
from mentorcrm.ui.palette.commands import COMMANDS
from mentorcrm.ui.palette.entries import Entry
from mentorcrm.ui.palette.finding import Finder
from mentorcrm.ui.palette.sheet import Palette
from mentorcrm.ui.window_state import Recent


class PaletteDoor(QObject):
    """One for the window; made when the palette is first opened."""

    def __init__(
        self, window: QWidget, desk: Desk, actions: Mapping[str, QAction], recent: Recent
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._actions = actions
        self._recent = recent

    def open(self, typed: str = "") -> Palette:
        """Show the palette, with something typed already."""
        palette = Palette(self._window, self._desk.tasks, self._finder())
        palette.chosen.connect(self._chosen)
        palette.line.edit.setText(typed)
        palette.open()
        return palette

    def _finder(self) -> Finder:
        services = self._desk.services if self._desk.live else None
        return Finder(
            services,
            catalogue.places(),
            catalogue.actions(self._actions),
            tuple(self._recent.keys()),
        )

    def _chosen(self, entry: object) -> None:
        if not isinstance(entry, Entry):
            return
        if entry.key:
            self._recent.add(entry.key)
        if entry.place is not None:
            self._desk.place_requested.emit(entry.place)
        elif entry.action in self._actions:
            self._actions[entry.action].trigger()
        else:
            commands = {command.name: command.run for command in COMMANDS}
            partial(commands[entry.action], self._desk)()
