"""A meeting in one line, however it is said."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import InteractionChannel as Channel
from mentorcrm.services.meeting_line import next_like, read_line, read_when

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "names", "day", "clock", "minutes", "channel", "title"),
    [
        ("Ana friday 16:00", ("Ana",), FRIDAY, time(16), None, None, ""),
        ("Ana Ferreira fri 16.30 45m video: Quarterly call", ("Ana Ferreira",), FRIDAY,
         time(16, 30), 45, Channel.VIDEO, "Quarterly call"),
        ("coffee with Kofi tomorrow at 9am", ("Kofi",), date(2026, 11, 25), time(9), None,
         Channel.IN_PERSON, ""),
        ("call w Ana and Ben on 3 Dec at 14:15 for 1 hour", ("Ana", "Ben"), date(2026, 12, 3),
         time(14, 15), 60, Channel.CALL, ""),
        ("@ana, @ben in 2 weeks 12pm", ("ana", "ben"), date(2026, 12, 8), time(12), None, None, ""),
        ("Dr Osei 2026-12-01 8:00 zoom: a: b", ("Dr Osei",), date(2026, 12, 1), time(8), None,
         Channel.VIDEO, "a: b"),
        ("meeting with Mei-Ling Chua next monday 17h", ("Mei-Ling Chua",), date(2026, 11, 30),
         time(17), None, None, ""),
        ("Sun Li friday 10:00", ("Sun Li",), FRIDAY, time(10), None, None, ""),
        ("Ana", ("Ana",), None, None, None, None, ""),
        ("", (), None, None, None, None, ""),
    ],
)  # fmt: skip
def test_a_line_is_taken_apart(text, names, day, clock, minutes, channel, title):
    line = read_line(text, TUESDAY)
    assert (line.names, line.day, line.clock) == (names, day, clock)
    assert (line.minutes, line.channel, line.title) == (minutes, channel, title)


def test_what_is_missing_is_asked_for():
    with pytest.raises(UserError, match="on which day"):
        read_line("Ana 16:00", TUESDAY).at("Europe/Lisbon")
    with pytest.raises(UserError, match="at what time"):
        read_line("Ana friday", TUESDAY).at("Europe/Lisbon")
    with pytest.raises(UserError, match="not a day and a time"):
        read_when("next blue moon 16:00", TUESDAY, "Europe/Lisbon")


def test_a_time_is_read_in_its_zone():
    at = read_when("friday 16:00", TUESDAY, "Europe/Berlin")
    assert at == datetime(2026, 11, 27, 15, 0, tzinfo=ZoneInfo("UTC"))


def test_the_next_one_keeps_its_time_of_day_over_a_change_of_the_clocks():
    at = datetime(2026, 10, 20, 16, 0, tzinfo=ZoneInfo("Europe/Lisbon"))
    after = next_like(at, 14, "Europe/Lisbon")
    assert (after.hour, after.date()) == (16, date(2026, 11, 3))
    saturday = next_like(at, 4, "Europe/Lisbon")
    assert saturday.weekday() == 0
