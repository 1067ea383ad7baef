"""Given and received on the page History: listed, narrowed, searched, opened, edited, deleted."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from mentorcrm.models.history_kinds import Effort, GiveDirection, GiveKind
from mentorcrm.services.commands.giving import AddIntroduction, EditIntroduction, NoteGiving
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
    assert page.header.summary.text() == "3 entries"
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
    rows = giving.entry_rows
    giving.entry_rows = lambda ids: (fetched.extend(ids), rows(ids))[1]  # type: ignore[method-assign]
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


def introduced(stage: Stage) -> tuple[int, int]:
    """An introduction that Ana made, of which she has not heard, and one of mine under way."""
    run = stage.services.dispatcher.run
    ana, ruth = filled(stage)
    made = run(AddIntroduction(ruth, introducer_id=ana))
    day = TODAY - timedelta(days=30)
    run(EditIntroduction(made, {"outcome": "Coffee in Edinburgh"}, {"made_on": day}))
    return made, run(AddIntroduction(ruth, first_id=ana, why="Both hire"))


def test_introductions_are_listed_with_how_they_stand(stage: Stage) -> None:
    introduced(stage)
    page, segment = opened(stage)
    rows = [segment.list.rows.index(place).data(RowRole) for place in range(5)]
    met = [(row.text, row.day, row.tag, row.said) for row in rows if not row.who]
    assert met == [
        (
            "You introduce Ana Ferreira to Ruth Adeyemi",
            "24 Nov",
            "Under way",
            "Waits for Ana Ferreira and Ruth Adeyemi to agree · Both hire",
        ),
        (
            "Ana Ferreira introduced you to Ruth Adeyemi",
            "25 Oct",
            "Not told yet",
            "Made 25 Oct. Ana Ferreira has not heard what came of it · Coffee in Edinburgh",
        ),
    ]
    stage.qtbot.keyClicks(page.search, "edinburgh")
    assert len(shown(segment)) == 1
    assert page.header.summary.text() == "1 of 5 shown"


def test_an_introduction_is_opened_ticked_written_and_taken_back(stage: Stage) -> None:
    made, _mine = introduced(stage)
    page = stage.go("history", -made, "giving")
    assert isinstance(page, HistoryPage) and isinstance(page.segment, GivenSegment)
    pane, view = page.segment.pane, page.segment.list
    assert page.place() == Place("history", -made, "giving")
    assert [link.text() for link in pane.names if link.isVisible()] == [
        "Ana Ferreira",
        "Ruth Adeyemi",
    ]
    form = pane.introduction
    assert form is not None and form.line is not None
    stage.qtbot.mouseClick(form.line.steps["told_introducer_on"].box, LEFT)
    stage.settle()
    row = stage.services.introductions.detail(made)
    assert row is not None and row.told_introducer_on == TODAY
    assert view.currentIndex().data(RowRole).tag == ""
    stage.desk.undo()
    stage.settle()
    assert not form.line.steps["told_introducer_on"].box.isChecked()
    stage.qtbot.keyClick(view, KEY.Key_E)
    assert stage.focused() is form.line.outcome
    stage.qtbot.keyClick(form.line.outcome, KEY.Key_End)
    stage.qtbot.keyClicks(form.line.outcome, ", twice")
    stage.qtbot.mouseClick(form.done, LEFT)
    stage.settle()
    assert not pane.is_open() and stage.focused() is view
    assert view.currentIndex().data(RowRole).said.endswith("Coffee in Edinburgh, twice")


def test_the_pane_turns_from_notes_to_introductions_and_saves_on_the_way(stage: Stage) -> None:
    made, mine = introduced(stage)
    page = stage.go("history", -mine, "giving")
    assert isinstance(page, HistoryPage) and isinstance(page.segment, GivenSegment)
    pane, view = page.segment.pane, page.segment.list
    form = pane.introduction
    assert form is not None and form.line is not None
    assert not form.line.open.isVisible()
    stage.qtbot.keyClicks(form.line.why, "!")
    view.setFocus()
    place = view.currentIndex().row()
    stage.qtbot.keyClick(view, KEY.Key_Up if place else KEY.Key_Down)
    stage.settle()
    assert pane.editor is not None and pane.editor.isVisible() and not form.isVisible()
    row = stage.services.introductions.detail(mine)
    assert row is not None and "!" in row.why
    assert view.choose_key(-made)
    stage.settle()
    assert form.isVisible() and form.line.row.id == made


def test_an_introduction_is_deleted_from_the_list_and_brought_back(stage: Stage) -> None:
    made, _mine = introduced(stage)
    _page, segment = opened(stage)
    assert segment.list.choose_key(-made)
    stage.qtbot.keyClick(segment.list, KEY.Key_Delete)
    stage.settle()
    assert stage.services.introductions.detail(made) is None
    assert segment.list.rows.place_of(-made) is None
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    stage.settle()
    assert segment.list.rows.place_of(-made) is not None
