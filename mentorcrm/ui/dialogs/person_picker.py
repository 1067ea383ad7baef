"""Choosing one person out of any number, by typing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_now
from mentorcrm.ui.delegates.person_row import PersonLine, PersonRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.newcomers import add_typed, adding
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import SearchField
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.words import _

SHOWN_ROWS = 3


class PersonPicker(QWidget):
    """A search field over a short list.

    The first hit is chosen by itself while one types; whom a person chose stays chosen as long as
    the list shows them. `taken` says that Enter was pressed on somebody. Who is not on record yet
    is added from here, so that nobody has to leave what they began.
    """

    chosen = Signal(int)
    taken = Signal()

    def __init__(self, desk: Desk, without: int | None = None) -> None:
        """`without` is somebody who is not offered."""
        super().__init__()
        self._desk = desk
        self._without = without
        self._given: int | None = None
        self._by_hand: int | None = None
        self.search = SearchField(_("Who is it for?"))
        self.model: WindowedModel[PersonLine] = WindowedModel(self._fetch, self)
        self.list = ListView(_("People"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(PersonRowDelegate(self.list))
        self.list.setFixedHeight(SHOWN_ROWS * 64)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.add = Button("", "soft", icon="user-plus", parent=self.list)
        self.add.move(2, 2)
        self.add.hide()
        self.add.clicked.connect(self._add)
        self.search.query_changed.connect(self._search)
        self.search.down_pressed.connect(self._go_down)
        self.search.entered.connect(self._take)
        self.list.picked.connect(self._picked)
        self.list.left_upwards.connect(self.search.setFocus)
        self.list.typed.connect(self._typed)
        self._search()

    def set_rows(self, number: int) -> None:
        """Show so many rows at once."""
        self.list.setFixedHeight(number * 64)

    def give(self, person: int) -> None:
        """Choose someone beforehand; they stand first in the list."""
        self._given = self._by_hand = person
        self._search()

    def person(self) -> int | None:
        """The chosen person's id."""
        rows = self.list.selectionModel().selectedIndexes()
        return self.model.id_at(rows[0].row()) if rows else None

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, PersonLine]:
        now = desk_now(self._desk)
        rows = self._desk.services.people.rows(ids)
        return {row.id: words.person_line(row, now) for row in rows}

    def _search(self) -> None:
        text = self.search.text().strip()
        found = self._desk.services.people.ids(PeopleFilter(text=text))
        ids = [person for person in found if person != self._without]
        if self._given is not None and not text:
            ids = [self._given, *(person for person in ids if person != self._given)]
        self.list.blockSignals(True)
        self.model.set_ids(ids)
        self.list.clearSelection()
        if place := self._place(bool(text)):
            self._choose(place[0])
        self.list.blockSignals(False)
        self.add.setVisible(bool(text) and not ids)
        if text and not ids:
            self.add.setText(adding(text))
            self.add.resize(min(self.add.sizeHint().width(), self.list.width()), self.add.height())
        if (person := self.person()) is not None:
            self.chosen.emit(person)

    def _place(self, searched: bool) -> tuple[int, ...]:
        """Which row to choose, in a tuple that is empty for none."""
        kept = self.model.place_of(self._by_hand) if self._by_hand is not None else None
        if kept is not None:
            return (kept,)
        alone = self.model.rowCount() == 1
        return (0,) if self.model.rowCount() and (searched or alone) else ()

    def _choose(self, place: int) -> None:
        index = self.model.index(place)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        self.list.scrollTo(index)

    def _go_down(self) -> None:
        """Into the list: to the first row, or past it when it is chosen already."""
        if not self.model.rowCount():
            return
        row = self.list.currentIndex().row() + 1 if self.person() is not None else 0
        self._choose(min(row, self.model.rowCount() - 1))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> None:
        add_typed(self._desk, self.search.text(), then=self._added)

    def _added(self, person: int) -> None:
        self.search.setText("")
        self.give(person)
        self.taken.emit()

    def _take(self) -> None:
        if self.search.text().strip() and not self.model.rowCount():
            self._add()
            return
        if self.person() is None and self.model.rowCount():
            self._choose(0)
        if self.person() is not None:
            self.taken.emit()

    def _typed(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(text)

    def _picked(self, _index: object) -> None:
        person = self.person()
        if person is not None:
            self._by_hand = person
            self.chosen.emit(person)
