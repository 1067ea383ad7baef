"""Beside the rows: what is different since the last look, and what to know before an ask."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mentorcrm.models.kinds import InteractionChannel, MessageKind, Season
from mentorcrm.services.commands import agreements, outreach
from mentorcrm.services.commands.commitments import AddCommitment, KeepCommitment
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui.pages.today import TodayPage
from mentorcrm.ui.pages.today_side import SideRow
from mentorcrm.ui.places import Place
from tests.conftest import NOW
from tests.ui.conftest import Stage


def page_of(stage: Stage) -> TodayPage:
    page = stage.go("today")
    assert isinstance(page, TodayPage)
    return page


def rows(card: Any) -> list[SideRow]:
    return [row for row in card.findChildren(SideRow) if row.isVisible()]


@pytest.fixture
def ana(stage: Stage) -> int:
    return stage.services.dispatcher.run(AddPerson("Ana Ferreira", season=Season.ACTIVE))


def come_back(stage: Stage, hours: int) -> None:
    looks = stage.services.today.looks
    looks._clock = replace(looks._clock, instant=NOW + timedelta(hours=hours))


def test_coming_back_after_a_while_tells_what_is_different(stage: Stage, ana: int) -> None:
    stage.go("people")
    come_back(stage, -1)
    page = page_of(stage)
    assert page.aside.since.isHidden()
    stage.go("people")
    run = stage.services.dispatcher.run
    run(KeepCommitment(run(AddCommitment(ana, "Send the deck"))))
    stage.settle()
    come_back(stage, 9)
    page = page_of(stage)
    assert [row.text() for row in rows(page.aside.since)] == ["Promise to Ana kept", "Added Ana"]
    row = rows(page.aside.since)[0]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(row, Qt.Key.Key_Space)
    stage.settle()
    assert stage.window.navigation.page.place() == Place("people", ana, "filter?")
    assert rows(page_of(stage).aside.since)  # A glance elsewhere takes nothing away.


def test_what_was_agreed_for_a_month_is_told_against_what_is_used(stage: Stage, ana: int) -> None:
    run = stage.services.dispatcher.run
    role = stage.services.people.detail(ana).mentorships[0].id
    run(agreements.EditAgreement(role, {"monthly_asks": 2, "monthly_minutes": 60}))
    run(outreach.LogInteraction((ana,), NOW, InteractionChannel.CALL, minutes=30))
    ben = run(AddPerson("Ben Okri", season=Season.ACTIVE))
    for person in (ana, ana, ben, ben):
        draft = run(outreach.StartDraft(person, MessageKind.ONE_QUESTION))
        run(outreach.MarkSent(draft, InteractionChannel.MAIL, NOW))
    page = page_of(stage)
    first, second = rows(page.aside.budgets)
    assert first.text() == (
        "Ana Ferreira. 2 of 2 asks used that you agreed for this month. "
        "30 of 60 minutes used that you agreed for this month. "
        "2 asks since you last gave an update, thanks or anything else."
    )
    assert second.text().startswith("Ben Okri. 2 asks since")
    first.click()
    stage.settle()
    assert stage.window.navigation.page.place().key == ana
    stage.desk.settings.change(giving_card=False)
    page = page_of(stage)
    page.reload()
    assert [row.text().split(".")[0] for row in rows(page.aside.budgets)] == ["Ana Ferreira"]
