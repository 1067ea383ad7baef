"""The reminder of the day in the window: off by itself, once when it is due, and without names."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui.reminding import Reminding
from tests.conftest import NOW
from tests.ui.conftest import Stage


@pytest.fixture
def reminding(stage: Stage) -> Any:
    run = stage.services.dispatcher.run
    person = run(AddPerson("Ana Ferreira"))
    at = NOW - timedelta(days=3)
    run(LogInteraction((person,), at, InteractionChannel.MAIL, direction=Direction.THEM))
    found = Reminding(stage.services, stage.desk.settings, stage.window)
    found.told = []
    found.say = lambda title, text: found.told.append((title, text))
    yield found
    found.stop()


def at(stage: Stage, instant: datetime) -> None:
    reminders = stage.services.reminders
    reminders._clock = replace(reminders._clock, instant=instant)


def test_it_is_off_until_it_is_switched_on(stage: Stage, reminding: Any) -> None:
    at(stage, NOW + timedelta(days=2))
    reminding.look()
    assert reminding.told == []


def test_it_comes_once_says_how_many_and_names_nobody(stage: Stage, reminding: Any) -> None:
    page = stage.go("settings", view="reminders")
    section = page.section
    stage.qtbot.mouseClick(section.on, Qt.MouseButton.LeftButton)
    assert stage.desk.settings.current.remind
    section.at.set_value("10:15")
    section.at.editingFinished.emit()
    assert stage.desk.settings.current.remind_at == 615
    at(stage, datetime(2026, 11, 24, 10, 15, 20, tzinfo=UTC))
    for _ in range(3):
        reminding.look()
    assert reminding.told == [("Today", "1 thing waits.")]
    at(stage, datetime(2026, 11, 28, 18, 0, tzinfo=UTC))
    reminding.look()
    assert reminding.told[1:] == [("Today, while you were away", "1 thing waits.")]


def test_one_that_was_missed_waits_until_everybody_is_read_and_is_told_without_a_tray(
    stage: Stage, reminding: Any
) -> None:
    stage.services.reminders.switched_on()
    stage.desk.settings.change(remind=True, remind_at=615)
    at(stage, datetime(2026, 11, 26, 18, 0, tzinfo=UTC))
    again = build(stage.services.paths, FixedClock(NOW + timedelta(days=2), "Europe/Lisbon"))
    fresh = Reminding(again, stage.desk.settings, stage.window)
    told: list[str] = []
    fresh.untold.connect(told.append)
    fresh.look()
    assert told == []  # Nobody was read yet: it would count too few.
    again.today.page()
    fresh.look()
    fresh.look()
    fresh.stop()
    again.store.close()
    assert told == ["Today, while you were away: 1 thing waits."]


def test_a_time_that_is_none_is_said_at_the_field(stage: Stage) -> None:
    section = stage.go("settings", view="reminders").section
    section.on.click()
    section.at.set_value("half past nine")
    section.at.editingFinished.emit()
    assert stage.desk.settings.current.remind_at == 540
    assert section.at.text() == "half past nine"
