"""The network in the window: the drawing by keys and mouse, the list, what is saved."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester

from mentorcrm.models.kinds import MessageKind, Season
from mentorcrm.services.commands.people import AddPerson, SetIntroducer
from mentorcrm.services.network_rows import ME
from mentorcrm.ui.pages.network_items import hull
from mentorcrm.ui.widgets.text import Label
from tests.ui.conftest import Stage


@pytest.fixture
def people(stage: Stage) -> tuple[int, int, int]:
    run = stage.services.dispatcher.run
    ana = run(AddPerson("Ana Ferreira", "Kestrel", season=Season.ACTIVE))
    samir = run(AddPerson("Samir Rao", "Kestrel", season=Season.TRIAL))
    luis = run(AddPerson("Luis Cordero", season=Season.PAUSED))
    run(SetIntroducer(samir, ana))
    return ana, samir, luis


def said(page: Any) -> list[str]:
    return [label.text() for label in page.side.findChildren(Label) if label.isVisible()]


def test_an_empty_network_says_what_would_stand_here(stage: Stage) -> None:
    page = stage.go("network")
    assert page.empty.isVisible() and not page._ways.isVisible()


def test_everybody_is_there_with_a_name_for_the_ear(stage: Stage, people: Any) -> None:
    ana, samir, luis = people
    page = stage.go("network")
    assert set(page.scene.people) == {ME, ana, samir, luis}
    assert page.scene.people[ana].spoken == "Ana Ferreira, not known yet, introduced Samir"
    page.resting.click()
    assert set(page.scene.people) == {ME, ana, samir}


def test_arrows_go_from_one_to_the_next_and_enter_opens(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    page.view.setFocus()
    for number, place in zip((ME, *people), ((0, 0), (200, 0), (400, 10), (0, 300)), strict=True):
        page.scene.people[number].setPos(*place)
    stage.qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert page.scene.focusItem() is page.scene.people[people[0]]
    assert "Opened doors to" in said(page)
    assert page.place().key == people[0]
    stage.qtbot.keyClick(page.view, Qt.Key.Key_Right)
    stage.qtbot.keyClick(page.view, Qt.Key.Key_Return)
    stage.settle()
    assert stage.window.navigation.page.place().page == "people"
    assert stage.window.navigation.page.place().key == people[1]


def test_a_place_that_was_dragged_is_kept(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    item = page.scene.people[people[0]]
    item.setPos(QPointF(321, -123))
    page.scene.drop(people[0])
    page.reload()
    stage.settle()
    assert page.scene.people[people[0]].pos() == QPointF(321, -123)


def test_zoom_has_keys_and_an_end(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    for _ in range(20):
        stage.qtbot.keyClick(page.view, Qt.Key.Key_Plus)
    assert page.zoom.now.text() == "250%"
    stage.qtbot.keyClick(page.view, Qt.Key.Key_0)
    assert page.view.scale_now <= 1


def test_what_one_looks_at_stays_in_view_when_something_changes(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    page.view.zoom(2.0)
    scale = page.view.scale_now
    stage.services.dispatcher.run(AddPerson("Ben Okri", season=Season.ACTIVE))
    stage.settle()
    assert len(page.scene.people) == 5
    assert page.view.scale_now == scale


def test_the_list_says_the_same(stage: Stage, people: Any) -> None:
    page = stage.go("network", people[1], "list")
    model = page.table.people
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [[model.index(r, c).data() for c in (0, 3, 4)] for r in range(model.rowCount())]
    assert rows == [
        ["Ana Ferreira", "You", "Samir Rao"],
        ["Luis Cordero", "You", ""],
        ["Samir Rao", "Ana Ferreira", ""],
    ]
    assert page.table.currentIndex().row() == 2
    stage.qtbot.keyClick(page.table, Qt.Key.Key_Up)
    assert page.place().key == people[2]


def test_the_one_who_opened_a_door_is_thanked(stage: Stage, people: Any) -> None:
    page = stage.go("network", people[0])
    assert any("would not reach 1 person" in text for text in said(page))
    page.side.thanked.emit(people[0])
    stage.settle()
    draft = stage.services.outreach.detail(stage.window.navigation.page.place().key)
    assert (draft.kind, draft.person_id) == (MessageKind.IMPACT_NOTE, people[0])


@pytest.mark.parametrize("name", ["net.svg", "net.PNG"])
def test_the_drawing_is_saved(stage: Stage, people: Any, tmp_path: Path, name: str) -> None:
    page: Any = stage.go("network")

    def save(file: Path) -> None:
        stage.asker.target = file
        page.more.menu().chosen.emit("export")

    save(tmp_path / name)
    written = (tmp_path / name).read_bytes()
    if name.endswith("svg"):
        assert b"<svg" in written and written.count(b"<path") > 3
    else:
        assert QImage(str(tmp_path / name)).width() > 200
    save(tmp_path / "net.jpg")
    assert not (tmp_path / "net.jpg").exists()
    save(tmp_path / "no such folder" / name)
    assert stage.errors == []


def test_a_hull_holds_its_points() -> None:
    points = [QPointF(x, y) for x, y in ((0, 0), (9, 0), (9, 9), (0, 9), (4, 4), (4, 0))]
    assert {(p.x(), p.y()) for p in hull(points)} == {(0, 0), (9, 0), (9, 9), (0, 9)}
    assert len(hull(points[:2])) == 2
