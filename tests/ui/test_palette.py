"""The palette: what it finds, in which order, what its keys do, and where they lead."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.services.commands.people import AddPerson, SetPersonFlags, SetTags
from mentorcrm.ui import theme
from mentorcrm.ui.actions import WINDOW_KEYS
from mentorcrm.ui.dialogs.new_ask import NewAskSheet
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.palette.entries import Entry
from mentorcrm.ui.palette.ranking import best, score
from mentorcrm.ui.palette.sheet import Palette
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.ui.conftest import Stage

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def add(stage: Stage, *names: str) -> list[int]:
    ids = [stage.services.dispatcher.run(AddPerson(name)) for name in names]
    stage.settle()
    return ids


def opened(stage: Stage, typed: str = "") -> Palette:
    stage.qtbot.keyClick(stage.focused() or stage.window, KEY.Key_K, CONTROL)
    stage.settle()
    palette = open_sheet(stage.window)
    assert isinstance(palette, Palette)
    if typed:
        stage.qtbot.keyClicks(palette.line.edit, typed)
        stage.settle()
    return palette


def press(stage: Stage, palette: Palette, *keys: Qt.Key) -> None:
    for key in keys:
        stage.qtbot.keyClick(palette.line.edit, key)
    stage.settle()


def rows(palette: Palette) -> list[str]:
    """Every row; headings end in a colon."""
    model = palette.list.entries
    return [
        f"{model.index(n).data()}{'' if model.entry(n) else ':'}" for n in range(model.rowCount())
    ]


def test_ctrl_k_opens_over_a_field_takes_the_focus_and_gives_it_back(stage: Stage) -> None:
    add(stage, "Ana")
    page = stage.go("people")
    assert isinstance(page, PeoplePage)
    page.list.search.setFocus()
    page.list.search.setText("an")
    palette = opened(stage)
    assert page.list.search.text() == "an"
    assert stage.focused() is palette.line.edit
    page.list.list.setFocus()
    assert stage.focused() is palette.line.edit
    press(stage, palette, KEY.Key_Escape)
    assert open_sheet(stage.window) is None
    assert stage.focused() is page.list.search


def test_the_same_key_and_a_click_beside_it_close_it(stage: Stage) -> None:
    palette = opened(stage)
    stage.qtbot.keyClick(palette.line.edit, KEY.Key_K, CONTROL)
    assert open_sheet(stage.window) is None
    stage.settle()
    stage.qtbot.mouseClick(stage.window.sidebar.search, Qt.MouseButton.LeftButton)
    stage.settle()
    second = open_sheet(stage.window)
    assert isinstance(second, Palette)
    stage.qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert open_sheet(stage.window) is None


def test_a_person_is_found_by_a_few_letters_and_opened(stage: Stage) -> None:
    add(stage, "Bruno Lisle", "Ruth Adeyemi")
    stage.go("asks")
    palette = opened(stage, "ru")
    found = rows(palette)
    assert found[:3] == ["People:", "Ruth Adeyemi", "With Ruth:"]
    assert "Bruno Lisle" not in found
    press(stage, palette, KEY.Key_Return)
    place = stage.window.navigation.page.place()
    assert (place.page, place.key) == ("people", 2)


def test_enter_waits_for_the_answer_to_what_was_typed(stage: Stage) -> None:
    add(stage, "Bruno Lisle", "Ruth Adeyemi")
    palette = opened(stage)
    stage.qtbot.keyClicks(palette.line.edit, "ruth")
    stage.qtbot.keyClick(palette.line.edit, KEY.Key_Return)
    stage.settle()
    assert stage.window.navigation.page.place().key == 2


def test_tab_shows_what_can_be_done_with_someone_and_escape_goes_back(stage: Stage) -> None:
    add(stage, "Ruth Adeyemi")
    palette = opened(stage, "ruth")
    press(stage, palette, KEY.Key_Tab)
    acts = ["With Ruth:", "Draft an ask to Ruth", "Log a contact with Ruth", "Edit Ruth"]
    assert rows(palette) == acts
    press(stage, palette, KEY.Key_Escape)
    assert palette.line.edit.text() == "ruth"
    assert rows(palette)[0] == "People:"
    press(stage, palette, KEY.Key_Tab, KEY.Key_Backspace)
    assert palette.line.edit.text() == "ruth"
    press(stage, palette, KEY.Key_Tab, KEY.Key_Return)
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, NewAskSheet)
    assert sheet.picker.person() == 1
    sheet.reject()


def test_a_contact_is_logged_from_anywhere(stage: Stage) -> None:
    add(stage, "Ana", "Ruth Adeyemi")
    stage.go("asks")
    stage.desk.settings.change(letter_keys=False)
    palette = opened(stage, "ruth")
    press(stage, palette, KEY.Key_Tab, KEY.Key_Down, KEY.Key_Return)
    page = stage.window.navigation.page
    assert isinstance(page, PeoplePage)
    focused = stage.focused()
    assert focused is not None
    assert page.view.isAncestorOf(focused)
    assert page.place().key == 2


def test_every_action_of_the_window_is_there_with_its_keys(stage: Stage) -> None:
    add(stage, "Ana")
    stage.go("asks")
    palette = opened(stage)
    entries = [palette.list.entries.entry(place) for place in palette.list.entries.places()]
    shown = {e.key.partition(":")[2]: e for e in entries if e is not None}
    for key in WINDOW_KEYS:
        if key.name == "palette" or not stage.window.action(key.name).isEnabled():
            continue
        assert shown[key.name].keys, key
    assert shown["undo"].text == "Undo: Add Ana"
    palette.reject()


def test_keys_move_round_and_to_the_ends(stage: Stage) -> None:
    palette = opened(stage)
    places = palette.list.entries.places()

    def here() -> int:
        return places.index(palette.list.currentIndex().row())

    assert here() == 0
    press(stage, palette, KEY.Key_Up)
    assert here() == len(places) - 1
    press(stage, palette, KEY.Key_Down)
    assert here() == 0
    press(stage, palette, KEY.Key_End)
    assert here() == len(places) - 1
    press(stage, palette, KEY.Key_Home, KEY.Key_PageDown)
    assert 1 < here() < len(places) - 1
    said = palette.line.edit.accessibleDescription()
    assert said.endswith(f"{here() + 1} of {len(places)}")
    palette.reject()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("setings", "Settings and data"),
        ("dark", "Dark theme"),
        ("backup", "Backups"),
        ("bakups", "Backups"),
        ("short", "Sheet of keys"),
        ("night", "Dark theme"),
        (">new", "New person"),
        ("> ask", "New ask"),
    ],
)
def test_actions_and_settings_are_found_also_when_mistyped(
    stage: Stage, typed: str, first: str
) -> None:
    palette = opened(stage, typed)
    entry = palette.list.current()
    assert entry is not None
    assert entry.text == first
    palette.reject()


def test_signs_narrow_to_people_and_tags(stage: Stage) -> None:
    ana, _ruth = add(stage, "Ana Ferreira", "Ruth Adeyemi")
    stage.services.dispatcher.run(SetTags(ana, ("career",)))
    stage.settle()
    palette = opened(stage, "@a")
    assert rows(palette) == ["People:", "Ana Ferreira", "Ruth Adeyemi"]
    palette.line.edit.clear()
    stage.qtbot.keyClicks(palette.line.edit, "#car")
    stage.settle()
    assert rows(palette) == ["People with the tag:", "career"]
    press(stage, palette, KEY.Key_Return)
    page = stage.window.navigation.page
    assert isinstance(page, PeoplePage)
    assert list(page.list.model.ids()) == [ana]
    assert page.list.chips.wanted.tag == "career"


def test_what_was_used_last_comes_first(stage: Stage) -> None:
    add(stage, "Ana", "Ruth Adeyemi")
    press(stage, opened(stage, "ruth"), KEY.Key_Return)
    press(stage, opened(stage, "templates"), KEY.Key_Return)
    palette = opened(stage)
    assert rows(palette)[:3] == ["Recent:", "Templates", "Ruth Adeyemi"]
    assert rows(palette).count("Templates") == 1
    palette.reject()
    stage.services.dispatcher.run(SetPersonFlags((2,), archived=True))
    stage.settle()
    assert "Archived" in [e.detail for e in entries(opened(stage, "ruth")) if e.person]


def entries(palette: Palette) -> list[Entry]:
    found = [palette.list.entries.entry(place) for place in palette.list.entries.places()]
    return [entry for entry in found if entry is not None]


def test_an_ask_and_a_note_are_found_by_their_words(stage: Stage) -> None:
    (ana,) = add(stage, "Ana")
    command = stage.services.desk.beginning(ana, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL)
    draft = stage.services.dispatcher.run(command)
    subject = stage.services.outreach.detail(draft).subject
    palette = opened(stage, max(subject.split(), key=len))
    assert "Asks:" in rows(palette)
    (entry,) = (e for e in entries(palette) if e.key == f"draft:{draft}")
    assert entry.place is not None
    assert entry.place.page == "composer"
    palette.reject()


def test_nothing_found_says_what_to_do_and_offers_it(stage: Stage) -> None:
    palette = opened(stage, "Zelda Fitz")
    assert palette.message.isVisible()
    assert palette.message.text().startswith("Nothing is called “Zelda Fitz”.")
    assert rows(palette) == ["Instead:", "Add “Zelda Fitz” as a person"]
    press(stage, palette, KEY.Key_Return)
    page = stage.window.navigation.page
    assert isinstance(page, PeoplePage)
    assert page.list.quick_add.field.text() == "Zelda Fitz"


def test_it_works_before_the_services_are_there(asleep: Stage) -> None:
    palette = opened(asleep, "look")
    press(asleep, palette, KEY.Key_Return)
    assert asleep.window.navigation.page.place().view == "look"


def test_a_command_without_a_key_is_done(stage: Stage) -> None:
    press(stage, opened(stage, "dark theme"), KEY.Key_Return)
    assert theme.current().scheme == "dark"
    assert stage.desk.settings.current.theme == "dark"
    press(stage, opened(stage, "back up now"), KEY.Key_Return)
    stage.settle()
    assert stage.services.safety.newest() is not None


def test_a_need_can_be_named_from_anywhere(stage: Stage) -> None:
    stage.go("people")
    press(stage, opened(stage, "new need"), KEY.Key_Return)
    stage.settle()
    assert stage.window.navigation.page.place().page == "needs"
    assert isinstance(stage.focused(), QLineEdit)


def test_the_card_stays_inside_the_window_at_the_largest_text(stage: Stage) -> None:
    stage.window.resize(1024, 680)
    theme.current().set_scale(150)
    palette = opened(stage)
    assert palette.rect().contains(palette.card.geometry())
    assert palette.list.height() > 100
    palette.reject()


def test_beginnings_count_most_and_nonsense_not_at_all() -> None:
    names = ["Bruno Lisle", "Ruth Adeyemi", "Dr Rufus Okafor", "Peru"]
    entries = [Entry(name, name) for name in names]
    found = [entry.text for _points, entry in best("ru", entries, 9)]
    assert found == ["Ruth Adeyemi", "Dr Rufus Okafor"]
    assert score("xq", "Ruth Adeyemi") == 0
    assert score("zzzz", "Settings and data") == 0
