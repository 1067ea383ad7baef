"""Contacts with everybody: a list of any length, filtered by chips and by what is typed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.interactions_rows import HistoryFilter
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.contact_list import ContactList
from mentorcrm.ui.pages.history_chips import HistoryChips
from mentorcrm.ui.pages.history_segments import HistorySegment
from mentorcrm.ui.pages.history_words import nothing_words, summary_words
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.ui.pages.history_pane import ContactPane


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
        self._total: int | None = None  # How many contacts there are, once they were counted.
        self._wanted_key: int | None = None  # What a place opens once the list is there.
        self.chips = HistoryChips(desk)
        self.list = ContactList(desk)
        self.beside = ContactBeside(desk)
        self.wells = Wells()
        left = boxes.column(spacing=8)
        left.addLayout(boxes.row(self.chips, margins=(18, 0, 20, 0)))
        left.addWidget(self.wells)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        columns = boxes.row(spacing=0)
        columns.addLayout(left, 1)
        columns.addWidget(self.beside)
        self.setLayout(columns)
        self._connect()

    def _connect(self) -> None:
        self.chips.changed.connect(self._filter_changed)
        self.wells.clear.clicked.connect(self._clear_filter)
        self.wells.people.clicked.connect(self._go_people)
        self.list.left_upwards.connect(self.up_pressed)
        self.list.typed.connect(self.typed)
        self.list.clicked.connect(self.open_current)
        self.list.opened.connect(self.open_current)
        self.list.picked.connect(self._picked)
        self.list.shown.connect(self._shown)
        self.list.edit_pressed.connect(self._edit_current)
        self.beside.closed.connect(self.list.setFocus)

    def reload(self) -> None:
        self._total = None
        if not self.list.rows.ids() and not self.isVisible():
            self.list.show_first(self.wanted())
        else:
            self.list.show_all(self.wanted())

    def search(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.list.search(self.wanted(), self._total or 0)

    def open_current(self) -> None:
        """Open the contact in focus beside the list."""
        key = self.list.current()
        if key is not None:
            self.beside.show_key(key)

    def open(self, key: int | None, view: str) -> None:
        wanted = HistoryFilter.from_text(view)
        self._text = wanted.text
        self.chips.choose(replace(wanted, text=""))
        self._wanted_key = key
        if self.desk.live and self.isVisible():
            self.reload()

    def key(self) -> int | None:
        return self.list.current() if self.beside.is_open() else None

    def flush(self) -> None:
        self.beside.flush()

    def view(self) -> str:
        return self.wanted().as_text()

    def text(self) -> str:
        return self._text

    def wanted(self) -> HistoryFilter:
        """What the list shows."""
        return replace(self.chips.wanted, text=self._text.strip())

    def first_focus(self) -> QWidget:
        return self.list if self.list.rows.rowCount() else self.wells.people

    def panes(self) -> tuple[QWidget, ...]:
        if self.beside.is_open():
            return (self.list, self.beside.pane.editor.summary)
        return (self.first_focus(),)

    def _filter_changed(self) -> None:
        self.desk.when_live(self.reload)

    def _clear_filter(self) -> None:
        self.chips.choose(HistoryFilter())
        self.typed.emit("")
        self._text = ""
        self._filter_changed()

    def _go_people(self) -> None:
        self.desk.go("people")

    def _shown(self, whole: bool) -> None:
        """Rows have come: open what a place asked for, count, and say what there is."""
        found = self._wanted_key is not None and self.list.choose_key(self._wanted_key)
        if found:
            self.open_current()
        if found or whole:
            self._wanted_key = None
        self._picked()
        number, wanted = len(self.list.rows.ids()), self.wanted()
        if whole:
            if self._total is None:
                self._total = self.desk.services.timeline.number()
            self.summary_changed.emit(summary_words(number, self._total, wanted))
        any_at_all = bool(number) or bool(self._total)
        self.list.setVisible(bool(number))
        self.chips.setVisible(any_at_all)
        said = nothing_words(wanted.text, self.chips.words())
        self.wells.show_for(number, said if any_at_all else None)

    def _picked(self) -> None:
        """Let what is open follow the focus of the list; with nothing there the pane goes."""
        if self.beside.is_open():
            self.beside.show_key(self.list.current())

    def _edit_current(self) -> None:
        self.open_current()
        self.beside.pane.editor.start()


class ContactBeside(QWidget):
    """The form beside the list; built when a contact is opened first."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pane: ContactPane | None = None
        self._row = boxes.row(spacing=0)
        self.setLayout(self._row)
        self.hide()

    @property
    def pane(self) -> "ContactPane":
        """The form itself."""
        if self._pane is None:
            from mentorcrm.ui.pages.history_pane import ContactPane

            self._pane = ContactPane(self._desk)
            self._row.addWidget(self._pane)
            self._pane.closed.connect(self.close_pane)
        return self._pane

    def is_open(self) -> bool:
        """Whether a contact is open."""
        return not self.isHidden()

    def show_key(self, key: int | None) -> None:
        """Show the contact of an entry; the form goes when there is none."""
        if key is not None and self.pane.show_key(key):
            self.show()
        else:
            self.close_pane()

    def close_pane(self) -> None:
        """The list alone again."""
        if self.is_open():
            self.hide()
            self.closed.emit()

    def flush(self) -> None:
        """Save what is being typed."""
        if self._pane is not None:
            self._pane.editor.flush()


class Wells(QWidget):
    """What stands in the place of the list: nothing matches, or nothing is on record yet."""

    def __init__(self) -> None:
        super().__init__()
        self.clear = Button(_("Clear filter"))
        self.people = Button(_("Go to people"), "primary", icon="users")
        self.nothing = EmptyWell("history", "", "", self.clear)
        self.empty = EmptyWell("history", *nothing_words("", []), self.people)
        wells = boxes.column(self.nothing, self.empty, spacing=0, margins=(18, 4, 20, 0))
        self.setLayout(wells)
        self.hide()

    def show_for(self, number: int, filtered: tuple[str, str] | None) -> None:
        """Say why there are no rows; `filtered` are the words when something is on record."""
        self.nothing.setVisible(filtered is not None)
        self.empty.setVisible(filtered is None)
        if filtered is not None:
            self.nothing.set_words(*filtered)
        self.setVisible(not number)
