"""The list of the palette: it never has the focus; the line moves its highlight."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal

from mentorcrm.ui import theme
from mentorcrm.ui.palette.entries import Entry, Found
from mentorcrm.ui.palette.rows import HEADING, ROW, EntryDelegate, EntryModel
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.words import _


class ResultList(ListView):
    """Headings and entries; the highlight steps over headings. `taken` follows a click."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Results"))
        self.entries = EntryModel()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(False)
        self.setModel(self.entries)
        self._delegate = EntryDelegate(self)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self._clicked)
        theme.current().changed.connect(self.scheduleDelayedItemsLayout)

    def show_found(self, found: Found) -> None:
        """Show an answer, with its first entry highlighted."""
        self.entries.show(found)
        self.scrollToTop()
        self._go_to(0)

    def current(self) -> Entry | None:
        """The highlighted entry."""
        return self.entries.entry(self.currentIndex().row())

    def spoken(self) -> str:
        """The highlighted entry and where it stands, as a sentence."""
        entry, places = self.current(), self.entries.places()
        if entry is None:
            return ""
        number = places.index(self.currentIndex().row()) + 1
        return _("{spoken}, {number} of {count}").format(
            spoken=entry.spoken, number=number, count=len(places)
        )

    def rows_height(self) -> int:
        """The height of all rows together."""
        entries = len(self.entries.places())
        headings = self.entries.rowCount() - entries
        return entries * theme.current().px(ROW) + headings * theme.current().px(HEADING)

    def step_by(self, step: int) -> None:
        """Move the highlight: a single step goes round, a page stops at the ends."""
        places = self.entries.places()
        here = self.currentIndex().row()
        number = places.index(here) if here in places else -1 if step > 0 else 0
        number += step
        if abs(step) > 1:
            number = min(max(number, 0), len(places) - 1)
        self._go_to(number)

    def go_to_end(self, last: bool) -> None:
        """Highlight the first entry, or the last one."""
        self._go_to(-1 if last else 0)

    def _go_to(self, number: int) -> None:
        places = self.entries.places()
        if not places:
            return
        number %= len(places)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.entries.index(places[number]), flag)
        if number == 0:
            self.scrollToTop()  # With its heading.

    def _clicked(self, index: QModelIndex) -> None:
        entry = self.entries.entry(index.row())
        if entry is not None:
            self.taken.emit(entry)
