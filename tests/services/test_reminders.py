"""The reminder of a day: zones that jump, clocks that are set, computers that slept (G17)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest

from mentorcrm.app import build
from mentorcrm.services.reminders import KEY, next_fire
from tests.conftest import NOW

NINE = 9 * 60
JUMPY = (
    *("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"),
    *("Africa/Cairo", "America/Santiago", "Asia/Kathmandu", "Antarctica/Troll"),
)


def fires(minute: int, zone: str, start: datetime, days: int) -> Iterator[datetime]:
    last = start
    for _ in range(days):
        last = next_fire(minute, last, zone)
        yield last


def holds(zone: str, minutes: tuple[int, ...], year: int, days: int) -> None:
    """Each comes after the one before, once a day, at its time or at the end of a gap."""
    start, place = datetime(year, 1, 1, tzinfo=UTC), ZoneInfo(zone)
    for minute in minutes:
        before = start
        for fire in fires(minute, zone, start, days):
            local = fire.astimezone(place)
            shown = local.hour * 60 + local.minute
            assert fire > before
            if shown != minute:  # Skipped that day: nothing of the gap was there before.
                earlier = (fire - timedelta(seconds=1)).astimezone(place)
                assert earlier.utcoffset() != local.utcoffset()
            else:
                assert local.fold == 0
            before = fire


@pytest.mark.parametrize("zone", JUMPY)
def test_it_comes_once_a_day_whatever_the_clocks_do(zone: str) -> None:
    holds(zone, (0, 90, 150, NINE), 2026, 370)


@pytest.mark.slow
def test_it_does_so_in_every_zone() -> None:
    for zone in sorted(available_timezones()):
        holds(zone, (0, 30, 90, 120, 150, 180, NINE), 2026, 366)


def test_a_skipped_time_comes_at_the_end_of_the_gap() -> None:
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    fire = next_fire(2 * 60 + 30, before, "Europe/Berlin")
    assert fire == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_time_that_comes_twice_is_given_the_first_time() -> None:
    fire = next_fire(2 * 60 + 30, datetime(2026, 10, 24, 12, tzinfo=UTC), "Europe/Berlin")
    assert fire == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_fire(2 * 60 + 30, fire, "Europe/Berlin") > fire + timedelta(hours=20)


class At:
    """The services as they are at another time, after a restart."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def __call__(self, instant: datetime, zone: str = "Europe/Berlin") -> Any:
        self._services.store.close()
        clock = replace(self._services.clock, instant=instant, zone_name=zone)
        self._services = build(self._services.paths, clock)
        return self._services.reminders

    def close(self) -> None:
        self._services.store.close()


@pytest.fixture
def at(services: Any) -> Iterator[At]:
    found = At(services)
    yield found
    found.close()


def test_what_was_missed_is_given_once_and_late(at: At) -> None:
    at(NOW).switched_on()
    assert at(NOW + timedelta(hours=2)).due(NINE) is None
    assert at(datetime(2026, 11, 25, 8, 0, 30, tzinfo=UTC)).due(NINE) is False
    asleep = at(NOW + timedelta(days=9))
    assert asleep.due(NINE) is True
    asleep.given()
    assert asleep.due(NINE) is None


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=365)])
def test_a_clock_that_is_set_brings_no_storm_and_loses_nothing(at: At, back: timedelta) -> None:
    at(NOW).switched_on()
    early = at(NOW - back)
    assert early.due(NINE) is None
    assert at(NOW - back + timedelta(days=1, hours=1)).due(NINE) is not None
    forward = at(NOW + back)
    given = 0
    while forward.due(NINE) is not None:
        forward.given()
        given += 1
    assert given <= 1


def test_a_journey_gives_one_a_day(at: At) -> None:
    at(NOW, "Europe/Berlin").switched_on()
    given = []
    for hour in range(96):
        zone = "Pacific/Auckland" if hour > 40 else "Europe/Berlin"
        here = at(NOW + timedelta(hours=hour), zone) if hour in (0, 41) else here  # noqa: F821
        here._clock = replace(here._clock, instant=NOW + timedelta(hours=hour), zone_name=zone)
        if here.due(NINE) is not None:
            here.given()
            given.append(hour)
    assert 3 <= len(given) <= 4
    assert min(b - a for a, b in pairwise(given)) >= 12


def test_what_was_remembered_badly_begins_anew(services: Any) -> None:
    services.store.remember(KEY, "yesterday, I think")
    assert services.reminders.due(NINE) is None
    assert services.reminders._last() == NOW
