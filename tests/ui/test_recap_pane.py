"""The recap on the page of its meeting, in the window, with real keys."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mentorcrm.models.history_kinds import LineKind
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands import people, profile
from mentorcrm.ui.dialogs.sent import SentSheet
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.conftest import NOW
from tests.ui.conftest import Stage


@pytest.fixture
def pair(stage: Stage) -> tuple[int, int]:
    run = stage.services.dispatcher.run
    run(profile.EditProfile({"name": "Noor Haddad", "zone": "Europe/Lisbon"}))
    ana = run(people.AddPerson("Ana Ferreira", mail="ana@x.example"))
    return ana, run(people.AddPerson("Ben Okafor", mail="ben@x.example"))


def closed(stage: Stage, people_there: tuple[int, ...]) -> Any:
    """The page of a meeting that is closed, with a recap begun to the first of them."""
    run = stage.services.dispatcher.run
    held = run(wish.PlanMeeting(people_there, NOW - timedelta(hours=2), title="Scope"))
    run(wish.AddLine(held, LineKind.MY_PROMISE, "send the map"))
    run(wish.CloseMeeting(held, 4, "Ask for scope first", "your time"))
    run(stage.services.recaps.begin(held))
    return stage.go("meetings", held, "recap")


def test_a_letter_that_greets_nobody_says_so_and_is_not_opened(stage: Stage, pair: tuple[int, int]):
    pane = closed(stage, pair[:1]).view.recap
    text = pane.letter.text
    assert "greets" not in pane._check.text()
    text.setFocus()
    stage.qtbot.keyClick(text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    stage.qtbot.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    stage.qtbot.keyClick(text, Qt.Key.Key_Delete)
    pane.flush()
    stage.settle()
    assert pane._check.text() == "It greets nobody by name"
    pane.mail.click()
    stage.settle()
    assert stage.opener.opened == []
    assert pane.letter._problem.text() == "A letter greets somebody. Begin it with “Dear Ana,”."
    assert stage.focused() is text
    stage.qtbot.keyClicks(text, "Dear Ana,")
    pane.mail.click()
    stage.settle()
    assert len(stage.opener.opened) == 1
    assert not pane.letter._problem.isVisible()


def test_after_it_is_marked_as_sent_no_key_ticks_a_promise(stage: Stage, pair: tuple[int, int]):
    page = closed(stage, pair[:1])
    pane = page.view.recap
    pane.sent.setFocus()
    stage.qtbot.keyClick(pane.sent, Qt.Key.Key_Space)
    stage.settle()
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, SentSheet)
    sheet.done.setFocus()
    stage.qtbot.keyClick(sheet.done, Qt.Key.Key_Space)
    stage.settle()
    assert pane.clock.text() == "Sent on 24 Nov"
    stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Space)
    stage.settle()
    [line] = stage.services.meetings.detail(page.place().key).lines
    assert not line.done
    assert stage.focused() is pane.copy


def test_the_step_is_done_once_everybody_who_was_there_has_theirs(
    stage: Stage, pair: tuple[int, int]
):
    page = closed(stage, pair)
    step = next(one for one in page.view.head.steps._segments if one.value == "recap")

    def send() -> None:
        page.view.recap.sent.click()
        stage.settle()
        open_sheet(stage.window).done.click()
        stage.settle()

    send()
    assert not step.done
    page.view.recap._choose(pair[1])
    page.view.recap.write()
    stage.settle()
    send()
    assert step.done


def test_the_letter_is_as_high_as_its_words_and_the_page_follows_the_cursor(
    stage: Stage, pair: tuple[int, int]
):
    stage.window.resize(1024, 680)
    view = closed(stage, pair[:1]).view
    text = view.recap.letter.text
    text.setFocus()
    stage.qtbot.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _time in range(20):
        stage.qtbot.keyClick(text, Qt.Key.Key_Return)
        stage.qtbot.keyClicks(text, "more")
    stage.settle()
    assert text.verticalScrollBar().maximum() == 0
    assert text.height() >= text.document().size().height()
    spot = text.viewport().mapTo(view._scroll.viewport(), text.cursorRect().center())
    assert view._scroll.viewport().rect().contains(spot)
    assert view.recap.mapTo(view, view.recap.rect().bottomRight()).x() < view.width()
