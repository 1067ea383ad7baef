"""The mosaic by keyboard and pointer: cells, weights, rows, and what stands out."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt

from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.kinds import CoverageLevel, InteractionChannel, MessageKind, NeedKind, Season
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddFact, AddPerson, SetIntroducer
from mentorcrm.ui.pages.mosaic import MosaicPage
from mentorcrm.ui.widgets.text import Label
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]

KEY = Qt.Key
SAID = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def page(stage: Stage) -> MosaicPage:
    run = stage.services.dispatcher.run
    run(AddNeed(NeedKind.SKILL, "Leading former peers"))
    run(AddNeed(NeedKind.DECISION, "Move to Oslo"))
    for name in ("Ana Ferreira", "Ruth Adeyemi"):
        person = run(AddPerson(name, season=Season.ACTIVE))
        at = NOW - timedelta(days=3)
        run(LogInteraction((person,), at, InteractionChannel.VIDEO))
    lena = run(AddPerson("Lena Berg", season=Season.CANDIDATE))
    run(AddFact(lena, "Moved to Oslo with two children in 2021"))
    stage.settle()
    found = stage.go("mosaic")
    assert isinstance(found, MosaicPage)
    return found


def said(page: MosaicPage, index: QModelIndex) -> str:
    return str(page.model.data(index, SAID))


def test_arrows_pass_sections_and_a_press_goes_on_to_the_next_level(
    stage: Stage, page: MosaicPage
) -> None:
    table, keys = page.table, stage.qtbot
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert said(page, table.currentIndex()) == "Move to Oslo, Ana: none"
    keys.keyClick(table, KEY.Key_Right)
    keys.keyClick(table, KEY.Key_Down)
    assert said(page, table.currentIndex()) == "Leading former peers, Ruth: none"
    levels = []
    for key in (KEY.Key_Space, KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space, KEY.Key_Space):
        keys.keyClick(table, key)
        stage.settle()
        levels.append(said(page, table.currentIndex()).partition(": ")[2])
    assert levels == ["some", "good", "main", "not for this", "none"]
    stage.desk.undo()
    stage.settle()
    assert said(page, table.currentIndex()).endswith("Ruth: not for this")

    cell = table.visualRect(page.model.index(1, 0)).center()
    keys.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    stage.settle()
    assert said(page, page.model.index(1, 0)) == "Move to Oslo, Ana: some"


def test_numbers_choose_a_level_at_once_and_the_row_shows_that_it_has_a_menu(
    stage: Stage, page: MosaicPage
) -> None:
    table, keys = page.table, stage.qtbot
    table.setFocus(Qt.FocusReason.TabFocusReason)
    levels = []
    for key in ("3", "1", "4", "2", "2", "0"):
        keys.keyClicks(table, key)
        stage.settle()
        levels.append(said(page, table.currentIndex()).partition(": ")[2])
    assert levels == ["main", "some", "not for this", "good", "good", "none"]
    stage.desk.undo()
    stage.settle()
    assert said(page, table.currentIndex()).endswith("Ana: good")
    table.viewport().repaint()
    assert table.names.marked == table.currentIndex().row()
    table.clearFocus()
    table.viewport().repaint()
    assert table.names.marked == -1


def test_the_faces_stay_while_the_rows_scroll_by_and_open_people(
    stage: Stage, page: MosaicPage
) -> None:
    run = stage.services.dispatcher.run
    for number in range(20):
        run(AddNeed(NeedKind.SKILL, f"Skill {number}"))
    stage.settle()
    table = page.table
    assert not page.sticky.isVisible()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    for _press in range(21):
        stage.qtbot.keyClick(table, KEY.Key_Down)
    stage.settle()
    assert page.sticky.isVisible()
    for _press in range(9):
        stage.qtbot.keyClick(table, KEY.Key_Up)
    cell = table.visualRect(table.currentIndex())
    top = table.viewport().mapTo(page, cell.topLeft()).y()
    assert top >= page.sticky.mapTo(page, QPoint(0, page.sticky.height())).y()
    second = table.heads.sectionViewportPosition(1) + table.heads.sectionSize(1) // 2
    left = table.heads.mapTo(page, QPoint(0, 0)).x() - page.sticky.mapTo(page, QPoint(0, 0)).x()
    place = QPoint(left + second, 20)
    stage.qtbot.mouseClick(page.sticky, Qt.MouseButton.LeftButton, pos=place)
    stage.settle()
    assert stage.window.navigation.page.place().key == stage.services.people.find("Ruth")


def test_a_row_weighs_more_and_a_kind_of_help_goes_and_comes_back(
    stage: Stage, page: MosaicPage
) -> None:
    def heads() -> list[str]:
        vertical = Qt.Orientation.Vertical
        lines = range(page.model.rowCount())
        return [str(page.model.headerData(n, vertical, SAID)) for n in lines]

    assert heads()[:2] == ["Decisions", "Move to Oslo: gap"]
    table = page.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(table, KEY.Key_Menu)
    choose(stage, "Weighs three times")
    assert heads()[1] == "Move to Oslo: gap, weighs 3 of 3"
    stage.qtbot.keyClick(table, KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    choose(stage, "Weighs twice")
    assert heads()[1] == "Move to Oslo: gap, weighs 2 of 3"
    domain = f"{Facet.DOMAIN.label}: gap"
    place = QPoint(20, table.rowViewportPosition(heads().index(domain)) + 10)
    stage.qtbot.mouseClick(table.names.viewport(), Qt.MouseButton.LeftButton, pos=place)
    choose(stage, "Leave it out")
    assert domain not in heads()
    stage.qtbot.mouseClick(page.rows, Qt.MouseButton.LeftButton)
    choose(stage, Facet.DOMAIN.label)
    assert domain in heads()


def test_what_nobody_covers_finds_people_to_ask(stage: Stage, page: MosaicPage) -> None:
    first = page.side.cards[0]
    assert first.remark.sentence == "Move to Oslo: nobody yet."
    line = next(one for one in first.lines() if one.founder.name == "Lena Berg")
    assert any("Oslo" in reason.sentence for reason in line.founder.why.reasons)
    stage.qtbot.mouseClick(line.ask, Qt.MouseButton.LeftButton)
    stage.settle()
    (draft,) = stage.services.outreach.list()
    assert draft.kind is MessageKind.FIRST_ASK
    assert stage.window.navigation.page.place().page == "composer"


def test_the_number_of_people_is_held_against_the_guide(stage: Stage, page: MosaicPage) -> None:
    few = "You meet with 2 people; 4 to 6 are a good number to keep up."
    assert page.summary.text().endswith(few)
    for name in ("Cai", "Dora"):
        stage.services.dispatcher.run(AddPerson(name, season=Season.ACTIVE))
    stage.settle()
    assert "a good number" not in page.summary.text()


def test_without_anybody_it_says_what_belongs_here(stage: Stage) -> None:
    page = stage.go("mosaic")
    assert isinstance(page, MosaicPage)
    assert page.empty.isVisible()
    assert not page.table.isVisible()


def test_a_kind_of_help_offers_people_with_reasons_who_are_asked_or_marked(
    stage: Stage, page: MosaicPage
) -> None:
    run = stage.services.dispatcher.run
    dora = run(AddPerson("Dora Lind", title="Managing director"))
    stage.settle()
    card = next(c for c in page.side.cards if c.remark.wanted == "facet/leadership")
    stage.qtbot.mouseClick(card.act, Qt.MouseButton.LeftButton)
    stage.settle()
    (line,) = card.lines()
    assert line.founder.person_id == dora
    assert line.founder.why.reasons[0].sentence.startswith("Their title, Managing director")
    stage.qtbot.mouseClick(line.link, Qt.MouseButton.LeftButton)
    stage.settle()
    cells = stage.services.mosaic.page().cells
    assert cells["facet/leadership", dora] is CoverageLevel.SOME
    card = next(c for c in page.side.cards if c.remark.wanted == "facet/leadership")
    assert card.remark.sentence == "Leadership: nobody yet. You have Dora in mind."
    stage.qtbot.mouseClick(card.act, Qt.MouseButton.LeftButton)
    stage.settle()
    (draft,) = stage.services.outreach.list()
    assert (draft.kind, draft.person_id) == (MessageKind.FIRST_ASK, dora)


def test_with_nobody_on_record_it_says_where_to_look(stage: Stage, page: MosaicPage) -> None:
    card = next(c for c in page.side.cards if c.remark.wanted == "facet/domain")
    stage.qtbot.mouseClick(card.act, Qt.MouseButton.LeftButton)
    stage.settle()
    assert card.lines() == []
    said = [label.text() for label in card.findChildren(Label)]
    assert "Communities: Whose answers do you save?" in said
    stage.qtbot.mouseClick(card.where, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.window.navigation.page.place().page == "sources"


def test_whoever_could_open_the_door_is_asked_for_it(stage: Stage, page: MosaicPage) -> None:
    run, people = stage.services.dispatcher.run, stage.services.people
    ana, lena = people.find("Ana"), people.find("Lena")
    run(SetIntroducer(lena, ana))
    stage.settle()
    page.reload()
    stage.settle()
    card = page.side.cards[0]
    card.look()
    stage.settle()
    line = next(one for one in card.lines() if one.founder.person_id == lena)
    assert line.ask.text() == "Ask Ana to introduce you"
    stage.qtbot.mouseClick(line.ask, Qt.MouseButton.LeftButton)
    stage.settle()
    (draft,) = stage.services.outreach.list()
    assert (draft.kind, draft.person_id) == (MessageKind.INTRO_REQUEST, ana)
    assert "Lena Berg" in stage.services.outreach.detail(draft.id).body
    (row,) = stage.services.introductions.listed()
    assert (row.introducer_id, row.first_id, row.second_id) == (ana, None, lena)
    assert stage.services.dispatcher.undo() == "Ask for an introduction to Lena Berg"
    assert (stage.services.outreach.list(), stage.services.introductions.listed()) == ((), [])
