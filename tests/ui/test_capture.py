"""Quick capture: what is typed is understood and shown, doubts are asked, and all of it saved."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui import theme
from mentorcrm.ui.capture.sheet import CaptureSheet
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.ui.conftest import Stage
from tests.ui.test_people_page import texts

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LINE = "call w ana 20m yesterday: suggested pilot first #pricing !send deck fri ?they owe an intro"


@pytest.fixture
def ana(stage: Stage) -> int:
    person = stage.services.dispatcher.run(AddPerson("Ana Ferreira"))
    stage.settle()
    return int(person)


def opened(stage: Stage, typed: str = "") -> CaptureSheet:
    stage.qtbot.keyClick(stage.focused() or stage.window, KEY.Key_J, CONTROL)
    stage.settle()
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, CaptureSheet)
    if typed:
        stage.qtbot.keyClicks(sheet.sentence, typed)
        stage.settle()
    return sheet


def press(stage: Stage, widget: QWidget, key: Qt.Key) -> None:
    stage.qtbot.keyClick(widget, key)
    stage.settle()


def chips(sheet: CaptureSheet) -> list[str]:
    return [chip.accessibleName() for chip in sheet.rows.chips]


def choose(stage: Stage, sheet: CaptureSheet, chip: str, value: object) -> None:
    """Open the menu of a chip by the keyboard and take a choice."""
    button = next(c for c in sheet.rows.chips if c.accessibleName() == chip)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(button, KEY.Key_Return)
    menu = button.findChild(ChoiceMenu)
    assert isinstance(menu, ChoiceMenu)
    menu.choose(value)
    menu.close()
    stage.settle()


def test_a_line_is_understood_while_it_is_typed_and_enter_saves_it(stage: Stage, ana: int) -> None:
    sheet = opened(stage, LINE)
    assert chips(sheet) == [
        "Ana Ferreira",
        "How Phone call, 20 min",
        "When Mon 23 Nov",
        "Topic Pricing",
        "You Send deck",
        "Due Fri 27 Nov",
        "Ana An intro",
        "Due No day",
    ]
    assert sheet.text() == LINE
    assert sheet.save.text() == "Save 3 entries"
    press(stage, sheet.sentence, KEY.Key_Return)
    assert open_sheet(stage.window) is None
    (entry,) = stage.services.people.detail(ana).interactions
    assert (entry.summary, entry.body, entry.minutes) == ("suggested pilot first", LINE, 20)
    assert len(stage.services.commitments.open_with(ana)) == 2
    assert stage.window.toast.text() == "Saved 3 entries with Ana Ferreira"
    stage.qtbot.keyClick(stage.window, KEY.Key_Z, CONTROL)
    stage.settle()
    assert stage.services.people.detail(ana).interactions == ()
    assert opened(stage).text() == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("note: @ana likes tea", "Saved 1 entry about Ana Ferreira"),
        ("call w @ana and @Bo", "Saved 1 entry with Ana Ferreira and Bo"),
        ("coffee w @ana and @Bo and @Cy", "Saved 1 entry with Ana Ferreira, Bo and 1 other"),
    ],
)
def test_what_was_saved_is_said_with_whom(stage: Stage, ana: int, text: str, said: str) -> None:
    sheet = opened(stage, text)
    press(stage, sheet.sentence, KEY.Key_Return)
    assert stage.window.toast.text() == said


def test_of_a_very_long_line_the_first_parts_are_shown_and_all_are_saved(
    stage: Stage, ana: int
) -> None:
    line = "call w @ana " + " ".join(f"!send-{number}" for number in range(40))
    sheet = opened(stage, line + " " + " ".join(f"#t{number}" for number in range(20)))
    assert len(sheet.rows.chips) < 40
    assert "42 more are saved, too" in texts(sheet)
    assert sheet.save.text() == "Save 41 entries"
    press(stage, sheet.sentence, KEY.Key_Return)
    assert len(stage.services.commitments.open_with(ana)) == 40


def test_escape_closes_and_the_text_is_there_again(stage: Stage, ana: int) -> None:
    sheet = opened(stage, "coffee with Ana")
    press(stage, sheet.sentence, KEY.Key_Escape)
    assert open_sheet(stage.window) is None
    again = opened(stage)
    assert again.text() == "coffee with Ana"
    stage.qtbot.keyClick(again.sentence, KEY.Key_J, CONTROL)
    assert open_sheet(stage.window) is None
    stage.qtbot.mouseClick(stage.window.sidebar.capture, Qt.MouseButton.LeftButton)
    stage.settle()
    third = open_sheet(stage.window)
    assert isinstance(third, CaptureSheet)
    assert third.text() == "coffee with Ana"
    stage.qtbot.mouseClick(third, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert open_sheet(stage.window) is None


def test_what_was_left_is_there_after_a_restart(stage: Stage, ana: int) -> None:
    recovery = stage.services.recovery
    press(stage, opened(stage, "coffee with Ana").sentence, KEY.Key_Escape)
    assert recovery.line() == "coffee with Ana"
    assert recovery.texts() == ()  # Nothing to ask about at the next start.
    moves = stage.window._moves
    moves._capture = None  # As after a restart.
    again = opened(stage)
    assert again.text() == "coffee with Ana"
    press(stage, again.sentence, KEY.Key_Return)
    assert len(stage.services.people.detail(ana).interactions) == 1
    assert recovery.line() == ""
    moves._capture = None
    press(stage, opened(stage, "again").sentence, KEY.Key_Escape)
    emptied = opened(stage)
    emptied.sentence.clear()
    press(stage, emptied.sentence, KEY.Key_Escape)
    assert recovery.line() == ""


def test_a_name_of_two_is_asked_and_enter_leads_to_the_answers(stage: Stage, ana: int) -> None:
    other = stage.services.dispatcher.run(AddPerson("Ana Duarte"))
    sheet = opened(stage, "call with Ana")
    assert chips(sheet)[0] == "Which Ana"
    answers = [button.text() for button in sheet.rows.answers]
    assert sorted(answers) == ["Ana Duarte", "Ana Ferreira"]
    press(stage, sheet.sentence, KEY.Key_Return)
    assert open_sheet(stage.window) is sheet
    focused = stage.focused()
    assert focused is sheet.rows.answers[0]
    duarte = next(b for b in sheet.rows.answers if b.text() == "Ana Duarte")
    press(stage, duarte, KEY.Key_Return)
    assert chips(sheet)[0] == "Ana Duarte"
    assert sheet.rows.answers == []
    assert stage.focused() is sheet.sentence
    press(stage, sheet.sentence, KEY.Key_Return)
    assert len(stage.services.people.detail(other).interactions) == 1
    assert stage.services.people.detail(ana).interactions == ()


def test_somebody_new_is_said_to_be_new_and_added(stage: Stage, ana: int) -> None:
    sheet = opened(stage, "lunch with Zed Novak: plan")
    assert chips(sheet)[0] == "Zed Novak, new person"
    press(stage, sheet.sentence, KEY.Key_Return)
    zed = stage.services.people.find("Zed Novak")
    assert [e.summary for e in stage.services.people.detail(zed).interactions] == ["plan"]


def test_an_introduction_asks_whether_it_is_somebody_known_and_never_blocks(
    stage: Stage, ana: int
) -> None:
    stage.services.dispatcher.run(AddPerson("Samir Rao"))
    sheet = opened(stage, "coffee with Ana; she'll intro me to Sam by Friday")
    assert "Ana Intro me to Sam, new person" in chips(sheet)
    assert [button.text() for button in sheet.rows.answers] == ["Use Samir Rao"]
    press(stage, sheet.rows.answers[0], KEY.Key_Space)
    assert "Ana Intro me to Samir Rao" in chips(sheet)
    press(stage, sheet.sentence, KEY.Key_Return)
    (promise,) = stage.services.commitments.open_with(ana)
    assert (promise.owner, promise.what) == (Owner.THEM, "intro me to Samir Rao")
    (entry,) = stage.services.people.detail(ana).interactions
    assert entry.body == "coffee with Ana; she'll intro me to Sam by Friday"


def test_chips_are_menus_that_change_what_was_understood(stage: Stage, ana: int) -> None:
    sheet = opened(stage, "call with Ana #pricing !send deck fri")
    today = stage.desk.clock.now().date()
    choose(stage, sheet, "How Phone call", InteractionChannel.VIDEO)
    choose(stage, sheet, "When Today", today.replace(day=20))
    choose(stage, sheet, "Due Fri 27 Nov", "no-day")
    choose(stage, sheet, "You Send deck", Owner.THEM)
    choose(stage, sheet, "Topic Pricing", "leave-out")
    assert chips(sheet) == [
        "Ana Ferreira",
        "How Video call",
        "When Fri 20 Nov",
        "Ana Send deck",
        "Due No day",
    ]
    stage.qtbot.keyClicks(sheet.sentence, "")
    press(stage, sheet.sentence, KEY.Key_Return)
    (entry,) = stage.services.people.detail(ana).interactions
    assert (entry.channel, entry.at.date().day) == (InteractionChannel.VIDEO, 20)
    (promise,) = stage.services.commitments.open_with(ana)
    assert (promise.owner, promise.due) == (Owner.THEM, None)


def test_who_is_in_view_is_meant(stage: Stage, ana: int) -> None:
    stage.go("people", ana)
    sheet = opened(stage)
    assert chips(sheet) == ["Ana Ferreira"]
    stage.qtbot.keyClicks(sheet.sentence, "walk: talked it through")
    stage.settle()
    assert chips(sheet)[:2] == ["Ana Ferreira", "How Walk"]
    press(stage, sheet.sentence, KEY.Key_Return)
    assert len(stage.services.people.detail(ana).interactions) == 1


def test_a_line_without_anybody_says_what_is_missing(stage: Stage, ana: int) -> None:
    sheet = opened(stage, "20m: pilot")
    press(stage, sheet.sentence, KEY.Key_Return)
    assert open_sheet(stage.window) is sheet
    assert sheet.message.text() == "Say who it was with, then save."
    stage.qtbot.keyClicks(sheet.sentence, " @ana")
    stage.settle()
    assert sheet.message.isHidden()
    press(stage, sheet.sentence, KEY.Key_Return)
    assert open_sheet(stage.window) is None


def test_enter_waits_for_what_was_just_typed(stage: Stage, ana: int) -> None:
    sheet = opened(stage)
    stage.qtbot.keyClicks(sheet.sentence, "coffee with Ana")
    stage.qtbot.keyClick(sheet.sentence, KEY.Key_Return)
    stage.settle()
    assert len(stage.services.people.detail(ana).interactions) == 1


def test_tab_leads_from_the_line_through_the_chips(stage: Stage, ana: int) -> None:
    sheet = opened(stage, "call with Ana")
    stops = sheet.controls()
    assert stops[0] is sheet.sentence
    assert [*sheet.rows.chips, sheet.cancel, sheet.save] == stops[1:]
    stage.qtbot.keyClick(sheet.sentence, KEY.Key_Tab)
    assert stage.focused() is sheet.rows.chips[0]


def test_what_was_understood_is_tinted_where_it_stands(stage: Stage, ana: int) -> None:
    sheet = opened(stage)
    sentence = sheet.sentence
    sentence.insertPlainText("😀 call with Ana yesterday")  # Such a letter is two for Qt.
    stage.settle()
    text = sentence.text()
    said = [(text[start:end], kind) for start, end, kind in sentence._stretches]
    assert said == [("call", "how"), ("Ana", "person"), ("yesterday", "when")]
    sentence.clearFocus()
    image = sentence.viewport().grab().toImage()
    edge = theme.color("restSoft").rgb()
    tinted = {x for x in range(image.width()) if image.pixel(x, image.height() // 2) == edge}
    metrics = sentence.fontMetrics()
    start, end = (metrics.horizontalAdvance(part) for part in ("😀 ", "😀 call"))
    call = {x for x in tinted if x < metrics.horizontalAdvance("😀 call with")}
    assert call
    assert start - 3 <= min(call) <= max(call) <= end + 3


def test_advice_is_a_chip_and_what_was_suggested_becomes_one_with_one_key(
    stage: Stage, ana: int
) -> None:
    line = "call w ana 20m: she advised to start small; suggested pilot first"
    sheet = opened(stage, line)
    assert "Advice from Ana: Start small" in chips(sheet)
    assert [button.text() for button in sheet.rows.offers] == ["Keep as advice"]
    assert sheet.save.text() == "Save 2 entries"
    stage.qtbot.keyClick(sheet.sentence, KEY.Key_Period, CONTROL)
    stage.settle()
    assert "Advice from Ana: Pilot first" in chips(sheet)
    assert sheet.rows.offers == []
    stage.qtbot.keyClicks(sheet.sentence, " and then the rest")  # It holds while one writes on.
    stage.settle()
    assert "Advice from Ana: Pilot first and then the rest" in chips(sheet)
    choose(stage, sheet, "Advice from Ana: Start small", "leave-out")
    assert sheet.save.text() == "Save 2 entries"
    press(stage, sheet.sentence, KEY.Key_Return)
    (kept,) = stage.services.advice.listed()
    assert (kept.person_id, kept.words) == (ana, "pilot first and then the rest")
    stage.services.dispatcher.undo()
    assert stage.services.advice.listed() == []
    assert stage.services.people.detail(ana).interactions == ()


def test_whose_advice_it_is_is_asked_where_it_is_not_clear(stage: Stage, ana: int) -> None:
    ruth = stage.services.dispatcher.run(AddPerson("Ruth Adeyemi"))
    sheet = opened(stage, "lunch w ana and ruth: she advised to start small")
    assert [button.text() for button in sheet.rows.answers] == ["Ana Ferreira", "Ruth Adeyemi"]
    press(stage, sheet.sentence, KEY.Key_Return)
    assert stage.focused() is sheet.rows.answers[0]
    press(stage, sheet.rows.answers[1], KEY.Key_Return)
    assert "Advice from Ruth: Start small" in chips(sheet)
    choose(stage, sheet, "Advice from Ruth: Start small", "ana")
    choose(stage, sheet, "Advice from Ana: Start small", "ruth")
    press(stage, sheet.sentence, KEY.Key_Return)
    assert [one.person_id for one in stage.services.advice.listed()] == [ruth]


def test_the_line_on_a_persons_page_keeps_advice_too(stage: Stage, ana: int) -> None:
    stage.go("people", ana)
    log = stage.window.navigation.page.view.history.log
    stage.qtbot.keyClicks(log.field, "20m: suggested pilot first")
    stage.settle()
    assert len(log.parts.rows.offers) == 1
    stage.qtbot.keyClick(log.field, KEY.Key_Period, CONTROL)
    stage.settle()
    press(stage, log.field, KEY.Key_Return)
    assert [one.words for one in stage.services.advice.listed()] == ["pilot first"]
