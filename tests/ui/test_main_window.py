"""The shell: places, back and forward, undo, the sidebar, what waits, what is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import DiskFull, UserError
from mentorcrm.models.kinds import MessageKind
from mentorcrm.services.commands.outreach import StartDraft
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui import theme
from mentorcrm.ui.actions import WINDOW_KEYS
from mentorcrm.ui.dialogs.keys import KeysSheet
from mentorcrm.ui.dialogs.storage import StorageSheet
from mentorcrm.ui.faults import FaultHook, describe
from mentorcrm.ui.main_window import ON_THIS_COMPUTER, MainWindow
from mentorcrm.ui.nav import NAV
from mentorcrm.ui.pages.today import TodayPage
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from tests.ui.conftest import Stage


def add(stage: Stage, *names: str) -> list[int]:
    ids = [stage.services.dispatcher.run(AddPerson(name)) for name in names]
    stage.settle()
    return ids


def said(stage: Stage) -> str:
    return stage.window.toast.text() if stage.window.toast.isVisible() else ""


def test_the_window_paints_before_the_services_and_says_that_it_waits(asleep: Stage) -> None:
    assert asleep.window.sidebar.where().startswith("Opening")
    done: list[str] = []
    asleep.desk.when_live(lambda: done.append("now"))
    assert done == []
    assert asleep.window.sidebar.where().startswith("One moment")
    asleep.window.go_live(asleep.services)
    assert done == ["now"]
    assert asleep.window.sidebar.where() == ON_THIS_COMPUTER


def test_the_first_paint_shows_what_was_there_the_last_time(asleep: Stage, tmp_path: Path) -> None:
    person = asleep.services.dispatcher.run(AddPerson("Ruth Adeyemi"))
    asleep.services.dispatcher.run(StartDraft(person, MessageKind.FIRST_ASK))
    window = MainWindow(asleep.desk, None, asleep.services.start_page())
    page = window.navigation.page
    assert isinstance(page, TodayPage)
    assert [row.title.text() for row in page.list.rows] == ["Finish your first ask to Ruth"]
    window.navigation.visit(Place("people"))
    page = window.navigation.page
    assert page.list.model.index(0).data() == "Ruth Adeyemi"  # type: ignore[attr-defined]
    window.deleteLater()


def test_the_button_of_a_message_never_takes_back_what_came_later(stage: Stage) -> None:
    stage.desk.run(AddPerson("Ana Ferreira"), said="Added Ana Ferreira")
    stage.desk.run(AddPerson("Bea Lund"))
    stage.qtbot.mouseClick(stage.window.toast._undo, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.services.people.counts().people == 2
    assert said(stage).startswith("Other changes came after this one")


def test_keys_go_to_pages_and_back(stage: Stage) -> None:
    add(stage, "Ana")
    window, qtbot = stage.window, stage.qtbot
    control = Qt.KeyboardModifier.ControlModifier
    for number, item in enumerate(NAV):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + number), control)
        stage.settle()
        assert window.navigation.page.place().page == item.page
    stage.go("asks")
    stage.go("people")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.navigation.page.place().page == "asks"
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.navigation.page.place().page == "people"


def test_back_opens_the_person_that_was_open(stage: Stage) -> None:
    first, second = add(stage, "Ana", "Ruth")
    stage.go("people", first)
    stage.go("people", second)
    stage.window.action("back").trigger()
    stage.settle()
    assert stage.window.navigation.page.place().key == first


def test_undo_names_the_step_and_offers_the_way_back(stage: Stage) -> None:
    add(stage, "Ana Ferreira")
    assert stage.window.action("undo").text() == "Undo: Add Ana Ferreira"
    stage.window.action("undo").trigger()
    stage.settle()
    assert said(stage) == "Undone: Add Ana Ferreira"
    assert stage.services.people.counts().people == 0
    stage.window.action("redo").trigger()
    stage.settle()
    assert stage.services.people.counts().people == 1


def test_undo_with_nothing_says_so(stage: Stage) -> None:
    stage.window.action("undo").trigger()
    assert said(stage) == "There is nothing to undo."


def test_the_sidebar_is_one_stop_and_arrows_move(stage: Stage) -> None:
    add(stage, "Ana")
    stage.window.sidebar.list.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(stage.window.sidebar.list, Qt.Key.Key_Down)
    stage.settle()
    assert stage.window.navigation.page.place().page == "people"


def test_the_counts_follow_changes(stage: Stage) -> None:
    ana, _ruth = add(stage, "Ana", "Ruth")
    model = stage.window.sidebar.list.model()
    spoken = [model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(2)]
    assert spoken == ["Today", "People, 2"]
    stage.services.dispatcher.run(StartDraft(ana, MessageKind.FIRST_ASK))
    stage.settle()
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Today, 1"


def test_the_sidebar_collapses_and_that_is_remembered(stage: Stage, tmp_path: Path) -> None:
    stage.window.action("sidebar").trigger()
    assert stage.window.sidebar.width() == 56
    stage.window.resize(1100, 700)
    stage.window.close()
    again = MainWindow(stage.desk, tmp_path / "window.ini")
    assert again.sidebar.collapsed
    assert again.size().height() == 700
    again.deleteLater()


def test_f1_lists_every_key(stage: Stage) -> None:
    stage.qtbot.keyClick(stage.window, Qt.Key.Key_F1)
    sheet = stage.window.findChild(KeysSheet)
    assert sheet is not None
    shown = {label.text() for label in sheet.findChildren(Label)}
    assert {key.words for key in WINDOW_KEYS} <= shown
    sheet.reject()


def test_f6_goes_through_the_panes_and_comes_round(stage: Stage) -> None:
    add(stage, "Ana")
    stage.go("people")
    visited: list[QWidget | None] = []
    for _ in range(5):
        stage.qtbot.keyClick(stage.window, Qt.Key.Key_F6)
        visited.append(stage.focused())
    assert len({id(widget) for widget in visited}) == 4
    assert visited[0] is visited[4]


def test_tab_walks_through_the_page_without_a_trap(stage: Stage) -> None:
    (person,) = add(stage, "Ana")
    stage.go("people", person)
    names: list[str] = []
    seen: set[int] = set()
    for _ in range(80):
        stage.qtbot.keyClick(stage.focused() or stage.window, Qt.Key.Key_Tab)
        focused = stage.focused()
        assert focused is not None
        if id(focused) in seen:
            break
        seen.add(id(focused))
        names.append(focused.accessibleName() or type(focused).__name__)
    else:
        pytest.fail(f"Tab never came round: {names[-5:]}")
    for name in ("Pages", "People", "Name", "Log a contact", "Add: A note"):
        assert name in names, names


def test_tab_through_the_sidebar_opens_nothing(stage: Stage) -> None:
    stage.go("settings", view="import")
    pages = stage.window.sidebar.list
    stage.window.sidebar.search.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(stage.window.sidebar.search, Qt.Key.Key_Tab)
    assert stage.focused() is stage.window.sidebar.capture
    stage.qtbot.keyClick(stage.window.sidebar.capture, Qt.Key.Key_Tab)
    assert stage.focused() is pages
    assert stage.window.navigation.page.place().page == "settings"
    stage.qtbot.keyClick(pages, Qt.Key.Key_Return)
    assert stage.window.navigation.page.place().page == "today"


def test_a_refused_command_is_said_calmly(stage: Stage) -> None:
    stage.desk.run(AddPerson("   "))
    assert said(stage) == "A person needs a name. Write one first."


def test_errors_of_tasks_go_where_they_belong(stage: Stage) -> None:
    stage.desk.report(UserError("That file is empty."))
    assert said(stage) == "That file is empty."
    stage.desk.report(DiskFull("There is no room left."))
    assert stage.window._strip.isVisible()
    assert stage.window._strip.what() == "There is no room left."
    stage.qtbot.mouseClick(stage.window._strip.action, Qt.MouseButton.LeftButton)
    (sheet,) = stage.window.findChildren(StorageSheet)
    assert not sheet.again.isVisible()
    sheet.reject()
    with pytest.raises(KeyError):
        stage.desk.report(KeyError("bug"))


def test_a_fault_is_told_once_and_without_personal_data() -> None:
    told: list[str] = []
    hook = FaultHook(told.append)
    for _ in range(2):
        try:
            raise ValueError("ana@kestrel.example")
        except ValueError as error:
            hook.handle(type(error), error)
            report = describe(error)
    assert told == [report]
    assert "ValueError" in report
    assert "kestrel" not in report


def test_a_theme_switch_keeps_the_page(stage: Stage) -> None:
    (person,) = add(stage, "Ana")
    stage.go("people", person)
    theme.current().set_mode("dark")
    picture = stage.window.grab().toImage()
    ground = theme.scheme_colors("dark")["sidebar"]
    ratio = picture.devicePixelRatio()
    assert picture.pixelColor(int(4 * ratio), int(400 * ratio)) == ground
    assert stage.window.navigation.page.place().key == person


def test_every_kind_of_change_on_another_thread_arrives(stage: Stage) -> None:
    from threading import Thread

    thread = Thread(target=stage.services.dispatcher.run, args=(AddPerson("From a thread"),))
    thread.start()
    thread.join()
    stage.settle()
    page = stage.go("people")
    assert page.list.model.index(0).data() == "From a thread"  # type: ignore[attr-defined]


def test_the_storage_line_tells_of_the_newest_backup_and_makes_one(stage: Stage) -> None:
    add(stage, "Ana")
    line = stage.window.sidebar.storage
    assert "No backup yet" in line.accessibleName()
    stage.qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    stage.settle()
    (menu,) = line.findChildren(ChoiceMenu)
    assert menu.isVisible()
    menu.choose("back_up")
    menu.close()
    stage.settle()
    assert line.accessibleName() == f"{ON_THIS_COMPUTER}. Newest backup: today"
    assert stage.services.safety.newest() is not None


def test_the_sidebar_collapses_by_itself_where_large_text_leaves_no_room(stage: Stage) -> None:
    sidebar = stage.window.sidebar
    stage.window.resize(1024, 680)
    stage.settle()
    assert not sidebar.collapsed
    theme.current().set_scale(150)
    assert sidebar.collapsed
    stage.window.action("sidebar").trigger()
    stage.go("people")
    assert not sidebar.collapsed  # As wished, for as long as the window is like this.
    theme.current().set_scale(100)
    theme.current().set_scale(150)
    assert sidebar.collapsed
    stage.window.resize(1400, 680)
    stage.settle()
    assert not sidebar.collapsed


def test_a_sidebar_that_collapsed_by_itself_is_not_remembered_so(
    stage: Stage, tmp_path: Path
) -> None:
    stage.window.resize(1024, 680)
    theme.current().set_scale(150)
    stage.window.close()
    theme.current().set_scale(100)
    again = MainWindow(stage.desk, tmp_path / "window.ini")
    assert not again.sidebar.collapsed
    again.deleteLater()


def test_text_size_and_theme_reach_the_sidebar_at_once(stage: Stage) -> None:
    sidebar = stage.window.sidebar
    before = sidebar.width()
    theme.current().set_scale(150)
    assert sidebar.width() == before * 3 // 2
    stage.window.action("sidebar").trigger()
    theme.current().set_scale(100)
    assert sidebar.width() == 56
    spoken = sidebar.list.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert NAV[0].words in spoken
    assert "Ctrl+K" in sidebar.search.toolTip()
