"""What happened with a person: one line to log something, then the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.interactions_rows import EntryKind, EntryRow, HistoryFilter
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.log_line import LogLine
from mentorcrm.ui.pages.timeline_entries import ContactEntry, entry_widget
from mentorcrm.ui.pages.timeline_entry import Entry
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.chips import CHIP_HEIGHT, Chip
from mentorcrm.ui.widgets.flow import TitledFlow
from mentorcrm.ui.widgets.reel import Reel
from mentorcrm.ui.widgets.reel_heights import Heights
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

AHEAD = 16  # So many entries are read along, before and after those that are wanted.
FIRST_ROWS = 12  # Where the cards stand below; beside them the timeline is there as a whole.

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


class RowsAround:
    """Reads entries with those around them, which are mostly wanted next."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: Mapping[int, EntryRow] = {}

    def forget(self) -> None:
        """What was read may have changed."""
        self._kept = {}

    def rows(self, keys: Sequence[int], among: Heights) -> Mapping[int, EntryRow]:
        """The entries of some keys, without those that are gone."""
        if any(key not in self._kept for key in keys):
            places = [among.places[key] for key in keys]
            around = among.keys[max(0, min(places) - AHEAD) : max(places) + AHEAD]
            self._kept = self._desk.services.timeline.rows(around)
        return {key: self._kept[key] for key in keys if key in self._kept}


class History(QWidget):
    """The log line and the entries, filtered by chips; those near the view alone are widgets."""

    entry_focused = Signal(QWidget)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self._wanted = HistoryFilter()
        self._short, self._whole = False, True
        self._keys: list[int] = []
        self._ahead = RowsAround(desk)
        self._current: int | None = None
        self._visited: int | None = None  # Where one was last; Tab comes back to it.
        self.log = LogLine(desk)
        self.chips = {kind: Chip(said, clears=False) for kind, said in _CHIP_WORDS.items()}
        self._title = Label(_("Timeline"), "strong")
        self._kinds = TitledFlow(self._title)
        self._rows: Reel[Entry] = Reel(self._make, self._in_use)
        self._more = Button(_("Show earlier"), "ghost")
        self._empty = EmptyWell("message-circle", *_EMPTY)
        self._build_layout()
        self._fit_title()
        theme.current().changed.connect(self._fit_title)
        self._more.clicked.connect(self.show_more)
        self._rows.changed.connect(self._order)

    def _build_layout(self) -> None:
        for kind, chip in self.chips.items():
            chip.setProperty("kind", str(kind or ""))
            said = _CHIP_WORDS[kind].lower()
            chip.setAccessibleName(_("Timeline: {value}").format(value=said))
            chip.clicked.connect(self._choose)
            self._kinds.add(chip)
        self.chips[None].setChecked(True)
        layout = boxes.column(self._kinds, self.log, self._rows, self._empty, spacing=10)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setLayout(layout)

    def _fit_title(self) -> None:
        """Keep the title as high as the chips beside it, at any size of the text."""
        self._title.setFixedHeight(theme.current().px(CHIP_HEIGHT))

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's history as it is now; an entry that is being edited stays so."""
        self.log.set_person(person.id)
        if person.id != self._person:
            self._person = person.id
            self._whole, self._current, self._visited = not self._short, None, None
            self._wanted = HistoryFilter(person=person.id)
            self._rows.clear()
        self._show_chips()
        self._read()

    def set_short(self, short: bool) -> None:
        """Whether the newest entries alone are there until one asks for more."""
        if short != self._short:
            self._short, self._whole = short, not short
            self._show()

    def show_more(self) -> None:
        """Show entries from further back, if there are any."""
        if not self._whole:
            self._whole = True
            self._show()

    def flush(self) -> None:
        """Save what is being typed."""
        for entry in self._rows.there().values():
            if isinstance(entry, ContactEntry) and entry.editor is not None:
                entry.editor.flush()

    def entries(self) -> list[Entry]:
        """The entries that are there, the newest first: those in view and some around them."""
        return list(self._rows.there().values())

    def _choose(self) -> None:
        kind = self.sender().property("kind")
        self._wanted = replace(self._wanted, kind=EntryKind(kind) if kind else None)
        self._whole = not self._short
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
        keys = self._keys if self._whole else self._keys[:FIRST_ROWS]
        there = self._rows.there()
        focused = next((key for key, entry in there.items() if _has_focus(entry)), None)
        place = self._rows.heights.places.get(focused) if focused is not None else None
        self._refresh(keys)
        self._rows.set_keys(keys)
        if focused is not None and self._rows.there().get(focused) is not there[focused]:
            self._focus_near(self._rows.heights.places.get(focused), place or 0)
        self._empty.setVisible(not keys)
        self._more.setVisible(len(keys) < len(self._keys))

    def _refresh(self, keys: Sequence[int]) -> None:
        """Show what is there as it is now; the form that is open stays so."""
        self._ahead.forget()
        there, wanted = self._rows.there(), set(keys)
        rows = self._desk.services.timeline.rows([key for key in there if key in wanted])
        for key, row in rows.items():
            entry = there[key]
            if entry.entry == row:
                continue
            if isinstance(entry, ContactEntry):
                entry.show_entry(row)
            else:
                self._rows.drop(key)

    def _make(self, keys: Sequence[int]) -> Mapping[int, Entry]:
        rows = self._ahead.rows(keys, self._rows.heights)
        made = {key: entry_widget(self._desk, row, self._person) for key, row in rows.items()}
        for entry in made.values():
            entry.stepped.connect(self._step)
            entry.focused.connect(self._focused)
        return made

    def _order(self) -> None:
        for key, entry in self._rows.there().items():
            entry.set_last(key == self._rows.heights.keys[-1])
        self._mark_stop()

    def _focus_near(self, now: int | None, before: int) -> None:
        """Put the focus where the entry in focus is by now, or on what stands in its place."""
        keys = self._rows.heights.keys
        if keys:
            entry = self._rows.bring(min(before, len(keys) - 1) if now is None else now)
            if entry is not None:
                entry.setFocus()

    def _mark_stop(self) -> None:
        """Let Tab come to one entry, and to what has a stop of its own, as they stand."""
        there = self._rows.there()
        if self._current not in there:
            self._current = self._rows.in_view()
        for key, entry in there.items():
            entry.set_stop(key == self._current)
        tab_before(self._more, *(e for e in there.values() if _takes_tab(e)))

    def _focused(self) -> None:
        entry = self.sender()
        if isinstance(entry, Entry):
            self._current = self._visited = entry.entry.key
            self._mark_stop()
            self.entry_focused.emit(entry)

    def _in_use(self, entry: Entry) -> bool:
        """Whether one is or was last at an entry: the focus is there, or it is being edited."""
        edited = isinstance(entry, ContactEntry) and entry.is_open()
        return edited or entry.entry.key == self._visited or _has_focus(entry)

    def _step(self, step: int) -> None:
        entry = self.sender()
        before = (
            self._rows.heights.places.get(entry.entry.key) if isinstance(entry, Entry) else None
        )
        if before is None:
            return
        place = before + step
        if place < 0:
            self.log.field.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if place >= len(self._rows.heights.keys):
            self.show_more()
        if place < len(self._rows.heights.keys) and (there := self._rows.bring(place)) is not None:
            there.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_tab(entry: Entry) -> bool:
    """Whether Tab comes to something in an entry."""
    stop = bool(entry.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return stop or (isinstance(entry, ContactEntry) and entry.is_open())


def _has_focus(entry: Entry) -> bool:
    focused = entry.window().focusWidget()
    return focused is not None and (focused is entry or entry.isAncestorOf(focused))
