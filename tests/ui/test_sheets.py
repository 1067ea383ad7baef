"""Sheets by keyboard: Enter and Escape, the focus inside and its way back, a new ask."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import InteractionChannel, MessageForm, MessageKind, Tone
from mentorcrm.services.commands.outreach import MarkSent
from mentorcrm.services.commands.people import AddPerson, SetPersonFlags
from mentorcrm.ui.dialogs.keys import KeysSheet
from mentorcrm.ui.dialogs.new_ask import NewAskSheet
from mentorcrm.ui.dialogs.sent import OutcomeSheet, SentSheet
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from tests.conftest import NOW
from tests.ui.conftest import Stage

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
S = TypeVar("S", bound=Sheet)


def add(stage: Stage, *names: str) -> list[int]:
    ids = [stage.services.dispatcher.run(AddPerson(name)) for name in names]
    stage.settle()
    return ids


def press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is, as a keyboard does."""
    focused = stage.focused()
    assert focused is not None
    if modifier is None:
        stage.qtbot.keyClick(focused, key)
    else:
        stage.qtbot.keyClick(focused, key, modifier)
    stage.settle()


def type_text(stage: Stage, text: str) -> None:
    focused = stage.focused()
    assert focused is not None
    stage.qtbot.keyClicks(focused, text)
    stage.settle()


def sheet_of(stage: Stage, kind: type[S]) -> S:
    (sheet,) = (found for found in stage.window.findChildren(kind) if found.isVisible())
    return sheet


def inside(sheet: QWidget, stage: Stage) -> bool:
    focused = stage.focused()
    return focused is not None and (focused is sheet or sheet.isAncestorOf(focused))


def test_a_new_ask_from_the_keyboard_alone(stage: Stage) -> None:
    _ana, ruth = add(stage, "Ana Ferreira", "Ruth Adeyemi")
    stage.go("asks")
    press(stage, KEY.Key_E, CONTROL)
    sheet = sheet_of(stage, NewAskSheet)
    assert stage.focused() is sheet.picker.search
    assert not sheet.start.isEnabled()
    type_text(stage, "ruth")
    assert sheet.picker.person() == ruth
    assert sheet.start.isEnabled()
    press(stage, KEY.Key_Return)
    assert stage.focused() is sheet.kind
    press(stage, KEY.Key_Return)
    page = stage.window.navigation.page
    assert isinstance(page, ComposerPage)
    assert page.session.draft is not None
    assert page.session.draft.person_id == ruth


def test_arrows_lead_from_the_search_into_the_list_and_back(stage: Stage) -> None:
    first, second = add(stage, "Ruth Adeyemi", "Ruth Bianchi")
    stage.go("asks", view="new")
    sheet = sheet_of(stage, NewAskSheet)
    type_text(stage, "ruth")
    assert sheet.picker.person() == first
    press(stage, KEY.Key_Down)
    assert stage.focused() is sheet.picker.list
    assert sheet.picker.person() == second
    press(stage, KEY.Key_Up)
    press(stage, KEY.Key_Up)
    assert stage.focused() is sheet.picker.search
    assert sheet.picker.person() == first


def test_who_was_chosen_stays_chosen_while_one_types_on(stage: Stage) -> None:
    _first, second = add(stage, "Ruth Adeyemi", "Ruth Bianchi")
    stage.go("asks", view="new")
    sheet = sheet_of(stage, NewAskSheet)
    type_text(stage, "r")
    press(stage, KEY.Key_Down)
    sheet.picker.search.setFocus()
    type_text(stage, "ut")
    assert sheet.picker.person() == second
    type_text(stage, "zz")
    assert sheet.picker.person() is None
    assert not sheet.start.isEnabled()


def test_who_is_not_on_record_yet_is_added_on_the_way_to_an_ask(stage: Stage) -> None:
    stage.go("asks", view="new")
    sheet = sheet_of(stage, NewAskSheet)
    assert sheet.picker.add.isHidden()
    type_text(stage, "Helen Marsh, Sheffield Libraries")
    assert sheet.picker.add.isVisible()
    assert sheet.picker.add.text() == "Add “Helen Marsh”"
    press(stage, KEY.Key_Return)
    person = sheet.picker.person()
    assert person is not None
    card = stage.services.people.rows([person])[0]
    assert (card.name, card.work) == ("Helen Marsh", "Sheffield Libraries")
    assert sheet.picker.add.isHidden()
    assert stage.focused() is sheet.kind
    assert sheet.start.isEnabled()


def test_a_new_ask_from_the_card_is_for_that_person(stage: Stage) -> None:
    ids = add(stage, *(f"Person {number:02}" for number in range(30)))
    page = stage.go("people", ids[25])
    assert isinstance(page, PeoplePage)
    page.list.list.setFocus(Qt.FocusReason.TabFocusReason)
    press(stage, KEY.Key_D)
    sheet = sheet_of(stage, NewAskSheet)
    assert sheet.picker.person() == ids[25]
    # On top of the short list, where it can be seen.
    assert sheet.picker.model.id_at(0) == ids[25]
    assert inside(sheet, stage)
    press(stage, KEY.Key_Return)
    composer = stage.window.navigation.page
    assert isinstance(composer, ComposerPage)
    assert composer.session.draft is not None
    assert composer.session.draft.person_id == ids[25]


def test_an_archived_person_can_be_asked_from_the_card(stage: Stage) -> None:
    _ana, ruth = add(stage, "Ana", "Ruth")
    stage.services.dispatcher.run(SetPersonFlags((ruth,), archived=True))
    stage.settle()
    stage.go("people", ruth)
    stage.go("asks", ruth, "new")
    assert sheet_of(stage, NewAskSheet).picker.person() == ruth


def test_closing_a_sheet_leads_back_to_where_it_was_opened(stage: Stage) -> None:
    (ana,) = add(stage, "Ana")
    page = stage.go("people", ana)
    assert isinstance(page, PeoplePage)
    ask = next(b for b in page.view.header.findChildren(Button) if b.text() == "New ask")
    ask.setFocus(Qt.FocusReason.TabFocusReason)
    press(stage, KEY.Key_Space)
    press(stage, KEY.Key_Escape)
    assert stage.window.navigation.page is page
    assert stage.focused() is ask
    assert not [s for s in stage.window.findChildren(Sheet) if s.isVisible()]


def test_the_focus_stays_inside_an_open_sheet(stage: Stage) -> None:
    add(stage, "Ana")
    page = stage.go("people")
    assert isinstance(page, PeoplePage)
    press(stage, KEY.Key_F1)
    sheet = sheet_of(stage, KeysSheet)
    for widget in (page.list.search, page.list.list, stage.window.sidebar.list):
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        assert inside(sheet, stage)
    for key in (KEY.Key_2, KEY.Key_E):
        press(stage, key, CONTROL)
        assert stage.window.navigation.page is page
        assert len(stage.window.findChildren(Sheet)) == 1
    press(stage, KEY.Key_Escape)
    assert stage.focused() is page.list.list


def test_the_sheet_of_keys_has_each_heading_once(stage: Stage) -> None:
    stage.go("people")
    press(stage, KEY.Key_F1)
    said = [label.text() for label in sheet_of(stage, KeysSheet).findChildren(Label)]
    assert said.count("Go to") == said.count("Do") == 1


def test_enter_marks_as_sent_and_escape_does_not(stage: Stage) -> None:
    (ana,) = add(stage, "Ana")
    command = stage.services.desk.beginning(ana, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL)
    draft = stage.services.dispatcher.run(command)
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    page.door.mark_sent()
    press(stage, KEY.Key_Escape)
    assert stage.services.outreach.detail(draft).sent_at is None
    page.door.mark_sent()
    sheet = sheet_of(stage, SentSheet)
    assert stage.focused() is sheet.done
    press(stage, KEY.Key_Return)
    assert stage.services.outreach.detail(draft).sent_at is not None


@pytest.mark.parametrize("start", ["channel", "day"])
def test_enter_marks_as_sent_from_every_field_once(stage: Stage, start: str) -> None:
    (ana,) = add(stage, "Ana")
    command = stage.services.desk.beginning(ana, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL)
    draft = stage.services.dispatcher.run(command)
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    page.door.mark_sent()
    sheet = sheet_of(stage, SentSheet)
    getattr(sheet, start).setFocus()
    press(stage, KEY.Key_Return)
    assert stage.services.outreach.detail(draft).sent_at is not None


def outcome_sheet(stage: Stage) -> tuple[OutcomeSheet, int]:
    (ana,) = add(stage, "Ana")
    command = stage.services.desk.beginning(ana, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL)
    draft = stage.services.dispatcher.run(command)
    stage.services.dispatcher.run(MarkSent(draft, InteractionChannel.MAIL, NOW))
    sheet = OutcomeSheet(stage.window, stage.desk, draft)
    sheet.open(sheet.note.editor)
    return sheet, draft


def test_enter_in_long_text_is_a_new_line_and_control_enter_keeps(stage: Stage) -> None:
    sheet, draft = outcome_sheet(stage)
    type_text(stage, "Yes")
    press(stage, KEY.Key_Return)
    type_text(stage, "in May")
    assert sheet.isVisible()
    press(stage, KEY.Key_Return, CONTROL)
    assert stage.services.outreach.detail(draft).outcome_note == "Yes\nin May"


def test_enter_on_a_button_presses_that_button(stage: Stage) -> None:
    sheet, draft = outcome_sheet(stage)
    cancel = next(b for b in sheet.footer_buttons() if b.text() == "Cancel")
    sheet.note.set_value("Changed")
    cancel.setFocus(Qt.FocusReason.TabFocusReason)
    press(stage, KEY.Key_Return)
    assert stage.services.outreach.detail(draft).outcome is None
