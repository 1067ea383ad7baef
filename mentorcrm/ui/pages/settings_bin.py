"""The bin: everything that was deleted, until when it lies there, back out of it or gone."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.bin import BinItem, BinKind, RestoreFromBin
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.erase import NAMED, EraseSheet, Told
from mentorcrm.ui.itemmodels.records import RecordList
from mentorcrm.ui.pages.settings_section import ColumnSection, hint
from mentorcrm.ui.tasks import CancelToken, Task
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, EmptyWell
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from datetime import date

    from mentorcrm.services.erasing import Erased
    from mentorcrm.services.in_the_bin import BinRow

_ROWS = 10
_KINDS = tuple(BinKind)


class BinSection(ColumnSection):
    """Bin."""

    reads = (
        *("person", "interaction", "interaction_person", "draft", "need"),
        *("advice", "commitment", "reciprocity_note", "introduction"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Bin"),
            _("What you delete stays here for 30 days, then it goes for good by itself."),
        )
        self.number = Label("", "strong")
        self.list = RecordList(_("In the bin"), "Del", fetch=self._fetch, most=_ROWS)
        self.list.setSelectionMode(RecordList.SelectionMode.ExtendedSelection)
        self.take_out = Button(_("Take out"), size="small")
        self.erase = Button(_("Erase for good…"), size="small")
        self.empty = Button(_("Empty the bin…"), "ghost", size="small")
        self.progress = Label("", "meta", "text2")
        self.stop = Button(_("Stop"), size="small")
        self.none = EmptyWell("trash-2", _("The bin is empty"), "")
        self.card = Card()
        self._task: Task | None = None
        self._build()

    def reload(self) -> None:
        self.desk.tasks.run(self._read, self._show, key="bin")

    def first_focus(self) -> QWidget:
        return self.list

    def items(self) -> "list[BinItem]":
        """All that lies there, in its order."""
        return [_item(key) for key in self.list.rows.ids()]

    def chosen(self) -> "list[BinItem]":
        """What is chosen, in its order."""
        places = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        items = self.items()
        return [items[place] for place in places if place < len(items)]

    def _read(self, _token: CancelToken) -> object:
        return self.desk.services.bin.items()

    def _fetch(self, keys: Sequence[int]) -> Mapping[int, RecordLine]:
        rows = self.desk.services.bin.rows([_item(key) for key in keys])
        today = desk_today(self.desk)
        lines = (bin_line(_key((row.kind, row.id)), row, today) for row in rows)
        return {line.id: line for line in lines}

    def _show(self, items: "list[BinItem]") -> None:
        at = self.list.currentIndex().row()
        self.list.rows.set_ids([_key(item) for item in items])
        self.list.updateGeometry()
        self.list.choose_place(max(at, 0))
        words = n_("{number:,} entry", "{number:,} entries", len(items))
        self.number.setText(words.format(number=len(items)))
        self.show_either(bool(items), self.card, self.none)

    def _build(self) -> None:
        self.none.hide()
        self.card.body.addWidget(self.number)
        self.card.body.addWidget(self.list)
        self.card.body.addLayout(boxes.row(self.take_out, self.erase, None, self.empty))
        self.card.body.addLayout(boxes.row(self.progress, None, self.stop))
        self.card.body.addWidget(
            hint(_("Enter takes out. Del erases for good, after asking. Shift chooses several."))
        )
        self.column.addWidget(self.card)
        self.column.addWidget(self.none)
        self.column.addStretch(1)
        self._show_working(False)
        self.take_out.clicked.connect(self._restore)
        self.erase.clicked.connect(self._ask)
        self.empty.clicked.connect(self._ask_all)
        self.stop.clicked.connect(self._stop)
        self.list.opened.connect(self._restore)
        self.list.letter_pressed.connect(self._ask)

    def _restore(self) -> None:
        items = self.chosen()
        if items:
            rows = self.desk.services.bin.rows(items[:1])
            said = _("Took {what} out of the bin").format(what=what_of(rows, len(items)))
            self.desk.run(RestoreFromBin(tuple(items)), said=said)

    def _ask(self) -> None:
        self._confirm(self.chosen())

    def _ask_all(self) -> None:
        self._confirm(self.items())

    def _confirm(self, items: "list[BinItem]") -> None:
        if items and self._task is None:
            rows = self.desk.services.bin.rows(items[:NAMED])
            erase = partial(self._erase, tuple(items))
            EraseSheet(self.window(), rows, len(items), erase).open()

    def _erase(self, items: tuple[BinItem, ...], backups: bool) -> None:
        services = self.desk.services

        def work(token: CancelToken, report: Told) -> object:
            from mentorcrm.services.erasing import erase

            return erase(
                services,
                items,
                from_backups=backups,
                progress=lambda done, number: report((done, number)),
                cancelled=lambda: token.cancelled,
            )

        self._show_working(True)
        self._task = self.desk.tasks.run_reporting(work, self._erased, self._failed, self._tell)

    def _tell(self, so_far: Any) -> None:
        done, number = so_far
        self.progress.setText(_("Erased {done:,} of {number:,}").format(done=done, number=number))

    def _erased(self, erased: "Erased") -> None:
        self._end()
        said = n_("Erased {number:,} entry for good", "Erased {number:,} entries for good",
                  erased.records).format(number=erased.records)  # fmt: skip
        if erased.backups:
            more = n_("{number:,} backup removed", "{number:,} backups removed", erased.backups)
            said = f"{said}, {more.format(number=erased.backups)}"
        self.desk.say(said)
        if erased.unread:
            self.desk.tell(
                _("Some backups could not be read and were left. Settings › Backups shows them.")
            )

    def _failed(self, error: Exception) -> None:
        self._end()
        self.desk.report(error)

    def _stop(self) -> None:
        """What is erased stays erased; the rest is left in the bin."""
        if self._task is not None:
            self._task.cancel()
            self._end()

    def _end(self) -> None:
        self._task = None
        self._show_working(False)
        self.desk.steps_changed.emit()

    def _show_working(self, working: bool) -> None:
        self.progress.setText(_("Erasing…") if working else "")
        self.progress.setVisible(working)
        self.stop.setVisible(working)
        for button in (self.take_out, self.erase, self.empty):
            button.setEnabled(not working)


def bin_line(key: int, row: "BinRow", today: "date") -> RecordLine:
    """One thing in the bin: what it is, about whom, and until when."""
    until = _("until {day}").format(day=words.short_day(row.goes, today))
    return RecordLine(key, row.title, row.about, until, row.kind.label)


def what_of(rows: "tuple[BinRow, ...]", number: int) -> str:
    """One thing by its words, several by their number."""
    if number == 1 and rows:
        return rows[0].title
    return n_("{number:,} entry", "{number:,} entries", number).format(number=number)


def _key(item: BinItem) -> int:
    """A thing in the bin as one number, for the list."""
    kind, row_id = item
    return row_id * len(_KINDS) + _KINDS.index(kind)


def _item(key: int) -> BinItem:
    row_id, kind = divmod(key, len(_KINDS))
    return _KINDS[kind], row_id
