"""What the segments with chips have in common: a list that is narrowed, and a form beside it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.pages.history_segments import HistorySegment
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.ui.pages.contact_list import ContactList
    from mentorcrm.ui.pages.giving_chips import GivingChips
    from mentorcrm.ui.pages.giving_list import GivingList
    from mentorcrm.ui.pages.giving_pane import GivingPane
    from mentorcrm.ui.pages.history_chips import HistoryChips
    from mentorcrm.ui.pages.history_contacts import ContactBeside


class Wells(QWidget):
    """What stands in the place of the list: nothing matches, or nothing is on record yet."""

    def __init__(self, icon: str, empty: tuple[str, str]) -> None:
        super().__init__()
        self.clear = Button(_("Clear filter"))
        self.people = Button(_("Go to people"), "primary", icon="users")
        self.nothing = EmptyWell(icon, "", "", self.clear)
        self.empty = EmptyWell(icon, *empty, self.people)
        self.setLayout(boxes.column(self.nothing, self.empty, spacing=0, margins=(18, 4, 20, 0)))
        self.hide()

    def show_for(self, number: int, filtered: tuple[str, str] | None) -> None:
        """Say why there are no rows; `filtered` are the words when something is on record."""
        self.nothing.setVisible(filtered is not None)
        self.empty.setVisible(filtered is None)
        if filtered is not None:
            self.nothing.set_words(*filtered)
        self.setVisible(not number)


class FilteredSegment(HistorySegment):
    """Chips, list and form are made by the segment, which then calls `lay_out`."""

    chips: "HistoryChips | GivingChips"
    list: "ContactList | GivingList"
    beside: "ContactBeside | GivingPane"
    wells: Wells
    _text = ""
    _wanted_key: int | None = None  # What a place opens once the list is there.

    def choose_nothing(self) -> None:
        """Let the chips narrow nothing."""
        raise NotImplementedError

    def key(self) -> int | None:
        return self.list.current() if self.beside.is_open() else None

    def text(self) -> str:
        return self._text

    def first_focus(self) -> QWidget:
        return self.list if self.list.rows.rowCount() else self.wells.people

    def panes(self) -> tuple[QWidget, ...]:
        field = self.beside.first_field() if self.beside.is_open() else None
        return (self.list, field) if field is not None else (self.first_focus(),)

    def flush(self) -> None:
        self.beside.flush()

    def open_current(self) -> None:
        """Open the entry in focus beside the list."""
        key = self.list.current()
        if key is not None:
            self.beside.show_key(key)

    def lay_out(self) -> None:
        """Put the parts in their place and let them hear of each other."""
        left = boxes.column(spacing=8)
        left.addLayout(boxes.row(self.chips, margins=(18, 0, 20, 0)))
        left.addWidget(self.wells)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        columns = boxes.row(spacing=0)
        columns.addLayout(left, 1)
        columns.addWidget(self.beside)
        self.setLayout(columns)
        self.chips.changed.connect(self._filter_changed)
        self.wells.clear.clicked.connect(self._clear_filter)
        self.wells.people.clicked.connect(self._go_people)
        self.list.left_upwards.connect(self.up_pressed)
        self.list.typed.connect(self.typed)
        self.list.clicked.connect(self.open_current)
        self.list.opened.connect(self.open_current)
        self.list.picked.connect(self._follow)
        self.list.edit_pressed.connect(self._edit_current)
        self.beside.closed.connect(self.list.setFocus)

    def _open_place(self, key: int | None, text: str) -> None:
        """Read what a place names, once it can be seen."""
        self._text, self._wanted_key = text, key
        if self.desk.live and self.isVisible():
            self.reload()

    def _filter_changed(self) -> None:
        self.desk.when_live(self.reload)

    def _clear_filter(self) -> None:
        self.choose_nothing()
        self.typed.emit("")
        self._text = ""
        self._filter_changed()

    def _go_people(self) -> None:
        self.desk.go("people")

    def _follow(self) -> None:
        """Let what is open follow the focus of the list; with nothing there the pane goes."""
        if self.beside.is_open():
            self.beside.show_key(self.list.current())

    def _edit_current(self) -> None:
        self.open_current()
        self.beside.start()
