"""The palette itself: a line to type in, the rows, and what the keys do."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.palette.entries import Entry, Found, Group
from mentorcrm.ui.palette.finding import SIGNS, Finder, with_person
from mentorcrm.ui.palette.line import Foot, SearchLine
from mentorcrm.ui.palette.ranking import best
from mentorcrm.ui.palette.results import ResultList
from mentorcrm.ui.tasks import CancelToken, TaskRunner
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.overlays import Overlay
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

WIDTH, TOP, MARGIN = 640, 128, 24
HIGHEST = 520
_GAP = 8


class Palette(Overlay):
    """Search or jump. `chosen` gets the entry once the palette is out of the way.

    Each keystroke is answered in a thread, the newest only; moves and Enter wait for the answer
    to what was typed before them.
    """

    chosen = Signal(object)

    def __init__(self, window: QWidget, tasks: TaskRunner, finder: Finder) -> None:
        super().__init__(window, _("Search or jump"), WIDTH)
        self.setObjectName("palette")
        self._tasks = tasks
        self._finder = finder
        self._person: Entry | None = None  # Whose actions are on show.
        self._typed_before = ""
        self._searching = False
        self._enter_waits = False
        self._steps_wait = 0
        self.line = SearchLine()
        self.list = ResultList()
        self.message = Label("", "body", "text2", wrap=True)
        self.foot = Foot()
        self._build()
        self._connect()

    def open(self, first: QWidget | None = None) -> None:
        super().open(first or self.line.edit)
        self._search()

    def place(self) -> None:
        room = self.rect().adjusted(MARGIN, 0, -MARGIN, -MARGIN)
        width = min(theme.current().px(WIDTH), room.width())
        wished = self.line.sizeHint().height() + self.foot.heightForWidth(width - 2) + _GAP + 2
        if not self._words.isHidden():
            wished += self._words.heightForWidth(width - 2)
        wished += self.list.rows_height()
        # Where it begins stays the same while the rows change.
        top = min(TOP, self.height() // 6)
        height = min(wished, theme.current().px(HIGHEST), room.bottom() - top)
        self.card.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._person is not None:
            self._leave_person()
        else:
            super().keyPressEvent(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.reject()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        entry = self.list.current()
        if not forward:
            self._leave_person()
        elif self._person is None and entry is not None and entry.person is not None:
            self._show_person(entry)
        return True

    def _build(self) -> None:
        self._words = QWidget()
        self._words.setLayout(boxes.column(self.message, margins=(18, 14, 18, 6)))
        self._words.hide()
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(1, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self.line)
        layout.addWidget(Hairline())
        layout.addWidget(self._words)
        layout.addWidget(self.list, 1)
        layout.addSpacing(_GAP)
        layout.addWidget(Hairline())
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        edit = self.line.edit
        edit.textChanged.connect(self._search)
        edit.moved.connect(self._move)
        edit.to_end.connect(self.list.go_to_end)
        edit.entered.connect(self._enter)
        edit.emptied.connect(self._leave_person)
        self.list.picked.connect(self._tell_current)
        self.list.taken.connect(self._take)

    def _search(self) -> None:
        typed = self.line.edit.text()
        find: Callable[[str], Found] = self._finder.find
        if self._person is not None:
            find = partial(_find_with, with_person(self._person))

        def work(_token: CancelToken) -> Found:
            return find(typed)

        self._searching = True
        self._tasks.run(work, self._show, self._failed, key="palette")

    def _failed(self, error: Exception) -> None:
        self._show(Found(message=_("This cannot be searched just now. Try again in a moment.")))
        if not self._closed:
            raise error

    def _show(self, found: Found) -> None:
        if self._closed:
            return
        self._searching = False
        self.message.setText(found.message)
        self._words.setVisible(bool(found.message))
        self.list.show_found(found)
        steps, self._steps_wait = self._steps_wait, 0
        if steps:
            self.list.step_by(steps)
        self._tell_current()
        self.place()
        if self._enter_waits:
            self._enter()

    def _move(self, step: int) -> None:
        if self._searching:
            self._steps_wait += step
        else:
            self.list.step_by(step)

    def _tell_current(self) -> None:
        entry = self.list.current()
        self.line.edit.setAccessibleDescription(self.list.spoken() or self.message.text())
        person = entry if entry is not None and self._person is None else None
        self.foot.show_for(person.text if person and person.person is not None else "")

    def _show_person(self, entry: Entry) -> None:
        self._typed_before = self.line.edit.text()
        self._person = entry
        self.line.show_person(entry.text)

    def _leave_person(self) -> None:
        if self._person is not None:
            self._person = None
            self.line.show_search(self._typed_before)

    def _enter(self) -> None:
        self._enter_waits = self._searching
        entry = self.list.current()
        if not self._searching and entry is not None:
            self._take(entry)

    def _take(self, entry: object) -> None:
        self.accept()
        self.chosen.emit(entry)


def _find_with(group: Group, typed: str) -> Found:
    """The actions for somebody, or those that fit what was typed."""
    text = typed.strip().lstrip(SIGNS)
    if not text:
        return Found((group,))
    found = tuple(entry for _points, entry in best(text, group.entries, len(group.entries)))
    if found:
        return Found((replace(group, entries=found),))
    return Found(
        message=_("Nothing like “{text}” can be done here. Esc goes back.").format(text=text)
    )
