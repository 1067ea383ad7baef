"""Saved views in the sidebar: saved from a filter, opened, renamed, removed and brought back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from mentorcrm.models.kinds import NeedKind, Season
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.people import AddPerson, SetTags
from mentorcrm.services.commands.transfer import AddSample, RemoveSample
from mentorcrm.services.commands.views import RenameView, SaveView
from mentorcrm.services.needs_filter import NeedFilter
from mentorcrm.services.people_filter import HealthWish, PeopleFilter
from mentorcrm.ui.dialogs.view import ViewSheet
from mentorcrm.ui.icons import pixmap
from mentorcrm.ui.pages.need_places import filtered_needs
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.palette.sheet import Palette
from mentorcrm.ui.places import filtered_people
from mentorcrm.ui.views import icon_of
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.ui.conftest import Stage

CAREER = PeopleFilter(tag="career")


def rows(stage: Stage) -> list[str]:
    model = stage.window.sidebar.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def current(stage: Stage) -> str:
    return str(stage.window.sidebar.list.currentIndex().data() or "")


def click(stage: Stage, words: str) -> None:
    list_ = stage.window.sidebar.list
    model = list_.model()
    (row,) = (n for n in range(model.rowCount()) if model.index(n, 0).data() == words)
    place = list_.visualRect(model.index(row, 0)).center()
    stage.qtbot.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    stage.settle()


def with_career(stage: Stage) -> PeoplePage:
    """People with Ana and Ruth, of whom Ana has the tag, filtered by it."""
    stage.qtbot.waitUntil(lambda: stage.window._views is not None)
    ids = [stage.services.dispatcher.run(AddPerson(name)) for name in ("Ana", "Ruth")]
    stage.services.dispatcher.run(SetTags(ids[0], ("career",)))
    stage.settle()
    stage.desk.place_requested.emit(filtered_people(CAREER))
    stage.settle()
    page = stage.window.navigation.page
    assert isinstance(page, PeoplePage)
    return page


def saved(stage: Stage, name: str) -> PeoplePage:
    page = with_career(stage)
    click(stage, "Save this filter")
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, ViewSheet)
    assert sheet.name.text() == "Career"
    sheet.name.setText(name)
    stage.qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    stage.settle()
    return page


def test_a_filter_is_saved_marked_counted_and_opened_again(stage: Stage) -> None:
    page = saved(stage, "Career talks")
    assert rows(stage)[-2:] == ["Views", "Career talks, 1"]
    assert current(stage) == "Career talks"
    click(stage, "People")
    assert current(stage) == "People"
    assert len(page.list.model.ids()) == 2
    click(stage, "Asks")
    click(stage, "Career talks")
    assert stage.window.navigation.page is page
    assert page.list.wanted() == CAREER
    stage.services.dispatcher.run(SetTags(2, ("career",)))
    stage.settle()
    assert rows(stage)[-1] == "Career talks, 2"
    stage.window.action("palette").trigger()
    palette = open_sheet(stage.window)
    assert isinstance(palette, Palette)
    stage.qtbot.keyClicks(palette.line.edit, "talks")
    stage.settle()
    entry = palette.list.current()
    assert entry is not None
    assert entry.place == filtered_people(CAREER)
    palette.reject()


def test_removing_can_be_undone_and_keeps_the_order(stage: Stage) -> None:
    saved(stage, "Career talks")
    sidebar = stage.window.sidebar
    sidebar.list.setFocus()
    stage.qtbot.keyClick(sidebar.list, Qt.Key.Key_Delete)
    stage.settle()
    assert stage.services.views.list() == ()
    assert stage.window.toast.text() == "Removed the view “Career talks”"
    assert rows(stage)[-1] == "Save this filter"
    stage.window.action("undo").trigger()
    stage.settle()
    assert rows(stage)[-1].startswith("Career talks")


def test_a_view_is_renamed_from_its_menu_and_a_name_is_refused_at_the_field(stage: Stage) -> None:
    saved(stage, "Career talks")
    list_ = stage.window.sidebar.list
    place = list_.visualRect(list_.currentIndex()).center()
    list_.customContextMenuRequested.emit(place)
    (menu,) = stage.window.sidebar.findChildren(ChoiceMenu)
    menu.choose("rename")
    menu.close()
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, ViewSheet)
    sheet.name.setText(" ")
    stage.qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    sheet.name.setText("Talks")
    stage.qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    stage.settle()
    assert rows(stage)[-1] == "Talks, 1"


def test_arrow_keys_pass_over_the_heading_and_open_no_sheet(stage: Stage) -> None:
    with_career(stage)
    sidebar = stage.window.sidebar
    sidebar.list.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(8):
        stage.qtbot.keyClick(sidebar.list, Qt.Key.Key_Down)
        stage.settle()
        assert current(stage) != "Views"
    assert open_sheet(stage.window) is None


def test_a_filter_of_another_page_is_not_one_of_people(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: stage.window._views is not None)
    stage.services.dispatcher.run(AddNeed(NeedKind.SKILL, "Giving hard feedback"))
    stage.go("needs", view=filtered_needs(NeedFilter(text="feedback")).view)
    assert current(stage) == "Needs"
    assert "Save this filter" not in rows(stage)


def test_the_sample_brings_views_with_their_numbers(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: stage.window._views is not None)
    stage.services.dispatcher.run(AddSample())
    stage.settle()
    said = rows(stage)
    assert [row.split(",")[0] for row in said[said.index("Views") + 1 :]] == [
        "Cooling", "I owe them", "Waiting for an answer", "Trial period",
    ]  # fmt: skip
    click(stage, "Trial period")
    page = stage.window.navigation.page
    assert isinstance(page, PeoplePage) and current(stage) == "Trial period"
    assert page.list.wanted() == PeopleFilter(season=Season.TRIAL)
    stage.services.dispatcher.run(RemoveSample())
    stage.settle()
    assert "Cooling" not in " ".join(rows(stage))


def test_a_view_shows_by_a_sign_what_it_filters() -> None:
    signs = [
        icon_of(PeopleFilter(health=HealthWish.COOLING)),
        icon_of(PeopleFilter(health=HealthWish.OWING)),
        icon_of(PeopleFilter(health=HealthWish.WAITING)),
        icon_of(PeopleFilter(season=Season.TRIAL)),
        icon_of(CAREER),
    ]
    assert len(set(signs)) == 5
    for sign in signs:
        assert not pixmap(sign, 16, "text").isNull()


def test_a_collapsed_sidebar_shows_the_icon_of_a_view_and_a_letter_only_for_two_alike(
    stage: Stage,
) -> None:
    stage.qtbot.waitUntil(lambda: stage.window._views is not None)
    run = stage.services.dispatcher.run
    cooling = run(SaveView("Cooling", PeopleFilter(health=HealthWish.COOLING)))
    career = run(SaveView("Career", CAREER))
    talks = run(SaveView("Talks", PeopleFilter(tag="talks")))
    sidebar = stage.window.sidebar
    sidebar.set_collapsed(True)
    stage.settle()

    def look(place: int) -> QImage:
        model = sidebar.list.model()
        box = sidebar.list.visualRect(model.index(model.rowCount() - place, 0))
        return sidebar.list.viewport().grab(box).toImage()

    before = {place: look(place) for place in (1, 2, 3)}
    for view, name in ((cooling, "Fading"), (career, "Work"), (talks, "Stages")):
        run(RenameView(view, name))
    stage.settle()
    assert look(3) == before[3]
    assert look(2) != before[2]
    assert look(1) != before[1]


def test_a_collapsed_sidebar_in_a_low_window_shows_every_view(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: stage.window._views is not None)
    for season in (Season.TRIAL, Season.ACTIVE, Season.ASKED, Season.PAUSED):
        stage.services.dispatcher.run(SaveView(season.label, PeopleFilter(season=season)))
    stage.window.resize(1024, 680)
    stage.window.sidebar.set_collapsed(True)
    stage.settle()
    list_ = stage.window.sidebar.list
    model = list_.model()
    assert model.index(model.rowCount() - 1, 0).data() == Season.PAUSED.label
    last = list_.visualRect(model.index(model.rowCount() - 1, 0))
    assert last.bottom() <= list_.viewport().height()
