"""The pipeline of asks, driven by keys and clicks."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from mentorcrm.models.kinds import (
    DraftState,
    InteractionChannel,
    MessageKind,
    NeedKind,
    Outcome,
    PartId,
    Season,
)
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import MarkSent, RecordOutcome, StartDraft
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.rows import DraftRow
from mentorcrm.ui.delegates.draft_row import DraftLine
from mentorcrm.ui.dialogs.answer_menus import AnswerMenu
from mentorcrm.ui.dialogs.answers import PlanSheet, SuggestedSheet
from mentorcrm.ui.dialogs.sent import OutcomeSheet
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.pages.asks import AsksPage
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.conftest import NOW
from tests.ui.conftest import Stage

LEFT = Qt.MouseButton.LeftButton
MAIL = InteractionChannel.MAIL


@pytest.fixture
def helen(services: object) -> int:
    run = services.dispatcher.run  # type: ignore[attr-defined]
    number: int = run(AddPerson("Helen Brandt", mail="helen@x.example", season=Season.CANDIDATE))
    return number


def ask(stage: Stage, person: int, sent_days_ago: int | None = None, **more: object) -> int:
    values = {"kind": MessageKind.FIRST_ASK, "subject": "One thing"} | more
    draft = stage.services.dispatcher.run(StartDraft(person, **values))  # type: ignore[arg-type]
    if sent_days_ago is not None:
        sent = NOW - timedelta(days=sent_days_ago)
        stage.services.dispatcher.run(MarkSent(draft, MAIL, sent))
    return draft


def opened(stage: Stage) -> AsksPage:
    page = stage.go("asks")
    assert isinstance(page, AsksPage)
    return page


def lines(page: AsksPage) -> list[DraftLine]:
    return [page.model.index(i).data(RowRole) for i in range(page.model.rowCount())]


def listed(stage: Stage, draft: int) -> DraftRow:
    return next(row for row in stage.services.outreach.list() if row.id == draft)


def press(stage: Stage, page: AsksPage, key: Qt.Key) -> None:
    page.list.rows.setFocus()
    stage.qtbot.keyClick(page.list.rows, key)


def answer(stage: Stage, page: AsksPage, key: Qt.Key) -> None:
    """Choose from the menu that is open, by its number."""
    (menu,) = page.findChildren(AnswerMenu)
    stage.qtbot.keyClick(menu, key)
    stage.settle()


def test_the_pipeline_says_what_each_ask_waits_for(stage: Stage, helen: int) -> None:
    ask(stage, helen)
    ask(stage, helen, 1, subject="Young")
    ask(stage, helen, 20, subject="Old")
    page = opened(stage)
    words = [(line.tag, line.when, line.act) for line in lines(page) if line.id]
    assert words == [
        ("Draft", "edited today", ""),
        ("Follow up", "sent 4 Nov", "Note answer"),
        ("Waiting", "follow up from 1 Dec", "Note answer"),
    ]
    assert (
        page.header.summary.text() == "1 being written, 2 waiting for an answer, 1 to come back to."
    )
    assert [line.text for line in lines(page) if not line.id] == [
        "Being written",
        "Waiting for an answer",
    ]


def test_an_answer_in_two_keys_and_back(stage: Stage, helen: int) -> None:
    draft = ask(stage, helen, 3)
    page = opened(stage)
    press(stage, page, Qt.Key.Key_A)
    answer(stage, page, Qt.Key.Key_1)
    assert listed(stage, draft).outcome is Outcome.YES
    (line,) = [line for line in lines(page) if line.id]
    assert (line.tag, line.tone, line.act) == ("Yes", "good", "Thank and plan")
    stage.window.action("undo").trigger()
    stage.settle()
    assert listed(stage, draft).state is DraftState.SENT


def test_an_answer_in_two_clicks(stage: Stage, helen: int) -> None:
    draft = ask(stage, helen, 3)
    page = opened(stage)
    rows = page.list.rows
    box = rows.act_box(page.model.index(1))
    assert not box.isEmpty()
    stage.qtbot.mouseClick(rows.viewport(), LEFT, pos=box.center())
    (menu,) = page.findChildren(AnswerMenu)
    place = menu.actionGeometry(menu.actions()[2]).center()
    stage.qtbot.mouseClick(menu, LEFT, pos=place)
    stage.settle()
    assert listed(stage, draft).outcome is Outcome.ASKED_MORE
    assert stage.window.navigation.page is page  # The click did not open the ask.


def test_a_no_is_noted_at_once_and_its_reason_after(stage: Stage, helen: int) -> None:
    draft = ask(stage, helen, 3)
    page = opened(stage)
    press(stage, page, Qt.Key.Key_A)
    answer(stage, page, Qt.Key.Key_4)
    assert listed(stage, draft).outcome is Outcome.NO
    assert isinstance(open_sheet(stage.window), OutcomeSheet)
    stage.qtbot.keyClicks(stage.focused(), "No time this year")
    stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert open_sheet(stage.window) is None
    assert listed(stage, draft).outcome_note == "No time this year"
    press(stage, page, Qt.Key.Key_D)
    stage.settle()
    composer = stage.window.navigation.page
    assert isinstance(composer, ComposerPage)
    assert composer.session.draft is not None
    assert composer.session.draft.kind is MessageKind.THANKS_FOR_NO
    again = opened(stage)
    assert [line.act for line in lines(again) if line.tag == "No, with a reason"] == [""]


def test_whoever_was_suggested_is_added_with_who_said_so(stage: Stage, helen: int) -> None:
    ask(stage, helen, 3)
    page = opened(stage)
    press(stage, page, Qt.Key.Key_A)
    answer(stage, page, Qt.Key.Key_5)
    (sheet,) = stage.window.findChildren(SuggestedSheet)
    assert stage.focused() is sheet.who
    stage.qtbot.keyClick(sheet.who, Qt.Key.Key_Return)
    assert sheet.isVisible()  # Nobody was named.
    stage.qtbot.keyClicks(sheet.who, "Mia Lind, Kestrel, mia@x.example")
    stage.qtbot.keyClick(sheet.who, Qt.Key.Key_Return)
    stage.settle()
    (mia,) = [r for r in stage.services.people.rows(stage.services.people.ids()) if r.id != helen]
    assert stage.services.people.detail(mia.id).introduced_by == (helen, "Helen Brandt")
    (line,) = [line for line in lines(page) if line.id]
    assert line.act == "Thank them"


def test_a_yes_becomes_a_meeting_and_a_reply_lies_on_the_clipboard(
    stage: Stage, helen: int
) -> None:
    windows = stage.services.desk.read_windows("2026-12-01 16:00-18:00")
    need = stage.services.dispatcher.run(AddNeed(NeedKind.DECISION, "Lead or scope first?"))
    said = {PartId.FORMAT: "20 minutes by phone"}
    draft = ask(stage, helen, 3, windows=windows, need_id=need, parts=said)
    stage.services.dispatcher.run(RecordOutcome(draft, Outcome.YES))
    page = opened(stage)
    press(stage, page, Qt.Key.Key_D)
    (sheet,) = stage.window.findChildren(PlanSheet)
    assert "Tuesday 1 December at 16:00" in sheet.reply.text()
    stage.qtbot.mouseClick(sheet.keep, LEFT)
    stage.settle()
    [meeting] = stage.services.meetings.list()
    assert stage.window.navigation.page.place() == Place("meetings", meeting.id, "prepare")
    assert (meeting.at, meeting.slot, meeting.channel) == (
        windows[0].start, 20, InteractionChannel.CALL,
    )  # fmt: skip
    assert stage.services.meetings.detail(meeting.id).decision.id == need
    assert stage.clipboard.texts[0].startswith("Thank you, Helen.")
    page = opened(stage)
    assert [line.act for line in lines(page) if line.id] == [""]
    stage.services.dispatcher.undo()
    stage.settle()
    assert stage.services.meetings.list() == ()
    assert [line.act for line in lines(page) if line.id] == ["Thank and plan"]


def test_another_time_is_typed_and_a_wrong_one_is_said(stage: Stage, helen: int) -> None:
    draft = ask(stage, helen, 3)
    stage.services.dispatcher.run(RecordOutcome(draft, Outcome.YES))
    page = opened(stage)
    press(stage, page, Qt.Key.Key_D)
    (sheet,) = stage.window.findChildren(PlanSheet)
    for text in ("", "some day"):
        sheet.typed.setText(text)
        stage.qtbot.mouseClick(sheet.keep, LEFT)
        assert sheet.isVisible()
    sheet.typed.setText("2026-12-02 10:00-11:00")
    stage.qtbot.mouseClick(sheet.keep, LEFT)
    stage.settle()
    assert "2 December" in stage.clipboard.texts[0]


def test_a_follow_up_is_written_once_and_then_it_rests(stage: Stage, helen: int) -> None:
    draft = ask(stage, helen, 25)
    page = opened(stage)
    press(stage, page, Qt.Key.Key_D)
    stage.settle()
    composer = stage.window.navigation.page
    assert isinstance(composer, ComposerPage)
    assert composer.session.draft is not None
    up = composer.session.draft.id
    page = opened(stage)
    assert "follow-up being written" in [line.when for line in lines(page)]
    page.list.select(draft)
    press(stage, page, Qt.Key.Key_D)
    stage.settle()
    assert stage.window.navigation.page.place().key == up  # Not a second one.
    stage.services.dispatcher.run(MarkSent(up, MAIL, NOW))
    page = opened(stage)
    (line,) = [line for line in lines(page) if line.id]
    assert line.tag == "Let it rest"
    press(stage, page, Qt.Key.Key_R)
    stage.settle()
    assert listed(stage, draft).state is DraftState.CLOSED
    assert listed(stage, up).state is DraftState.CLOSED


def test_filter_by_stage_word_kind_and_need(stage: Stage, helen: int) -> None:
    need = stage.services.dispatcher.run(AddNeed(NeedKind.SKILL, "Hard feedback"))
    first = ask(stage, helen, need_id=need)
    trial = ask(stage, helen, 2, kind=MessageKind.TRIAL, subject="A trial")
    page = opened(stage)

    def shown() -> list[int]:
        return [line.id for line in lines(page) if line.id]

    assert shown() == [first, trial]
    stage.qtbot.keyClicks(page.list.search, "feedb")
    assert shown() == [first]
    stage.qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    page.list.chips.choose_kind(MessageKind.TRIAL)
    assert shown() == [trial]
    page.list.chips.choose_need(need)
    assert shown() == []
    assert not page.list._nothing.isHidden()
    page.list.clear_filter()
    assert shown() == [first, trial]
    waiting = page.list.stages.findChildren(type(page.list.stages.focusProxy()))[3]
    assert waiting.text() == "Waiting 1"
    stage.qtbot.mouseClick(waiting, LEFT)
    assert shown() == [trial]


def test_the_menu_of_a_row_and_the_bin(stage: Stage, helen: int) -> None:
    draft = ask(stage, helen)
    page = opened(stage)
    page.list.rows.menu_requested.emit(draft, QPoint(10, 10))
    (menu,) = page.findChildren(AnswerMenu)
    assert [a.text() for a in menu.actions()] == ["Open", "Move to the bin"]
    menu.close()
    press(stage, page, Qt.Key.Key_Delete)
    stage.settle()
    assert page.model.rowCount() == 0
    assert stage.services.outreach.list() == ()


def test_letters_can_be_switched_off(stage: Stage, helen: int) -> None:
    ask(stage, helen, 3)
    stage.desk.settings.change(letter_keys=False)
    page = opened(stage)
    press(stage, page, Qt.Key.Key_A)
    assert not page.findChildren(AnswerMenu)


def test_three_hundred_asks_are_listed_and_found(stage: Stage) -> None:
    for number in range(300):
        person = stage.services.dispatcher.run(AddPerson(f"Person {number:03}"))
        ask(stage, person, number % 40 if number % 3 else None)
    page = opened(stage)
    assert sum(bool(line.id) for line in lines(page)) == 300
    stage.qtbot.keyClicks(page.list.search, "217")
    assert [line.text for line in lines(page) if line.id] == ["First ask to Person 217"]


def test_a_recap_that_went_is_sent_and_not_closed(stage: Stage, helen: int) -> None:
    draft = ask(stage, helen, 1, kind=MessageKind.RECAP, subject="Thank you")
    assert listed(stage, draft).state is DraftState.CLOSED
    page = opened(stage)
    (line,) = [line for line in lines(page) if line.id]
    assert (line.tag, line.when) == ("Sent", "sent 23 Nov")


def test_what_is_sent_and_waits_for_nothing_is_done_not_closed(stage: Stage) -> None:
    """Only a relationship is closed, with thanks; a recap that was sent is done with."""
    from mentorcrm.models.kinds import DraftState, Season
    from mentorcrm.ui.pages.ask_words import HEADINGS, STAGES

    assert (STAGES[DraftState.CLOSED], DraftState.CLOSED.label) == ("Done", "Done")
    assert "closed" not in HEADINGS[DraftState.CLOSED].lower()
    assert Season.CLOSED.label == "Closed with thanks"
