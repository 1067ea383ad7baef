"""What was agreed and how someone fits, on the page of a meeting."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mentorcrm.models.history_kinds import FitVerdict
from mentorcrm.models.kinds import Role, Season
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands import people
from mentorcrm.services.commands.agreements import SetOffLimits
from mentorcrm.services.commands.fit import CheckFit
from tests.conftest import NOW
from tests.ui.conftest import Stage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ana(stage: Stage) -> int:
    return stage.services.dispatcher.run(people.AddPerson("Ana Ferreira"))


@pytest.fixture
def held(stage: Stage, ana: int) -> int:
    return stage.services.dispatcher.run(wish.PlanMeeting((ana,), NOW - timedelta(hours=2)))


def test_the_close_of_a_first_meeting_asks_how_it_feels(stage: Stage, ana: int, held: int):
    page: Any = stage.go("meetings", held, "takeaways")
    card = page.view.fit
    assert card.isVisible()
    assert card.title.text() == "Fit with Ana"
    button = card.question.answers[FitVerdict.DECIDING]
    button.setFocus()
    stage.qtbot.keyClick(button, Qt.Key.Key_Return)
    stage.settle()
    [check] = stage.services.fit.of(ana).checks
    assert (check.number, check.verdict, check.meeting_id) == (1, FitVerdict.DECIDING, held)
    assert not card.question.isVisible()
    assert card.answer.text() == "Still deciding"
    assert stage.focused() is card.again
    stage.qtbot.mouseClick(card.again, LEFT)
    stage.qtbot.mouseClick(card.question.answers[FitVerdict.GOOD], LEFT)
    stage.settle()
    assert [c.verdict for c in stage.services.fit.of(ana).checks] == [FitVerdict.GOOD]
    stage.services.dispatcher.undo()
    stage.services.dispatcher.undo()
    stage.settle()
    assert card.question.isVisible()


def test_between_the_first_and_the_third_meeting_nothing_is_asked(
    stage: Stage, ana: int, held: int
):
    run = stage.services.dispatcher.run
    run(wish.CloseMeeting(held))
    run(CheckFit(ana, FitVerdict.GOOD, meeting_id=held))
    second = run(wish.PlanMeeting((ana,), NOW - timedelta(hours=1)))
    page: Any = stage.go("meetings", second, "takeaways")
    assert page.view.worth.isVisible()
    assert not page.view.fit.isVisible()


def test_a_point_that_touches_what_is_off_limits_says_so(stage: Stage, ana: int):
    run = stage.services.dispatcher.run
    role = run(people.SetMentorship(ana, Role.MENTOR, Season.ACTIVE))
    coming = run(wish.PlanMeeting((ana,), NOW + timedelta(days=2)))
    point = run(wish.AddPoint(coming, "What they pay at Kestrel: her salary"))
    page: Any = stage.go("meetings", coming, "prepare")

    def said() -> list[str]:
        lines = page.view.agenda.lines()
        return [line.off_limits.text() for line in lines if hasattr(line, "off_limits")]

    assert said() == []
    run(SetOffLimits(role, ("salary",)))
    stage.settle()
    assert said() == ["“salary” is off limits by your agreement."]
    run(wish.EditPoint(point, text="What they build at Kestrel"))
    stage.settle()
    assert said() == []
