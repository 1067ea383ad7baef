"""The day of an instant is that of where I am, also when the day of UTC is another one."""

from datetime import UTC, date, datetime

import pytest

from mentorcrm.clock import FixedClock
from mentorcrm.ui.days import desk_day, desk_today, local_day
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people, texts

LATE = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)  # 22:30 of the 23rd in New York.


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(LATE, "America/New_York")


def test_a_day_is_that_of_a_zone(stage: Stage) -> None:
    assert desk_today(stage.desk) == desk_day(stage.desk, LATE) == date(2026, 11, 23)
    assert local_day(LATE, "Europe/Lisbon") == date(2026, 11, 24)
    assert local_day(LATE, "Nowhere/Else") == date(2026, 11, 24)


def test_who_was_added_late_in_the_evening_was_added_that_day(stage: Stage) -> None:
    page, _ids = people(stage, "Ana Ferreira")
    said = [text for text in texts(page) if text.startswith("Added")]
    assert said == ["Added by hand, 23 Nov"]
