"""What happened with a person: one line to log something, then the newest first."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.interactions_rows import EntryKind, EntryRow, HistoryFilter
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.log_line import LogLine
from mentorcrm.ui.pages.timeline_entries import ContactEntry, Entry, entry_widget
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.chips import CHIP_HEIGHT, Chip
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

FIRST_ROWS = 12
MORE_ROWS = 12

_CHIP_WORDS = {
    None: _("All"),
    EntryKind.MEETINGS: _("Meetings"),
    EntryKind.MESSAGES: _("Messages"),
    EntryKind.PLANS: _("Planned"),
    EntryKind.NOTES: _("Notes"),
    EntryKind.ADVICE: _("Advice"),
    EntryKind.PROMISES: _("Promises"),
    EntryKind.GIVING: _("Giving"),
    EntryKind.SEASONS: _("Seasons"),
}
_EMPTY = (
    _("Nothing logged yet"),
    _("Write what happened in the line above; Enter keeps it."),
)


class History(QWidget):
    """The log line and the entries, filtered by chips; more of them come as one scrolls."""

    entry_focused = Signal(QWidget)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self._wanted = HistoryFilter()
        self._limit = FIRST_ROWS
        self._keys: list[int] = []
        self._shown: dict[int, Entry] = {}
        self._current: int | None = None
        self.log = LogLine(desk)
        self.chips = {kind: Chip(said, clears=False) for kind, said in _CHIP_WORDS.items()}
        self._kinds = Flow()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = Button(_("Show earlier"), "ghost")
        self._empty = EmptyWell("message-circle", *_EMPTY)
        self._build_layout()
        self._more.clicked.connect(self.show_more)

    def _build_layout(self) -> None:
        title = Label(_("Timeline"), "strong")
        title.setMinimumWidth(title.sizeHint().width())
        title.setFixedHeight(theme.current().px(CHIP_HEIGHT))
        head = boxes.row(spacing=6)
        head.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        head.addStretch(1)
        head.addWidget(self._kinds)
        for kind, chip in self.chips.items():
            chip.setProperty("kind", str(kind or ""))
            said = _CHIP_WORDS[kind].lower()
            chip.setAccessibleName(_("Timeline: {value}").format(value=said))
            chip.clicked.connect(self._choose)
            self._kinds.add(chip)
        self.chips[None].setChecked(True)
        layout = boxes.column(head, self.log, self._rows, self._empty, spacing=10)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's history as it is now; an entry that is being edited stays so."""
        self.log.set_person(person.id)
        if person.id != self._person:
            self._person = person.id
            self._limit, self._current = FIRST_ROWS, None
            self._wanted = HistoryFilter(person=person.id)
            self._clear()
        self._show_chips()
        self._read()

    def show_more(self) -> None:
        """Show entries from further back, if there are any."""
        if self._limit < len(self._keys):
            self._limit += MORE_ROWS
            self._show()

    def flush(self) -> None:
        """Save what is being typed."""
        for entry in self._shown.values():
            if isinstance(entry, ContactEntry) and entry.editor is not None:
                entry.editor.flush()

    def entries(self) -> list[Entry]:
        """The entries on show, the newest first."""
        return [self._shown[key] for key in self._keys[: self._limit] if key in self._shown]

    def _choose(self) -> None:
        kind = self.sender().property("kind")
        self._wanted = replace(self._wanted, kind=EntryKind(kind) if kind else None)
        self._limit = FIRST_ROWS
        self._show_chips()
        self._read()

    def _show_chips(self) -> None:
        """A chip for each kind that there is something of."""
        there = self._desk.services.timeline.kinds(self._person)
        if self._wanted.kind is not None and self._wanted.kind not in there:
            self._wanted = replace(self._wanted, kind=None)
        for kind, chip in self.chips.items():
            chip.setChecked(kind is self._wanted.kind)
            chip.setVisible(bool(there) if kind is None else kind in there)
        self._kinds.rearrange()

    def _read(self) -> None:
        self._keys = self._desk.services.timeline.keys(self._wanted)
        self._show()

    def _show(self) -> None:
        keys = self._keys[: self._limit]
        rows = self._desk.services.timeline.rows(keys)
        before, wanted = list(self._shown), [key for key in keys if key in rows]
        lost = self._lost_focus(wanted)
        shown = {key: self._entry(key, rows[key]) for key in wanted}
        for key in before:
            if self._shown[key] is not shown.get(key):
                self._drop(self._shown[key])
        kept = [key for key in before if self._shown[key] is shown.get(key)]
        self._shown = shown
        with boxes.laid_out_once(self):
            self._place(kept)
        self._mark_stop()
        if lost is not None and shown:
            list(shown.values())[min(lost, len(shown) - 1)].setFocus()
        self._empty.setVisible(not shown)
        self._more.setVisible(len(self._keys) > self._limit)

    def _entry(self, key: int, row: EntryRow) -> Entry:
        """The widget of an entry: the one on show as long as nothing has changed."""
        before = self._shown.get(key)
        if before is not None and before.entry == row:
            return before
        if isinstance(before, ContactEntry):
            before.show_entry(row)
            return before
        made = entry_widget(self._desk, row, self._person)
        made.stepped.connect(self._step)
        made.focused.connect(self._focused)
        return made

    def _place(self, kept: list[int]) -> None:
        """Put every entry into its place; those that are there already are left alone."""
        keys = list(self._shown)
        for place, key in enumerate(keys):
            item = self._rows.itemAt(place)
            entry = self._shown[key]
            if item is None or item.widget() is not entry:
                self._rows.insertWidget(place, entry)
                if self._rows.parentWidget() and self.isVisible():
                    entry.show()
            entry.disc.set_last(key == keys[-1])
        if kept != keys:
            self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the entries as they stand: only what is a stop can be put in order."""
        for entry in self._shown.values():
            entry.set_stop(True)
        tab_before(self._more, *self._shown.values())

    def _drop(self, entry: Entry) -> None:
        self._rows.removeWidget(entry)
        entry.hide()
        entry.deleteLater()

    def _clear(self) -> None:
        for entry in self._shown.values():
            self._drop(entry)
        self._shown = {}

    def _lost_focus(self, wanted: list[int]) -> int | None:
        """Where the entry in focus stood that is about to go; None when none goes."""
        for place, (key, entry) in enumerate(self._shown.items()):
            inside = entry.hasFocus() or entry.isAncestorOf(self.focusWidget() or self)
            if inside and key not in wanted:
                return place
        return None

    def _mark_stop(self) -> None:
        if self._current not in self._shown:
            self._current = next(iter(self._shown), None)
        for key, entry in self._shown.items():
            entry.set_stop(key == self._current)

    def _focused(self) -> None:
        entry = self.sender()
        if isinstance(entry, Entry):
            self._current = entry.entry.key
            self._mark_stop()
            self.entry_focused.emit(entry)

    def _step(self, step: int) -> None:
        entry, keys = self.sender(), list(self._shown)
        if not isinstance(entry, Entry) or entry.entry.key not in self._shown:
            return
        place = keys.index(entry.entry.key) + step
        if place < 0:
            self.log.field.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if place >= len(keys):
            self.show_more()
            keys = list(self._shown)
        if place < len(keys):
            self._shown[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
