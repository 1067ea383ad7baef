"""Back and forward bring a place back whole; the window reopens where it was closed."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import Season
from mentorcrm.services.commands.people import AddPerson, SetTags
from mentorcrm.services.people_filter import PeopleFilter, PeopleScope, PeopleSort
from mentorcrm.ui.desk import Desk, Outside
from mentorcrm.ui.main_window import MainWindow
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.settings import SettingsPage
from mentorcrm.ui.places import Place, filter_in, filtered_people
from mentorcrm.ui.tasks import TaskRunner
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.focus import FocusRing
from mentorcrm.ui.widgets.panes import Splitter
from tests.ui.conftest import Stage


def add(stage: Stage, *names: str) -> list[int]:
    ids = [stage.services.dispatcher.run(AddPerson(name)) for name in names]
    stage.settle()
    return ids


def people(stage: Stage) -> PeoplePage:
    page = stage.window.navigation.page
    assert isinstance(page, PeoplePage)
    return page


def reopen(stage: Stage, tmp_path: Path) -> MainWindow:
    """A second window after the first was closed."""
    stage.window.close()
    outside = Outside(stage.asker, stage.opener, stage.clipboard)
    desk = Desk(
        TaskRunner(stage.errors.append), outside, stage.desk.clock, stage.desk.settings, stage.desk
    )
    window = MainWindow(desk, tmp_path / "window.ini", stage.services.start_page())
    with stage.qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def put_away(window: MainWindow) -> None:
    window.close()
    window.deleteLater()


def test_back_and_forward_restore_selection_filter_and_scroll(stage: Stage) -> None:
    ids = add(stage, *(f"Person {number:03}" for number in range(60)))
    stage.services.dispatcher.run(SetTags(ids[40], ("career",)))
    stage.settle()
    stage.go("people", ids[40])
    bar = people(stage).list.list.verticalScrollBar()
    stage.qtbot.waitUntil(lambda: bar.value() > 0)
    bar.setValue(bar.value() + 30)
    scrolled = bar.value()
    stage.desk.place_requested.emit(filtered_people(PeopleFilter(tag="career")))
    stage.settle()
    assert list(people(stage).list.model.ids()) == [ids[40]]
    stage.go("settings", view="templates")
    back, forward = stage.window.action("back"), stage.window.action("forward")
    back.trigger()
    stage.settle()
    assert people(stage).list.wanted().tag == "career"
    back.trigger()
    stage.settle()
    assert people(stage).list.wanted().tag == ""
    assert people(stage).list.current() == ids[40]
    stage.qtbot.waitUntil(lambda: bar.value() == scrolled)
    forward.trigger()
    forward.trigger()
    stage.settle()
    assert stage.window.navigation.page.place() == Place("settings", view="templates")


def test_the_buttons_at_the_side_of_the_mouse_go_back_and_forward(stage: Stage) -> None:
    add(stage, "Ana")
    stage.go("people")
    stage.go("asks")
    handle = stage.window.windowHandle()
    where = stage.window.rect().center()
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, Qt.KeyboardModifier.NoModifier, where)
    stage.settle()
    list_ = people(stage).list.list
    point = list_.mapTo(stage.window, list_.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, Qt.KeyboardModifier.NoModifier, point)
    stage.settle()
    assert stage.window.navigation.page.place().page == "asks"


def test_focus_that_the_app_moves_is_seen_after_keys_and_not_after_the_mouse(
    stage: Stage,
) -> None:
    add(stage, "Ana")
    stage.go("settings")
    sections = stage.window.navigation.page.panes()[0]
    asks = stage.go("asks")
    new = next(button for button in asks.findChildren(Button) if button.isVisible())
    handle, plain = stage.window.windowHandle(), Qt.KeyboardModifier.NoModifier

    def rings() -> list[FocusRing]:
        return [ring for ring in stage.window.findChildren(FocusRing) if ring.isVisible()]

    def focus(widget: QWidget, reason: Qt.FocusReason) -> None:
        stage.window.setFocus()
        widget.setFocus(reason)

    QTest.keyClick(handle, Qt.Key.Key_Shift)
    focus(new, Qt.FocusReason.OtherFocusReason)
    assert len(rings()) == 1
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, plain, QPoint(2, 2))
    focus(new, Qt.FocusReason.TabFocusReason)
    assert not rings()
    stage.go("settings")
    focus(sections, Qt.FocusReason.OtherFocusReason)
    assert not sections.property("keyboard")
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    focus(sections, Qt.FocusReason.OtherFocusReason)
    assert sections.property("keyboard")


def test_the_window_reopens_at_the_person_and_the_filter(stage: Stage, tmp_path: Path) -> None:
    _ana, ruth, _zoe = add(stage, "Ana", "Ruth", "Zoe")
    stage.desk.place_requested.emit(filtered_people(PeopleFilter(text="r"), ruth))
    stage.settle()
    window = reopen(stage, tmp_path)
    window.go_live(stage.services)
    page = window.navigation.page
    assert isinstance(page, PeoplePage)
    assert page.list.search.text() == "r"
    stage.qtbot.waitUntil(lambda: page.side.shows(ruth))
    assert page.list.current() == ruth
    assert not window.navigation.trail.can_go_back
    put_away(window)


def test_another_page_waits_for_the_services_behind_an_empty_one(
    stage: Stage, tmp_path: Path
) -> None:
    stage.go("settings", view="templates")
    window = reopen(stage, tmp_path)
    assert list(window.navigation.pages()) == []
    assert window.navigation.page.place().view == "templates"
    window.go_live(stage.services)
    page = window.navigation.page
    assert isinstance(page, SettingsPage)
    assert page.place().view == "templates"
    assert window.navigation.stack.count() == 1
    put_away(window)


def test_going_elsewhere_before_the_services_are_there_stays(stage: Stage, tmp_path: Path) -> None:
    stage.go("asks")
    window = reopen(stage, tmp_path)
    window.action("settings").trigger()
    window.go_live(stage.services)
    assert isinstance(window.navigation.page, SettingsPage)
    put_away(window)


def test_panes_keep_their_widths(stage: Stage, tmp_path: Path) -> None:
    add(stage, "Ana")
    stage.go("people")
    (splitter,) = people(stage).findChildren(Splitter)
    handle = splitter.handle(1)
    start = handle.rect().center()
    stage.qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    moved = start + type(start)(70, 0)
    stage.qtbot.mouseMove(handle, moved)
    stage.qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=moved)
    wide = splitter.sizes()[0]
    assert wide > 400
    window = reopen(stage, tmp_path)
    (again,) = window.navigation.page.findChildren(Splitter)
    window.resize(1360, 860)
    assert again.sizes()[0] == wide
    put_away(window)


def test_a_place_that_is_not_understood_is_the_start_page(stage: Stage, tmp_path: Path) -> None:
    for text in ("{", "[]", '{"page": "moon", "key": null, "view": ""}', '{"page": 3}'):
        stage.window._state.keep_text("place", text)
        window = MainWindow(stage.desk, tmp_path / "window.ini")
        assert window.navigation.page.place().page == "today"
        window.deleteLater()


def test_filters_survive_being_written_down() -> None:
    wanted = PeopleFilter(
        text="ana & co",
        season=Season.ACTIVE,
        tag="a=b",
        source="LinkedIn",
        need=7,
        scope=PeopleScope.ARCHIVED,
        sort=PeopleSort.RECENT,
    )
    for one in (wanted, PeopleFilter()):
        assert filter_in(filtered_people(one).view) == one
    assert PeopleFilter.from_text("season=summer&nonsense=1&tag=x") == PeopleFilter(tag="x")
    assert filter_in("new:Ana") is None
