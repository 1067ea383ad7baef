"""Merging two records by keys and clicks, from each of the places that lead there."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from mentorcrm.models.kinds import InteractionChannel, Season
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson, EditPerson
from mentorcrm.ui.dialogs.merge import MergeSheet
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.pages.settings_duplicates import DuplicatesSection
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.conftest import NOW
from tests.ui.conftest import Stage

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def twins(stage: Stage) -> tuple[int, int]:
    run = stage.services.dispatcher.run
    ana = run(AddPerson("Ana Silva", "Fenwick", "CTO", "ana@x.example", Season.ACTIVE))
    twin = run(AddPerson("Ana da Silva", "Old Mill", "Lead", "ana@x.example", Season.CANDIDATE))
    run(EditPerson(twin, {"notes": "Likes tea"}))
    run(LogInteraction((twin,), NOW, InteractionChannel.CALL, summary="A talk"))
    run(AddPerson("Bo Lind"))
    stage.settle()
    return ana, twin


def sheet_of(stage: Stage, kind: Any) -> Any:
    stage.settle()
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, kind)
    return sheet


def section(stage: Stage) -> DuplicatesSection:
    page: Any = stage.go("settings", view="duplicates")
    stage.settle()
    assert isinstance(page.section, DuplicatesSection)
    return page.section


def test_a_suggestion_is_compared_chosen_and_merged_by_keys_alone(stage: Stage) -> None:
    ana, twin = twins(stage)
    there = section(stage)
    assert there.number.text() == "1 pair to look at"
    line = there.list.line(0)
    assert line is not None
    assert (line.text, line.tag) == ("Ana Silva and Ana da Silva", "Likely")
    assert line.detail == "Same e-mail address: ana@x.example"
    there.list.setFocus()
    stage.qtbot.keyClick(there.list, KEY.Key_Return)
    sheet = sheet_of(stage, MergeSheet)
    assert list(sheet.choices) == ["name", "title", "organisation", "season.mentor"]
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Tab)
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Right)
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    found = stage.services.people.detail(ana)
    assert (found.values["title"], found.values["organisation"]) == ("Lead", "Fenwick")
    assert "Title: CTO" in found.values["notes"]
    assert [i.summary for i in found.interactions] == ["A talk"]
    assert there.none.isVisible() and stage.focused() is there.none
    assert stage.services.safety.newest().reason == "before-merge"
    toast = stage.window.toast.text()
    assert toast == "Merged Ana da Silva into Ana Silva"
    stage.desk.undo()
    stage.settle()
    assert stage.services.people.detail(twin).name == "Ana da Silva"
    assert there.list.isVisible() and stage.focused() is there.list


def test_two_who_are_two_are_not_suggested_again(stage: Stage) -> None:
    twins(stage)
    there = section(stage)
    there.list.setFocus()
    stage.qtbot.keyClick(there.list, KEY.Key_Delete)
    stage.settle()
    assert there.found == ()
    stage.desk.undo()
    stage.settle()
    assert len(there.found) == 1
    stage.qtbot.mouseClick(there.compare, LEFT)
    sheet = sheet_of(stage, MergeSheet)
    stage.qtbot.mouseClick(sheet.apart, LEFT)
    stage.settle()
    assert there.found == ()


def test_the_sides_can_be_swapped(stage: Stage) -> None:
    ana, twin = twins(stage)
    there = section(stage)
    stage.qtbot.mouseClick(there.compare, LEFT)
    sheet = sheet_of(stage, MergeSheet)
    assert sheet.wish().keep == ana
    stage.qtbot.mouseClick(sheet.swap, LEFT)
    stage.settle()
    stage.settle()
    swapped = sheet_of(stage, MergeSheet)
    assert (swapped.wish().keep, swapped.wish().other) == (twin, ana)
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Escape)
    assert stage.services.people.counts().people == 3


def test_two_chosen_people_can_be_merged(stage: Stage) -> None:
    ana, twin = twins(stage)
    page: Any = stage.go("people")
    page.list.list.setFocus()
    for number, place in enumerate(page.list.model.place_of(i) for i in (ana, twin)):
        index = page.list.model.index(place)
        modifier = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
        point: QPoint = page.list.list.visualRect(index).center()
        stage.qtbot.mouseClick(page.list.list.viewport(), LEFT, modifier, point)
    bar = page.list.several.bar
    assert bar.merge.isVisible()
    stage.qtbot.mouseClick(bar.merge, LEFT)
    sheet = sheet_of(stage, MergeSheet)
    assert {sheet.wish().keep, sheet.wish().other} == {ana, twin}
    sheet.reject()
    page.list.list.selectAll()
    assert not bar.merge.isVisible()


def test_from_the_menu_of_a_person(stage: Stage) -> None:
    ana, twin = twins(stage)
    page: Any = stage.go("people", ana)
    page.view._act("merge")
    pick = sheet_of(stage, PickSheet)
    stage.qtbot.keyClicks(stage.focused(), "da silva")
    stage.qtbot.waitUntil(lambda: pick.list.rows.rowCount() == 1)
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Return)
    sheet = sheet_of(stage, MergeSheet)
    assert (sheet.wish().keep, sheet.wish().other) == (ana, twin)
    stage.qtbot.mouseClick(sheet.merge, LEFT)
    stage.settle()
    stage.settle()
    assert stage.window.navigation.page.place().key == ana
    assert stage.services.people.counts().people == 2


def test_the_list_of_people_leads_to_the_duplicates(stage: Stage) -> None:
    twins(stage)
    page: Any = stage.go("people")
    menu = page.list._sort.menu()
    menu.aboutToShow.emit()
    stage.settle()
    assert menu.actions()[-1].text() == "Possible duplicates (1)…"
    menu.choose("duplicates")
    stage.settle()
    assert stage.window.navigation.page.place().view == "duplicates"


@pytest.mark.parametrize("size", [100, 150])
def test_long_values_fit(stage: Stage, size: int) -> None:
    from mentorcrm.ui import theme

    ana, twin = twins(stage)
    long = "A very long value that goes on and on " * 20
    for person in (ana, twin):
        values = {"how_met": f"{person} {long}", "location": f"{person}{'x' * 300}"}
        stage.services.dispatcher.run(EditPerson(person, values))
    theme.current().set_scale(size)
    stage.window.resize(1024, 680)
    there = section(stage)
    stage.qtbot.mouseClick(there.compare, LEFT)
    sheet = sheet_of(stage, MergeSheet)
    assert stage.window.rect().contains(sheet.card.geometry())
    for choice in sheet.choices.values():
        left, right = (side.geometry() for side in choice.sides)
        assert abs(left.width() - right.width()) <= 1
        assert left.height() == right.height()
        assert all(side.label.height() <= side.height() for side in choice.sides)
    for button in (sheet.apart, sheet.cancel, sheet.merge):
        place = button.rect().translated(button.mapTo(sheet.card, QPoint()))
        assert sheet.card.rect().contains(place)
    sheet.reject()
