"""Times and people in words, and what is read from typed lines."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.models.kinds import ContactKind, Season
from mentorcrm.services.start_rows import PersonRow
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui import links, words
from mentorcrm.ui.dialogs.difference import pieces
from mentorcrm.ui.pages.letter import from_utf16, utf16
from mentorcrm.ui.places import Place, Trail
from mentorcrm.ui.typed import contact_kind, read_person
from mentorcrm.ui.widgets.avatar import initials

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()  # a Tuesday


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "1 d ago"), (13, "13 d ago"), (14, "2 w ago"), (63, "9 w ago"),
     (400, "1 y ago"), (-3, "planned")],
)  # fmt: skip
def test_ago_is_brief(days: int, said: str) -> None:
    assert words.ago(NOW - timedelta(days=days), NOW) == said


def test_last_evening_is_not_today_where_i_am() -> None:
    evening = NOW - timedelta(hours=15)  # 18:00 of the day before.
    assert words.ago(evening, NOW) == "1 d ago"
    assert words.ago_spoken(evening, NOW) == "1 day ago"
    in_hawaii = NOW.astimezone(ZoneInfo("Pacific/Honolulu"))  # There it is 23:00 and 08:00.
    assert words.ago(evening, in_hawaii) == "today"


def test_a_row_speaks_as_a_sentence() -> None:
    row = PersonRow(1, "Ruth Adeyemi", "Halden", "Advisor", 3, "Mentor", Season.ACTIVE,
                    NOW - timedelta(weeks=9))  # fmt: skip
    line = words.person_line(row, NOW)
    assert line.spoken == (
        "Ruth Adeyemi, Advisor, Halden, Mentor, Active, last contact 9 weeks ago"
    )
    assert (line.initials, line.last) == ("RA", "9 w ago")


def test_place_and_time_needs_no_complete_record() -> None:
    assert words.place_and_time("", "", NOW) == ""
    assert words.place_and_time("", "Europe/Berlin", NOW) == "Berlin, 10:00 now"
    assert words.place_and_time("Leith", "Nowhere/Else", NOW) == "Leith"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ruth Adeyemi", "RA"), ("Cher", "C"), ("", "?"), ("...", "?"), ("李 小龙", "李小"),
     ("ana maria de souza", "AS"), ("  d’Arc ", "D"), ("e\u0301lodie x", "E\u0301X"),
     ("Hannah Brandt, PhD", "HB"), ("Dr. Hannah Brandt", "HB"), ("Prof. Dr. Ada Lin MBA", "AL"),
     ("Sam Ortiz Jr.", "SO"), ("Yo-Yo Ma", "YM"), ("Vincent van Gogh", "VG"), ("Dr.", "D")],
)  # fmt: skip
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("typed", "name", "title", "organisation", "mail"),
    [
        ("Ana Ferreira", "Ana Ferreira", "", "", ""),
        ("Ana, Kestrel", "Ana", "", "Kestrel", ""),
        ("Ana, VP, Kestrel Health, Ltd", "Ana", "VP", "Kestrel Health, Ltd", ""),
        ("Ana Ferreira <ana@kestrel.example>", "Ana Ferreira", "", "", "ana@kestrel.example"),
        ("ana.ferreira@kestrel.example", "Ana Ferreira", "", "", "ana.ferreira@kestrel.example"),
        ("Ana, ana@kestrel.example, Kestrel", "Ana", "", "Kestrel", "ana@kestrel.example"),
    ],
)
def test_a_person_in_one_line(
    typed: str, name: str, title: str, organisation: str, mail: str
) -> None:
    read = read_person(typed)
    assert (read.name, read.title, read.organisation, read.mail) == (
        name, title, organisation, mail,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "title", "organisation", "tags", "points"),
    [
        ("Ruth Adeyemi, CTO at Halden, r@halden.example #career", "CTO", "Halden", ("career",), ()),
        ("#career Ruth Adeyemi, CTO at Halden #r&d", "CTO", "Halden", ("career", "r&d"), ()),
        ("Ruth Adeyemi, Halden, +44 20 7946 0000", "", "Halden", (), ("+44 20 7946 0000",)),
        ("Ruth Adeyemi, linkedin.com/in/ruth, Halden", "", "Halden", (), ("linkedin.com/in/ruth",)),
        ("Ruth Adeyemi, Head of C# at Halden", "Head of C#", "Halden", (), ()),
        ("Ruth Adeyemi, Halden 2020", "", "Halden 2020", (), ()),
    ],
)  # fmt: skip
def test_tags_titles_and_further_ways_in_one_line(
    typed: str, title: str, organisation: str, tags: tuple[str, ...], points: tuple[str, ...]
) -> None:
    read = read_person(typed)
    assert (read.name, read.title, read.organisation) == ("Ruth Adeyemi", title, organisation)
    assert (read.tags, tuple(value for _kind, value in read.points)) == (tags, points)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", TODAY), ("Yesterday", date(2026, 11, 23)), ("3 days ago", date(2026, 11, 21)),
        ("in 2 weeks", date(2026, 12, 8)), ("a week ago", date(2026, 11, 17)),
        ("2026-12-01", date(2026, 12, 1)), ("1.12.2026", date(2026, 12, 1)),
        ("friday", date(2026, 11, 27)), ("last fri", date(2026, 11, 20)),
        ("tuesday", date(2026, 12, 1)), ("24 Nov", TODAY), ("1 jan 2027", date(2027, 1, 1)),
        ("31 feb", None), ("2026-13-01", None), ("soon", None), ("99999999999 days ago", None),
        ("", None), ("in 3 days ago", None),
    ],
)  # fmt: skip
def test_a_day_in_words(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_calmly(text: str) -> None:
    read_day(text, TODAY)
    read_person(text)
    contact_kind(text)
    initials(text)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("ana@kestrel.example", ContactKind.MAIL), ("+44 20 7946 0000", ContactKind.PHONE),
        ("https://x.example/ana", ContactKind.PROFILE),
        ("linkedin.com/in/ana", ContactKind.PROFILE),
        ("@ana", ContactKind.CHAT), ("12 High Street, Leith", ContactKind.ADDRESS),
    ],
)  # fmt: skip
def test_the_kind_of_a_contact_point_is_seen(typed: str, kind: ContactKind) -> None:
    assert contact_kind(typed) is kind


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "smb://host/x", "ana", "", "data:text/html,x"],
)
def test_only_four_schemes_get_out(address: str) -> None:
    from mentorcrm.errors import UserError

    with pytest.raises(UserError):
        links.checked(address)


@pytest.mark.parametrize(
    ("kind", "value", "address"),
    [
        ("mail", "ana@kestrel.example", "mailto:ana@kestrel.example"),
        ("mail", "a b?cc=x@y.example", "mailto:a%20b%3Fcc%3Dx@y.example"),
        ("phone", "+44 (0)20 7946", "tel:+440207946"),
        ("profile", "linkedin.com/in/ana", "https://linkedin.com/in/ana"),
        ("profile", "javascript:alert(1)", ""),
        ("chat", "@ana", ""),
    ],
)
def test_the_address_behind_a_contact_point(kind: str, value: str, address: str) -> None:
    assert links.address_of(kind, value) == address
    if address:
        links.checked(address)


@given(st.text(max_size=60), st.data())
def test_offsets_survive_the_way_into_qt_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, utf16(text, offset)) == offset


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_the_pieces_of_a_difference_hold_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    old = "".join(words_ for mark, words_ in found if mark in " -")
    new = "".join(words_ for mark, words_ in found if mark in " +")
    assert old.split() == before.split()
    assert new.split() == after.split()


def test_back_and_forward_go_the_same_way() -> None:
    trail, first, second, third = Trail(), Place("people", 1), Place("asks"), Place("people", 2)
    trail.leave(first)
    trail.leave(second)
    assert trail.back(third) == second
    assert trail.back(second) == first
    assert trail.back(first) is None
    assert trail.forward(first) == second
    trail.leave(second)
    assert not trail.can_go_forward


def test_a_day_that_lies_ahead_may_be_next_year() -> None:
    past = TODAY - timedelta(days=40)
    typed = f"{past.day} {past:%b}"
    assert read_day(typed, TODAY) == past
    assert read_day(typed, TODAY, ahead=True) == past.replace(year=past.year + 1)
