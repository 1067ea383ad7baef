"""What the segments Advice and Promises have in common: a list, what it shows, a form beside it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.delegates.entry_row import EntryLine, EntryRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.pages.history_segments import HistorySegment
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import EmptyWell, Hairline
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.ui.widgets.panes import Aside, ScrollColumn
from mentorcrm.words import _

WIDTH = 384


class RecordPane(Aside):
    """A form beside a list, under the name of the person it is about."""

    closed = Signal()

    def __init__(self, desk: Desk, form: QWidget) -> None:
        super().__init__(WIDTH)
        self._desk = desk
        self._person = 0
        self.name = NameLink("", "titleS")
        close = IconButton("x", _("Close this entry"), size=28)
        column = ScrollColumn((16, 4, 16, 20), 12)
        head = boxes.row(self.name, spacing=4)
        head.addStretch(1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.body.addLayout(head)
        column.body.addWidget(form)
        column.body.addStretch(1)
        row = boxes.row(spacing=0)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(column, 1)
        self.setLayout(row)
        close.clicked.connect(self.closed)
        self.name.clicked.connect(self._go)

    def show_person(self, person: int, name: str) -> None:
        """Say whom the record is about."""
        self._person = person
        self.name.setText(name)
        self.name.setAccessibleName(_("Open {name}").format(name=name))

    def _go(self) -> None:
        self._desk.go("people", self._person)


class Records(HistorySegment):
    """What a kind of record brings to its segment: ids, rows, words, and a form."""

    name = ""
    icon = "quote"
    choices: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, str] = ("", "")
    query = ""

    def ids(self) -> list[int]:
        """The ids to show, in order."""
        raise NotImplementedError

    def lines(self, ids: Sequence[int]) -> Mapping[int, EntryLine]:
        """The rows of a window of the list."""
        raise NotImplementedError

    def summary(self, shown: int) -> str:
        """The sentence under the title of the page."""
        raise NotImplementedError

    def make_form(self) -> QWidget:
        """The form beside the list; made when a record is opened first."""
        raise NotImplementedError

    def show_form(self, key: int) -> tuple[int, str]:
        """Fill the form with a record; the person and the name it is under. NotFound if gone."""
        raise NotImplementedError

    def flush_form(self) -> None:
        """Save what is being typed in the form."""
        raise NotImplementedError

    def delete_current(self) -> None:
        """Move the record in focus to the bin."""
        raise NotImplementedError

    def choice(self) -> str:
        """What is shown, by its name."""
        raise NotImplementedError


class RecordList(Records):
    """The list of a segment, and which of its records are shown; views are named by `choices`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown = Segmented(self.choices)
        self.shown.setAccessibleName(_("Which are shown"))
        self.shown.set_value(self.choices[0][0])
        self.model: WindowedModel[EntryLine] = WindowedModel(self.lines, self)
        self.list = ListView(self.name, "Del")
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryRowDelegate(self.list))
        self._people = Button(_("Go to people"), "primary", icon="users")
        self._empty = EmptyWell(self.icon, *self.empty, self._people)
        self._nothing = EmptyWell(self.icon, _("Nothing to show here"), "")
        self._build()
        self.shown.chosen.connect(self._chosen)
        self._people.clicked.connect(self._go_people)
        self.list.left_upwards.connect(self.up_pressed)
        self.list.typed.connect(self.typed)

    def reload(self) -> None:
        ids = self.ids()
        before = self.list.currentIndex().row()
        self.model.set_ids(ids)
        if ids and not self.list.currentIndex().isValid() and before >= 0:
            self.choose(min(before, len(ids) - 1))
        self.summary_changed.emit(self.summary(len(ids)))
        narrowed = bool(self.query.strip()) or self.choice() != self.choices[0][0]
        self.list.setVisible(bool(ids))
        self._nothing.setVisible(not ids and narrowed)
        self._empty.setVisible(not ids and not narrowed)
        self._nothing.set_words(*self._nothing_words())

    def search(self, text: str) -> None:
        if text != self.query:
            self.query = text
            self.reload()

    def view(self) -> str:
        choice = self.choice()
        return "" if choice == self.choices[0][0] else choice

    def choice(self) -> str:
        """What is shown, by its name."""
        return str(self.shown.value() or self.choices[0][0])

    def current(self) -> int | None:
        """The id of the row in focus."""
        return self.model.id_at(self.list.currentIndex().row())

    def first_focus(self) -> QWidget:
        return self.list if self.model.rowCount() else self.shown

    def _build(self) -> None:
        left = boxes.column(spacing=8)
        left.addLayout(boxes.row(self.shown, None, margins=(18, 0, 20, 0)))
        for well in (self._nothing, self._empty):
            left.addLayout(boxes.row(well, margins=(18, 4, 20, 0)))
            well.hide()
        left.addWidget(self.list, 1)
        left.addStretch(0)
        self.columns = boxes.row(spacing=0)
        self.columns.addLayout(left, 1)
        self.setLayout(self.columns)

    def _chosen(self, _value: object) -> None:
        self.desk.when_live(self.reload)

    def _go_people(self) -> None:
        self.desk.go("people")

    def choose(self, place: int) -> None:
        """Make the row at a place the current one."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(place), flag)

    def _nothing_words(self) -> tuple[str, str]:
        if typed := self.query.strip():
            return (
                _("Nothing matches “{text}”").format(text=typed),
                _("A word is found by its beginning, in the words and in names."),
            )
        return _("Nothing to show here"), _("Another choice above shows the others.")


class RecordSegment(RecordList):
    """A list with the form of a record beside it; the key of a place is that of a record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted_key: int | None = None
        self._pane: RecordPane | None = None
        self.list.clicked.connect(self.open_current)
        self.list.opened.connect(self.open_current)
        self.list.picked.connect(self._show_pane_again)
        self.list.letter_pressed.connect(self._letter)

    def reload(self) -> None:
        super().reload()
        self._open_wanted()
        self._show_pane_again()

    def open(self, key: int | None, view: str) -> None:
        self.shown.set_value(view if view in dict(self.choices) else self.choices[0][0])
        self.query = ""
        self._wanted_key = key
        if self.desk.live and self.isVisible():
            self.reload()

    def key(self) -> int | None:
        return self.current() if self.is_open() else None

    def flush(self) -> None:
        if self._pane is not None:
            self.flush_form()

    def is_open(self) -> bool:
        """Whether a record is open beside the list."""
        return self._pane is not None and not self._pane.isHidden()

    def open_current(self) -> None:
        """Open the record in focus beside the list."""
        key = self.current()
        if key is not None:
            self._open_pane(key)

    def close_pane(self) -> None:
        """The list alone again."""
        if self._pane is not None:
            self._pane.hide()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _letter(self, _letter: str) -> None:
        self.delete_current()

    def _open_wanted(self) -> None:
        key, self._wanted_key = self._wanted_key, None
        place = self._place_of(key) if key is not None else None
        if key is not None and place is not None:
            self.choose(place)
            self._open_pane(key)

    def _place_of(self, key: int) -> int | None:
        """Where a record stands, under whichever choice it is shown."""
        place = self.model.place_of(key)
        for name, _words in self.choices if place is None else ():
            self.shown.set_value(name)
            if key in self.ids():
                RecordList.reload(self)
                return self.model.place_of(key)
        if place is None:
            self.shown.set_value(self.choices[0][0])
        return place

    def _open_pane(self, key: int) -> None:
        if self._pane is None:
            form = self.make_form()
            self._pane = RecordPane(self.desk, form)
            self.columns.addWidget(self._pane)
            self._pane.closed.connect(self.close_pane)
        self._pane.show()
        self._fill_pane(key)

    def _show_pane_again(self, *_index: object) -> None:
        if not self.is_open():
            return
        key = self.current()
        if key is not None:
            self._fill_pane(key)
        elif self._pane is not None:
            self._pane.hide()

    def _fill_pane(self, key: int) -> None:
        from mentorcrm.errors import NotFound

        assert self._pane is not None
        try:
            self._pane.show_person(*self.show_form(key))
        except NotFound:
            self._pane.hide()
