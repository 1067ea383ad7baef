"""What was given and received with everybody as one list of any length, and the form beside it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, Signal

from mentorcrm.services.giving_rows import GiveFilter, GiveRow
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.delegates.entry_row import EntryLine, EntryRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.pages.giving_editor import GivingEditor, delete_note
from mentorcrm.ui.pages.giving_words import give_line
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.ui.widgets.panes import Aside, ScrollColumn
from mentorcrm.words import _

WIDTH = 384


class GivingList(ListView):
    """Newest first. E asks for the form, Delete takes a note away."""

    edit_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Given and received"), "E Del")
        self._desk = desk
        self.rows: WindowedModel[EntryLine] = WindowedModel(self._fetch, self)
        self.setModel(self.rows)
        self.setItemDelegate(EntryRowDelegate(self))
        self.letter_pressed.connect(self._letter)

    def show_for(self, wanted: GiveFilter) -> int:
        """Show what a filter leaves; how many that are."""
        before = self.currentIndex().row()
        ids = self._desk.services.giving.ids(wanted)
        self.blockSignals(True)
        self.rows.set_ids(ids)
        self.blockSignals(False)
        if ids and not self.currentIndex().isValid() and before >= 0:
            self._choose(min(before, len(ids) - 1))
        return len(ids)

    def current(self) -> int | None:
        """The note in focus."""
        return self.rows.id_at(self.currentIndex().row())

    def choose_key(self, key: int) -> bool:
        """Put the focus on a note; False when it is not on show."""
        place = self.rows.place_of(key)
        if place is None:
            return False
        self._choose(place)
        self.scrollTo(self.rows.index(place))
        return True

    def _letter(self, letter: str) -> None:
        key = self.current()
        if key is None:
            return
        if letter == "Del":
            delete_note(self._desk, key)
        elif self._desk.settings.current.letter_keys:
            self.edit_pressed.emit()

    def _choose(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.rows.index(place), flag)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, EntryLine]:
        today = desk_today(self._desk)
        return {row.id: give_line(row, today) for row in self._desk.services.giving.rows(ids)}


class GivingPane(Aside):
    """One note beside the list, with every field. The cross and Escape close it."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(WIDTH)
        self._desk = desk
        self._row: GiveRow | None = None
        self.editor: GivingEditor | None = None
        self.name = NameLink("", "titleS")
        self._close = IconButton("x", _("Close this note"), size=28)
        self._column = ScrollColumn((16, 4, 16, 20), 12)
        head = boxes.row(self.name, None, self._close, spacing=4)
        self._column.body.addLayout(head)
        self._form = boxes.column()
        self._column.body.addLayout(self._form)
        self._column.body.addStretch(1)
        row = boxes.row(spacing=0)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self._column, 1)
        self.setLayout(row)
        self.hide()
        self._close.clicked.connect(self.close_pane)
        self.name.clicked.connect(self._go)

    def is_open(self) -> bool:
        """Whether a note is open."""
        return not self.isHidden()

    def show_key(self, key: int | None) -> None:
        """Show a note; the form goes when there is none."""
        rows = self._desk.services.giving.rows([key]) if key is not None else []
        if not rows:
            self.close_pane()
            return
        self._row = rows[0]
        if self.editor is None:
            self.editor = GivingEditor(self._desk)
            self.editor.closed.connect(self.close_pane)
            boxes.put(self._form, self.editor)
        self.name.setText(self._row.person)
        self.name.setAccessibleName(_("Open {name}").format(name=self._row.person))
        self.name.updateGeometry()
        self.editor.show_note(self._row)
        self.show()

    def start(self) -> None:
        """Put the cursor into the form."""
        if self.editor is not None:
            self.editor.start()

    def close_pane(self) -> None:
        """The list alone again."""
        if self.is_open():
            self.hide()
            self.closed.emit()

    def flush(self) -> None:
        """Save what is being typed."""
        if self.editor is not None:
            self.editor.flush()

    def _go(self) -> None:
        if self._row is not None:
            self._desk.go("people", self._row.person_id)
