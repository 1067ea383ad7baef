"""Short lists of ready-made rows, and the view that shows them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.delegates.record_row import HEIGHT, HEIGHT_ONE, RecordLine, RecordRowDelegate
from mentorcrm.ui.itemmodels.windowed import Fetch, WindowedModel
from mentorcrm.ui.widgets.lists import ListView


class RecordList(ListView):
    """A list of `RecordLine` rows, kept here or fetched in windows by `fetch`.

    With `most` rows given the list is as high as its rows, up to that many.
    """

    def __init__(
        self,
        name: str,
        letters: str = "",
        *,
        fetch: Fetch[RecordLine] | None = None,
        most: int = 0,
        single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, letters, parent)
        self._lines: dict[int, RecordLine] = {}
        self._most = most
        self._row_height = HEIGHT_ONE if single else HEIGHT
        self.rows: WindowedModel[RecordLine] = WindowedModel(fetch or self._look_up, self)
        self.setModel(self.rows)
        self._painter = RecordRowDelegate(single=single)
        self.setItemDelegate(self._painter)
        theme.current().changed.connect(self._fit)
        if most:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[RecordLine]) -> None:
        """Show these rows; the one that was current stays current if it is still there."""
        before = self.current_id()
        self._lines = {line.id: line for line in lines}
        self.rows.set_ids([line.id for line in lines])
        if before in self._lines:
            self.choose(before)
        self.updateGeometry()

    def current_id(self) -> int | None:
        """The id of the current row, None without one."""
        return self.rows.id_at(self.currentIndex().row())

    def line(self, key: int | None) -> RecordLine | None:
        """A row by its id."""
        return self._lines.get(key) if key is not None else None

    def choose(self, key: int | None) -> None:
        """Make a row the current one."""
        place = self.rows.place_of(key) if key is not None else None
        if place is not None:
            self.choose_place(place)

    def choose_place(self, place: int) -> None:
        """Make the row at a place current, or the last one where there are fewer."""
        index = self.rows.index(min(place, self.rows.rowCount() - 1))
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)

    def visible_rows(self) -> list[QModelIndex]:
        """The index of every row, for those who read the list."""
        return [self.rows.index(place) for place in range(self.rows.rowCount())]

    def sizeHint(self) -> QSize:
        if not self._most:
            return super().sizeHint()
        shown = min(max(self.rows.rowCount(), 1), self._most)
        return QSize(200, shown * theme.current().px(self._row_height) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._most else QSize(120, 120)

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def _look_up(self, ids: Sequence[int]) -> Mapping[int, RecordLine]:
        return {key: self._lines[key] for key in ids if key in self._lines}
