"""Busy times out of calendar files, ordinary and hostile."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange.calendar_busy import busy_times
from mentorcrm.interchange.calendar_zones import zone_name

START, END = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 12, 7, tzinfo=UTC)


def busy(folder: Path, *events: str, zone: str = "Europe/Berlin", extra: str = "") -> list[str]:
    text = "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            *([extra] if extra else []),
            *(
                f"BEGIN:VEVENT\r\nUID:{number}\r\n{event}\r\nEND:VEVENT"
                for number, event in enumerate(events)
            ),
            "END:VCALENDAR",
            "",
        ]
    )
    path = folder / "work.ics"
    path.write_bytes(text.encode())
    return [f"{start:%d %H:%M}-{end:%d %H:%M}" for start, end in busy_times(path, START, END, zone)]


def test_times_in_every_kind_of_zone(tmp_path: Path) -> None:
    assert busy(
        tmp_path,
        "DTSTART:20261124T090000Z\nDTEND:20261124T100000Z",
        "DTSTART;TZID=America/New_York:20261125T090000\nDTEND;TZID=America/New_York:20261125T100000",
        "DTSTART;TZID=W. Europe Standard Time:20261126T090000\nDURATION:PT30M",
        "DTSTART:20261127T090000\nDTEND:20261127T100000",
        'DTSTART;TZID="/mozilla.org/20070129_1/Asia/Tokyo":20261128T090000\nDURATION:PT1H',
    ) == [
        "24 09:00-24 10:00",
        "25 14:00-25 15:00",
        "26 08:00-26 08:30",
        "27 08:00-27 09:00",
        "28 00:00-28 01:00",
    ]


def test_a_zone_of_the_files_own(tmp_path: Path) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone 1\r\nBEGIN:STANDARD\r\n"
        "DTSTART:16010101T000000\r\nTZOFFSETFROM:+0330\r\nTZOFFSETTO:+0330\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE"
    )
    assert busy(
        tmp_path, "DTSTART;TZID=Customized Time Zone 1:20261124T090000\nDURATION:PT1H", extra=zone
    ) == ["24 05:30-24 06:30"]


def test_the_calendars_default_zone(tmp_path: Path) -> None:
    assert busy(
        tmp_path, "DTSTART:20261124T090000\nDURATION:PT1H", extra="X-WR-TIMEZONE:Asia/Tokyo"
    ) == ["24 00:00-24 01:00"]


def test_all_day_events_last_a_day_at_least(tmp_path: Path) -> None:
    assert busy(
        tmp_path,
        "DTSTART;VALUE=DATE:20261124",
        "DTSTART:20261126\nDTEND:20261126",
        "DTSTART;VALUE=DATE:20261128\nDTEND;VALUE=DATE:20261130\nDURATION:PT1W",
    ) == ["23 23:00-24 23:00", "25 23:00-26 23:00", "27 23:00-29 23:00"]


def test_what_does_not_make_busy(tmp_path: Path) -> None:
    event = "DTSTART:20261124T090000Z\nDTEND:20261124T100000Z\n"
    assert (
        busy(
            tmp_path,
            event + "STATUS:CANCELLED",
            event + "TRANSP:TRANSPARENT",
            event + "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
            "SUMMARY:no start",
            "DTSTART:20261124T090000Z",
            "DTSTART:nonsense\nDTEND:20261124T100000Z",
        )
        == []
    )


def test_touching_times_are_one(tmp_path: Path) -> None:
    assert busy(
        tmp_path,
        "DTSTART:20261124T090000Z\nDTEND:20261124T100000Z",
        "DTSTART:20261124T100000Z\nDTEND:20261124T110000Z",
        "DTSTART:20261124T091500Z\nDTEND:20261124T093000Z",
    ) == ["24 09:00-24 11:00"]


def test_a_span_is_cut_to_what_was_asked(tmp_path: Path) -> None:
    assert busy(tmp_path, "DTSTART:20260101T000000Z\nDTEND:20270101T000000Z") == [
        "23 00:00-07 00:00"
    ]


def test_repeats_with_exceptions(tmp_path: Path) -> None:
    series = (
        "DTSTART;TZID=Europe/Berlin:20260105T090000\nDURATION:PT1H\n"
        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE\nEXDATE;TZID=Europe/Berlin:20261125T090000\nUID:s"
    )
    moved = (
        "RECURRENCE-ID;TZID=Europe/Berlin:20261130T090000\n"
        "DTSTART;TZID=Europe/Berlin:20261130T150000\nDURATION:PT1H\nUID:s"
    )
    called_off = (
        "RECURRENCE-ID;TZID=Europe/Berlin:20261202T090000\nSTATUS:CANCELLED\n"
        "DTSTART;TZID=Europe/Berlin:20261202T090000\nDURATION:PT1H\nUID:s"
    )
    path = tmp_path / "series.ics"
    path.write_text(
        "BEGIN:VCALENDAR\n"
        + "".join(f"BEGIN:VEVENT\n{one}\nEND:VEVENT\n" for one in (series, moved, called_off))
        + "END:VCALENDAR\n"
    )
    assert [f"{start:%d %H:%M}" for start, _end in busy_times(path, START, END, "UTC")] == [
        "23 08:00",
        "30 14:00",
    ]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=DAILY;COUNT=3", 3),
        ("FREQ=DAILY;UNTIL=20261125T235959Z", 2),
        ("FREQ=DAILY", 13),
        ("FREQ=DAILY;UNTIL=20261126", 3),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", 1),
        ("FREQ=SECONDLY", 1),
        ("FREQ=DAILY;INTERVAL=0", 1),
        ("FREQ=DAILY;COUNT=1000000000", 1),
        ("FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2;BYSECOND=1,2", 1),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", 1),
        ("nonsense", 1),
        ("FREQ=DAILY;COUNT=" + "9" * 5000, 1),
        ("FREQ=DAILY;UNTIL=20261125T090000", 2),
        ("FREQ=DAILY;UNTIL=20261125T085959Z", 1),
    ],
)
def test_rules_are_expanded_within_reason(tmp_path: Path, rule: str, count: int) -> None:
    found = busy(tmp_path, f"DTSTART:20261124T090000Z\nDURATION:PT1H\nRRULE:{rule}")
    assert len(found) == count


def test_a_daily_rule_from_long_ago_keeps_its_wall_time(tmp_path: Path) -> None:
    found = busy(
        tmp_path, "DTSTART;TZID=Europe/Berlin:19700101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    )
    assert found[0] == "23 08:00-23 09:00"
    assert len(found) == 14


HOSTILE = {
    "million dates": "DTSTART:20261124T090000Z\nDURATION:PT1H\nEXDATE:"
    + ",".join(["20261124T090000Z"] * 60_000),
    "weeks": "DTSTART:20261124T090000Z\nDURATION:P99999999999W",
    "year 9999": "DTSTART:99991231T235959Z\nDTEND:99991231T235959Z\nRRULE:FREQ=DAILY",
    "year 0": "DTSTART:00000101T000000Z\nDURATION:PT1H",
    "path": "DTSTART;TZID=/etc/passwd:20261124T090000\nDURATION:PT1H",
    "dots": "DTSTART;TZID=../../../etc/passwd:20261124T090000\nDURATION:PT1H",
    "attach": "DTSTART:20261124T090000Z\nATTACH:file:///etc/passwd\nURL:javascript:x",
    "long line": "DTSTART:20261124T090000Z\nDESCRIPTION:" + "x" * 5_000_000,
    "folds": "DTSTART:20261124T090000Z\nDESCRIPTION:" + "x\r\n " * 100_000,
    "exrule": "DTSTART:20261124T090000Z\nRRULE:FREQ=SECONDLY\nEXRULE:FREQ=SECONDLY",
    "two starts": "DTSTART:20261124T090000Z\nDTSTART:20261124T100000Z\nDTEND:x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_events_end_quickly(tmp_path: Path, name: str) -> None:
    began = time.monotonic()
    busy(tmp_path, HOSTILE[name])
    assert time.monotonic() - began < 5


def test_hostile_files_end_quickly_or_are_refused(tmp_path: Path) -> None:
    old = "BEGIN:VEVENT\nDTSTART:00010101T000000Z\nRRULE:FREQ=DAILY\nDURATION:PT1H\nEND:VEVENT\n"
    for body in (old * 50, "BEGIN:VEVENT\n" * 1000, "BEGIN:VEVENT\nEND:VEVENT\n" * 60_000):
        path = tmp_path / "bad.ics"
        path.write_text(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n")
        began = time.monotonic()
        with pytest.raises(ImportRejected, match=r"bad\.ics"):
            busy_times(path, START, END, "UTC")
        assert time.monotonic() - began < 10


def test_a_zone_with_rules_by_the_second_is_not_used(tmp_path: Path) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "RRULE:FREQ=SECONDLY\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:STANDARD\n"
        "END:VTIMEZONE"
    )
    assert busy(tmp_path, "DTSTART;TZID=Odd:20261124T090000\nDURATION:PT1H", extra=zone) == [
        "24 08:00-24 09:00"
    ]


def test_what_is_no_calendar_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.ics"
    path.write_text("hello")
    with pytest.raises(ImportRejected, match="not a calendar"):
        busy_times(path, START, END, "UTC")


def test_a_free_busy_list(tmp_path: Path) -> None:
    text = (
        "BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY:20261124T090000Z/PT1H,"
        "20261125T090000Z/20261125T100000Z\r\nFREEBUSY;FBTYPE=FREE:20261126T090000Z/PT1H\r\n"
        "FREEBUSY:broken\r\nEND:VFREEBUSY"
    )
    assert busy(tmp_path, extra=text) == ["24 09:00-24 10:00", "25 09:00-25 10:00"]


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("Eastern Standard Time", "America/New_York"),
        ("/softwarestudio.org/Tzfile/America/Chicago", "America/Chicago"),
        ("posix/Europe/Vaduz", "Europe/Vaduz"),
        ("America-Chicago", "America/Chicago"),
        ("US-Eastern", "America/New_York"),
        ("(UTC-03:00) Brasília", "America/Sao_Paulo"),
        ("../../etc/passwd", None),
        ("/etc/passwd", None),
        ("Customized Time Zone 1", None),
        ("", None),
    ],
)
def test_zone_names(tzid: str, name: str | None) -> None:
    assert zone_name(tzid) == name
