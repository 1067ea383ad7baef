"""The model of long lists: reads in windows, moves rows, and keeps to Qt's rules."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from mentorcrm.ui.delegates.draft_row import DraftLine
from mentorcrm.ui.itemmodels.draft_lines import DraftListModel
from mentorcrm.ui.itemmodels.windowed import IdRole, RowRole, WindowedModel


@dataclass(frozen=True)
class Row:
    id: int
    text: str
    spoken: str


class Source:
    """Rows by key; counts the reads."""

    def __init__(self) -> None:
        self.reads = 0

    def fetch(self, ids: Sequence[int]) -> Mapping[int, Row]:
        self.reads += 1
        return {i: Row(i, f"Person {i}", f"Person {i}, mentor") for i in ids if i >= 0}


def shown(model: WindowedModel[Row]) -> list[int]:
    return [model.index(place).data(IdRole) for place in range(model.rowCount())]


@given(st.lists(st.lists(st.integers(0, 30), unique=True, max_size=12), max_size=8))
def test_any_row_of_lists_is_shown_as_given(lists: list[list[int]]) -> None:
    model: WindowedModel[Row] = WindowedModel(Source().fetch, window=4)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for ids in lists:
        model.set_ids(ids)
        assert shown(model) == ids
        for place, number in enumerate(ids):
            index = model.index(place)
            assert index.data() == f"Person {number}"
            assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"Person {number}, mentor"
            assert model.place_of(number) == place
    del tester


def test_a_long_list_reads_only_what_is_asked_for(qtbot: QtBot) -> None:
    source = Source()
    model = WindowedModel(source.fetch)
    model.set_ids(range(100_000))
    assert source.reads == 0
    for place in random.Random(1).sample(range(100_000), 5):
        assert model.index(place).data(RowRole).id == place
    assert source.reads <= 5
    before = source.reads
    model.index(place).data(RowRole)
    assert source.reads == before


def test_the_selection_stays_when_others_come_and_go(qtbot: QtBot) -> None:
    model = WindowedModel(Source().fetch)
    model.set_ids([1, 2, 3, 4])
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(2), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.set_ids([1, 9, 2, 3, 4])
    assert selection.currentIndex().data(IdRole) == 3
    model.set_ids([1, 9, 3, 4])
    assert selection.currentIndex().data(IdRole) == 3


def test_a_long_list_in_another_order_is_as_new(qtbot: QtBot) -> None:
    model = WindowedModel(Source().fetch)
    model.set_ids(range(1000))
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(2), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert model.index(0).data() == "Person 0"
    with qtbot.waitSignal(model.modelReset):
        model.set_ids(range(999, -1, -1))
    assert (model.index(0).data(), model.place_of(0), model.rowCount()) == ("Person 999", 999, 1000)
    assert not selection.hasSelection()


def test_one_changed_row_is_one_signal(qtbot: QtBot) -> None:
    model = WindowedModel(Source().fetch)
    model.set_ids([5, 6, 7])
    with qtbot.waitSignal(model.dataChanged) as told:
        model.refresh_row(6)
    assert told.args is not None
    first, last = told.args[0], told.args[1]
    assert isinstance(first, QModelIndex)
    assert (first.row(), last.row()) == (1, 1)


def test_a_row_that_is_gone_from_the_source_is_blank_and_harmless(qtbot: QtBot) -> None:
    model = WindowedModel(Source().fetch)
    model.set_ids([1, -2])
    assert model.index(1).data() is None
    assert model.index(1).data(IdRole) == -2


def test_the_list_of_asks_keeps_to_the_rules(qtbot: QtBot) -> None:
    model = DraftListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_lines([DraftLine(0, "Being written"), DraftLine(4, "First ask to Ruth")])
    assert model.place_of(4) == 1
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    model.set_lines([])
    assert model.rowCount() == 0
    del tester
