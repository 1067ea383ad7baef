"""Choosing one of many by typing a part of its name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.itemmodels.records import RecordList
from mentorcrm.ui.newcomers import adding
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import SearchField
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

Search = Callable[[str], Sequence[RecordLine]]


class PickSheet(Sheet):
    """A search field over a list; Enter or a click chooses. `answer` gets the row's id."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        placeholder: str,
        search: Search,
        answer: Callable[[int], None],
        add: Callable[[str], None] | None = None,
    ) -> None:
        """`add` takes the words of somebody who is not among the people on record."""
        super().__init__(window, title, 480)
        self._look = search
        self._answer = answer
        self._adds = add
        self.search = SearchField(placeholder)
        self.list = RecordList(title, single=True)
        self.list.setMinimumHeight(320)
        self._none = Label("", "body", "text2", wrap=True)
        self._none.hide()
        self.add = Button("", "soft", icon="user-plus")
        self.add.hide()
        self.body.addWidget(self.search)
        self.body.addWidget(self._none)
        self.body.addWidget(self.add)
        self.body.addWidget(self.list, 1)
        self.search.query_changed.connect(self._search)
        self.search.down_pressed.connect(self._go_down)
        self.search.entered.connect(self._choose_current)
        self.add.clicked.connect(self._add)
        self.list.opened.connect(self._chosen)
        self.list.clicked.connect(self._chosen)
        self._search("")

    def open(self, first: QWidget | None = None) -> None:
        super().open(first or self.search)

    def _search(self, text: str) -> None:
        found = self._look(text.strip())
        self.list.set_lines(found)
        self._none.setText(self._nothing(text.strip()))
        self._none.setVisible(not found)
        new = self._adds is not None and bool(text.strip()) and not found
        self.add.setVisible(new)
        if new:
            self.add.setText(adding(text))
        if found:
            self.list.choose_place(0)

    def _nothing(self, text: str) -> str:
        if text:
            return _("Nothing by that name. Try fewer letters.")
        if self._adds is not None:
            return _("Nobody is on record yet. Type a name to add someone.")
        return _("There is nothing to choose from yet.")

    def _add(self) -> None:
        text = self.search.text().strip()
        if self._adds is not None and text:
            self.accept()
            self._adds(text)

    def _go_down(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_current(self) -> None:
        if self.add.isVisible():
            self._add()
            return
        self._chosen(self.list.currentIndex())

    def _chosen(self, index: object) -> None:
        valid = isinstance(index, QModelIndex) and index.isValid()
        key = self.list.current_id() if valid else None
        if key is not None:
            self.accept()
            self._answer(key)


def matching(lines: Sequence[RecordLine], text: str) -> list[RecordLine]:
    """The rows whose words contain every word of `text`; those that begin with it come first."""
    wanted = text.casefold().replace("_", " ").split()
    if not wanted:
        return list(lines)
    found = [
        line
        for line in lines
        if all(word in f"{line.text} {line.detail}".casefold() for word in wanted)
    ]
    start = wanted[0]
    return sorted(found, key=lambda line: not line.text.casefold().startswith(start))
