"""Times in words: their clock first, days together, zones by city."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorcrm.asks import spoken_times
from mentorcrm.models.kinds import TimeWindow

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def window(month: int, day: int, hour: int, minutes: int = 60, year: int = 2026) -> TimeWindow:
    start = datetime(year, month, day, hour, tzinfo=UTC)
    return TimeWindow(start, start + timedelta(minutes=minutes), "Europe/Berlin")


def inline(*windows: TimeWindow, theirs: str = "Europe/London", both: bool = True) -> str:
    return spoken_times.windows_inline(windows, theirs, "Europe/Berlin", now=NOW, both=both)


def test_one_window_names_both_clocks() -> None:
    assert inline(window(12, 1, 16)) == (
        "Tuesday 1 December, 16:00 to 17:00 London time (17:00 to 18:00 in Berlin)"
    )


def test_an_unknown_or_equal_zone_needs_no_second_clock() -> None:
    mine = "Tuesday 1 December, 17:00 to 18:00 Berlin time"
    assert inline(window(12, 1, 16), theirs="") == mine
    assert inline(window(12, 1, 16), theirs="No/Where") == mine
    assert inline(window(12, 1, 16), theirs="../etc/passwd") == mine
    assert inline(window(12, 1, 16), theirs="Europe/Paris") == mine.replace("Berlin", "Paris")


def test_windows_of_one_day_are_said_together_and_in_order() -> None:
    text = inline(window(12, 3, 9), window(12, 1, 16), window(12, 1, 10), both=False)
    assert text == (
        "Tuesday 1 December, 10:00 to 11:00 or 16:00 to 17:00, "
        "or Thursday 3 December, 9:00 to 10:00, London time"
    )


def test_the_clock_follows_summer_time_on_each_side() -> None:
    # On 27 October 2026 Europe is on winter time and New York still on summer time.
    lines = spoken_times.window_lines(
        [window(10, 20, 14), window(10, 27, 14)], "America/New_York", "Europe/Berlin", now=NOW
    )
    assert lines == (
        "Tuesday 20 October, 10:00 to 11:00 (16:00 to 17:00)",
        "Tuesday 27 October, 10:00 to 11:00 (15:00 to 16:00)",
    )


def test_another_day_on_the_other_side_is_said() -> None:
    text = inline(window(12, 1, 22), theirs="Asia/Tokyo")
    assert text == (
        "Wednesday 2 December, 7:00 to 8:00 Tokyo time (Tuesday 23:00 to 0:00 in Berlin)"
    )


def test_another_year_is_named() -> None:
    assert inline(window(1, 5, 10, year=2027), theirs="") == (
        "Tuesday 5 January 2027, 11:00 to 12:00 Berlin time"
    )


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/New_York", "New York time"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
    ],
)
def test_zones_are_called_by_their_city(zone: str, words: str) -> None:
    assert spoken_times.zone_words(zone) == words
