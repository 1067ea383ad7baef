"""The People page, driven as a person drives it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import Direction, InteractionChannel, Role, Season
from mentorcrm.services import people_listing
from mentorcrm.services.capture_choices import Choices
from mentorcrm.services.commands.people import AddPerson, EditPerson, SetTags
from mentorcrm.services.people_filter import PeopleScope
from mentorcrm.ui.pages.log_line import LogLine
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.people_list import FIRST_ROWS
from mentorcrm.ui.pages.person_about import AboutCard
from mentorcrm.ui.pages.person_cards import FactsCard, NotesCard
from mentorcrm.ui.pages.person_points import PointsCard
from mentorcrm.ui.pages.timeline_entry import DrawnEntry
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from tests.ui.conftest import Stage

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def people(stage: Stage, *names: str) -> tuple[PeoplePage, list[int]]:
    ids = [
        stage.services.dispatcher.run(AddPerson(name, season=Season.CANDIDATE)) for name in names
    ]
    stage.settle()
    page = stage.go("people", ids[0] if ids else None)
    assert isinstance(page, PeoplePage)
    return page, ids


def type_into(stage: Stage, field: QWidget, text: str, *, enter: bool = True) -> None:
    field.setFocus()
    stage.qtbot.keyClicks(field, text)
    if enter:
        stage.qtbot.keyClick(field, KEY.Key_Return)
    stage.settle()


def shown(page: PeoplePage) -> list[str]:
    model = page.list.model
    return [model.index(place).data() for place in range(model.rowCount())]


def card_of(page: PeoplePage, kind: type) -> Any:
    """The card of a kind beside someone's history."""
    return next(card for card in page.view.cards if isinstance(card, kind))


def texts(widget: QWidget) -> list[str]:
    """What one reads there; an entry of a timeline that nobody came to is a picture of it."""
    labels = [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]
    entries = widget.findChildren(DrawnEntry)
    asleep = [entry for entry in entries if not entry.is_awake() and entry.isVisibleTo(widget)]
    return labels + [said for entry in asleep for said in entry.picture.words()]


def test_the_first_run_has_three_doors_and_add_one_works(stage: Stage) -> None:
    page = stage.go("people")
    assert isinstance(page, PeoplePage)
    assert page.first_run.isVisible()
    assert stage.focused() is page.first_run.add
    stage.qtbot.mouseClick(page.first_run.add, Qt.MouseButton.LeftButton)
    type_into(stage, page.list.quick_add.field, "Ruth Adeyemi, CTO, Halden <ruth@halden.example>")
    (person,) = stage.services.people.ids()
    detail = stage.services.people.detail(person)
    assert (detail.name, detail.mail()) == ("Ruth Adeyemi", "ruth@halden.example")
    assert page.view.person is not None
    assert page.view.person.id == person
    assert not page.first_run.isVisible()


def test_the_sample_door_fills_the_list(stage: Stage) -> None:
    page = stage.go("people")
    assert isinstance(page, PeoplePage)
    stage.qtbot.mouseClick(page.first_run.sample, Qt.MouseButton.LeftButton)
    stage.settle()
    assert "Ruth Adeyemi" in shown(page)


def test_typing_filters_and_escape_brings_all_back(stage: Stage) -> None:
    page, ids = people(stage, "Ana Ferreira", "Élodie Martin", "Ruth Adeyemi")
    stage.qtbot.keyClick(page.list.list, KEY.Key_Slash)
    assert stage.focused() is page.list.search
    stage.qtbot.keyClicks(page.list.search, "elod")
    assert shown(page) == ["Élodie Martin"]
    stage.qtbot.keyClick(page.list.search, KEY.Key_Escape)
    assert len(shown(page)) == 3
    assert page.place().key == ids[0]


def test_nobody_matches_is_said_with_a_way_out(stage: Stage) -> None:
    page, _ids = people(stage, "Ana")
    stage.qtbot.keyClicks(page.list.search, "zzz")
    assert "Nobody matches “zzz”" in texts(page.list)
    clear = next(b for b in page.list.findChildren(Button) if b.text() == "Clear filter")
    stage.qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert shown(page) == ["Ana"]


def test_a_tag_chip_filters_and_a_click_clears(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    stage.services.dispatcher.run(SetTags(ids[1], ("career & craft",)))
    stage.settle()
    page.list.chips._choose("tag", "career & craft")
    assert shown(page) == ["Ruth"]
    chip = page.list.chips._chips["tag"]
    assert chip.text() == "#career & craft"
    stage.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 2


def test_arrows_show_the_next_person(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    page.list.list.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(page.list.list, KEY.Key_Down)
    assert page.place().key == ids[1]
    assert page.view.header.name.text() == "Ruth"


def test_a_letter_that_is_no_command_goes_to_the_filter(stage: Stage) -> None:
    page, _ids = people(stage, "Ana", "Ruth")
    page.list.list.setFocus()
    stage.qtbot.keyClicks(page.list.list, "r")
    assert page.list.search.text() == "r"
    assert shown(page) == ["Ruth"]


def test_delete_can_be_undone_and_the_next_one_is_shown(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth", "Samir")
    page.list.list.setFocus()
    stage.qtbot.keyClick(page.list.list, KEY.Key_Delete)
    stage.settle()
    assert shown(page) == ["Ruth", "Samir"]
    assert page.place().key == ids[1]
    assert stage.window.toast.text() == "Moved Ana to the bin"
    undo = next(b for b in stage.window.toast.findChildren(Button) if b.isVisible())
    stage.qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    stage.settle()
    assert shown(page) == ["Ana", "Ruth", "Samir"]


def test_a_rename_is_kept_on_leaving_and_an_empty_name_is_refused(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    name = page.view.header.name
    name.selectAll()
    type_into(stage, name, "Ana Maria Ferreira")
    assert stage.services.people.detail(ids[0]).name == "Ana Maria Ferreira"
    assert shown(page) == ["Ana Maria Ferreira"]
    name.selectAll()
    stage.qtbot.keyClick(name, KEY.Key_Delete)
    stage.qtbot.keyClick(name, KEY.Key_Return)
    stage.settle()
    assert stage.services.people.detail(ids[0]).name == "Ana Maria Ferreira"
    assert name.text() == "Ana Maria Ferreira"


def test_contact_points_are_added_copied_opened_and_emptied_away(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    card = card_of(page, PointsCard)
    type_into(stage, card.add, "ana@kestrel.example")
    (point,) = stage.services.people.detail(ids[0]).points
    assert (point.kind.value, point.value) == ("mail", "ana@kestrel.example")
    buttons = {b.accessibleName(): b for b in card.findChildren(IconButton)}
    stage.qtbot.mouseClick(buttons["Copy ana@kestrel.example"], Qt.MouseButton.LeftButton)
    stage.qtbot.mouseClick(buttons["Open ana@kestrel.example"], Qt.MouseButton.LeftButton)
    assert stage.clipboard.texts == ["ana@kestrel.example"]
    assert stage.opener.opened == ["mailto:ana@kestrel.example"]
    field = next(f for f in card.findChildren(Field) if f.text() == "ana@kestrel.example")
    field.selectAll()
    stage.qtbot.keyClick(field, KEY.Key_Delete)
    stage.qtbot.keyClick(field, KEY.Key_Return)
    stage.settle()
    assert stage.services.people.detail(ids[0]).points == ()


def test_a_bad_mail_is_said_in_place_and_stays(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    card = card_of(page, PointsCard)
    type_into(stage, card.add, "ana@@kestrel")
    assert stage.services.people.detail(ids[0]).points == ()
    assert card.add.text() == "ana@@kestrel"
    assert any("ana@@kestrel" in text or "@" in text for text in texts(card))


@pytest.mark.parametrize(
    ("typed", "channel", "date", "summary"),
    [
        ("Coffee yesterday: scope", InteractionChannel.IN_PERSON, 23, "scope"),
        ("zoom: hiring", InteractionChannel.VIDEO, 24, "hiring"),
        ("20m on Monday: pay", InteractionChannel.CALL, 23, "pay"),
    ],
)
def test_a_contact_is_logged_in_one_line(
    stage: Stage, typed: str, channel: InteractionChannel, date: int, summary: str
) -> None:
    page, ids = people(stage, "Ana")
    page.list.list.setFocus()
    stage.qtbot.keyClick(page.list.list, KEY.Key_L)
    log = page.view.history.log
    assert stage.focused() is log.field
    stage.qtbot.keyClicks(log.field, typed)
    stage.qtbot.keyClick(log.field, KEY.Key_Return)  # Does not wait for what is understood.
    stage.settle()
    (row,) = stage.services.people.detail(ids[0]).interactions
    assert (row.summary, row.channel, row.at.day) == (summary, channel, date)
    assert row.body == typed
    assert typed in texts(page.view.history)
    assert log.field.text() == ""
    assert not log.parts.isVisible()


def log_chips(log: LogLine) -> list[str]:
    return [chip.accessibleName() for chip in log.parts.rows.chips]


def test_the_line_says_what_it_understood_and_all_of_it_can_be_changed(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth Adeyemi")
    log = page.view.history.log
    type_into(stage, log.field, "call 20m yesterday with Ruth #pay !send deck fri", enter=False)
    stage.settle()
    assert log.parts.isVisible()
    assert log_chips(log) == [
        "Ruth Adeyemi",
        "How Phone call, 20 min",
        "When Mon 23 Nov",
        "Topic Pay",
        "You Send deck",
        "Due Fri 27 Nov",
    ]
    how = log.parts.rows.chips[1]
    how.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(how, KEY.Key_Return)
    menu = how.findChild(ChoiceMenu)
    assert isinstance(menu, ChoiceMenu)
    menu.choose(Direction.THEM)
    menu.close()
    stage.settle()
    assert log_chips(log)[1] == "How Phone call, from them, 20 min"
    assert stage.focused() is log.field
    stage.qtbot.keyClick(log.field, KEY.Key_Return)
    stage.settle()
    assert stage.window.toast.text() == "Saved 2 entries"
    (row,) = stage.services.people.detail(ids[0]).interactions
    assert (row.direction, [name for _id, name in row.people]) == (
        Direction.THEM,
        ["Ana", "Ruth Adeyemi"],
    )
    assert [p.what for p in stage.services.commitments.open_with(ids[0])] == ["send deck"]
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    stage.settle()
    assert stage.services.people.detail(ids[0]).interactions == ()
    assert not stage.services.commitments.open_with(ids[0])


def test_escape_takes_back_the_line_and_what_was_chosen(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    log = page.view.history.log
    type_into(stage, log.field, "call: pay", enter=False)
    stage.settle()
    log.parts.rows.chosen.emit(Choices(channel=InteractionChannel.VIDEO))
    assert log_chips(log)[0] == "How Video call"
    stage.qtbot.keyClick(log.field, KEY.Key_Escape)
    assert log.field.text() == ""
    assert not log.parts.isVisible()
    type_into(stage, log.field, "call: pay", enter=False)
    stage.settle()
    assert log_chips(log)[0] == "How Phone call"
    stage.qtbot.mouseClick(log.parts.button, LEFT)
    stage.settle()
    (row,) = stage.services.people.detail(ids[0]).interactions
    assert row.channel is InteractionChannel.CALL
    assert stage.window.toast.text() == "Logged phone call"


def test_a_name_of_two_in_the_line_is_asked_first(stage: Stage) -> None:
    page, _ids = people(stage, "Zoe", "Ana Ferreira", "Ana Duarte")
    log = page.view.history.log
    zoe = stage.services.people.find("Zoe")
    log.set_person(zoe)
    type_into(stage, log.field, "lunch with Ana")
    stage.settle()
    assert stage.services.people.detail(zoe).interactions == ()
    assert log.field.text() == "lunch with Ana"
    answer = log.parts.rows.answers[0]
    assert stage.focused() is answer
    stage.qtbot.keyClick(answer, KEY.Key_Space)
    stage.settle()
    stage.qtbot.keyClick(log.field, KEY.Key_Return)
    stage.settle()
    (row,) = stage.services.people.detail(zoe).interactions
    assert len(row.people) == 2


def test_notes_are_saved_while_typing_and_on_leaving(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    page.view._side.open_card(card_of(page, NotesCard))
    notes = card_of(page, NotesCard).area
    notes.editor.setFocus()
    stage.qtbot.keyClicks(notes.editor, "likes directness")
    page.list.list.setFocus()
    stage.settle()
    assert stage.services.people.detail(ids[0]).values["notes"] == "likes directness"
    stage.qtbot.keyClick(page.list.list, KEY.Key_Down)
    assert notes.text() == ""


def test_what_is_being_typed_survives_a_change_elsewhere(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    field = page.view.header.name
    field.setFocus()
    stage.qtbot.keyClicks(field, "x")
    typed = field.text()
    stage.services.dispatcher.run(EditPerson(ids[0], {"title": "VP"}))
    stage.settle()
    assert field.text() == typed
    assert "VP" in texts(page.view.header)


def test_the_stepper_moves_the_season_and_a_role_can_be_added(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.qtbot.mouseClick(page.view.season.stepper.steps[4], Qt.MouseButton.LeftButton)
    stage.settle()
    (held,) = stage.services.people.detail(ids[0]).mentorships
    assert (held.role, held.season) == (Role.MENTOR, Season.ACTIVE)
    page.view.season._choose_role(Role.PEER)
    stage.settle()
    roles = {m.role for m in stage.services.people.detail(ids[0]).mentorships}
    assert roles == {Role.MENTOR, Role.PEER}


def test_facts_tags_and_why_are_kept(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    facts = card_of(page, FactsCard)
    type_into(stage, facts.add, "Spoke on hiring in March")
    type_into(stage, card_of(page, AboutCard).line("Tags").field, "career, #craft,, ")
    why = page.view.why.editor
    why.setFocus()
    stage.qtbot.keyClicks(why, "Says it plainly")
    page.list.list.setFocus()
    stage.settle()
    detail = stage.services.people.detail(ids[0])
    assert [fact.text for fact in detail.facts] == ["Spoke on hiring in March"]
    assert detail.tags == ("career", "craft")
    assert detail.values["why_them"] == "Says it plainly"


def test_a_wrong_zone_is_said_under_its_line(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    line = card_of(page, AboutCard).line("Time zone")
    type_into(stage, line.field, "Atlantis")
    assert stage.services.people.detail(ids[0]).values["zone"] == ""
    assert any("not a time zone" in text for text in texts(line))
    line.field.selectAll()
    type_into(stage, line.field, "berlin")
    assert stage.services.people.detail(ids[0]).values["zone"] == "Europe/Berlin"
    assert {"Berlin,", "10:00 now"} <= set(texts(page.view.header))


def test_long_and_odd_values_do_not_break_the_page(stage: Stage) -> None:
    odd = "<b>Ana</b> & “Söhne” 李小龙 " + "Ferreira " * 20
    page, ids = people(stage, odd.strip())
    stage.services.dispatcher.run(
        EditPerson(ids[0], {"title": "T" * 300, "organisation": "O" * 300, "notes": "n\n" * 400})
    )
    tags = tuple(f"a-rather-long-tag-{number}" for number in range(9))
    stage.services.dispatcher.run(SetTags(ids[0], tags))
    stage.settle()
    for width in (1024, 1360):
        stage.window.resize(width, 680)
        stage.settle()
        assert page.view.widget().width() <= page.view.viewport().width()


def test_letters_can_be_switched_off_and_enter_still_edits(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.desk.settings.change(letter_keys=False)
    page.list.list.setFocus()
    stage.qtbot.keyClick(page.list.list, KEY.Key_E)
    assert page.list.list.hasFocus()
    stage.qtbot.keyClick(page.list.list, KEY.Key_Return)
    assert stage.focused() is page.view.header.name
    assert page.place().key == ids[0]


def test_a_long_list_opens_on_someone_far_down_in_it(stage: Stage) -> None:
    names = [f"Person {number:03}" for number in range(FIRST_ROWS + 40)]
    run = stage.services.dispatcher.run
    ids = [run(AddPerson(name, season=Season.CANDIDATE)) for name in names]
    stage.settle()
    page = stage.go("people", ids[-1])
    assert isinstance(page, PeoplePage)
    stage.settle()
    assert shown(page) == names
    assert page.list.current() == ids[-1]
    assert page.view.person is not None
    assert page.view.person.id == ids[-1]


def card_shows(stage: Stage, page: PeoplePage, name: str) -> None:
    stage.qtbot.waitUntil(lambda: page.view.isVisible() and page.view.header.name.text() == name)
    assert page.list.current() == page.place().key


def test_filtering_shows_the_card_of_the_row_that_is_left(stage: Stage) -> None:
    page, ids = people(stage, "Ana Ferreira", "Ruth Adeyemi", "Zoe Marsh")
    type_into(stage, page.list.search, "zoe", enter=False)
    card_shows(stage, page, "Zoe Marsh")
    assert page.place().key == ids[2]
    type_into(stage, page.list.search, "x", enter=False)
    stage.qtbot.waitUntil(lambda: not page.view.isVisible())
    assert page.place().key is None
    stage.qtbot.keyClick(page.list.search, KEY.Key_Escape)
    card_shows(stage, page, "Ana Ferreira")


def test_who_is_in_the_filtered_list_stays_on_the_card(stage: Stage) -> None:
    page, _ids = people(stage, "Ana Ferreira", "Ana Souza", "Ruth Adeyemi")
    stage.qtbot.keyClick(page.list.list, KEY.Key_Down)
    type_into(stage, page.list.search, "ana", enter=False)
    card_shows(stage, page, "Ana Souza")


def test_a_letter_acts_on_the_row_and_never_on_a_card_that_lags_behind(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana Ferreira", "Ruth Adeyemi")
    page.list.list.setFocus()
    stage.qtbot.keyClick(page.list.list, KEY.Key_Home)
    stage.settle()
    card_shows(stage, page, "Ana Ferreira")
    page.list.search.setText("ruth")
    stage.qtbot.waitUntil(lambda: page.list.current() == ruth)
    stage.qtbot.keyClick(page.list.list, KEY.Key_Delete)
    stage.settle()
    assert stage.services.people.detail(ruth).deleted
    assert not stage.services.people.detail(ana).deleted


def test_a_chip_and_another_list_move_the_card_too(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    stage.services.dispatcher.run(SetTags(ids[1], ("craft",)))
    stage.settle()
    page.list.chips._choose("tag", "craft")
    card_shows(stage, page, "Ruth")
    page.list.chips._choose("tag", "")
    page.list._sorted(PeopleScope.BIN)
    stage.qtbot.waitUntil(lambda: not page.view.isVisible())


def test_a_click_on_the_chosen_row_shows_that_person(stage: Stage) -> None:
    page, _ids = people(stage, "Ana", "Ruth")
    page.side.show_person(None)
    box = page.list.list.visualRect(page.list.model.index(0))
    stage.qtbot.mouseClick(page.list.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    card_shows(stage, page, "Ana")


def test_opening_someone_whom_the_filter_hides_clears_the_filter(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    type_into(stage, page.list.search, "ana", enter=False)
    stage.go("people", ids[1])
    assert shown(page) == ["Ana", "Ruth"]
    card_shows(stage, page, "Ruth")


def test_what_was_typed_on_the_card_is_kept_when_the_filter_changes_it(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    page.view.why.setFocus()
    stage.qtbot.keyClicks(page.view.why.editor, "She knows how teams grow")
    type_into(stage, page.list.search, "ruth", enter=False)
    card_shows(stage, page, "Ruth")
    assert stage.services.people.detail(ids[0]).values["why_them"] == "She knows how teams grow"


def test_more_matches_than_are_listed_are_not_claimed_as_all(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_listing, "TYPED_MOST", 3)
    page, _ids = people(stage, "Ana A", "Ana B", "Ana C", "Ana D", "Ruth")
    type_into(stage, page.list.search, "ana", enter=False)
    assert len(shown(page)) == 3
    said = texts(page.list)
    assert "The first 3 of many matches" in said
    assert "These 3 by name" in said
    type_into(stage, page.list.search, " d", enter=False)
    assert "1 of 5 shown" in texts(page.list)
    assert "Sorted by name" in texts(page.list)


def test_exactly_as_many_matches_as_are_listed_are_all(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_listing, "TYPED_MOST", 3)
    page, _ids = people(stage, "Ana A", "Ana B", "Ana C", "Ruth")
    type_into(stage, page.list.search, "ana", enter=False)
    assert "3 of 4 shown" in texts(page.list)
