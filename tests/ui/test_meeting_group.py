"""Several people in one meeting, in the window: what concerns each stands under their name."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mentorcrm.models.history_kinds import LineKind, Owner
from mentorcrm.models.kinds import InteractionChannel, Role, Season
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands import people
from mentorcrm.services.commands.agreements import SetOffLimits
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.outreach import MarkSent
from mentorcrm.ui.dialogs.brief_page import BriefSheet
from mentorcrm.ui.widgets.overlays import open_sheet
from mentorcrm.ui.widgets.text import Label
from tests.conftest import NOW
from tests.ui.conftest import Stage


@pytest.fixture
def pair(stage: Stage) -> tuple[int, int]:
    run = stage.services.dispatcher.run
    found = []
    for name in ("Ana Ferreira", "Ben Okafor"):
        found.append(run(people.AddPerson(name, mail=f"{name[:3].lower()}@x.example")))
        role = run(people.SetMentorship(found[-1], Role.MENTOR, Season.ACTIVE))
        run(SetOffLimits(role, (f"pay of {name[:3]}",)))
        run(AddCommitment(found[-1], f"A map for {name[:3]}", Owner.ME))
    return found[0], found[1]


def said(widget: Any) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def test_the_brief_shows_each_of_them_and_questions_are_put_to_one(
    stage: Stage, pair: tuple[int, int]
):
    run = stage.services.dispatcher.run
    coming = run(wish.PlanMeeting(pair, NOW + timedelta(days=2), title="Round table"))
    view = stage.go("meetings", coming, "prepare").view
    for card, words in (
        (view.remember, "Off limits: pay of {}"),
        (view.between, "Mine: A map for {}"),
        (view.since, "A map for {}"),
    ):
        lines = said(card)
        for name in ("Ana", "Ben"):
            assert lines.index(name) < lines.index(words.format(name))
    assert "With Ana and Ben" in view.head._when.text()
    view.questions.whom.chips[pair[1]].click()
    take = view.questions._rows.itemAt(0).widget().layout().itemAt(0).widget()
    offered = take.property("words")
    take.click()
    stage.settle()
    points = [point.text for point in stage.services.meetings.detail(coming).points]
    assert f"Ben: {offered}" in points
    view.acts._brief()
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, BriefSheet)
    stage.settle()
    assert "map for Ana" in sheet.picture.accessibleDescription()
    sheet.whom.chips[pair[1]].click()
    stage.settle()
    described = sheet.picture.accessibleDescription()
    assert "map for Ben" in described
    assert "map for Ana" not in described
    sheet.reject()
    view.acts.send_agenda()
    assert "ana@x.example,ben@x.example" in stage.opener.opened[-1]


def test_a_recap_is_written_to_each(stage: Stage, pair: tuple[int, int]):
    run = stage.services.dispatcher.run
    held = run(wish.PlanMeeting(pair, NOW - timedelta(hours=2)))
    for person, words in zip(pair, ("send the scope page", "introduce a candidate"), strict=True):
        run(wish.AddLine(held, LineKind.MY_PROMISE, words, person))
    run(wish.CloseMeeting(held))
    pane = stage.go("meetings", held, "recap").view.recap
    pane.begin.click()
    stage.settle()
    assert "scope page" in pane.letter.text.text()
    assert pane.letter._to.text() == "Ana Ferreira"
    pane.whom.chips[pair[1]].click()
    stage.settle()
    assert not pane.letter.isVisible()
    pane.begin.click()
    stage.settle()
    assert pane.letter._to.text() == "Ben Okafor"
    body = pane.letter.text.text()
    assert "candidate" in body
    assert "scope page" not in body
    first = stage.services.meetings.detail(held).recap_draft_id
    run(MarkSent(first, InteractionChannel.MAIL, NOW))
    stage.settle()
    assert [chip.text() for chip in pane.whom.chips.values()] == ["Ana, sent", "Ben, draft"]


def test_what_was_left_with_one_of_them_is_taken_over_by_a_press(
    stage: Stage, pair: tuple[int, int]
):
    run = stage.services.dispatcher.run
    before = run(wish.PlanMeeting(pair[1:], NOW - timedelta(hours=2)))
    run(wish.AddPoint(before, "Budget"))
    run(wish.CloseMeeting(before))
    coming = run(wish.PlanMeeting(pair, NOW + timedelta(days=2)))
    agenda = stage.go("meetings", coming, "prepare").view.agenda
    assert "Left with Ben, 24 Nov: Budget" in said(agenda.left)
    take = agenda.left.buttons[0]
    take.setFocus()
    stage.qtbot.keyClick(take, Qt.Key.Key_Space)
    stage.settle()
    assert not agenda.left.isVisible()
    assert stage.focused() is agenda.add
    assert "Budget" in [line.point.text for line in agenda.lines()]
