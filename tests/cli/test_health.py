"""`health` from the record and from a CSV."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mentorcrm.health.continuity import continuity
from mentorcrm.models.health_kinds import PRACTICE

KEYS = ["person", "episodes", "silence_days", "p_alive", "p365", "band", "in_touch_by"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "days.csv"
    days = [date(2024, 1, 1) + timedelta(days=d) for d in (0, 31, 60, 92, 121, 150)]
    rows = [*(f"Ana,{day}" for day in days), "Ben,2024-06-01", "Cyd,2024-07-30"]
    path.write_text("person,date\n" + "\n".join(rows), encoding="utf-8")
    return path


def test_a_csv_is_judged_per_person(mentorcrm: Any, file: Path) -> None:
    done = mentorcrm("health", "--from-csv", str(file), "--as-of", "2024-06-11", "--json")
    ana, ben = done.json
    assert list(ana) == list(ben) == KEYS
    assert (ana["person"], ana["episodes"], ana["silence_days"]) == ("Ana", 6, 12)
    assert (ana["band"], ana["in_touch_by"]) == ("steady", "2024-06-29")
    assert ana["p_alive"] == pytest.approx(0.859, abs=0.0006)
    assert (ben["person"], ben["band"]) == ("Ben", "new")


def test_the_cadence_of_a_csv_can_be_given(mentorcrm: Any, file: Path) -> None:
    asked = ("health", "--from-csv", str(file), "--as-of", "2024-06-11", "--json")
    usual, wide = mentorcrm(*asked).json[1], mentorcrm(*asked, "--cadence", "90").json[1]
    tie = continuity([date(2024, 6, 1)], date(2024, 6, 11), 90)
    assert tie is not None
    assert wide["p_alive"] == pytest.approx(tie.p_alive, abs=1e-5)
    assert wide["p_alive"] != usual["p_alive"]


def test_in_words(mentorcrm: Any, file: Path) -> None:
    done = mentorcrm("health", "--from-csv", str(file), "--as-of", "2024-06-11")
    assert "Ana" in done.out
    assert "12 days since the last contact" in done.out
    ben = next(line for line in done.out.splitlines() if line.startswith("Ben"))
    assert "plan a second time" in ben and "be in touch by" not in ben
    late = mentorcrm("health", "--from-csv", str(file), "--as-of", "2024-07-20").out
    ana = next(line for line in late.splitlines() if line.startswith("Ana"))
    assert "the day to be in touch was 2024-06-29" in ana
    none = mentorcrm("health", "--from-csv", str(file), "--as-of", "2020-01-01")
    assert none.out == "No contact up to 2020-01-01 is in the file.\n"


def test_from_the_record(mentorcrm: Any) -> None:
    assert "Nobody is here yet" in mentorcrm("health").out
    mentorcrm("sample")
    rows = mentorcrm("health", "--json").json
    more = {"id", "season", "cadence_days", "signals", "signs_of_a_stall"}
    assert {*more, *KEYS} == set(rows[0])
    kofi = next(row for row in rows if row["person"].startswith("Kofi"))
    assert [s["signal"] for s in kofi["signals"]] == [kind.value for kind in PRACTICE]
    assert any(s["records"] for s in kofi["signals"])
    ruth = mentorcrm("health", "Ruth", "--json").json
    assert [row["person"] for row in ruth] == ["Ruth Adeyemi"]
    assert "be in touch by" in mentorcrm("health").out


def test_wrong_questions(mentorcrm: Any, file: Path, tmp_path: Path) -> None:
    mentorcrm("health", "Ana", "--from-csv", str(file)).refused("not both")
    mentorcrm("health", "--cadence", "30").refused("--from-csv")
    mentorcrm("health", "--from-csv", str(file), "--as-of", "soonish").refused("not a day")
    mentorcrm("health", "--from-csv", str(file), "--cadence", "0").refused("0")
    mentorcrm("health", "--from-csv", str(tmp_path / "none.csv")).refused("is not there")
    mentorcrm("health", "Nobody At All").refused("Nobody here")


def test_the_last_day_of_the_calendar_is_a_day(mentorcrm: Any, sample: None) -> None:
    rows = mentorcrm("health", "--as-of", "9999-12-31", "--json").json
    assert {row["band"] for row in rows if row["episodes"]} <= {"dormant", "resting"}
    assert any(row["episodes"] for row in rows)
