"""Contacts with everybody as one list: the first rows at once, the whole a moment later."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal

from mentorcrm.services.commands.outreach import DeleteInteraction
from mentorcrm.services.interactions_rows import EntryRow, HistoryFilter, source_of
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.delegates.entry_row import EntryLine, EntryRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.pages.history_words import entry_line
from mentorcrm.ui.tasks import CancelToken, Task
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.words import _

# A few screens: more than fits into the window before the whole list is there.
FIRST_ROWS = 200
REST_MS = 200
FEW = 2000  # Among so many the first that match are found well within a frame.


class ContactList(ListView):
    """Shows what `wanted` leaves. E asks for the form, Delete takes a contact away."""

    shown = Signal(bool)  # Rows are there; whether they are all of them.
    edit_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Contacts"), "E Del")
        self._desk = desk
        self._text = ""
        self._task: Task | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.show_whole)
        self.rows: WindowedModel[EntryLine] = WindowedModel(self._fetch, self)
        self._wanted = HistoryFilter()
        self.setModel(self.rows)
        self.setItemDelegate(EntryRowDelegate(self))
        self.letter_pressed.connect(self._letter)

    def show_first(self, wanted: HistoryFilter) -> None:
        """The first rows at once, for the first picture; the others follow."""
        self._wanted = wanted
        self._rest.stop()
        self._stop()
        self._take(FIRST_ROWS, self._desk.services.timeline.keys(wanted, FIRST_ROWS, contacts=True))

    def search(self, wanted: HistoryFilter, among: int) -> None:
        """The first rows that match `among` so many; the others when nobody types any more."""
        if among <= FEW:
            self.show_first(wanted)
            return
        self._wanted = wanted
        self._rest.stop()
        self._read(FIRST_ROWS)

    def show_all(self, wanted: HistoryFilter) -> None:
        """Every row: at once as long as they are few, else as soon as all are found."""
        self._wanted = wanted
        keys = self._desk.services.timeline.keys(wanted, FIRST_ROWS, contacts=True)
        if len(keys) < FIRST_ROWS:
            self._rest.stop()
            self._stop()
            self._take(FIRST_ROWS, keys)
        else:
            self.rows.refresh()
            self.show_whole()

    def show_whole(self) -> None:
        """The rows that have not been read yet, too."""
        self._rest.stop()
        self._read(None)

    def current(self) -> int | None:
        """The key of the row in focus."""
        return self.rows.id_at(self.currentIndex().row())

    def choose_key(self, key: int) -> bool:
        """Put the focus on the row of an entry; False when it is not on show."""
        place = self.rows.place_of(key)
        if place is None:
            return False
        self._choose(place)
        self.scrollTo(self.rows.index(place))
        return True

    def _read(self, limit: int | None) -> None:
        """Find rows off the window's thread: among very many that takes longer than a frame."""
        timeline, wanted = self._desk.services.timeline, self._wanted

        def keys(_token: CancelToken) -> list[int]:
            return timeline.keys(wanted, limit, contacts=True)

        self._stop()
        self._task = self._desk.tasks.run(keys, partial(self._take, limit))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _take(self, limit: int | None, keys: list[int]) -> None:
        before = self.currentIndex().row()
        self.blockSignals(True)
        self.rows.set_ids(keys)
        self.blockSignals(False)
        if keys and not self.currentIndex().isValid() and before >= 0:
            self._choose(min(before, len(keys) - 1))
        whole = limit is None or len(keys) < limit
        if not whole:
            self._rest.start()
        self.shown.emit(whole)

    def _letter(self, letter: str) -> None:
        key = self.current()
        if key is None:
            return
        if letter == "Del":
            command = DeleteInteraction(source_of(key)[1])
            self._desk.run(command, said=_("Deleted a contact"))
        elif self._desk.settings.current.letter_keys:
            self.edit_pressed.emit()

    def _choose(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.rows.index(place), flag)

    def _fetch(self, keys: Sequence[int]) -> Mapping[int, EntryLine]:
        today = desk_today(self._desk)
        timeline = self._desk.services.timeline
        rows: Mapping[int, EntryRow] = timeline.rows(keys, self._wanted.text, brief=True)
        return {key: entry_line(row, today) for key, row in rows.items()}
