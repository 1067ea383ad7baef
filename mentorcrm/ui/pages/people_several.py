"""Choosing several rows of the list of people, and the bar that comes with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from mentorcrm.services.people_filter import PeopleScope
from mentorcrm.ui.delegates.person_row import PersonLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.widgets.lists import ListView

if TYPE_CHECKING:
    from mentorcrm.ui.pages.people_bulk import BulkBar


class Several(QObject):
    """Watches what is chosen in the list; keys that are not for several are passed on."""

    letter_pressed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        view: ListView,
        model: WindowedModel[PersonLine],
        place: QVBoxLayout,
        scope: Callable[[], PeopleScope],
    ) -> None:
        """The bar goes to the end of the layout `place`, when it is first needed."""
        super().__init__(view)
        self._desk, self._view, self._model = desk, view, model
        self._place, self._scope = place, scope
        self.bar: BulkBar | None = None
        view.setSelectionMode(ListView.SelectionMode.ExtendedSelection)
        view.selectionModel().selectionChanged.connect(self.show_chosen)
        view.letter_pressed.connect(self._letter)

    def ids(self) -> tuple[int, ...]:
        """The ids of the chosen people when there is more than one, in their order."""
        chosen, ids = self._view.selectionModel().selection(), self._model.ids()
        ranges = [chosen.at(number) for number in range(chosen.count())]
        rows = sorted((piece.top(), piece.bottom() + 1) for piece in ranges)
        found = tuple(i for first, end in rows for i in ids[first:end])
        return found if len(found) > 1 else ()

    def drop(self) -> None:
        """Let only the current person stay chosen."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().select(self._view.currentIndex(), flag)

    def show_chosen(self) -> None:
        """Let the bar speak of those who are chosen now; it goes when it is one person."""
        chosen = self.ids() if self._desk.live else ()
        if chosen and self.bar is None:
            from mentorcrm.ui.pages.people_bulk import BulkBar  # Nobody needs it at first.

            self.bar = BulkBar(self._desk)
            self.bar.dropped.connect(self.drop)
            self._place.addWidget(self.bar)
        if self.bar is not None:
            self.bar.setVisible(bool(chosen))
            self.bar.show_people(chosen, self._scope())

    def _letter(self, letter: str) -> None:
        if letter == "Del" and self.bar is not None and self.ids():
            self.bar.move_to_bin()
        else:
            self.letter_pressed.emit(letter)
