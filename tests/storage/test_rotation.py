"""Which backups survive: the schedule on a made-up year, and promises that always hold."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.storage import rotation
from mentorcrm.storage.backup import BEFORE_MIGRATION, Backup, list_backups, make_backup
from mentorcrm.storage.rotation import DAILY, LAST_VERIFIED, MONTHLY, WEEKLY, thin
from tests.storage import sample_database as sample

NOW = datetime(2026, 12, 1, 14, 2, tzinfo=UTC)


def backup(
    created: datetime, reason: str = "half-hourly", *, schema: int = 3, verified: bool = True
) -> Backup:
    path = Path(f"mentorcrm-{created:%Y%m%dT%H%M%S%f}-{reason}-{schema}-{verified}.db")
    return Backup(path, created, 1000, verified, reason, schema=schema)


def live_through(days: int, per_day: int) -> tuple[list[Backup], datetime]:
    """Make backups in office hours and thin after each day, as the app does."""
    kept: list[Backup] = []
    now = datetime(2026, 1, 1, 20, tzinfo=UTC)
    for _ in range(days):
        kept += [backup(now - timedelta(minutes=30 * index)) for index in range(per_day)]
        kept = list(thin(kept, now).keep)
        now += timedelta(days=1)
    return kept, now - timedelta(days=1)


@pytest.mark.parametrize("per_day", [1, 4, 20])
def test_a_year_of_backups_keeps_days_then_weeks_then_months(per_day: int) -> None:
    kept, now = live_through(365, per_day)
    ages = sorted((now - each.created).total_seconds() / 86400 for each in kept)
    fresh = [age for age in ages if age < 2]
    assert len(fresh) == 2 * per_day
    assert len(kept) == 2 * per_day + DAILY + WEEKLY + MONTHLY
    daily = ages[len(fresh) : len(fresh) + DAILY]
    assert max(daily) < 2 + DAILY
    weekly = ages[len(fresh) + DAILY : -MONTHLY]
    # The newest week and month may have just begun to leave the denser part.
    assert {round(b - a) for a, b in pairwise(weekly[1:])} == {7}
    assert round(weekly[1] - weekly[0]) <= 7
    monthly = ages[-MONTHLY:]
    assert all(27 < b - a < 36 for a, b in pairwise(monthly[1:]))
    assert 300 < ages[-1] <= 365


def test_a_rare_user_keeps_backups_for_years() -> None:
    kept: list[Backup] = []
    for week in range(150):
        now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(weeks=week)
        kept = list(thin([*kept, backup(now)], now).keep)
    assert len(kept) == 1 + DAILY + WEEKLY + MONTHLY
    assert now - kept[-1].created > timedelta(days=365)


def test_thinning_twice_drops_nothing_more() -> None:
    backups = [backup(NOW - timedelta(hours=7 * index)) for index in range(900)]
    once = thin(backups, NOW)
    assert once.drop
    assert thin(once.keep, NOW).drop == ()


def test_migration_backups_of_the_last_two_schemas_stay() -> None:
    old = [
        backup(NOW - timedelta(days=900 + 10 * schema), BEFORE_MIGRATION, schema=schema)
        for schema in (1, 2, 3)
    ]
    recent = [backup(NOW - timedelta(days=index)) for index in range(700)]
    dropped = thin([*old, *recent], NOW).drop
    assert [each for each in old if each in dropped] == [old[0]]


def test_a_clock_that_was_wrong_costs_nothing() -> None:
    bogus = [backup(datetime(2099, 1, day + 1, tzinfo=UTC)) for day in range(5)]
    good = [backup(NOW - timedelta(days=500 + index)) for index in range(5)]
    result = thin([*bogus, *good], NOW)
    assert set(bogus) | set(good[:3]) <= set(result.keep)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))
reasons = st.sampled_from(["start", "half-hourly", "before-import", BEFORE_MIGRATION])
some = st.lists(
    st.builds(
        backup,
        moments,
        reasons,
        schema=st.integers(1, 5),
        verified=st.sampled_from([True] * 9 + [False]),
    ),
    max_size=200,
    unique_by=lambda each: each.path,
)


@given(some)
def test_promises_that_hold_for_any_set_of_backups(backups: list[Backup]) -> None:
    result = thin(backups, NOW)
    assert sorted([*result.keep, *result.drop], key=str) == sorted(backups, key=str)
    assert all(each.verified for each in result.drop)
    past = sorted(
        (each for each in backups if each.verified and each.created <= NOW),
        key=lambda each: each.created,
        reverse=True,
    )
    assert set(past[:LAST_VERIFIED]) <= set(result.keep)
    assert {each for each in past if NOW - each.created < timedelta(days=2)} <= set(result.keep)
    days = {each.created.date() for each in past}
    assert len({each.created.date() for each in result.keep if each in past}) >= min(
        len(days), DAILY
    )
    assert thin(result.keep, NOW).drop == ()
    newest_first = [each.created for each in result.keep]
    assert newest_first == sorted(newest_first, reverse=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Backups of 40 half days, and a file that is not ours."""
    sample.create(tmp_path / "data.db", 1)
    folder = tmp_path / "backups"
    for index in range(40):
        moment = NOW - timedelta(hours=12 * index)
        make_backup(tmp_path / "data.db", folder, "start", lambda moment=moment: moment)
    (folder / "mine.db").write_bytes(b"?")
    return folder


def test_rotating_deletes_what_the_schedule_drops(folder: Path) -> None:
    wanted = thin(list_backups(folder), NOW)
    assert wanted.drop
    assert set(rotation.rotate(folder, NOW)) == set(wanted.drop)
    assert set(list_backups(folder)) == set(wanted.keep)
    assert len(list(folder.glob("*.json"))) == len(wanted.keep) - 1
    assert rotation.total_bytes(list_backups(folder)) > 0
    assert rotation.rotate(folder, NOW) == ()


def test_after_a_restore_nothing_is_deleted_until_the_user_agrees(folder: Path) -> None:
    rotation.pause(folder, NOW, "restored")
    assert rotation.is_paused(folder)
    assert rotation.rotate(folder, NOW + timedelta(days=300)) == ()
    assert len(list_backups(folder)) == 41
    rotation.resume(folder)
    rotation.resume(folder)
    assert rotation.rotate(folder, NOW)


def test_rotating_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert rotation.rotate(tmp_path / "absent", NOW) == ()
