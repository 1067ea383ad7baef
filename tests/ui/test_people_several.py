"""Several people at once, and the chips of the list, by keys and clicks."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from mentorcrm.models.kinds import CoverageLevel, NeedKind, Season
from mentorcrm.services.commands.needs import AddNeed, LinkNeed
from mentorcrm.services.commands.people import SetTags
from mentorcrm.services.commands.transfer import AddSample
from mentorcrm.ui.pages import people_bulk
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.people_bulk import BulkBar
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.menus import ChoiceMenu
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people, shown, texts, type_into

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def no_menu_left() -> Iterator[None]:
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMenu):
            widget.close()


def menu_of(stage: Stage) -> ChoiceMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ChoiceMenu)
    return menu


def choose(stage: Stage, words: str) -> None:
    """Choose an entry of the open menu by its words."""
    menu = menu_of(stage)
    action = next(a for a in menu.actions() if a.text().startswith(words))
    menu.setActiveAction(action)
    stage.qtbot.keyClick(menu, KEY.Key_Return)
    stage.settle()


def bar_of(page: PeoplePage) -> BulkBar:
    bar = page.list.several.bar
    assert bar is not None
    assert bar.isVisible()
    return bar


def press(stage: Stage, page: PeoplePage, words: str) -> None:
    button = next(b for b in bar_of(page).findChildren(Button) if b.text() == words)
    stage.qtbot.mouseClick(button, LEFT)


def choose_all(stage: Stage, page: PeoplePage) -> None:
    page.list.list.setFocus()
    stage.qtbot.keyClick(page.list.list, KEY.Key_A, CTRL)


def row(page: PeoplePage, place: int) -> QPoint:
    return page.list.list.visualRect(page.list.model.index(place)).center()


def test_clicks_and_keys_choose_several(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth", "Samir", "Zoe")
    view = page.list.list.viewport()
    stage.qtbot.mouseClick(view, LEFT, pos=row(page, 0))
    stage.qtbot.mouseClick(view, LEFT, CTRL, row(page, 2))
    assert page.list.several.ids() == (ids[0], ids[2])
    assert "2 people chosen" in texts(bar_of(page))
    stage.qtbot.mouseClick(view, LEFT, SHIFT, row(page, 3))
    assert page.list.several.ids() == (ids[0], ids[2], ids[3])
    stage.qtbot.mouseClick(view, LEFT, pos=row(page, 2))
    assert page.list.several.ids() == ()
    stage.qtbot.keyClick(page.list.list, KEY.Key_Up, SHIFT)
    assert page.list.several.ids() == (ids[1], ids[2])
    choose_all(stage, page)
    assert page.list.several.ids() == tuple(ids)
    stage.qtbot.mouseClick(view, LEFT, pos=row(page, 1))
    assert page.list.several.bar is not None
    assert not page.list.several.bar.isVisible()
    assert page.place().key == ids[1]


def test_a_new_tag_for_several_is_one_step_with_undo(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth", "Samir")
    choose_all(stage, page)
    press(stage, page, "Tag")
    choose(stage, "New tag")
    type_into(stage, bar_of(page).field, "#career")
    assert [r.tags for r in stage.services.people.rows(ids)] == [("career",)] * 3
    assert stage.window.toast.text() == "Tagged 3 people"
    assert page.list.several.ids() == tuple(ids)
    undo = next(b for b in stage.window.toast.findChildren(Button) if b.isVisible())
    stage.qtbot.mouseClick(undo, LEFT)
    stage.settle()
    assert [r.tags for r in stage.services.people.rows(ids)] == [()] * 3


def test_a_tag_is_taken_from_several(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    for person in ids:
        stage.services.dispatcher.run(SetTags(person, ("old",)))
    stage.settle()
    choose_all(stage, page)
    press(stage, page, "Tag")
    choose(stage, "Take #old away")
    assert stage.services.people.tags() == []


def test_season_archive_and_bin_for_several(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth", "Samir", "Zoe")
    view = page.list.list.viewport()
    stage.qtbot.mouseClick(view, LEFT, pos=row(page, 0))
    stage.qtbot.mouseClick(view, LEFT, SHIFT, row(page, 1))
    press(stage, page, "Season")
    choose(stage, "Active")
    assert [r.season for r in stage.services.people.rows(ids[:2])] == [Season.ACTIVE] * 2
    press(stage, page, "Archive")
    stage.settle()
    assert shown(page) == ["Samir", "Zoe"]
    choose_all(stage, page)
    stage.qtbot.keyClick(page.list.list, KEY.Key_Delete)
    stage.settle()
    assert shown(page) == []
    assert stage.window.toast.text() == "Moved 2 people to the bin"


def test_many_are_written_beside_the_window(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_bulk, "LARGE", 2)
    page, _ids = people(stage, "Ana", "Ruth", "Samir")
    choose_all(stage, page)
    press(stage, page, "Season")
    choose(stage, "Trial")
    assert stage.window.toast.text() == "Trial: 3 people"
    stage.desk.undo()
    stage.settle()
    rows = stage.services.people.rows(page.list.model.ids())
    assert {r.season for r in rows} == {Season.CANDIDATE}


def test_who_came_from_where(stage: Stage) -> None:
    stage.services.dispatcher.run(AddSample())
    page, _ids = people(stage, "Ana Mine")
    chips = page.list.chips
    stage.qtbot.mouseClick(chips._chips["more"], LEFT)
    choose(stage, "Where they came from")
    choose(stage, "Added by hand")
    assert shown(page) == ["Ana Mine"]
    assert chips._chips["source"].text() == "Added by hand"
    stage.qtbot.mouseClick(chips._chips["source"], LEFT)
    assert len(shown(page)) == 7
    assert not chips._chips["source"].isVisible()


def test_who_helps_with_a_need(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth", "Samir")
    run = stage.services.dispatcher.run
    need = run(AddNeed(NeedKind.SKILL, "Lead former peers without losing them"))
    run(LinkNeed(need, ids[1], CoverageLevel.SOME))
    run(LinkNeed(need, ids[2], CoverageLevel.NONE))
    stage.settle()
    stage.qtbot.mouseClick(page.list.chips._chips["more"], LEFT)
    choose(stage, "A need they help with")
    choose(stage, "Lead former peers")
    assert shown(page) == ["Ruth"]
    text = page.list.wanted().as_text()
    assert type(page.list.wanted()).from_text(text) == page.list.wanted()


def test_the_chips_go_on_in_the_next_line_where_there_is_no_room(stage: Stage) -> None:
    page, _ids = people(stage, "Ana")
    page.list.chips._choose("season", Season.CLOSED)
    page.list.chips._choose("tag", "a-rather-long-tag-that-takes-room")
    stage.settle()
    chips = [c for c in page.list.chips._chips.values() if c.isVisible()]
    assert all(c.geometry().right() < page.list.chips.width() for c in chips)
    boxes = [c.geometry() for c in chips]
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    assert max(b.bottom() for b in boxes) < page.list.chips.height()
