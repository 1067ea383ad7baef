"""Times that people type, times that a calendar leaves, and how long an offer keeps."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.asks.windows import (
    ShelfLife,
    find_zone,
    is_short_notice,
    parse_windows,
    shelf_life,
    suggest_windows,
    window_words,
    zone_label,
    zone_of_place,
)
from mentorcrm.asks.zones import get_zone
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import TimeWindow, WorkingHours

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)  # a Monday
DEC_1, DEC_3 = (1, "16:00", 60), (3, "10:00", 60)


def told(text: str, zone: str = "Europe/Berlin") -> list[tuple[int, str, int]]:
    """Day, clock time in the window's own zone and minutes of each window."""
    found = []
    for window in parse_windows(text, zone, NOW):
        start = window.start.astimezone(get_zone(window.zone))
        length = (window.end - window.start) // timedelta(minutes=1)
        found.append((start.day, f"{start:%H:%M}", length))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01 16:00-17:00; 2026-12-03 10:00-11:00",
        "2026-12-01 16:00-17:00; 2026-12-03 10:00-11:00 Europe/London",
        "2026-12-01 16:00-17:00 (London time)\n2026-12-03 10:00-11:00",
        "Tue 1 Dec 16:00–17:00; Thu 3 Dec 10–11am",
        "- Tuesday 1 December, 4-5pm\n- Thursday 3 December, 10am to 11am",
        "December 1st, 4:00 pm - 5:00 pm; Dec 3, 10:00 am till 11:00 am",
        "1 Dec 1600-1700 hrs; 3 Dec 10h-11h",
        "01.12.2026 16.00-17.00 Uhr; 03.12.2026 10.00-11.00",
        "between 4pm and 5pm on 1 December; from 10:00 until 11:00 on 3 December",
        "2026-12-01T16:00/17:00; 2026-12-03T10:00/11:00",
        "2026-12-01 16:00 - 2026-12-01 17:00; 2026-12-03 10:00 (60 min)",
        "1 Dec 16:00 for an hour, 3 Dec 10:00 for 1 hour",
        "next Tuesday 16:00-17:00; next Thursday 10:00-11:00",
    ],
)
def test_the_same_two_times_in_many_shapes(text: str) -> None:
    assert told(text) == [DEC_1, DEC_3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" ; \n ", []),
        ("Tue 1 Dec or Thu 3 Dec, 15:00-16:00", [(1, "15:00", 60), (3, "15:00", 60)]),
        (
            "3, 10 and 17 December at 16:00",
            [(3, "16:00", 30), (10, "16:00", 30), (17, "16:00", 30)],
        ),
        ("2026-12-01 16:00-17:00, 18:00-19:00", [(1, "16:00", 60), (1, "18:00", 60)]),
        ("2026-12-01 16:00-17:00; 18:00-19:00", [(1, "16:00", 60), (1, "18:00", 60)]),
        ("1 Dec 16:00 and 18:00", [(1, "16:00", 30), (1, "18:00", 30)]),
        ("1 Dec 11-1pm", [(1, "11:00", 120)]),
        ("1 Dec 23:00-00:30", [(1, "23:00", 90)]),
        ("tomorrow noon-1pm", [(24, "12:00", 60)]),
        ("16:00 on Tuesday", [(24, "16:00", 30)]),
        ("Monday 16:00", [(30, "16:00", 30)]),
        ("1 Dec 9:00; 1 Dec 9:00", [(1, "09:00", 30)]),
        ("Fri 20 Nov 9:00", [(20, "09:00", 30)]),
    ],
)
def test_other_readable_shapes(text: str, expected: list[tuple[int, str, int]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("1 Dec 10:00 Europe/London", "Europe/London"),
        ("1 Dec 10:00 europe/london", "Europe/London"),
        ("1 Dec 10:00 New York time", "America/New_York"),
        ("1 Dec 10:00 (São Paulo)", "America/Sao_Paulo"),
        ("1 Dec 10:00 EST", "America/New_York"),
        ("1 Dec 10:00 UTC+2", "Etc/GMT-2"),
        ("1 Dec 10:00Z", "UTC"),
        ("1 Dec 10:00", "Europe/Berlin"),
    ],
)
def test_the_zone_is_the_one_that_is_named(text: str, zone: str) -> None:
    (window,) = parse_windows(text, "Europe/Berlin", NOW)
    assert window.zone == zone
    assert f"{window.start.astimezone(get_zone(zone)):%H:%M}" == "10:00"


def test_two_zones_in_one_text_stay_apart() -> None:
    first, second = parse_windows("1 Dec 10:00 London; 1 Dec 10:00 Tokyo", "UTC", NOW)
    assert first.start - second.start == timedelta(hours=9)
    with pytest.raises(UserError, match="does not say its zone"):
        parse_windows("1 Dec 10:00 London; 1 Dec 10:00 Tokyo; 2 Dec 9:00", "UTC", NOW)


def test_a_time_long_gone_is_read_so_that_the_review_can_mark_it() -> None:
    (window,) = parse_windows("2020-01-06 10:00-11:00", "Europe/Berlin", NOW)
    assert window.start == datetime(2020, 1, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "part_of_message"),
    [
        ("2026-12-01", "“2026-12-01” has no clock time"),
        ("16:00-17:00", "names no day"),
        ("some time next week", "not understood|no single day"),
        ("after 15:00 on 1 Dec", "“after”"),
        ("2026-12-01 afternoon", "“afternoon”"),
        ("Wed 1 Dec 16:00-17:00", "is a Tuesday, not a Wednesday"),
        ("2026-13-01 10:00-11:00", "“2026-13-01” is not a day"),
        ("30 February 10:00", "“30 February” is not a day"),
        ("1 Dec 17:00-16:00", "ends before it starts"),
        ("1 Dec 25:00-26:00", "not a clock time"),
        ("1 Dec 4-5", "morning or afternoon"),
        ("01/02/2027 10:00-11:00", "two different days"),
        ("2206-12-01 10:00", "years away"),
        ("0206-12-01 10:00", "years away"),
        ("1 Dec 16:00-17:00 Mars/Base", "“Mars/Base” is not a known time zone"),
        ("1 Dec 16:00-17:00 somewhere nice", "“somewhere nice”"),
        ("1 Dec 16:00; and my cat", "“and my cat”|“my cat”|“cat”"),
        ("1 Dec 16:00 for 600 hours", "not a length|not understood"),
        ("x" * 3000, "too long"),
        ("; ".join(f"{day} Jan 10:00" for day in range(1, 20)), "more than anyone reads"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_sentence(text: str, part_of_message: str) -> None:
    with pytest.raises(UserError, match=part_of_message) as caught:
        parse_windows(text, "Europe/Berlin", NOW)
    assert "\n" not in str(caught.value)


def test_a_time_that_clocks_skip_is_refused_and_a_repeated_one_is_its_first() -> None:
    with pytest.raises(UserError, match=r"01:30 on 28 March 2027 does not exist in London time"):
        parse_windows("2027-03-28 01:30-02:30", "Europe/London", NOW)
    (window,) = parse_windows("2027-10-31 01:15-01:45", "Europe/London", NOW)
    assert window.start == datetime(2027, 10, 31, 0, 15, tzinfo=UTC)


@given(st.text(alphabet="0123456789 :-;/,.amp TueDecLondonand\n–", max_size=60))
def test_any_text_gives_windows_or_one_sentence(text: str) -> None:
    try:
        windows = parse_windows(text, "Europe/Berlin", NOW)
    except UserError as error:
        said = str(error)
    else:
        said = "Times offered: none is wrong"
        assert all(window.start < window.end for window in windows)
    assert said.startswith("Times offered: ")
    assert len(said) < 250


def test_shelf_life_turns_amber_at_48_hours_and_red_when_begun() -> None:
    window = TimeWindow(NOW + timedelta(hours=48), NOW + timedelta(hours=49))
    assert shelf_life(window, NOW) is ShelfLife.FRESH
    assert shelf_life(window, NOW + timedelta(seconds=1)) is ShelfLife.SOON
    assert shelf_life(window, window.start) is ShelfLife.PAST


def test_a_weekend_between_makes_notice_short() -> None:
    friday = datetime(2026, 11, 27, 9, tzinfo=UTC)
    monday = TimeWindow(
        datetime(2026, 11, 30, 16, tzinfo=UTC), datetime(2026, 11, 30, 17, tzinfo=UTC)
    )
    tuesday = TimeWindow(
        datetime(2026, 12, 1, 16, tzinfo=UTC), datetime(2026, 12, 1, 17, tzinfo=UTC)
    )
    assert shelf_life(monday, friday) is ShelfLife.FRESH
    assert is_short_notice(monday, friday)
    assert not is_short_notice(tuesday, friday)


ZONES = (
    "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Tokyo",
    "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca", "UTC",
)  # fmt: skip
HOURS = WorkingHours()


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
    st.one_of(st.none(), st.sampled_from(ZONES)),
    st.sampled_from([15, 20, 30, 60]),
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 60)), max_size=10),
)
def test_suggestions_keep_every_promise(
    now: datetime, mine: str, theirs: str | None, minutes: int, busy: list[tuple[int, int]]
) -> None:
    taken = [
        TimeWindow(now + timedelta(hours=start), now + timedelta(hours=start + length))
        for start, length in busy
    ]
    windows = suggest_windows(HOURS, taken, mine, theirs, now, minutes)
    assert list(windows) == sorted(windows)
    for window in windows:
        start, end = (moment.astimezone(get_zone(mine)) for moment in (window.start, window.end))
        assert window.end - window.start == timedelta(minutes=minutes)
        assert start.minute % 15 == 0
        assert start.weekday() < 5
        assert start.hour >= 9
        assert (end.hour, end.minute) <= (17, 0)
        assert shelf_life(window, now) is ShelfLife.FRESH
        assert not is_short_notice(window, now)
        assert not any(one.start < window.end and window.start < one.end for one in taken)
        if theirs:
            there = window.start.astimezone(get_zone(theirs))
            assert 8 <= there.hour < 19
            assert there.weekday() < 5
    if len(windows) > 1:
        assert len({window.start.astimezone(get_zone(mine)).date() for window in windows}) > 1


def test_an_empty_calendar_gives_three_days_and_a_far_zone_none() -> None:
    assert len(suggest_windows(HOURS, (), "Europe/Berlin", None, NOW, 30)) == 3
    assert len(suggest_windows(HOURS, (), "Europe/Berlin", "America/New_York", NOW, 30)) == 3
    assert suggest_windows(HOURS, (), "Europe/Berlin", "Pacific/Auckland", NOW, 30) == ()
    with pytest.raises(UserError, match="between 5 minutes and 8 hours"):
        suggest_windows(HOURS, (), "Europe/Berlin", None, NOW, 0)


def test_words_put_their_time_first_and_name_the_day_shift() -> None:
    window = TimeWindow(
        datetime(2026, 12, 1, 23, tzinfo=UTC), datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
    )
    words = window_words(window, "America/Los_Angeles", "Asia/Tokyo")
    assert (words.their_day, words.theirs, words.their_zone) == (
        "Wed 2 Dec",
        "08:00–08:30",
        "Tokyo time",
    )
    assert (words.mine, words.shift) == ("15:00–15:30", "-1")
    assert str(words) == "Wed 2 Dec 08:00–08:30 Tokyo time (mine 15:00–15:30 -1)"
    same = window_words(window, "Europe/Berlin", "Europe/Paris")
    assert (same.theirs, same.mine) == ("00:00–00:30", "")


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("berlin", "Europe/Berlin"),
        ("PST", "America/Los_Angeles"),
        ("New_York", "America/New_York"),
        ("Zürich", "Europe/Zurich"),
        ("+02:00", "Etc/GMT-2"),
        ("GMT-5", "Etc/GMT+5"),
        ("Mars", None),
        ("", None),
        ("../../etc/passwd", None),
        ("UTC+15", None),
    ],
)
def test_zones_by_the_names_that_people_use(name: str, zone: str | None) -> None:
    assert find_zone(name) == zone


def test_places_give_their_zone_unless_they_are_elsewhere() -> None:
    assert zone_of_place("Lisbon, Portugal") == "Europe/Lisbon"
    assert zone_of_place("Greater London Area") == "Europe/London"
    assert zone_of_place("London, Ontario, Canada") is None
    assert zone_of_place("Remote") is None
    assert zone_label("Etc/GMT-2") == "UTC+2"
    assert zone_label("America/New_York") == "New York time"
