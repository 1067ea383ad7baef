"""Contacts with everybody: a list of any length, filtered by chips and by what is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import QWidget

from mentorcrm.services.interactions_rows import EntryRow, HistoryFilter
from mentorcrm.ui.delegates.entry_row import EntryLine, EntryRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.pages.history_chips import HistoryChips
from mentorcrm.ui.pages.history_segments import HistorySegment
from mentorcrm.ui.pages.history_words import entry_line, nothing_words, summary_words
from mentorcrm.ui.pages.person_about import desk_today
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.words import _

# A few screens: more than fits into the window before the whole list is there.
FIRST_ROWS = 200


class ContactsSegment(HistorySegment):
    """Views: a `HistoryFilter` as text; the key is that of an entry."""

    reads = (
        *("interaction", "interaction_person", "interaction_topic", "person", "need"),
        *("advice", "commitment", "meeting", "meeting_line"),
    )
    hint = _("Search every contact: words, names, #topics")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text = ""
        self._partial = False  # Whether only the first rows are there yet.
        self.chips = HistoryChips(desk)
        self.model: WindowedModel[EntryLine] = WindowedModel(self._fetch, self)
        self.list = ListView(_("Contacts"), "E Del")
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryRowDelegate(self.list))
        self._clear = Button(_("Clear filter"))
        self._people = Button(_("Go to people"), "primary", icon="users")
        self._nothing = EmptyWell("history", "", "", self._clear)
        self._empty = EmptyWell("history", *nothing_words("", []), self._people)
        self._build()
        self._connect()

    def reload(self) -> None:
        if not self.model.ids() and not self.isVisible():
            self._show_keys(FIRST_ROWS)
            self._partial = len(self.model.ids()) == FIRST_ROWS
            if self._partial:
                QTimer.singleShot(0, self, self._read_rest)
        else:
            self._partial = False
            self._show_keys(None)

    def search(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.reload()

    def open(self, key: int | None, view: str) -> None:
        wanted = HistoryFilter.from_text(view)
        self._text = wanted.text
        self.chips.choose(replace(wanted, text=""))
        if self.desk.live and self.isVisible():
            self.reload()

    def view(self) -> str:
        return self.wanted().as_text()

    def text(self) -> str:
        return self._text

    def wanted(self) -> HistoryFilter:
        """What the list shows."""
        return replace(self.chips.wanted, text=self._text.strip())

    def current(self) -> int | None:
        """The key of the row in focus."""
        return self.model.id_at(self.list.currentIndex().row())

    def first_focus(self) -> QWidget:
        return self.list if self.model.rowCount() else self._people

    def _build(self) -> None:
        layout = boxes.column(spacing=8)
        layout.addLayout(boxes.row(self.chips, margins=(18, 0, 20, 0)))
        for well in (self._nothing, self._empty):
            layout.addLayout(boxes.row(well, margins=(18, 4, 20, 0)))
            well.hide()
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.chips.changed.connect(self._filter_changed)
        self._clear.clicked.connect(self._clear_filter)
        self._people.clicked.connect(self._go_people)
        self.list.left_upwards.connect(self.up_pressed)
        self.list.typed.connect(self.typed)

    def _filter_changed(self) -> None:
        self.desk.when_live(self.reload)

    def _clear_filter(self) -> None:
        self.chips.choose(HistoryFilter())
        self.typed.emit("")
        self._text = ""
        self._filter_changed()

    def _go_people(self) -> None:
        self.desk.go("people")

    def _read_rest(self) -> None:
        if self._partial:
            self.reload()

    def _show_keys(self, limit: int | None) -> None:
        timeline, wanted = self.desk.services.timeline, self.wanted()
        before = self.list.currentIndex().row()
        keys = timeline.keys(wanted, limit)
        self.list.blockSignals(True)
        self.model.set_ids(keys)
        self.list.blockSignals(False)
        if keys and not self.list.currentIndex().isValid() and before >= 0:
            self._choose(min(before, len(keys) - 1))
        total = timeline.number()
        self.summary_changed.emit(summary_words(total if limit else len(keys), total, wanted))
        self._show_wells(bool(keys), bool(total))

    def _show_wells(self, some: bool, any_at_all: bool) -> None:
        self.list.setVisible(some)
        self.chips.setVisible(any_at_all)
        self._nothing.setVisible(not some and any_at_all)
        self._empty.setVisible(not any_at_all)
        if not some and any_at_all:
            self._nothing.set_words(*nothing_words(self._text.strip(), self.chips.words()))

    def _choose(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(place), flag)

    def _fetch(self, keys: Sequence[int]) -> Mapping[int, EntryLine]:
        today = desk_today(self.desk)
        rows: Mapping[int, EntryRow] = self.desk.services.timeline.rows(keys, self._text)
        return {key: entry_line(row, today) for key, row in rows.items()}
