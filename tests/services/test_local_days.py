"""From instants as they are kept to days of a zone: never other than through the zone itself."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.models.types import utc_text
from mentorcrm.services.local_days import LocalDays
from mentorcrm.services.zones import zone_names

# Clocks put back over midnight, days that never were, odd seconds, quarters of an hour, and zones
# that changed their mind.
ODD = [
    "America/St_Johns", "Pacific/Apia", "Pacific/Kwajalein", "Africa/Monrovia", "Asia/Kathmandu",
    "Pacific/Chatham", "Australia/Lord_Howe", "Antarctica/Troll", "Africa/Casablanca", "Asia/Gaza",
    "America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Europe/Dublin", "Europe/Berlin", "UTC",
]  # fmt: skip
ZONES = st.sampled_from(ODD) | st.sampled_from(zone_names())
INSTANTS = st.datetimes(datetime(1850, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))
NEAR_MIDNIGHT = st.builds(
    lambda zone, day, seconds: (
        zone,
        datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        + timedelta(seconds=seconds),
    ),
    ZONES,
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(-7300, 7300),
)


def day(instant: datetime, zone: str) -> int:
    return instant.astimezone(ZoneInfo(zone)).toordinal()


@given(ZONES, st.lists(INSTANTS, max_size=8))
def test_it_is_the_day_in_the_zone(zone: str, instants: list[datetime]) -> None:
    found = LocalDays(ZoneInfo(zone)).all([utc_text(one) for one in instants])
    assert found == [day(one, zone) for one in instants]


@given(NEAR_MIDNIGHT)
def test_it_is_so_around_midnight(given_: tuple[str, datetime]) -> None:
    zone, instant = given_
    assert LocalDays(ZoneInfo(zone)).of(utc_text(instant)) == day(instant, zone)


@pytest.mark.parametrize("zone", ODD)
def test_it_is_so_around_every_change_of_the_clocks_for_some_years(zone: str) -> None:
    days, tz = LocalDays(ZoneInfo(zone)), ZoneInfo(zone)
    for year in (1972, 1987, 1993, 2006, 2011, 2024):
        at = datetime(year, 1, 1, tzinfo=UTC)
        while at.year == year:
            then = at + timedelta(days=1)
            if at.astimezone(tz).utcoffset() != then.astimezone(tz).utcoffset():
                for minutes in range(-1440, 2880, 7):
                    one = at + timedelta(minutes=minutes)
                    assert days.of(utc_text(one)) == day(one, zone)
            at = then
