"""Contacts with everybody: a list of any length, filtered by chips and by what is typed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.interactions_rows import HistoryFilter
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.contact_list import ContactList
from mentorcrm.ui.pages.history_chips import HistoryChips
from mentorcrm.ui.pages.history_filtered import FilteredSegment, Wells
from mentorcrm.ui.pages.history_words import nothing_words, summary_words
from mentorcrm.ui.widgets import boxes
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.ui.pages.history_pane import ContactPane


class ContactsSegment(FilteredSegment):
    """Views: a `HistoryFilter` as text; the key is that of an entry."""

    chips: HistoryChips
    list: ContactList
    beside: "ContactBeside"
    reads = (
        *("interaction", "interaction_person", "interaction_topic", "person", "need"),
        *("advice", "commitment", "meeting", "meeting_line"),
    )
    hint = _("Search every contact: words, names, #topics")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._total: int | None = None  # How many contacts there are, once they were counted.
        self.chips = HistoryChips(desk)
        self.list = ContactList(desk)
        self.beside = ContactBeside(desk)
        self.wells = Wells("history", nothing_words("", []))
        self.lay_out()
        self.list.shown.connect(self._shown)

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

    def open(self, key: int | None, view: str) -> None:
        wanted = HistoryFilter.from_text(view)
        self.chips.choose(replace(wanted, text=""))
        self._open_place(key, wanted.text)

    def view(self) -> str:
        return self.wanted().as_text()

    def wanted(self) -> HistoryFilter:
        """What the list shows."""
        return replace(self.chips.wanted, text=self._text.strip())

    def choose_nothing(self) -> None:
        self.chips.choose(HistoryFilter())

    def _shown(self, whole: bool) -> None:
        """Rows have come: open what a place asked for, count, and say what there is."""
        found = self._wanted_key is not None and self.list.choose_key(self._wanted_key)
        if found:
            self.open_current()
        if found or whole:
            self._wanted_key = None
        self._follow()
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

    def start(self) -> None:
        """Put the cursor into the form."""
        self.pane.editor.start()

    def first_field(self) -> QWidget:
        """What F6 comes to in the form."""
        return self.pane.editor.summary

    def flush(self) -> None:
        """Save what is being typed."""
        if self._pane is not None:
            self._pane.editor.flush()
