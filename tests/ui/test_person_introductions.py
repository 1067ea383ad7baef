"""Introductions on a person's page: who, both consents with their day, made, outcome, told."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import MessageKind
from mentorcrm.services.commands.giving import AddIntroduction, EditIntroduction
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.ui.dialogs.introduction_letter import IntroductionLetterSheet
from mentorcrm.ui.dialogs.new_introduction import (
    BETWEEN,
    MINE,
    OTHERS,
    THEY,
    TO_THEM,
    NewIntroductionSheet,
)
from mentorcrm.ui.pages.introduction_lines import IntroductionLine
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.person_introductions import IntroductionsCard
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people, texts, type_into

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
TODAY = NOW.date()


def card_of(page: PeoplePage) -> IntroductionsCard:
    return next(card for card in page.view.cards if isinstance(card, IntroductionsCard))


def only_line(page: PeoplePage) -> IntroductionLine:
    (line,) = card_of(page).lines.values()
    return line


def row_of(stage: Stage, introduction: int) -> IntroductionRow:
    row = stage.services.introductions.detail(introduction)
    assert row is not None
    return row


def tick(stage: Stage, line: IntroductionLine, name: str) -> None:
    stage.qtbot.mouseClick(line.steps[name].box, LEFT)
    stage.settle()


def noted(stage: Stage, page: PeoplePage, part: str, *names: str) -> IntroductionRow:
    """Note an introduction with the sheet, by key."""
    stage.qtbot.mouseClick(card_of(page).add, LEFT)
    (sheet,) = stage.window.findChildren(NewIntroductionSheet)
    for _step in range([THEY, MINE, TO_THEM, BETWEEN, OTHERS].index(part)):
        stage.qtbot.keyClick(sheet.part, KEY.Key_Down)
    sheet.picker.search.setFocus()
    for name, picker in zip(names, (sheet.picker, sheet.other), strict=False):
        assert stage.focused() is picker.search
        stage.qtbot.keyClicks(picker.search, name)
        stage.qtbot.keyClick(picker.search, KEY.Key_Return)
    assert stage.focused() is sheet.why
    stage.qtbot.keyClicks(sheet.why, "Both write down decisions")
    stage.qtbot.keyClick(sheet.why, KEY.Key_Return)
    stage.settle()
    return stage.services.introductions.listed()[0]


def test_three_ways_in_which_someone_has_a_part(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana", "Ruth")
    row = noted(stage, page, THEY, "rut")
    assert (row.introducer_id, row.first_id, row.second_id) == (ana, None, ruth)
    assert row.why == "Both write down decisions"
    row = noted(stage, page, MINE, "rut")
    assert (row.introducer_id, row.first_id, row.second_id) == (None, ana, ruth)
    row = noted(stage, page, TO_THEM, "rut")
    assert (row.introducer_id, row.first_id, row.second_id) == (ruth, None, ana)
    assert {
        "Ana introduces you to Ruth",
        "You introduce Ana to Ruth",
        "Ruth introduces you to Ana",
    } <= set(texts(card_of(page)))
    stage.desk.undo()
    stage.settle()
    assert "Ruth introduces you to Ana" not in texts(card_of(page))


def test_the_keys_stay_with_the_card_that_a_link_opened(stage: Stage) -> None:
    page, _ids = people(stage, "Ana", "Ruth")
    side = page.view._side
    link = next(one for one in side.add.links if one.text() == "An introduction")
    link.setFocus()
    stage.qtbot.keyClick(link, KEY.Key_Return)
    (sheet,) = stage.window.findChildren(NewIntroductionSheet)
    stage.qtbot.keyClicks(sheet.picker.search, "rut")
    stage.qtbot.keyClick(sheet.picker.search, KEY.Key_Return)
    stage.qtbot.keyClick(sheet.why, KEY.Key_Return)
    stage.settle()
    assert stage.focused() is card_of(page).add


def test_others_introduce_each_other_too(stage: Stage) -> None:
    page, (ana, ruth, tom) = people(stage, "Ana", "Ruth", "Tom")
    row = noted(stage, page, BETWEEN, "rut", "tom")
    assert (row.introducer_id, row.first_id, row.second_id) == (ana, ruth, tom)
    row = noted(stage, page, OTHERS, "rut", "tom")
    assert (row.introducer_id, row.first_id, row.second_id) == (ruth, ana, tom)


def test_both_are_written_to_once_they_agreed_and_the_letter_marks_it_made(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana", "Ruth")
    run = stage.services.dispatcher.run
    key = run(AddIntroduction(ruth, ana, why="SECRET"))
    run(EditIntroduction(key, {}, {"first_agreed_on": TODAY}))
    stage.settle()
    line = only_line(page)
    assert not line.draft.isVisibleTo(line)
    tick(stage, line, "second_agreed_on")
    stage.qtbot.mouseClick(line.draft, LEFT)
    (sheet,) = stage.window.findChildren(IntroductionLetterSheet)
    stage.qtbot.mouseClick(sheet.copy, LEFT)
    assert stage.clipboard.texts == []  # Something is marked as missing.
    stage.qtbot.keyClicks(sheet.together, "Both keep diaries of decisions")
    assert "Dear Ana, dear Ruth," in sheet.letter.text()
    assert "Both keep diaries of decisions." in sheet.letter.text()
    sheet.letter.set_value(sheet.letter.text().replace("⟦my name⟧", "Mia"))
    stage.qtbot.mouseClick(sheet.copy, LEFT)
    (copied,) = stage.clipboard.texts
    assert "SECRET" not in copied
    stage.qtbot.mouseClick(sheet.sent, LEFT)
    stage.settle()
    assert row_of(stage, key).made_on == TODAY


def test_nobody_is_offered_for_both_parts(stage: Stage) -> None:
    page, (_ana, ruth) = people(stage, "Ana", "Ruth")
    stage.qtbot.mouseClick(card_of(page).add, LEFT)
    (sheet,) = stage.window.findChildren(NewIntroductionSheet)
    assert sheet.picker.model.ids() == [ruth]
    stage.qtbot.keyClick(sheet, KEY.Key_Escape)


def test_mine_is_made_only_after_both_agreed(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana", "Ruth")
    key = stage.services.dispatcher.run(AddIntroduction(ruth, ana))
    stage.settle()
    line = only_line(page)
    tick(stage, line, "first_agreed_on")
    assert row_of(stage, key).first_agreed_on == TODAY
    assert "Waits for Ruth to agree" in texts(line)
    tick(stage, line, "made_on")
    assert row_of(stage, key).made_on is None
    assert any("Ask both first" in text for text in texts(line))
    assert not line.steps["made_on"].box.isChecked()
    tick(stage, line, "second_agreed_on")
    assert not any("Ask both first" in text for text in texts(line))
    tick(stage, line, "made_on")
    assert row_of(stage, key).made_on == TODAY
    assert "You introduced Ana to Ruth" in texts(line)
    assert not line.steps["made_on"].isVisibleTo(line)
    type_into(stage, line.outcome, "They write a paper")
    assert row_of(stage, key).outcome == "They write a paper"
    stage.qtbot.mouseClick(line.open, LEFT)
    tick(stage, line, "made_on")
    assert row_of(stage, key).made_on is None


def test_tab_goes_through_an_introduction_from_its_top(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana", "Ruth")
    run = stage.services.dispatcher.run
    key = run(AddIntroduction(ruth, None, ana))
    stage.settle()
    line = only_line(page)
    run(EditIntroduction(key, {}, {"made_on": TODAY}))
    stage.settle()
    agreed, made = line.steps["second_agreed_on"], line.steps["made_on"]
    told = line.steps["told_introducer_on"]
    line.why.setFocus()
    for stop in (
        *(line.steps["asked_on"].box, agreed.box, agreed.day, made.box, made.day),
        *(told.box, line.outcome, line.draft),
    ):
        stage.qtbot.keyClick(stage.window.focusWidget(), KEY.Key_Tab)
        assert stage.focused() is stop, stop.accessibleName()


def test_a_day_is_typed_and_what_is_wrong_is_said(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana", "Ruth")
    key = stage.services.dispatcher.run(AddIntroduction(ruth, ana))
    stage.settle()
    line = only_line(page)
    tick(stage, line, "second_agreed_on")
    day = line.steps["second_agreed_on"].day
    for typed, said in (("someday", "Write the day as"), ("in 2 days", "lies in the future")):
        day.setFocus()
        day.selectAll()
        type_into(stage, day, typed)
        assert any(said in text for text in texts(line)), said
        assert row_of(stage, key).second_agreed_on == TODAY
    day.selectAll()
    type_into(stage, day, "20 Nov 2026")
    assert row_of(stage, key).second_agreed_on == date(2026, 11, 20)
    assert not any("in the future" in text for text in texts(line))
    day.selectAll()
    stage.qtbot.keyClick(day, KEY.Key_Delete)
    stage.qtbot.keyClick(day, KEY.Key_Return)
    stage.settle()
    assert row_of(stage, key).second_agreed_on is None


def test_the_loop_is_closed_with_the_one_who_introduced(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana", "Ruth")
    key = stage.services.dispatcher.run(AddIntroduction(ruth, None, ana, why="a secret reason"))
    stage.settle()
    line = only_line(page)
    assert line.draft.text() == "Draft the request to Ana"
    tick(stage, line, "asked_on")
    assert not line.draft.isVisibleTo(line)
    assert not line.steps["told_introducer_on"].isVisibleTo(line)
    tick(stage, line, "made_on")
    assert row_of(stage, key).second_agreed_on == TODAY
    assert line.draft.text() == "Tell Ana"
    tick(stage, line, "told_introducer_on")
    assert row_of(stage, key).told_introducer_on == TODAY
    assert not line.draft.isVisibleTo(line)


def drafted(stage: Stage, button: QWidget) -> tuple[MessageKind, int, str]:
    stage.qtbot.mouseClick(button, LEFT)
    stage.settle()
    place = stage.window.navigation.page.place()
    assert place.page == "composer" and place.key is not None
    draft = stage.services.outreach.detail(place.key)
    return draft.kind, draft.person_id, f"{draft.subject} {draft.body} {draft.parts}"


def test_a_request_and_a_word_of_thanks_are_drafted_without_what_is_mine(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana", "Ruth Adeyemi")
    run = stage.services.dispatcher.run
    key = run(AddIntroduction(ruth, None, ana, why="a secret reason"))
    stage.settle()
    kind, person, text = drafted(stage, only_line(page).draft)
    assert (kind, person) == (MessageKind.INTRO_REQUEST, ana)
    assert "introduce me to Ruth Adeyemi?" in text
    assert "To forward:" in text
    assert "secret" not in text
    days = {"made_on": TODAY - timedelta(days=3)}
    run(EditIntroduction(key, {"outcome": "a secret outcome"}, days))
    stage.go("people", ana)
    kind, person, text = drafted(stage, only_line(page).draft)
    assert (kind, person) == (MessageKind.PROGRESS_UPDATE, ana)
    assert "introduction to Ruth Adeyemi" in text
    assert "secret" not in text


def test_what_is_under_way_comes_first_and_deleting_has_a_way_back(stage: Stage) -> None:
    page, (ana, ruth, tom) = people(stage, "Ana", "Ruth", "Tom")
    run = stage.services.dispatcher.run
    waiting = run(AddIntroduction(ruth, ana))
    done = run(AddIntroduction(tom, None, ana))
    run(EditIntroduction(done, {}, {"made_on": TODAY, "told_introducer_on": TODAY}))
    stage.settle()
    assert list(card_of(page).lines) == [waiting, done]
    line = card_of(page).lines[done]
    stage.qtbot.mouseClick(line._remove, LEFT)
    stage.settle()
    assert list(card_of(page).lines) == [waiting]
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    stage.settle()
    assert list(card_of(page).lines) == [waiting, done]
