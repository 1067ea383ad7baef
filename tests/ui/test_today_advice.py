"""Rows of Today about advice and promises, carried out with their one key."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import MessageKind
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui.pages.today import TodayPage
from tests.conftest import NOW
from tests.ui.conftest import Stage

TODAY = NOW.date()


@pytest.fixture
def ana(stage: Stage) -> int:
    return int(stage.services.dispatcher.run(AddPerson("Ana Ferreira")))


def advise(stage: Stage, person: int, words: str, result: str = "") -> int:
    """Advice that was tried ten days ago."""
    run = stage.services.dispatcher.run
    number = int(run(wish.AddAdvice(person, words, given_on=TODAY - timedelta(days=40))))
    day = TODAY - timedelta(days=10)
    values = {"result": result}
    run(wish.EditAdvice(number, values, AdviceResponse.TRIED, responded_on=day))
    return number


def today(stage: Stage) -> TodayPage:
    page = stage.go("today")
    assert isinstance(page, TodayPage)
    return page


def press(stage: Stage, page: TodayPage, key: Qt.Key) -> None:
    """Press a key on the first row."""
    row = page.list.rows[0]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(row, key)
    stage.settle()


@pytest.mark.parametrize(
    ("result", "kind"),
    [("", MessageKind.PROGRESS_UPDATE), ("two teams shipped", MessageKind.IMPACT_NOTE)],
)
def test_one_key_drafts_what_there_is_to_tell(
    stage: Stage, ana: int, result: str, kind: MessageKind
) -> None:
    number = advise(stage, ana, "Run a pilot first", result)
    page = today(stage)
    assert [row.title.text() for row in page.list.rows] == ["Tell Ana what came of their advice"]
    press(stage, page, Qt.Key.Key_D)
    place = stage.window.navigation.page.place()
    assert place.page == "composer"
    assert place.key is not None
    draft = stage.services.outreach.detail(place.key)
    assert (draft.kind, draft.advice) == (kind, (number,))
    assert "“Run a pilot first.”" in draft.body


def test_one_key_keeps_a_promise_and_undo_brings_it_back(stage: Stage, ana: int) -> None:
    run = stage.services.dispatcher.run
    number = run(AddCommitment(ana, "Send the deck", due=TODAY))
    page = today(stage)
    assert [row.act.text() for row in page.list.rows] == ["Mark as kept"]
    press(stage, page, Qt.Key.Key_D)
    assert stage.services.commitments.detail(number).done_on == TODAY
    assert page.list.rows == []
    stage.services.dispatcher.undo()
    stage.settle()
    assert stage.services.commitments.detail(number).open
