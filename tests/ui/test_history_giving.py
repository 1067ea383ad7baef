"""Given and received on the page History: listed, narrowed, searched, opened, edited, deleted."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from mentorcrm.models.history_kinds import Effort, GiveDirection, GiveKind
from mentorcrm.services.commands.giving import NoteGiving
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.giving_rows import GiveFilter
from mentorcrm.ui import theme
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.pages.giving_chips import filter_from, filter_text
from mentorcrm.ui.pages.history import HistoryPage
from mentorcrm.ui.pages.history_giving import GivenSegment
from mentorcrm.ui.places import Place
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_page import texts
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
GIVEN, RECEIVED = GiveDirection.GIVEN, GiveDirection.RECEIVED
TODAY = NOW.date()


def filled(stage: Stage) -> tuple[int, int]:
    """Two people, and three notes of what went both ways with them."""
    run = stage.services.dispatcher.run
    ana, ruth = run(AddPerson("Ana Ferreira")), run(AddPerson("Ruth Adeyemi"))
    run(NoteGiving(ana, GIVEN, GiveKind.RESOURCE, "The hiring rubric", effort=Effort.SMALL))
    run(NoteGiving(ruth, RECEIVED, GiveKind.FEEDBACK, "On my plan", TODAY - timedelta(days=1)))
    day = TODAY - timedelta(days=9)
    run(NoteGiving(ruth, GIVEN, GiveKind.HELP, "A second reader", day, prompted_by="Her talk"))
    return ana, ruth


def opened(stage: Stage, view: str = "giving") -> tuple[HistoryPage, GivenSegment]:
    page = stage.go("history", view=view)
    assert isinstance(page, HistoryPage)
    assert isinstance(page.segment, GivenSegment)
    return page, page.segment


def shown(segment: GivenSegment) -> list[str]:
    rows = segment.list.rows
    return [rows.index(place).data(RowRole).said for place in range(rows.rowCount())]


def test_nothing_noted_says_where_to_note_it(stage: Stage) -> None:
    _page, segment = opened(stage)
    assert segment.wells.empty.isVisible()
    assert "Giving both ways" in segment.wells.empty.sentence()
    assert not segment.list.isVisible() and not segment.chips.isVisible()
    stage.qtbot.mouseClick(segment.wells.people, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().page == "people"


def test_notes_stand_newest_first_with_their_day_and_way(stage: Stage) -> None:
    filled(stage)
    page = stage.go("history")
    assert isinstance(page, HistoryPage)
    button = next(s for s in page.segments._segments if s.value == "giving")
    stage.qtbot.mouseClick(button, LEFT)
    stage.settle()
    segment = page.segment
    assert isinstance(segment, GivenSegment)
    assert shown(segment) == ["The hiring rubric", "On my plan", "A second reader"]
    rows = [segment.list.rows.index(place).data(RowRole) for place in range(3)]
    assert [(row.text, row.who, row.day) for row in rows] == [
        ("You gave: article or resource", "Ana Ferreira", "24 Nov"),
        ("They gave: feedback", "Ruth Adeyemi", "23 Nov"),
        ("You gave: help", "Ruth Adeyemi", "15 Nov"),
    ]
    assert rows[1].spoken == "They gave: feedback, Ruth Adeyemi, Mon 23 Nov 2026, On my plan"


def test_chips_narrow_and_the_place_keeps_it(stage: Stage) -> None:
    ana, ruth = filled(stage)
    page, segment = opened(stage)
    stage.qtbot.mouseClick(segment.chips.chips["direction"], LEFT)
    choose(stage, "I gave")
    assert shown(segment) == ["The hiring rubric", "A second reader"]
    stage.qtbot.mouseClick(segment.chips.chips["kind"], LEFT)
    choose(stage, "Help")
    assert shown(segment) == ["A second reader"]
    assert page.header.summary.text() == "1 of 3 shown"
    place = page.place()
    assert place == Place("history", None, "giving?direction=given&kind=help")
    stage.go("people", ana)
    stage.window.action("back").trigger()
    stage.settle()
    assert shown(segment) == ["A second reader"]
    for name in ("direction", "kind"):
        stage.qtbot.mouseClick(segment.chips.chips[name], LEFT)
    assert len(shown(segment)) == 3
    opened(stage, f"giving?person={ruth}")
    assert shown(segment) == ["On my plan", "A second reader"]
    assert segment.chips.words() == ["Ruth Adeyemi"]


def test_words_names_and_what_prompted_it_are_searched(stage: Stage) -> None:
    filled(stage)
    page, segment = opened(stage)
    stage.qtbot.keyClick(stage.window, KEY.Key_Slash)
    assert stage.focused() is page.search
    for typed, found in (
        ("rubric", ["The hiring rubric"]),
        ("ruth", ["On my plan", "A second reader"]),
        ("talk", ["A second reader"]),
        ("nowhere", []),
    ):
        page.search.clear()
        stage.qtbot.keyClicks(page.search, typed)
        assert shown(segment) == found
    assert "Nothing matches “nowhere”" in texts(segment.wells.nothing)
    stage.qtbot.mouseClick(segment.wells.clear, LEFT)
    assert len(shown(segment)) == 3
    assert page.search.text() == ""


def test_a_note_is_opened_followed_edited_and_closed_by_key(stage: Stage) -> None:
    filled(stage)
    _page, segment = opened(stage)
    view = segment.list
    assert stage.focused() is view
    stage.qtbot.keyClick(view, KEY.Key_Down)
    stage.qtbot.keyClick(view, KEY.Key_E)
    editor = segment.pane.editor
    assert editor is not None
    assert stage.focused() is editor.what.editor
    assert editor.what.text() == "On my plan"
    stage.qtbot.keyClick(editor.what.editor, KEY.Key_End)
    stage.qtbot.keyClicks(editor.what.editor, ", twice")
    stage.qtbot.keyClick(editor.prompted, KEY.Key_Escape)
    stage.settle()
    assert not segment.pane.is_open()
    assert stage.focused() is view
    assert shown(segment)[1] == "On my plan, twice"
    stage.qtbot.keyClick(view, KEY.Key_Return)
    assert segment.pane.is_open()
    stage.qtbot.keyClick(view, KEY.Key_Down)
    assert editor.what.text() == "A second reader"
    assert segment.pane.name.text() == "Ruth Adeyemi"
    stage.qtbot.mouseClick(segment.pane.name, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().page == "people"


def test_delete_goes_on_to_the_next_and_has_a_way_back(stage: Stage) -> None:
    filled(stage)
    _page, segment = opened(stage)
    stage.qtbot.keyClick(segment.list, KEY.Key_Delete)
    stage.settle()
    assert shown(segment) == ["On my plan", "A second reader"]
    assert segment.list.currentIndex().row() == 0
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    stage.settle()
    assert len(shown(segment)) == 3


def test_a_place_opens_one_note(stage: Stage) -> None:
    _ana, ruth = filled(stage)
    (note,) = stage.services.giving.ids(GiveFilter(person_id=ruth, direction=RECEIVED))
    page = stage.go("history", note, "giving")
    assert isinstance(page, HistoryPage) and isinstance(page.segment, GivenSegment)
    assert page.segment.pane.is_open()
    assert page.segment.list.current() == note
    assert page.place() == Place("history", note, "giving")


@pytest.mark.parametrize(
    "wanted",
    [GiveFilter(), GiveFilter("a & b=c", GIVEN, GiveKind.PUBLIC_CREDIT, 12)],
)
def test_a_filter_is_kept_as_text(wanted: GiveFilter) -> None:
    assert filter_from(filter_text(wanted)) == wanted
    assert filter_from("kind=nothing&person=x&direction=up") == GiveFilter()


def test_ten_thousand_notes_are_shown_by_their_windows(stage: Stage) -> None:
    from mentorcrm.models.tables import ReciprocityNote

    ana = stage.services.dispatcher.run(AddPerson("Ana"))
    with stage.services.store.write() as unit:
        unit.session.add_all(
            ReciprocityNote(
                person_id=ana,
                direction=GIVEN,
                kind=GiveKind.HELP,
                happened_on=TODAY - timedelta(days=number % 900),
                what=f"Note {number}",
            )
            for number in range(10_000)
        )
    fetched: list[int] = []
    giving = stage.services.giving
    rows = giving.rows
    giving.rows = lambda ids: (fetched.extend(ids), rows(ids))[1]  # type: ignore[method-assign]
    _page, segment = opened(stage)
    assert segment.list.rows.rowCount() == 10_000
    segment.list.viewport().repaint()
    segment.list.scrollToBottom()
    segment.list.viewport().repaint()
    assert 0 < len(fetched) < 1000


def test_the_form_leaves_the_list_its_half_of_a_narrow_page(stage: Stage) -> None:
    filled(stage)
    theme.current().set_scale(150)
    stage.window.resize(1024, 680)
    _page, segment = opened(stage)
    segment.list.choose_key(1)
    segment.open_current()
    stage.settle()
    assert segment.pane.width() <= segment.width() // 2 + 1
    assert segment.list.width() >= segment.width() // 2 - 1
