"""The network in the window: the drawing by keys and mouse, the list, what is saved."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest

from mentorcrm.models.kinds import CoverageLevel, MessageKind, NeedKind, Season
from mentorcrm.services.commands.mosaic import SetCell
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.people import AddPerson, SetIntroducer
from mentorcrm.services.network_rows import ME
from mentorcrm.ui.drawing.ground import hull
from mentorcrm.ui.widgets.text import Label
from tests.ui.conftest import Stage

EAR = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def people(stage: Stage) -> tuple[int, int, int]:
    run = stage.services.dispatcher.run
    ana = run(AddPerson("Ana Ferreira", "Kestrel", season=Season.ACTIVE))
    samir = run(AddPerson("Samir Rao", "Kestrel", season=Season.TRIAL))
    luis = run(AddPerson("Luis Cordero", season=Season.PAUSED))
    run(SetIntroducer(samir, ana))
    return ana, samir, luis


def rows(page: Any) -> list[QModelIndex]:
    return [page.view.people.index(row, 0) for row in range(page.view.people.rowCount())]


def pull(view: Any, start: QPoint, way: QPoint) -> None:
    """Drag with the left button."""
    left, ground = Qt.MouseButton.LeftButton, view.viewport()
    QTest.mousePress(ground, left, Qt.KeyboardModifier.NoModifier, start)
    for step in (0.2, 0.6, 1.0):
        there = start + QPoint(round(way.x() * step), round(way.y() * step))
        QTest.mouseMove(ground, there)
    QTest.mouseRelease(ground, left, Qt.KeyboardModifier.NoModifier, start + way)


def drag(page: Any, person: int, right: int, down: int) -> None:
    """Drag somebody; at 100 %, as a few people are shown."""
    middle = page.view.visualRect(page.view.people.place(person)).center()
    pull(page.view, middle, QPoint(right, down))


def said(page: Any) -> list[str]:
    return [label.text() for label in page.side.findChildren(Label) if label.isVisible()]


def test_an_empty_network_says_what_would_stand_here(stage: Stage) -> None:
    page = stage.go("network")
    assert page.empty.isVisible() and not page._ways.isVisible()
    QTest.keyClick(page.first_focus(), Qt.Key.Key_Return)
    assert stage.window.navigation.page.place().page == "people"


def test_an_empty_network_leads_to_those_who_have_no_role_yet(stage: Stage) -> None:
    stage.services.dispatcher.run(AddPerson("Ana Ferreira"))
    page = stage.go("network")
    assert "below the name" in page.empty.sentence()
    page.empty.begin.click()
    assert stage.window.navigation.page.place().page == "people"


def test_the_keys_stay_on_a_network_that_is_no_longer_empty(stage: Stage) -> None:
    page = stage.go("network")
    page.take_focus()
    stage.services.dispatcher.run(AddPerson("Ana Ferreira", season=Season.ACTIVE))
    stage.settle()
    assert stage.focused() is page.view


def test_everybody_is_there_with_a_name_for_the_ear(stage: Stage, people: Any) -> None:
    ana, samir, luis = people
    page = stage.go("network")
    said = {page.view.people.person(index): index.data(EAR) for index in rows(page)}
    assert set(said) == {ME, ana, samir, luis}
    assert said[ana] == "Ana Ferreira, not known yet, introduced Samir"
    page.filters.resting.click()
    assert [page.view.people.person(index) for index in rows(page)] == [ME, ana, samir]


def test_a_screen_reader_finds_each_person_where_they_stand(stage: Stage, people: Any) -> None:
    page = stage.go("network", people[0])
    told = QAccessible.queryAccessibleInterface(page.view)
    assert told.role() == QAccessible.Role.List
    items = [told.child(row) for row in range(told.childCount())]
    names = [item.text(QAccessible.Text.Name) for item in items]
    assert names[0] == "You" and names[1].startswith("Ana Ferreira, ")
    for row, item in enumerate(items):
        place = page.view.visualRect(page.view.people.index(row, 0))
        corner = page.view.viewport().mapToGlobal(place.topLeft())
        assert item.rect().topLeft() == corner and item.rect().width() > 40
    page.view.setFocus()
    assert told.focusChild().text(QAccessible.Text.Name) == names[1]


def test_arrows_go_from_one_to_the_next_and_enter_opens(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    page.view.setFocus()
    for number, place in zip((ME, *people), ((0, 0), (200, 0), (400, 10), (0, 300)), strict=True):
        page.view.drawing.move(number, *place)
    stage.qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert page.view.person() == people[0]
    assert "Opened doors to" in said(page)
    assert page.place().key == people[0]
    stage.qtbot.keyClick(page.view, Qt.Key.Key_Right)
    stage.qtbot.keyClick(page.view, Qt.Key.Key_Return)
    stage.settle()
    assert stage.window.navigation.page.place().page == "people"
    assert stage.window.navigation.page.place().key == people[1]


def test_letters_go_to_a_name_and_home_to_me(stage: Stage, people: Any) -> None:
    page = stage.go("network", people[0])
    page.view.setFocus()
    page.view.zoom(2.5)
    page.view.pan(-5000, -5000)
    stage.qtbot.keyClicks(page.view, "lu")
    assert page.view.person() == page.place().key == people[2]
    seen = page.view.viewport().rect()
    assert seen.contains(page.view.visualRect(page.view.currentIndex()))
    stage.qtbot.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.person() == ME and page.place().key is None


def test_a_place_that_was_dragged_is_kept(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    before = page.view.places()[people[0]]
    drag(page, people[0], 60, -45)
    assert page.view.places()[people[0]] == pytest.approx((before[0] + 60, before[1] - 45), abs=1)
    kept = page.view.places()[people[0]]
    page.reload()
    stage.settle()
    assert page.view.places()[people[0]] == pytest.approx(kept, abs=1)


def test_a_drag_goes_on_while_the_network_is_read_again(stage: Stage, people: Any) -> None:
    page, (ana, _samir, _luis) = stage.go("network"), people
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    ground, start = page.view.viewport(), page.view.places()[ana]
    at = page.view.visualRect(page.view.people.place(ana)).center()
    QTest.mousePress(ground, left, none, at)
    QTest.mouseMove(ground, at + QPoint(40, 0))
    stage.services.dispatcher.run(AddPerson("Ben Okri", season=Season.ACTIVE))
    stage.settle()
    assert len(page.view.places()) == 5
    assert page.view.places()[ana] == pytest.approx((start[0] + 40, start[1]), abs=1)
    QTest.mouseMove(ground, at + QPoint(70, 10))
    QTest.mouseRelease(ground, left, none, at + QPoint(70, 10))
    assert page.view.places()[ana] == pytest.approx((start[0] + 70, start[1] + 10), abs=1)


def test_who_is_dragged_while_all_is_tidied_up_stays_there(stage: Stage, people: Any) -> None:
    page, (ana, _samir, _luis) = stage.go("network"), people
    page.more.menu().chosen.emit("tidy")
    drag(page, ana, 150, 90)
    there = page.view.places()[ana]
    stage.settle()
    assert page.view.places()[ana] == there
    page.reload()
    stage.settle()
    assert page.view.places()[ana] == pytest.approx(there, abs=1)


def test_keys_move_somebody_too(stage: Stage, people: Any) -> None:
    page = stage.go("network", people[0])
    x, y = page.view.places()[people[0]]
    stage.qtbot.keyClick(page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.view.places()[people[0]] == (x + 16, y)
    page.view.choose(ME)
    stage.qtbot.keyClick(page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.view.places()[ME] == (0, 0)


def test_dragging_the_ground_moves_all_and_nobody(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    places, seen = page.view.places(), page.view.visualRect(page.view.people.index(0, 0))
    corner = QPoint(3, 3)
    assert not page.view.indexAt(corner).isValid()
    pull(page.view, corner, QPoint(60, 40))
    assert page.view.places() == places
    assert page.view.visualRect(page.view.people.index(0, 0)) == seen.translated(60, 40)


def test_zoom_has_keys_and_an_end(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    for _ in range(20):
        stage.qtbot.keyClick(page.view, Qt.Key.Key_Plus)
    assert page.zoom.now.text() == "250%"
    stage.qtbot.keyClick(page.view, Qt.Key.Key_0)
    assert page.view.camera.scale <= 1


def test_what_one_looks_at_stays_in_view_when_something_changes(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    page.view.zoom(2.0)
    scale = page.view.camera.scale
    stage.services.dispatcher.run(AddPerson("Ben Okri", season=Season.ACTIVE))
    stage.settle()
    assert len(page.view.places()) == 5
    assert page.view.camera.scale == scale


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


def test_double_click_opens_and_a_press_chooses(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    left, ground = Qt.MouseButton.LeftButton, page.view.viewport()
    at = page.view.visualRect(page.view.people.place(people[1])).center()
    stage.qtbot.mouseClick(ground, left, pos=at)
    assert page.place().key == people[1] and not page.view.by_key()
    stage.qtbot.mouseDClick(ground, left, pos=at)
    stage.settle()
    assert stage.window.navigation.page.place().page == "people"


def test_a_filter_by_need_leaves_places_and_comes_back(stage: Stage, people: Any) -> None:
    page = stage.go("network")
    run, before = stage.services.dispatcher.run, page.view.places()
    need = run(AddNeed(NeedKind.SKILL, "System design"))
    run(SetCell(f"need/{need}", people[1], CoverageLevel.GOOD))
    stage.settle()
    page.filters.need.setCurrentIndex(1)
    page.filters.need.chosen.emit(need)
    stage.settle()
    assert set(page.view.places()) == {ME, people[0], people[1]}
    page.filters.need.setCurrentIndex(0)
    page.filters.need.chosen.emit(None)
    stage.settle()
    after = page.view.places()
    assert {one: (round(x), round(y)) for one, (x, y) in before.items()} == after


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
        assert b"<image" not in written  # Shapes and letters, at any size.
        for said_there in (b"Ana", b"Samir", b"Luis", b"Kestrel"):
            assert said_there in written
    else:
        assert QImage(str(tmp_path / name)).width() > 200
    save(tmp_path / "net.jpg")
    assert not (tmp_path / "net.jpg").exists()
    save(tmp_path / "no such folder" / name)
    assert stage.errors == []


def test_a_hull_holds_its_points() -> None:
    points = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0), (4.0, 4.0), (4.0, 0.0)]
    assert set(hull(points)) == {(0, 0), (9, 0), (9, 9), (0, 9)}
    assert len(hull(points[:2])) == 2
