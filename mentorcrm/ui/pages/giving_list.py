"""What was given and received with everybody, introductions too, as one list of any length."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, Signal

from mentorcrm.services.given_entries import introduction_key
from mentorcrm.services.giving_rows import GiveFilter
from mentorcrm.services.zones import zone_of
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.delegates.entry_row import EntryLine, EntryRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.pages.giving_editor import delete_note
from mentorcrm.ui.pages.giving_words import entry_line
from mentorcrm.ui.pages.introduction_lines import delete_introduction
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.words import _


class GivingList(ListView):
    """Newest first. E asks for the form, Delete takes an entry away."""

    edit_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Given and received"), "E Del")
        self._desk = desk
        self.rows: WindowedModel[EntryLine] = WindowedModel(self._fetch, self)
        self.setModel(self.rows)
        self.setItemDelegate(EntryRowDelegate(self))
        self.letter_pressed.connect(self._letter)

    def show_for(self, wanted: GiveFilter) -> int:
        """Show what a filter leaves; how many that are."""
        before = self.currentIndex().row()
        ids = self._desk.services.giving.entries(wanted)
        self.blockSignals(True)
        self.rows.set_ids(ids)
        self.blockSignals(False)
        if ids and not self.currentIndex().isValid() and before >= 0:
            self._choose(min(before, len(ids) - 1))
        return len(ids)

    def current(self) -> int | None:
        """The key of the entry in focus."""
        return self.rows.id_at(self.currentIndex().row())

    def choose_key(self, key: int) -> bool:
        """Put the focus on an entry; False when it is not on show."""
        place = self.rows.place_of(key)
        if place is None:
            return False
        self._choose(place)
        self.scrollTo(self.rows.index(place))
        return True

    def _letter(self, letter: str) -> None:
        key = self.current()
        if key is None:
            return
        if letter == "Del":
            delete_entry(self._desk, key)
        elif self._desk.settings.current.letter_keys:
            self.edit_pressed.emit()

    def _choose(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.rows.index(place), flag)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, EntryLine]:
        today, zone = desk_today(self._desk), zone_of(self._desk.clock.zone())
        rows = self._desk.services.giving.entry_rows(ids)
        return {line.id: line for line in (entry_line(row, today, zone) for row in rows)}


def delete_entry(desk: Desk, key: int) -> None:
    """Move a note or an introduction to the bin, which can be undone."""
    if key > 0:
        delete_note(desk, key)
    else:
        delete_introduction(desk, introduction_key(key))
