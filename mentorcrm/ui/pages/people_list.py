"""The list of people: filter as one types, chips, sorting, adding someone in one line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.people_filter import PeopleFilter, PeopleScope, PeopleSort
from mentorcrm.ui import words
from mentorcrm.ui.delegates.person_row import PersonLine, PersonRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.pages.list_pane import ListPane
from mentorcrm.ui.pages.people_bands import Bands, PersonLines
from mentorcrm.ui.pages.people_chips import FilterChips
from mentorcrm.ui.pages.people_several import Several
from mentorcrm.ui.pages.people_tools import QuickAdd
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.fields import SearchField
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import set_tooltip
from mentorcrm.words import _, joined

if TYPE_CHECKING:
    from mentorcrm.services.snapshot import StartPage

# A few screens: more than fits into the window before the whole list is there.
FIRST_ROWS = 200
DUPLICATES = "duplicates"

SORT_WORDS = {
    PeopleSort.NAME: _("Sorted by name"),
    PeopleSort.RECENT: _("Newest first"),
    PeopleSort.ORGANISATION: _("Sorted by organisation"),
    PeopleSort.LAST_CONTACT: _("Sorted by last contact"),
    PeopleSort.NEXT: _("Sorted by what comes next"),
}
_SORTED_THESE = {
    PeopleSort.NAME: _("by name"),
    PeopleSort.RECENT: _("newest first"),
    PeopleSort.ORGANISATION: _("by organisation"),
    PeopleSort.LAST_CONTACT: _("by last contact"),
    PeopleSort.NEXT: _("by what comes next"),
}
_SCOPE_WORDS = {
    PeopleScope.LIVE: _("People"),
    PeopleScope.ARCHIVED: _("Archive"),
    PeopleScope.BIN: _("Bin"),
}


class PeopleList(ListPane):
    """Header, filter, rows, foot. Emits ids; the page decides what they mean."""

    person_picked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        search = SearchField(_("Filter by name, work or tag"), key="/", short=_("Filter"))
        super().__init__(_("People"), ListView(_("People"), "D L E Del"), search)
        self._desk = desk
        self._filter = PeopleFilter()
        self._whole = True
        self._kept: Mapping[int, PersonLine] = {}
        self._partial = False  # Whether only the first rows are there yet.
        self._sought: int | None = None  # Who is to be chosen once everybody is there.
        self.model: WindowedModel[PersonLine] = WindowedModel(self._fetch, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PersonRowDelegate(self.list))
        self.bands = Bands(desk, self)
        self.chips = FilterChips(desk)
        self.quick_add = QuickAdd(desk)
        self._sort = IconButton("arrow-up-down", _("Sort and show the archive or the bin"))
        self._add = IconButton("plus", _("Add a person (Ctrl+N)"))
        self._clear = Button(_("Clear filter"))
        self._nobody = EmptyWell("users", _("Nobody matches"), "", self._clear)
        self._ordered.setText(SORT_WORDS[PeopleSort.NAME])
        self._build()
        self._connect()

    def show_start(self, start: "StartPage") -> None:
        """Rows kept of the last time."""
        now = self._desk.clock.now()
        self._kept = {row.id: words.person_line(row, now) for row in start.people}
        self.model.set_ids(list(self._kept))
        self._count.setText(f"{start.total:,}")

    def reload(self) -> None:
        """Ask again who is to be shown; the selection stays on the same person."""
        chosen = self.current()
        people, wanted = self._desk.services.people, self.wanted()
        if wanted.judges and self.bands.renew():
            return  # Who stands so is known in a moment.
        if not self.model.ids() and not self.isVisible():
            self.model.set_ids(people.ids(wanted, FIRST_ROWS))
            # Everybody else comes after the first paint, which has no room for them anyway.
            self._partial = len(self.model.ids()) == FIRST_ROWS
            if self._partial:
                QTimer.singleShot(0, self, self._read_rest)
        else:
            self._partial = False
            found = people.matching(wanted)
            self._whole = found.whole
            # The page says who is shown then; it is not the row that happens to move up.
            self.list.blockSignals(True)
            self.model.set_ids(found.ids)
            self.list.blockSignals(False)
        if chosen is not None:
            self.select(chosen)
        self._show_counts()
        self.several.show_chosen()
        if self.isVisible():
            self.bands.renew()

    def _read_rest(self) -> None:
        if not self._partial:
            return  # Everybody has been read in the meantime.
        self.reload()
        if self._sought is not None:
            self.select(self._sought)

    def wanted(self) -> PeopleFilter:
        """What the list shows, and in which order."""
        return self.chips.narrowed(replace(self._filter, text=self.search.text()))

    def select(self, person: int) -> bool:
        """Choose a person without a signal; False when the list does not show them."""
        place = self.model.place_of(person)
        self._sought = person if self._partial and place is None else None
        if place is None:
            return False
        self._choose(place)
        return True

    def clear_filter(self) -> None:
        """Show everybody again."""
        self.set_filter(PeopleFilter(sort=self._filter.sort))

    def set_filter(self, wanted: PeopleFilter) -> None:
        """Filter and sort as wanted."""
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        self.chips.choose(wanted)
        self._filter = wanted
        if self._desk.live:
            self._filter_changed()
        else:
            self.model.set_ids([])  # What was kept of the last time is everybody.

    def scope(self) -> PeopleScope:
        """People, archive or bin."""
        return self._filter.scope

    def _build(self) -> None:
        filters = (self.quick_add, self.chips)
        layout = self._frame((self._sort, self._add), filters, self._nobody)
        self.several = Several(self._desk, self.list, self.model, layout, self.scope)
        menu = _sort_menu(self)
        menu.chosen.connect(self._sorted)
        menu.aboutToShow.connect(self._count_duplicates)
        self._sort.setMenu(menu)

    def _connect(self) -> None:
        self.bands.read.connect(self.reload)
        self.search.query_changed.connect(self._filter_changed)
        self.chips.changed.connect(self._filter_changed)
        self._clear.clicked.connect(self.clear_filter)
        self._add.clicked.connect(self.quick_add.start)
        self.quick_add.closed.connect(self._to_list)
        self.list.picked.connect(self._picked)
        self.list.clicked.connect(self._picked)
        self.list.opened.connect(self._opened)
        self.several.letter_pressed.connect(self.letter_pressed)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, PersonLine]:
        if not self._desk.live:
            return self._kept
        people = self._desk.services.people
        return PersonLines(people.rows(ids), people.ahead(ids), self._desk, self.bands.known())

    def _show_counts(self) -> None:
        total = self._desk.services.people.counts().people
        shown = len(self.model.ids())
        scope = self._filter.scope
        filtered = bool(self.search.text().strip() or self.chips.words())
        self._title.setText(_SCOPE_WORDS[scope])
        number = total if scope is PeopleScope.LIVE else shown
        self._count.setText(f"{number:,}")
        if not self._whole:
            self._shown.setText(_("The first {shown:,} of many matches").format(shown=shown))
            self._ordered.setText(
                _("These {shown:,} {how}").format(shown=shown, how=_SORTED_THESE[self._filter.sort])
            )
        else:
            self._shown.setText(
                _("{shown:,} of {number:,} shown").format(shown=shown, number=number)
                if filtered
                else ""
            )
            self._ordered.setText(SORT_WORDS[self._filter.sort])
        set_tooltip(self._shown, "" if self._whole else _("Type more letters to see the others."))
        self._nobody.setVisible(not shown)
        self._clear.setVisible(filtered or scope is not PeopleScope.LIVE)
        self._clear.setText(_("Clear filter") if filtered else _("Back to people"))
        self._clear.updateGeometry()
        if not shown:
            text = self.search.text().strip()
            said = [*([f"“{text}”"] if text else []), *self.chips.words()]
            self._nobody.set_words(*_nobody_words(scope, said))

    def _filter_changed(self) -> None:
        self._desk.when_live(self.reload)
        self._desk.when_live(self.filtered.emit)

    def _count_duplicates(self) -> None:
        """Say in the menu how many pairs there are; looking takes a moment."""
        if self._desk.live:
            self._desk.tasks.run(self._find_duplicates, self._show_duplicates, key="pairs")

    def _find_duplicates(self, token: CancelToken) -> int:
        return len(self._desk.services.duplicates.find(lambda: token.cancelled))

    def _show_duplicates(self, number: int) -> None:
        menu = self._sort.menu()
        words = _("Possible duplicates ({number:,})…").format(number=number)
        menu.actions()[-1].setText(words if number else _("Possible duplicates…"))

    def _sorted(self, value: object) -> None:
        if value == DUPLICATES:
            self._desk.go("settings", view=DUPLICATES)
            return
        if isinstance(value, PeopleSort):
            self._filter = replace(self._filter, sort=value)
        elif isinstance(value, PeopleScope):
            self._filter = replace(self._filter, scope=value)
        self._filter_changed()

    def _picked(self, _index: object) -> None:
        person = self.current()
        if person is not None:
            self.person_picked.emit(person)

    def _opened(self, _index: object) -> None:
        if self.current() is not None:
            self.letter_pressed.emit("Return")


def _sort_menu(parent: QWidget) -> ChoiceMenu:
    scopes = [
        (scope, _("Show {text}").format(text=text.lower())) for scope, text in _SCOPE_WORDS.items()
    ]
    more = [(DUPLICATES, _("Possible duplicates…"))]
    return ChoiceMenu(parent, [*SORT_WORDS.items(), None, *scopes, None, *more], kept=True)


def _nobody_words(scope: PeopleScope, said: list[str]) -> tuple[str, str]:
    """Why the list is empty, and what to do; `said` is what it was filtered by."""
    if said:
        return _("Nobody matches {said}").format(said=joined(said)), ""
    if scope is PeopleScope.BIN:
        return _("The bin is empty"), _("People you delete stay here for 30 days.")
    if scope is PeopleScope.ARCHIVED:
        return _("Nobody is archived"), _("Archived people keep their history, out of the way.")
    return _("Nobody here yet"), _("Press + to add someone.")
