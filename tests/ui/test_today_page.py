"""Today in a real window: rows, keys, buttons, putting off, all clear, the first steps."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from mentorcrm.models.kinds import DraftState, InteractionChannel, MessageKind, NeedKind, Outcome
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import EditDraft, MarkSent, RecordOutcome, StartDraft
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.services.commands.today import SetFirstStepsAside
from mentorcrm.services.commands.transfer import AddSample
from mentorcrm.ui import theme
from mentorcrm.ui.dialogs.about_you import AboutYouSheet
from mentorcrm.ui.dialogs.log import LogSheet
from mentorcrm.ui.dialogs.new_ask import NewAskSheet
from mentorcrm.ui.dialogs.sent import OutcomeSheet
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.pages.today import TodayPage
from mentorcrm.ui.pages.today_row import AGAIN, OTHER, WaitingRow
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.overlays import open_sheet
from mentorcrm.words import short_day
from tests.conftest import NOW
from tests.ui.conftest import Stage

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
MAIL = InteractionChannel.MAIL
TODAY = NOW.date()


def draft(stage: Stage, name: str, kind: MessageKind = MessageKind.FIRST_ASK) -> int:
    run = stage.services.dispatcher.run
    number: int = run(StartDraft(run(AddPerson(name)), kind, subject="About the move"))
    return number


def sent(stage: Stage, name: str, days: int, kind: MessageKind = MessageKind.FIRST_ASK) -> int:
    number = draft(stage, name, kind)
    stage.services.dispatcher.run(MarkSent(number, MAIL, NOW - timedelta(days=days)))
    return number


def today(stage: Stage) -> TodayPage:
    page = stage.go("today")
    assert isinstance(page, TodayPage)
    return page


def titles(page: TodayPage) -> list[str]:
    return [row.title.text() for row in page.list.rows]


def press(stage: Stage, key: Qt.Key) -> None:
    focused = stage.focused()
    assert focused is not None
    stage.qtbot.keyClick(focused, key)
    stage.settle()


def choose(row: WaitingRow, value: object) -> None:
    """Open the menu of a row and choose from it."""
    (menu,) = (m for m in row.findChildren(ChoiceMenu) if m.isVisible())
    menu.choose(value)
    menu.close()


@pytest.fixture
def three(stage: Stage) -> TodayPage:
    ready = draft(stage, "Ben Adler")
    stage.services.dispatcher.run(EditDraft(ready, state=DraftState.READY))
    sent(stage, "Helen Brandt", 12)
    draft(stage, "Ana Ferreira")
    return today(stage)


def test_the_page_greets_and_says_what_waits(stage: Stage, three: TodayPage) -> None:
    stage.services.dispatcher.run(EditProfile({"name": "Noor Haddad"}))
    stage.settle()
    assert three.date.text() == "Tuesday 24 November"
    assert three.greeting.text() == "Good morning, Noor."
    assert three.summary.text() == "Three things are waiting for you."
    assert titles(three) == [
        "Follow up with Helen", "Send your first ask to Ben", "Finish your first ask to Ana",
    ]  # fmt: skip


def test_only_the_first_button_is_filled(stage: Stage, three: TodayPage) -> None:
    assert [row.act.kind() for row in three.list.rows] == ["primary", "secondary", "secondary"]
    assert three.steps.isVisible()
    assert three.steps.next_button().kind() == "secondary"


def test_arrows_move_between_rows_and_tab_into_one(stage: Stage, three: TodayPage) -> None:
    first, second, third = three.list.rows
    assert stage.focused() is first
    press(stage, KEY.Key_Down)
    assert stage.focused() is second
    for stop in (second.act, second.log, second.later):
        press(stage, KEY.Key_Tab)
        assert stage.focused() is stop
    press(stage, KEY.Key_Tab)
    assert stage.focused() not in (first, third)
    third.setFocus()
    press(stage, KEY.Key_End)
    assert stage.focused() is third
    press(stage, KEY.Key_Home)
    assert stage.focused() is first


def test_every_control_says_what_it_is_for(stage: Stage, three: TodayPage) -> None:
    row = three.list.rows[0]
    assert row.accessibleName() == (
        "Follow up with Helen. First ask of 12 Nov, no answer for 8 working days."
    )
    assert row.accessibleDescription() == "12 days"
    assert row.act.accessibleName() == "Draft follow-up: Follow up with Helen"
    assert row.log.accessibleName() == "Log a contact with Helen Brandt"
    assert row.later.accessibleName() == "Put off: Follow up with Helen"


def test_enter_follows_up_and_the_row_becomes_a_draft(stage: Stage, three: TodayPage) -> None:
    press(stage, KEY.Key_Return)
    page = stage.window.navigation.page
    assert isinstance(page, ComposerPage)
    number = page.place().key
    assert number is not None
    assert stage.services.outreach.detail(number).kind is MessageKind.FOLLOW_UP
    assert "Finish your follow-up to Helen" in titles(today(stage))


def test_s_puts_off_and_undo_brings_back(stage: Stage, three: TodayPage) -> None:
    press(stage, KEY.Key_S)
    choose(three.list.rows[0], 7)
    stage.settle()
    assert titles(three) == ["Send your first ask to Ben", "Finish your first ask to Ana"]
    assert stage.focused() is three.list.rows[0]
    assert stage.window.toast.text() == "Put off for 7 days: Follow up with Helen"
    stage.window.action("undo").trigger()
    stage.settle()
    assert len(titles(three)) == 3


def test_l_logs_in_place_and_e_opens_the_person(stage: Stage, three: TodayPage) -> None:
    press(stage, KEY.Key_L)
    assert isinstance(open_sheet(stage.window), LogSheet)
    stage.qtbot.keyClicks(stage.focused(), "Called her, she will answer on Friday")
    press(stage, KEY.Key_Return)
    assert open_sheet(stage.window) is None
    assert len(stage.services.people.detail(2).interactions) == 2
    press(stage, KEY.Key_E)
    assert stage.window.navigation.page.place().page == "people"


def test_letters_can_be_switched_off(stage: Stage, three: TodayPage) -> None:
    stage.desk.settings.change(letter_keys=False)
    press(stage, KEY.Key_L)
    assert stage.window.findChildren(LogSheet) == []


def test_letting_it_rest_closes_the_ask_and_a_second_follow_up_is_possible(stage: Stage) -> None:
    number = sent(stage, "Helen Brandt", 30)
    again = draft(stage, "Someone Else", MessageKind.FOLLOW_UP)
    run = stage.services.dispatcher.run
    run(MarkSent(again, MAIL, NOW - timedelta(days=15)))
    helen = stage.services.outreach.detail(number).person_id
    follow = run(StartDraft(helen, MessageKind.FOLLOW_UP))
    run(MarkSent(follow, MAIL, NOW - timedelta(days=15)))
    page = today(stage)
    assert titles(page) == ["Let it rest with Helen"]
    (row,) = page.list.rows
    row.open_later()
    choose(row, AGAIN)
    stage.settle()
    assert isinstance(stage.window.navigation.page, ComposerPage)
    stage.desk.undo()
    stage.settle()
    page = today(stage)
    stage.qtbot.mouseClick(page.list.rows[0].act, LEFT)
    stage.settle()
    assert stage.services.outreach.detail(number).outcome is Outcome.NO_ANSWER
    assert titles(page) == []
    stage.desk.undo()
    stage.settle()
    assert titles(page) == ["Let it rest with Helen"]
    need = run(AddNeed(NeedKind.SKILL, "System design"))
    run(EditDraft(number, need_id=need))
    stage.settle()
    (row,) = page.list.rows
    row.open_later()
    choose(row, OTHER)
    stage.settle()
    assert stage.services.outreach.detail(number).outcome is Outcome.NO_ANSWER
    place = stage.window.navigation.page.place()
    assert (place.page, place.key) == ("needs", need)


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [(Outcome.NO, MessageKind.THANKS_FOR_NO), (Outcome.SUGGESTED, MessageKind.RECAP)],
)
def test_thanks_begin_as_the_right_kind(stage: Stage, outcome: Outcome, kind: MessageKind) -> None:
    number = sent(stage, "Helen Brandt", 3)
    stage.services.dispatcher.run(RecordOutcome(number, outcome))
    page = today(stage)
    assert titles(page) == ["Thank Helen for the answer"]
    press(stage, KEY.Key_D)
    key = stage.window.navigation.page.place().key
    assert key is not None
    assert stage.services.outreach.detail(key).kind is kind


def test_a_decision_is_asked_about_or_opened_when_past(stage: Stage) -> None:
    run = stage.services.dispatcher.run
    run(AddNeed(NeedKind.DECISION, "Stay or move", decide_by=NOW.date() + timedelta(days=2)))
    run(AddNeed(NeedKind.DECISION, "Hire or train", decide_by=NOW.date() - timedelta(days=2)))
    page = today(stage)
    assert titles(page) == ["Decide: Hire or train", "Decide: Stay or move"]
    assert not page.list.rows[0].log.isVisible()
    stage.qtbot.mouseClick(page.list.rows[0].act, LEFT)
    stage.settle()
    place = stage.window.navigation.page.place()
    assert (place.page, place.key) == (
        "needs", 2,
    )  # fmt: skip
    page = today(stage)
    stage.qtbot.mouseClick(page.list.rows[1].act, LEFT)
    (sheet,) = stage.window.findChildren(NewAskSheet)
    assert sheet.need.value() == 1
    sheet.reject()


def test_a_sign_of_life_asks_for_the_answer(stage: Stage) -> None:
    from mentorcrm.services.commands.outreach import LogInteraction

    number = sent(stage, "Helen Brandt", 12)
    person = stage.services.outreach.detail(number).person_id
    run = stage.services.dispatcher.run
    run(LogInteraction((person,), NOW - timedelta(days=1), InteractionChannel.CALL))
    page = today(stage)
    assert titles(page) == ["Note what Helen answered"]
    stage.qtbot.mouseClick(page.list.rows[0].act, LEFT)
    (sheet,) = stage.window.findChildren(OutcomeSheet)
    sheet.reject()


def test_who_has_not_answered_stands_beside_and_opens(stage: Stage, three: TodayPage) -> None:
    from mentorcrm.ui.pages.today_side import UnansweredRow

    (row,) = three.aside.unanswered.findChildren(UnansweredRow)
    assert row.text() == "Helen Brandt, First ask, sent 12 days ago"
    stage.qtbot.mouseClick(row, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().page == "composer"


def test_all_clear_is_a_state_of_its_own_and_says_what_comes_next(stage: Stage) -> None:
    stage.services.dispatcher.run(SetFirstStepsAside())
    sent(stage, "Helen Brandt", 4)
    page = today(stage)
    assert page.clear.isVisible()
    assert not page.list.isVisible()
    assert page.summary.text() == "Nothing is waiting for you."
    assert page.clear.sentence() == "Next: a nudge to Helen is fine, Monday 30 Nov."
    assert stage.focused() is page.ask


def test_an_empty_home_is_welcomed_and_the_profile_comes_first_and_may_be_skipped(
    stage: Stage,
) -> None:
    page = stage.window.navigation.page
    assert isinstance(page, TodayPage)
    assert page.first_run.isVisible()
    assert stage.focused() is page.first_run.add
    press(stage, KEY.Key_Return)
    (sheet,) = stage.window.findChildren(AboutYouSheet)
    assert (sheet.zone.text(), sheet.start.text(), sheet.end.text()) == (
        "Europe/Lisbon", "09:00", "17:00",
    )  # fmt: skip
    skip = sheet.footer_buttons()[0]
    stage.qtbot.mouseClick(skip, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().page == "people"
    assert not stage.services.profile.get().name


def test_the_profile_is_kept_in_one_go_and_wrong_times_are_told_at_the_field(stage: Stage) -> None:
    sheet = AboutYouSheet(stage.window, stage.desk)
    sheet.open(sheet.name)
    stage.qtbot.keyClicks(sheet.name, "Noor Haddad")
    stage.qtbot.keyClicks(sheet.line, "I lead a design team.")
    sheet.end.set_value("8")
    press(stage, KEY.Key_Return)
    assert sheet.hours_row.error()
    sheet.end.set_value("18:30")
    sheet.zone.set_value("Atlantis")
    press(stage, KEY.Key_Return)
    assert "Atlantis" in sheet.zone_row.error()
    sheet.zone.set_value("Oslo")
    press(stage, KEY.Key_Return)
    profile = stage.services.profile.get()
    assert (profile.name, profile.zone) == ("Noor Haddad", "Europe/Oslo")
    assert profile.hours.end_minute == 18 * 60 + 30
    assert profile.complete


def test_first_steps_lead_on_and_can_be_set_aside(stage: Stage) -> None:
    stage.services.dispatcher.run(AddPerson("Helen Brandt"))
    page = today(stage)
    assert page.summary.text() == "A good first ask is a few short steps away."
    assert not page.clear.isVisible()
    assert page.steps.next_button().text() == "About you"
    assert stage.focused() is page.steps.next_button()
    stage.qtbot.mouseClick(page.steps.lines["written"].button, LEFT)
    stage.settle()
    (sheet,) = stage.window.findChildren(NewAskSheet)
    assert sheet.picker.person() == 1
    sheet.reject()
    stage.qtbot.mouseClick(page.steps.aside, LEFT)
    stage.settle()
    assert not page.steps.isVisible()
    assert page.clear.isVisible()
    stage.desk.undo()
    stage.settle()
    assert page.steps.isVisible()


@pytest.mark.parametrize("text_size", [100, 150])
def test_the_buttons_of_all_rows_stand_in_one_column(stage: Stage, text_size: int) -> None:
    stage.services.dispatcher.run(AddSample())
    page = today(stage)
    theme.current().install(QApplication.instance(), "light", text_size)
    stage.settle()
    buttons = [row.act for row in page.list.rows]
    assert len({button.text() for button in buttons}) > 2
    assert len({(button.mapTo(page, QPoint()).x(), button.width()) for button in buttons}) == 1
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


def test_the_sample_is_told_of_and_removed_in_one_step(stage: Stage) -> None:
    stage.services.dispatcher.run(AddSample())
    page = today(stage)
    assert page.sample.isVisible()
    stage.qtbot.mouseClick(page.sample.remove, LEFT)
    stage.settle()
    assert page.first_run.isVisible()
    assert stage.services.people.counts().people == 0
    stage.desk.undo()
    stage.settle()
    assert page.sample.isVisible()


def test_buttons_wait_for_the_services(asleep: Stage) -> None:
    run = asleep.services.dispatcher.run
    run(StartDraft(run(AddPerson("Helen Brandt")), MessageKind.FIRST_ASK))
    page = asleep.window.navigation.page
    assert isinstance(page, TodayPage)
    page.show_start(asleep.services.start_page())
    asleep.qtbot.mouseClick(page.list.rows[0].act, LEFT)
    assert asleep.window.navigation.page is page
    asleep.window.go_live(asleep.services)
    asleep.settle()
    assert asleep.window.navigation.page.place().page == "composer"
    QApplication.sendPostedEvents()


def test_with_large_text_the_side_goes_below_the_rows(stage: Stage, three: TodayPage) -> None:
    def beside() -> bool:
        stage.settle()
        return three.aside.unanswered.mapTo(three, QPoint(0, 0)).x() > three.list.width()

    assert beside()
    theme.current().set_scale(150)
    assert not beside()
    theme.current().set_scale(100)
    assert beside()


def test_what_i_need_stands_beside_nearest_day_first_and_opens(stage: Stage) -> None:
    from mentorcrm.ui.pages.today_side import OpenNeedRow

    run = stage.services.dispatcher.run
    later = TODAY + timedelta(days=90)
    texts = ("Scope", "Pay", "Speaking", "Writing")
    run(AddNeed(NeedKind.SKILL, "Feedback"))
    run(AddNeed(NeedKind.DECISION, "Lead or not", decide_by=later))
    for text in texts:
        run(AddNeed(NeedKind.OUTCOME, text))
    page = today(stage)
    rows = page.aside.needs.findChildren(OpenNeedRow)
    assert rows[0].text() == f"Lead or not, Decision, by {short_day(later, TODAY)}"
    assert len(rows) == 4
    assert "All 6 in Needs" in [
        b.text() for b in page.aside.needs.findChildren(Button) if b.isVisible()
    ]
    stage.qtbot.mouseClick(rows[0], LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().key == rows[0].key
