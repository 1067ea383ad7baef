"""What was given and received with everybody, filtered by chips and by what is typed."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from mentorcrm.services.giving_rows import GiveFilter
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.giving_chips import GivingChips, filter_from, filter_text
from mentorcrm.ui.pages.giving_list import GivingList
from mentorcrm.ui.pages.giving_pane import GivingPane
from mentorcrm.ui.pages.giving_words import giving_summary, nothing_given
from mentorcrm.ui.pages.history_segments import HistorySegment
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.words import _


class GivenSegment(HistorySegment):
    """Views: a `GiveFilter` as text; keys are those of `services.given_entries`."""

    reads = ("reciprocity_note", "introduction", "person")
    hint = _("Search what was given and received: words, names")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text = ""
        self._wanted_key: int | None = None  # What a place opens once the list is there.
        self.chips = GivingChips(desk)
        self.list = GivingList(desk)
        self.pane = GivingPane(desk)
        self.wells = GivingWells()
        self._build()
        self._connect()

    def reload(self) -> None:
        number = self.list.show_for(self.wanted())
        if self._wanted_key is not None and self.list.choose_key(self._wanted_key):
            self.pane.show_key(self._wanted_key)
        self._wanted_key = None
        self._picked()
        narrowed = self.wanted() != GiveFilter()
        total = len(self.desk.services.giving.entries()) if narrowed else number
        self.list.setVisible(bool(number))
        self.chips.setVisible(bool(total))
        said = nothing_given(self._text.strip(), self.chips.words())
        self.wells.show_for(number, said if total else None)
        self.summary_changed.emit(giving_summary(number, total) if narrowed and total else "")

    def search(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.reload()

    def open(self, key: int | None, view: str) -> None:
        wanted = filter_from(view)
        self._text, self._wanted_key = wanted.text, key
        self.chips.choose(replace(wanted, text=""))
        if self.desk.live and self.isVisible():
            self.reload()

    def key(self) -> int | None:
        return self.list.current() if self.pane.is_open() else None

    def view(self) -> str:
        return filter_text(self.wanted())

    def text(self) -> str:
        return self._text

    def wanted(self) -> GiveFilter:
        """What the list shows."""
        return replace(self.chips.wanted, text=self._text.strip())

    def first_focus(self) -> QWidget:
        return self.list if self.list.rows.rowCount() else self.wells.people

    def panes(self) -> tuple[QWidget, ...]:
        field = self.pane.first_field() if self.pane.is_open() else None
        return (self.list, field) if field is not None else (self.first_focus(),)

    def flush(self) -> None:
        self.pane.flush()

    def open_current(self) -> None:
        """Open the entry in focus beside the list."""
        self.pane.show_key(self.list.current())

    def _build(self) -> None:
        left = boxes.column(spacing=8)
        left.addLayout(boxes.row(self.chips, margins=(18, 0, 20, 0)))
        left.addWidget(self.wells)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        columns = boxes.row(spacing=0)
        columns.addLayout(left, 1)
        columns.addWidget(self.pane)
        self.setLayout(columns)

    def _connect(self) -> None:
        self.chips.changed.connect(self._filter_changed)
        self.wells.clear.clicked.connect(self._clear_filter)
        self.wells.people.clicked.connect(self._go_people)
        self.list.left_upwards.connect(self.up_pressed)
        self.list.typed.connect(self.typed)
        self.list.clicked.connect(self.open_current)
        self.list.opened.connect(self.open_current)
        self.list.picked.connect(self._picked)
        self.list.edit_pressed.connect(self._edit_current)
        self.pane.closed.connect(self.list.setFocus)

    def _filter_changed(self) -> None:
        self.desk.when_live(self.reload)

    def _clear_filter(self) -> None:
        self.chips.choose(GiveFilter())
        self.typed.emit("")
        self._text = ""
        self._filter_changed()

    def _go_people(self) -> None:
        self.desk.go("people")

    def _picked(self) -> None:
        """Let what is open follow the focus of the list; with nothing there the pane goes."""
        if self.pane.is_open():
            self.pane.show_key(self.list.current())

    def _edit_current(self) -> None:
        self.open_current()
        self.pane.start()


class GivingWells(QWidget):
    """What stands in the place of the list: nothing matches, or nothing is noted yet."""

    def __init__(self) -> None:
        super().__init__()
        self.clear = Button(_("Clear filter"))
        self.people = Button(_("Go to people"), "primary", icon="users")
        self.nothing = EmptyWell("handshake", "", "", self.clear)
        self.empty = EmptyWell("handshake", *nothing_given("", ()), self.people)
        self.setLayout(boxes.column(self.nothing, self.empty, spacing=0, margins=(18, 4, 20, 0)))
        self.hide()

    def show_for(self, number: int, filtered: tuple[str, str] | None) -> None:
        """Say why there are no rows; `filtered` are the words when something is on record."""
        self.nothing.setVisible(filtered is not None)
        self.empty.setVisible(filtered is None)
        if filtered is not None:
            self.nothing.set_words(*filtered)
        self.setVisible(not number)
