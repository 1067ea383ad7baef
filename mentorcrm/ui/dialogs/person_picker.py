"""Choosing one person out of any number, by typing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.ui import words
from mentorcrm.ui.delegates.person_row import PersonLine, PersonRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.widgets.fields import SearchField
from mentorcrm.ui.widgets.lists import ListView

SHOWN_ROWS = 3


class PersonPicker(QWidget):
    """A search field over a short list. Enter in the field takes the first hit."""

    chosen = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = SearchField("Who is it for?")
        self.model: WindowedModel[PersonLine] = WindowedModel(self._fetch, self)
        self.list = ListView("People")
        self.list.setModel(self.model)
        self.list.setItemDelegate(PersonRowDelegate(self.list))
        self.list.setFixedHeight(SHOWN_ROWS * 64)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.search.query_changed.connect(self._search)
        self.search.down_pressed.connect(self._take_first)
        self.list.picked.connect(self._picked)
        self._search()

    def choose(self, person: int) -> None:
        """Show someone as chosen."""
        place = self.model.place_of(person)
        if place is not None:
            self.list.setCurrentIndex(self.model.index(place))
            self.list.scrollTo(self.model.index(place))

    def person(self) -> int | None:
        """The chosen person's id."""
        rows = self.list.selectionModel().selectedIndexes()
        return self.model.id_at(rows[0].row()) if rows else None

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, PersonLine]:
        now = self._desk.clock.now()
        rows = self._desk.services.people.rows(ids)
        return {row.id: words.person_line(row, now) for row in rows}

    def _search(self) -> None:
        chosen = self.person()
        wanted = PeopleFilter(text=self.search.text())
        self.model.set_ids(self._desk.services.people.ids(wanted))
        if chosen is not None:
            self.choose(chosen)

    def _take_first(self) -> None:
        if self.model.rowCount() and self.person() is None:
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _picked(self, _index: object) -> None:
        person = self.person()
        if person is not None:
            self.chosen.emit(person)
