"""The page History: everybody's contacts, searched, narrowed and opened."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mentorcrm.models.kinds import InteractionChannel, Role, Season
from mentorcrm.services.commands.advice import AddAdvice
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson, SetMentorship
from mentorcrm.services.interactions_rows import EntryKind
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.pages import contact_list
from mentorcrm.ui.pages.history import HistoryPage
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets.link import NameLink
from tests.conftest import NOW
from tests.ui.conftest import Stage

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CALL, MAIL = InteractionChannel.CALL, InteractionChannel.MAIL


def history(stage: Stage) -> HistoryPage:
    page = stage.go("history")
    assert isinstance(page, HistoryPage)
    return page


def filled(stage: Stage) -> tuple[int, int]:
    """Two people, a call with both, a mail to one and a plan."""
    run = stage.services.dispatcher.run
    ana, ruth = run(AddPerson("Ana Ferreira")), run(AddPerson("Ruth Adeyemi"))
    run(
        LogInteraction(
            (ana, ruth), NOW - timedelta(days=3), CALL, summary="On hiring",
            body="Ask for scope, not a title. Keep one system you own.", minutes=45,
            topics=("career",),
        )
    )  # fmt: skip
    run(LogInteraction((ruth,), NOW - timedelta(days=1), MAIL, summary="An agenda"))
    run(LogInteraction((ana,), NOW + timedelta(days=2), CALL, summary="Next steps"))
    return ana, ruth


def shown(page: HistoryPage) -> list[str]:
    model = page.segment.list.rows
    return [model.index(row).data(RowRole).text for row in range(model.rowCount())]


def test_an_empty_history_says_what_will_be_there(stage: Stage) -> None:
    page = history(stage)
    assert page.segment.wells.empty.isVisible()
    assert "Calls, meetings and messages" in page.segment.wells.empty.sentence()
    assert not page.segment.list.isVisible()
    stage.qtbot.mouseClick(page.segment.wells.people, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().page == "people"


def test_contacts_with_everybody_stand_newest_first_with_their_day(stage: Stage) -> None:
    filled(stage)
    page = history(stage)
    assert shown(page) == ["Next steps", "An agenda", "On hiring"]
    rows = [page.segment.list.rows.index(row).data(RowRole) for row in range(3)]
    assert [(row.day, row.weekday) for row in rows] == [
        ("26 Nov", "Thu"),
        ("23 Nov", "Mon"),
        ("21 Nov", "Sat"),
    ]
    assert rows[0].tag == "Planned"
    assert (rows[2].who, rows[2].when) == ("Ana Ferreira and Ruth Adeyemi", "45 min")
    assert rows[2].spoken.startswith("On hiring, Ana Ferreira and Ruth Adeyemi, Phone call, Sat 21")
    assert page.header.summary.text() == "3 contacts"


def test_what_is_typed_is_searched_at_once(stage: Stage) -> None:
    filled(stage)
    page = history(stage)
    stage.qtbot.keyClick(stage.window, KEY.Key_Slash)
    assert stage.focused() is page.search
    stage.qtbot.keyClicks(page.search, "scop")
    assert shown(page) == ["On hiring"]
    assert "scope, not a title" in page.segment.list.rows.index(0).data(RowRole).said
    assert page.header.summary.text() == "1 of 3 contacts"
    stage.qtbot.keyClick(page.search, KEY.Key_Escape)
    stage.qtbot.keyClicks(page.search, "ruth")
    assert shown(page) == ["An agenda", "On hiring"]
    page.search.setText("#care")
    assert shown(page) == ["On hiring"]
    page.search.setText("nothing so")
    assert page.segment.wells.nothing.isVisible()
    stage.qtbot.mouseClick(page.segment.wells.clear, LEFT)
    stage.settle()
    assert len(shown(page)) == 3
    assert page.search.text() == ""


def test_letters_typed_in_the_list_go_to_the_search(stage: Stage) -> None:
    filled(stage)
    page = history(stage)
    assert stage.focused() is page.segment.list
    stage.qtbot.keyClicks(page.segment.list, "h")
    assert stage.focused() is page.search
    stage.qtbot.keyClicks(page.search, "ir")
    assert page.search.text() == "hir"
    assert shown(page) == ["On hiring"]


def test_chips_narrow_and_the_place_keeps_it(stage: Stage) -> None:
    ana, _ruth = filled(stage)
    page = history(stage)
    chips = page.segment.chips
    chips.choose_value("kind", EntryKind.PLANS)
    assert shown(page) == ["Next steps"]
    assert chips.words() == ["Planned"]
    place = page.place()
    assert place == Place("history", None, "contacts?kind=plans")
    stage.go("people", ana)
    chips.choose_value("kind", None)
    stage.window.action("back").trigger()
    stage.settle()
    assert shown(page) == ["Next steps"]
    chips.choose_value("kind", None)
    chips.choose_value("topic", "career")
    assert shown(page) == ["On hiring"]
    chips.choose_value("topic", None)
    chips.choose_value("person", ana)
    assert shown(page) == ["Next steps", "On hiring"]
    assert chips.words() == ["Ana Ferreira"]


def test_with_a_person_chosen_their_seasons_are_no_contacts(stage: Stage) -> None:
    ana, _ruth = filled(stage)
    stage.services.dispatcher.run(SetMentorship(ana, Role.MENTOR, Season.ACTIVE))
    stage.services.dispatcher.run(AddAdvice(ana, "Say less"))
    page = history(stage)
    page.segment.chips.choose_value("person", ana)
    assert shown(page) == ["Next steps", "On hiring"]


def test_the_list_follows_what_is_logged_and_undone(stage: Stage) -> None:
    ana, _ruth = filled(stage)
    page = history(stage)
    stage.services.dispatcher.run(LogInteraction((ana,), NOW, MAIL, summary="Thanks"))
    stage.settle()
    assert shown(page) == ["Next steps", "Thanks", "An agenda", "On hiring"]
    stage.desk.undo()
    stage.settle()
    assert shown(page) == ["Next steps", "An agenda", "On hiring"]


def test_a_contact_opens_beside_the_list_and_is_edited_there(stage: Stage) -> None:
    ana, _ruth = filled(stage)
    page = history(stage)
    view = page.segment.list
    stage.qtbot.keyClick(view, KEY.Key_Down)
    stage.qtbot.keyClick(view, KEY.Key_Down)
    stage.qtbot.keyClick(view, KEY.Key_Return)
    stage.settle()
    pane = page.segment.beside.pane
    assert pane.isVisible()
    assert pane.editor.summary.text() == "On hiring"
    stage.qtbot.keyClick(view, KEY.Key_Up)
    assert pane.editor.summary.text() == "An agenda"
    stage.qtbot.keyClick(view, KEY.Key_Down)
    stage.qtbot.keyClick(view, KEY.Key_E)
    assert stage.focused() is pane.editor.summary
    stage.qtbot.keyClicks(pane.editor.summary, "On pay")
    stage.qtbot.keyClick(pane.editor.summary, KEY.Key_Return)
    stage.settle()
    assert shown(page) == ["Next steps", "An agenda", "On pay"]
    link = next(n for n in pane.findChildren(NameLink) if n.text() == "Ana Ferreira")
    place = page.place()
    stage.qtbot.mouseClick(link, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().key == ana
    stage.window.action("back").trigger()
    stage.settle()
    assert page.place() == place
    assert pane.editor.summary.text() == "On pay"
    stage.qtbot.keyClick(pane.editor.summary, KEY.Key_Escape)
    assert not pane.isVisible()
    assert stage.focused() is view


def test_delete_goes_to_the_bin_and_the_toast_brings_it_back(stage: Stage) -> None:
    filled(stage)
    page = history(stage)
    view = page.segment.list
    page.segment.open_current()
    stage.qtbot.keyClick(view, KEY.Key_Delete)
    stage.settle()
    assert shown(page) == ["An agenda", "On hiring"]
    assert page.segment.beside.pane.editor.summary.text() == "An agenda"
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    stage.settle()
    assert len(shown(page)) == 3


def test_a_person_is_chosen_by_typing(stage: Stage) -> None:
    filled(stage)
    page = history(stage)
    stage.qtbot.mouseClick(page.segment.chips._chips["person"], LEFT)
    stage.settle()
    field = QApplication.focusWidget()
    assert field is not None
    stage.qtbot.keyClicks(field, "ruth")
    stage.qtbot.keyClick(field, KEY.Key_Return)
    stage.settle()
    assert shown(page) == ["An agenda", "On hiring"]


def test_among_many_the_first_come_soon_and_the_others_after_them(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_list, "FIRST_ROWS", 2)
    monkeypatch.setattr(contact_list, "FEW", 0)
    filled(stage)
    page = history(stage)
    stage.settle()
    assert shown(page) == ["Next steps", "An agenda", "On hiring"]
    for typed in ("hir", "hiring", "e", ""):
        page.search.setText(typed)  # Of many keystrokes the last one counts.
    stage.settle()
    assert shown(page)[:2] == ["Next steps", "An agenda"]
    stage.qtbot.waitUntil(lambda: len(shown(page)) == 3)
