"""What the lists of people and of needs have in common: head, filter, rows, foot."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.fields import SearchField
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.ui.widgets.panes import Plane
from mentorcrm.ui.widgets.text import Label


class ListPane(Plane):
    """Rows that are filtered as one types. Emits ids; the page decides what they mean."""

    filtered = Signal()
    letter_pressed = Signal(str)

    model: WindowedModel[Any]

    def __init__(self, title: str, view: ListView, search: SearchField) -> None:
        super().__init__("canvas")
        self.list, self.search = view, search
        self._title = Label(title, "display")
        self._title.setMinimumWidth(0)
        self._count = Label("", "lead", "text3")
        self._shown = Label("", "meta", "text3", wrap=True)
        self._ordered = Label("", "meta", "text3", wrap=True)
        self._ordered.setAlignment(Qt.AlignmentFlag.AlignRight)
        search.down_pressed.connect(self._to_list)
        search.entered.connect(self._to_list)
        view.typed.connect(self._typed)

    def current(self) -> int | None:
        """The id of the chosen row."""
        index = self.list.selectionModel().currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def _choose(self, place: int) -> None:
        """Choose the row at a place without a signal."""
        index = self.model.index(place)
        if self.list.currentIndex().row() != place or not self.list.selectionModel().hasSelection():
            self.list.blockSignals(True)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, flag)
            self.list.blockSignals(False)
            self.list.scrollTo(index)

    def _frame(
        self,
        tools: tuple[IconButton, ...],
        filters: tuple[QWidget, ...],
        well: EmptyWell,
        above: tuple[QWidget, ...] = (),
        sides: tuple[int, int] = (20, 12),
    ) -> QVBoxLayout:
        """Put everything in its place; the well stands above rows that are not there.

        What is `above` comes before the search, `filters` after it; `sides` are the margins of
        all but the rows.
        """
        left, right = sides
        head = boxes.row(self._title, self._count, None, *tools)
        inside = (left, 20, right, 8)
        top = boxes.column(head, *above, self.search, *filters, spacing=10, margins=inside)
        layout = boxes.column(top, spacing=0)
        layout.addLayout(boxes.column(well, margins=(left, 8, right, 0)))
        layout.addWidget(self.list, 1)
        foot = boxes.row(self._shown, self._ordered, margins=(left, 8, right, 10))
        for half in range(2):  # A label that wraps asks for less than its words need.
            foot.setStretch(half, 1)
        layout.addLayout(foot)
        self.setLayout(layout)
        well.hide()
        return layout

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _typed(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(text)
