"""Contacts with everybody: a list of any length, filtered by chips and by what is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.outreach import DeleteInteraction
from mentorcrm.services.interactions_rows import EntryRow, HistoryFilter, source_of
from mentorcrm.ui.delegates.entry_row import EntryLine, EntryRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.pages.contact_fields import pick_person
from mentorcrm.ui.pages.history_chips import HistoryChips
from mentorcrm.ui.pages.history_segments import HistorySegment
from mentorcrm.ui.pages.history_words import entry_line, nothing_words, summary_words
from mentorcrm.ui.pages.person_about import desk_today
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.ui.pages.history_pane import ContactPane

# A few screens: more than fits into the window before the whole list is there.
FIRST_ROWS = 200
REST_MS = 200


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
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._read_rest)
        self._wanted_key: int | None = None  # What a place opens once the list is there.
        self.chips = HistoryChips(desk)
        self.model: WindowedModel[EntryLine] = WindowedModel(self._fetch, self)
        self.list = ListView(_("Contacts"), "E Del")
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryRowDelegate(self.list))
        self._clear = Button(_("Clear filter"))
        self._people = Button(_("Go to people"), "primary", icon="users")
        self._pane: ContactPane | None = None
        self._nothing = EmptyWell("history", "", "", self._clear)
        self._empty = EmptyWell("history", *nothing_words("", []), self._people)
        self._build()
        self._connect()

    def reload(self) -> None:
        self._total = None
        if not self.model.ids() and not self.isVisible():
            self._show_first(0)
        else:
            self._rest.stop()
            self._show_keys(None)

    def search(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._show_first(REST_MS)

    def _show_first(self, then_ms: int) -> None:
        """The first rows at once, the others a moment later, when nobody waits for them."""
        self._show_keys(FIRST_ROWS)
        if len(self.model.ids()) == FIRST_ROWS:
            self._rest.start(then_ms)
        else:
            self._rest.stop()

    @property
    def pane(self) -> "ContactPane":
        """The form beside the list; built when a contact is opened first."""
        if self._pane is None:
            from mentorcrm.ui.pages.history_pane import ContactPane

            self._pane = ContactPane(self.desk)
            self._columns.addWidget(self._pane)
            self._pane.closed.connect(self.close_pane)
        return self._pane

    def is_open(self) -> bool:
        """Whether a contact is open beside the list."""
        return self._pane is not None and not self._pane.isHidden()

    def open_current(self) -> None:
        """Open the contact in focus beside the list."""
        key = self.current()
        if key is not None:
            self.pane.show()
            self._show_pane(key)

    def close_pane(self) -> None:
        """The list alone again."""
        if self._pane is not None:
            self._pane.hide()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, key: int | None, view: str) -> None:
        wanted = HistoryFilter.from_text(view)
        self._text = wanted.text
        self.chips.choose(replace(wanted, text=""))
        self._wanted_key = key
        if self.desk.live and self.isVisible():
            self.reload()

    def key(self) -> int | None:
        return self.current() if self.is_open() else None

    def flush(self) -> None:
        if self._pane is not None:
            self._pane.editor.flush()

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

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.pane.editor.summary) if self.is_open() else (self.first_focus(),)

    def _build(self) -> None:
        left = boxes.column(spacing=8)
        left.addLayout(boxes.row(self.chips, margins=(18, 0, 20, 0)))
        for well in (self._nothing, self._empty):
            left.addLayout(boxes.row(well, margins=(18, 4, 20, 0)))
            well.hide()
        left.addWidget(self.list, 1)
        left.addStretch(0)
        self._columns = boxes.row(spacing=0)
        self._columns.addLayout(left, 1)
        self.setLayout(self._columns)

    def _connect(self) -> None:
        self.chips.changed.connect(self._filter_changed)
        self._clear.clicked.connect(self._clear_filter)
        self._people.clicked.connect(self._go_people)
        self.list.left_upwards.connect(self.up_pressed)
        self.list.typed.connect(self.typed)
        self.list.clicked.connect(self.open_current)
        self.list.opened.connect(self.open_current)
        self.list.picked.connect(self._picked)
        self.list.letter_pressed.connect(self._letter)
        self.chips.person_wanted.connect(self._pick_person)

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
        self._rest.stop()
        self._show_keys(None)

    def _show_keys(self, limit: int | None) -> None:
        timeline, wanted = self.desk.services.timeline, self.wanted()
        before = self.list.currentIndex().row()
        keys = timeline.keys(wanted, limit)
        self.list.blockSignals(True)
        self.model.set_ids(keys)
        self.list.blockSignals(False)
        if keys and not self.list.currentIndex().isValid() and before >= 0:
            self._choose(min(before, len(keys) - 1))
        self._open_wanted(whole=limit is None)
        if self.is_open():
            self._show_pane(self.current())
        if self._total is None and (limit is None or len(keys) < limit):
            self._total = timeline.number()
        if self._total is not None and (limit is None or len(keys) < limit):
            self.summary_changed.emit(summary_words(len(keys), self._total, wanted))
        self._show_wells(bool(keys), bool(keys) or bool(self._total))

    def _show_wells(self, some: bool, any_at_all: bool) -> None:
        self.list.setVisible(some)
        self.chips.setVisible(any_at_all)
        self._nothing.setVisible(not some and any_at_all)
        self._empty.setVisible(not any_at_all)
        if not some and any_at_all:
            self._nothing.set_words(*nothing_words(self._text.strip(), self.chips.words()))

    def _open_wanted(self, *, whole: bool) -> None:
        key, place = self._wanted_key, None
        if key is not None:
            place = self.model.place_of(key)
        if place is not None:
            self._choose(place)
            self.list.scrollTo(self.model.index(place))
            self.open_current()
        if place is not None or whole:
            self._wanted_key = None

    def _show_pane(self, key: int | None) -> None:
        """Show what is in focus; with nothing there the pane goes."""
        if key is None or not self.pane.show_key(key):
            self.close_pane()

    def _picked(self, _index: object) -> None:
        if self.is_open() and self.current() is not None:
            self._show_pane(self.current())

    def _letter(self, letter: str) -> None:
        key = self.current()
        off = letter != "Del" and not self.desk.settings.current.letter_keys
        if key is None or off:
            return
        if letter == "Del":
            command = DeleteInteraction(source_of(key)[1])
            self.desk.run(command, said=_("Deleted a contact"))
        else:
            self.open_current()
            self.pane.editor.start()

    def _pick_person(self) -> None:
        pick_person(self, self.desk, _("Contacts with whom?"), self._choose_person)

    def _choose_person(self, person: int) -> None:
        self.chips.choose_value("person", person)

    def _choose(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(place), flag)

    def _fetch(self, keys: Sequence[int]) -> Mapping[int, EntryLine]:
        today = desk_today(self.desk)
        timeline = self.desk.services.timeline
        rows: Mapping[int, EntryRow] = timeline.rows(keys, self._text, brief=True)
        return {key: entry_line(row, today) for key, row in rows.items()}
